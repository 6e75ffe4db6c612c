package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/keys"
)

// changes is what the publisher changed in the article that is shown.
type changes struct {
	list  []article.Change // the last one first
	shown int              // which of them is marked in the article, from 1; 0: none
	place feed.Place       // where the reader was in the article itself
	plain article.Article
}

// changesLoaded is an answer: what was changed in an entry.
type changesLoaded struct {
	id   feed.EntryID
	list []article.Change
	err  error
}

func aChange(m *Model) string {
	if missing := anArticle(m); missing != "" {
		return missing
	}
	if h, _ := m.reader.Headline(); !h.Updated {
		return "its publisher has not changed this article since it came"
	}
	return ""
}

// showChanges marks in the article what its publisher changed: the last change
// first, then all since the one before it, and so on, and then the article
// again.
func (m *Model) showChanges(int) tea.Cmd {
	m.layout.focus = keys.Article
	if m.page.changes.shown > 0 {
		m.markChange(m.page.changes.shown + 1)
		return nil
	}
	ctx, lib, id := m.ctx, m.library, m.page.shown
	return func() tea.Msg {
		list, err := lib.Changed(ctx, id)
		return changesLoaded{id: id, list: list, err: err}
	}
}

// takeChanges marks the last change, unless another article is shown by now.
func (m *Model) takeChanges(got changesLoaded) {
	switch {
	case got.err != nil:
		m.fail("looking for what was changed", got.err)
	case got.id != m.page.shown || m.page.changes.shown > 0:
	default:
		m.page.changes = changes{list: got.list, place: m.reader.Place(), plain: m.reader.Article()}
		m.markChange(1)
	}
}

// markChange marks the n-th change from the last one; after the first change
// that was made, the article is shown again as it is.
func (m *Model) markChange(n int) {
	c := &m.page.changes
	h, _ := m.reader.Headline()
	for ; n <= len(c.list); n++ {
		marked, places := c.list[n-1].Marked()
		if places == 0 {
			continue // only its address or its author
		}
		c.shown = n
		marked.Notice = "Marked is what its publisher changed after " + c.list[n-1].Until.Local().Format("2 Jan 2006 15:04") +
			": [-this] went, [+this] came."
		if key := m.keys.First(keys.Changes); n < len(c.list) && key != "" {
			marked.Notice += " " + key + " goes back one change more."
		}
		m.reader.SetArticle(h, marked, feed.Place{})
		m.say(counting(m.reader.FindChanges(), "place was", "places were") + " changed" + m.hint(keys.NextMatch, " goes to the next, ") +
			m.keys.First(keys.Back) + " to the article")
		return
	}
	if c.shown == 0 {
		m.say("no words of it were changed")
	}
	m.leaveChanges()
}

// leaveChanges shows the article as it is; it is false when it is shown so.
func (m *Model) leaveChanges() bool {
	c := m.page.changes
	m.page.changes = changes{}
	if c.shown == 0 {
		return false
	}
	h, _ := m.reader.Headline()
	m.reader.Find("")
	m.reader.SetArticle(h, c.plain, c.place)
	return true
}

// counting is a number with the word for one or for several.
func counting(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + several
}
