package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

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

// A searcher runs plans, all in one state of the database.
type searcher struct {
	ask    asking
	memory *indexMemory
	index  *index // nil until it is needed
}

// open gives the full-text index.
func (s *searcher) open() (*index, error) {
	var err error
	if s.index == nil {
		s.index, err = openIndex(s.ask, s.memory)
	}
	return s.index, err
}

// run compiles a query and calls do with its plan. What words need is read in one
// transaction, in which no segment of the full-text index goes away.
func (s *Store) run(ctx context.Context, q feed.Query, do func(*searcher, *plan) error) error {
	run := func(ask asking) error {
		search := &searcher{ask: ask, memory: &s.memory}
		p, err := compile(q, &compiler{look: ask, read: s.inspecting(ask), search: search, now: s.now(), tactics: s.tactics})
		if err != nil {
			return err
		}
		return do(search, p)
	}
	if feed.AsksForWords(q.Where) {
		return s.snapshot(ctx, run)
	}
	return run(s.asking(ctx))
}

// snapshot calls do with a way to ask in one transaction that reads.
func (s *Store) snapshot(ctx context.Context, do func(asking) error) error {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `BEGIN`); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`) //nolint:errcheck // it has only read
	return do(func(query string, args, dest []any, do func() error) error {
		rows, err := conn.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		return scan(rows, dest, do)
	})
}

// first are the ranks of the first entries of a plan, in the order of the list.
func (s *searcher) first(p *plan, descending bool, limit int) ([]int64, error) {
	all, err := s.ranks(p, descending, limit)
	return all[:min(len(all), limit)], err
}

// ranks are the ranks of a plan's entries in order, those of its first limit among
// them; 0: of all.
func (s *searcher) ranks(p *plan, descending bool, limit int) ([]int64, error) {
	var all []int64
	for _, a := range p.arms {
		ranks, err := s.arm(p, a, descending, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, ranks...)
	}
	inOrder(all, descending)
	return slices.Compact(all), nil
}

func inOrder(ranks []int64, descending bool) {
	slices.SortFunc(ranks, func(a, b int64) int { return compareRanks(a, b, descending) })
}

// number is how many entries a plan has.
func (s *searcher) number(p *plan) (n int, err error) {
	if p.searches() {
		ranks, err := s.ranks(p, true, 0)
		return len(ranks), err
	}
	query, args := p.count()
	err = s.ask(query, args, []any{&n}, func() error { return nil })
	return n, err
}

// entries are the ids of all entries of a plan.
func (s *searcher) entries(p *plan) (ids []feed.EntryID, err error) {
	query, args := p.ids()
	if p.searches() {
		ranks, err := s.ranks(p, true, 0)
		if err != nil {
			return nil, err
		}
		query, args = `SELECT id FROM entry WHERE rank IN (SELECT value FROM json_each(?))`, []any{jsonIDs(ranks)}
	}
	var id feed.EntryID
	err = s.ask(query, args, []any{&id}, func() error { ids = append(ids, id); return nil })
	return ids, err
}

// arm are the ranks of an arm's entries, the first limit of them at least; 0: of
// all.
func (s *searcher) arm(p *plan, a arm, descending bool, limit int) ([]int64, error) {
	switch {
	case a.asks():
		return s.compared(p, a, descending, limit)
	case a.words != nil && a.driven:
		return s.driven(p, a, descending, limit)
	}
	return s.chosen(p, a, descending, limit)
}

// Bounds of how many entries are looked at in one step.
const (
	fewAtOnce  = 256
	manyAtOnce = 16_384
	manyHits   = 20_000
)

// steps calls do with how many entries it should look at, more each time, until it
// has found as many as are wanted, or there are no more; 0: all.
func steps(limit int, do func(most int) (found int, left bool, err error)) error {
	most := max(fewAtOnce, 2*limit)
	if limit == 0 {
		most = manyAtOnce
	}
	for found := 0; limit == 0 || found < limit; {
		n, left, err := do(most)
		if err != nil || !left {
			return err
		}
		found += n
		most = min(manyAtOnce, 2*most)
	}
	return nil
}

// driven reads the hits of an arm's words in order, and looks them up.
func (s *searcher) driven(p *plan, a arm, descending bool, limit int) ([]int64, error) {
	x, err := s.open()
	if err != nil {
		return nil, err
	}
	low, high := a.bounds(p)
	h := x.hunt(a.words, low, high, a.feeds, descending)
	if limit == 0 {
		hits, err := h.hits()
		if err != nil || len(a.where) == 0 {
			return hits, err
		}
		if len(hits) > manyHits {
			return s.common(p, a, descending, hits)
		}
		h.found = hits
	}
	var ranks []int64
	err = steps(limit, func(most int) (int, bool, error) {
		hits, err := h.next(most)
		if err != nil || len(hits) == 0 {
			return 0, false, err
		}
		those, err := s.fitting(a, hits)
		ranks = append(ranks, those...)
		return len(those), true, err
	})
	return ranks, err
}

// fitting are those of some ranks whose entries fit an arm's conditions but for its
// words.
func (s *searcher) fitting(a arm, ranks []int64) ([]int64, error) {
	if len(a.where) == 0 {
		return ranks, nil
	}
	return s.list(`SELECT e.rank AS rank FROM json_each(?) k CROSS JOIN entry e ON e.rank = k.value WHERE `+strings.Join(a.where, ` AND `),
		append([]any{jsonIDs(ranks)}, a.args...))
}

// list are the ranks that a query gives: as one text, because each row costs.
func (s *searcher) list(query string, args []any) ([]int64, error) {
	var text string
	err := s.ask(`SELECT coalesce(group_concat(rank), '') FROM (`+query+`)`, args, []any{&text}, func() error { return nil })
	if err != nil || text == "" {
		return nil, err
	}
	ranks := make([]int64, 0, len(text)/18+1)
	for word := range strings.SplitSeq(text, ",") {
		rank, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%w: a rank", feed.ErrDamaged)
		}
		ranks = append(ranks, rank)
	}
	return ranks, nil
}

// common are those of many hits, in order, whose entries fit an arm's conditions:
// both are read in order.
func (s *searcher) common(p *plan, a arm, descending bool, hits []int64) ([]int64, error) {
	a.words = nil
	fit, err := s.chosen(p, a, descending, 0)
	var both []int64
	for _, rank := range fit {
		for len(hits) > 0 && compareRanks(hits[0], rank, descending) < 0 {
			hits = hits[1:]
		}
		if len(hits) > 0 && hits[0] == rank {
			both = append(both, rank)
		}
	}
	return both, err
}

// chosen reads the entries that fit an arm's conditions in order, and looks for
// its words in them.
func (s *searcher) chosen(p *plan, a arm, descending bool, limit int) (ranks []int64, err error) {
	rest := *p
	err = steps(limit, func(most int) (int, bool, error) {
		where, args := a.conditions(&rest, none)
		fit, err := s.list(`SELECT e.rank AS rank FROM entry e`+where+` ORDER BY e.rank`+direction(descending)+` LIMIT ?`, append(args, most))
		if err != nil || len(fit) == 0 {
			return 0, false, err
		}
		inOrder(fit, descending)
		rest.from(fit[len(fit)-1], descending, false)
		left := len(fit) == most
		if a.words != nil {
			if fit, err = s.holding(a.words, fit, descending); err != nil {
				return 0, false, err
			}
		}
		ranks = append(ranks, fit...)
		return len(fit), left, nil
	})
	return ranks, err
}

// holding are those of some ranks, in order, for whose entries a condition on words
// holds.
func (s *searcher) holding(c feed.Condition, ranks []int64, descending bool) ([]int64, error) {
	x, err := s.open()
	if err != nil {
		return nil, err
	}
	if descending {
		slices.Reverse(ranks)
	}
	those, err := x.hold(c, ranks)
	if descending {
		slices.Reverse(those)
	}
	return those, err
}

// compared reads the entries of an arm one part of time after the other, and
// compares those of each with the hits that it asks for.
func (s *searcher) compared(p *plan, a arm, descending bool, limit int) (ranks []int64, err error) {
	x, err := s.open()
	if err != nil {
		return nil, err
	}
	rest := *p
	rest.min, rest.max = a.bounds(p)
	err = steps(limit, func(most int) (int, bool, error) {
		part := rest
		edge, err := s.list(`SELECT rank FROM entry WHERE rank >= ? AND rank < ? ORDER BY rank`+direction(descending)+` LIMIT 1 OFFSET ?`,
			[]any{rest.min, rest.max, most - 1})
		if err != nil {
			return 0, false, err
		}
		if len(edge) > 0 && descending {
			part.min, rest.max = edge[0], edge[0]
		} else if len(edge) > 0 {
			part.max, rest.min = edge[0]+1, edge[0]+1
		}
		where, args := a.conditions(&part, func(w wanted) string {
			hits, failed := x.hunt(w.condition, part.min, part.max, nil, descending).hits()
			if failed != nil {
				err = failed
			}
			return jsonIDs(hits)
		})
		if err != nil {
			return 0, false, err
		}
		fit, err := s.list(`SELECT e.rank AS rank FROM entry e`+where+` ORDER BY e.rank`+direction(descending), args)
		if err != nil {
			return 0, false, err
		}
		if inOrder(fit, descending); a.words != nil {
			if fit, err = s.holding(a.words, fit, descending); err != nil {
				return 0, false, err
			}
		}
		ranks = append(ranks, fit...)
		return len(fit), len(edge) > 0, nil
	})
	return ranks, err
}
