package extract

import "golang.org/x/net/html/atom"

// strangeMarks are what boxes say of themselves that stand within the article's
// own and hold something else.
const strangeMarks = asideMarks | markAside | markHeader | markShare | markContents

// ownBox is the smallest box that holds nearly all of the text that is kept, nil
// when nothing is.
func (p *page) ownBox() *box {
	kept, all := map[*box]int{}, 0
	for _, q := range p.pieces {
		if !q.keep {
			continue
		}
		all += len(q.words)
		for b := q.box.up; b != nil; b = b.up {
			kept[b] += len(q.words)
		}
	}
	if all == 0 {
		return nil
	}
	b := p.top
	for {
		var next *box
		for _, k := range b.kids {
			if !k.isLeaf() && kept[k]*20 >= all*19 && (!isParagraph[k.tag()] || isCell[k.tag()]) {
				next = k
			}
		}
		if next == nil {
			return b
		}
		b = next
	}
}

// isCell are tables and what they are made of, by which old pages lay out theirs.
var isCell = set(atom.Table, atom.Tbody, atom.Tr, atom.Td)

// strange reports whether a box between a piece and the article's own says that
// it holds something else. The header and the footer of a quote do not.
func (q *piece) strange(home *box) bool {
	for b := q.box.up; b != nil && b != home; b = b.up {
		if b.own&strangeMarks != 0 && b.up.tag() != atom.Blockquote || isPost(b.node) {
			return true
		}
	}
	return false
}

// plain reports whether nothing that is known of a piece within the article's own
// box says that it is not the article's.
func (q *piece) plain(home *box) bool {
	if q.caption || q.also || q.inviting || q.colophon || q.labelled || q.hidden() || q.strange(home) {
		return false
	}
	text := opening(q.text)
	if q.linkShare() > 0.5 || credits().MatchString(text) || len(q.words) < 14 && dateLine().MatchString(text) {
		return false
	}
	return q.level() == 0 || !furniture().MatchString(q.text)
}

// rest brings back what is plainly of the article in a box that has hardly
// anything else: the forests were mostly fitted to the crowded pages of
// newspapers, where a short last line is the site's.
func (p *page) rest() {
	home := p.ownBox()
	if home == nil || !p.isClean(home) {
		return
	}
	same := map[uint64]int{}
	for _, q := range p.pieces {
		same[run(q.words)]++
	}
	first := false
	for _, q := range p.pieces {
		if !q.box.under(home) {
			continue
		}
		first = first || q.keep
		if first && !q.keep && q.score > 0.1 && q.plain(home) && !p.never(q) && (same[run(q.words)] == 1 || q.inside(atom.Table)) {
			q.keep = true
		}
	}
}

// isClean reports whether a box has little but what is kept of it.
func (p *page) isClean(home *box) bool {
	kept, odd, plain := 0, 0, 0
	for _, q := range p.pieces {
		switch {
		case q.caption || !q.box.under(home):
		case q.keep:
			kept += len(q.words)
		case q.plain(home) && !p.never(q):
			plain += len(q.words)
		case !p.never(q) || q.level() == 0:
			odd += len(q.words) + 3
		}
	}
	return odd*50 <= kept && plain*3 <= kept
}
