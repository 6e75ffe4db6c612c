package store

import (
	"cmp"
	"slices"
	"time"

	"warta/feed"
)

// mostBlocks is how many blocks of a segment are written or removed in one
// transaction: somebody's mark may wait for it.
const mostBlocks = 128

// indexAll puts what is new into the full-text index, at the end of a transaction.
func (t *tx) indexAll() error {
	if len(t.toIndex) == 0 {
		return nil
	}
	slices.SortFunc(t.toIndex, func(a, b indexed) int { return cmp.Compare(a.rank, b.rank) })
	d := draftOf(t.toIndex)
	t.toIndex, t.indexedNew = t.toIndex[:0], true
	id, err := t.addSegment(inUse, d)
	if err == nil {
		err = t.putBlocks(id, 0, d.sealedBlocks())
	}
	return err
}

// The states of a segment.
const (
	beingMade = iota
	inUse
	going
)

// addSegment makes the row of a segment, and gives its id.
func (t *tx) addSegment(state int, d *draft) (id int64, err error) {
	words := 0
	for _, n := range d.lengths {
		words += int(n)
	}
	n := len(d.ranks)
	result, err := t.execResult(`INSERT INTO segment(state, made, low, high, size, words, gone) VALUES (?, ?, ?, ?, ?, ?, x'')`,
		state, time.Now().UnixMicro(), d.ranks[0], d.ranks[n-1], n, words)
	if err != nil {
		return 0, err
	}
	if id, err = result.LastInsertId(); err != nil {
		return 0, err
	}
	return id, t.indexChanged()
}

// putBlocks writes blocks of a segment, the first of which has a number.
func (t *tx) putBlocks(id int64, number int, blocks [][]byte) error {
	for i, data := range blocks {
		if err := t.exec(`INSERT INTO segment_block(id, data) VALUES (?, ?)`, id<<blockBits|int64(number+i), data); err != nil {
			return err
		}
	}
	return nil
}

// indexChanged tells others that the segments are not what they were.
func (t *tx) indexChanged() error { return t.exec(`UPDATE index_rev SET rev = rev + 1`) }

// index replaces the text of an entry in the full-text index.
func (t *tx) index(id feed.EntryID, text string) error {
	var rank int64
	var of feed.FeedID
	var title, author string
	found, err := t.row(`SELECT rank, feed_id, title, author FROM entry WHERE id = ?`, []any{id}, &rank, &of, &title, &author)
	if err != nil || !found {
		return err
	}
	if err := t.unindex([]int64{rank}); err != nil {
		return err
	}
	t.toIndex = append(t.toIndex, toIndex(rank, of, title, author, text))
	return nil
}

// unindex takes entries out of the full-text index.
func (t *tx) unindex(ranks []int64) error {
	ranks = slices.Sorted(slices.Values(ranks))
	t.toIndex = slices.DeleteFunc(t.toIndex, func(e indexed) bool {
		_, is := slices.BinarySearch(ranks, e.rank)
		return is
	})
	if len(ranks) == 0 {
		return nil
	}
	x := &index{ask: t.each}
	list, err := segmentsOf(t.each, `high >= ? AND low <= ?`, ranks[0], ranks[len(ranks)-1])
	if err != nil {
		return err
	}
	changed := false
	for _, s := range list {
		if from, _ := slices.BinarySearch(ranks, s.low); s.left == 0 || from == len(ranks) || ranks[from] > s.high {
			continue
		}
		blocks, err := x.read([]int64{s.row(blockRanks)})
		if err != nil {
			return err
		}
		set := s.among(blocks[s.row(blockRanks)], ranks)
		if set.empty() {
			continue
		}
		changed = true
		for i := range set {
			set[i] |= s.gone[i]
		}
		state := inUse
		if set.count() == s.size {
			state = going
		}
		if err := t.exec(`UPDATE segment SET gone = ?, state = ? WHERE id = ?`, set.bytes(), state, s.id); err != nil {
			return err
		}
	}
	if !changed {
		return nil
	}
	t.indexedNew = true
	return t.indexChanged()
}

// emptyIndex takes everything out of the full-text index.
func (t *tx) emptyIndex() error {
	t.toIndex = nil
	if err := t.exec(`DELETE FROM segment`); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM segment_block`); err != nil {
		return err
	}
	return t.indexChanged()
}

// searcher runs plans in the transaction, and sees its changes.
func (t *tx) searcher() *searcher { return &searcher{ask: t.each} }
