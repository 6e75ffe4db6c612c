package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// topLines drops what stands before the first paragraph and is no part of the
// text: the title again, as a heading of whatever level, the only heading of the
// first level, which is a title in other words, and lines with a date and what else is said of an article beside.
func (p *page) topLines() {
	titles := 0
	for _, q := range p.pieces {
		titles += int(is(q.keep && q.level() == 1))
	}
	for _, q := range p.pieces {
		if !q.keep {
			continue
		}
		again := q.level() == 1 && titles == 1 || q.level() > 0 && (q.titleLike > 0.95 || len(q.words) > 2 && p.beginsTitle(q.text))
		beside := len(q.words) < bulkWords && (q.level() == 0 && q.dated() || q.level() > 0 && dateLine().MatchString(q.text))
		if !again && !beside {
			return
		}
		q.keep = false
	}
}

// standfirst brings back the paragraph between the title and the text that sums the
// article up, by its class or since it is what the page says of itself.
func (p *page) standfirst() {
	title := -1
	for i, q := range p.pieces {
		switch {
		case q.level() == 1 || q.titleLike > 0.8:
			title = i
		case q.keep:
			return
		case title >= 0 && i-title <= 12 && p.isStandfirst(q):
			q.keep = true
			return
		}
	}
}

// isStandfirst reports whether a piece before the text may be the article's summary.
func (p *page) isStandfirst(q *piece) bool {
	return q.level() == 0 && len(q.words) >= 6 && q.linkShare() < 0.3 && q.score > 0.03 && (q.described > 0.8 || q.box.marks&markDeck != 0) && !q.inside(atom.Li) &&
		!q.caption && !q.also && !q.inviting && !q.dated() && !q.hidden() && q.box.marks&(asideMarks|markShare) == 0 && !p.never(q)
}

// findSubtitle finds the heading between the title and the text that goes with
// the title: no text stands beside it, and no other heading of its level.
func (p *page) findSubtitle() {
	var found *piece
	for i, q := range p.pieces {
		switch {
		case !q.keep:
		case q.level() == 0:
			if found != nil && len(q.words) >= bulkWords && found.box.bulkBox() != q.box.bulkBox() && !p.headedAlike(found, i) {
				p.subtitle = found.heading()
			}
			return
		case q.level() == 1 || found != nil || len(q.words) < 4 || startsCounted(q.text):
			return
		default:
			found = q
		}
	}
}

// headedAlike reports whether a heading like one stands behind piece i: in the same
// box, or in one of the same kind.
func (p *page) headedAlike(h *piece, i int) bool {
	for _, q := range p.pieces[i:] {
		if q.keep && q.level() == h.level() && (q.box.bulkBox() == h.box.bulkBox() || q.place == h.place) {
			return true
		}
	}
	return false
}

// beginsTitle reports whether the page's title is a text with a site's name
// behind it.
func (p *page) beginsTitle(text string) bool {
	rest, ok := strings.CutPrefix(p.meta.title, text)
	rest = strings.TrimLeft(rest, " ")
	return ok && (rest == "" || strings.ContainsAny(rest[:1], "|-") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—"))
}

// references drops a wiki's list of what its article refers to, with the heading
// above it.
func (p *page) references() {
	lists := []string{"ol.references", ".reflist"}
	for i, q := range p.pieces {
		for b := q.box.up; q.keep && b != nil; b = b.up {
			if isAt(b.node, lists) {
				q.keep = false
				if i > 0 && p.pieces[i-1].level() > 1 {
					p.pieces[i-1].keep = false
				}
			}
		}
	}
}

// aDay begins a line with a date in digits.
var aDay = later(`^[^\d.!?]{0,40}(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})`)

// dated reports whether a piece begins with a date, or one that is marked as such
// stands in it. A time of day alone is the heading of what happened then.
func (q *piece) dated() bool {
	for _, l := range q.leaves {
		if len(q.text) < len("1.1.2000") {
			return false
		}
		for n := l.node.Parent; n != nil && isInline[n.DataAtom]; n = n.Parent {
			if n.DataAtom == atom.Time {
				return true
			}
		}
	}
	return aDay().MatchString(q.text)
}

// mostCard is how many words a card has at most that leads to another page.
const mostCard = 40

// cards drops what only its place made the article's of boxes that are a picture
// and words, all of them one link to another page of the site, unless they have
// numbers: those are parts of a list.
func (p *page) cards() {
	home := p.ownBox()
	first, last := p.span()
	for _, m := range p.media {
		if m.link == "" || m.order < first || m.order > last || !p.isHere(m.link) || pictureFile.MatchString(m.link) {
			continue
		}
		b := m.up
		for b.words == 0 && b.up != nil {
			b = b.up
		}
		if b == home || !b.isShort(mostCard) || b.linked*10 < b.words*9 || !b.under(home) || b.within(atom.Table) != home.within(atom.Table) {
			continue
		}
		items := p.pieces[m.order:]
		if m.order > 0 && p.pieces[m.order-1].box.under(b) {
			items = p.pieces[m.order-1:]
		}
		for _, q := range items {
			if !q.box.under(b) {
				break
			}
			if n, ok := numeralOf(q.text); ok && !n.weak || q.score >= 0.5 || !q.linksTo(m.link) {
				break
			}
			q.keep = false
		}
	}
}

// linksTo reports whether a piece is a link to an address.
func (q *piece) linksTo(href string) bool {
	for _, l := range q.leaves {
		if l.node.Type == html.TextNode && l.link != href && strings.TrimSpace(l.node.Data) != "" {
			return false
		}
	}
	return true
}

// mostAsking is how many words a box has at most that asks for an address or
// the like.
const mostAsking = 60

// askingBoxes drops small boxes within the article's own that have a field to
// fill in, or say that they want something and have a button, with their words.
func (p *page) askingBoxes() {
	home := p.ownBox()
	asks := map[*box]bool{}
	for _, q := range p.pieces {
		for b := q.box.up; q.keep && b != nil && b != home && b.isShort(mostAsking); b = b.up {
			known, ok := asks[b]
			if !ok {
				known = holds(b.node, isField) || b.own&(markPromo|markForm) != 0 && holds(b.node, isButton)
				asks[b] = known
			}
			q.keep = !known
		}
	}
}

// isField reports whether readers write into an element.
func isField(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Textarea, atom.Select:
		return true
	case atom.Input:
		kind := attr(n, "type")
		return kind != "hidden" && kind != "checkbox" && kind != "radio" // a list of what is to be done has boxes to tick
	}
	return false
}

// isButton reports whether an element is a button, or a link that looks like one.
func isButton(n *html.Node) bool {
	if n.DataAtom == atom.A {
		class := strings.ToLower(attr(n, "class"))
		return strings.Contains(class, "button") || strings.Contains(class, "btn")
	}
	return n.DataAtom == atom.Button
}

// holds reports whether an element of some kind stands below n.
func holds(n *html.Node, is func(*html.Node) bool) bool {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode && (is(k) || holds(k, is)) {
			return true
		}
	}
	return false
}
