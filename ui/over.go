package ui

import (
	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
)

// An over is what covers the panes or the status line, and what happens when
// it is answered.
type over struct {
	kind    cover
	asking  asking
	menu    menu
	top     int // of the help
	bottom  int // the furthest that top may be
	x, y, w int // where the menu was drawn

	narrowing bool   // text is typed that narrows the menu
	number    string // of a row, as far as it was typed
}

// A cover is a kind of over.
type cover int

const (
	nothing cover = iota
	prompting
	choosing
	helpPage
	outlinePage
)

// typing reports whether keys are text.
func (o over) typing() bool {
	return o.kind == prompting || o.kind == choosing && (o.menu.typed || o.narrowing)
}

// asks reports whether the last line is the prompt's.
func (o over) asks() bool { return o.kind == prompting || o.kind == choosing }

// An asking is what the prompt asks for. Changed is called when the text is
// another one, done when it is finished, closed when it is given up.
type asking struct {
	label, text, hint string
	changed, done     func(m *Model, text string) tea.Cmd
	closed            func(m *Model) tea.Cmd
}

// ask opens the prompt.
func (m *Model) ask(a asking) {
	m.over = over{kind: prompting, asking: a}
	m.prompt.Ask(a.label, a.text, a.hint)
}

// accept takes what was typed or chosen.
func (m *Model) accept(int) tea.Cmd {
	o := m.over
	text := m.prompt.Text()
	switch o.kind {
	case outlinePage:
		m.over = over{}
		m.reader.OpenOutline()
		m.layout.focus = keys.Article
	case helpPage:
		m.over = over{}
	case prompting:
		m.prompt.Keep()
		m.over = over{}
		if o.asking.done != nil {
			return o.asking.done(m, text)
		}
	case choosing:
		if _, ok := m.menu.Selected(); !ok {
			return nil
		}
		m.over = over{}
		return o.menu.done(m, m.menu.Chosen())
	case nothing:
	}
	return nil
}

// closeOver gives up what covers the panes.
func (m *Model) closeOver(int) tea.Cmd {
	o := m.over
	if o.narrowing {
		m.widenMenu()
		return nil
	}
	m.over = over{}
	switch {
	case o.kind == outlinePage:
		if m.reader.OutlineShown() {
			m.reader.ToggleOutline()
		}
	case o.kind == prompting && o.asking.closed != nil:
		return o.asking.closed(m)
	case o.kind == choosing && o.menu.closed != nil:
		return o.menu.closed(m)
	}
	return nil
}
