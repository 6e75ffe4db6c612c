package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// otherArticles drops the articles that a page shows below its own, for those who
// go on reading: boxes like that of the title and the text, each with a title.
func (p *page) otherArticles() {
	var title *piece
	for _, q := range p.pieces[:min(len(p.pieces), 400)] {
		if q.level() == 1 && q.titleLike > 0.8 {
			title = q
			break
		}
	}
	if title == nil {
		return
	}
	kept := map[*box]int{}
	for _, q := range p.pieces {
		for b := q.box.up; q.keep && b != nil; b = b.up {
			kept[b] += len(q.words)
		}
	}
	for b := title.box.up; b.up != nil; b = b.up {
		if kept[b] < enough || b.tag() != atom.Article && b.own&(markArticle|markBody) == 0 {
			continue
		}
		for _, other := range b.up.kids {
			if other != b && alikeBoxes(b, other) && kept[other] > 0 && hasTitleOfItsOwn(other) {
				leaveOut(other)
			}
		}
	}
}

// alikeBoxes reports whether two boxes are of one kind: articles both, or of one
// element and class.
func alikeBoxes(a, b *box) bool {
	return !b.isLeaf() && a.tag() == b.tag() && (a.tag() == atom.Article || attr(a.node, "class") != "" && attr(a.node, "class") == attr(b.node, "class"))
}

// hasTitleOfItsOwn reports whether a box has a heading of the first level with some
// words in it.
func hasTitleOfItsOwn(b *box) bool {
	for _, k := range b.kids {
		if !k.isLeaf() && (k.level == 1 && k.words > 2 || hasTitleOfItsOwn(k)) {
			return true
		}
	}
	return false
}

// unshown drops single paragraphs that the page does not show among others that
// it does: they are for machines. Boxes that open when they are asked to stay.
func (p *page) unshown() {
	shown := map[*box]int{}
	for _, q := range p.pieces {
		if q.keep && !q.hidden() {
			shown[q.box.bulkBox()]++
		}
	}
	for _, q := range p.pieces {
		if q.keep && isUnshown(q.box.node) && shown[q.box.bulkBox()] > 2 {
			q.keep = false
		}
	}
}

// isUnshown reports whether an element itself says that it is not shown.
func isUnshown(n *html.Node) bool {
	if n.DataAtom != atom.P && n.DataAtom != atom.Li {
		return false
	}
	return hasAttr(n, "hidden") || strings.Contains(strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", ""), "display:none")
}

// noteSign is the text of a link to a note: a number, a letter or a sign.
var noteSign = later(`^[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?$`)

// notes brings back the notes that kept text refers to by a number.
func (p *page) notes() {
	asked := map[string]bool{}
	for _, q := range p.pieces {
		for _, l := range q.leaves {
			if q.keep && strings.HasPrefix(l.link, "#") && len(l.link) > 1 && l.node.Type == html.TextNode && noteSign().MatchString(strings.TrimSpace(l.node.Data)) {
				asked[l.link[1:]] = true
			}
		}
	}
	if len(asked) == 0 {
		return
	}
	for i, q := range p.pieces {
		if q.keep || q.level() > 0 || q.caption || q.hidden() {
			continue
		}
		for b, up := q.box.up, 0; b != nil && up < 4 && b.words < 300; b, up = b.up, up+1 {
			if !asked[attr(b.node, "id")] && (up > 1 || !beginsAt(b, asked)) {
				continue
			}
			for _, m := range p.pieces[i:] {
				if !m.box.under(b) {
					break
				}
				m.keep = !p.never(m)
			}
			break
		}
	}
}

// beginsAt reports whether the first text of a box is a link that has one of some
// ids, and it has other text, too.
func beginsAt(b *box, ids map[string]bool) bool {
	q := firstPiece(b)
	if q == nil || b.words <= len(q.leaves[0].node.Data) && b.words < 3 {
		return false
	}
	for n := q.leaves[0].node.Parent; n != nil && isInline[n.DataAtom]; n = n.Parent {
		if ids[attr(n, "id")] {
			return true
		}
	}
	return false
}

// firstPiece is the first piece below b, nil when it has none.
func firstPiece(b *box) *piece {
	if b.piece != nil {
		return b.piece
	}
	for _, k := range b.kids {
		if q := firstPiece(k); q != nil {
			return q
		}
	}
	return nil
}
