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

func (s *Store) window(ctx context.Context, q feed.Query, w feed.Window) (list []feed.Headline, err error) {
	descending := (q.Order != feed.OldestFirst) != w.Backward
	var ranks []int64
	sorted := false
	err = s.run(ctx, q, func(search *searcher, p *plan) (err error) {
		if q.Order == feed.ByRelevance && p.ranked() {
			ranks, err = search.byRelevance(p, rankedHits)
			ranks, sorted = cut(ranks, w), true
			return err
		}
		if !w.From.IsZero() {
			p.from(rankOfCursor(w.From), descending, w.Including)
		}
		if p.searches() {
			ranks, err = search.first(p, descending, w.Limit)
			return err
		}
		query, args := p.list(descending, w.Limit)
		list, err = headlinesOf(search.ask, query, args...)
		return err
	})
	if err == nil && list == nil {
		list, err = s.ranked(ctx, ranks)
	}
	if w.Backward && !sorted {
		slices.Reverse(list)
	}
	return list, err
}

// ranked are the headlines of ranks, in their order.
func (s *Store) ranked(ctx context.Context, ranks []int64) ([]feed.Headline, error) {
	place := make(map[int64]int, len(ranks))
	for i, rank := range ranks {
		place[rank] = i
	}
	list, err := s.headlines(ctx, rankedHeadlines, jsonIDs(ranks))
	slices.SortFunc(list, func(a, b feed.Headline) int {
		return place[rankOfCursor(feed.CursorOf(a))] - place[rankOfCursor(feed.CursorOf(b))]
	})
	return list, err
}

const rankedHeadlines = `SELECT ` + headlineFields + ` FROM json_each(?) k CROSS JOIN entry e ON e.rank = k.value
	CROSS JOIN feed f ON f.id = e.feed_id LEFT JOIN folder d ON d.id = e.folder_id`

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
	return headlinesOf(s.asking(ctx), query, args...)
}

func headlinesOf(ask asking, query string, args ...any) ([]feed.Headline, error) {
	var (
		list            []feed.Headline
		h               feed.Headline
		rank, firstSeen int64
		unread          bool
	)
	dest := []any{&h.ID, &h.Feed, &h.FeedTitle, &h.Folder, &h.Title, &h.Author, &h.URL, &rank, &firstSeen, &h.Language,
		&h.Minutes, &unread, &h.Starred, &h.Saved, &h.Badge, &h.Why, &h.Updated, &h.Muted}
	err := ask(query, args, dest, func() error {
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
	if n, ok, err := s.counted(ctx, q); ok || err != nil {
		return n, err
	}
	n := 0
	err := s.run(ctx, q, func(search *searcher, p *plan) (err error) {
		n, err = search.number(p)
		return err
	})
	return n, err
}

// counted answers from the counts that are kept, where they say it: how much
// there is, or how much is unread, of everything, a folder or a feed.
func (s *Store) counted(ctx context.Context, q feed.Query) (int, bool, error) {
	column, where, args := `total`, `1`, []any(nil)
	all, several := q.Where.(feed.And)
	if !several && q.Where != nil {
		all = feed.And{q.Where}
	}
	for _, c := range all {
		switch c := c.(type) {
		case feed.Is:
			if c.Property != feed.Unread {
				return 0, false, nil
			}
			column = `unread`
		case feed.FromFeed:
			where, args = where+` AND feed_id = ?`, append(args, c.Feed)
		case feed.InFolder:
			folders, err := (&compiler{look: s.asking(ctx)}).inFolder(c.Folder)
			if err != nil {
				return 0, false, err
			}
			var ids []int64
			for _, one := range folders.(feed.Or) {
				ids = append(ids, one.(inFolderID).id)
			}
			where += ` AND folder_id IN (SELECT value FROM json_each(?))`
			args = append(args, jsonIDs(ids))
		default:
			return 0, false, nil
		}
	}
	var n int
	err := s.one(ctx, `SELECT coalesce(sum(`+column+`), 0) FROM feed_count WHERE `+where, args, &n)
	return n, err == nil, err
}
