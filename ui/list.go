package ui

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/headlines"
	"warta/ui/sidebar"
)

// A list is what the list shows: a view, a folder, a feed or a search, perhaps
// narrowed.
type list struct {
	source sidebar.Item // what was selected in the sidebar
	query  feed.Query
	search string // the text that was searched for, "" for none
	narrow string // the words that the list was narrowed by
	within feed.Condition
	unread bool // only unread headlines

	spots   map[spot]stop         // where the reader was in the lists that were left
	ctx     context.Context       //nolint:containedctx // of what is asked about this list
	giveUp  context.CancelFunc    // ends what is asked about it
	serial  int                   // counts the lists
	found   int                   // how many headlines a search has, -1 unknown
	more    bool                  // more rows were asked for
	newest  feed.Cursor           // the first headline that was on screen
	touched map[feed.EntryID]bool // rows that stay, though they may no longer belong
}

// A question is what a command asks of a list. Serial names the list, and looks
// tells when it was asked.
type question struct {
	serial int
	looks  int
	kind   kind
	open   bool // open the chosen headline
}

// A kind of question.
type kind int

const (
	fresh kind = iota // the list from its beginning
	again             // the rows it has, as they are now
	later
	earlier
	around // the rows around a headline
)

// A stop is where the reader was in a list, and which headlines of it had been
// seen.
type stop struct {
	headline feed.Headline
	newest   feed.Cursor
}

// A spot names a list of the sidebar.
type spot struct {
	kind sidebar.Kind
	name string
	feed feed.FeedID
}

func spotOf(item sidebar.Item) spot {
	return spot{item.Kind, item.View.Name + item.Folder, item.Feed.ID}
}

// anew is an empty list in place of l, with what outlives a list.
func (l *list) anew() list { return list{serial: l.serial, spots: l.spots, giveUp: l.giveUp} }

// noteSpot notes where the reader is in a list that is about to be left; at its
// beginning there is nothing to note, for that is where what is new will be.
func (m *Model) noteSpot() {
	if m.list.search != "" || m.list.narrow != "" || m.list.serial == 0 {
		return
	}
	if m.list.spots == nil {
		m.list.spots = map[spot]stop{}
	}
	at := spotOf(m.list.source)
	delete(m.list.spots, at)
	rows, first, _ := m.headlines.Rows()
	if h, ok := m.headlines.Selected(); ok && !(first && rows[0].ID == h.ID) {
		m.list.spots[at] = stop{h, m.list.newest}
	}
}

// pageRows is how many rows are asked for at once.
const pageRows = 200

// effective is the query with all that narrows it.
func (l *list) effective() feed.Query {
	q := l.query
	var all feed.And
	if q.Where != nil {
		all = append(all, q.Where)
	}
	if l.within != nil {
		all = append(all, l.within)
	}
	if l.unread {
		all = append(all, feed.Is{Property: feed.Unread})
	}
	switch len(all) {
	case 0:
	case 1:
		q.Where = all[0]
	default:
		q.Where = all
	}
	return q
}

// openItem shows what an item of the sidebar stands for.
func (m *Model) openItem(item sidebar.Item, open bool) tea.Cmd {
	q := feed.Query{}
	switch item.Kind {
	case sidebar.View:
		var err error
		if q, err = m.library.Query(item.View.Query); err != nil {
			m.fail("opening "+item.Label(), err)
			return nil
		}
	case sidebar.Folder:
		q.Where = feed.InFolder{Folder: item.Folder}
	case sidebar.Feed:
		q.Where = feed.FromFeed{Feed: item.Feed.ID}
	}
	m.noteSpot()
	unread := m.list.unread
	m.list = m.list.anew()
	m.list.source, m.list.query, m.list.unread = item, q, unread
	if s, ok := m.list.spots[spotOf(item)]; ok && !open {
		m.begin()
		m.list.newest = s.newest
		return tea.Batch(m.askCount(), m.askAround(s.headline))
	}
	if s := m.options.State; m.list.serial == 0 && s.Headline != 0 && s.is(item) && !open {
		m.begin()
		return m.askLeft(s)
	}
	return m.openList(open)
}

// begin begins another list; what was asked about the one before is given up.
func (m *Model) begin() {
	m.list.serial++
	m.list.more = false
	m.list.touched = map[feed.EntryID]bool{}
	m.list.found = -1
	if m.list.giveUp != nil {
		m.list.giveUp()
	}
	m.list.ctx, m.list.giveUp = context.WithCancel(m.ctx)
}

// openList asks for the list from its beginning; with open, its first unread
// headline is opened.
func (m *Model) openList(open bool) tea.Cmd {
	m.begin()
	return tea.Batch(m.askCount(), m.askHeadlines(question{kind: fresh, open: open}, feed.Window{Limit: pageRows}))
}

// askCount asks how many headlines a search or a narrowed list has; the
// sidebar counts the others.
func (m *Model) askCount() tea.Cmd {
	if m.list.search == "" && m.list.narrow == "" {
		return nil
	}
	ctx, lib, q, serial := m.list.ctx, m.library, m.list.effective(), m.list.serial
	return func() tea.Msg {
		n, err := lib.Count(ctx, q)
		return counted{serial: serial, n: n, err: err}
	}
}

// showCount shows how many were found, unless another list was opened since.
func (m *Model) showCount(got counted) {
	if got.serial == m.list.serial && got.err == nil {
		m.list.found = got.n
	}
}

// askMore asks for rows beyond those the pane has, when it wants any.
func (m *Model) askMore() tea.Cmd {
	want := m.headlines.Wants()
	rows, _, _ := m.headlines.Rows()
	if want == headlines.Nothing || m.list.more || len(rows) == 0 {
		return nil
	}
	m.list.more = true
	if want == headlines.After {
		return m.askHeadlines(question{kind: later}, feed.Window{From: feed.CursorOf(rows[len(rows)-1]), Limit: pageRows})
	}
	return m.askHeadlines(question{kind: earlier}, feed.Window{From: feed.CursorOf(rows[0]), Backward: true, Limit: pageRows})
}

// reloadList asks for the rows the pane has, as they are now.
func (m *Model) reloadList() tea.Cmd {
	rows, first, _ := m.headlines.Rows()
	w := feed.Window{Limit: max(len(rows), pageRows)}
	if !first && len(rows) > 0 {
		w.From, w.Including = feed.CursorOf(rows[0]), true
	}
	h, _ := m.headlines.Selected()
	ask, q := m.source(), m.question(again)
	return tea.Batch(m.askCount(), func() tea.Msg { return ask.again(q, w, h) })
}

// askHeadlines asks for a window on the list that is shown.
func (m *Model) askHeadlines(q question, w feed.Window) tea.Cmd {
	q.serial, q.looks = m.list.serial, m.news.looks
	ask := m.source()
	return func() tea.Msg { return ask.rows(q, w) }
}

// showHeadlines shows an answer, unless another list was opened since.
func (m *Model) showHeadlines(got headlinesLoaded) tea.Cmd {
	if got.kind == again {
		m.news.reloading = false
	}
	if got.serial != m.list.serial {
		return m.reloadAgain()
	}
	if got.kind == later || got.kind == earlier {
		m.list.more = false
	}
	m.news.trouble = ""
	if got.err != nil {
		m.fail("listing headlines", got.err)
		m.news.trouble = m.status.Said()
		return nil
	}
	_, hadFirst, _ := m.headlines.Rows()
	switch got.kind {
	case fresh, around:
		m.headlines.SetItems(got.rows, got.first, got.last)
		m.chooseLoaded(got)
	case again:
		m.headlines.Reload(got.rows, hadFirst && got.chosen == 0 || got.first && got.chosen != 0, got.last, m.stays)
	case later:
		m.headlines.Append(got.rows, got.last)
	case earlier:
		m.headlines.Prepend(got.rows, got.first)
	}
	// What was asked before the last look may be older than what that has shown.
	m.news.stale = m.news.stale || got.looks != m.news.looks
	return tea.Batch(m.afterLoad(got), m.askMore(), m.reloadAgain())
}

// question is one of the list that is shown.
func (m *Model) question(k kind) question {
	return question{serial: m.list.serial, looks: m.news.looks, kind: k}
}

// chooseLoaded selects the headline that the question was about.
func (m *Model) chooseLoaded(got headlinesLoaded) {
	switch {
	case got.chosen != 0:
		m.headlines.Select(got.chosen)
	case got.open:
		if h, ok := m.headlines.Selected(); ok && h.Read {
			m.headlines.Next(1, unread)
		}
	case got.kind == around && got.last && !got.first:
		m.headlines.Bottom()
	}
}

// afterLoad shows the selected headline's article, or opens it.
func (m *Model) afterLoad(got headlinesLoaded) tea.Cmd {
	if got.open {
		return m.open()
	}
	return tea.Batch(m.preview(), m.refreshPage())
}

// stays reports whether a row that is no longer in the list stays in sight:
// what was read or marked here, and what is being read.
func (m *Model) stays(h feed.Headline) bool {
	if !m.list.touched[h.ID] && h.ID != m.page.shown {
		return false
	}
	return slices.ContainsFunc(m.sidebar.Feeds(), func(f feed.Feed) bool { return f.ID == h.Feed })
}

// noteNewest notes the beginning of the list as the reader saw it: what
// arrives later is not marked with the rest. Grouped by feed, a list has no
// newest end, and all of it counts as seen.
func (m *Model) noteNewest() {
	switch rows, first, _ := m.headlines.Rows(); {
	case m.headlines.Grouping() == headlines.ByFeed:
		m.list.newest = feed.Cursor{}
	case first && len(rows) > 0 && m.headlines.AtTop():
		m.list.newest = feed.CursorOf(rows[0])
	}
}

// newAbove is how many headlines arrived above those on screen since the
// beginning of the list was in sight: a number, "100+" when the pane does not
// hold them all, or "".
func (m *Model) newAbove() string {
	rows, first, _ := m.headlines.Rows()
	newest, n := m.list.newest, 0
	for !newest.IsZero() && n < m.headlines.Above() && rows[n].ID != newest.ID && !rows[n].Published.Before(newest.Published) {
		n++
	}
	switch {
	case n == 0:
		return ""
	case first:
		return strconv.Itoa(n)
	}
	return strconv.Itoa(n) + "+"
}

func unread(h feed.Headline) bool { return !h.Read }
