package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"warta/feed"
)

// Spoiled is why an entry has no article whose text on disk was damaged.
const Spoiled = "what was kept of it was damaged; it is fetched again"

// SpoiledError are entries of which not every text could be read. It is
// feed.ErrDamaged.
type SpoiledError struct{ Entries []feed.Record }

// Error names the entries, as far as there is room for them.
func (e *SpoiledError) Error() string {
	const most = 20
	names := make([]string, 0, most)
	for i := range e.Entries[:min(most, len(e.Entries))] {
		names = append(names, fmt.Sprintf("%d %q", e.Entries[i].ID, e.Entries[i].Entry.Title))
	}
	more := ""
	if n := len(e.Entries) - most; n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("texts of %d entries are damaged and left out; warta doctor has them fetched again: %s%s",
		len(e.Entries), strings.Join(names, ", "), more)
}

func (e *SpoiledError) Unwrap() error { return feed.ErrDamaged }

// A spoil is a text that cannot be read: a row of the table body, or of revision.
type spoil struct {
	table string
	row   int64
}

// spoiledAtOnce is how many rows are looked at in one reading.
const spoiledAtOnce = 500

// spoiled are the texts that cannot be read, of all entries.
func (s *Store) spoiled(ctx context.Context) (list []spoil, err error) {
	for _, table := range []string{"body", "revision"} {
		for last, n := int64(-1), spoiledAtOnce; n == spoiledAtOnce; {
			var row int64
			var p packed
			n = 0
			err := s.query(ctx, `SELECT id, codec, dict_id, raw_len, data FROM `+table+` WHERE id > ? ORDER BY id LIMIT ?`,
				[]any{last, spoiledAtOnce}, []any{&row, &p.codec, &p.dict, &p.length, &p.data}, func() error {
					if _, err := s.codec.unpack(p); err != nil {
						list = append(list, spoil{table, row})
					}
					last, p.data = row, nil
					n++
					return nil
				})
			if err != nil {
				return list, err
			}
		}
	}
	return list, nil
}

// DropSpoiled takes away what cannot be read of an entry's texts, and has it
// fetched again; dropped says that there was something to take away.
func (s *Store) DropSpoiled(ctx context.Context, id feed.EntryID) (dropped bool, err error) {
	var list []spoil
	read := func(table, where string) error {
		var row int64
		var p packed
		return s.query(ctx, `SELECT id, codec, dict_id, raw_len, data FROM `+table+` WHERE `+where, []any{int64(id)},
			[]any{&row, &p.codec, &p.dict, &p.length, &p.data}, func() error {
				if _, err := s.codec.unpack(p); err != nil {
					list = append(list, spoil{table, row})
				}
				p.data = nil
				return nil
			})
	}
	err = errors.Join(read("body", `id BETWEEN ?1 * 16 AND ?1 * 16 + 15`), read("revision", `entry_id = ?`))
	if err == nil && len(list) > 0 {
		err = s.saving(ctx, "dropping what is damaged", func(t *tx) error { return t.dropSpoiled(list) })
	}
	return len(list) > 0, s.failed(fmt.Sprintf("mending entry %d", id), err)
}

// dropSpoiled takes texts away that cannot be read.
func (t *tx) dropSpoiled(list []spoil) error {
	for _, x := range list {
		if err := t.exec(`DELETE FROM `+x.table+` WHERE id = ?`, x.row); err != nil {
			return err
		}
		if x.table != "body" {
			continue
		}
		for _, query := range losing[x.row%kinds] {
			if err := t.exec(query, x.row/kinds); err != nil {
				return err
			}
		}
	}
	return nil
}

// lost makes an entry be one whose page is still to be fetched.
const lost = `badge = 4, why = '` + Spoiled + `', want = 1, attempts = 0, retry_at = 0`

// wantAgain has an entry fetched again that has no text left.
const wantAgain = `UPDATE entry SET ` + lost + ` WHERE id = ?1
	AND NOT EXISTS (SELECT 1 FROM body WHERE body.id BETWEEN ?1 * 16 + 1 AND ?1 * 16 + 3)`

// fromFeed has taken again what a feed says of an entry: it would be answered
// that nothing has changed otherwise.
var fromFeed = []string{
	`UPDATE entry SET raw_hash = 0 WHERE id = ?1`,
	`UPDATE feed_fetch SET etag = '', last_modified = '', body_hash = x'', next_due = 0
		WHERE feed_id = (SELECT feed_id FROM entry WHERE id = ?1)`,
}

// losing is what the loss of a body of each kind means for its entry. An article
// is made anew of its page; without its page it would be the last that is left,
// and is fetched again all the same.
var losing = map[int64][]string{
	kindSummary: fromFeed,
	kindContent: append([]string{wantAgain}, fromFeed...),
	kindPage: {
		`DELETE FROM body WHERE id = ?1 * 16 + 3`,
		`DELETE FROM page WHERE entry_id = ?1`,
		`UPDATE entry SET ` + lost + ` WHERE id = ?1`,
	},
	kindArticle: {`UPDATE page SET version = 0 WHERE entry_id = ?1`, wantAgain},
}

// isHollow holds for an entry that has none of the texts that its badge tells of.
const isHollow = `badge = 2 AND NOT EXISTS (SELECT 1 FROM body WHERE body.id BETWEEN entry.id * 16 + 1 AND entry.id * 16 + 3)`

// hollow has the texts of hollow entries fetched again.
var hollow = []string{
	`UPDATE feed_fetch SET etag = '', last_modified = '', body_hash = x'', next_due = 0
		WHERE feed_id IN (SELECT feed_id FROM entry WHERE ` + isHollow + `)`,
	`DELETE FROM page WHERE entry_id IN (SELECT id FROM entry WHERE ` + isHollow + `)`,
	`UPDATE entry SET raw_hash = 0, ` + lost + ` WHERE ` + isHollow,
}

// unspoil takes away all texts that cannot be read, and has the articles fetched
// again that are said to be there and are not.
func (s *Store) unspoil(ctx context.Context) (n int, err error) {
	list, err := s.spoiled(ctx)
	if err != nil {
		return 0, err
	}
	return len(list), s.saving(ctx, "dropping what is damaged", func(t *tx) error {
		if err := t.dropSpoiled(list); err != nil {
			return err
		}
		for _, query := range hollow {
			if err := t.exec(query); err != nil {
				return err
			}
		}
		return nil
	})
}
