package extract

import "math"

// kinKey names what a piece's own element is: its name and its classes.
func (b *box) kinKey() uint32 {
	h := uint32(2166136261)
	for _, s := range []string{b.up.node.Data, attr(b.up.node, "class")} {
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * 16777619
		}
		h = (h ^ '/') * 16777619
	}
	return h
}

// A hall sums up the pieces that stand in the same box, paragraphs left out.
type hall struct {
	pieces, words int
	votes         float64 // words by vote
	kin           map[uint32]int
}

// A seat is where a piece is in its hall.
type seat struct {
	hall         *hall
	at           int     // pieces before it
	votes        float64 // words by vote before it
	since, until int     // pieces since the last with votes, and until the next one
	head         int     // the heading before it, -1 for none
}

// seats finds every piece's place among those beside it.
func (s *scene) seats() []seat {
	out := make([]seat, len(s.page.pieces))
	halls := map[*box]*hall{}
	last, head := -1, -1
	for i, q := range s.page.pieces {
		b := q.box.bulkBox()
		h := halls[b]
		if h == nil {
			h = &hall{kin: map[uint32]int{}}
			halls[b] = h
		}
		out[i] = seat{hall: h, at: h.pieces, votes: h.votes, since: i - last, head: head}
		h.pieces++
		h.words += len(q.words)
		h.votes += float64(len(q.words)) * s.vote[i]
		h.kin[q.kin]++
		if s.vote[i] >= 0.5 && len(q.words) >= 4 {
			last = i
		}
		if q.level() > 0 {
			head = i
		}
	}
	next := len(out)
	for i := len(out) - 1; i >= 0; i-- {
		out[i].until = next - i
		if s.vote[i] >= 0.5 && len(s.page.pieces[i].words) >= 4 {
			next = i
		}
	}
	return out
}

// talk counts, for every long word, the pieces with votes that have it.
func (s *scene) talk() map[uint32]int32 {
	m := make(map[uint32]int32, 1024)
	for i, q := range s.page.pieces {
		if s.vote[i] >= 0.5 {
			for _, w := range q.topics {
				m[w]++
			}
		}
	}
	return m
}

// onTopic is how many of a piece's long words stand in other pieces with votes,
// too, and how often the one that is there most often.
func (s *scene) onTopic(i int) (share, most float64) {
	q := s.page.pieces[i]
	own := int32(is(s.vote[i] >= 0.5))
	had, top := 0, int32(0)
	for _, w := range q.topics {
		if n := s.topics[w] - own; n > 0 {
			had++
			top = max(top, n)
		}
	}
	if len(q.topics) == 0 {
		return -1, 0
	}
	return float64(had) / float64(len(q.topics)), float64(top)
}

// seatFeatures are the numbers that say where a piece stands among those of its
// box and of its kind.
func (s *scene) seatFeatures(i int, f []float32) []float32 {
	q, at := s.page.pieces[i], &s.seat[i]
	words, vote := float64(len(q.words)), s.vote[i]
	h := at.hall
	add := func(v ...float64) {
		for _, x := range v {
			f = append(f, float32(x))
		}
	}
	add(float64(min(at.at, 100)), float64(min(h.pieces-at.at-1, 100)), ratio(at.votes, h.votes), ratio(h.votes-at.votes-words*vote, s.total), ratio(float64(h.kin[q.kin]), float64(h.pieces)), float64(min(h.kin[q.kin], 50)))
	kin := s.kins[q.kin]
	add(kin.without(len(q.words), vote), float64(kin.pieces), float64(min(at.since, 60)), float64(min(at.until, 60)))
	if at.head < 0 || i-at.head > 12 {
		add(-1, -1)
	} else {
		add(s.vote[at.head], float64(i-at.head))
	}
	for _, d := range []int{-2, -1, 1, 2} {
		j := i + d
		if j < 0 || j >= len(s.vote) {
			add(-1, -1, -1)
			continue
		}
		o := s.page.pieces[j]
		add(is(o.kin == q.kin), ratio(o.wording.sum(), float64(len(o.words))), is(o.colophon)+is(o.inviting)+is(o.also)+2*is(o.caption))
	}
	share, most := s.onTopic(i)
	add(share, most, float64(len(q.topics)))
	add(q.echo, is(q.box.up.hasMedia()), float64(q.breaks()))
	return f
}

// hasMedia reports whether a picture or a film stands in a box.
func (b *box) hasMedia() bool {
	for _, k := range b.kids[:min(len(b.kids), 50)] {
		if k.media != nil {
			return true
		}
	}
	return false
}

// breaks is how many line breaks a piece has.
func (q *piece) breaks() int {
	n := 0
	for _, l := range q.leaves {
		if l.node.FirstChild == nil && l.node.Data == "br" {
			n++
		}
	}
	return n
}

// echoes fills in how much of each piece is said elsewhere on the page, too.
func (p *page) echoes() {
	type seen struct{ first, second int32 }
	runs := map[uint64]seen{}
	for i, q := range p.pieces {
		for k := 0; k+shingle <= len(q.words); k++ {
			h := run(q.words[k : k+shingle])
			s, ok := runs[h]
			switch {
			case !ok:
				runs[h] = seen{int32(i), -1}
			case s.first != int32(i) && s.second < 0:
				runs[h] = seen{s.first, int32(i)}
			}
		}
	}
	for _, q := range p.pieces {
		n := len(q.words) - shingle + 1
		if q.echo = 0; n <= 0 {
			continue
		}
		had := 0
		for k := range n {
			if runs[run(q.words[k:k+shingle])].second >= 0 {
				had++
			}
		}
		q.echo = float64(had) / float64(n)
	}
}

// evenOut moves the scores of headings of one kind in one box, and of lines that
// are links and nothing else, half-way to each other: all of them are the article's,
// or none.
func (p *page) evenOut() {
	type row struct {
		in     *box
		kin    uint32
		linked bool
	}
	rows := map[row]evened{}
	rowOf := func(q *piece) (row, bool) {
		linked := q.linkShare() > 0.9
		return row{q.box.bulkBox(), q.kin, linked}, (linked || q.level() > 1) && !q.caption && !p.never(q)
	}
	for _, q := range p.pieces {
		if r, ok := rowOf(q); ok {
			s := rows[r]
			rows[r] = evened{s.odds + odds(q.score), s.pieces + 1}
		}
	}
	for _, q := range p.pieces {
		if r, ok := rowOf(q); ok {
			q.score = 1 / (1 + math.Exp(-(odds(q.score)+rows[r].odds/rows[r].pieces)/2))
		}
	}
}

// evened sums up the log-odds of pieces.
type evened struct{ odds, pieces float64 }

// odds is the logarithm of the odds of a probability.
func odds(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}
