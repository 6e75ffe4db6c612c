package extract

// judge decides which pieces are the article's.
func (p *page) judge() {
	p.gather()
	f := forests()
	score := p.guess(f[1], p.guess(f[0], p.votes()))
	for i, q := range p.pieces {
		q.score = score[i]
		q.keep = q.score >= 0.5 && !q.caption && !p.never(q)
	}
	p.settle()
}

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
