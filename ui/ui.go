// Package ui is the screen: the one Bubble Tea model, its commands and its
// messages. Its panes are plain structs in the packages below.
//
// Three rules keep it simple. All asking of the library happens in commands,
// which copy what they need before they start. Every answer carries its
// question, and an answer whose question is no longer asked is dropped. And
// nothing is drawn ahead of the store: a mark shows when it is on disk.
package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/headlines"
	"warta/ui/keys"
	"warta/ui/palette"
	"warta/ui/prompt"
	"warta/ui/reader"
	"warta/ui/sidebar"
	"warta/ui/status"
	"warta/ui/theme"
)

// A Model is the screen. Its methods are called by Bubble Tea, one at a time.
type Model struct {
	ctx     context.Context //nolint:containedctx // the commands of a program's life
	cancel  context.CancelFunc
	library Library
	options Options
	keys    keys.Table
	verbs   map[keys.Action]verb
	styles  theme.Styles

	sidebar   sidebar.Sidebar
	headlines headlines.List
	reader    reader.Reader
	status    status.Line
	prompt    prompt.Prompt
	menu      palette.Menu

	layout  layout // where the panes are
	list    list   // what the list shows
	page    page   // what the article pane shows
	typed   typed  // a count, or the beginning of a sequence
	over    over   // what covers the panes
	lookup  lookup // the search for feeds behind an address
	undos   []undo // newest last
	marking marking
	news    news // the work in the background
	keeping keeping
	begun   beginning

	after func(time.Duration, tea.Msg) tea.Cmd // a clock that tests can move

	situation situation // what titles and hints were made for
}

// New is the screen on a library. It asks the library for nothing before Init.
// Without a library the screen is drawn at once, and options.Open opens one in
// a command.
func New(library Library, options Options) *Model {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Keys == nil {
		options.Keys = keys.Default()
	}
	if options.Pause == 0 {
		options.Pause = 150 * time.Millisecond
	}
	ctx, cancel := context.WithCancel(context.Background())
	m := &Model{ctx: ctx, cancel: cancel, library: library, options: options, keys: options.Keys, verbs: verbs(), after: after}
	m.keeping.state = options.State
	m.styles = theme.New(m.pick(options.Theme, !options.Light), options.Terminal)
	m.sidebar, m.headlines = sidebar.New(m.styles), headlines.New(m.styles)
	m.reader, m.status = reader.New(m.styles), status.New(m.styles)
	m.prompt, m.menu = prompt.New(m.styles), palette.New(m.styles)
	m.reader.SetReorder(options.Reorder)
	m.headlines.SetReorder(options.Reorder)
	m.sidebar.SetReorder(options.Reorder)
	m.prompt.SetReorder(options.Reorder)
	m.menu.SetReorder(options.Reorder)
	m.status.SetReorder(options.Reorder)
	m.reader.SetMeasure(options.Measure)
	m.arrange(options.State)
	m.status.SetHealthKey(m.keys.First(keys.Health))
	m.layout.focus = keys.List
	m.layout.theme, m.layout.light = options.Theme, options.Light
	m.status.SetActivity(feed.Activity{Offline: options.Offline})
	m.greet()
	return m
}

// Init asks for what the first screen shows, and listens for news.
func (m *Model) Init() tea.Cmd {
	if m.library == nil {
		return m.openLibrary()
	}
	return tea.Batch(m.askSidebar(), m.listen())
}

// Update takes a message. It is a table of contents: each kind of message has
// one method.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.headlines.SetNow(m.options.Now())
	var cmd tea.Cmd
	if m.library == nil {
		cmd = m.takeEarly(msg)
	} else {
		cmd = m.take(msg)
	}
	m.settle()
	return m, m.layLate(cmd)
}

func (m *Model) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.touch(m.press(msg))
	case tea.PasteMsg:
		return m.touch(m.paste(msg.Content))
	case tea.MouseClickMsg:
		return m.touch(m.click(tea.Mouse(msg)))
	case tea.MouseWheelMsg:
		return m.touch(m.wheel(tea.Mouse(msg)))
	case tea.MouseMotionMsg:
		m.drag(tea.Mouse(msg))
	case tea.MouseReleaseMsg:
		m.layout.dragged = noBorder
		return m.touch(nil)
	case unfinished:
		if msg.key == m.typed.pending.key && m.typed.pressed != "" {
			return m.endSequence()
		}
	case untouched:
		return m.keepRested()
	case stateKept:
		m.keeping.writing = false
		if msg.of.err != nil {
			return m.showDone(msg.of)
		}
	case tea.WindowSizeMsg, tea.BackgroundColorMsg, tea.FocusMsg, tea.BlurMsg:
		return m.takeTerminal(msg)
	case sidebarLoaded:
		return m.showSidebar(msg)
	case headlinesLoaded:
		return m.showHeadlines(msg)
	case counted:
		m.showCount(msg)
	case articleLoaded:
		return m.showArticle(msg)
	case laidOut:
		m.page.laying = false
		m.reader.Catch(msg.Laid)
	case rested:
		return m.previewRested(msg)
	case articleFetched:
		return m.showFetched(msg)
	case changesLoaded:
		m.takeChanges(msg)
	case activityChanged:
		return m.noteActivity(feed.Activity(msg))
	case marked:
		return m.showMarked(msg)
	case ruleTried:
		return m.showTried(msg)
	case rulesLoaded:
		return m.showRules(msg)
	case looked:
		return m.showCandidates(msg)
	case subscribed:
		return m.showSubscribed(msg)
	case editionMade:
		return m.showEdition(msg)
	case done:
		return m.showDone(msg)
	}
	return nil
}

// takeTerminal takes what the terminal says of itself.
func (m *Model) takeTerminal(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.layout.width, m.layout.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.setLight(!msg.IsDark())
	case tea.FocusMsg:
		m.focusTerminal(true)
	case tea.BlurMsg:
		m.focusTerminal(false)
		return m.keepAll()
	}
	return nil
}

// Close keeps where the reader stopped in the article that is shown. Whoever
// ran the program calls it when the loop has ended, however it ended.
func (m *Model) Close(ctx context.Context) error {
	defer m.cancel()
	id, place, changed := m.placeNow()
	if !changed {
		return nil
	}
	err := m.library.SetPlace(ctx, id, place)
	if errors.Is(err, feed.ErrNotFound) {
		return nil
	}
	return err
}
