package store

import (
	"cmp"
	"context"
	"errors"
	"slices"

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
	return s.ranked(ctx, cut(ranks, w))
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
// hits. It knows how rare a word is in the slices that are searched at once, and
// not in all: a word weighs more in days when few used it.
func (s *Store) byRelevance(ctx context.Context, p *plan, most int) ([]int64, error) {
	ask := s.asking(ctx)
	scored, few, err := p.scored(ask, most)
	if err != nil || few {
		return scored, err
	}
	titled := *p
	titled.arms = []arm{p.arms[0].titled()}
	first, err := titled.first(ask, true, rankedList)
	if err != nil || len(first) == rankedList {
		return first, err
	}
	rest, err := p.first(ask, true, rankedList)
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

// titled is the arm for words that stand in the title.
func (a arm) titled() arm {
	a.words = `title : (` + a.words + `)` // narrows the columns inside of it
	if !a.driven {
		a.where, a.args = slices.Clone(a.where), slices.Clone(a.args)
		a.where[len(a.where)-1], a.args[len(a.args)-1] = hit, wanted{match: a.words}
	}
	return a
}

// errMany ends a walk that has met too many hits.
var errMany = errors.New("too many hits")

// scored are the ranks of the plan's entries, the best first, if it has at most
// so many hits.
func (p *plan) scored(ask asking, most int) (ranks []int64, few bool, err error) {
	type score struct {
		rank  int64
		score float64
	}
	var list []score
	var one score
	hits := 0
	a := p.arms[0]
	if !a.driven {
		a.driven, a.where, a.args = true, a.where[:len(a.where)-1], a.args[:len(a.args)-1]
	}
	err = p.walk(ask, true, most+1, func(part *plan) (int, error) {
		n := 0
		match := inSlices(a.words, part.slices)
		err := ask(`SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)`,
			[]any{match, part.min, part.max, most + 1 - hits}, []any{&n}, func() error { return nil })
		if hits += n; err == nil && hits > most {
			err = errMany
		}
		if err != nil || n == 0 {
			return n, err
		}
		where, args := a.conditions(part)
		// A hit in the title weighs ten times one in the text.
		return n, ask(`SELECT e.rank, bm25(search, 10.0, 1.0, 1.0) FROM `+a.tables()+where, args, []any{&one.rank, &one.score},
			func() error { list = append(list, one); return nil })
	})
	if errors.Is(err, errMany) {
		return nil, false, nil
	}
	slices.SortFunc(list, func(a, b score) int { return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(b.rank, a.rank)) })
	for _, one := range list[:min(len(list), rankedList)] {
		ranks = append(ranks, one.rank)
	}
	return ranks, true, err
}
