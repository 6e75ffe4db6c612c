package extract

// bylineNear is the name in a line like "By Ana Ruiz" next to the title or the
// text's beginning, for pages that name no author elsewhere.
func (p *page) bylineNear() string {
	first, last := p.span()
	if first < 0 {
		return ""
	}
	for _, i := range append(append([]int{first}, around(first, 12)...), around(last+1, 4)...) {
		if i < 0 || i >= len(p.pieces) {
			continue
		}
		q := p.pieces[i]
		if q.keep && i != first || len(q.words) < 2 || len(q.words) > 12 || q.caption || q.also {
			continue
		}
		name := by().ReplaceAllString(q.text, "")
		said := name != q.text
		name = role().ReplaceAllString(name, "")
		if n := len(appendWords(nil, name)); n < 2 || n > 8 || digits(name) > 0 || q.inviting {
			continue
		}
		if said && capitals(name) > 0.05 || !q.keep && q.own&markAuthor != 0 && q.linked > 0 && capitals(name) > 0.05 {
			return joinNames([]string{q.text})
		}
	}
	return ""
}

// around are the places before n, nearest first.
func around(n, by int) []int {
	var out []int
	for i := 1; i <= by; i++ {
		out = append(out, n-i)
	}
	return out
}
