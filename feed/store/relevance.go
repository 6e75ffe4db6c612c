package store

import (
	"context"

	"warta/feed"
)

// Bounds of ordering by relevance. bm25 reads every hit, so it serves only as
// many as rankedHits; of more, those with the words in their title come first,
// then the others, the newest first in both. The list ends after rankedList.
const (
	rankedHits = 5_000
	rankedList = 1_000
)

// relevant is the part of a list by relevance that a window shows.
func (s *Store) relevant(ctx context.Context, p *plan, w feed.Window) ([]feed.Headline, error) {
	ranks, err := s.byRelevance(ctx, p, rankedHits)
	if err != nil {
		return nil, err
	}
	return s.headlines(ctx, `SELECT `+headlineFields+` FROM json_each(?) k CROSS JOIN entry e ON e.rank = k.value
		CROSS JOIN feed f ON f.id = e.feed_id LEFT JOIN folder d ON d.id = e.folder_id ORDER BY k.key`, jsonIDs(cut(ranks, w)))
}

// cut is the part of a list of ranks that a window shows.
func cut(ranks []int64, w feed.Window) []int64 {
	at, cursor := -1, rankOfCursor(w.From)
	for i, rank := range ranks {
		if rank == cursor && !w.From.IsZero() {
			at = i
		}
	}
	if w.Backward {
		end := len(ranks)
		if at >= 0 {
			end = at
			if w.Including {
				end++
			}
		}
		return ranks[max(0, end-w.Limit):end]
	}
	begin := at + 1
	if at >= 0 && w.Including {
		begin = at
	}
	return ranks[begin:min(len(ranks), begin+w.Limit)]
}

// byRelevance is the whole list; bm25 orders it when there are at most so many
// hits.
func (s *Store) byRelevance(ctx context.Context, p *plan, most int) ([]int64, error) {
	a := p.arms[0]
	var hits int
	err := s.one(ctx, `SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)`, []any{a.match, most + 1}, &hits)
	if err != nil {
		return nil, err
	}
	if hits <= most {
		where, args := a.conditions(p)
		// A hit in the title weighs ten times one in the text.
		return s.ranks(ctx, `SELECT e.rank FROM `+a.tables()+where+` ORDER BY bm25(search, 10.0, 1.0, 1.0), e.rank DESC LIMIT ?`,
			append(args, rankedList)...)
	}
	titled := a
	titled.match = `title : (` + a.match + `)` // narrows the columns inside of it
	first, err := s.newest(ctx, titled, p)
	if err != nil || len(first) == rankedList {
		return first, err
	}
	rest, err := s.newest(ctx, a, p)
	if err != nil {
		return nil, err
	}
	seen := make(map[int64]bool, len(first))
	for _, rank := range first {
		seen[rank] = true
	}
	for _, rank := range rest {
		if !seen[rank] && len(first) < rankedList {
			first = append(first, rank)
		}
	}
	return first, nil
}

func (s *Store) newest(ctx context.Context, a arm, p *plan) ([]int64, error) {
	where, args := a.conditions(p)
	return s.ranks(ctx, `SELECT s.rowid FROM `+a.tables()+where+` ORDER BY s.rowid DESC LIMIT ?`, append(args, rankedList)...)
}

func (s *Store) ranks(ctx context.Context, query string, args ...any) ([]int64, error) {
	var ranks []int64
	var rank int64
	err := s.query(ctx, query, args, []any{&rank}, func() error {
		ranks = append(ranks, rank)
		return nil
	})
	return ranks, err
}
