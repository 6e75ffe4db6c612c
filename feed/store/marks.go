package store

import (
	"context"
	"fmt"

	"warta/feed"
)

// Mark marks entries. When it returns, the marks are on the disk. The Change
// names the entries whose status it really changed; ids that are not in the
// store are passed over.
func (s *Store) Mark(ctx context.Context, ids []feed.EntryID, m feed.Mark) (feed.Change, error) {
	change := feed.Change{Mark: m}
	if len(ids) == 0 {
		return change, nil
	}
	err := s.marking(ctx, "marking entries", func(t *tx) (err error) {
		change.Entries, err = t.mark(`e.id IN (SELECT value FROM json_each(?))`, []any{jsonIDs(ids)}, m)
		return err
	})
	return change, err
}

// MarkAll marks what a query lists. With a cursor it leaves alone what is
// newer than that place, so that entries nobody has seen yet stay as they are.
func (s *Store) MarkAll(ctx context.Context, q feed.Query, upTo feed.Cursor, m feed.Mark) (feed.Change, error) {
	change := feed.Change{Mark: m}
	err := s.marking(ctx, "marking entries", func(t *tx) error {
		search := t.searcher()
		p, err := compile(q, &compiler{look: t.each, read: t.inspecting(t.each), search: search, now: t.now(), tactics: t.tactics})
		if err != nil {
			return err
		}
		if !upTo.IsZero() {
			p.from(rankOfCursor(upTo), true, true)
		}
		where, args := `e.id IN (SELECT value FROM json_each(?))`, []any(nil)
		if p.searches() {
			ids, err := search.entries(p)
			if err != nil {
				return err
			}
			args = []any{jsonIDs(ids)}
		} else {
			where, args = p.ids()
			where = `e.id IN (` + where + `)`
		}
		change.Entries, err = t.mark(where, args, m)
		return err
	})
	return change, err
}

// A markSQL is how a mark changes the listing row.
type markSQL struct{ set, where string }

func (m markSQL) valid() bool { return m.set != "" }

func sqlOf(m feed.Mark) markSQL {
	switch m {
	case feed.MarkRead:
		return markSQL{"unread = 0", "e.unread = 1"}
	case feed.MarkUnread:
		return markSQL{"unread = 1", "e.unread = 0"}
	case feed.MarkStarred:
		return markSQL{"starred = 1", "e.starred = 0"}
	case feed.MarkUnstarred:
		return markSQL{"starred = 0", "e.starred = 1"}
	case feed.MarkSaved:
		return markSQL{"saved = 1", "e.saved = 0"}
	case feed.MarkUnsaved:
		return markSQL{"saved = 0", "e.saved = 1"}
	}
	return markSQL{}
}

// mark makes m on the entries that where selects, keeps status and counts in
// step, and gives the ids of the entries that changed.
func (t *tx) mark(where string, args []any, m feed.Mark) ([]feed.EntryID, error) {
	sql := sqlOf(m)
	if !sql.valid() {
		return nil, fmt.Errorf("mark %d is not known", m)
	}
	var changed []feed.EntryID
	unread := map[shelf]int{}
	var id feed.EntryID
	var from shelf
	var muted bool
	query := `UPDATE entry AS e SET ` + sql.set + ` WHERE ` + where + ` AND ` + sql.where + ` RETURNING id, feed_id, folder_id, muted`
	err := t.each(query, args, []any{&id, &from.feed, &from.folder, &muted}, func() error {
		changed = append(changed, id)
		if !muted {
			unread[from]++
		}
		return nil
	})
	if err != nil || len(changed) == 0 {
		return nil, err
	}
	if err := t.keepStatus(changed); err != nil {
		return nil, err
	}
	if m == feed.MarkRead {
		err = t.countUnread(unread, -1)
	}
	if m == feed.MarkUnread {
		err = t.countUnread(unread, +1)
	}
	return changed, err
}

// keepStatus copies the marks of entries into the table that outlives them.
func (t *tx) keepStatus(ids []feed.EntryID) error {
	return t.exec(`INSERT INTO status(entry_id, read, starred, saved, changed)
		SELECT e.id, 1 - e.unread, e.starred, e.saved, ? FROM entry e WHERE e.id IN (SELECT value FROM json_each(?))
		ON CONFLICT DO UPDATE SET read = excluded.read, starred = excluded.starred, saved = excluded.saved, changed = excluded.changed`,
		micros(t.now()), jsonIDs(ids))
}

// A shelf is where entries are counted: a feed, in a folder.
type shelf struct {
	feed   feed.FeedID
	folder int64
}

// countUnread adds the numbers, times sign, to the unread counts of shelves.
func (t *tx) countUnread(numbers map[shelf]int, sign int) error {
	for at, n := range numbers {
		if err := t.addCount(at, 0, sign*n); err != nil {
			return err
		}
	}
	return nil
}

// addCount adds to a shelf's counts.
func (t *tx) addCount(at shelf, total, unread int) error {
	return t.exec(`INSERT INTO feed_count(feed_id, folder_id, total, unread) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET total = total + excluded.total, unread = unread + excluded.unread`,
		at.feed, at.folder, total, unread)
}

// recount counts a feed's entries anew, after many of them went to another
// folder.
func (t *tx) recount(id feed.FeedID) error {
	if err := t.exec(`DELETE FROM feed_count WHERE feed_id = ?`, id); err != nil {
		return err
	}
	return t.exec(`INSERT INTO feed_count(feed_id, folder_id, total, unread)
		SELECT feed_id, folder_id, sum(1 - muted), sum(unread * (1 - muted)) FROM entry WHERE feed_id = ? GROUP BY feed_id, folder_id`, id)
}

// Status is the reader's marks on an entry, also on one that is gone.
func (s *Store) Status(ctx context.Context, id feed.EntryID) (feed.Status, error) {
	var st feed.Status
	err := s.one(ctx, `SELECT read, starred, saved FROM status WHERE entry_id = ?`, []any{id}, &st.Read, &st.Starred, &st.Saved)
	if err != nil {
		return st, s.failed(fmt.Sprintf("reading the marks on entry %d", id), err)
	}
	return st, nil
}
