package reader

import "warta/feed"

// Scroll moves by lines, down when by is positive.
func (r *Reader) Scroll(by int) {
	top := min(max(r.top+by, 0), r.lastTop())
	if top == r.top {
		return
	}
	r.top, r.lit = top, -1
	r.place, r.lost = r.page.PlaceAt(top), feed.Place{}
	r.ahead = top - r.page.LineOf(r.place)
}

// slideBy is how far one step goes in a table that is wider than the pane.
const slideBy = 8

// Slide moves the tables that are wider than the pane by steps, to the right
// when by is positive. It is false when there is nothing more to see there.
func (r *Reader) Slide(by int) bool {
	was := r.page.Aside()
	r.page.SetAside(was + by*slideBy)
	return r.page.Aside() != was
}

// HasWideTable reports whether a table is wider than the pane.
func (r *Reader) HasWideTable() bool { return r.page.Overhang() > 0 }

// PageDown moves on by nearly a pane. It is false when the end of the text was
// on screen already.
func (r *Reader) PageDown() bool {
	if r.top+r.rows() >= min(r.page.End(), r.page.Len()) || r.top >= r.lastTop() {
		return false
	}
	r.Scroll(r.leaf())
	return true
}

// PageUp moves back by nearly a pane. It is false at the beginning.
func (r *Reader) PageUp() bool {
	if r.top == 0 {
		return false
	}
	r.Scroll(-r.leaf())
	return true
}

// leaf is how far a page goes: two lines stay, so that the eye finds its place.
func (r *Reader) leaf() int { return max(r.rows()-2, 1) }

// Top moves to the beginning.
func (r *Reader) Top() {
	r.top, r.lit, r.place, r.lost, r.ahead = 0, -1, feed.Place{}, feed.Place{}, 0
}

// Bottom moves to the end.
func (r *Reader) Bottom() { r.Scroll(r.page.Len()) }

// GoTo moves to the section that bears the number, or, when none does, to the
// number-th section; 0 is the lead. It is false when there is no such section.
func (r *Reader) GoTo(number int) bool {
	if number == 0 {
		r.Top()
		return true
	}
	for i, s := range r.article.Sections {
		if s.Number == number {
			r.goTo(i + 1)
			return true
		}
	}
	if number < 1 || number > len(r.article.Sections) {
		return false
	}
	r.goTo(number)
	return true
}

// goTo moves to a section, counted from 1, and lights it even where the text
// ends too soon for it to stand at the top.
func (r *Reader) goTo(section int) {
	if section < 1 {
		r.Top()
		return
	}
	line := r.page.SectionLine(section)
	r.top = min(line, r.lastTop())
	r.lit = section
	r.place, r.lost, r.ahead = r.page.PlaceAt(line), feed.Place{}, 0
}

// NextSection moves to the next section, and is false in the last.
func (r *Reader) NextSection() bool {
	current, total := r.Section()
	if current >= total {
		return false
	}
	r.goTo(current + 1)
	return true
}

// PreviousSection moves to the section's beginning, or, from there, to the
// section before. It is false at the beginning.
func (r *Reader) PreviousSection() bool {
	current, _ := r.Section()
	switch {
	case r.top == 0 && current == 0:
		return false
	case r.top > r.page.SectionLine(current) && current > 0:
		r.goTo(current)
	default:
		r.goTo(current - 1)
	}
	return true
}

// Section is the section that is being read, counted from 1, 0 for the lead,
// and how many there are.
func (r *Reader) Section() (current, total int) {
	total = r.page.Sections()
	if r.lit >= 0 && r.lit <= total {
		return r.lit, total
	}
	return r.page.SectionAt(r.readingLine()), total
}

// readingLine is the line at which the reader is taken to be. It glides from
// the pane's first line, at the beginning of the text, to its last, at the end,
// so that every section is passed.
func (r *Reader) readingLine() int {
	last := r.lastTop()
	if last == 0 {
		return r.top
	}
	return r.top + (r.rows()-1)*r.top/last
}

// Place is where the reader is, to come back to after a restart, with the words
// that stand there.
func (r *Reader) Place() feed.Place {
	if r.lost != (feed.Place{}) {
		return r.lost
	}
	at := r.place
	at.Quote = r.manuscript.Quote(at)
	return at
}

// Progress is how much of the article has been on screen, from 0 to 1.
func (r *Reader) Progress() float64 {
	end := r.page.End()
	if end == 0 {
		return 1
	}
	return min(float64(r.top+r.rows())/float64(end), 1)
}
