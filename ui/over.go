package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
	"warta/ui/palette"
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
func (o over) typing() bool { return o.kind == prompting || o.kind == choosing }

// An asking is what the prompt asks for. Changed is called when the text is
// another one, done when it is finished, closed when it is given up.
type asking struct {
	label, text, hint string
	changed, done     func(m *Model, text string) tea.Cmd
	closed            func(m *Model) tea.Cmd
}

// A menu is what a menu offers. Moved is called when another row is selected,
// done with what was chosen; with an offer, what was typed can be chosen too.
type menu struct {
	title, label string
	items        []palette.Item
	several      bool
	question     bool   // the key of a row answers it at once
	selected     string // the value of the row to begin at
	moved        func(m *Model, item palette.Item)
	done         func(m *Model, items []palette.Item) tea.Cmd
	offer        string // before a row for what was typed, "" for no such row
	closed       func(m *Model) tea.Cmd
}

// ask opens the prompt.
func (m *Model) ask(a asking) {
	m.over = over{kind: prompting, asking: a}
	m.prompt.Ask(a.label, a.text, a.hint)
}

// choose opens a menu, with the prompt to narrow it.
func (m *Model) choose(c menu) {
	hint := "type to narrow, arrows move, enter takes, esc closes"
	if c.question {
		c.label, hint = "press", "the letter at the right, or enter; esc changes nothing"
	}
	if c.label == "" {
		c.label = "narrow"
	}
	m.over = over{kind: choosing, menu: c}
	m.menu.Open(c.title, c.items, c.several)
	if c.selected != "" {
		m.menu.Select(c.selected)
	}
	m.prompt.Ask(c.label, "", hint)
}

// menuTakes reports whether an action of the menus is meant for what is open:
// a prompt alone has its own use for up and down.
func (m *Model) menuTakes(a keys.Action) bool {
	switch a {
	case keys.MenuDown, keys.MenuUp, keys.MenuToggle:
		return m.over.kind == choosing
	}
	return true
}

// edit takes a keystroke as text, or as the answer to a question.
func (m *Model) edit(k tea.KeyPressMsg) tea.Cmd {
	if m.over.kind == choosing && m.over.menu.question {
		if m.menu.SelectKey(strings.ToLower(k.Text)) {
			return m.accept(0)
		}
		return nil
	}
	if m.prompt.Key(k) {
		return m.edited()
	}
	return nil
}

// edited follows a change of the text.
func (m *Model) edited() tea.Cmd {
	switch o := &m.over; {
	case o.kind == choosing:
		text := m.prompt.Text()
		m.menu.Narrow(text)
		if o.menu.offer != "" && text != "" {
			m.menu.Offer(palette.Item{Label: o.menu.offer + " " + text, Value: text})
		}
		m.menuMoved()
	case o.asking.changed != nil:
		return o.asking.changed(m, m.prompt.Text())
	}
	return nil
}

func (m *Model) menuDown(count int) tea.Cmd { return m.menuMove(max(count, 1)) }
func (m *Model) menuUp(count int) tea.Cmd   { return m.menuMove(-max(count, 1)) }

func (m *Model) menuMove(by int) tea.Cmd {
	m.menu.Move(by)
	m.menuMoved()
	return nil
}

func (m *Model) menuMoved() {
	if item, ok := m.menu.Selected(); ok && m.over.menu.moved != nil {
		m.over.menu.moved(m, item)
	}
}

func (m *Model) menuToggle(int) tea.Cmd {
	m.menu.Toggle()
	m.menu.Move(1)
	return nil
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
