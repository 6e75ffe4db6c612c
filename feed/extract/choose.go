package extract

// judge decides which pieces are the article's.
func (p *page) judge() {
	p.gather()
	for _, q := range p.pieces {
		q.score = (q.trafil + q.readab + q.stated) / 2
		q.keep = q.score >= 0.5 && !q.caption && !p.never(q)
	}
	p.settle()
}

// settle marks the boxes that hold something that is kept.
func (p *page) settle() {
	first, last := -1, -1
	for i, q := range p.pieces {
		if q.keep {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	_ = first
	_ = last
	for _, q := range p.pieces {
		if q.keep {
			for b := q.box; b != nil && !b.kept; b = b.up {
				b.kept = true
			}
		}
	}
	for _, m := range p.media {
		if m.marks&(markAside|markFooter|markNav|markAuthor|markComment|markAd|markHidden) == 0 && m.up.kept || len(p.captions[m]) > 0 {
			for b := m; b != nil && !b.kept; b = b.up {
				b.kept = true
			}
		}
	}
}
