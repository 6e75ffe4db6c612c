package typeset

import (
	"github.com/clipperhouse/displaywidth"
)

// A line that is wider than the page is part of a wide table; what is drawn of
// it is a window, which SetAside moves.

// widestColumn is how wide a column of a wide table may be, unless one of its
// words is wider.
const widestColumn = 32

// leastWide is the narrowest room in which a wide table is set as a grid: in
// less, its rows are easier to read one below the other.
const leastWide = 30

// wideColumns is the widths of the columns of a table that cannot be fitted,
// and nil where it is not to be set as a grid.
func (s *setter) wideColumns(n *node, columns, room int) []int {
	if room < leastWide || columns < 2 || len(s.indents) > 0 {
		return nil
	}
	widths := make([]int, columns)
	for _, row := range n.rows {
		for j, id := range row {
			want, need := s.extent(id)
			widths[j] = max(widths[j], min(want, max(need, widestColumn), room*3/4), 1)
		}
	}
	return widths
}

// Overhang is by how many cells the widest table is wider than the page, 0 when
// none is.
func (p *Page) Overhang() int { return p.overhang }

// SetAside moves the windows on wide tables so many cells to the right, as far
// as there is something to see.
func (p *Page) SetAside(cells int) { p.aside = min(max(cells, 0), p.overhang) }

// Aside is where the windows on wide tables are.
func (p *Page) Aside() int { return p.aside }

// room is how many cells a line may show between what the section's frame takes.
func (p *Page) room(l *line) int {
	if l.kind == lineInside {
		return p.Width - 4
	}
	return p.Width
}

// noteWide notes by how much lines are wider than the page.
func (p *Page) noteWide() {
	for i := range p.lines {
		l := &p.lines[i]
		if l.kind == lineOpen || l.kind == lineInside {
			p.overhang = max(p.overhang, int(l.width)-p.room(l))
		}
	}
}

// window is the first cell of a line that is shown and the cell after the last:
// where the line goes on, a sign takes the cell at that side.
func (p *Page) window(l *line) (from, to int) {
	room := p.room(l)
	from = min(p.aside, int(l.width)-room)
	to = from + room
	if from > 0 {
		from++
	}
	if to < int(l.width) {
		to--
	}
	return from, to
}

// appendWide draws the window on a line that is wider than the page.
func (p *Page) appendWide(dst []byte, l line, light Light, lit bool) []byte {
	from, to := p.window(&l)
	g := &p.styles.Glyphs
	if from > 0 {
		dst = p.styles.TableLine.Append(dst, g.Less)
	}
	at := 0
	for i := l.first; i < l.last && at < to; i++ {
		c := p.pieces[i]
		end := at + int(c.width)
		if end > from {
			before, text, after, skipped := slice(c.text, from-at, to-at)
			if c.text = text; !c.backward {
				c.start += int32(skipped)
			}
			dst = append(dst, Spaces(before)...)
			dst = p.appendPiece(dst, &c, light, lit)
			dst = append(dst, Spaces(after)...)
		}
		at = end
	}
	if to < int(l.width) {
		dst = p.styles.TableLine.Append(dst, g.More)
	}
	return dst
}

// slice is what of text stands in the cells from and up to to, the bytes before
// it, and the cells at both ends that only half of a wide sign would fill.
func slice(text string, from, to int) (before int, part string, after, skipped int) {
	start, end, x := -1, len(text), 0
	g := displaywidth.StringGraphemes(text)
	for at := 0; g.Next(); at += len(g.Value()) {
		w := clusterWidth(g.Value(), g.Width())
		if start < 0 && x >= from {
			start, before = at, max(x-from, 0)
			if from < 0 {
				before = 0
			}
		}
		if x+w > to {
			end, after = at, to-x
			break
		}
		x += w
	}
	if start < 0 || start > end {
		return max(min(x, to)-max(from, 0), 0), "", 0, 0
	}
	return before, text[start:end], after, start
}
