package reader

import (
	"strconv"

	"warta/ui/typeset"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A scene is all that the drawn pane depends on; a page is another one whenever
// text, width or look have changed.
type scene struct {
	page           *typeset.Page
	width, height  int
	top, aside     int
	section        int
	find           string
	found, current int
	title          string
	focus, shown   bool
	empty          bool
}

func (r *Reader) sceneNow() scene {
	section, _ := r.Section()
	return scene{
		page: r.page, width: r.width, height: r.height, top: r.top, aside: r.page.Aside(), section: section,
		find: r.find.text, found: len(r.find.matches), current: r.find.current,
		title: r.title(), focus: r.focus, shown: r.shown, empty: r.empty,
	}
}

// View is the pane: as many lines as it is high, each as wide as it is.
func (r *Reader) View() string { return string(r.Draw()) }

// Draw is View in a buffer that holds until something is drawn again.
func (r *Reader) Draw() []byte {
	if r.outline.shown {
		f := r.frame()
		width, height := f.Inner()
		return []byte(f.Draw(r.outlineRows(width, height)))
	}
	if now := r.sceneNow(); len(r.pane) == 0 || now != r.scene {
		r.scene, r.pane = now, r.draw(r.pane[:0])
	}
	return r.pane
}

func (r *Reader) draw(b []byte) []byte {
	f := r.frame()
	side := f.Border.Render(f.Glyphs.Down)
	if r.width < 2 || r.height < 1 {
		return append(b, f.Draw(nil)...)
	}
	left := max(r.inside()-r.page.Width, 0) / 2
	right := r.inside() - r.page.Width - left
	current, _ := r.Section()
	light := typeset.Light{Section: current, Matches: r.find.matches, Current: r.find.current}
	if r.find.changes && len(light.Matches) > 0 { // the others have looks of their own
		light.Matches, light.Current = light.Matches[light.Current:light.Current+1], 0
	}
	b = f.AppendTop(b)
	for i := range r.rows() {
		b = append(b, '\n')
		b = append(b, side...)
		switch n := r.top + i; {
		case right < 0 && r.late: // its lines come before this is seen
			b = append(b, typeset.Spaces(r.width-2)...)
		case right < 0:
			b = r.appendCramped(b, n)
		case n < r.page.Len():
			b = append(b, typeset.Spaces(left+1)...)
			b = r.page.Append(b, n, light)
			b = append(b, typeset.Spaces(right+1)...)
		default:
			b = append(b, typeset.Spaces(r.width-2)...)
		}
		b = append(b, side...)
	}
	if r.height > 1 {
		b = append(b, '\n')
		b = f.AppendBottom(b)
	}
	return b
}

// appendCramped draws a line in a pane that is narrower than any page.
func (r *Reader) appendCramped(b []byte, n int) []byte {
	text := ""
	if n < r.page.Len() {
		text = r.page.Text(n)
	}
	return append(b, typeset.Fit(text, r.width-2, "")...)
}

// frame is the pane's border.
func (r *Reader) frame() typeset.Frame {
	st := &r.styles
	f := typeset.Frame{
		Width: r.width, Height: r.height, Glyphs: st.Glyphs,
		Border: st.Border, TitleStyle: st.Title, FooterStyle: st.Footer,
	}
	if r.focus {
		f.Border, f.TitleStyle = st.BorderFocus, st.TitleFocus
	}
	if !r.shown {
		return f
	}
	f.Title = r.label(r.title(), r.width-6)
	f.Footer = r.footer()
	return f
}

// label is a line of the article's text in at most width cells.
func (r *Reader) label(text string, width int) string {
	text = typeset.Cut(text, width, r.styles.Glyphs.Ellipsis)
	if r.reorder {
		text = typeset.Visual(text)
	}
	return text
}

// footer says where the reader is.
func (r *Reader) footer() string {
	if r.empty {
		return ""
	}
	g := &r.styles.Glyphs
	b := r.foot[:0]
	next := func() {
		if len(b) > 0 {
			b = append(append(append(b, ' '), g.Dot...), ' ')
		}
	}
	part := func(name, at string, of int) {
		next()
		b = append(append(append(b, name...), ' '), at...)
		b = strconv.AppendInt(append(b, '/'), int64(of), 10)
	}
	if current, total := r.Matches(); r.find.changes {
		part("change", itoa(current), total)
	} else if r.find.text != "" {
		part("match", itoa(current), total)
	}
	if current, total := r.Section(); total > 0 {
		at := g.Dash
		if current > 0 {
			at = itoa(current)
		}
		part(g.Section, at, total)
	}
	next()
	if r.outline.shown {
		b = append(append(b, r.bar(10)...), ' ')
	}
	b = append(strconv.AppendInt(b, int64(r.Progress()*100), 10), '%')
	if r.foot = b; string(b) != r.said {
		r.said = string(b)
	}
	return r.said
}

// Click does what a click on a cell of the pane asks for (0, 0 is the corner of
// the border): it opens what the outline has there, or gives the address of the
// link there, or "".
func (r *Reader) Click(x, y int) string {
	row := y - 1
	if row < 0 || row >= r.rows() {
		return ""
	}
	if r.outline.shown {
		if i := r.outline.top + row; i < len(r.outline.entries) {
			r.outline.selected = i
			r.OpenOutline()
		}
		return ""
	}
	left := max(r.inside()-r.page.Width, 0) / 2
	return r.page.LinkAt(r.top+row, x-2-left)
}
