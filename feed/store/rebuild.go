package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"warta/feed"
)

// rebuildKey is where a rebuilding that is not finished keeps how far it is:
// "index", and the rank of the last entry that is in the full-text index, or
// "pages", and the id of the last entry whose article is in it.
const rebuildKey = "rebuilding"

// The steps of a rebuilding.
const (
	stepIndex = "index"
	stepPages = "pages"
)

// Rebuild makes anew what is derived: counts, marks in the listing rows, names,
// and the full-text index as far as what is stored gives it; and it removes what
// belongs to no entry, and texts that are damaged, which are then fetched again.
// Nothing else that was fetched or marked is lost by it. A
// Rebuild that was killed is brought to its end by [Store.Reindex].
func (s *Store) Rebuild(ctx context.Context) error {
	if _, err := s.unspoil(ctx); err != nil {
		return err
	}
	err := s.saving(ctx, "rebuilding what is derived", func(t *tx) error {
		for _, query := range rebuilding {
			if err := t.exec(query); err != nil {
				return fmt.Errorf("%s: %w", firstLine(query), err)
			}
		}
		if err := t.emptyIndex(); err != nil {
			return err
		}
		return t.progress(stepIndex, math.MinInt64)
	})
	if err != nil {
		return err
	}
	if err := s.nameAgain(ctx); err != nil {
		return err
	}
	_, _, err = s.Reindex(ctx)
	return err
}

// Reindex brings the full-text index to its end if a Rebuild began it; and makes
// all of it anew when a part of it could not be read. left says
// that articles are still to be put into it by [Store.Index], those of the
// entries that follow after; [Store.Indexed] says how far that is.
func (s *Store) Reindex(ctx context.Context) (after feed.EntryID, left bool, err error) {
	if s.memory.broken.Load() {
		if err := s.beginAnew(ctx); err != nil {
			return 0, false, err
		}
	}
	for {
		step, last, err := s.rebuildStep(ctx)
		if err != nil || step != stepIndex {
			return feed.EntryID(last), step != "", err
		}
		if err := s.reindex(ctx, last); err != nil {
			return 0, true, err
		}
	}
}

// beginAnew empties the full-text index, and notes that it is to be made.
func (s *Store) beginAnew(ctx context.Context) error {
	err := s.saving(ctx, "rebuilding the full-text index", func(t *tx) error {
		if err := t.emptyIndex(); err != nil {
			return err
		}
		return t.progress(stepIndex, math.MinInt64)
	})
	if err == nil {
		s.memory.broken.Store(false)
	}
	return err
}

// Unfinished reports whether a rebuilding was begun and not finished: then not
// all is found that is there.
func (s *Store) Unfinished(ctx context.Context) bool {
	step, _, err := s.rebuildStep(ctx)
	return err == nil && step != ""
}

// Indexed notes that a rebuilding is done with an entry's article; with done,
// that it is finished.
func (s *Store) Indexed(ctx context.Context, after feed.EntryID, done bool) error {
	if done {
		return s.Put(ctx, rebuildKey, nil)
	}
	return s.saving(ctx, "noting a rebuilding", func(t *tx) error { return t.progress(stepPages, int64(after)) })
}

func (s *Store) rebuildStep(ctx context.Context) (step string, last int64, err error) {
	text, err := s.Get(ctx, rebuildKey)
	if errors.Is(err, feed.ErrNotFound) {
		return "", 0, nil
	}
	if err != nil {
		return "", 0, err
	}
	step, number, _ := strings.Cut(string(text), " ")
	if last, err = strconv.ParseInt(number, 10, 64); err != nil {
		return stepIndex, math.MinInt64, nil //nolint:nilerr // it begins anew
	}
	return step, last, nil
}

func (t *tx) progress(step string, last int64) error {
	return t.exec(`INSERT INTO kv(name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
		rebuildKey, []byte(step+" "+strconv.FormatInt(last, 10)))
}

var rebuilding = []string{
	`DELETE FROM entry WHERE url LIKE 'warta://%' AND feed_id NOT IN (SELECT id FROM feed)`, // the guide comes again
	// Other entries whose feed is lost stay, as those of a feed that is unsubscribed.
	`INSERT INTO feed(id, uid, url, title, added, removed) SELECT feed_id, randomblob(16), 'lost:' || feed_id, 'Lost feed ' || feed_id, 1, 1
		FROM entry WHERE feed_id NOT IN (SELECT id FROM feed) GROUP BY feed_id`,
	`DELETE FROM feed_fetch WHERE feed_id NOT IN (SELECT id FROM feed WHERE removed = 0)`,
	`INSERT INTO feed_fetch(feed_id) SELECT id FROM feed WHERE removed = 0 ON CONFLICT DO NOTHING`,
	`DELETE FROM body WHERE id / 16 NOT IN (SELECT id FROM entry)`,
	`DELETE FROM entry_detail WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM page WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM revision WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM entry_picture WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM place WHERE entry_id NOT IN (SELECT id FROM entry) AND entry_id NOT IN (SELECT entry_id FROM identity)`,
	`DELETE FROM departed WHERE entry_id IN (SELECT id FROM entry)`,
	// What cannot be read is fetched again with the feed.
	`UPDATE feed_fetch SET pace = '' WHERE pace <> '' AND NOT json_valid(pace)`,
	`UPDATE feed_fetch SET candidates = '' WHERE candidates <> '' AND NOT json_valid(candidates)`,
	`UPDATE feed_fetch SET etag = '', last_modified = '', body_hash = x'' WHERE feed_id IN (SELECT e.feed_id FROM entry e
		JOIN entry_detail d ON d.entry_id = e.id WHERE NOT json_valid(d.detail))`,
	`UPDATE entry SET raw_hash = 0 WHERE id IN (SELECT entry_id FROM entry_detail WHERE NOT json_valid(detail))`,
	`UPDATE entry_detail SET detail = '{}' WHERE NOT json_valid(detail)`,
	// An entry whose names were lost would come a second time.
	`DELETE FROM identity WHERE entry_id NOT IN (SELECT id FROM entry) AND entry_id NOT IN (SELECT entry_id FROM departed)
		AND entry_id NOT IN (SELECT entry_id FROM status)`,
	`INSERT INTO status(entry_id, read, starred, saved, changed) SELECT id, 1 - unread, starred, saved, 0 FROM entry
		WHERE (unread = 0 OR starred = 1 OR saved = 1) ON CONFLICT DO NOTHING`,
	// Where the two places of a mark differ, damage has taken it from one of them.
	`UPDATE status SET read = status.read <> 0 OR e.unread = 0, starred = status.starred <> 0 OR e.starred <> 0,
		saved = status.saved <> 0 OR e.saved <> 0 FROM entry e WHERE e.id = status.entry_id
		AND (e.unread <> 1 - status.read OR e.starred <> status.starred OR e.saved <> status.saved)`,
	`UPDATE entry SET unread = 1 - s.read, starred = s.starred, saved = s.saved FROM status s WHERE s.entry_id = entry.id
		AND (entry.unread <> 1 - s.read OR entry.starred <> s.starred OR entry.saved <> s.saved)`,
	`UPDATE OR IGNORE entry SET rank = (rank & ~16777215) | (id & 16777215) WHERE rank & 16777215 <> id & 16777215`,
	`UPDATE entry SET folder_id = 0 WHERE folder_id NOT IN (SELECT id FROM folder)`,
	`UPDATE feed SET folder_id = 0 WHERE folder_id NOT IN (SELECT id FROM folder)`,
	`DELETE FROM feed_count`,
	`INSERT INTO feed_count(feed_id, folder_id, total, unread) SELECT feed_id, folder_id, sum(1 - muted), sum(unread * (1 - muted))
		FROM entry GROUP BY feed_id, folder_id`,
	`DELETE FROM rule_hit WHERE rule_id NOT IN (SELECT id FROM rule) OR entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM rule_count`,
	`INSERT INTO rule_count(rule_id, action, n) SELECT h.rule_id, j.value, count(*)
		FROM rule_hit h, json_each('[0,1,2,4,8,16,32]') j WHERE j.value = 0 OR h.did & j.value GROUP BY 1, 2`,
	`UPDATE muted_count SET n = (SELECT count(*) FROM entry WHERE muted = 1)`,
}

// nameAgain gives entries whose names were lost the names that their feed would
// give them, so that they do not come a second time.
func (s *Store) nameAgain(ctx context.Context) error {
	var ids []feed.EntryID
	var id feed.EntryID
	err := s.query(ctx, `SELECT id FROM entry e WHERE NOT EXISTS (SELECT 1 FROM identity i WHERE i.entry_id = e.id)`, nil, []any{&id},
		func() error { ids = append(ids, id); return nil })
	for _, id := range ids {
		if err != nil {
			break
		}
		b, bodyErr := s.body(ctx, id) // of one that is damaged, some of it
		err = s.saving(ctx, "naming an entry", func(t *tx) error {
			if bodyErr == nil {
				a, err := t.arrivalOf(b.Headline.Feed, Fetched{At: t.now()}, feed.Document{})
				if err == nil {
					err = a.name(id, newItem(b.Entry, 0))
				}
				if b.Entry.GUID == "" && err == nil { // it may be lost, and is an address most often
					b.Entry.GUID = b.Entry.URL
					if strings.HasPrefix(b.Entry.URL, "warta://") { // the guide's are without it
						b.Entry.GUID = strings.TrimSuffix(b.Entry.URL, ".html")
					}
					err = a.name(id, newItem(b.Entry, 0))
				}
				if err != nil {
					return err
				}
			}
			// A name of its own, if another entry has those: all have one.
			return t.exec(`INSERT INTO identity(feed_id, key, entry_id) SELECT feed_id, randomblob(16), id FROM entry
				WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM identity WHERE entry_id = ?1)`, id)
		})
	}
	return err
}

// reindexBatch is how many entries are indexed in a transaction: a mark that is
// made meanwhile has to wait for it.
const reindexBatch = 100

// reindex puts some of the entries that follow a rank into the full-text index,
// and notes how far it is.
func (s *Store) reindex(ctx context.Context, after int64) error {
	return s.saving(ctx, "rebuilding the full-text index", func(t *tx) error {
		var id, rank int64
		var ids, ranks []int64
		err := t.each(`SELECT id, rank FROM entry WHERE rank > ? ORDER BY rank LIMIT ?`, []any{after, reindexBatch}, []any{&id, &rank},
			func() error { ids, ranks = append(ids, id), append(ranks, rank); return nil })
		for i := range ids {
			if err == nil {
				err = t.indexStored(ids[i])
			}
		}
		switch {
		case err != nil:
			return err
		case len(ranks) == 0:
			return t.progress(stepPages, 0)
		}
		return t.progress(stepIndex, ranks[len(ranks)-1])
	})
}

// PagesAfter are the entries that have a page or an article of their own, in the
// order of their arrival, at most limit of those after one.
func (s *Store) PagesAfter(ctx context.Context, after feed.EntryID, limit int) (ids []feed.EntryID, err error) {
	var id feed.EntryID
	err = s.query(ctx, `SELECT entry_id FROM page WHERE entry_id > ? ORDER BY entry_id LIMIT ?`, []any{after, limit}, []any{&id},
		func() error { ids = append(ids, id); return nil })
	return ids, s.failed("listing pages", err)
}

// Index replaces the text by which an entry is found, if there is one, and the
// language that it is found by.
func (s *Store) Index(ctx context.Context, id feed.EntryID, text, language string) error {
	return s.saving(ctx, "indexing an article", func(t *tx) error {
		if err := t.speak(id, language); err != nil || text == "" {
			return err
		}
		return t.index(id, text)
	})
}
