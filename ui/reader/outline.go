package reader

import (
	"strings"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/typeset"
)

// outline is the list of an article's sections and of the headings in them.
type outline struct {
	shown    bool
	entries  []entry
	selected int
	top      int
}

// An entry is a section or a heading.
type entry struct {
	number  string // "" for a heading
	title   string
	section int
	place   feed.Place
	depth   int
	minutes int
}

// ToggleOutline opens or closes the outline: the list of sections and headings.
func (r *Reader) ToggleOutline() {
	if r.outline.shown {
		r.outline.shown = false
		return
	}
	r.outline = outline{shown: true, entries: entries(r.article)}
	line := r.readingLine()
	current, _ := r.Section()
	for i, e := range r.outline.entries {
		if e.section < current || e.section == current && (e.number != "" || r.page.LineOf(e.place) <= line) {
			r.outline.selected = i
		}
	}
}

// OutlineShown reports whether the outline is open.
func (r *Reader) OutlineShown() bool { return r.outline.shown }

// MoveOutline moves the outline's selection.
func (r *Reader) MoveOutline(by int) {
	if n := len(r.outline.entries); n > 0 {
		r.outline.selected = min(max(r.outline.selected+by, 0), n-1)
	}
}

// OpenOutline closes the outline and moves to what is selected in it.
func (r *Reader) OpenOutline() {
	r.outline.shown = false
	if r.outline.selected >= len(r.outline.entries) {
		return
	}
	e := r.outline.entries[r.outline.selected]
	if e.depth == 0 {
		r.goTo(e.section)
		return
	}
	r.place, r.lit, r.ahead = e.place, e.section, 0
	r.comeBack()
}

// entries is the outline of a.
func entries(a article.Article) []entry {
	var list []entry
	if len(a.Lead) > 0 && len(a.Sections) > 0 {
		list = append(list, entry{title: "Beginning", minutes: article.Minutes(article.Article{Lead: a.Lead})})
	}
	list = append(list, headings(a.Lead, 0)...)
	for i, s := range a.Sections {
		list = append(list, entry{
			number: itoa(s.Number), title: s.Title, section: i + 1, place: feed.Place{Section: i + 1},
			minutes: article.Minutes(article.Article{Lead: s.Blocks}),
		})
		list = append(list, headings(s.Blocks, i+1)...)
	}
	return list
}

// headings is the headings among the blocks of a section.
func headings(blocks []article.Block, section int) []entry {
	var list []entry
	for i, b := range blocks {
		if h, ok := b.(*article.Heading); ok && !h.Subtitle {
			list = append(list, entry{
				title: article.Plain(h.Text), section: section,
				place: feed.Place{Section: section, Block: i}, depth: max(h.Level, 1),
			})
		}
	}
	return list
}

// outlineRows draws the outline, each row as wide as the pane's inside.
func (r *Reader) outlineRows(width, height int) []string {
	o := &r.outline
	if len(o.entries) == 0 {
		return []string{r.styles.Hint.Render(typeset.Fit(" This article has no sections.", width, r.styles.Glyphs.Ellipsis))}
	}
	if o.selected < o.top {
		o.top = o.selected
	}
	if o.selected >= o.top+height {
		o.top = o.selected - height + 1
	}
	var rows []string
	for i := o.top; i < len(o.entries) && i < o.top+height; i++ {
		rows = append(rows, r.outlineRow(i, width))
	}
	return rows
}

// outlineRow draws one row: where the reader is or has been, the number, the
// title, and the time it takes.
func (r *Reader) outlineRow(i, width int) string {
	st, g := &r.styles, r.styles.Glyphs
	e := r.outline.entries[i]
	current, _ := r.Section()
	sign, style := " ", st.Body
	switch {
	case e.section == current && e.depth == 0:
		sign, style = g.Here, st.OutlineHere
	case r.passed(e):
		sign, style = g.Check, st.OutlineDone
	}
	marker := " "
	if i == r.outline.selected {
		marker, style = g.Marker, st.RowSelected
	}
	number := typeset.Spaces(3-len(e.number)) + e.number + " " + typeset.Spaces(2*e.depth)
	right := ""
	if e.minutes > 0 && width > 30 {
		right = " " + itoa(e.minutes) + " min "
	}
	room := max(width-3-len(number)-len(right), 0)
	text := sign + " " + number + typeset.Fit(r.label(e.title, room), room, g.Ellipsis) + right
	return fitted(st.Marker.Render(marker), style.Render(typeset.Fit(text, width-1, g.Ellipsis)), width)
}

// fitted joins a marker with the rest of a row, unless there is no room at all.
func fitted(marker, rest string, width int) string {
	if width < 2 {
		return typeset.Spaces(width)
	}
	return marker + rest
}

// passed reports whether all of e's text has been on screen.
func (r *Reader) passed(e entry) bool {
	end := r.page.End()
	for _, next := range r.outline.entries {
		if next.section > e.section || next.section == e.section && next.place.Block > e.place.Block {
			end = r.page.LineOf(next.place)
			break
		}
	}
	return end <= r.top+r.rows()
}

// bar is a progress bar in width cells.
func (r *Reader) bar(width int) string {
	g := r.styles.Glyphs
	done := int(r.Progress()*float64(width) + 0.5)
	return strings.Repeat(g.ProgressDone, done) + strings.Repeat(g.ProgressLeft, width-done)
}
