package typeset

import (
	"slices"

	"warta/feed"
)

// Follow is where in m the words stand that stand at a place in former, an
// earlier text of the same article: what was inserted or went elsewhere does
// not count. Where the words themselves are gone, it is at the words nearest to
// them. Where nothing is left of the text it is not found: then the place's
// numbers are taken and, if there is no such block, the same share of the text.
func (m *Manuscript) Follow(at feed.Place, former *Manuscript) (to feed.Place, found bool) {
	g := glossary{}
	old, now := former.stream(g), m.stream(g)
	i := old.at(placeOf(at))
	if i == len(old.words) { // in the list of links
		if p := placeOf(at); len(old.places) > 0 && p.compare(old.places[i-1]) > 0 {
			return place{int32(len(m.sections)), m.tailBlock(), p.word}.public(), true
		}
		return at, len(old.words) == 0
	}
	s := search{old: old, now: now, from: max(i-reach, 0), to: min(i+reach, len(old.words)), at: i}
	s.first, s.last = old.block(i)
	s.expected = i * len(now.words) / len(old.words)
	if j, ok := s.find(); ok {
		return now.places[j].public(), true
	}
	if m.holds(placeOf(at)) || len(now.words) == 0 {
		return at, false
	}
	return now.places[s.expected].public(), false
}

// Seek is where the words of a place's quote stand, if the text has them; else
// it is not found, and the place is as it was. Of several such places it is the
// one that is nearest to the numbers. It has no quote.
func (m *Manuscript) Seek(at feed.Place) (to feed.Place, found bool) {
	quote := at.Quote
	at.Quote = ""
	if quote == "" || m.Quote(at) == quote {
		return at, true
	}
	g := glossary{}
	var old stream
	quote = Clean(quote)
	for i, part := range segments(nil, quote) {
		old.words = append(old.words, g.number(quote[part.start:part.end]))
		old.places = append(old.places, place{word: int32(i)})
	}
	now := m.stream(g)
	s := search{old: old, now: now, to: len(old.words), last: len(old.words), expected: now.at(placeOf(at))}
	if j, ok := s.find(); ok {
		return now.places[j].public(), true
	}
	return at, false
}

// tailBlock is the block of the list of links.
func (m *Manuscript) tailBlock() int32 {
	last := len(m.lead)
	if n := len(m.sections); n > 0 {
		last = len(m.sections[n-1].blocks)
	}
	return int32(last) + 1
}

// holds reports whether there is such a block.
func (m *Manuscript) holds(p place) bool {
	switch {
	case p.section == 0:
		return int(p.block) < len(m.lead)
	case int(p.section) <= len(m.sections):
		return p.block == 0 || int(p.block) < len(m.sections[p.section-1].blocks)
	}
	return false
}

// The measures of a search, in words.
const (
	reach     = 400 // so far around a place its words are looked at
	shingle   = 3   // so many words in a row are looked for
	leastRun  = 4   // shorter runs are the same by chance
	nearby    = 64  // of a run that has nothing of the place's block, so much counts
	mostAlike = 16  // of shingles that are the same, as in a refrain
)

// A search looks for the words around a place of one stream in another.
type search struct {
	old, now    stream
	from, to    int // the words of old that are looked at
	at          int // the place
	first, last int // its block
	expected    int // where in now it would be if nothing had changed
}

// A match of two streams: length words from old on are those from now on.
type common struct{ old, now, length int }

// find is the word of now that stands for the place.
func (s *search) find() (int, bool) {
	best, bestScore, found := common{}, 0, false
	s.each(func(c common) {
		if c.length < leastRun && c.length < s.last-s.first {
			return
		}
		score := s.score(c)
		if !found || score > bestScore || score == bestScore && s.strays(c) < s.strays(best) {
			best, bestScore, found = c, score, true
		}
	})
	if !found || s.at < best.old || s.at >= best.old+best.length {
		if j, ok := s.sameBlock(); ok {
			return j, true
		}
	}
	if !found {
		return 0, false
	}
	return s.landing(best), true
}

// each calls do for every run of words that both have in common and that is no
// part of a longer one.
func (s *search) each(do func(common)) {
	type key [shingle]int32
	keyAt := func(words []int32) key { return key(words[:shingle]) }
	where := map[key][]int32{}
	for i := s.from; i+shingle <= s.to; i++ {
		k := keyAt(s.old.words[i:])
		if len(where[k]) < mostAlike || i <= s.at && i+shingle > s.at {
			where[k] = append(where[k], int32(i))
		}
	}
	for j := 0; j+shingle <= len(s.now.words); j++ {
		for _, i := range where[keyAt(s.now.words[j:])] {
			i := int(i)
			if i > s.from && j > 0 && s.old.words[i-1] == s.now.words[j-1] && s.known(where[keyAt(s.now.words[j-1:])], i-1) {
				continue // within a run that was seen
			}
			n := shingle
			for i+n < s.to && j+n < len(s.now.words) && s.old.words[i+n] == s.now.words[j+n] {
				n++
			}
			do(common{i, j, n})
		}
	}
}

func (s *search) known(list []int32, i int) bool {
	_, ok := slices.BinarySearch(list, int32(i))
	return ok
}

// score is how much speaks for a run: its length, how much of it is of the
// place's own block, how near it is to the place, and that it is at the place.
func (s *search) score(c common) int {
	own := min(c.old+c.length, s.last) - max(c.old, s.first)
	away := max(c.old-s.at, s.at-(c.old+c.length-1), 0)
	switch {
	case away == 0:
		return 4*c.length + 12*own + nearby
	case own > 0:
		return 4*c.length + 12*own - away
	case c.old > s.at: // the block is gone: rather what comes after it
		return 4*min(c.length, nearby) + nearby - away
	}
	return 4*min(c.length, nearby) - away
}

// strays is how far a run is from where it is expected.
func (s *search) strays(c common) int {
	by := c.now + s.at - c.old - s.expected
	return max(by, -by)
}

// landing is the word of now that a run gives for the place: the same word, or
// else one as far from the run, within its block.
func (s *search) landing(c common) int {
	switch end := c.old + c.length; {
	case s.at < c.old:
		if c.old >= s.last { // the block is gone, and this is what comes after it
			return c.now
		}
		from, _ := s.now.block(c.now)
		return max(c.now-(c.old-s.at), from)
	case s.at >= end:
		_, to := s.now.block(c.now + c.length - 1)
		return min(c.now+c.length+s.at-end, to-1)
	}
	return c.now + s.at - c.old
}

// sameBlock is the place in the block that has the same words as the place's
// own, the nearest of several.
func (s *search) sameBlock() (int, bool) {
	own := s.old.words[s.first:s.last]
	best, found := 0, false
	for from := 0; from < len(s.now.words); {
		_, to := s.now.block(from)
		j := from + s.at - s.first
		if slices.Equal(own, s.now.words[from:to]) && (!found || abs(j-s.expected) < abs(best-s.expected)) {
			best, found = j, true
		}
		from = to
	}
	return best, found
}

func abs(n int) int { return max(n, -n) }
