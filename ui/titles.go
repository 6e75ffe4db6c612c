package ui

import (
	"slices"
	"strconv"

	"warta/ui/headlines"
	"warta/ui/keys"
	"warta/ui/sidebar"
	"warta/ui/typeset"
)

// setTitles says in the borders, the window's title and the status line where
// the reader is.
func (m *Model) setTitles() {
	foot := ""
	if m.list.serial > 0 && m.onlyGuide() {
		foot = m.keys.First(keys.AddFeed) + " adds a feed"
	}
	m.sidebar.SetTitle("Views", foot)
	title, unread := m.listName()
	m.headlines.SetTitle(title+unread, m.listFoot())
	if rows, _, _ := m.headlines.Rows(); len(rows) == 0 {
		m.headlines.SetEmpty(m.emptyNote())
	}
	m.layout.title = "warta " + m.styles.Glyphs.Dot + " " + title + unread
	if h, ok := m.reader.Headline(); ok && m.inArticle() {
		m.layout.title = typeset.Clean(h.Title) + " " + m.styles.Glyphs.Dot + " warta"
	}
	m.setHints()
}

// listName is what the list shows, and how many unread headlines that has.
func (m *Model) listName() (name, unread string) {
	dot := " " + m.styles.Glyphs.Dot + " "
	switch {
	case m.list.search != "":
		return "Search" + dot + typeset.Clean(m.list.search), m.found()
	case m.list.serial == 0:
		return "warta", ""
	}
	name = typeset.Clean(m.list.source.Label())
	if m.list.narrow != "" {
		return name, m.found()
	}
	if n := m.list.source.Unread; n > 0 {
		unread = dot + strconv.Itoa(n)
		if m.list.source.Kind != sidebar.View || m.list.source.View.Name != "Unread" {
			unread += " unread"
		}
	}
	return name, unread
}

// found is how many headlines were found, once that is known.
func (m *Model) found() string {
	if m.list.found < 0 {
		return ""
	}
	return " " + m.styles.Glyphs.Dot + " " + strconv.Itoa(m.list.found) + " found"
}

// listFoot is what narrows and groups the list.
func (m *Model) listFoot() string {
	foot := ""
	add := func(text string) {
		if foot != "" {
			foot += " " + m.styles.Glyphs.Dot + " "
		}
		foot += text
	}
	if m.list.narrow != "" {
		add("/" + m.list.narrow)
	}
	if m.list.unread {
		add("unread only")
	}
	if m.headlines.Grouping() != headlines.Flat {
		add(m.headlines.Grouping().String())
	}
	return foot
}

// emptyNote is what stands where there is no headline.
func (m *Model) emptyNote() string {
	key := func(a keys.Action) string { return m.keys.First(a) }
	switch {
	case m.list.serial == 0:
		return ""
	case m.list.search != "" || m.list.narrow != "":
		return "Nothing was found. " + key(keys.Back) + " goes back."
	case m.list.unread:
		return "Everything here is read. " + key(keys.UnreadOnly) + " shows all headlines."
	case len(m.sidebar.Feeds()) == 0:
		return "No feeds yet. " + key(keys.AddFeed) + " adds one: any address will do. " + key(keys.StarterPacks) + " offers starter packs."
	}
	return "No headlines here. " + key(keys.Refresh) + " refreshes, " + key(keys.AddFeed) + " adds a feed."
}

// pressed is a count or the beginning of a sequence, as it is shown.
func (m *Model) pressed() string {
	switch {
	case m.typed.pressed != "":
		return keys.Shown(m.typed.pressed) + m.styles.Glyphs.Ellipsis
	case m.typed.count > 0 && !m.inArticle():
		return strconv.Itoa(m.typed.count)
	}
	return ""
}

// setHints gives the status line the bindings worth a hint: those that work
// here. It does so only when the place changed.
func (m *Model) setHints() {
	here := hinted{valid: true, scope: m.scope(), cover: m.over.kind, article: m.page.shown != 0, first: m.onlyGuide()}
	if here == m.hinted {
		return
	}
	m.hinted = here
	var hints keys.Table
	begin := 0 // hints for somebody who begins come first
	for _, b := range m.keys.In(here.scope) {
		v, ok := m.verbs[b.Action]
		switch {
		case !ok || b.Short == "" || v.needs(m) != "":
		case m.over.kind == helpPage && b.Action == keys.MenuAccept:
		case b.Action != keys.AddFeed && b.Action != keys.StarterPacks:
			hints = append(hints, b)
		case here.first:
			hints = slices.Insert(hints, begin, b)
			begin++
		}
	}
	m.status.SetHints(hints)
}

// A hinted is the place that the hints in the status line are for.
type hinted struct {
	valid   bool
	scope   keys.Scope
	cover   cover
	article bool
	first   bool // no feed was added yet
}
