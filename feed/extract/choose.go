package extract

import "golang.org/x/net/html/atom"

// mostPieces is the number of pieces up to which each is judged by the forests;
// on larger pages, which are no news, a rough measure must do, and so it must
// where the libraries were not asked.
const mostPieces = 12_000

// judge decides which pieces are the article's.
func (p *page) judge() { p.judgeBy(forests) }

// judgeBy does so with the given forests, which are asked for when they are
// needed.
func (p *page) judgeBy(forests func() [2]forest) {
	p.gather()
	p.score(forests)
	p.choose()
}

// score says how likely each piece is the article's.
func (p *page) score(forests func() [2]forest) {
	if p.rough() {
		for _, q := range p.pieces {
			q.score = is(len(q.words) >= 10 && q.linkShare() < 0.5 && q.box.marks&asideMarks == 0)
		}
	} else {
		f := forests()
		first := p.guess(f[0], p.votes())
		for i, second := range p.guess(f[1], first) {
			// What the one says alone and what it says of the neighbours of its
			// neighbours err differently; their mean is steadier on new sites.
			p.pieces[i].score = (first[i] + second) / 2
		}
		p.evenOut()
	}
}

// choose keeps what scores, and what the rules bring back, without what they drop.
func (p *page) choose() {
	rough := p.rough()
	for _, q := range p.pieces {
		q.keep = (q.score >= 0.5 || p.rule.keeps(q)) && !q.caption && !p.never(q)
	}
	p.sameText()
	p.betweenKept()
	p.headings()
	p.countedHeadings()
	p.keyPoints()
	p.pullQuotes()
	p.wholeQuotes()
	p.wholeLists()
	if !rough {
		p.wholeTables()
		p.plainLists()
		p.overLists()
		p.sources()
		p.rightBehind()
		p.rest()
		p.topLines()
		p.standfirst()
		p.factBoxes()
		p.otherArticles()
		p.unshown()
		p.cards()
		p.askingBoxes()
		p.letterBoxes()
		p.askingLines()
		p.notes()
		p.references()
		p.asFed()
	}
	p.counters()
	p.unfurnished()
	p.posts()
	p.findSubtitle()
	p.settle()
}

// headings brings back those headings under which most of the text is kept,
// or whose like are kept, and drops those under which nothing is.
func (p *page) headings() {
	alike := p.headingPlaces()
	home := p.ownBox()
	for i := len(p.pieces) - 1; i >= 0; i-- {
		q := p.pieces[i]
		level := q.level()
		if level < 2 || q.caption || p.never(q) {
			continue
		}
		words, kept, near := p.under(i, level)
		switch {
		case !q.keep && q.score > 0.12 && (kept >= 15 || kept >= 6 && isQuestion(q.text)) && kept*10 >= words*6 && near && !q.hidden() && (q.score > 0.4 || q.box.under(home)):
			q.keep = true
		case !q.keep && q.leadsOn():
		case !q.keep && kept > 0 && kept*10 >= words*3 && alike[q.box.placeKey()] && (q.own|q.near)&asideMarks == 0:
			q.keep = true
		case q.keep && kept == 0 && q.score < 0.9:
			q.keep = q.standsAlone() || p.headsNext(i)
		}
	}
}

// leadsOn reports whether a heading that hardly seems the article's is a link to
// another page of the site, and has no number.
func (q *piece) leadsOn() bool {
	if q.score >= 0.5 || float64(q.linkedHere) < 0.9*float64(len(q.text)) {
		return false
	}
	n, ok := numeralOf(q.text)
	return !ok || n.weak
}

// standsAlone reports whether a heading is all of a list's item, and leads to no
// other page of the site: nothing need stand below it.
func (q *piece) standsAlone() bool {
	item := q.box.within(atom.Li)
	return item != nil && item.words == len(q.words) && q.linkedHere == 0
}

// headsNext reports whether a heading stands right before a kept one in the same
// box, or in a list there, that has a higher level: pages that choose levels for
// their looks print labels so.
func (p *page) headsNext(i int) bool {
	if i+1 == len(p.pieces) {
		return false
	}
	q, next := p.pieces[i], p.pieces[i+1]
	return next.keep && next.level() > 0 && next.level() < q.level() && next.container() == q.container()
}

// countedHeadings brings back numbered headings that stand between those with
// the numbers before and after theirs.
func (p *page) countedHeadings() {
	before := -1
	for i, q := range p.pieces {
		if !q.keep || q.level() < 2 {
			continue
		}
		n, ok := numeralOf(q.text)
		if !ok || n.weak {
			continue
		}
		if before >= 0 {
			was, _ := numeralOf(p.pieces[before].text)
			p.fillCounted(before, i, was.value, n.value)
		}
		before = i
	}
}

// fillCounted brings back the headings between two whose numbers lie between
// theirs.
func (p *page) fillCounted(from, to, low, high int) {
	if low > high {
		low, high = high, low
	}
	for _, q := range p.pieces[from+1 : to] {
		if q.keep || q.caption || q.level() != p.pieces[from].level() || q.hidden() {
			continue
		}
		if n, ok := numeralOf(q.text); ok && !n.weak && n.value > low && n.value < high {
			q.keep = true
		}
	}
}

// headingPlaces are the kinds of places whose headings are kept: three or more,
// and nearly all of them.
func (p *page) headingPlaces() map[uint32]bool {
	all, kept := map[uint32]int{}, map[uint32]int{}
	for _, q := range p.pieces {
		if q.level() > 1 {
			k := q.box.placeKey()
			all[k]++
			if q.keep {
				kept[k]++
			}
		}
	}
	out := map[uint32]bool{}
	for k, n := range kept {
		out[k] = n >= 3 && n*4 >= all[k]*3
	}
	return out
}

// under is how many words stand below a heading, up to the next one of its
// level, and how many of them are kept; near says that its next piece is.
func (p *page) under(i, level int) (words, kept int, near bool) {
	for j := i + 1; j < len(p.pieces) && j < i+400; j++ {
		q := p.pieces[j]
		if q.caption {
			continue
		}
		if l := q.level(); l > 0 && l <= level {
			if words > 0 || l < level {
				break
			}
			if q.heading() == p.pieces[i].heading() {
				continue // the same heading goes on
			}
			break
		}
		if words == 0 || !near && words < 12 {
			near = q.keep
		}
		words += len(q.words)
		if q.keep {
			kept += len(q.words)
		}
	}
	return words, kept, near
}

// hidden reports whether a piece is not shown.
func (q *piece) hidden() bool { return (q.own|q.near)&markHidden != 0 }

// votes is what the voters say of each piece, from 0 to 1.
func (p *page) votes() []float64 {
	out := make([]float64, len(p.pieces))
	for i, q := range p.pieces {
		out[i] = (q.trafil + q.readab) / 2
		if p.stated != nil {
			out[i] = (out[i]*2 + q.stated) / 3
		}
	}
	return out
}

// guess is what a forest says of each piece when its neighbours have the given
// votes.
func (p *page) guess(f forest, vote []float64) []float64 {
	s := newScene(p, vote)
	out := make([]float64, len(p.pieces))
	row := make([]float32, 0, featureCount)
	for i := range p.pieces {
		row = s.features(i, row)
		out[i] = f.probability(row)
	}
	return out
}

// settle marks the boxes that hold something that is kept.
func (p *page) settle() {
	for _, q := range p.pieces {
		if q.keep {
			q.box.keep()
		}
	}
	p.keepMedia()
}
