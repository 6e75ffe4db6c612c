package store

import (
	"errors"
	"slices"

	"warta/feed"
)

// Bounds of ordering by relevance. Of more hits than rankedHits, those with the
// words in their title come first, then the others, the newest first in both. The
// list ends after rankedList.
const (
	rankedHits  = 300_000
	starredHits = 100_000 // of words with a star, whose lists are many
	rankedList  = 1_000
)

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

// byRelevance is the whole list; how often the words stand in an entry orders it
// when there are at most so many hits.
func (s *searcher) byRelevance(p *plan, most int) ([]int64, error) {
	scored, err := s.scored(p, most)
	if !errors.Is(err, errMany) {
		return scored, err
	}
	titled := *p
	titled.arms = []arm{p.arms[0]}
	titled.arms[0].words = inTitles(p.arms[0].valued)
	first, err := s.first(&titled, true, rankedList)
	if err != nil || len(first) == rankedList {
		return first, err
	}
	rest, err := s.first(p, true, rankedList)
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

// inTitles is a condition on words with those that may stand anywhere in the title.
func inTitles(c feed.Condition) feed.Condition {
	switch c := c.(type) {
	case feed.Words:
		if c.Field == feed.AnyText {
			c.Field = feed.InTitle
		}
		return c
	case feed.And:
		list := make(feed.And, len(c))
		for i, one := range c {
			list[i] = inTitles(one)
		}
		return list
	case feed.Or:
		list := make(feed.Or, len(c))
		for i, one := range c {
			list[i] = inTitles(one)
		}
		return list
	}
	return c // what must not be there must not be anywhere
}

// errMany ends a search that has met too many hits.
var errMany = errors.New("too many hits")

// scored are the ranks of the plan's entries, the best first.
func (s *searcher) scored(p *plan, most int) ([]int64, error) {
	x, err := s.open()
	if err != nil {
		return nil, err
	}
	a := p.arms[0]
	low, high := a.bounds(p)
	if hasStar(a.valued) {
		most = min(most, starredHits)
	}
	r := &ranking{index: x, words: leavesOf(a.valued, nil), most: most}
	a.driven = a.driven && !a.asks()
	var fit []int64
	if !a.driven { // they are few
		if fit, err = s.arm(p, a, false, 0); err != nil {
			return nil, err
		}
	}
	err = x.look(x.between(low, high), a.valued, func(l *lookup) error {
		among, err := l.all(low, high, a.feeds)
		if err != nil {
			return err
		}
		ranks, err := l.ranks()
		if err == nil && !a.driven {
			among = l.among(ranks, fit)
		}
		if err != nil || among.empty() {
			return err
		}
		return r.add(l, a.valued, among, ranks)
	})
	if err != nil {
		return nil, err
	}
	return s.best(a, r.ordered())
}

// best are the first of some ranks whose entries fit an arm's conditions, in their
// order.
func (s *searcher) best(a arm, ranks []int64) (list []int64, err error) {
	for part := range slices.Chunk(ranks, 2*rankedList) {
		fit := part
		if a.driven {
			if fit, err = s.fitting(a, part); err != nil {
				return nil, err
			}
		}
		fits := make(map[int64]bool, len(fit))
		for _, rank := range fit {
			fits[rank] = true
		}
		for _, rank := range part {
			if fits[rank] {
				list = append(list, rank)
			}
		}
		if len(list) >= rankedList {
			return list[:rankedList], nil
		}
	}
	return list, nil
}

// leavesOf are the words of a condition that must or may be there.
func leavesOf(c feed.Condition, list []feed.Words) []feed.Words {
	switch c := c.(type) {
	case feed.Words:
		list = append(list, c)
	case feed.And:
		for _, one := range c {
			list = leavesOf(one, list)
		}
	case feed.Or:
		for _, one := range c {
			list = leavesOf(one, list)
		}
	}
	return list
}
