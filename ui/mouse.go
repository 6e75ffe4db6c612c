package ui

import (
	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
)

// wheelRows is how far one notch of the wheel goes.
const wheelRows = 3

// pane is the pane below a column, and the column in it.
func (l *layout) pane(x int) (keys.Scope, int) {
	for _, pane := range [...]keys.Scope{keys.Sidebar, keys.List, keys.Article} {
		if s := l.of(pane); s.w > 0 && x >= s.x && x < s.x+s.w {
			return pane, x - s.x
		}
	}
	return keys.Anywhere, 0
}

// click selects what is below the pointer; a click on what is selected opens
// it, and one on a link opens that. A click on a hint in the status line does
// what its key does, and with the right button every action is offered for what
// is below the pointer.
func (m *Model) click(at tea.Mouse) tea.Cmd {
	switch at.Button {
	case tea.MouseLeft:
	case tea.MouseRight:
		return m.clickRight(at)
	case tea.MouseBackward:
		if m.over.kind != nothing {
			return m.closeOver(0)
		}
		return m.act(keys.Back, 0)
	default:
		return nil
	}
	if at.Y >= m.layout.rows() && !m.over.asks() {
		if action := m.status.At(at.X); action != "" {
			return m.act(action, 0)
		}
		return nil
	}
	if m.over.kind != nothing {
		return m.clickOver(at)
	}
	if m.layout.dragged = m.borderAt(at); m.layout.dragged != noBorder {
		return nil
	}
	m.status.Say(0, "")
	return m.clickPane(at)
}

// clickRight selects what is below the pointer, and offers every action.
func (m *Model) clickRight(at tea.Mouse) tea.Cmd {
	if m.over.kind != nothing {
		return m.closeOver(0)
	}
	pane, x := m.layout.pane(at.X)
	if at.Y >= m.layout.rows() {
		pane = keys.Anywhere
	}
	var follow tea.Cmd
	switch pane {
	case keys.Sidebar:
		m.layout.focus = pane
		if m.sidebar.Click(x, at.Y) {
			follow = m.follow()
		}
	case keys.List:
		m.layout.focus = pane
		if m.headlines.Click(x, at.Y) {
			follow = m.moved()
		}
	case keys.Article:
		m.layout.focus = pane
	}
	return tea.Batch(follow, m.palette(0))
}

// clickPane selects or opens what is below the pointer in a pane.
func (m *Model) clickPane(at tea.Mouse) tea.Cmd {
	pane, x := m.layout.pane(at.X)
	had := m.layout.focus == pane
	switch pane {
	case keys.Sidebar:
		was, _ := m.sidebar.Selected()
		if !m.sidebar.Click(x, at.Y) {
			return nil
		}
		m.layout.focus = pane
		if now, _ := m.sidebar.Selected(); had && sameItem(was, now) {
			m.sidebar.Fold()
		}
		return m.follow()
	case keys.List:
		was, _ := m.headlines.Selected()
		if !m.headlines.Click(x, at.Y) {
			return nil
		}
		m.layout.focus = pane
		if now, _ := m.headlines.Selected(); had && now.ID == was.ID {
			return m.open()
		}
		return m.moved()
	case keys.Article:
		m.layout.focus = pane
		if address := m.reader.Click(x, at.Y); address != "" {
			return m.openAddress(address)
		}
		return m.preview()
	}
	return nil
}

// clickOver takes the row of a menu, or closes what is clicked beside.
func (m *Model) clickOver(at tea.Mouse) tea.Cmd {
	o := m.over
	if o.kind == choosing && at.X >= o.x && at.X < o.x+o.w && m.menu.Click(at.Y-o.y) {
		m.menuMoved()
		return m.accept(0)
	}
	if o.kind == outlinePage {
		if pane, x := m.layout.pane(at.X); pane == keys.Article {
			m.reader.Click(x, at.Y)
			if !m.reader.OutlineShown() {
				m.over = over{}
			}
			return nil
		}
	}
	if o.kind == prompting {
		return nil
	}
	return m.closeOver(0)
}

// wheel scrolls what is below the pointer; it opens and marks nothing.
func (m *Model) wheel(at tea.Mouse) tea.Cmd {
	by := wheelRows
	switch at.Button {
	case tea.MouseWheelUp:
		by = -wheelRows
	case tea.MouseWheelDown:
	case tea.MouseWheelRight, tea.MouseWheelLeft:
		return m.wheelAside(at)
	default:
		return nil
	}
	switch m.over.kind {
	case choosing:
		return m.menuMove(by / wheelRows)
	case helpPage, outlinePage:
		return m.move(by)
	case prompting, nothing:
	}
	pane, _ := m.layout.pane(at.X)
	switch pane {
	case keys.Sidebar:
		m.sidebar.Scroll(by)
		return m.follow()
	case keys.List:
		m.headlines.Scroll(by)
		return m.moved()
	case keys.Article:
		m.reader.Scroll(by)
	}
	return nil
}

// wheelAside moves the wide tables below the pointer.
func (m *Model) wheelAside(at tea.Mouse) tea.Cmd {
	by := 1
	if at.Button == tea.MouseWheelLeft {
		by = -1
	}
	if pane, _ := m.layout.pane(at.X); pane == keys.Article && m.over.kind == nothing {
		m.reader.Slide(by)
	}
	return nil
}

// borderAt is the border between two panes that is below the pointer.
func (m *Model) borderAt(at tea.Mouse) border {
	l := &m.layout
	if at.Y >= l.rows() {
		return noBorder
	}
	switch {
	case l.side.w > 0 && l.list.w > 0 && (at.X == l.list.x || at.X == l.list.x-1):
		return sideBorder
	case l.list.w > 0 && l.article.w > 0 && (at.X == l.article.x || at.X == l.article.x-1):
		return listBorder
	}
	return noBorder
}

// drag moves the border that was taken hold of.
func (m *Model) drag(at tea.Mouse) {
	l := &m.layout
	switch l.dragged {
	case sideBorder:
		l.sideCut += at.X - l.list.x
	case listBorder:
		l.listCut += at.X - l.article.x
	case noBorder:
	}
}
