package extract

import (
	"math"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// A scene is what a piece's neighbourhood says of it: the page's pieces with
// their votes, summed up for every box and for every kind of place.
type scene struct {
	page        *page
	vote        []float64 // by piece
	total       float64   // words by vote
	first, last int       // the first and last piece that has votes
	before      []float64 // words by vote before each piece
	places      map[uint32]*place
	inBox       map[*box]*place
	agreement   float64
	titleAt     int
	kins        map[uint32]*place // by the pieces' own elements
	seat        []seat            // by piece
	topics      map[uint32]int32  // how many pieces with votes have a long word
}

// A place sums up the words and votes of some pieces.
type place struct {
	words, votes float64
	pieces       int
}

func (p *place) add(words int, vote float64) {
	p.words += float64(words)
	p.votes += float64(words) * vote
	p.pieces++
}

// without is the mean vote of a place without one of its pieces.
func (p *place) without(words int, vote float64) float64 {
	w := p.words - float64(words)
	if w <= 0 {
		return -1
	}
	return (p.votes - float64(words)*vote) / w
}

// newScene looks at a page whose pieces have the given votes.
func newScene(p *page, vote []float64) *scene {
	s := &scene{page: p, vote: vote, first: -1, titleAt: -1, before: make([]float64, len(p.pieces)+1),
		kins: map[uint32]*place{}, places: map[uint32]*place{}, inBox: map[*box]*place{}}
	var both, either float64
	for i, q := range p.pieces {
		v := vote[i]
		words := len(q.words)
		s.before[i+1] = s.before[i] + float64(words)*v
		if v >= 0.5 && words >= 4 {
			if s.first < 0 {
				s.first = i
			}
			s.last = i
		}
		if s.titleAt < 0 && q.titleLike > 0.8 {
			s.titleAt = i
		}
		both += float64(words) * math.Min(q.trafil, q.readab)
		either += float64(words) * math.Max(q.trafil, q.readab)
		at(s.places, q.place).add(words, v)
		at(s.kins, q.kin).add(words, v)
		for b, n := q.box.up, 0; b != nil && n < 4; b, n = b.up, n+1 {
			at(s.inBox, b).add(words, v)
		}
	}
	s.total = s.before[len(p.pieces)]
	s.agreement = ratio(both, either)
	s.seat, s.topics = s.seats(), s.talk()
	return s
}

func at[K comparable](m map[K]*place, k K) *place {
	if m[k] == nil {
		m[k] = &place{}
	}
	return m[k]
}

// placeKey names the kind of place a piece stands in: the elements and classes
// of the three boxes around it.
func (b *box) placeKey() uint32 {
	h := uint32(2166136261)
	mix := func(s string) {
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * 16777619
		}
		h = (h ^ '/') * 16777619
	}
	for up, n := b.up, 0; up != nil && n < 3; up, n = up.up, n+1 {
		mix(up.node.Data)
		if n > 0 || up.tag() != atom.P {
			mix(attr(up.node, "class"))
		}
	}
	return h
}

// featureCount is how many numbers describe a piece.
const featureCount = 145 + 3*markCount

// features are the numbers that describe piece i, always in the same order.
func (s *scene) features(i int, f []float32) []float32 {
	q := s.page.pieces[i]
	f = q.ownFeatures(f[:0], s.page)
	f = s.aroundFeatures(i, f)
	f = q.wordingFeatures(f)
	f = s.seatFeatures(i, f)
	for _, m := range []mark{q.own, q.near, q.box.marks} {
		for b := range markCount {
			f = append(f, float32(m>>b&1))
		}
	}
	return f
}

// ownFeatures are those of the piece itself.
func (q *piece) ownFeatures(f []float32, p *page) []float32 {
	add := func(v ...float64) {
		for _, x := range v {
			f = append(f, float32(x))
		}
	}
	stated := -1.0
	if p.stated != nil {
		stated = q.stated
	}
	text := opening(q.text)
	add(q.trafil, q.readab, math.Min(q.trafil, q.readab), stated, q.described)
	add(float64(len(q.words)), q.linkShare(), ratio(float64(q.bold), float64(len(q.text))), float64(q.level()), float64(q.depth))
	add(is(q.inside(atom.Li)), is(q.inside(atom.Table)), is(q.inside(atom.Blockquote)), is(q.inside(atom.P)), is(q.inside(atom.Figure)), is(q.inside(atom.Dl)))
	add(is(ends(q.text)), is(strings.HasSuffix(q.text, ":")), is(startsLower(text)), capitals(q.text), digits(q.text), commas(q.text))
	add(is(q.also), is(q.inviting), is(credits().MatchString(text)), is(len(q.words) < 14 && dateLine().MatchString(text)))
	add(is(strings.Contains(q.text, "@") || strings.Contains(q.text, "://")), q.titleLike, float64(q.repeated), is(strings.ContainsAny(q.text, "|•»›")))
	add(float64(bits.OnesCount32(uint32(q.box.marks & (markBody - 1)))))
	add(is(q.colophon), is(q.creditTail), is(q.afterMedia), ratio(float64(q.italic), float64(len(q.text))))
	add(ratio(float64(q.linkedHere), float64(len(q.text))), float64(q.linkCount), is(q.labelled), is(q.box.up.tag() == atom.P))
	return f
}

// aroundFeatures are those of the piece's neighbours and surroundings.
func (s *scene) aroundFeatures(i int, f []float32) []float32 {
	q, n := s.page.pieces[i], len(s.page.pieces)
	words, vote := len(q.words), s.vote[i]
	add := func(v ...float64) {
		for _, x := range v {
			f = append(f, float32(x))
		}
	}
	for _, d := range []int{-3, -2, -1, 1, 2, 3} {
		add(s.voteAt(i + d))
	}
	add(s.near(i, -5), s.near(i, 5), s.linksAt(i-1), s.linksAt(i+1), s.wordsAt(i-1), s.wordsAt(i+1))
	add(float64(i)/float64(n), ratio(s.before[i], s.total), ratio(s.before[i+1], s.total), is(s.first >= 0 && i >= s.first && i <= s.last))
	add(float64(i-max(s.first, 0)), float64(s.last-i), s.sinceTitle(i), s.agreement, s.total)
	b := q.box.up
	for range 4 {
		if b == nil {
			add(-1, -1, -1)
			continue
		}
		pl := s.inBox[b]
		add(pl.without(words, vote), ratio(pl.votes, s.total), ratio(float64(b.linked), float64(b.words)))
		b = b.up
	}
	pl := s.places[q.place]
	add(pl.without(words, vote), float64(pl.pieces), ratio(pl.votes, s.total), float64(q.siblings()))
	add(s.levelVote(i))
	b = q.box.up
	for range 4 {
		if b == nil {
			add(-1)
			continue
		}
		add(ratio(float64(b.words), float64(s.page.top.words)))
		b = b.up
	}
	add(s.page.bulkDepth(q), ratio(s.page.bulk[q.box.bulkBox()], s.page.bulkAll), ratio(s.page.bulk[s.page.bulkiest], s.page.bulkAll), s.page.bulkAll)
	return f
}

// levelVote is, for a heading, the mean vote of the text up to the next
// heading; otherwise -1.
func (s *scene) levelVote(i int) float64 {
	q := s.page.pieces[i]
	if q.level() == 0 {
		return -1
	}
	var words, votes float64
	for j := i + 1; j < len(s.page.pieces) && j < i+25; j++ {
		next := s.page.pieces[j]
		if l := next.level(); l > 0 && l <= q.level() {
			break
		}
		words += float64(len(next.words))
		votes += float64(len(next.words)) * s.vote[j]
	}
	return ratio(votes, words)
}

func (s *scene) voteAt(i int) float64 {
	if i < 0 || i >= len(s.vote) {
		return -1
	}
	return s.vote[i]
}

func (s *scene) linksAt(i int) float64 {
	if i < 0 || i >= len(s.vote) {
		return -1
	}
	return s.page.pieces[i].linkShare()
}

func (s *scene) wordsAt(i int) float64 {
	if i < 0 || i >= len(s.vote) {
		return -1
	}
	return float64(len(s.page.pieces[i].words))
}

// near is the mean vote of up to by pieces after (or, negative, before) i.
func (s *scene) near(i, by int) float64 {
	from, to := i+1, i+1+by
	if by < 0 {
		from, to = i+by, i
	}
	var words, votes float64
	for j := max(from, 0); j < min(to, len(s.vote)); j++ {
		words += float64(len(s.page.pieces[j].words))
		votes += float64(len(s.page.pieces[j].words)) * s.vote[j]
	}
	return ratio(votes, words)
}

// sinceTitle is how many pieces after the title piece i stands, -1 before it.
func (s *scene) sinceTitle(i int) float64 {
	switch {
	case s.titleAt < 0:
		return -2
	case i < s.titleAt:
		return -1
	}
	return float64(min(i-s.titleAt, 200))
}

// siblings is how many boxes like its own stand beside the piece's box, at most
// 100.
func (q *piece) siblings() int {
	b := q.box.up
	if b == nil || b.up == nil {
		return 0
	}
	n := 0
	for _, k := range b.up.kids[:min(len(b.up.kids), 400)] {
		if !k.isLeaf() && k.tag() == b.tag() {
			if n++; n == 100 {
				break
			}
		}
	}
	return n
}

func startsLower(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

// digits is the share of digits in text.
func digits(text string) float64 {
	n := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			n++
		}
	}
	return float64(n) / float64(len(text))
}

func commas(text string) float64 {
	return float64(strings.Count(text, ",") + strings.Count(text, "、") + strings.Count(text, "，"))
}
