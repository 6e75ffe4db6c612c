package extract

import (
	"regexp"

	"golang.org/x/net/html/atom"
)

// factWords are words of class names for boxes with facts beside the text.
var factWords = regexp.MustCompile(`(?i)(?:fact|fakt|infobox|info-box|infokasten|infoblok|hintergrund|sidebox|encadre|recuadro|keypoints|key-points|at-a-glance)`)

// calloutWords are those for boxes with a remark of the author, or with an answer
// that opens below its question.
var calloutWords = regexp.MustCompile(`(?i)(?:callout|kg-toggle-card|admonition|hinweisbox|merkbox|notabene)`)

// factBoxes brings back small boxes of facts within the article's own, which have
// no links: an author's, and not the site's.
func (p *page) factBoxes() {
	home := p.ownBox()
	if home == nil {
		return
	}
	first, last := p.span()
	for i, q := range p.pieces {
		if q.keep || q.caption || i < first || i > last+12 || p.never(q) || q.inviting {
			continue
		}
		b := factBox(q)
		if b == nil || b == home || !b.under(home) || b.linked > 0 || b.words > 200 {
			continue
		}
		q.keep = (q.own|b.own)&(asideMarks&^(markAside|markTeaser|markPromo)) == 0 && !holds(b.node, isField) && !holds(b.node, isButton)
	}
}

// factBox is the nearest box around a piece that says by its class that it holds
// facts, nil when there is none.
func factBox(q *piece) *box {
	b := q.box.up
	for range 6 {
		if b == nil {
			return nil
		}
		class := attr(b.node, "class")
		if b.tag() == atom.Aside && factWords.MatchString(class) || (b.tag() == atom.Aside || b.tag() == atom.Div) && calloutWords.MatchString(class) {
			return b
		}
		b = b.up
	}
	return nil
}
