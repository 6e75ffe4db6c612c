package ui

import (
	"warta/feed"
	"warta/ui/keys"
	"warta/ui/sidebar"
)

func always(*Model) string { return "" }

func outsideArticles(m *Model) string {
	if m.inArticle() {
		return "the article is open"
	}
	return ""
}

func aHeadline(m *Model) string {
	if _, ok := m.headlines.Selected(); !ok {
		return "there is no headline here"
	}
	return ""
}

func anArticle(m *Model) string {
	if m.page.shown == 0 {
		return "there is no article here"
	}
	return ""
}

func aWideTable(m *Model) string {
	if !m.reader.HasWideTable() {
		return "there is no table here that is wider than the pane"
	}
	return ""
}

func anAddress(m *Model) string {
	h, ok := m.current()
	switch {
	case !ok:
		return "there is no headline here"
	case h.URL == "":
		return "this headline has no address"
	}
	return ""
}

func aLink(m *Model) string {
	if missing := anArticle(m); missing != "" {
		return missing
	}
	if len(m.reader.Links()) == 0 {
		return "there are no links in this article"
	}
	return ""
}

func somethingDone(m *Model) string {
	if len(m.undos) == 0 && m.marking.marks == 0 {
		return "there is nothing to undo"
	}
	return ""
}

func packs(m *Model) string {
	if len(m.options.Packs) == 0 {
		return "there are no starter packs"
	}
	return ""
}

func aSearch(m *Model) string {
	if m.list.search == "" && m.list.narrow == "" {
		return "only a search can be saved as a view" + m.hint(keys.Search, " searches")
	}
	return ""
}

func aFeed(m *Model) string {
	if _, ok := m.feedHere(); !ok {
		return "select a feed first"
	}
	return ""
}

func aFeedToMove(m *Model) string {
	if item, ok := m.sidebar.Selected(); ok && item.Kind == sidebar.Folder && m.inSidebar() {
		return "a folder moves by its name" + m.hint(keys.Rename, " changes it, and a slash puts it into another one")
	}
	return aFeed(m)
}

func aFeedOrFolder(m *Model) string {
	if item, ok := m.sidebar.Selected(); ok && item.Kind == sidebar.Folder {
		return ""
	}
	if aFeed(m) != "" {
		return "select a feed or a folder first"
	}
	return ""
}

func aFeedFolderOrView(m *Model) string {
	if item, ok := m.sidebar.Selected(); ok && item.Kind == sidebar.View {
		if item.View.Own {
			return ""
		}
		if m.inSidebar() {
			return "this view is built in: only your own can be dropped"
		}
	}
	if aFeedOrFolder(m) != "" {
		return "select a feed, a folder or a view of your own first"
	}
	return ""
}

// current is the headline that is being read or, when there is none, the
// selected one.
func (m *Model) current() (feed.Headline, bool) {
	return m.headlines.Selected()
}

// feedHere is the feed that is selected in the sidebar or, from another pane,
// the selected headline's.
func (m *Model) feedHere() (feed.Feed, bool) {
	if item, ok := m.sidebar.Selected(); ok && item.Kind == sidebar.Feed {
		return item.Feed, true
	}
	if m.inSidebar() {
		return feed.Feed{}, false
	}
	h, ok := m.headlines.Selected()
	if !ok {
		return feed.Feed{}, false
	}
	for _, f := range m.sidebar.Feeds() {
		if f.ID == h.Feed {
			return f, true
		}
	}
	return feed.Feed{}, false
}
