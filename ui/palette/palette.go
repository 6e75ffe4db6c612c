// Package palette is a menu over the screen: every action by name, themes,
// folders, the feeds behind an address, the health of the feeds. What is typed
// narrows it, letters in order being enough.
package palette

import (
	"slices"
	"strconv"

	"warta/ui/theme"
	"warta/ui/typeset"
)

// An Item is one row of a menu.
type Item struct {
	Label   string
	Detail  string   // beside the label
	Key     string   // at the right
	Value   string   // what the row stands for, for whoever made the menu
	Preview []string // lines shown below the rows while the row is selected
	Marked  bool     // chosen, in a menu in which several can be
}

// A Menu is the menu. It is changed by its verbs and drawn by View.
type Menu struct {
	styles   theme.Styles
	reorder  bool
	title    string
	several  bool
	items    []Item
	shown    []match
	offer    Item // a last row for what was typed
	selected int
	top      int
	rows     int // rows on screen when last drawn
}

// A match is an item that what was typed leaves, and where in its label.
type match struct {
	item  int
	score int
	at    []int // bytes of the label that were typed
}

// New is an empty menu.
func New(st theme.Styles) Menu { return Menu{styles: st} }

// SetStyles changes the look.
func (m *Menu) SetStyles(st theme.Styles) { m.styles = st }

// SetReorder says whether right-to-left text is put in visual order, for
// terminals that do not do it themselves.
func (m *Menu) SetReorder(on bool) { m.reorder = on }

// visual is text in at most width cells, in visual order if the terminal wants
// that.
func (m *Menu) visual(text string, width int) string {
	text = typeset.Cut(text, width, m.styles.Glyphs.Ellipsis)
	if m.reorder {
		return typeset.Visual(text)
	}
	return text
}

// Open shows items below a title, the first one selected. In a menu with
// several, rows can be marked.
func (m *Menu) Open(title string, items []Item, several bool) {
	m.title, m.several, m.items = title, several, slices.Clone(items)
	for i := range m.items {
		m.items[i].Label = typeset.Clean(m.items[i].Label)
		m.items[i].Key = m.styles.Glyphs.Words(m.items[i].Key)
	}
	m.Narrow("")
}

// Narrow leaves the items in which the letters of text stand in order, the
// best first; "" leaves all in their order.
func (m *Menu) Narrow(text string) {
	m.shown = m.shown[:0]
	for i := range m.items {
		if score, at, ok := fuzzy(text, m.items[i].Label); ok {
			m.shown = append(m.shown, match{item: i, score: score, at: at})
		} else if score, _, ok := fuzzy(text, m.items[i].Detail); ok {
			m.shown = append(m.shown, match{item: i, score: score - 100})
		}
	}
	if text != "" {
		slices.SortStableFunc(m.shown, func(a, b match) int { return b.score - a.score })
	}
	m.selected, m.top = 0, 0
}

// Offer adds a last row, for what was typed, until the menu is narrowed again.
func (m *Menu) Offer(item Item) {
	m.offer = item
	m.offer.Label = typeset.Clean(item.Label)
	m.shown = append(m.shown, match{item: len(m.items)})
}

// at is the item of row i.
func (m *Menu) at(i int) *Item {
	if n := m.shown[i].item; n < len(m.items) {
		return &m.items[n]
	}
	return &m.offer
}

// Move moves the selection, from the last row to the first.
func (m *Menu) Move(by int) {
	if n := len(m.shown); n > 0 {
		m.selected = ((m.selected+by)%n + n) % n
	}
}

// Page moves the selection by a part of the rows on the screen, to the first and
// the last at most.
func (m *Menu) Page(by float64) {
	if n := len(m.shown); n > 0 {
		m.selected = min(max(m.selected+int(float64(max(m.rows, 1))*by), 0), n-1)
	}
}

// Select selects the row that stands for a value.
func (m *Menu) Select(value string) {
	for i := range m.shown {
		if m.at(i).Value == value {
			m.selected = i
			return
		}
	}
}

// SelectKey selects the row with a key at the right; it is false when there is
// none.
func (m *Menu) SelectKey(key string) bool {
	for i := range m.shown {
		if key != "" && m.at(i).Key == key {
			m.selected = i
			return true
		}
	}
	return false
}

// Selected is the selected row, and false when none is left.
func (m *Menu) Selected() (Item, bool) {
	if m.selected >= len(m.shown) {
		return Item{}, false
	}
	return *m.at(m.selected), true
}

// Toggle marks the selected row, or takes the mark away.
func (m *Menu) Toggle() {
	if m.several && m.selected < len(m.shown) {
		item := m.at(m.selected)
		item.Marked = !item.Marked
	}
}

// marked is how many rows are marked.
func (m *Menu) marked() int {
	n := 0
	for i := range m.items {
		if m.items[i].Marked {
			n++
		}
	}
	return n
}

// Chosen is the rows that were marked or, when none was, the selected one.
func (m *Menu) Chosen() []Item {
	var out []Item
	for _, i := range m.items {
		if i.Marked {
			out = append(out, i)
		}
	}
	if i, ok := m.Selected(); ok && len(out) == 0 {
		out = append(out, i)
	}
	return out
}

// View is the menu as lines, at most width × height cells, all equally wide.
func (m *Menu) View(width, height int) []string {
	width = min(width, m.widest())
	height = min(height, len(m.items)+2+m.deepest(width-2))
	f := typeset.Frame{
		Width: width, Height: max(height, 3), Title: m.titled(width - 6), Glyphs: m.styles.Glyphs,
		Border: m.styles.Dialog, TitleStyle: m.styles.DialogTitle, FooterStyle: m.styles.Footer,
	}
	if m.several {
		f.Footer = "space: choose several"
		if n := m.marked(); n > 0 {
			f.Footer = strconv.Itoa(n) + " chosen " + m.styles.Glyphs.Dot + " enter takes them"
		}
	}
	inner, rows := f.Inner()
	preview := m.preview(inner, max(rows-len(m.items), rows/2))
	m.rows = max(rows-len(preview), 1)
	m.top = max(min(m.top, m.selected), m.selected-m.rows+1)
	out := []string{f.Top()}
	side := f.Border.Render(f.Glyphs.Down)
	for i := range m.rows {
		line := typeset.Spaces(inner)
		if at := m.top + i; at < len(m.shown) {
			line = m.line(at, inner)
		} else if len(m.shown) == 0 && i == 0 {
			line = m.styles.Hint.Render(typeset.Fit(" nothing like that", inner, ""))
		}
		out = append(out, side+line+side)
	}
	for _, line := range preview {
		out = append(out, side+line+side)
	}
	return append(out, f.Bottom())
}

// The widest menu, and the narrowest one where there is room.
const (
	broad  = 96
	narrow = 48
)

// widest is how many cells the menu wants: no more than its rows need, so that
// what is below it can be seen, unless a row has more to tell.
func (m *Menu) widest() int {
	width := max(typeset.Width(m.title)+8, narrow)
	column := m.column(broad)
	for i := range m.items {
		item := &m.items[i]
		if len(item.Preview) > 0 {
			return broad
		}
		row := max(typeset.Width(item.Label), column) + typeset.Width(item.Detail) + typeset.Width(item.Key) + 10
		width = max(width, row)
	}
	return min(width, broad)
}

// titled is the title in at most width cells.
func (m *Menu) titled(width int) string {
	title := typeset.Cut(typeset.Clean(m.title), width, m.styles.Glyphs.Ellipsis)
	if m.reorder {
		return typeset.VisualLeft(title)
	}
	return title
}

// deepest is the most lines that a preview has, with the rule above it.
func (m *Menu) deepest(width int) int {
	n := 0
	for i := range m.items {
		if p := len(m.previewed(&m.items[i], width)); p > 0 {
			n = max(n, p+1)
		}
	}
	return n
}

// previewed is the preview of an item in lines of at most width cells, with a
// cell of air at both sides; what is too long goes on in the next line.
func (m *Menu) previewed(item *Item, width int) []string {
	var lines []string
	for _, text := range item.Preview {
		if text = typeset.Clean(text); typeset.Width(text) <= width-2 {
			lines = append(lines, text)
			continue
		}
		for i, part := range typeset.Wrap(text, max(width-4, 1)) {
			if i > 0 {
				part = "  " + part
			}
			lines = append(lines, part)
		}
	}
	return lines
}

// preview is the lines below the rows, the same number for each row.
func (m *Menu) preview(width, most int) []string {
	n := min(m.deepest(width), most)
	if n < 2 {
		return nil
	}
	out := make([]string, n)
	out[0] = m.styles.Rule.Render(repeat(m.styles.Glyphs.Across, width))
	item, _ := m.Selected()
	lines := m.previewed(&item, width)
	for i := range n - 1 {
		text := ""
		if i < len(lines) {
			text = lines[i]
		}
		out[i+1] = m.styles.Meta.Render(typeset.Fit(" "+m.visual(text, width-1), width, ""))
	}
	return out
}

func repeat(s string, n int) string {
	b := make([]byte, 0, n*len(s))
	for range n {
		b = append(b, s...)
	}
	return string(b)
}

// Click selects the row at a line of the menu; it is false when there is none.
func (m *Menu) Click(y int) bool {
	if at := m.top + y - 1; y >= 1 && y <= m.rows && at < len(m.shown) {
		m.selected = at
		return true
	}
	return false
}

// Cursor is the line of the selected row in the menu.
func (m *Menu) Cursor() int { return 1 + m.selected - m.top }

// line is row i in exactly width cells.
func (m *Menu) line(i, width int) string {
	item := m.at(i)
	over := func(st theme.Style) theme.Style { return st }
	marker := " "
	var ground theme.Style
	if i == m.selected {
		ground = m.styles.RowSelected
		over, marker = func(st theme.Style) theme.Style { return st.Over(ground) }, m.styles.Glyphs.Marker
	}
	if m.several {
		if item.Marked {
			marker += m.styles.Glyphs.Check + " "
		} else {
			marker += "  "
		}
	}
	marker = typeset.Cut(marker, width, "")
	room := max(width-typeset.Width(marker)-1, 0)
	key := typeset.Cut(item.Key, room/3, "")
	if key != "" {
		room -= typeset.Width(key) + 2
		key = " " + key + " "
	}
	label := typeset.Cut(item.Label, room, m.styles.Glyphs.Ellipsis)
	room -= typeset.Width(label)
	detail := ""
	if gap := 2 + max(m.column(width)-typeset.Width(label), 0); room > gap+4 && item.Detail != "" {
		detail = typeset.Spaces(gap) + m.visual(typeset.Clean(item.Detail), room-gap)
		room -= typeset.Width(detail)
	}
	return over(m.styles.Marker).Render(marker) + m.lit(label, item.Label, m.shown[i].at, over) +
		over(m.styles.Meta).Render(detail) + ground.Render(typeset.Spaces(min(room+1, width-typeset.Width(marker)))) + over(m.styles.Key).Render(key)
}

// column is how wide the labels are, when what stands beside them has room
// enough in a column of its own; otherwise 0.
func (m *Menu) column(width int) int {
	column := 0
	for i := range m.items {
		column = max(column, typeset.Width(m.items[i].Label))
	}
	if column > width/3 {
		return 0
	}
	return column
}

// lit is a label, as much of whole as there is room for, with the letters that
// were typed lit.
func (m *Menu) lit(label, whole string, at []int, over func(theme.Style) theme.Style) string {
	var b []byte
	plain, match := over(m.styles.Row), over(m.styles.Matched)
	if m.reorder {
		if visual := typeset.Visual(label); visual != label { // its letters are not where they were typed
			return plain.Render(visual)
		}
	}
	from := 0
	for _, i := range at {
		end := i + runeLen(whole, i)
		if end > len(label) || label[:end] != whole[:end] {
			break // what follows was cut off
		}
		b = plain.Append(b, label[from:i])
		b = match.Append(b, label[i:end])
		from = end
	}
	return string(plain.Append(b, label[from:]))
}
