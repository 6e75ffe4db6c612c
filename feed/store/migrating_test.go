package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"warta/feed"
)

// oldDatabase is a database of the first schema, with entries that a rule muted.
func oldDatabase(t *testing.T, path string, n int) {
	t.Helper()
	texts, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	db, err := connect(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := migrate(t.Context(), db, texts[:1], nil); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{
		`INSERT INTO feed(id, uid, url, added) VALUES (1, x'01', 'https://example.org/feed', 1)`,
		`INSERT INTO feed_fetch(feed_id) VALUES (1)`,
		`INSERT INTO rule(id, name, query, does, created) VALUES (1, 'quiet', 'old', 1, 1), (2, 'quiet', 'older', 1, 1)`,
		fmt.Sprintf(`WITH RECURSIVE i(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM i WHERE id < %d)
			INSERT INTO entry(id, feed_id, folder_id, rank, unread, muted, first_seen, text_hash, raw_hash, title)
			SELECT id, 1, 0, (1700000000 + id) << 24 | id, 0, id %% 2, 1, id, id, 'Old entry ' || id FROM i`, n),
		`INSERT INTO status(entry_id, read, changed) SELECT id, 1, 1 FROM entry`,
		`INSERT INTO rule_hit(rule_id, entry_id, did, at) SELECT 1, id, 1, 1 FROM entry WHERE muted = 1`,
		`INSERT INTO identity(feed_id, key, entry_id) SELECT 1, randomblob(16), id FROM entry`,
		`INSERT INTO search(rowid, title) SELECT rank, title FROM entry`,
		`INSERT INTO feed_count(feed_id, folder_id, total, unread) SELECT 1, 0, sum(1 - muted), 0 FROM entry`,
	} {
		if _, err := db.ExecContext(t.Context(), query); err != nil {
			t.Fatalf("%s: %v", firstLine(query), err)
		}
	}
}

// TestKilledWhileMigrating kills a child at random moments of the first opening
// by a newer version: the next opening finds everything, brought up to date.
func TestKilledWhileMigrating(t *testing.T) {
	const n = 2000
	kills := killsOf(8)
	r := rand.New(rand.NewPCG(31, 37))
	old := filepath.Join(t.TempDir(), "warta.db")
	oldDatabase(t, old, n)
	whole, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for range kills {
		path := filepath.Join(t.TempDir(), "warta.db")
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(5+r.IntN(120))*time.Millisecond)
		cmd := exec.CommandContext(ctx, executable)
		cmd.Env = append(os.Environ(), "WARTA_STORE_CHILD="+path, "WARTA_STORE_NAME=migrating")
		_ = cmd.Run() // killed when the time is up
		cancel()
		s := openStore(t, path)
		if d := s.Damage(); d != nil {
			t.Fatal(d)
		}
		if _, _, err := s.Reindex(t.Context()); err != nil {
			t.Fatal(err)
		}
		mustBeSound(t, s)
		read, err := s.Count(t.Context(), feed.Query{Where: feed.And{feed.Is{Property: feed.Read}, feed.Words{Text: "old entry"}}})
		hidden, wrong := s.Hidden(t.Context())
		if err != nil || wrong != nil || read != n/2 || hidden != (feed.Hidden{Entries: n / 2, Rules: 1}) {
			t.Fatalf("%d are read, %v; hidden: %+v, %v", read, err, hidden, wrong)
		}
		rules, err := s.Rules(t.Context())
		if err != nil || len(rules) != 2 || rules[0].Name == rules[1].Name || rules[0].Hits != n/2 {
			t.Fatalf("rules: %+v, %v", rules, err)
		}
	}
}
