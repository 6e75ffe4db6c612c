package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"warta/ui/headlines"
	"warta/ui/keys"
	"warta/ui/palette"
	"warta/ui/theme"
)

func (m *Model) unreadOnly(int) tea.Cmd {
	m.list.unread = !m.list.unread
	return m.reopen()
}

func (m *Model) rows(int) tea.Cmd {
	m.headlines.SetOneLine(!m.headlines.OneLine())
	return m.askMore()
}

// grouping goes from one grouping to the next. Grouped by feed the list has
// another order, and so it is asked for anew.
func (m *Model) grouping(int) tea.Cmd {
	was := m.headlines.Grouping()
	now := (was + 1) % (headlines.ByFeed + 1)
	m.headlines.SetGrouping(now)
	m.say(now.String())
	if was == headlines.ByFeed || now == headlines.ByFeed {
		return m.reopen()
	}
	return nil
}

func (m *Model) zen(int) tea.Cmd {
	m.layout.zen = !m.layout.zen
	if m.layout.zen {
		m.layout.focus = keys.Article
	}
	return m.preview()
}

func (m *Model) narrower(count int) tea.Cmd { return m.widen(-2 * max(count, 1)) }
func (m *Model) wider(count int) tea.Cmd    { return m.widen(2 * max(count, 1)) }

// widen makes the pane that has the keyboard wider by cells.
func (m *Model) widen(by int) tea.Cmd {
	switch {
	case m.inSidebar():
		m.layout.sideCut += by
	case m.inArticle():
		m.layout.listCut -= by
	default:
		m.layout.listCut += by
	}
	return nil
}

// pick is the palette of a theme for a dark or a light terminal: one of the
// reader's own, or one that warta brings.
func (m *Model) pick(name string, dark bool) theme.Palette {
	side := "-light"
	if dark {
		side = "-dark"
	}
	for _, suffix := range [...]string{side, ""} {
		for _, p := range m.options.Themes {
			if p.Name == name+suffix {
				return p
			}
		}
	}
	if p, ok := theme.Pick(name, dark); ok {
		return p
	}
	p, _ := theme.Pick(theme.Default, dark)
	return p
}

// wear gives the screen a theme's look.
func (m *Model) wear(name string) {
	m.layout.theme = name
	m.styles = theme.New(m.pick(name, !m.layout.light), m.options.Terminal)
	m.sidebar.SetStyles(m.styles)
	m.headlines.SetStyles(m.styles)
	m.reader.SetStyles(m.styles)
	m.status.SetStyles(m.styles)
	m.prompt.SetStyles(m.styles)
	m.menu.SetStyles(m.styles)
}

// setLight follows the terminal's background.
func (m *Model) setLight(on bool) {
	if m.layout.light != on {
		m.layout.light = on
		m.wear(m.layout.theme)
	}
}

// chooseTheme offers the themes; the selected one is shown at once.
func (m *Model) chooseTheme(int) tea.Cmd {
	was := m.layout.theme
	m.choose(menu{
		title: "Theme", items: m.themes(), selected: m.styles.Name,
		moved:  func(m *Model, item palette.Item) { m.wear(item.Value) },
		closed: func(m *Model) tea.Cmd { m.wear(was); return nil },
		done: func(m *Model, items []palette.Item) tea.Cmd {
			m.wear(items[0].Value)
			return m.keepTheme(items[0].Value)
		},
	})
	return nil
}

func (m *Model) themes() []palette.Item {
	var items []palette.Item
	add := func(p theme.Palette, own string) {
		kind := "light"
		if p.Dark {
			kind = "dark"
		}
		items = append(items, palette.Item{Label: p.Name, Detail: strings.TrimSpace(kind + " " + own), Value: p.Name})
	}
	for _, p := range m.options.Themes {
		add(p, "your own")
	}
	for _, name := range theme.Names() {
		if p, ok := theme.Named(name); ok {
			add(p, "")
		}
	}
	return items
}

// keepTheme keeps the choice for the next time.
func (m *Model) keepTheme(name string) tea.Cmd {
	keep := m.options.SetTheme
	if keep == nil {
		return nil
	}
	return func() tea.Msg {
		if err := keep(name); err != nil {
			return done{err: err}
		}
		return done{said: "the theme is " + name + " from now on"}
	}
}

// palette offers every action by name, with its key; those that cannot be done
// here stand last and say why.
func (m *Model) palette(int) tea.Cmd {
	var items, others []palette.Item
	seen := map[keys.Action]bool{}
	for _, b := range m.keys {
		v, ok := m.verbs[b.Action]
		if b.Scope >= keys.Menu || seen[b.Action] || !ok || b.Action == keys.Palette {
			continue
		}
		seen[b.Action] = true
		label, missing := strings.ReplaceAll(string(b.Action), "-", " "), v.needs(m)
		item := palette.Item{
			Label: label, Detail: detail(label, b.Help, missing), Key: m.keys.Keys(b.Action), Value: string(b.Action),
		}
		if missing == "" {
			items = append(items, item)
		} else {
			others = append(others, item)
		}
	}
	items = append(items, others...)
	m.choose(menu{title: "Every action", label: ":", items: items, typed: true, done: func(m *Model, items []palette.Item) tea.Cmd {
		return m.act(keys.Action(items[0].Value), 0)
	}})
	return nil
}

// detail is what the palette says beside an action's name: what its help says
// more than the name, or why it cannot be done here.
func detail(label, help, missing string) string {
	if missing != "" {
		return "(" + missing + ")"
	}
	help, _, _ = strings.Cut(help, ";")
	if rest, ok := strings.CutPrefix(help, label); ok && (rest == "" || rest[0] == ' ' || rest[0] == ':') {
		return strings.TrimLeft(rest, ": ")
	}
	return help
}

func (m *Model) help(int) tea.Cmd {
	m.over = over{kind: helpPage}
	return nil
}

func (m *Model) redraw(int) tea.Cmd { return tea.ClearScreen }

func (m *Model) suspend(int) tea.Cmd { return tea.Batch(m.keepAll(), tea.Suspend) }

// quit goes back from an article to the list, and from what was found to all of
// it; from there it quits.
func (m *Model) quit(int) tea.Cmd {
	if m.inArticle() || m.layout.focus == keys.List && (m.list.search != "" || m.list.narrow != "") {
		return m.back(0)
	}
	return tea.Quit
}

func (m *Model) quitNow(int) tea.Cmd { return tea.Quit }
