package extract

import "golang.org/x/net/html/atom"

// wholeQuotes brings back what is left out of a quote some of which is kept:
// who said it, when, and what it links to.
func (p *page) wholeQuotes() {
	p.completed(1, func(q *piece) *box { return q.box.within(atom.Blockquote) }, 0)
}

// wholeLists brings back the items of a list most of which are kept.
func (p *page) wholeLists() {
	p.completed(7, func(q *piece) *box { return q.box.within(atom.Ul, atom.Ol) }, 0.1)
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
