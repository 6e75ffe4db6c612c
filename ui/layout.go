package ui

import (
	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
)

// A layout is where the panes are, and what the screen looks like otherwise.
type layout struct {
	width, height int
	focus         keys.Scope // Sidebar, List or Article
	zen           bool       // the article has the whole width
	theme         string
	light         bool
	sideCut       int // cells by which the reader made the sidebar wider
	listCut       int // and the list
	dragged       border
	side, list    span
	article       span
	title         string // of the window
	cursor        *tea.Cursor
	buffer        []byte
	anchored      []byte
}

// A span is the columns of a pane; a pane that is not shown has no width.
type span struct{ x, w int }

// A border is one that can be dragged.
type border int

const (
	noBorder border = iota
	sideBorder
	listBorder
)

// The smallest terminal that shows anything, and from which widths on there
// are two and three panes.
const (
	leastWidth, leastHeight = 24, 6
	twoPanes, threePanes    = 80, 120
	measure                 = 80
)

// tooSmall reports whether the terminal shows nothing sensible.
func (l *layout) tooSmall() bool { return l.width < leastWidth || l.height < leastHeight }

// rows is the height of the panes.
func (l *layout) rows() int { return max(l.height-1, 0) }

// shown reports whether a pane is on screen.
func (l *layout) shown(pane keys.Scope) bool { return l.of(pane).w > 0 }

// of is the columns of a pane.
func (l *layout) of(pane keys.Scope) span {
	switch pane {
	case keys.Sidebar:
		return l.side
	case keys.List:
		return l.list
	}
	return l.article
}

// arrange divides the width among the panes: three from 120 columns, two from
// 80, and below that the one that has the keyboard.
func (l *layout) arrange() {
	w := l.width
	l.side, l.list, l.article = span{}, span{}, span{}
	switch {
	case l.zen || w < twoPanes && l.focus == keys.Article:
		l.article.w = w
	case w < twoPanes && l.focus == keys.Sidebar:
		l.side.w = w
	case w < twoPanes:
		l.list.w = w
	case w < threePanes && l.focus == keys.Sidebar:
		l.side.w = within(26+l.sideCut, 16, w-30)
		l.list.w = w - l.side.w
	case w < threePanes:
		l.list.w = within(w*42/100+l.listCut, 24, w-30)
		l.article.w = w - l.list.w
	default:
		l.side.w = within(22+(w-threePanes)/16+l.sideCut, 14, w/3)
		l.list.w = within((w-l.side.w)*40/100+l.listCut, 24, w-l.side.w-36)
		l.article.w = w - l.side.w - l.list.w
		if extra := l.article.w - measure - 30; extra > 0 && l.listCut == 0 {
			l.list.w, l.article.w = l.list.w+extra/2, l.article.w-extra/2
		}
	}
	l.list.x = l.side.w
	l.article.x = l.side.w + l.list.w
}

// within is n, or the nearest of low and high; low wins.
func within(n, low, high int) int { return max(min(n, high), low) }

// place gives the panes their places.
func (m *Model) place() {
	l := &m.layout
	l.arrange()
	rows := l.rows()
	m.sidebar.SetSize(l.side.w, rows)
	m.headlines.SetSize(l.list.w, rows)
	if l.article.w > 0 {
		m.reader.SetSize(l.article.w, rows) // a hidden article keeps its lines
	}
}

// settle gives the panes their places, focus and titles after a message.
func (m *Model) settle() {
	m.place()
	l := &m.layout
	m.sidebar.SetFocus(l.focus == keys.Sidebar)
	m.headlines.SetFocus(l.focus == keys.List)
	m.reader.SetFocus(l.focus == keys.Article)
	m.headlines.SetShown(m.page.shown)
	m.noteNewest()
	m.setTitles()
	m.status.SetWidth(l.width)
	m.status.SetPressed(m.pressed())
}
