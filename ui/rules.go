package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/palette"
	"warta/ui/typeset"
)

// tryRows is how many headlines show what a rule would have caught.
const tryRows = 12

// ruleTried is what a rule of a query would have caught.
type ruleTried struct {
	query string
	n     int
	rows  []feed.Headline
	err   error
}

// rulesLoaded is the rules, for the menu of them.
type rulesLoaded struct {
	rules []feed.Rule
	err   error
}

// makeRule begins a rule for what the list shows, with a look at what it would
// have caught.
func (m *Model) makeRule(int) tea.Cmd {
	ctx, lib, query := m.ctx, m.library, m.library.FormatQuery(m.list.effective())
	return func() tea.Msg {
		q, err := lib.Tried(query)
		if err != nil {
			return ruleTried{err: err}
		}
		n, err := lib.Count(ctx, q)
		if err != nil {
			return ruleTried{err: err}
		}
		rows, err := lib.Headlines(ctx, q, feed.Window{Limit: tryRows})
		return ruleTried{query: query, n: n, rows: rows, err: err}
	}
}

// showTried offers what the rule can do, and shows what it would have caught.
func (m *Model) showTried(got ruleTried) tea.Cmd {
	if got.err != nil {
		m.fail("trying the rule", got.err)
		return nil
	}
	var preview []string
	for _, h := range got.rows {
		preview = append(preview, m.styles.Glyphs.Bullet+" "+typeset.Clean(h.Title))
	}
	words := map[feed.Action]string{
		feed.DoMute: "mute: hide them; the query muted finds them", feed.DoRead: "mark read", feed.DoStar: "star",
		feed.DoSave: "save for later", feed.DoFile: "file in a folder", feed.DoPrefetch: "fetch their articles first",
	}
	var items []palette.Item
	for _, a := range feed.Actions {
		items = append(items, palette.Item{Label: words[a.Action], Value: a.Word, Preview: preview})
	}
	caught := strconv.Itoa(got.n) + " entries"
	if got.n == 1 {
		caught = "1 entry"
	}
	what := "Rule for what arrives: " + got.query
	if got.query == "" {
		what = "Rule for everything that arrives"
	}
	m.choose(menu{
		title: what + " " + m.styles.Glyphs.Dot + " the last 30 days: " + caught,
		items: items, several: true,
		done: func(m *Model, items []palette.Item) tea.Cmd {
			r := feed.Rule{Query: got.query}
			for _, i := range items {
				for _, a := range feed.Actions {
					if a.Word == i.Value {
						r.Do |= a.Action
					}
				}
			}
			return m.askRuleFolder(r)
		},
	})
	return nil
}

// askRuleFolder asks where a rule files, if it does.
func (m *Model) askRuleFolder(r feed.Rule) tea.Cmd {
	if r.Do&feed.DoFile == 0 {
		return m.askRuleName(r)
	}
	var items []palette.Item
	for _, name := range m.sidebar.Folders() {
		items = append(items, palette.Item{Label: name, Value: name})
	}
	m.choose(menu{title: "File in", label: "folder, or a new one", items: items, typed: true, offer: "new folder",
		done: func(m *Model, items []palette.Item) tea.Cmd {
			r.Folder = items[0].Value
			return m.askRuleName(r)
		}})
	return nil
}

// askRuleName asks for the name of a rule, and then how long it acts.
func (m *Model) askRuleName(r feed.Rule) tea.Cmd {
	m.ask(asking{label: "name of the rule", text: r.Query, hint: "a name of your own", done: func(m *Model, name string) tea.Cmd {
		if r.Name = strings.TrimSpace(name); r.Name == "" {
			return nil
		}
		return m.askRuleEnd(r, "", "")
	}})
	return nil
}

func (m *Model) askRuleEnd(r feed.Rule, text, wrong string) tea.Cmd {
	m.ask(asking{label: "until", text: text, hint: "a day like 2026-12-31, or nothing for always", done: func(m *Model, text string) tea.Cmd {
		if text = strings.TrimSpace(text); text != "" {
			day, err := time.ParseInLocation(time.DateOnly, text, time.Local)
			if err != nil {
				return m.askRuleEnd(r, text, "write the day like 2026-12-31")
			}
			r.Until = day.AddDate(0, 0, 1)
		}
		return m.doing("the rule "+r.Name+" acts on what arrives from now on",
			func(ctx context.Context, lib Library) error { return lib.SaveRule(ctx, r) },
			func(ctx context.Context, lib Library) error { return lib.RemoveRule(ctx, r.Name) })
	}})
	m.prompt.Wrong(wrong)
	return nil
}

// rules asks for the rules.
func (m *Model) rules(int) tea.Cmd {
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		rules, err := lib.Rules(ctx)
		return rulesLoaded{rules, err}
	}
}

// showRules offers the rules, with what each of them did.
func (m *Model) showRules(got rulesLoaded) tea.Cmd {
	switch {
	case got.err != nil:
		m.fail("listing the rules", got.err)
		return nil
	case len(got.rules) == 0:
		m.warn("there are no rules yet: " + m.keys.First(keys.Search) + " searches for what one should catch, " +
			m.keys.First(keys.MakeRule) + " makes it")
		return nil
	}
	var items []palette.Item
	for i, r := range got.rules {
		items = append(items, palette.Item{Label: r.Name, Detail: typeset.Clean(r.Query), Key: strconv.Itoa(r.Hits),
			Value: strconv.Itoa(i), Preview: deeds(r)})
	}
	m.choose(menu{title: "Rules", items: items, done: func(m *Model, items []palette.Item) tea.Cmd {
		i, err := strconv.Atoi(items[0].Value)
		if err != nil {
			return nil
		}
		m.chooseForRule(got.rules[i])
		return nil
	}})
	return nil
}

// deeds is what a rule does and did, in lines.
func deeds(r feed.Rule) []string {
	var lines []string
	for _, a := range feed.Actions {
		if r.Do&a.Action == 0 {
			continue
		}
		line := a.Word
		if a.Action == feed.DoFile {
			line += " in " + typeset.Clean(r.Folder)
		}
		lines = append(lines, line+": "+strconv.Itoa(r.Did[a.Action])+" "+a.Done)
	}
	if !r.Until.IsZero() {
		lines = append(lines, "until "+r.Until.Add(-time.Second).Local().Format("2 Jan 2006"))
	}
	return lines
}

// chooseForRule offers what can be done to a rule.
func (m *Model) chooseForRule(r feed.Rule) {
	m.choose(menu{
		title: r.Name,
		items: []palette.Item{
			{Label: "undo what it did", Detail: "it goes on acting", Value: "undo", Preview: deeds(r)},
			{Label: "remove it", Detail: "what it did stays", Value: "remove", Preview: deeds(r)},
			{Label: "undo what it did, and remove it", Value: "both", Preview: deeds(r)},
		},
		done: func(m *Model, items []palette.Item) tea.Cmd {
			switch items[0].Value {
			case "undo":
				return m.undoRule(r, false)
			case "both":
				return m.undoRule(r, true)
			}
			return m.doing("the rule "+r.Name+" is removed",
				func(ctx context.Context, lib Library) error { return lib.RemoveRule(ctx, r.Name) },
				func(ctx context.Context, lib Library) error { return lib.SaveRule(ctx, r) })
		},
	})
}

// undoRule takes back what a rule did, and removes it, too, if asked to; then it
// can be had back, without what it did.
func (m *Model) undoRule(r feed.Rule, remove bool) tea.Cmd {
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		n, err := lib.UndoRule(ctx, r.Name)
		got := done{said: strconv.Itoa(n) + " entries are as before", changed: true, err: err}
		if err == nil && remove {
			got.err = lib.RemoveRule(ctx, r.Name)
			got.undo = &undo{said: "the rule " + r.Name + " is removed",
				act: func(ctx context.Context, lib Library) error { return lib.SaveRule(ctx, r) }}
		}
		return got
	}
}
