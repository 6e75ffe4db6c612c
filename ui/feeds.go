package ui

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/palette"
	"warta/ui/sidebar"
	"warta/ui/typeset"
)

// addFeed asks for an address, or offers what was found behind the last one
// while the reader did something else.
func (m *Model) addFeed(int) tea.Cmd {
	if got := m.lookup.found; len(got.candidates) > 0 {
		m.lookup.found = looked{}
		m.offerCandidates(got)
		return nil
	}
	return m.askAddress("", "")
}

func (m *Model) askAddress(text, wrong string) tea.Cmd {
	m.ask(asking{label: "add feed", text: text, hint: "any address: a feed, a page, example.org", done: (*Model).lookAt})
	m.prompt.Wrong(wrong)
	return nil
}

// lookAt looks for the feeds behind an address.
func (m *Model) lookAt(address string) tea.Cmd {
	if address == "" {
		return nil
	}
	m.giveUpLook()
	m.status.Wait("looking for feeds at " + address + ": esc gives up")
	ctx, stop := context.WithCancel(m.ctx)
	m.lookup = lookup{address: address, stop: stop}
	lib := m.library
	return func() tea.Msg {
		candidates, err := lib.Look(ctx, address)
		return looked{address: address, candidates: candidates, err: err}
	}
}

// A lookup is the search for feeds behind an address, which may take a while.
type lookup struct {
	address string
	stop    context.CancelFunc // nil when nothing is looked for
	left    bool               // the reader went on to something else meanwhile
	found   looked             // what was found then
}

// giveUpLook ends looking for feeds; it is false when nothing is looked for.
func (m *Model) giveUpLook() bool {
	if m.lookup.stop == nil {
		return false
	}
	m.lookup.stop()
	m.lookup = lookup{}
	m.status.Wait("")
	return true
}

// showCandidates offers the feeds that were found. A reader who went on
// meanwhile is told instead, and keeps the keyboard.
func (m *Model) showCandidates(got looked) tea.Cmd {
	if m.lookup.stop == nil || got.address != m.lookup.address {
		return nil // given up
	}
	left := m.lookup.left || m.over.kind != nothing
	m.giveUpLook()
	switch {
	case got.err == nil && len(got.candidates) > 0 && left:
		m.lookup.found = got
		m.good("found feeds at " + got.address + m.hint(keys.AddFeed, " shows them"))
	case got.err == nil && len(got.candidates) > 0:
		m.offerCandidates(got)
	case left:
		m.fail("looking at "+got.address, orNoFeeds(got.err))
	default:
		return m.askAddress(got.address, reason(orNoFeeds(got.err)))
	}
	return nil
}

// offerCandidates offers the feeds that were found, with a look at their
// headlines.
func (m *Model) offerCandidates(got looked) {
	var items []palette.Item
	for _, c := range got.candidates {
		item := palette.Item{Label: typeset.Clean(c.Title), Detail: c.URL, Key: typeset.Clean(c.Format), Value: c.URL}
		if item.Label == "" {
			item.Label, item.Detail = typeset.Clean(c.URL), ""
		}
		if slices.ContainsFunc(m.sidebar.Feeds(), func(f feed.Feed) bool { return f.URL == c.URL }) {
			item.Key = "subscribed"
		}
		for _, h := range c.Headlines {
			item.Preview = append(item.Preview, m.styles.Glyphs.Unread+" "+typeset.Clean(h))
		}
		items = append(items, item)
	}
	title := "Subscribe to"
	if folder := m.folderHere(); folder != "" {
		title = "Subscribe, in the folder " + folder + ", to"
	}
	m.choose(menu{title: title, items: items, several: len(items) > 1, done: (*Model).subscribe})
}

func orNoFeeds(err error) error {
	if err == nil {
		return feed.ErrNoFeeds
	}
	return err
}

// folderHere is the folder that is selected, or that of the selected feed.
func (m *Model) folderHere() string {
	item, ok := m.sidebar.Selected()
	switch {
	case !ok:
		return ""
	case item.Kind == sidebar.Folder:
		return item.Folder
	}
	return item.Feed.Folder
}

// subscribe adds the feeds that were chosen.
func (m *Model) subscribe(items []palette.Item) tea.Cmd {
	folder := m.folderHere()
	var cmds []tea.Cmd
	for _, i := range items {
		cmds = append(cmds, m.subscribeTo(i.Value, folder))
	}
	m.status.Wait("subscribing")
	return tea.Batch(cmds...)
}

func (m *Model) subscribeTo(address, folder string) tea.Cmd {
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		f, err := lib.Subscribe(ctx, address, folder)
		return subscribed{feed: f, err: err}
	}
}

// showSubscribed goes to the feed that was added.
func (m *Model) showSubscribed(got subscribed) tea.Cmd {
	m.status.Wait("")
	id, label := got.feed.ID, typeset.Clean(got.feed.Label())
	switch {
	case errors.Is(got.err, feed.ErrExists):
		m.warn("already subscribed to " + label)
		if m.sidebar.SelectFeed(id) {
			return m.follow()
		}
		return nil
	case got.err != nil:
		m.fail("subscribing", got.err)
		return nil
	}
	m.good("subscribed to " + label)
	m.remember(undo{said: "subscribed to " + label, act: func(ctx context.Context, lib Library) error {
		return lib.Unsubscribe(ctx, id)
	}})
	if !m.sidebar.SelectFeed(id) {
		m.showNewFeed(got.feed)
	}
	m.layout.focus, m.layout.zen = keys.List, false
	return tea.Batch(m.follow(), m.look())
}

// showNewFeed puts a feed into the sidebar before that is asked for anew.
func (m *Model) showNewFeed(f feed.Feed) {
	var folders []feed.Folder
	for _, item := range m.sidebar.All() {
		if item.Kind == sidebar.Folder {
			folders = append(folders, feed.Folder{Name: item.Folder, Unread: item.Unread})
		}
	}
	m.sidebar.SetItems(m.sidebar.Views(), folders, append(slices.Clone(m.sidebar.Feeds()), f))
	m.sidebar.SelectFeed(f.ID)
}

// starterPacks offers the starter packs; several can be taken at once.
func (m *Model) starterPacks(int) tea.Cmd {
	var items []palette.Item
	for i, p := range m.options.Packs {
		item := palette.Item{Label: p.Name, Detail: p.About, Key: strconv.Itoa(len(p.Feeds)), Value: strconv.Itoa(i)}
		for _, f := range p.Feeds {
			item.Preview = append(item.Preview, m.styles.Glyphs.Bullet+" "+f.Label())
		}
		items = append(items, item)
	}
	m.choose(menu{title: "Starter packs", items: items, several: true, done: (*Model).addPacks})
	return nil
}

// addPacks subscribes to the feeds of packs and refreshes.
func (m *Model) addPacks(items []palette.Item) tea.Cmd {
	var feeds []feed.Feed
	for _, i := range items {
		n, err := strconv.Atoi(i.Value)
		if err == nil && n < len(m.options.Packs) {
			feeds = append(feeds, m.options.Packs[n].Feeds...)
		}
	}
	m.status.Wait("subscribing")
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		before, err := lib.Feeds(ctx)
		if err != nil {
			return done{err: err}
		}
		n, err := lib.Import(ctx, feeds)
		if err == nil {
			err = lib.Refresh(ctx, nil, false)
		}
		if errors.Is(err, feed.ErrOffline) {
			err = nil // they are fetched when there is a network
		}
		said := "subscribed to " + strconv.Itoa(n) + " feeds"
		return done{said: said, undo: &undo{said: said, act: leaveAllBut(before)}, changed: true, err: err}
	}
}

// leaveAllBut unsubscribes from the feeds that are not among some.
func leaveAllBut(some []feed.Feed) func(ctx context.Context, lib Library) error {
	return func(ctx context.Context, lib Library) error {
		now, err := lib.Feeds(ctx)
		for _, f := range now {
			if err == nil && !slices.ContainsFunc(some, func(s feed.Feed) bool { return s.ID == f.ID }) {
				err = lib.Unsubscribe(ctx, f.ID)
			}
		}
		return err
	}
}

// rename asks for another name for the selected feed or folder.
func (m *Model) rename(int) tea.Cmd {
	if item, ok := m.sidebar.Selected(); ok && item.Kind == sidebar.Folder {
		m.ask(asking{label: "rename folder", text: item.Folder, hint: "a slash puts it into another one", done: func(m *Model, text string) tea.Cmd {
			return m.moveAll(m.sidebar.InFolder(item.Folder), item.Folder, text)
		}})
		return nil
	}
	f, _ := m.feedHere()
	m.ask(asking{label: "rename", text: f.Label(), hint: "nothing goes back to the feed's own title", done: func(m *Model, text string) tea.Cmd {
		return m.doing(f.Label()+" is renamed",
			func(ctx context.Context, lib Library) error { return lib.Rename(ctx, f.ID, text) },
			func(ctx context.Context, lib Library) error { return lib.Rename(ctx, f.ID, f.Name) })
	}})
	return nil
}

// moveAll puts feeds of one folder, and of those below it, into another.
func (m *Model) moveAll(feeds []feed.Feed, from, to string) tea.Cmd {
	if to = strings.Trim(strings.TrimSpace(to), "/"); to == "" {
		m.warn("a folder needs a name: nothing was changed")
		return nil
	}
	if from == to {
		return nil
	}
	m.sidebar.Renamed(from, to)
	return m.doing(from+" is "+to+" now", moving(feeds, from, to, true), moving(feeds, from, to, false))
}

// moving puts feeds from one folder, and from those below it, into another, ""
// for none, or back.
func moving(feeds []feed.Feed, from, to string, there bool) func(context.Context, Library) error {
	return func(ctx context.Context, lib Library) error {
		for _, f := range feeds {
			folder := f.Folder
			if there {
				folder = strings.Trim(to+f.Folder[len(from):], "/")
			}
			if err := lib.Move(ctx, f.ID, folder); err != nil {
				return err
			}
		}
		return nil
	}
}

// moveFeed offers the folders for the selected feed; another name makes one.
func (m *Model) moveFeed(int) tea.Cmd {
	f, _ := m.feedHere()
	items := []palette.Item{{Label: "no folder", Value: ""}}
	for _, name := range m.sidebar.Folders() {
		items = append(items, palette.Item{Label: name, Value: name})
	}
	m.choose(menu{
		title: "Move " + f.Label() + " to", label: "folder, or a new one", items: items, typed: true, selected: f.Folder, offer: "new folder",
		done: func(m *Model, items []palette.Item) tea.Cmd {
			folder := items[0].Value
			return m.doing(f.Label()+" is moved",
				func(ctx context.Context, lib Library) error { return lib.Move(ctx, f.ID, folder) },
				func(ctx context.Context, lib Library) error { return lib.Move(ctx, f.ID, f.Folder) })
		},
	})
	return nil
}

// doing does something to feeds and remembers how to take it back.
func (m *Model) doing(said string, act, back func(ctx context.Context, lib Library) error) tea.Cmd {
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		return done{said: said, undo: &undo{said: said, act: back}, changed: true, err: act(ctx, lib)}
	}
}

// saveView asks for a name for what was searched for.
func (m *Model) saveView(int) tea.Cmd {
	query := m.library.FormatQuery(m.list.effective())
	m.ask(asking{label: "save as view", text: m.list.search, hint: "a name for the sidebar", done: func(m *Model, name string) tea.Cmd {
		if name == "" {
			return nil
		}
		return m.doing(name+" is in the sidebar now",
			func(ctx context.Context, lib Library) error { return lib.SaveView(ctx, name, query) },
			func(ctx context.Context, lib Library) error { return lib.RemoveView(ctx, name) })
	}})
	return nil
}
