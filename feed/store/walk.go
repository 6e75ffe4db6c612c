package store

import (
	"math"
	"slices"

	"warta/feed"
)

// look calls do for segments that are ready to be searched for a condition: what
// whole words need is read for some of them at once.
func (x *index) look(list []*segment, c feed.Condition, do func(*lookup) error) error {
	rows := make([]int64, 0, len(list))
	for _, s := range list {
		rows = append(rows, s.row(blockFirsts))
	}
	firsts, err := x.read(rows)
	if err != nil {
		return err
	}
	var some []*lookup
	rows = rows[:0]
	for i, s := range list {
		l := &lookup{index: x, segment: s, firsts: firsts[s.row(blockFirsts)]}
		some, rows = append(some, l), l.rowsFor(c, rows)
		if len(rows) < atOnce && i < len(list)-1 {
			continue
		}
		slices.Sort(rows)
		blocks, err := x.read(slices.Compact(rows))
		if err != nil {
			return err
		}
		for _, l := range some {
			l.blocks = blocks
			if err := do(l); err != nil {
				return err
			}
		}
		some, rows = nil, rows[:0]
	}
	return nil
}

// all are the entries of a segment that may be found: those from rank low to below
// high that are not gone, and whose feed is one of some.
func (l *lookup) all(low, high int64, some feedSet) (bitmap, error) {
	from, to := 0, l.size
	if low > l.low || l.high >= high {
		ranks, err := l.ranks()
		if err != nil {
			return nil, err
		}
		from, to = ranks.from(low), ranks.from(high)
	}
	var feeds numbersIn32
	if some != nil {
		blocks, err := l.read([]int64{l.row(blockFeeds)})
		if err != nil {
			return nil, err
		}
		feeds = blocks[l.row(blockFeeds)]
	}
	set := newBitmap(l.size)
	for i := from; i < to; i++ {
		if !l.gone.has(i) && (some == nil || some.has(feeds.at(i))) {
			set.set(i)
		}
	}
	return set, nil
}

// ranks are those of the segment's entries.
func (l *lookup) ranks() (ranksIn, error) {
	blocks, err := l.read([]int64{l.row(blockRanks)})
	return blocks[l.row(blockRanks)], err
}

// A hunt gives the ranks of the entries for which a condition on words holds, in
// order: from rank low to below high, of some feeds.
type hunt struct {
	index      *index
	condition  feed.Condition
	low, high  int64
	some       feedSet
	descending bool
	rest       []*segment // that are still to be searched, in order
	width      int        // how many of them at once
	found      []int64    // and not yet given, in order
}

func (x *index) hunt(c feed.Condition, low, high int64, some feedSet, descending bool) *hunt {
	h := &hunt{index: x, condition: c, low: low, high: high, some: some, descending: descending, width: 1, rest: x.between(low, high)}
	if !descending {
		slices.SortStableFunc(h.rest, func(a, b *segment) int { return compareRanks(a.low, b.low, false) })
	}
	return h
}

// between are the segments with entries from rank low to below high.
func (x *index) between(low, high int64) (list []*segment) {
	for _, s := range x.segments {
		if s.left > 0 && s.low < high && s.high >= low {
			list = append(list, s)
		}
	}
	return list
}

func compareRanks(a, b int64, descending bool) int {
	switch {
	case a == b:
		return 0
	case a < b != descending:
		return -1
	}
	return 1
}

// mostSegments is how many segments are searched at once.
const mostSegments = 64

// next are the next ranks, at most so many; none at the end.
func (h *hunt) next(most int) ([]int64, error) {
	for {
		sure := h.sure()
		if sure >= most || len(h.rest) == 0 {
			ranks := h.found[:min(most, sure)]
			h.found = h.found[len(ranks):]
			return ranks, nil
		}
		n := min(h.width, len(h.rest))
		err := h.index.look(h.rest[:n], h.condition, h.search)
		if err != nil {
			return nil, err
		}
		h.rest, h.width = h.rest[n:], min(mostSegments, 2*h.width)
		inOrder(h.found, h.descending)
	}
}

// sure is how many of those found no other one can come before.
func (h *hunt) sure() int {
	if len(h.rest) == 0 {
		return len(h.found)
	}
	end := h.rest[0].high
	if !h.descending {
		end = h.rest[0].low
	}
	n, _ := slices.BinarySearchFunc(h.found, end, func(a, b int64) int { return compareRanks(a, b, h.descending) })
	return n
}

// search adds what is found in one segment.
func (h *hunt) search(l *lookup) error {
	among, err := l.all(h.low, h.high, h.some)
	if err != nil || among.empty() {
		return err
	}
	set, err := l.find(h.condition, among)
	if err != nil || set.empty() {
		return err
	}
	ranks, err := l.ranks()
	if err != nil {
		return err
	}
	begin := len(h.found)
	set.each(func(i int) { h.found = append(h.found, ranks.at(i)) })
	if h.descending {
		slices.Reverse(h.found[begin:]) // what is in order is sorted at once
	}
	return nil
}

// hits are all of a hunt, in order.
func (h *hunt) hits() ([]int64, error) {
	h.width = mostSegments
	return h.next(math.MaxInt)
}

// hold are those of some ranks, which rise, for whose entries a condition on
// words holds.
func (x *index) hold(c feed.Condition, ranks []int64) (those []int64, err error) {
	if len(ranks) == 0 {
		return nil, nil
	}
	var list []*segment
	var rows []int64
	for _, s := range x.segments {
		if from, _ := slices.BinarySearch(ranks, s.low); s.left > 0 && from < len(ranks) && ranks[from] <= s.high {
			list, rows = append(list, s), append(rows, s.row(blockRanks))
		}
	}
	for part := range slices.Chunk(list, mostSegments) {
		n := min(len(part), len(rows))
		blocks, err := x.read(rows[:n])
		if err != nil {
			return nil, err
		}
		rows = rows[n:]
		sets := map[int64]bitmap{}
		var touched []*segment
		for _, s := range part {
			if set := s.among(blocks[s.row(blockRanks)], ranks); !set.empty() {
				sets[s.id], touched = set, append(touched, s)
			}
		}
		err = x.look(touched, c, func(l *lookup) error {
			set, err := l.find(c, sets[l.id])
			its := ranksIn(blocks[l.row(blockRanks)])
			if err == nil {
				set.each(func(i int) { those = append(those, its.at(i)) })
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(those)
	return those, nil
}

// among are the entries of a segment with one of some ranks, which rise, that are
// not gone.
func (s *segment) among(its ranksIn, ranks []int64) bitmap {
	set := newBitmap(s.size)
	if its.len() != s.size {
		return set
	}
	from, _ := slices.BinarySearch(ranks, s.low)
	for _, rank := range ranks[from:] {
		if rank > s.high {
			break
		}
		if i := its.from(rank); i < s.size && its.at(i) == rank && !s.gone.has(i) {
			set.set(i)
		}
	}
	return set
}
