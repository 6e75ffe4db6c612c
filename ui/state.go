package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/headlines"
	"warta/ui/sidebar"
)

// A State is how the reader left the screen, to be found so at the next start.
// The zero State is that of a first start.
type State struct {
	View     string       `json:"view,omitempty"` // the list that was shown: a view,
	Folder   string       `json:"folder,omitempty"`
	Feed     feed.FeedID  `json:"feed,omitempty"`
	Headline feed.EntryID `json:"headline,omitempty"` // the one that was selected
	Newest   feed.EntryID `json:"newest,omitempty"`   // the first of the list
	Unread   bool         `json:"unread_only,omitempty"`
	OneLine  bool         `json:"one_line,omitempty"`
	Grouping int          `json:"grouping,omitempty"`
	Folded   []string     `json:"folded,omitempty"`
	Sidebar  int          `json:"sidebar,omitempty"` // cells by which panes were made wider
	List     int          `json:"list,omitempty"`
	Told     string       `json:"told,omitempty"` // the last Options.Taken
}

// State is how the screen is left. A search is not kept: it is the list behind
// it that is.
func (m *Model) State() State {
	s := State{
		Unread: m.list.unread, OneLine: m.headlines.OneLine(), Grouping: int(m.headlines.Grouping()),
		Folded: m.sidebar.Folded(), Sidebar: m.layout.sideCut, List: m.layout.listCut, Told: m.options.Taken,
	}
	item, ok := m.sidebar.Selected()
	if !ok || m.list.serial == 0 {
		return m.options.State // nothing was shown
	}
	switch item.Kind {
	case sidebar.View:
		s.View = item.View.Name
	case sidebar.Folder:
		s.Folder = item.Folder
	case sidebar.Feed:
		s.Feed = item.Feed.ID
	}
	rows, first, _ := m.headlines.Rows()
	h, ok := m.headlines.Selected()
	if ok && m.list.search == "" && m.list.narrow == "" {
		s.Headline = h.ID
		if s.Newest = m.list.newest.ID; first {
			s.Newest = rows[0].ID
		}
	}
	return s
}

// arrange lays out the screen as it was left.
func (m *Model) arrange(s State) {
	m.list.unread = s.Unread
	m.layout.sideCut, m.layout.listCut = s.Sidebar, s.List
	m.headlines.SetOneLine(m.options.OneLine || s.OneLine)
	if g := headlines.Grouping(s.Grouping); g > headlines.Flat && g <= headlines.ByFeed {
		m.headlines.SetGrouping(g)
	}
	m.sidebar.FoldAll(s.Folded)
}

// resume selects in the sidebar what was selected there, unless the reader
// wants to begin with a view.
func (m *Model) resume(s State) {
	switch {
	case m.options.View != "" && m.sidebar.SelectView(m.options.View):
	case s.Feed != 0 && m.sidebar.SelectFeed(s.Feed):
	case s.Folder != "" && m.sidebar.SelectFolder(s.Folder):
	case s.View != "" && m.sidebar.SelectView(s.View):
	}
}

// is reports whether the state was left in the list of an item.
func (s State) is(item sidebar.Item) bool {
	switch item.Kind {
	case sidebar.View:
		return s.View == item.View.Name
	case sidebar.Folder:
		return s.Folder == item.Folder
	case sidebar.Feed:
		return s.Feed == item.Feed.ID
	}
	return false
}

// askLeft asks for the rows around the headline that was selected when the list
// was left, or for its beginning when something new arrived there since: what is
// new is seen first.
func (m *Model) askLeft(s State) tea.Cmd {
	ask, q := m.source(), m.question(fresh)
	return func() tea.Msg {
		got := ask.rows(q, feed.Window{Limit: pageRows})
		if got.err != nil || len(got.rows) == 0 || got.rows[0].ID != s.Newest {
			return got
		}
		h, err := ask.library.Headline(ask.ctx, s.Headline)
		switch {
		case errors.Is(err, feed.ErrNotFound):
			return got
		case err != nil:
			return headlinesLoaded{question: q, err: err}
		}
		return ask.around(q, h)
	}
}
