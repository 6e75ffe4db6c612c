package extract

// withoutConsent leaves the boxes out that ask for consent: a banner before the
// article, or a wall in place of it. They are found from their buttons up, for an
// article about such walls has no button to agree with.
func (p *page) withoutConsent() {
	for _, q := range p.pieces {
		if len(q.text) > 60 || !accepts().MatchString(q.text) {
			continue
		}
		if b := p.consentBox(q); b != nil {
			p.consent = true
			leaveOut(b)
		}
	}
}

// consentBox is the largest box around a button most of whose text asks for
// consent, nil when there is none.
func (p *page) consentBox(button *piece) *box {
	var best *box
	for b := button.box.up; b != nil; b = b.up {
		t := consentIn(b)
		if t.words > 2000 {
			break
		}
		if best != nil { // what is new must not be something else
			was := consentIn(best)
			if rest := t.words - was.words; rest >= 8 && (t.asking-was.asking)*10 < rest*3 {
				break
			}
		}
		if t.kinds >= 3 && t.asking*2 >= t.words {
			best = b
		}
	}
	return best
}

// consentOnly reports whether the page speaks of little else than consent.
func (p *page) consentOnly() bool {
	t := consentIn(p.top)
	return t.kinds >= 2 && t.asking*2 >= t.words
}

// A consentCount says how much of a box asks for consent.
type consentCount struct {
	words, asking int
	kinds         int // of what it speaks of
	seen          uint
}

func consentIn(b *box) consentCount {
	var t consentCount
	t.add(b)
	for ; t.seen > 0; t.seen &= t.seen - 1 {
		t.kinds++
	}
	return t
}

func (t *consentCount) add(b *box) {
	if q := b.piece; q != nil {
		t.words += len(q.words)
		asks := len(q.text) <= 60 && accepts().MatchString(q.text)
		for i, kind := range asksConsent {
			if len(q.text) < 3000 && kind().MatchString(q.text) {
				t.seen |= 1 << i
				asks = true
			}
		}
		if asks {
			t.asking += len(q.words)
		}
	}
	for _, k := range b.kids {
		if t.words <= 2000 {
			t.add(k)
		}
	}
}

// leaveOut keeps nothing of a box.
func leaveOut(b *box) {
	b.kept = false
	if b.piece != nil {
		b.piece.keep = false
	}
	for _, k := range b.kids {
		leaveOut(k)
	}
}
