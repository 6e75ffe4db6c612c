package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/palette"
	"warta/ui/sidebar"
	"warta/ui/typeset"
)

// links offers the links of the article, or with a count opens that one.
func (m *Model) links(count int) tea.Cmd {
	if count > 0 {
		return m.openBrowser(count)
	}
	var items []palette.Item
	for _, l := range m.reader.Links() {
		item := palette.Item{Label: typeset.Clean(l.Text), Detail: l.URL, Key: strconv.Itoa(l.Number), Value: l.URL, Preview: []string{l.URL}}
		if item.Label == "" {
			item.Label, item.Detail = l.URL, ""
		}
		items = append(items, item)
	}
	m.choose(menu{title: "Links of the article", label: "open", items: items, numbered: true, done: func(m *Model, items []palette.Item) tea.Cmd {
		return m.openAddress(items[0].Value)
	}})
	return nil
}

// openAndMark opens the article's page and marks the headline read.
func (m *Model) openAndMark(count int) tea.Cmd {
	open := m.openBrowser(count)
	h, ok := m.current()
	if !ok || h.Read || open == nil {
		return open
	}
	return tea.Batch(open, m.mark([]feed.EntryID{h.ID}, feed.MarkRead, "marked read", true))
}

// goTo offers views, folders and feeds by name, also those in folded folders.
func (m *Model) goTo(int) tea.Cmd {
	var items []palette.Item
	places := m.sidebar.All()
	for i, p := range places {
		item := palette.Item{Label: p.Label(), Value: strconv.Itoa(i)}
		switch p.Kind {
		case sidebar.View:
			item.Detail = "view"
		case sidebar.Folder:
			item.Label, item.Detail = p.Folder, "folder"
		case sidebar.Feed:
			item.Detail = p.Feed.Folder
		}
		if p.Unread > 0 {
			item.Key = strconv.Itoa(p.Unread)
		}
		items = append(items, item)
	}
	m.choose(menu{title: "Go to", label: "name", items: items, typed: true, done: func(m *Model, items []palette.Item) tea.Cmd {
		i, err := strconv.Atoi(items[0].Value)
		if err != nil || !m.sidebar.Pick(places[i]) {
			return nil
		}
		m.layout.focus, m.layout.zen = keys.List, false
		return m.follow()
	}})
	return nil
}
