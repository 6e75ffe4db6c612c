package store

import (
	"context"
	"fmt"

	"warta/feed"
)

// Memories calls each for every entry that is known and not in the store, feed
// by feed. Those of the guide are left out.
func (s *Store) Memories(ctx context.Context, each func(feed.Memory) error) error {
	type source struct {
		id  feed.FeedID
		url string
	}
	var sources []source
	var one source
	err := s.query(ctx, `SELECT id, url FROM feed WHERE guide = 0 ORDER BY url`, nil, []any{&one.id, &one.url},
		func() error { sources = append(sources, one); return nil })
	for _, from := range sources {
		var list []feed.Memory
		if err == nil {
			list, err = s.memories(ctx, from.id, from.url)
		}
		if err != nil {
			return s.failed("exporting the marks on entries that are gone", err)
		}
		for _, m := range list {
			if err := each(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// memories are those of one feed.
func (s *Store) memories(ctx context.Context, id feed.FeedID, url string) ([]feed.Memory, error) {
	var list []feed.Memory
	var m feed.Memory
	var name []byte
	var seen int64
	err := s.query(ctx, `SELECT i.entry_id, i.key, coalesce(s.read, 0), coalesce(s.starred, 0), coalesce(s.saved, 0), coalesce(d.last_seen, 0)
		FROM identity i LEFT JOIN status s ON s.entry_id = i.entry_id LEFT JOIN departed d ON d.entry_id = i.entry_id
		WHERE i.feed_id = ? AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = i.entry_id) ORDER BY i.entry_id, i.key`, []any{id},
		[]any{&m.ID, &name, &m.Status.Read, &m.Status.Starred, &m.Status.Saved, &seen}, func() error {
			if n := len(list); n == 0 || list[n-1].ID != m.ID {
				m.FeedURL, m.LastSeen = url, fromMicros(seen)
				list = append(list, m)
			}
			last := &list[len(list)-1]
			last.Names = append(last.Names, name)
			name = nil
			return nil
		})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	at := make(map[feed.EntryID]int, len(list))
	for i, m := range list {
		at[m.ID] = i
	}
	var of feed.EntryID
	err = s.query(ctx, `SELECT entry_id, key FROM alias WHERE feed_id = ? ORDER BY entry_id, key`, []any{id}, []any{&of, &name}, func() error {
		if i, gone := at[of]; gone {
			list[i].Aliases = append(list[i].Aliases, name)
			name = nil
		}
		return nil
	})
	return list, err
}

// ImportMemories stores marks on entries that are gone. An entry that is known
// here, by its names, keeps what it has and gets the marks as well.
func (s *Store) ImportMemories(ctx context.Context, list []feed.Memory) error {
	return s.marking(ctx, fmt.Sprintf("importing the marks on %d entries", len(list)), func(t *tx) error {
		for _, m := range list {
			a, err := t.arrivalAt(m.FeedURL)
			if err == nil {
				err = a.bringMemory(m)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// arrivalAt is an arrival for the feed of an address, subscribed or not.
func (t *tx) arrivalAt(url string) (*arrival, error) {
	var id feed.FeedID
	found, err := t.row(`SELECT id FROM feed WHERE url = ?`, []any{url}, &id)
	if err != nil || !found {
		return nil, orNotFound(err)
	}
	return t.arrivalOf(id, Fetched{At: t.now()}, feed.Document{})
}

func (a *arrival) bringMemory(m feed.Memory) error {
	for _, name := range m.Names {
		var k known
		if len(name) != len(key{}) {
			continue
		}
		found, err := a.lookUp(key(name), &k)
		if err != nil {
			return err
		}
		if found {
			return a.bringMarks(k.id, m.Status) // does nothing for one that is gone here, too
		}
	}
	id, err := a.idFor(m.ID)
	if err != nil {
		return err
	}
	// The id must not be given to another entry, though none has it now.
	err = a.exec(`INSERT INTO sqlite_sequence(name, seq) SELECT 'entry', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'entry')`)
	if err == nil {
		err = a.exec(`UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'entry'`, id)
	}
	if err == nil {
		err = a.bringNames("identity", id, m.Names)
	}
	if err == nil {
		err = a.bringNames("alias", id, m.Aliases)
	}
	if err == nil && m.Status != (feed.Status{}) {
		err = a.exec(`INSERT INTO status(entry_id, read, starred, saved, changed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			id, m.Status.Read, m.Status.Starred, m.Status.Saved, micros(a.now()))
	}
	if err == nil && !m.LastSeen.IsZero() {
		err = a.exec(`INSERT INTO departed(entry_id, feed_id, last_seen) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, id, a.feed, micros(m.LastSeen))
	}
	return err
}
