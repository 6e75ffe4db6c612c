package store

import (
	"context"
	"math"
	"strconv"
	"time"

	"warta/feed"
)

// Retention says which entries may go. What is starred or saved never does, and
// neither does the guide.
type Retention struct {
	MaxAge     time.Duration // those published and first seen longer ago may go; 0 keeps all ages
	MaxPerFeed int           // the newest so many of a feed stay; 0 keeps all
	Unread     bool          // unread entries may go as well
}

// keepNames is how long the name of an entry that went is kept after its feed
// showed it for the last time, so that it does not come back as new.
const keepNames = 90 * 24 * time.Hour

// retainBatch is how many entries go in one transaction, so that nobody waits
// for it.
const retainBatch = 200

// Retain removes entries that may go, in short transactions, and returns how
// many. They do not come back while their feed still shows them.
func (s *Store) Retain(ctx context.Context, r Retention) (int, error) {
	removed := 0
	if r.MaxAge > 0 {
		old := s.now().Add(-r.MaxAge)
		n, err := s.retain(ctx, r, `rank < ? AND first_seen < ?`, rankAt(old), micros(old))
		if removed += n; err != nil {
			return removed, err
		}
	}
	if r.MaxPerFeed > 0 {
		feeds, err := s.crowded(ctx, r.MaxPerFeed)
		if err != nil {
			return removed, err
		}
		for id, from := range feeds {
			n, err := s.retain(ctx, r, `feed_id = ? AND rank < ?`, int64(id), from)
			if removed += n; err != nil {
				return removed, err
			}
		}
	}
	return removed, s.forgetNames(ctx)
}

// retain removes entries that may go and that a condition selects, the oldest
// first and a batch at a time. They are looked for outside of the transaction,
// which may take long where most stay, and looked at again inside of it.
func (s *Store) retain(ctx context.Context, r Retention, where string, args ...any) (removed int, err error) {
	may := ` AND starred = 0 AND saved = 0`
	if !r.Unread {
		may += ` AND unread = 0`
	}
	query := `SELECT id, rank FROM entry WHERE rank > ? AND ` + where + may + ` AND feed_id NOT IN (SELECT id FROM feed WHERE guide = 1)
		ORDER BY rank LIMIT ` + strconv.Itoa(retainBatch)
	var id feed.EntryID
	for after := int64(math.MinInt64); ; {
		var found, ids []feed.EntryID
		err := s.query(ctx, query, append([]any{after}, args...), []any{&id, &after}, func() error { found = append(found, id); return nil })
		if err != nil || len(found) == 0 {
			return removed, s.failed("looking for old entries", err)
		}
		began := time.Now()
		err = s.saving(ctx, "removing old entries", func(t *tx) error {
			err := t.each(`SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))`+may, []any{jsonIDs(found)}, []any{&id},
				func() error { ids = append(ids, id); return nil })
			if err != nil {
				return err
			}
			return t.depart(ids)
		})
		if removed += len(ids); err != nil {
			return removed, err
		}
		if err := giveWay(ctx, time.Since(began)); err != nil {
			return removed, err
		}
	}
}

// giveWay leaves the database to others for as long as it was taken: another
// process that waits looks again and again, and would not get a turn.
func giveWay(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// crowded are the feeds with more entries than most, each with the rank below
// which there are too many.
func (s *Store) crowded(ctx context.Context, most int) (map[feed.FeedID]int64, error) {
	feeds := map[feed.FeedID]int64{}
	var id feed.FeedID
	err := s.query(ctx, `SELECT feed_id FROM entry GROUP BY feed_id HAVING count(*) > ?`, []any{most}, []any{&id},
		func() error { feeds[id] = 0; return nil })
	for id := range feeds {
		if err != nil {
			break
		}
		var from int64
		err = s.one(ctx, `SELECT rank FROM entry WHERE feed_id = ? ORDER BY rank DESC LIMIT 1 OFFSET ?`, []any{id, most - 1}, &from)
		feeds[id] = from
	}
	return feeds, s.failed("looking for old entries", err)
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

// tidyPages is how many pages one Tidy gives back: as many as keep a mark of
// somebody's waiting for a moment only.
const tidyPages = 500

// spare is which part of the database may be free: the next news need it.
const spare = 50

// Tidy gives pages that are free back to the disk and merges a part of the
// full-text index. It is short, and meant for idle moments; more says that
// there is more to give back, after it has given way to others.
func (s *Store) Tidy(ctx context.Context) (more bool, err error) {
	err = s.saving(ctx, "tidying the full-text index", func(t *tx) error {
		return t.exec(`DELETE FROM lease WHERE until < ?`, micros(t.now()))
	})
	if err == nil {
		s.mergeSegments(ctx, true)
		err = s.sweep(ctx)
	}
	if err != nil {
		return false, err
	}
	began := time.Now()
	if more, err = s.giveBack(ctx); err == nil && more {
		err = giveWay(ctx, time.Since(began))
	}
	return more, err
}

// giveBack gives free pages back to the disk: a transaction of its own.
func (s *Store) giveBack(ctx context.Context) (more bool, err error) {
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
	var free, pages int
	if _, err := t.row(`PRAGMA freelist_count`, nil, &free); err != nil {
		return false, s.failed("giving free pages back", err)
	}
	if _, err := t.row(`PRAGMA page_count`, nil, &pages); err != nil {
		return false, s.failed("giving free pages back", err)
	}
	surplus := free - pages/spare
	if surplus <= 0 {
		return false, nil
	}
	if err := t.exec(`PRAGMA incremental_vacuum(` + strconv.Itoa(min(surplus, tidyPages)) + `)`); err != nil {
		return false, s.failed("giving free pages back", err)
	}
	return surplus > tidyPages, nil
}
