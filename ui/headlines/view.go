package headlines

import (
	"warta/feed"
	"warta/ui/theme"
	"warta/ui/typeset"
)

// A cell is a row as it is drawn, one string a line, without the marker before
// each: moving the selection draws no row anew.
type cell struct {
	made  bool
	state state
	lines [2]string
}

// A state is how a row stands out.
type state uint8

const (
	plain     state = iota
	shown           // its article is shown
	shownBlur       // and another pane has the keyboard
)

// A look is the styles of a row in one state.
type look struct {
	ground, mark, title, meta   theme.Style
	full, summary, paywall, bad theme.Style
	star, saved, updated        theme.Style
	sign                        string // read or unread
	here, free                  string // the first cell of the selected row, and of another
}

// looks are the looks of rows by state, and by whether they have been read.
type looks [3][2]look

func newLooks(st theme.Styles) looks {
	var all looks
	for s, ground := range [3]theme.Style{st.Row, st.RowSelected, st.RowSelectedBlur} {
		for read := range 2 {
			all[s][read] = newLook(st, ground, state(s), read == 1)
		}
	}
	return all
}

func newLook(st theme.Styles, ground theme.Style, s state, read bool) look {
	over := func(style theme.Style) theme.Style { return style.Over(ground) }
	if s == plain {
		over = func(style theme.Style) theme.Style { return style }
		ground = theme.Style{}
	}
	l := look{
		ground: ground, mark: over(st.UnreadMark), title: over(st.Unread), meta: over(st.Meta),
		full: over(st.BadgeFull), summary: over(st.BadgeSummary), paywall: over(st.BadgePaywall), bad: over(st.BadgeBad),
		star: over(st.Star), saved: over(st.Saved), updated: over(st.Updated),
		sign: st.Glyphs.Unread,
		here: over(st.Marker).Render(typeset.Cut(st.Glyphs.Marker, 1, "")), free: ground.Render(" "),
	}
	if read {
		l.mark, l.title, l.sign = over(st.ReadMark), over(st.Read), st.Glyphs.Read
		if s != plain {
			l.mark = l.meta // the colour of lines is too near to the ground
		}
	}
	return l
}

// View is the pane: as many lines as it is high, each as wide as it is.
func (l *List) View() string { return string(l.Draw()) }

// Draw is View in a buffer that holds until something is drawn again.
func (l *List) Draw() []byte {
	if !l.drawn {
		l.pane = l.draw(l.pane[:0])
		l.drawn = true
	}
	return l.pane
}

func (l *List) draw(b []byte) []byte {
	if l.width < 2 || l.height < 2 {
		f := l.frame()
		return append(b, f.Draw(nil)...)
	}
	if l.above == "" {
		f := l.frame()
		l.above, l.below, l.side = f.Top(), f.Bottom(), f.Border.Render(f.Glyphs.Down)
	}
	width, height := l.inner()
	b = append(b, l.above...)
	b, lines := l.body(b, width, height)
	for range height - lines {
		b = l.line(b, typeset.Spaces(width))
	}
	b = append(b, '\n')
	return append(b, l.below...)
}

// line appends one line of the pane.
func (l *List) line(b []byte, parts ...string) []byte {
	b = append(b, '\n')
	b = append(b, l.side...)
	for _, p := range parts {
		b = append(b, p...)
	}
	return append(b, l.side...)
}

func (l *List) frame() typeset.Frame {
	f := typeset.Frame{
		Width: l.width, Height: l.height, Title: l.title, Footer: l.footer, Glyphs: l.styles.Glyphs,
		Border: l.styles.Border, TitleStyle: l.styles.Title, FooterStyle: l.styles.Footer,
	}
	if l.focus {
		f.Border, f.TitleStyle = l.styles.BorderFocus, l.styles.TitleFocus
	}
	return f
}

// body appends the lines on screen, and says how many they are.
func (l *List) body(b []byte, width, height int) ([]byte, int) {
	lines := 0
	if len(l.rows) == 0 {
		for text := range wrap(l.empty, width-2) {
			if lines == height {
				break
			}
			b = l.line(b, l.styles.Hint.Render(typeset.Fit(" "+text, width, l.styles.Glyphs.Ellipsis)))
			lines++
		}
		return b, lines
	}
	for i := l.top; i < len(l.rows) && lines < height; i++ {
		if l.headed(i) {
			b = l.line(b, l.styles.Day.Render(l.fitted(" "+typeset.Clean(l.heading(i)), width)))
			lines++
		}
		before := l.marker(i, width)
		for _, text := range l.cell(i, width).lines[:l.rowHeight()] {
			if lines < height {
				b = l.line(b, before, text)
				lines++
			}
		}
	}
	return b, lines
}

// stateOf is how row i stands out.
func (l *List) stateOf(i int) state {
	switch {
	case l.rows[i].ID != l.shown:
		return plain
	case l.focus:
		return shown
	}
	return shownBlur
}

// marker is the first cell of row i.
func (l *List) marker(i, width int) string {
	if width < 1 {
		return ""
	}
	k := &l.looks[l.stateOf(i)][0]
	if i == l.selected {
		return k.here
	}
	return k.free
}

// cell is row i as it is drawn now.
func (l *List) cell(i, width int) *cell {
	c := &l.cells[i]
	h := &l.rows[i]
	s := l.stateOf(i)
	if c.made && c.state == s {
		return c
	}
	read := 0
	if h.Read {
		read = 1
	}
	look := &l.looks[s][read]
	c.made, c.state = true, s
	if l.oneLine {
		c.lines[0] = l.single(l.buffer[:0], h, look, width-1)
		return c
	}
	c.lines[0] = l.upper(l.buffer[:0], h, look, width-1)
	c.lines[1] = l.lower(l.buffer[:0], h, look, width-1)
	return c
}

// upper is the first of two lines, after the marker: the read mark and the title.
func (l *List) upper(b []byte, h *feed.Headline, k *look, room int) string {
	b, room = readMark(b, k, room)
	b = k.title.Append(b, l.fitted(titleOf(h), room))
	return l.keep(b)
}

// readMark appends the sign for read or unread.
func readMark(b []byte, k *look, room int) ([]byte, int) {
	b, room = piece(b, k.mark, k.sign, room)
	return piece(b, k.ground, " ", room)
}

// lower is the second line: the feed, the date, what is on disk, and signs.
func (l *List) lower(b []byte, h *feed.Headline, k *look, room int) string {
	b, room = piece(b, k.ground, "  ", room)
	dot := " " + l.styles.Glyphs.Dot + " "
	tail, badge := Ago(h.Published, l.now), h.Badge.String()
	if h.Why != "" && badge != "" {
		badge = typeset.Cut(badge+": "+h.Why, max(room-len(tail)-16, len(badge)), l.styles.Glyphs.Ellipsis)
	}
	need := l.signsWidth(h)
	for _, t := range [...]string{tail, badge} {
		if t != "" {
			need += 3 + typeset.Width(t)
		}
	}
	name := ""
	if !l.oneFeed {
		name = l.cut(h.FeedTitle, max(room-need, min(room, 8)))
	}
	begin := len(b)
	for _, part := range [...]struct {
		text  string
		style theme.Style
	}{{name, k.meta}, {tail, k.meta}, {badge, k.badge(h.Badge)}} {
		if part.text == "" {
			continue
		}
		if len(b) > begin {
			b, room = piece(b, k.meta, dot, room)
		}
		b, room = piece(b, part.style, part.text, room)
	}
	b, room = l.signs(b, h, k, room)
	return l.keep(k.ground.Append(b, typeset.Spaces(room)))
}

// single is a row of one line: what is on disk as a sign, the title, and to the
// right the feed and date.
func (l *List) single(b []byte, h *feed.Headline, k *look, room int) string {
	b, room = readMark(b, k, room)
	if room >= 20 {
		b, room = piece(b, k.badge(h.Badge), l.badgeSign(h.Badge), room)
		b, room = piece(b, k.ground, " ", room)
	}
	ago := Ago(h.Published, l.now)
	right := l.signsWidth(h)
	if room >= 30 {
		right += 1 + len(ago)
	}
	name := ""
	if room >= 56 && !l.oneFeed {
		name = l.fitted(h.FeedTitle, 16)
		right += 17
	}
	title := l.fitted(titleOf(h), max(room-right, min(room, 4)))
	b, room = piece(b, k.title, title, room)
	b, room = l.signs(b, h, k, room)
	if name != "" {
		b, room = piece(b, k.meta, " "+name, room)
	}
	if room > 0 {
		b, room = piece(b, k.meta, " "+ago, room)
	}
	return l.keep(k.ground.Append(b, typeset.Spaces(room)))
}

// fitted is a title in exactly width cells, in visual order if the terminal
// wants that. It is cut before, because its end would come first.
func (l *List) fitted(title string, width int) string {
	if !l.reorder {
		return typeset.Fit(title, width, l.styles.Glyphs.Ellipsis)
	}
	return typeset.Fit(l.cut(title, width), width, "")
}

// cut is text in at most width cells, in visual order if the terminal wants
// that.
func (l *List) cut(text string, width int) string {
	text = typeset.Cut(text, width, l.styles.Glyphs.Ellipsis)
	if l.reorder {
		return typeset.Visual(text)
	}
	return text
}

// titleOf is a headline's title; never nothing.
func titleOf(h *feed.Headline) string {
	switch {
	case h.Title != "":
		return h.Title
	case h.URL != "":
		return h.URL
	}
	return "(no title)"
}

// piece appends text as far as there is room, and gives the room that is left.
func piece(b []byte, style theme.Style, text string, room int) ([]byte, int) {
	text = typeset.Cut(text, room, "")
	return style.Append(b, text), room - typeset.Width(text)
}

// badgeSign is a badge in one cell.
func (l *List) badgeSign(b feed.Badge) string {
	g := &l.styles.Glyphs
	switch b {
	case feed.BadgeFull:
		return g.Full
	case feed.BadgeSummary:
		return g.Summary
	case feed.BadgePaywall:
		return g.Paywall
	case feed.BadgeFailed:
		return g.Failed
	case feed.BadgeNone:
	}
	return " "
}

// signs appends the signs for starred, saved and updated.
func (l *List) signs(b []byte, h *feed.Headline, k *look, room int) ([]byte, int) {
	g := &l.styles.Glyphs
	if h.Starred {
		b, room = piece(b, k.star, " "+g.Star, room)
	}
	if h.Saved {
		b, room = piece(b, k.saved, " "+g.Saved, room)
	}
	if h.Updated {
		b, room = piece(b, k.updated, " "+g.Updated, room)
	}
	return b, room
}

// signsWidth is the cells that signs takes.
func (l *List) signsWidth(h *feed.Headline) int {
	n := 0
	for _, on := range [...]bool{h.Starred, h.Saved, h.Updated} {
		if on {
			n += 2
		}
	}
	return n
}

// badge is the style of a badge.
func (k *look) badge(b feed.Badge) theme.Style {
	switch b {
	case feed.BadgeFull:
		return k.full
	case feed.BadgePaywall:
		return k.paywall
	case feed.BadgeFailed:
		return k.bad
	case feed.BadgeNone, feed.BadgeSummary:
	}
	return k.summary
}

// keep is what stands in the buffer, which is then used again.
func (l *List) keep(b []byte) string {
	l.buffer = b
	return string(b)
}
