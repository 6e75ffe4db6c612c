package headlines

import "warta/feed"

// A Want is which rows a list would like to have.
type Want int

// The wants.
const (
	Nothing Want = iota
	Before       // rows before the first one it holds
	After        // rows after the last one
)

// Wants says whether the selection has come near to an end of the rows.
func (l *List) Wants() Want {
	switch {
	case !l.last && len(l.rows)-l.selected <= margin:
		return After
	case !l.first && l.selected < margin:
		return Before
	}
	return Nothing
}

// Selected is the selected headline, and false when the list is empty.
func (l *List) Selected() (feed.Headline, bool) {
	if l.selected >= len(l.rows) {
		return feed.Headline{}, false
	}
	return l.rows[l.selected], true
}

// Select selects the headline with an id; it is false when it is not there.
func (l *List) Select(id feed.EntryID) bool {
	for i := range l.rows {
		if l.rows[i].ID == id {
			l.move(i)
			return true
		}
	}
	return false
}

// Move moves the selection by rows, down when by is positive.
func (l *List) Move(by int) { l.move(l.selected + by) }

// Page moves the selection by nearly as many rows as are on screen, times
// pages; 0.5 is half of it.
func (l *List) Page(pages float64) {
	_, height := l.inner()
	rows := max(float64(height)/float64(l.rowHeight())-1, 1)
	by := int(rows * pages)
	if by == 0 {
		by = 1
		if pages < 0 {
			by = -1
		}
	}
	l.top = max(l.top+by, 0)
	l.put(l.selected + by)
}

// Top selects the first of the rows; it is false when the list begins before
// them, and the rows from there must then be set.
func (l *List) Top() bool {
	l.move(0)
	return l.first
}

// Bottom selects the last of the rows; it is false when the list goes on after
// them.
func (l *List) Bottom() bool {
	l.move(len(l.rows) - 1)
	return l.last
}

// AtTop reports whether the first of the rows is on screen.
func (l *List) AtTop() bool { return l.top == 0 }

// Above is how many of the rows are above those on screen.
func (l *List) Above() int { return l.top }

// Next selects the next row, or with -1 the one before, that holds; it is false
// when there is none.
func (l *List) Next(by int, holds func(feed.Headline) bool) bool {
	for i := l.selected + by; i >= 0 && i < len(l.rows); i += by {
		if holds(l.rows[i]) {
			l.move(i)
			return true
		}
	}
	return false
}

// Scroll moves what is on screen by rows; the selection follows only to stay
// in sight.
func (l *List) Scroll(by int) {
	l.top = max(min(l.top+by, len(l.rows)-1), 0)
	_, height := l.inner()
	lines, i := 0, l.top
	for i < len(l.rows) && lines+l.lines(i) <= height {
		lines += l.lines(i)
		i++
	}
	l.put(max(min(l.selected, i-1), l.top))
}

// Click selects the headline at a cell of the pane (0, 0 is the corner of the
// border); it is false when there is none.
func (l *List) Click(x, y int) bool {
	at := 1
	for i := l.top; i < len(l.rows) && x > 0 && x < l.width-1; i++ {
		next := at + l.lines(i)
		if y >= at && y < next && y < l.height-1 {
			l.put(i)
			return true
		}
		at = next
	}
	return false
}

// Cursor is the cell of the pane where the selected row begins.
func (l *List) Cursor() (x, y int) {
	y = 1
	for i := l.top; i < l.selected; i++ {
		y += l.lines(i)
	}
	if l.selected < len(l.rows) && l.headed(l.selected) {
		y++
	}
	return 1, min(y, max(l.height-2, 0))
}

// topFor is the first row on screen with which the selected one stands on a
// line, or as near above it as headings and the list's beginning allow.
func (l *List) topFor(line int) int {
	top := l.selected
	if len(l.rows) == 0 {
		return 0
	}
	at := 1
	if l.headed(top) {
		at++
	}
	for top > 0 && at+l.lines(top-1) <= line {
		top--
		at += l.lines(top)
	}
	return top
}

// aside is how many rows stay in sight beside the selected one, where there are
// any: who reads on sees what comes next.
const aside = 2

// move selects row i, or the nearest there is. A selection that comes near the
// edge of the screen takes half of it along, so that the next rows need no
// scrolling.
func (l *List) move(i int) {
	l.put(i)
	_, height := l.inner()
	rows := height / l.rowHeight()
	beside := min(aside, rows/4)
	switch {
	case len(l.rows) == 0 || height < 1:
	case l.selected < l.top+beside:
		l.top = max(l.selected-rows/2-beside, 0)
	case l.top < l.lowest(min(l.selected+beside, len(l.rows)-1), height):
		l.top = l.lowest(min(l.selected+rows/2+beside, len(l.rows)-1), height)
	}
	l.show()
}

// put selects row i, or the nearest there is, and moves no more than it must.
func (l *List) put(i int) {
	l.selected = max(min(i, len(l.rows)-1), 0)
	l.drawn = false
	l.show()
}

// show scrolls so that the selected row is in sight and the pane is full.
func (l *List) show() {
	_, height := l.inner()
	if len(l.rows) == 0 || height < 1 {
		l.top = 0
		return
	}
	l.top = min(l.top, l.selected, l.lowest(len(l.rows)-1, height))
	l.top = max(l.top, l.lowest(l.selected, height), 0)
}

// lowest is the first row that is on screen when row i is the last one there.
func (l *List) lowest(i, height int) int {
	top := i
	for lines := l.lines(i); top > 0 && lines+l.lines(top-1) <= height; top-- {
		lines += l.lines(top - 1)
	}
	return top
}

// lines is how many lines row i takes, with the heading above it.
func (l *List) lines(i int) int {
	n := l.rowHeight()
	if l.headed(i) {
		n++
	}
	return n
}

// rowHeight is the lines of a row without a heading.
func (l *List) rowHeight() int {
	if l.oneLine {
		return 1
	}
	return 2
}

// inner is the pane without its border.
func (l *List) inner() (width, height int) { return max(l.width-2, 0), max(l.height-2, 0) }
