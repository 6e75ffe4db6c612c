package extract

// hear makes a voice of the content that the feed gives of an entry.
func (p *page) hear() {
	if p.src.Content == "" || !tags.MatchString(p.src.Content) {
		return
	}
	doc, err := parseTree(p.src.Content)
	if err != nil {
		return
	}
	var w lineWriter
	w.node(bodyOf(doc))
	w.end()
	p.fed = voiceOf(w.lines)
}

// asFed brings back what the feed has of the article and the choosing left out,
// its end above all. A feed that has only a part of what was chosen says nothing
// of the rest: its summary may be one that the article does not begin with.
func (p *page) asFed() {
	if p.fed == nil {
		return
	}
	kept, both := 0, 0.0
	for _, q := range p.pieces {
		if q.keep {
			kept += len(q.words)
			both += float64(len(q.words)) * p.fed.covers(q.words)
		}
	}
	if both < 0.7*float64(kept) || kept < few {
		return
	}
	home := p.ownBox()
	for range 2 { // the last part may have a box of its own
		if home.up != nil {
			home = home.up
		}
	}
	for _, q := range p.pieces {
		if q.keep || q.caption || p.never(q) || q.hidden() || isTrimming(q) || !q.box.under(home) {
			continue
		}
		q.keep = p.fed.covers(q.words) > 0.9 && q.repeated == 0
	}
}
