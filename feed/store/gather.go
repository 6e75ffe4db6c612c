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
	g := gathering{numbers: map[string]int32{}}
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
	numbers map[string]int32 // of the words, in the order in which they came
	words   []gathered
	places  []place // of the words of one entry, field after field
	these   []int32 // the words of one entry
	raw     []byte
	parts   [3][]byte
}

type gathered struct {
	word        string
	entry       int   // the last one of the list
	first, last int32 // the places of the word in the entry that is being read
	list        []byte
}

// A place is where a word stands in an entry, its field above it, and the number of
// the next place of the same word; 0 at the end.
type place struct {
	at   uint32
	next int32
}

// add adds the words of an entry, and gives how many they are.
func (g *gathering) add(entry int, t *searched) (length uint32) {
	g.places, g.these = append(g.places[:0], place{}), g.these[:0]
	for f := range t.words {
		at := uint32(0)
		eachWord(t.in(feed.Field(f)), func(word string) {
			g.place(word, uint32(f)<<fieldShift|at)
			at++
		})
		length += at
	}
	for _, n := range g.these {
		g.note(entry, &g.words[n])
	}
	return length
}

// place notes where a word stands in the entry that is being read.
func (g *gathering) place(word string, at uint32) {
	n, known := g.numbers[word]
	if !known {
		n = int32(len(g.words))
		g.numbers[word] = n
		g.words = append(g.words, gathered{word: word, entry: -1})
	}
	w, here := &g.words[n], int32(len(g.places))
	if w.first == 0 {
		w.first = here
		g.these = append(g.these, n)
	} else {
		g.places[w.last].next = here
	}
	w.last = here
	g.places = append(g.places, place{at: at})
}

// note notes an entry in the list of a word.
func (g *gathering) note(entry int, w *gathered) {
	var before [3]uint32
	for f := range g.parts {
		g.parts[f] = g.parts[f][:0]
	}
	for i := w.first; i != 0; i = g.places[i].next {
		f, at := g.places[i].at>>fieldShift, g.places[i].at&(1<<fieldShift-1)
		g.parts[f] = binary.AppendUvarint(g.parts[f], uint64(at-before[f]))
		before[f] = at
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
	w.list = appendEntry(w.list, entry, w.entry, g.raw)
	w.entry, w.first = entry, 0
}
