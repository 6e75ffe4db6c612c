package store

import (
	"encoding/binary"
	"slices"
	"strings"

	"warta/feed"
)

// An indexed is an entry that is still to be put into the full-text index.
type indexed struct {
	rank int64
	feed feed.FeedID
	text *searched
}

func toIndex(rank int64, of feed.FeedID, title, author, text string) indexed {
	return indexed{rank, of, &searched{title: title, author: author, body: func() string { return text }}}
}

// draftOf makes a segment of entries, which come in the order of their ranks.
func draftOf(list []indexed) *draft {
	g := gathering{numbers: map[string]uint32{}}
	d := &draft{}
	for i, e := range list {
		d.ranks, d.feeds = append(d.ranks, e.rank), append(d.feeds, uint32(e.feed))
		d.lengths = append(d.lengths, g.add(i, e.text))
	}
	slices.SortFunc(g.words, func(a, b gathered) int { return strings.Compare(a.word, b.word) })
	for _, w := range g.words {
		d.put(w.word, w.list)
	}
	return d
}

// A gathering are words with their lists, as entry after entry is read.
type gathering struct {
	numbers map[string]uint32 // of the words, in the order in which they came
	words   []gathered
	places  []uint64
	raw     []byte
	parts   [3][]byte
}

type gathered struct {
	word string
	last int // the last entry of the list
	list []byte
}

// add adds the words of an entry, and gives how many they are.
func (g *gathering) add(entry int, t *searched) (length uint32) {
	g.places = g.places[:0]
	for f := range t.words {
		words := t.of(feed.Field(f))
		length += uint32(len(words))
		for at, word := range words {
			n, known := g.numbers[word]
			if !known {
				n = uint32(len(g.words))
				g.numbers[word] = n
				g.words = append(g.words, gathered{word: word, last: -1})
			}
			g.places = append(g.places, uint64(n)<<32|uint64(f)<<fieldShift|uint64(at))
		}
	}
	slices.Sort(g.places)
	for i := 0; i < len(g.places); {
		i = g.note(entry, i)
	}
	return length
}

// note notes an entry in the list of the word whose places begin at i, and gives
// where those of the next word begin.
func (g *gathering) note(entry, i int) int {
	word := g.places[i] >> 32
	for f := range g.parts {
		g.parts[f] = g.parts[f][:0]
		before := uint64(0)
		for i < len(g.places) && g.places[i]>>fieldShift == word<<2|uint64(f) {
			at := g.places[i] & (1<<fieldShift - 1)
			g.parts[f] = binary.AppendUvarint(g.parts[f], at-before)
			before = at
			i++
		}
	}
	title, author, body := g.parts[feed.InTitle], g.parts[feed.InAuthor], g.parts[feed.AnyText]
	head := uint64(len(body)) << bodyBits
	if len(title) > 0 {
		head |= inTitle
	}
	if len(author) > 0 {
		head |= inAuthor
	}
	g.raw = binary.AppendUvarint(g.raw[:0], head)
	for _, part := range [][]byte{title, author} {
		if len(part) > 0 {
			g.raw = binary.AppendUvarint(g.raw, uint64(len(part)))
			g.raw = append(g.raw, part...)
		}
	}
	g.raw = append(g.raw, body...)
	w := &g.words[word]
	w.list = appendEntry(w.list, entry, w.last, g.raw)
	w.last = entry
	return i
}
