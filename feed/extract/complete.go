package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// wholeQuotes brings back what is left out of a quote some of which is kept:
// who said it, when, and what it links to.
func (p *page) wholeQuotes() {
	p.completed(1, func(q *piece) *box { return q.box.within(atom.Blockquote) }, 0)
}

// pullQuotes brings back the quotes that stand between kept text in boxes of
// their own, unless the text says the same.
func (p *page) pullQuotes() {
	first, last := p.span()
	if first < 0 {
		return
	}
	home := p.home()
	var text *voice
	for i := first + 1; i < last; i++ {
		q := p.pieces[i]
		b := q.box.within(atom.Blockquote)
		if q.keep || b == nil || q.caption || q.linkShare() > 0.3 || len(q.words) < 3 || len(q.words) > 80 || isPost(b.node) || p.never(q) || !b.under(home) {
			continue
		}
		if q.box.marks&(asideMarks&^markAuthor) != home.marks&(asideMarks&^markAuthor) {
			continue
		}
		if text == nil {
			text = p.keptVoice()
		}
		q.keep = text.covers(q.words) < 0.8
	}
}

// keptVoice is the text that is kept so far.
func (p *page) keptVoice() *voice {
	var lines []string
	for _, q := range p.pieces {
		if q.keep {
			lines = append(lines, q.text)
		}
	}
	return voiceOf(lines)
}

// under reports whether b stands below other.
func (b *box) under(other *box) bool {
	for ; b != nil; b = b.up {
		if b == other {
			return true
		}
	}
	return false
}

// wholeLists brings back the items of a list half of which are kept.
func (p *page) wholeLists() {
	p.completed(5, func(q *piece) *box { return q.box.within(atom.Ul, atom.Ol) }, 0.1)
}

// plainLists brings back the lists between kept text that are no links and that no
// box says to be something else, and those of links to other sites right behind
// kept text in the very same box: what a text refers to.
func (p *page) plainLists() {
	home := p.ownBox()
	if home == nil {
		return
	}
	first, last := p.span()
	for i := first + 1; i <= last+1 && i < len(p.pieces); i++ {
		q := p.pieces[i]
		l := q.box.within(atom.Ul, atom.Ol)
		if l == nil || i > last && p.pieces[last].container() != q.container() || l == home || !l.under(home) || p.pieces[i-1].box.under(l) {
			continue
		}
		n, items := 0, p.pieces[i:]
		for n < len(items) && items[n].box.under(l) {
			n++
		}
		if p.isPlainList(items[:n], home) || p.refers(p.pieces[i-1], items[:n], home) {
			for _, m := range items[:n] {
				m.keep = m.keep || !p.never(m)
			}
		}
	}
}

// overLists brings back the headings right above kept lists in the same box.
func (p *page) overLists() {
	for i, q := range p.pieces[:max(0, len(p.pieces)-1)] {
		next := p.pieces[i+1]
		if q.keep || !next.keep || q.level() < 2 || q.caption || q.score < 0.05 || q.hidden() || (q.own|q.near)&asideMarks != 0 || q.leadsOn() || p.never(q) {
			continue
		}
		l := next.box.within(atom.Ul, atom.Ol)
		q.keep = l != nil && l.up == q.heading().up && !furniture().MatchString(strings.TrimSpace(q.text))
	}
}

// isPlainList reports whether the pieces of a list are plain and no links, two of
// them at least.
func (p *page) isPlainList(items []*piece, home *box) bool {
	words, linked, score := 0, 0, 0.0
	for _, q := range items {
		if !q.plain(home) {
			return false
		}
		words, linked, score = words+len(q.words), linked+int(q.linkShare()*float64(len(q.words))), score+q.score
	}
	return len(items) > 1 && linked*5 <= words && score > 0.05*float64(len(items))
}

// refers reports whether a list right behind a kept piece in its box is links to
// other sites.
func (p *page) refers(before *piece, items []*piece, home *box) bool {
	score := 0.0
	for _, q := range items {
		if q.linkedHere > 0 || q.caption || q.hidden() || q.strange(home) || p.never(q) {
			return false
		}
		score += q.score
	}
	return len(items) > 1 && before.keep && before.container() == items[0].container() && score > 0.2*float64(len(items))
}

// sourced is how a line begins that says what a text stands on.
var sourced = later(`(?i)^(?:sources|references|further reading|quellen|sources et références|fuentes|referencias|fontes|referências|fonti|bronnen|källor|kilder|źródła|источники|sumber|kaynaklar|参考文献|出典|参考资料|출처)\s?[:：]`)

// sources brings back a line of links to other sites right behind kept text in its
// box that says what the text stands on.
func (p *page) sources() {
	for i := 1; i < len(p.pieces); i++ {
		q, before := p.pieces[i], p.pieces[i-1]
		if q.keep || !before.keep || q.linkCount == 0 || q.linkedHere > 0 || q.caption || q.hidden() || before.container() != q.container() || !sourced().MatchString(q.text) {
			continue
		}
		q.keep = !p.never(q)
	}
}

// rightBehind brings back code, folded text and lists of terms that stand right
// behind kept text in the very same box, and the lists in kept items.
func (p *page) rightBehind() {
	var before *piece // no caption
	for _, q := range p.pieces {
		if q.caption {
			continue
		}
		if !q.keep && before != nil && before.keep && !p.never(q) && !q.also && !q.hidden() && q.linkShare() < 0.5 && (q.own|q.near)&asideMarks == 0 {
			b := q.box.within(atom.Pre, atom.Details, atom.Dl)
			q.keep = b != nil && (before.box.up.up == b.up || before.box.under(b)) || q.below(before)
		}
		before = q
	}
}

// below reports whether a piece stands in a list in the item that another one
// begins, or in that list behind it.
func (q *piece) below(other *piece) bool {
	l := q.box.within(atom.Ul, atom.Ol)
	if l == nil {
		return false
	}
	item := l.within(atom.Li)
	return item != nil && other.box.under(item)
}

// betweenKept brings back the items of lists, and the headings, that stand
// between kept text in the very same box, unless they are links or say that they
// are something else. A list stands in the box around it.
func (p *page) betweenKept() {
	before := map[*box]int{}
	for i, q := range p.pieces {
		if !q.keep {
			continue
		}
		c := q.container()
		if from, ok := before[c]; ok {
			for _, m := range p.pieces[from+1 : i] {
				m.keep = m.keep || m.container() == c && m.goesOn() && !p.never(m)
			}
		}
		before[c] = i
	}
}

// sameText brings back the paragraphs that stand in the very same box as kept
// ones, between them or between the title and the first of them: the text of an
// article has no holes.
func (p *page) sameText() {
	before := map[*box]int{}
	title := -1
	for i, q := range p.pieces {
		if q.titleLike > 0.8 && len(before) == 0 {
			title = i
		}
		if !q.keep || q.level() > 0 {
			continue
		}
		c := q.box.bulkBox()
		from, ok := before[c]
		if !ok {
			if len(before) > 0 || title < 0 || i-title > 30 {
				before[c] = i
				continue
			}
			from = title
		}
		for _, m := range p.pieces[min(from+1, i):i] {
			m.keep = m.keep || m.box.bulkBox() == c && m.isProse() && !p.never(m)
		}
		before[c] = i
	}
}

// isProse reports whether a piece is running text, and nothing that says that it
// is something else.
func (q *piece) isProse() bool {
	return len(q.words) >= 12 && q.level() == 0 && q.linkShare() < 0.3 && q.score > 0.03 && !q.caption && !q.also && !q.inviting && !q.colophon &&
		!q.hidden() && q.box.marks&(asideMarks|markAside|markCaption|markShare) == 0 && !q.inside(atom.Table)
}

// container is the box that holds a piece's own box, or the list it is in.
func (q *piece) container() *box {
	if l := q.box.within(atom.Ul, atom.Ol); l != nil {
		return l.up
	}
	return q.box.up.up
}

// goesOn reports whether a list item or a heading may be a part of the text
// around it.
func (q *piece) goesOn() bool {
	return (q.level() > 1 || q.inside(atom.Li)) && q.score > 0.05 && q.linkShare() < 0.3 &&
		!q.caption && !q.hidden() && !q.also && !q.inviting && (q.own|q.near)&asideMarks == 0
}

// completed brings back the pieces of boxes of which so many tenths are kept,
// if they score more than least.
func (p *page) completed(tenths int, of func(*piece) *box, least float64) {
	all, kept := map[*box]int{}, map[*box]int{}
	for _, q := range p.pieces {
		if b := of(q); b != nil {
			all[b] += len(q.words) + 1
			if q.keep {
				kept[b] += len(q.words) + 1
			}
		}
	}
	for _, q := range p.pieces {
		b := of(q)
		if b == nil || q.keep || kept[b] == 0 || kept[b]*10 < all[b]*tenths {
			continue
		}
		q.keep = q.score >= least && !q.caption && !p.never(q)
	}
}
