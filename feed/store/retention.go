package store

import (
	"context"
	"math"
	"strconv"
	"time"

	"warta/feed"
)

// Retention says which entries may go. What is starred or saved never does.
type Retention struct {
	MaxAge     time.Duration // older ones may go; 0 keeps all ages
	MaxPerFeed int           // the newest so many of a feed stay; 0 keeps all
	Unread     bool          // unread entries may go as well
}

// keepNames is how long the name of an entry that went is kept after its feed
// showed it for the last time, so that it does not come back as new.
const keepNames = 90 * 24 * time.Hour

// retainBatch is how many entries go in one transaction, so that nobody waits
// for it.
const retainBatch = 500

// Retain removes entries that may go, in short transactions, and returns how
// many. They do not come back while their feed still shows them.
func (s *Store) Retain(ctx context.Context, r Retention) (int, error) {
	removed := 0
	for {
		n := 0
		err := s.saving(ctx, "removing old entries", func(t *tx) (err error) {
			n, err = t.retain(r)
			return err
		})
		if removed += n; err != nil {
			return removed, err
		}
		if n == 0 {
			return removed, s.forgetNames(ctx)
		}
	}
}

// retain removes a batch of entries that may go.
func (t *tx) retain(r Retention) (int, error) {
	may := ` AND starred = 0 AND saved = 0`
	if !r.Unread {
		may += ` AND unread = 0`
	}
	var ids []feed.EntryID
	var id feed.EntryID
	collect := func() error { ids = append(ids, id); return nil }
	if r.MaxAge > 0 {
		err := t.each(`SELECT id FROM entry WHERE rank < ?`+may+` ORDER BY rank LIMIT ?`,
			[]any{rankAt(t.now().Add(-r.MaxAge)), retainBatch}, []any{&id}, collect)
		if err != nil {
			return 0, err
		}
	}
	if r.MaxPerFeed > 0 && len(ids) == 0 {
		feeds, err := t.crowded(r.MaxPerFeed)
		if err != nil {
			return 0, err
		}
		for _, crowded := range feeds {
			if len(ids) > 0 {
				break
			}
			err := t.each(`SELECT id FROM entry WHERE feed_id = ?1 AND rank < coalesce((SELECT rank FROM entry WHERE feed_id = ?1
				ORDER BY rank DESC LIMIT 1 OFFSET ?2), ?3)`+may+` LIMIT ?4`,
				[]any{crowded, r.MaxPerFeed - 1, int64(math.MinInt64), retainBatch}, []any{&id}, collect)
			if err != nil {
				return 0, err
			}
		}
	}
	return len(ids), t.depart(ids)
}

// crowded are the feeds with more entries than most.
func (t *tx) crowded(most int) ([]feed.FeedID, error) {
	var feeds []feed.FeedID
	var id feed.FeedID
	err := t.each(`SELECT feed_id FROM entry GROUP BY feed_id HAVING count(*) > ?`, []any{most}, []any{&id},
		func() error { feeds = append(feeds, id); return nil })
	return feeds, err
}

// depart removes entries and remembers that they were here.
func (t *tx) depart(ids []feed.EntryID) error {
	if len(ids) == 0 {
		return nil
	}
	err := t.exec(`INSERT INTO departed(entry_id, feed_id, last_seen) SELECT id, feed_id, ? FROM entry
		WHERE id IN (SELECT value FROM json_each(?)) ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen`,
		micros(t.now()), jsonIDs(ids))
	if err != nil {
		return err
	}
	return t.forgetIDs(ids)
}

// forgetNames removes the names and marks of entries that went long ago and
// that their feed no longer shows.
func (s *Store) forgetNames(ctx context.Context) error {
	return s.saving(ctx, "forgetting old names", func(t *tx) error {
		const gone = `(SELECT entry_id FROM departed WHERE last_seen < ?)`
		before := micros(t.now().Add(-keepNames))
		for _, query := range []string{
			`DELETE FROM identity WHERE entry_id IN ` + gone,
			`DELETE FROM status WHERE entry_id IN ` + gone,
			`DELETE FROM alias WHERE (feed_id, entry_id) IN (SELECT feed_id, entry_id FROM departed WHERE last_seen < ?)`,
			`DELETE FROM departed WHERE last_seen < ?`,
		} {
			if err := t.exec(query, before); err != nil {
				return err
			}
		}
		return nil
	})
}

// How much one Tidy does.
const (
	tidyPages = 2_000
	tidyMerge = 500
)

// Tidy gives pages that are free back to the disk and merges a part of the
// full-text index. It is short, and meant for idle moments; more says that
// there is more to give back.
func (s *Store) Tidy(ctx context.Context) (more bool, err error) {
	err = s.saving(ctx, "tidying the full-text index", func(t *tx) error {
		return t.exec(`INSERT INTO search(search, rank) VALUES ('merge', ?)`, tidyMerge)
	})
	if err != nil {
		return false, err
	}
	// A vacuum is a transaction of its own.
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { <-s.turn }()
	if s.news == nil {
		return false, nil
	}
	t := &tx{ctx: context.WithoutCancel(ctx), w: s.news, Store: s}
	if err := t.exec(`PRAGMA incremental_vacuum(` + strconv.Itoa(tidyPages) + `)`); err != nil {
		return false, s.failed("giving free pages back", err)
	}
	var free int
	if _, err := t.row(`PRAGMA freelist_count`, nil, &free); err != nil {
		return false, s.failed("giving free pages back", err)
	}
	return free > tidyPages, nil
}
