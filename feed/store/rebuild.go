package store

import (
	"context"

	"warta/feed"
)

// PagesAfter are the entries that have a page or an article of their own, in the
// order of their arrival, at most limit of those after one.
func (s *Store) PagesAfter(ctx context.Context, after feed.EntryID, limit int) (ids []feed.EntryID, err error) {
	var id feed.EntryID
	err = s.query(ctx, `SELECT entry_id FROM page WHERE entry_id > ? ORDER BY entry_id LIMIT ?`, []any{after, limit}, []any{&id},
		func() error { ids = append(ids, id); return nil })
	return ids, s.failed("listing pages", err)
}

// Index replaces the text by which an entry is found.
func (s *Store) Index(ctx context.Context, id feed.EntryID, text string) error {
	return s.saving(ctx, "indexing an article", func(t *tx) error { return t.index(id, text) })
}
