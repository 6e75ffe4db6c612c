package extract

// counters keeps the numbers that stand in elements of their own before the
// headings they count, and drops such numbers that count nothing: those of
// comments and of shares.
func (p *page) counters() {
	var at []int
	var values []int
	for i := 0; i+1 < len(p.pieces); i++ {
		q, next := p.pieces[i], p.pieces[i+1]
		if q.level() > 0 || len(q.text) > 12 || next.level() < 2 || !next.keep || p.never(q) {
			continue
		}
		if n, ok := numeralOf(q.text); ok && n.rest == "" && !n.whole {
			at, values = append(at, i), append(values, n.value)
		}
	}
	counts := len(values) >= 2
	for i := 1; i < len(values); i++ {
		step := values[i] - values[i-1]
		counts = counts && (step == 1 || step == -1) && step == values[1]-values[0]
	}
	for _, i := range at {
		p.pieces[i].keep = counts || p.pieces[i].keep && len(at) == 1
	}
}
