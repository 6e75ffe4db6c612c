package typeset

import (
	"slices"
	"strings"
	"unicode"

	"warta/feed"
)

// A word is a segment of the text, with its place.
type word struct {
	place place
	text  string // without the number of a link
	space bool   // white space follows
}

// wording is the words of the lead and the sections from a block on, in reading
// order, until each is false. A section's title has the place of the section's
// beginning.
func (m *Manuscript) wording(from place, each func(word) bool) {
	for section := max(from.section, 0); int(section) <= len(m.sections); section++ {
		nodes, title := m.lead, int32(-1)
		if section > 0 {
			nodes, title = m.sections[section-1].blocks, m.sections[section-1].title
		}
		at := place{section: section}
		if section == from.section {
			at.block = max(from.block, 0)
		}
		if title >= 0 && at.block == 0 && !m.flowWords(title, at, true, each) {
			return
		}
		for ; int(at.block) < len(nodes); at.block++ {
			for _, id := range nodes[at.block].flows(nil) {
				if !m.flowWords(id, at, false, each) {
					return
				}
			}
		}
	}
}

// flows appends the flows of a node in reading order.
func (n *node) flows(to []int32) []int32 {
	if n.flow >= 0 {
		to = append(to, n.flow)
	}
	for _, kids := range n.kids {
		for i := range kids {
			to = kids[i].flows(to)
		}
	}
	for _, row := range n.rows {
		to = append(to, row...)
	}
	to = append(append(to, n.parts...), n.second)
	to = slices.DeleteFunc(to, func(id int32) bool { return id < 0 })
	slices.Sort(to) // as they were read
	return to
}

func (m *Manuscript) flowWords(id int32, at place, fixed bool, each func(word) bool) bool {
	f := &m.flows[id]
	skip := m.numbers(f)
	picture := len(f.runs) > 0 && m.looks[f.runs[0].look].role == rolePicture
	for i, g := range f.segments {
		if !fixed {
			at.word = f.firstWord + int32(i)
		}
		text := f.text[g.start:g.end]
		for _, s := range skip {
			if s[0] < g.end && s[1] > g.start {
				from, to := max(s[0], g.start), min(s[1], g.end)
				text = f.text[g.start:from] + f.text[to:g.end]
			}
		}
		if picture && i == 1 {
			text = "#" // its number, which another picture changes
		}
		last := i+1 == len(f.segments)
		if text != "" && !each(word{at, text, g.space > 0 || g.must || last}) {
			return false
		}
	}
	return true
}

// The most that a quote has.
const (
	quoteWords = 12
	quoteParts = 36 // in a script that does not part its words
	quoteBytes = 240
)

// Quote is the first words of the text from a place on, by which [Manuscript.Seek]
// finds it again. It is "" at the beginning of the article and after its end.
func (m *Manuscript) Quote(at feed.Place) string {
	from := placeOf(at)
	if from == (place{}) {
		return ""
	}
	var b strings.Builder
	words, parts := 0, 0
	m.wording(from, func(w word) bool {
		if w.place.compare(from) < 0 {
			return true
		}
		if b.Len()+len(w.text) > quoteBytes {
			return false
		}
		b.WriteString(w.text)
		parts++
		if w.space {
			words++
			b.WriteByte(' ')
		}
		return words < quoteWords && parts < quoteParts
	})
	return strings.TrimSpace(b.String())
}

func placeOf(at feed.Place) place { return place{int32(at.Section), int32(at.Block), int32(at.Word)} }

func (p place) public() feed.Place {
	return feed.Place{Section: int(p.section), Block: int(p.block), Word: int(p.word)}
}

// A stream is the words of a text in reading order, as numbers that are the same
// for words that are alike.
type stream struct {
	words  []int32
	places []place
}

// A glossary numbers words.
type glossary map[string]int32

func (g glossary) number(text string) int32 {
	text = bare(text)
	n, known := g[text]
	if !known {
		n = int32(len(g))
		g[text] = n
	}
	return n
}

// bare is the letters and digits of a word in small letters: a page may have
// other quotation marks than its summary.
func bare(text string) string {
	out := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
	if out == "" {
		return text
	}
	return out
}

func (m *Manuscript) stream(g glossary) stream {
	s := stream{words: make([]int32, 0, m.segments), places: make([]place, 0, m.segments)}
	m.wording(place{}, func(w word) bool {
		s.words, s.places = append(s.words, g.number(w.text)), append(s.places, w.place)
		return true
	})
	return s
}

// at is the first word at a place or after it.
func (s *stream) at(p place) int {
	i, _ := slices.BinarySearchFunc(s.places, p, place.compare)
	return i
}

// block is the words of the block that holds the i-th word.
func (s *stream) block(i int) (from, to int) {
	p := s.places[i]
	from, _ = slices.BinarySearchFunc(s.places, place{p.section, p.block, 0}, place.compare)
	to, _ = slices.BinarySearchFunc(s.places, place{p.section, p.block + 1, 0}, place.compare)
	return from, to
}
