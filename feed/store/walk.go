package store

import (
	"context"

	"warta/feed"
)

// An asking runs a query and calls do for each row, after dest was filled: on
// the connections that read, or in a transaction.
type asking func(query string, args, dest []any, do func() error) error

func (s *Store) asking(ctx context.Context) asking {
	return func(query string, args, dest []any, do func() error) error {
		return s.query(ctx, query, args, dest, do)
	}
}

// mostSlices is how many slices one statement searches.
const mostSlices = 64

// walk binds a plan to a few slices after the other, from one end of its range
// to the other, and calls do with each, which gives how many entries it found.
// It begins with one slice, and takes as many more at a time as are likely to
// hold what is wanted, until that many were found; with 0 wanted, as many as it
// can.
func (p *plan) walk(ask asking, descending bool, wanted int, do func(*plan) (int, error)) error {
	rest := *p
	found, width := 0, 1
	if wanted == 0 {
		width = mostSlices
	}
	for {
		var err error
		if rest.slices, err = rest.next(ask, descending, width); err != nil || len(rest.slices) == 0 {
			return err
		}
		part := rest
		if last := rest.slices[len(rest.slices)-1]; descending {
			part.min = max(part.min, sliceStart(last))
			rest.max = part.min
		} else {
			part.max = min(part.max, sliceStart(last+1))
			rest.min = part.max
		}
		n, err := do(&part)
		if err != nil {
			return err
		}
		if found += n; wanted > 0 {
			if found >= wanted {
				return nil
			}
			width = min(mostSlices, 4*width, 1+(wanted-found)*width/max(n, 1))
		}
	}
}

// next are the first slices of the plan's range in which there are entries, at
// most so many.
func (p *plan) next(ask asking, descending bool, most int) ([]int64, error) {
	query := `WITH RECURSIVE s(r) AS (SELECT max(rank) FROM entry WHERE rank >= ?1 AND rank < ?2 UNION ALL
		SELECT (SELECT max(rank) FROM entry WHERE rank >= ?1 AND rank < s.r >> 42 << 42) FROM s WHERE s.r IS NOT NULL LIMIT ?3)
		SELECT r FROM s WHERE r IS NOT NULL`
	if !descending {
		query = `WITH RECURSIVE s(r) AS (SELECT min(rank) FROM entry WHERE rank >= ?1 AND rank < ?2 UNION ALL
			SELECT (SELECT min(rank) FROM entry WHERE rank >= ((s.r >> 42) + 1) << 42 AND rank < ?2) FROM s WHERE s.r IS NOT NULL LIMIT ?3)
			SELECT r FROM s WHERE r IS NOT NULL`
	}
	var list []int64
	var rank int64
	err := ask(query, []any{p.min, p.max, most}, []any{&rank}, func() error {
		list = append(list, sliceOf(rank))
		return nil
	})
	return list, err
}

// first are the ranks of the plan's first entries, in the order of the list.
func (p *plan) first(ask asking, descending bool, limit int) ([]int64, error) {
	var ranks []int64
	var rank int64
	err := p.walk(ask, descending, limit, func(part *plan) (int, error) {
		before := len(ranks)
		query, args := part.firstRanks(descending, limit-before)
		err := ask(query, args, []any{&rank}, func() error { ranks = append(ranks, rank); return nil })
		return len(ranks) - before, err
	})
	return ranks, err
}

// number is how many entries the plan has.
func (p *plan) number(ask asking) (int, error) {
	total, n := 0, 0
	count := func(part *plan) (int, error) {
		query, args := part.count()
		return 0, ask(query, args, []any{&n}, func() error { total += n; return nil })
	}
	if p.searches() {
		err := p.walk(ask, true, 0, count)
		return total, err
	}
	_, err := count(p)
	return total, err
}

// entries are the ids of all entries of the plan.
func (p *plan) entries(ask asking) ([]feed.EntryID, error) {
	var ids []feed.EntryID
	var id feed.EntryID
	take := func(part *plan) (int, error) {
		query, args := part.ids()
		return 0, ask(query, args, []any{&id}, func() error { ids = append(ids, id); return nil })
	}
	if p.searches() {
		err := p.walk(ask, true, 0, take)
		return ids, err
	}
	_, err := take(p)
	return ids, err
}
