package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
	"warta/ui/palette"
)

// A menu is what a menu offers. In one that is typed, as the palette, letters
// narrow it; through the others they move, until a slash makes them narrow too.
// Moved is called when another row is selected, done with what was chosen; with
// an offer, what was typed can be chosen too.
type menu struct {
	title, label string
	items        []palette.Item
	several      bool
	typed        bool
	question     bool   // the key of a row answers it at once
	numbered     bool   // the keys of the rows are numbers, which select them
	selected     string // the value of the row to begin at
	moved        func(m *Model, item palette.Item)
	done         func(m *Model, items []palette.Item) tea.Cmd
	offer        string // before a row for what was typed, "" for no such row
	closed       func(m *Model) tea.Cmd
}

// choose opens a menu.
func (m *Model) choose(c menu) {
	m.over = over{kind: choosing, menu: c}
	m.menu.Open(c.title, c.items, c.several)
	if c.selected != "" {
		m.menu.Select(c.selected)
	}
	m.tellMenu()
}

// tellMenu says in the last line what keys do in the menu.
func (m *Model) tellMenu() {
	c := &m.over.menu
	label, hint := c.label, "j k move, enter takes, / narrows, esc closes"
	switch {
	case m.over.narrowing:
		label, hint = "narrow", "type to narrow, arrows move, enter takes, esc shows all"
	case c.typed:
		hint = "type to narrow, arrows move, enter takes, esc closes"
	case c.question:
		label, hint = "press", "the letter at the right, or enter; esc changes nothing"
	case c.several:
		hint = "j k move, space chooses several, enter takes, / narrows, esc closes"
	case c.numbered:
		hint = "j k or its number, enter takes, / narrows, esc closes"
	}
	if label == "" {
		label = "choose"
	}
	m.prompt.Ask(label, "", hint)
}

// narrowMenu makes what is typed narrow the menu.
func (m *Model) narrowMenu(int) tea.Cmd {
	if !m.over.menu.question {
		m.over.narrowing = true
		m.tellMenu()
	}
	return nil
}

// widenMenu shows all of a menu that was narrowed.
func (m *Model) widenMenu() {
	m.over.narrowing = false
	item, ok := m.menu.Selected()
	m.menu.Narrow("")
	if ok {
		m.menu.Select(item.Value)
	}
	m.tellMenu()
	m.menuMoved()
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

// answer takes a keystroke as the answer to a question, or as the number of a
// row; it is false when it is neither.
func (m *Model) answer(k tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	switch c := &m.over.menu; {
	case c.question && m.menu.SelectKey(strings.ToLower(k.Text)):
		return m.accept(0), true
	case c.numbered && len(k.Text) == 1 && k.Text[0] >= '0' && k.Text[0] <= '9':
		m.over.number += k.Text
		if !m.menu.SelectKey(m.over.number) {
			m.over.number = k.Text
			m.menu.SelectKey(k.Text)
		}
		m.menuMoved()
		return nil, true
	}
	m.over.number = ""
	return nil, false
}

// edit takes a keystroke as text.
func (m *Model) edit(k tea.KeyPressMsg) tea.Cmd {
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

// menuPages moves by a part of what is shown of the menu, to its ends at most.
func (m *Model) menuPages(by float64) tea.Cmd {
	m.menu.Page(by)
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
