package store

import (
	"bytes"
	"slices"
	"strings"

	"warta/feed"
)

// A lookup looks for words in one segment.
type lookup struct {
	*index
	*segment
	firsts firstsIn
	blocks map[int64][]byte // of whole words, read for several segments at once
	ahead  map[int64][]byte // of words with a star
}

// atOnce bounds how many blocks of words are read at once.
const atOnce = 256

// find are the entries among some for which a condition on words holds.
func (l *lookup) find(c feed.Condition, among bitmap) (bitmap, error) {
	switch c := c.(type) {
	case feed.Words:
		return l.words(l.leaf(c), among)
	case feed.Not:
		those, err := l.find(c.Condition, among)
		if err != nil {
			return nil, err
		}
		return among.without(those), nil
	case feed.And:
		for _, one := range cheapFirst(c) {
			if among.empty() {
				break
			}
			var err error
			if among, err = l.find(one, among); err != nil {
				return nil, err
			}
		}
		return among, nil
	case feed.Or:
		found := make(bitmap, len(among))
		for _, one := range c {
			those, err := l.find(one, among)
			if err != nil {
				return nil, err
			}
			for i := range found {
				found[i] |= those[i]
			}
		}
		return found, nil
	}
	return make(bitmap, len(among)), nil
}

// cheapFirst are conditions with those first that are told soonest: whole words
// before words with a star, whose lists have to be put together.
func cheapFirst(list []feed.Condition) []feed.Condition {
	cost := func(c feed.Condition) int {
		switch c := c.(type) {
		case feed.Words:
			if c.Prefix {
				return 2
			}
			return 0
		case feed.Not:
			return 3
		}
		return 1
	}
	if len(list) < 2 {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b feed.Condition) int { return cost(a) - cost(b) })
	return list
}

// words are the entries that have the words of a leaf one after the other.
func (l *lookup) words(w leaf, among bitmap) (bitmap, error) {
	if len(w.words) == 1 {
		return l.holding(w.words[0], w.prefix, w.Field, among)
	}
	found := make(bitmap, len(among))
	return found, l.phrase(w, among, func(entry int, _ []uint32) { found.set(entry) })
}

// holding are the entries among some that have a word, or one that begins like it,
// in a field.
func (l *lookup) holding(word string, prefix bool, f feed.Field, among bitmap) (bitmap, error) {
	found := make(bitmap, len(among))
	return found, l.lists(word, prefix, func(r *listReader) {
		for r.next() {
			if among.has(r.entry) && r.has(f) {
				found.set(r.entry)
			}
		}
	})
}

// lists calls do with the list of a word, or of all words that begin like it.
func (l *lookup) lists(word string, prefix bool, do func(*listReader)) error {
	from := l.firsts.holding(word)
	for n := max(from, 0); n < l.firsts.len(); n++ {
		if n > from && !(prefix && bytes.HasPrefix(l.firsts.at(n), []byte(word))) {
			return nil
		}
		if from < 0 && !prefix {
			return nil
		}
		data, err := l.block(n, word, prefix)
		if err != nil {
			return err
		}
		r := wordReader{data: data}
		for r.next() {
			c := strings.Compare(string(r.word), word)
			if c < 0 {
				continue
			}
			if c > 0 && !(prefix && bytes.HasPrefix(r.word, []byte(word))) {
				break
			}
			list := readList(r.list())
			if do(&list); list.bad {
				return errIndex
			}
		}
		if r.bad {
			return errIndex
		}
	}
	return nil
}

// block is a block of words. With a star, those that follow are read with it.
func (l *lookup) block(n int, word string, prefix bool) ([]byte, error) {
	row := l.row(firstWords + n)
	for _, blocks := range []map[int64][]byte{l.blocks, l.ahead} {
		if data := blocks[row]; data != nil {
			return data, nil
		}
	}
	rows := []int64{row}
	for m := n + 1; prefix && m < l.firsts.len() && len(rows) < atOnce && bytes.HasPrefix(l.firsts.at(m), []byte(word)); m++ {
		rows = append(rows, l.row(firstWords+m))
	}
	var err error
	l.ahead, err = l.read(rows)
	return l.ahead[row], err
}

// phrase calls do with each entry among some that has the words of a leaf one
// after the other, and with where the last of them stands; for a phrase that ends
// with a star, once for each word that the star stands for.
func (l *lookup) phrase(w leaf, among bitmap, do func(entry int, places []uint32)) error {
	last := len(w.words) - 1
	whole := w.words
	if w.prefix {
		whole = whole[:last]
	}
	among, err := l.havingAll(whole, w.Field, among)
	if err != nil || among.empty() {
		return err
	}
	ends := map[int][]uint32{} // where the words so far end, by entry
	var places []uint32
	for i, word := range w.words {
		before := ends
		ends = map[int][]uint32{}
		err := l.lists(word, w.prefix && i == last, func(r *listReader) {
			for r.next() {
				if i > 0 && before[r.entry] == nil || !among.has(r.entry) {
					continue
				}
				if places = r.in(w.Field, places[:0]); i > 0 {
					places = follow(before[r.entry], places)
				}
				if len(places) == 0 {
					continue
				}
				if i == last {
					do(r.entry, places)
				} else {
					ends[r.entry] = slices.Clone(places)
				}
			}
		})
		if err != nil || i < last && len(ends) == 0 {
			return err
		}
	}
	return nil
}

// havingAll are the entries among some that have all of some words in a field: the
// words that few entries have are looked for first.
func (l *lookup) havingAll(words []string, f feed.Field, among bitmap) (bitmap, error) {
	sizes := map[string]int{}
	for _, word := range words {
		if err := l.lists(word, false, func(r *listReader) { sizes[word] = len(r.data) }); err != nil {
			return nil, err
		}
		if sizes[word] == 0 {
			return nil, nil
		}
	}
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b string) int { return sizes[a] - sizes[b] })
	for _, word := range slices.Compact(words) {
		var err error
		if among, err = l.holding(word, false, f, among); err != nil || among.empty() {
			return among, err
		}
	}
	return among, nil
}

// follow keeps of places those that come right after one of before; both rise.
func follow(before, places []uint32) []uint32 {
	kept := places[:0]
	for _, place := range places {
		for len(before) > 0 && before[0]+1 < place {
			before = before[1:]
		}
		if len(before) > 0 && before[0]+1 == place {
			kept = append(kept, place)
		}
	}
	return kept
}

// rowsFor are the blocks that whole words of a condition are in.
func (l *lookup) rowsFor(c feed.Condition, rows []int64) []int64 {
	switch c := c.(type) {
	case feed.Words:
		w := l.leaf(c)
		for i, word := range w.words {
			if w.prefix && i == len(w.words)-1 {
				continue
			}
			if n := l.firsts.holding(word); n >= 0 {
				rows = append(rows, l.row(firstWords+n))
			}
		}
	case feed.Not:
		rows = l.rowsFor(c.Condition, rows)
	case feed.And:
		for _, one := range c {
			rows = l.rowsFor(one, rows)
		}
	case feed.Or:
		for _, one := range c {
			rows = l.rowsFor(one, rows)
		}
	}
	return rows
}
