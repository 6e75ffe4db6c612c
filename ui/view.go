package ui

import (
	"bytes"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"warta/ui/keys"
	"warta/ui/typeset"
)

// View draws the screen. It reads fields and asks nothing.
func (m *Model) View() tea.View {
	v := tea.NewView(m.draw())
	v.AltScreen, v.ReportFocus = true, true
	if !m.options.NoMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.WindowTitle = m.layout.title
	v.Cursor = m.cursor()
	if m.options.Paint || m.styles.Dark == m.layout.light { // a theme for the other ground brings its own
		v.BackgroundColor, v.ForegroundColor = m.styles.Paper, m.styles.Ink
	}
	if a := m.news.activity; m.options.Progress && a.Busy() && !m.news.blurred {
		v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, a.Done*100/a.Total)
	}
	return v
}

// draw is the whole screen as lines.
func (m *Model) draw() string {
	l := &m.layout
	switch {
	case l.width == 0 || l.height == 0:
		return ""
	case l.tooSmall():
		return m.drawTooSmall()
	}
	b := m.withRemark(m.drawPanes(l.buffer[:0]))
	line, _ := m.foot()
	b = append(b, line...)
	l.buffer = b
	switch m.over.kind {
	case helpPage:
		return m.cover(b, m.drawHelp())
	case choosing:
		return m.cover(b, m.menu.View(l.width-2, l.rows()-1))
	case nothing, prompting, outlinePage:
	}
	return m.anchored(b)
}

// drawPanes appends the panes, joined line by line.
func (m *Model) drawPanes(b []byte) []byte {
	l := &m.layout
	var side string
	var list, article []byte
	if l.side.w > 0 {
		side = m.sidebar.View()
	}
	if l.list.w > 0 {
		list = m.headlines.Draw()
	}
	if l.article.w > 0 {
		article = m.reader.Draw()
	}
	for range l.rows() {
		var line string
		line, side, _ = strings.Cut(side, "\n")
		b = append(b, line...)
		b, list = appendLine(b, list)
		b, article = appendLine(b, article)
		b = append(b, '\n')
	}
	return b
}

// appendLine appends the first line of a text, and gives the others.
func appendLine(b, text []byte) (joined, rest []byte) {
	line, rest, _ := bytes.Cut(text, []byte{'\n'})
	return append(b, line...), rest
}

// foot is the last line, and the column of its cursor, -1 for none.
func (m *Model) foot() (string, int) {
	if m.over.asks() {
		line, x := m.prompt.View(m.layout.width)
		if !m.over.typing() {
			x = -1
		}
		return line, x
	}
	return m.status.View(), -1
}

// drawTooSmall is one sentence, as much of it as there is room for.
func (m *Model) drawTooSmall() string {
	lines := make([]string, m.layout.height)
	at := 0
	for word := range strings.FieldsSeq("warta needs 24×6 cells: make the window larger.") {
		switch {
		case lines[at] == "":
		case typeset.Width(lines[at])+1+typeset.Width(word) <= m.layout.width:
			word = " " + word
		case at+1 < len(lines):
			at++
		default:
			return strings.Join(lines, "\n")
		}
		lines[at] += typeset.Cut(word, m.layout.width, "")
	}
	return strings.Join(lines, "\n")
}

// cover draws a box over the middle of the screen.
func (m *Model) cover(screen []byte, box []string) string {
	if len(box) == 0 {
		return m.anchored(screen)
	}
	l := &m.layout
	w := ansi.StringWidthWc(box[0])
	x, y := max((l.width-w)/2, 0), max((l.rows()-len(box))/3, 0)
	m.over.x, m.over.y, m.over.w = x, y, w
	b := l.anchored[:0]
	for i, line := 0, []byte(nil); screen != nil; i++ {
		line, screen = cutLine(screen)
		if i > 0 {
			b = append(b, '\n')
		}
		if i < y || i >= y+len(box) {
			b = m.anchorLine(b, line, 0)
			continue
		}
		behind, under := typeset.Several(line) || typeset.Several(box[i-y]), evened(line)
		left, right := ansi.TruncateWc(under, x, ""), ansi.TruncateLeftWc(under, x+w, "")
		b = append(m.anchorLine(b, []byte(left), 0), ansi.ResetStyle...)
		b = append(b, typeset.Spaces(x-ansi.StringWidthWc(left))...)
		b = m.anchorFrom(b, box[i-y], x, behind)
		b = append(b, typeset.Spaces(l.width-x-w-ansi.StringWidthWc(right))...)
		b = m.anchorFrom(b, right, l.width-ansi.StringWidthWc(right), behind)
	}
	l.anchored = b
	return string(b)
}

// cursor is the real cursor: in the prompt, or on the selected row.
func (m *Model) cursor() *tea.Cursor {
	l := &m.layout
	if l.tooSmall() {
		return nil
	}
	if _, x := m.foot(); x >= 0 {
		return l.cursorAt(x, l.height-1)
	}
	switch {
	case m.over.kind == choosing:
		return l.cursorAt(m.over.x+1, m.over.y+m.menu.Cursor())
	case m.over.kind != nothing:
		return nil
	case l.focus == keys.Sidebar:
		x, y := m.sidebar.Cursor()
		return l.cursorAt(l.side.x+x, y)
	case l.focus == keys.List:
		x, y := m.headlines.Cursor()
		return l.cursorAt(l.list.x+x, y)
	}
	return nil
}

// cursorAt is a cursor at a cell. One that was given away is never changed: the
// toolkit compares it with the next.
func (l *layout) cursorAt(x, y int) *tea.Cursor {
	if l.cursor == nil || l.cursor.X != x || l.cursor.Y != y {
		l.cursor = tea.NewCursor(x, y)
	}
	return l.cursor
}
