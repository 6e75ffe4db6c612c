package ui

import (
	"slices"
	"strconv"
	"strings"

	"warta/feed"
	"warta/ui/headlines"
	"warta/ui/keys"
	"warta/ui/sidebar"
	"warta/ui/typeset"
)

// A situation is all that titles and hints depend on: they are made anew only
// when it is another one.
type situation struct {
	scope     keys.Scope
	cover     cover
	list      int // its serial
	unread    int
	found     int
	only      bool // only unread headlines
	narrow    string
	grouping  headlines.Grouping
	empty     bool
	above     string // what newAbove says
	article   feed.EntryID
	beginning bool // no feed was added yet
	trouble   string
	look      string
	view      string
	width     int // of the list
}

// setTitles says in the borders, the window's title and the status line where
// the reader is.
func (m *Model) setTitles() {
	rows, _, _ := m.headlines.Rows()
	now := situation{
		scope: m.scope(), cover: m.over.kind, list: m.list.serial, unread: m.list.source.Unread, found: m.list.found,
		only: m.list.unread, narrow: m.list.narrow, grouping: m.headlines.Grouping(), empty: len(rows) == 0, above: m.newAbove(),
		article: m.page.shown, beginning: m.onlyGuide(), trouble: m.news.trouble, look: m.styles.Name, view: m.list.source.Label(),
		width: m.layout.list.w,
	}
	if now == m.situation {
		return
	}
	m.situation = now
	foot := ""
	if m.list.serial > 0 && now.beginning {
		foot = m.keys.First(keys.AddFeed) + " adds a feed"
	}
	m.sidebar.SetTitle("Views", foot)
	title, unread := m.listName()
	shown := typeset.Cut(title, max(m.layout.list.w-6-typeset.Width(unread), 8), m.styles.Glyphs.Ellipsis)
	m.headlines.SetOneFeed(m.headlines.Grouping() == headlines.ByFeed || m.list.source.Kind == sidebar.Feed && m.list.search == "")
	m.headlines.SetTitle(m.visual(shown)+unread, m.listFoot())
	if now.empty {
		m.headlines.SetEmpty(m.emptyNote())
	}
	m.layout.title = "warta " + m.styles.Glyphs.Dot + " " + title + unread
	if h, ok := m.reader.Headline(); ok && m.inArticle() {
		m.layout.title = typeset.Clean(h.Title) + " " + m.styles.Glyphs.Dot + " warta"
	}
	m.setHints()
}

// visual is a name in visual order, if the terminal wants that.
func (m *Model) visual(name string) string {
	if m.options.Reorder {
		return typeset.Visual(name)
	}
	return name
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
	if n := m.situation.above; n != "" {
		add(n + " new above" + m.hint(keys.Top, ""))
	}
	if m.list.narrow != "" {
		add("/" + m.visual(m.list.narrow))
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
	case m.news.trouble != "" || m.list.serial == 0:
		return m.news.trouble
	case m.list.search != "" || m.list.narrow != "":
		note := "Nothing was found"
		if names := feed.Missing(m.list.effective(), m.sidebar.Feeds()); len(names) > 0 {
			note += ": " + typeset.Clean(strings.Join(names, "; "))
		}
		return note + ". " + key(keys.Back) + " goes back."
	case m.list.unread:
		return "Everything here is read. " + key(keys.UnreadOnly) + " shows all headlines."
	case len(m.sidebar.Feeds()) == 0:
		return "No feeds yet. " + key(keys.AddFeed) + " adds one: any address will do. " + key(keys.StarterPacks) + " offers starter packs."
	}
	if f := m.list.source.Feed; m.list.source.Kind == sidebar.Feed && f.Health.Failure != "" {
		return "Nothing was read from this feed yet: " + f.Health.Failure + ". " + key(keys.Refresh) + " tries again, " + key(keys.Health) + " says more."
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
// here, and first those for somebody who begins.
func (m *Model) setHints() {
	var hints keys.Table
	begin := 0
	for _, b := range m.keys.In(m.scope()) {
		v, ok := m.verbs[b.Action]
		switch {
		case !ok || b.Short == "" || v.needs(m) != "":
		case m.over.kind == helpPage && b.Action == keys.MenuAccept:
		case b.Action != keys.AddFeed && b.Action != keys.StarterPacks:
			hints = append(hints, b)
		case m.situation.beginning:
			hints = slices.Insert(hints, begin, b)
			begin++
		}
	}
	m.status.SetHints(hints)
}
