package store

import (
	"context"
	"fmt"
	"slices"

	"warta/feed"
)

const headlineFields = `e.id, e.feed_id, CASE WHEN f.name <> '' THEN f.name WHEN f.title <> '' THEN f.title ELSE f.url END,
  coalesce(d.name, ''), e.title, e.author, e.url, e.rank, e.first_seen, e.lang, e.minutes, e.unread, e.starred, e.saved,
  e.badge, e.why, e.revised, e.muted`

const headlineColumns = `SELECT ` + headlineFields + ` FROM entry e JOIN feed f ON f.id = e.feed_id
  LEFT JOIN folder d ON d.id = e.folder_id`

// Headlines are the part of a query's list that a window shows, in the order of
// the query.
func (s *Store) Headlines(ctx context.Context, q feed.Query, w feed.Window) ([]feed.Headline, error) {
	if w.Limit <= 0 {
		return nil, nil
	}
	list, err := s.window(ctx, q, w)
	if err != nil {
		return nil, s.failed("listing headlines", err)
	}
	return list, nil
}

func (s *Store) window(ctx context.Context, q feed.Query, w feed.Window) ([]feed.Headline, error) {
	p, err := s.plan(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.Order == feed.ByRelevance && p.ranked() {
		return s.relevant(ctx, p, w)
	}
	descending := (q.Order != feed.OldestFirst) != w.Backward
	if !w.From.IsZero() {
		p.from(rankOfCursor(w.From), descending, w.Including)
	}
	query, args := p.list(descending, w.Limit)
	list, err := s.headlines(ctx, query, args...)
	if w.Backward {
		slices.Reverse(list)
	}
	return list, err
}

// Headline is one entry as it is listed, or feed.ErrNotFound.
func (s *Store) Headline(ctx context.Context, id feed.EntryID) (feed.Headline, error) {
	list, err := s.headlines(ctx, headlineColumns+` WHERE e.id = ?`, id)
	if err == nil && len(list) == 0 {
		err = feed.ErrNotFound
	}
	if err != nil {
		return feed.Headline{}, s.failed(fmt.Sprintf("reading entry %d", id), err)
	}
	return list[0], nil
}

func (s *Store) headlines(ctx context.Context, query string, args ...any) ([]feed.Headline, error) {
	var (
		list            []feed.Headline
		h               feed.Headline
		rank, firstSeen int64
		unread          bool
	)
	dest := []any{&h.ID, &h.Feed, &h.FeedTitle, &h.Folder, &h.Title, &h.Author, &h.URL, &rank, &firstSeen, &h.Language,
		&h.Minutes, &unread, &h.Starred, &h.Saved, &h.Badge, &h.Why, &h.Updated, &h.Muted}
	err := s.query(ctx, query, args, dest, func() error {
		h.Published, h.FirstSeen, h.Read = sortTime(rank), fromMicros(firstSeen), !unread
		list = append(list, h)
		return nil
	})
	return list, err
}

// Count is how many headlines a query lists.
func (s *Store) Count(ctx context.Context, q feed.Query) (int, error) {
	n, err := s.count(ctx, q)
	if err != nil {
		return 0, s.failed("counting headlines", err)
	}
	return n, nil
}

func (s *Store) count(ctx context.Context, q feed.Query) (int, error) {
	p, err := s.plan(ctx, q)
	if err != nil {
		return 0, err
	}
	query, args := p.count()
	var n int
	return n, s.one(ctx, query, args, &n)
}
