package ui

import (
	"context"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/keys"
	"warta/ui/theme"
)

// A Library is what the screen asks for news, and the one way in which news
// reaches it. Package feed/library has the real one. Its methods may be called
// from any goroutine; only commands call them, never Update or View.
type Library interface {
	Feeds(ctx context.Context) ([]feed.Feed, error)
	Folders(ctx context.Context) ([]feed.Folder, error)
	Views(ctx context.Context) ([]feed.View, error)
	SaveView(ctx context.Context, name, query string) error
	RemoveView(ctx context.Context, name string) error
	Rules(ctx context.Context) ([]feed.Rule, error)
	SaveRule(ctx context.Context, r feed.Rule) error
	RemoveRule(ctx context.Context, name string) error
	UndoRule(ctx context.Context, name string) (int, error)
	Tried(query string) (feed.Query, error)

	Query(text string) (feed.Query, error)
	FormatQuery(q feed.Query) string
	Headlines(ctx context.Context, q feed.Query, w feed.Window) ([]feed.Headline, error)
	Count(ctx context.Context, q feed.Query) (int, error)
	Headline(ctx context.Context, id feed.EntryID) (feed.Headline, error)
	Article(ctx context.Context, id feed.EntryID) (article.Article, error)
	FetchArticle(ctx context.Context, id feed.EntryID) (article.Article, error)
	Changed(ctx context.Context, id feed.EntryID) ([]article.Change, error)

	Mark(ctx context.Context, ids []feed.EntryID, m feed.Mark) (feed.Change, error)
	MarkAll(ctx context.Context, q feed.Query, upTo feed.Cursor, m feed.Mark) (feed.Change, error)
	Undo(ctx context.Context, c feed.Change) error
	Place(ctx context.Context, id feed.EntryID) (feed.Place, error)
	SetPlace(ctx context.Context, id feed.EntryID, p feed.Place) error

	Look(ctx context.Context, address string) ([]feed.Candidate, error)
	Subscribe(ctx context.Context, url, folder string) (feed.Feed, error)
	Import(ctx context.Context, feeds []feed.Feed) (int, error)
	Unsubscribe(ctx context.Context, id feed.FeedID) error
	Rename(ctx context.Context, id feed.FeedID, name string) error
	Move(ctx context.Context, id feed.FeedID, folder string) error

	Edition(ctx context.Context, q feed.Query, size feed.EditionSize, each func(done, of int)) (feed.Edition, error)
	Refresh(ctx context.Context, ids []feed.FeedID, force bool) error
	Activity() <-chan feed.Activity
	SetOffline(off bool)
}

// Options say how the screen looks and behaves. The zero Options are a dark
// screen with the default keys and theme.
type Options struct {
	Keys     keys.Table      // nil: keys.Default()
	Theme    string          // a name for theme.Pick, "" for the default
	Themes   []theme.Palette // the reader's own themes, beside those of theme.Names
	Light    bool            // the terminal's background is light
	Terminal theme.Options   // colours, and whether there is Unicode
	Paint    bool            // paint the theme's own background
	NoMouse  bool
	Progress bool   // the terminal shows progress that it is told with OSC 9;4
	Anchors  bool   // the program writes to an Output
	Reorder  bool   // put right-to-left text in visual order
	Measure  int    // the widest a line of text may be; 0 is 80
	View     string // the view to start with, "" for the first one
	OneLine  bool   // one line a headline from the start
	Offline  bool   // the network is turned off at the start
	Notice   string // what the reader must be told at the start, or ""
	Taken    string // which keys the configuration took from other actions; it is said once
	State    State  // how the screen was left

	// Pause is how long the selection must rest before the article of the
	// selected headline is shown, so that a key costs the selection and no more.
	// 0 is 150 ms, less than 0 no time.
	Pause time.Duration
	// Open opens the library when New is given none.
	Open Opener
	// Packs are the starter packs, in the order they are offered.
	Packs []Pack
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// OpenURL hands one http or https address to the system's opener; nil is
	// the reader's BROWSER or the opener of the system that warta runs on.
	OpenURL func(ctx context.Context, url string) error
	// SetTheme is called when the reader chose another theme, to keep it.
	SetTheme func(name string) error
	// Keep is called with the state of the screen when it has become another one
	// and the reader rests, in a command, one call at a time.
	Keep func(s State)
}

// A Pack is a starter pack: a country's or a subject's feeds, to subscribe to at
// once.
type Pack struct {
	Name  string
	About string
	Feeds []feed.Feed // URL, Title, Site and Folder
}
