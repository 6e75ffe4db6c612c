package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/sidebar"
)

func (m *Model) inSidebar() bool { return m.layout.focus == keys.Sidebar }
func (m *Model) inArticle() bool { return m.layout.focus == keys.Article }

func (m *Model) down(count int) tea.Cmd { return m.move(max(count, 1)) }
func (m *Model) up(count int) tea.Cmd   { return m.move(-max(count, 1)) }

// move moves by lines or rows in whatever has the keyboard.
func (m *Model) move(by int) tea.Cmd {
	switch {
	case m.over.kind == helpPage:
		m.over.top += by
	case m.over.kind == outlinePage:
		m.reader.MoveOutline(by)
	case m.over.kind == choosing:
		return m.menuMove(by)
	case m.inSidebar():
		m.sidebar.Move(by)
		return m.follow()
	case m.inArticle():
		m.reader.Scroll(by)
	default:
		m.headlines.Move(by)
		return m.moved()
	}
	return nil
}

// moved is what follows when another headline was selected: its article is
// shown when the selection rests, so that a key costs the selection and no more.
func (m *Model) moved() tea.Cmd {
	if m.options.Pause < 0 {
		return tea.Batch(m.preview(), m.askMore())
	}
	if m.page.resting {
		return m.askMore()
	}
	m.page.resting = true
	return tea.Batch(m.rest(), m.askMore())
}

// rest looks after a while whether the selection is still where it is now.
func (m *Model) rest() tea.Cmd {
	h, _ := m.headlines.Selected()
	return tea.Tick(m.options.Pause, func(time.Time) tea.Msg { return rested{id: h.ID} })
}

// previewRested shows the article of the headline on which the selection has
// rested.
func (m *Model) previewRested(on rested) tea.Cmd {
	if h, _ := m.headlines.Selected(); h.ID != on.id {
		return m.rest()
	}
	m.page.resting = false
	return m.preview()
}

// follow shows what is selected in the sidebar, unless it is shown.
func (m *Model) follow() tea.Cmd {
	item, ok := m.sidebar.Selected()
	if !ok || m.list.search == "" && sameItem(item, m.list.source) && m.list.serial > 0 {
		return nil
	}
	return m.openItem(item, false)
}

// sameItem reports whether two items show the same list.
func sameItem(a, b sidebar.Item) bool {
	return a.Kind == b.Kind && a.Folder == b.Folder && a.Feed.ID == b.Feed.ID &&
		a.View.Name == b.View.Name && a.View.Query == b.View.Query
}

func (m *Model) pageDown(count int) tea.Cmd { return m.pages(float64(max(count, 1))) }
func (m *Model) pageUp(count int) tea.Cmd   { return m.pages(-float64(max(count, 1))) }
func (m *Model) halfDown(count int) tea.Cmd { return m.pages(0.5 * float64(max(count, 1))) }
func (m *Model) halfUp(count int) tea.Cmd   { return m.pages(-0.5 * float64(max(count, 1))) }

// pages moves by panes.
func (m *Model) pages(by float64) tea.Cmd {
	lines := int(float64(max(m.layout.rows()-3, 1)) * by)
	switch {
	case m.over.kind == helpPage || m.over.kind == outlinePage:
		return m.move(lines)
	case m.over.kind == choosing:
		return m.menuPages(by)
	case m.inSidebar():
		m.sidebar.Page(by)
		return m.follow()
	case m.inArticle():
		m.pageArticle(by, lines)
		return nil
	}
	m.headlines.Page(by)
	return m.moved()
}

// pageArticle moves by whole panes as the reader measures them, and by halves.
func (m *Model) pageArticle(by float64, lines int) {
	switch {
	case by != float64(int(by)):
		m.reader.Scroll(lines)
	case by > 0:
		for range min(int(by), 1000) {
			m.reader.PageDown()
		}
	default:
		for range min(int(-by), 1000) {
			m.reader.PageUp()
		}
	}
}

func (m *Model) top(int) tea.Cmd {
	switch {
	case m.over.kind == helpPage || m.over.kind == outlinePage:
		return m.move(-1 << 20)
	case m.over.kind == choosing:
		return m.menuPages(-1 << 20)
	case m.inSidebar():
		m.sidebar.Top()
		return m.follow()
	case m.inArticle():
		m.reader.Top()
		return nil
	}
	if !m.headlines.Top() {
		return m.askHeadlines(question{kind: around}, feed.Window{Limit: pageRows})
	}
	return m.moved()
}

func (m *Model) bottom(count int) tea.Cmd {
	switch {
	case m.over.kind == helpPage || m.over.kind == outlinePage:
		return m.move(1 << 20)
	case m.over.kind == choosing:
		return m.menuPages(1 << 20)
	case m.inSidebar() && count > 0:
		m.sidebar.Top()
		m.sidebar.Move(count - 1)
		return m.follow()
	case m.inSidebar():
		m.sidebar.Bottom()
		return m.follow()
	case m.inArticle() && count > 0:
		return m.reach(count)
	case m.inArticle():
		m.reader.Bottom()
		return nil
	case count > 0:
		return m.goToHeadline(count)
	}
	if !m.headlines.Bottom() {
		return m.askHeadlines(question{kind: around}, feed.Window{Backward: true, Limit: pageRows})
	}
	return m.moved()
}

// goToHeadline selects the n-th headline of the list.
func (m *Model) goToHeadline(n int) tea.Cmd {
	rows, first, last := m.headlines.Rows()
	if first && (n <= len(rows) || last) {
		m.headlines.Top()
		m.headlines.Move(n - 1)
		return m.moved()
	}
	ask, q := m.source(), m.question(around)
	return func() tea.Msg {
		rows, last, err := ask.window(feed.Window{Limit: n + pageRows/2})
		got := headlinesLoaded{question: q, rows: rows, first: true, last: last, err: err}
		if n = min(n, len(rows)); n > 0 {
			got.chosen = rows[n-1].ID
		}
		if from := n - pageRows; from > 0 {
			got.rows, got.first = rows[from:], false
		}
		return got
	}
}

// fold folds or unfolds the selected folder; on anything else, the key goes on
// as it does in the list.
func (m *Model) fold(int) tea.Cmd {
	if item, ok := m.sidebar.Selected(); !ok || item.Kind != sidebar.Folder {
		return m.advance(0)
	}
	m.sidebar.Fold()
	return m.follow()
}

// enter goes in: from the sidebar to the list, from a headline to its article.
func (m *Model) enter(int) tea.Cmd {
	switch {
	case m.inSidebar():
		if m.sidebar.SetFolded(false) {
			return m.follow()
		}
		m.layout.focus = keys.List
		return m.follow()
	case m.inArticle():
		return nil
	}
	if _, ok := m.headlines.Selected(); !ok {
		m.warn("there is no headline here")
		return nil
	}
	return m.open()
}

// back goes out: it ends finding, then zen, then leaves the pane.
func (m *Model) back(int) tea.Cmd {
	switch {
	case m.inArticle() && m.leaveChanges():
	case m.inArticle() && m.finding():
		m.reader.Find("")
	case m.layout.zen:
		m.layout.zen = false
		m.layout.focus = keys.List
	case m.inArticle():
		m.layout.focus = keys.List
	case m.inSidebar():
		if m.sidebar.SetFolded(true) || m.sidebar.Out() {
			return m.follow()
		}
	case m.list.narrow != "":
		m.list.narrow, m.list.within = "", nil
		return m.reopen()
	case m.list.search != "":
		return m.leaveSearch()
	default:
		m.layout.focus = keys.Sidebar
	}
	return nil
}

// leaveSearch goes back to what is selected in the sidebar, and there to the
// headline that was selected before the search.
func (m *Model) leaveSearch() tea.Cmd {
	item, ok := m.sidebar.Selected()
	if !ok {
		return nil
	}
	return m.openItem(item, false)
}

func (m *Model) nextPane(int) tea.Cmd     { return m.cycle(1) }
func (m *Model) previousPane(int) tea.Cmd { return m.cycle(2) }

// cycle gives the keyboard to another pane.
func (m *Model) cycle(by int) tea.Cmd {
	order := [...]keys.Scope{keys.Sidebar, keys.List, keys.Article}
	for i, pane := range order {
		if pane == m.layout.focus {
			m.layout.focus = order[(i+by)%len(order)]
			break
		}
	}
	m.layout.zen = m.layout.zen && m.inArticle()
	return m.preview()
}

func (m *Model) nextFeed(int) tea.Cmd     { return m.goToFeed(1, false) }
func (m *Model) previousFeed(int) tea.Cmd { return m.goToFeed(-1, false) }

// goToFeed shows the next feed with unread headlines; with open, its first
// unread headline is opened.
func (m *Model) goToFeed(by int, open bool) tea.Cmd {
	f, ok := m.sidebar.NextFeed(m.list.source.Feed.ID, by)
	if !ok {
		m.say("everything is read")
		return nil
	}
	m.sidebar.SelectFeed(f.ID)
	item, _ := m.sidebar.Selected()
	return m.openItem(item, open)
}

func (m *Model) nextUnread(int) tea.Cmd     { return m.goUnread(1) }
func (m *Model) previousUnread(int) tea.Cmd { return m.goUnread(-1) }

// goUnread goes to the next unread headline; from an article it is opened.
func (m *Model) goUnread(by int) tea.Cmd {
	if m.headlines.Next(by, unread) {
		return m.arrived()
	}
	if _, first, last := m.headlines.Rows(); by > 0 && !last || by < 0 && !first {
		return m.seek(by, m.inArticle())
	}
	m.say("nothing unread " + direction(by))
	return nil
}

// arrived shows the headline that was gone to, or opens it from an article.
func (m *Model) arrived() tea.Cmd {
	if m.inArticle() {
		return tea.Batch(m.open(), m.askMore())
	}
	return m.moved()
}

func (m *Model) nextHeadline(count int) tea.Cmd {
	m.headlines.Move(max(count, 1))
	return m.arrived()
}

func (m *Model) previousHeadline(count int) tea.Cmd {
	m.headlines.Move(-max(count, 1))
	return m.arrived()
}
