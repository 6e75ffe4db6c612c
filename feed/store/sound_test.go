package store

import (
	"errors"
	"strings"
	"testing"

	"warta/feed"
)

// mustBeSound checks what must always be so.
func mustBeSound(t testing.TB, s *Store) {
	t.Helper()
	problems, err := s.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}

// TestCheckFindsAndRebuildMends breaks what is derived, one thing at a time.
func TestCheckFindsAndRebuildMends(t *testing.T) {
	for name, query := range map[string]string{
		"counts":         `UPDATE feed_count SET unread = unread + 1`,
		"marks":          `UPDATE entry SET starred = 1 WHERE id = 2`,
		"folder":         `UPDATE entry SET folder_id = 77 WHERE id = 2`,
		"body":           `INSERT INTO body(id, codec, raw_len, data) VALUES (9999 * 16, 0, 1, x'78')`,
		"detail":         `INSERT INTO entry_detail VALUES (9999, '{}')`,
		"page":           `INSERT INTO page(entry_id, url, fetched) VALUES (9999, '', 0)`,
		"revision":       `INSERT INTO revision(entry_id, seen, codec, raw_len, data) VALUES (9999, 0, 0, 1, x'78')`,
		"timetable":      `DELETE FROM feed_fetch`,
		"pace":           `UPDATE feed_fetch SET pace = '{"S'`,
		"details":        `UPDATE entry_detail SET detail = '{"GUID' WHERE entry_id = 2`,
		"index, missing": `UPDATE segment SET gone = x'02'`,
		"index, surplus": `INSERT INTO segment SELECT 99, state, made, low, high, size, words, gone FROM segment;
			INSERT INTO segment_block SELECT 99 << 20 | id & 1048575, data FROM segment_block`,
		"index, damaged": `UPDATE segment_block SET data = zeroblob(length(data)) WHERE id & 1048575 = 4`,
		"index, lost":    `DELETE FROM segment_block WHERE id & 1048575 = 4`,
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			id := subscribe(t, s, "https://example.org/feed", "World")
			mark(t, s, feed.MarkSaved, save(t, s, id, aged(4)...).New[0])
			if _, err := s.news.conn.ExecContext(t.Context(), query); err != nil {
				t.Fatal(err)
			}
			if problems, err := s.Check(t.Context()); err != nil || len(problems) == 0 {
				t.Fatalf("Check finds %q, %v", problems, err)
			}
			if err := s.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
			mustBeSound(t, s)
			if got := titles(t, s, feed.Query{Where: feed.Words{Text: "day"}}); len(got) != 4 {
				t.Errorf("after rebuilding %q are found", got)
			}
			if got := titles(t, s, feed.Query{Where: feed.Is{Property: feed.Saved}}); len(got) != 1 {
				t.Errorf("after rebuilding %q are saved", got)
			}
		})
	}
}

// A part of the index that is damaged is told, and made anew.
func TestADamagedIndexIsMadeAnew(t *testing.T) {
	s := newStore(t)
	save(t, s, subscribe(t, s, "https://example.org/feed", ""), aged(4)...)
	if _, err := s.news.conn.ExecContext(t.Context(), `UPDATE segment_block SET data = CAST(x'ff' || substr(data, 2) AS BLOB) WHERE id & 1048575 = 4`); err != nil {
		t.Fatal(err)
	}
	q := feed.Query{Where: feed.Words{Text: "day"}}
	if list, err := s.Headlines(t.Context(), q, feed.Window{Limit: 9}); !errors.Is(err, feed.ErrDamaged) {
		t.Fatalf("a damaged index gives %v, %v", list, err)
	}
	if _, _, err := s.Reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, q); len(got) != 4 {
		t.Errorf("%q are found", got)
	}
	mustBeSound(t, s)
}

func TestADamagedBodyIsTold(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	one := save(t, s, id, with(content(strings.Repeat("<p>"+long+"</p>", 9)), entry("g /a A"))...).New[0]
	if _, err := s.news.conn.ExecContext(t.Context(), `UPDATE body SET data = CAST(substr(data, 1, length(data) - 6) || x'000000000000' AS BLOB)`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Body(t.Context(), one); !errors.Is(err, feed.ErrDamaged) {
		t.Errorf("reading it: %v, want ErrDamaged", err)
	}
}
