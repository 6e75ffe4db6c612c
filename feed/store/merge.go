package store

import (
	"bytes"
	"cmp"
	"context"
	"math/bits"
	"slices"
)

// Segments are merged when there are many of one size, until they hold
// wholeSegment entries; what is gone is left out. A merged segment is made outside
// of a transaction, of segments that do not change, and takes their place in one.
// A large one is written in several transactions before that: killed in between,
// it leaves a row that is being made, which [Store.sweep] takes away.
const (
	wholeSegment = 4096
	manySegments = 8
)

// sizeClass is 0 for up to 7 entries, and rises by one where there are eight times
// as many.
func (s *segment) sizeClass() int { return (bits.Len(uint(s.left)) - 1) / 3 }

// toMerge are segments to make one of; none when there are few.
func toMerge(list []*segment) []*segment {
	classes := map[int][]*segment{}
	for _, s := range list {
		if s.left > 0 && s.left < wholeSegment {
			classes[s.sizeClass()] = append(classes[s.sizeClass()], s)
		}
	}
	for class := range (&segment{left: wholeSegment}).sizeClass() + 1 {
		some := classes[class]
		slices.SortFunc(some, func(a, b *segment) int { return cmp.Compare(a.id, b.id) })
		sum := 0
		for i, s := range some {
			if sum += s.left; sum >= wholeSegment && i > 0 {
				return some[:i+1]
			}
		}
		if len(some) >= manySegments {
			return some
		}
	}
	return nil
}

// mergeSegments merges what there is to merge: of the segments that hold few
// entries, or of those, too, that have become small because entries went. It leaves
// what fails to the next time: nothing depends on it.
func (s *Store) mergeSegments(ctx context.Context, all bool) {
	if !s.memory.merging.TryLock() {
		return
	}
	defer s.memory.merging.Unlock()
	for more, err := true, error(nil); more && err == nil && ctx.Err() == nil; {
		more, err = s.mergeSome(ctx, all)
	}
}

// mergeSome merges some segments, and reports whether there may be more.
func (s *Store) mergeSome(ctx context.Context, all bool) (more bool, err error) {
	var m *merging
	err = s.snapshot(ctx, func(ask asking) error {
		list, err := segmentsOf(ask, `(? OR size < ?)`, all, wholeSegment)
		if list = toMerge(list); err == nil && list != nil {
			m, err = (&index{ask: ask}).merge(list)
		}
		return err
	})
	if err != nil || m == nil {
		return false, err
	}
	return true, s.putMerged(ctx, m)
}

// A merging is a segment that is made of others.
type merging struct {
	*draft
	sources []*source
	inTurn  bool // the entries of one source come after those of the one before it
	word    []byte
	entries []mergedEntry
	list    []byte
}

// A source is a segment that is merged, as far as it was read.
type source struct {
	*lookup
	numbers []int32 // of its entries, in the new segment; -1 for those that are gone
	words   wordReader
	block   int // the next one
	done    bool
}

// A mergedEntry is an entry of a word's list.
type mergedEntry struct {
	number int32
	raw    []byte
}

// merge makes one segment of some.
func (x *index) merge(list []*segment) (*merging, error) {
	m := &merging{draft: &draft{}, inTurn: true}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b *segment) int { return cmp.Compare(a.low, b.low) })
	for i := 1; i < len(list); i++ {
		m.inTurn = m.inTurn && list[i-1].high < list[i].low
	}
	err := x.look(list, nil, func(l *lookup) error {
		m.sources = append(m.sources, &source{lookup: l, numbers: make([]int32, l.size)})
		return nil
	})
	if err == nil {
		err = m.number()
	}
	for err == nil && m.nextWord() {
		err = m.mergeWord()
	}
	for _, s := range m.sources {
		if err == nil && s.words.bad {
			err = errIndex
		}
	}
	return m, err
}

// number gives the entries their numbers, in the order of ranks.
func (m *merging) number() error {
	type entry struct {
		rank         int64
		feed, length uint32
		from         *source
		at           int
	}
	var all []entry
	for _, s := range m.sources {
		blocks, err := s.read([]int64{s.row(blockRanks), s.row(blockFeeds), s.row(blockLengths)})
		if err != nil {
			return err
		}
		ranks, feeds, lengths := ranksIn(blocks[s.row(blockRanks)]), numbersIn32(blocks[s.row(blockFeeds)]), numbersIn32(blocks[s.row(blockLengths)])
		for i := range s.numbers {
			if s.numbers[i] = -1; !s.gone.has(i) {
				all = append(all, entry{ranks.at(i), feeds.at(i), lengths.at(i), s, i})
			}
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.rank, b.rank) })
	for i, e := range all {
		e.from.numbers[e.at] = int32(i)
		m.ranks, m.feeds, m.lengths = append(m.ranks, e.rank), append(m.feeds, e.feed), append(m.lengths, e.length)
	}
	for _, s := range m.sources {
		if err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// next goes to the next word of a source.
func (s *source) next() error {
	for !s.words.next() {
		if s.words.bad {
			return errIndex
		}
		if s.block == s.firsts.len() {
			s.done = true
			return nil
		}
		row := s.row(firstWords + s.block)
		if s.blocks[row] == nil {
			rows := make([]int64, 0, atOnce/8)
			for n := s.block; n < s.firsts.len() && len(rows) < cap(rows); n++ {
				rows = append(rows, s.row(firstWords+n))
			}
			var err error
			if s.blocks, err = s.read(rows); err != nil {
				return err
			}
		}
		s.words = wordReader{data: s.blocks[row], word: s.words.word[:0]}
		s.block++
	}
	return nil
}

// nextWord finds the first word that is still to be merged.
func (m *merging) nextWord() bool {
	found := false
	for _, s := range m.sources {
		if !s.done && (!found || bytes.Compare(s.words.word, m.word) < 0) {
			m.word, found = append(m.word[:0], s.words.word...), true
		}
	}
	return found
}

// mergeWord merges the lists of the word.
func (m *merging) mergeWord() error {
	m.entries = m.entries[:0]
	for _, s := range m.sources {
		if s.done || !bytes.Equal(s.words.word, m.word) {
			continue
		}
		r := readList(s.words.list())
		for r.next() {
			if r.entry >= len(s.numbers) {
				return errIndex
			}
			if n := s.numbers[r.entry]; n >= 0 {
				m.entries = append(m.entries, mergedEntry{n, r.raw()})
			}
		}
		if r.bad {
			return errIndex
		}
		if err := s.next(); err != nil {
			return err
		}
	}
	if len(m.entries) == 0 {
		return nil
	}
	if !m.inTurn {
		slices.SortFunc(m.entries, func(a, b mergedEntry) int { return cmp.Compare(a.number, b.number) })
	}
	m.list = m.list[:0]
	before := -1
	for _, e := range m.entries {
		m.list = appendEntry(m.list, int(e.number), before, e.raw)
		before = int(e.number)
	}
	m.put(string(m.word), m.list)
	return nil
}

// putMerged writes a merged segment, and takes away those that it was made of.
func (s *Store) putMerged(ctx context.Context, m *merging) error {
	const doing = "merging the full-text index"
	blocks := m.sealedBlocks()
	var id int64
	small := len(blocks) <= mostBlocks
	if !small {
		err := s.merged(ctx, doing, func(t *tx) (err error) {
			busy, err := t.row(`SELECT 1 FROM segment WHERE state = 0 AND made BETWEEN ? AND ?`, aboutNow(), new(int))
			if err == nil && busy {
				err = errElsewhere
			}
			if err == nil {
				id, err = t.addSegment(beingMade, m.draft)
			}
			return err
		})
		for at := 0; at < len(blocks) && err == nil; at += mostBlocks {
			err = s.merged(ctx, doing, func(t *tx) error {
				if there, err := t.row(`SELECT 1 FROM segment WHERE id = ? AND state = 0`, []any{id}, new(int)); err != nil || !there {
					return cmp.Or(err, errElsewhere)
				}
				return t.putBlocks(id, at, blocks[at:min(at+mostBlocks, len(blocks))])
			})
		}
		if err != nil {
			return err
		}
	}
	err := s.merged(ctx, doing, func(t *tx) (err error) {
		if small {
			if id, err = t.addSegment(beingMade, m.draft); err == nil {
				err = t.putBlocks(id, 0, blocks)
			}
		}
		if err == nil {
			err = t.replaceSegments(m, id, small)
		}
		return err
	})
	if err == nil && !small {
		err = s.sweep(ctx)
	}
	return err
}
