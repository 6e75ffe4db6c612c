package ui

import (
	"cmp"
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/sidebar"
	"warta/ui/status"
	"warta/ui/typeset"
)

// A news is how the work in the background goes, and whether the screen has
// yet to look again.
type news struct {
	activity  feed.Activity
	awaited   int    // the round of refresh whose end the reader waits for, 0: none
	blurred   bool   // the terminal is not looked at
	reloading bool   // a look is under way
	stale     bool   // and another one is due after it
	looks     int    // how many there were
	trouble   string // why feeds or headlines cannot be listed
	making    bool   // an edition is being made
}

// listen waits for one snapshot of the work in the background.
func (m *Model) listen() tea.Cmd {
	news := m.library.Activity()
	if news == nil {
		return nil
	}
	done := m.ctx.Done()
	return func() tea.Msg {
		select {
		case a, ok := <-news:
			if ok {
				return activityChanged(a)
			}
		case <-done:
		}
		return nil
	}
}

// noteActivity shows how the work goes; when something changed in the store,
// the screen looks again.
func (m *Model) noteActivity(a feed.Activity) tea.Cmd {
	moved := a.Revision != m.news.activity.Revision
	m.tellRound(a)
	m.news.activity = a
	if !m.news.blurred {
		m.status.SetActivity(a)
	}
	if !moved {
		return m.listen()
	}
	return tea.Batch(m.listen(), m.look())
}

// tellRound says how the refresh went that the reader asked for: its progress
// is in the activity, and so is its end unless nothing came of it.
func (m *Model) tellRound(a feed.Activity) {
	if m.news.awaited == 0 || a.Round < m.news.awaited {
		return
	}
	if a.Busy() {
		m.say("")
		return
	}
	m.news.awaited = 0
	switch {
	case a.Total == 0:
		m.say("there is no feed to refresh")
	case a.NotDue == a.Total:
		m.say("every feed was asked in the last 15 minutes" + m.hint(keys.Refresh, " asks the selected one anyway"))
	case a.Failed > 0 || a.New > 0:
		m.say("")
	default:
		m.say("nothing new")
	}
}

// look asks again for what the screen shows. While an answer is on its way,
// one more look is remembered and no more.
func (m *Model) look() tea.Cmd {
	if m.news.reloading {
		m.news.stale = true
		return nil
	}
	if m.list.serial == 0 {
		return m.askSidebar()
	}
	m.news.reloading, m.news.stale = true, false
	m.news.looks++
	return tea.Batch(m.askSidebar(), m.reloadList())
}

// reloadAgain looks again when something changed during the look.
func (m *Model) reloadAgain() tea.Cmd {
	if !m.news.stale {
		return nil
	}
	return m.look()
}

// askSidebar asks for views, folders and feeds.
func (m *Model) askSidebar() tea.Cmd {
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		views, noViews := lib.Views(ctx)
		folders, noFolders := lib.Folders(ctx)
		feeds, noFeeds := lib.Feeds(ctx)
		return sidebarLoaded{views: views, folders: folders, feeds: feeds, err: cmp.Or(noViews, noFolders, noFeeds)}
	}
}

// showSidebar shows views, folders and feeds, and when what was selected is
// gone, the list of what is selected instead.
func (m *Model) showSidebar(got sidebarLoaded) tea.Cmd {
	m.news.trouble = ""
	if got.err != nil {
		m.news.awaited = 0
		m.fail("", got.err)
		m.news.trouble = m.status.Said()
	}
	if got.err != nil && len(got.views)+len(got.feeds) == 0 {
		return nil // what is on the screen is better than nothing
	}
	m.sidebar.SetItems(got.views, got.folders, got.feeds)
	if m.list.serial == 0 {
		m.resume(m.options.State)
	}
	item, ok := m.sidebar.Selected()
	if ok && sameItem(item, m.list.source) {
		m.list.source = item // its counts
	}
	if m.list.search != "" {
		return nil
	}
	return m.follow()
}

// onlyGuide reports whether no feed was added yet.
func (m *Model) onlyGuide() bool {
	for _, f := range m.sidebar.Feeds() {
		if !f.Guide {
			return false
		}
	}
	return true
}

// refresh refreshes the feed, folder or view that is selected.
func (m *Model) refresh(int) tea.Cmd {
	item, _ := m.sidebar.Selected()
	var ids []feed.FeedID
	switch f, ok := m.feedHere(); {
	case m.inSidebar() && item.Kind == sidebar.Folder:
		for _, f := range m.sidebar.InFolder(item.Folder) {
			ids = append(ids, f.ID)
		}
	case m.inSidebar() && item.Kind == sidebar.View:
		return m.refreshAll(0)
	case ok:
		ids = []feed.FeedID{f.ID}
	}
	if len(ids) == 0 {
		return m.refreshAll(0)
	}
	return m.askRefresh(ids)
}

func (m *Model) refreshAll(int) tea.Cmd { return m.askRefresh(nil) }

func (m *Model) askRefresh(ids []feed.FeedID) tea.Cmd {
	m.say("refreshing")
	m.news.awaited = m.news.activity.Round + 1
	if m.news.activity.Busy() {
		m.news.awaited--
	}
	ctx, lib, force := m.ctx, m.library, len(ids) == 1
	return func() tea.Msg {
		return done{err: lib.Refresh(ctx, ids, force)}
	}
}

// offline turns the network off or on.
func (m *Model) offline(int) tea.Cmd {
	off := !m.news.activity.Offline
	m.news.activity.Offline = off
	m.status.SetActivity(m.news.activity)
	m.say("the network is turned on again")
	if off {
		m.say("the network is turned off: what was fetched can be read")
	}
	lib := m.library
	return func() tea.Msg {
		lib.SetOffline(off)
		return nil
	}
}

// focusTerminal notes whether the terminal is looked at; while it is not, the
// work in the background is not shown.
func (m *Model) focusTerminal(on bool) {
	m.news.blurred = !on
	if on {
		m.status.SetActivity(m.news.activity)
	}
}

// showDone says what was done or went wrong.
func (m *Model) showDone(got done) tea.Cmd {
	m.status.Wait("")
	switch {
	case got.err != nil:
		m.fail("", got.err)
	case got.said != "":
		m.good(got.said)
	}
	if got.undo != nil && got.err == nil {
		m.remember(*got.undo)
	}
	if got.changed || got.err != nil {
		return m.look()
	}
	return nil
}

func (m *Model) say(text string)  { m.status.Say(status.Said, text) }
func (m *Model) good(text string) { m.status.Say(status.Good, text) }
func (m *Model) warn(text string) { m.status.Say(status.Warned, text) }

// fail says what could not be done, and why.
func (m *Model) fail(doing string, err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	text := reason(err)
	if doing != "" {
		text = doing + ": " + text
	}
	m.status.Say(status.Failed, text)
}

// reason is an error in one clean line.
func reason(err error) string { return typeset.Clean(err.Error()) }
