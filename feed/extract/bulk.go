package extract

import "net/url"

// bulkWords is how many words a piece has at least that counts for the bulk of
// the page's text.
const bulkWords = 12

// findBulk finds the box that most of the page's running text stands in: what a
// reader would take for the article before reading any of it.
func (p *page) findBulk() {
	p.bulk, p.bulkAll, p.bulkiest = map[*box]float64{}, 0, nil
	for _, q := range p.pieces {
		if len(q.words) < bulkWords || q.linkShare() > 0.4 || q.box.marks&asideMarks != 0 {
			continue
		}
		c := q.box.bulkBox()
		p.bulk[c] += float64(len(q.words))
		if c.up != nil {
			p.bulk[c.up] += float64(len(q.words)) * 0.7
		}
		p.bulkAll += float64(len(q.words))
		for _, b := range []*box{c, c.up} {
			if b != nil && (p.bulkiest == nil || p.bulk[b] > p.bulk[p.bulkiest]) {
				p.bulkiest = b
			}
		}
	}
}

// bulkBox is the box that a piece's paragraph or list stands in.
func (b *box) bulkBox() *box {
	for b.up != nil && (b.isLeaf() || isParagraph[b.tag()]) {
		b = b.up
	}
	return b
}

// bulkDepth is how many boxes a piece stands below the one with the bulk of the
// text, -1 when it stands elsewhere.
func (p *page) bulkDepth(q *piece) float64 {
	n := 0.0
	for b := q.box.up; b != nil; b = b.up {
		if b == p.bulkiest {
			return n
		}
		n++
	}
	return -1
}

// noteLinks counts a piece's links and its text in links within the site.
func (p *page) noteLinks(q *piece) {
	q.linkedHere, q.linkCount = 0, 0
	last, bare, linkedTail := "", 0, false
	for _, l := range q.leaves {
		if l.link == "" {
			if q.linkCount == 0 {
				bare += len(l.node.Data)
			} else if len(oneLine(l.node.Data)) > 2 {
				linkedTail = false
			}
			continue
		}
		if l.link != last {
			last = l.link
			q.linkCount++
		}
		linkedTail = true
		if p.isHere(l.link) {
			q.linkedHere += len(l.node.Data)
		}
	}
	q.labelled = q.linkCount == 1 && linkedTail && bare > 0 && bare < 40 && q.linkShare() > 0.4
}

// isHere reports whether a link stays within the site.
func (p *page) isHere(href string) bool {
	to := p.link(href)
	if to == "" || p.base == nil {
		return to == ""
	}
	u, err := url.Parse(to)
	return err == nil && u.Host == p.base.Host
}
