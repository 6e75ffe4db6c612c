// Package library is the front desk: it is asked for feeds, headlines and
// articles, takes the reader's marks, and refreshes feeds in the background.
//
// It only puts the stages in sequence: fetch, parse, extract, discover and store
// do not know one another. All goroutines of warta start here. One coordinator
// owns the timetable and is the only writer of news; workers fetch and parse,
// hold no state and return values; Close waits for all of them.
package library

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"warta/feed"
	"warta/feed/article"
)

// Options say how a library is opened.
type Options struct {
	Dir     string           // the data directory; made when it is missing
	Version string           // warta's version, for the User-Agent
	Guide   fs.FS            // the guide edition, with feed.xml at its root; nil: none
	Offline bool             // start with the network turned off
	Now     func() time.Time // the clock; nil: time.Now
	Workers int              // feeds fetched at the same time; 0: 32
	// Headers are sent with the requests to one feed, by the feed's address:
	// credentials, cookies. They never leave its host.
	Headers map[string]map[string]string
}

// A Library is the front desk. Its methods may be called from any goroutine.
type Library struct{}

var errNotYet = errors.New("not built yet")

// Open opens the store in o.Dir, making it when there is none. It starts
// nothing in the background: see [Library.Start].
func Open(ctx context.Context, o Options) (*Library, error) { return nil, errNotYet }

// Start begins the work in the background: the timetable and the fetching of
// full articles. Only the screen calls it; a second call does nothing.
func (l *Library) Start() {}

// Close ends the work in the background, waits for it, and closes the store.
func (l *Library) Close() error { return nil }

// Feeds are the subscriptions, by folder and label, with their counts and health.
func (l *Library) Feeds(ctx context.Context) ([]feed.Feed, error) { return nil, errNotYet }

// Folders are the folders in the order of the sidebar.
func (l *Library) Folders(ctx context.Context) ([]feed.Folder, error) { return nil, errNotYet }

// Views are the saved queries: the built-in ones first.
func (l *Library) Views(ctx context.Context) ([]feed.View, error) { return nil, errNotYet }

// SaveView saves a query under a name, replacing the view of that name.
func (l *Library) SaveView(ctx context.Context, name, query string) error { return errNotYet }

// RemoveView removes a view of the reader's own.
func (l *Library) RemoveView(ctx context.Context, name string) error { return errNotYet }

// Query reads the text of a query; the error points at the word that is wrong.
func (l *Library) Query(text string) (feed.Query, error) { return feed.Query{}, errNotYet }

// FormatQuery writes a query as text that Query reads again.
func (l *Library) FormatQuery(q feed.Query) string { return "" }

// Headlines is a window on the list of a query.
func (l *Library) Headlines(ctx context.Context, q feed.Query, w feed.Window) ([]feed.Headline, error) {
	return nil, errNotYet
}

// Count is the number of entries that a query shows.
func (l *Library) Count(ctx context.Context, q feed.Query) (int, error) { return 0, errNotYet }

// Headline is one entry as it is listed; the error wraps feed.ErrNotFound.
func (l *Library) Headline(ctx context.Context, id feed.EntryID) (feed.Headline, error) {
	return feed.Headline{}, errNotYet
}

// Article is an entry's article from what is on disk; the network is not used.
func (l *Library) Article(ctx context.Context, id feed.EntryID) (article.Article, error) {
	return article.Article{}, errNotYet
}

// FetchArticle fetches an entry's page now, keeps it, and is its article. It
// returns feed.ErrOffline while the network is turned off.
func (l *Library) FetchArticle(ctx context.Context, id feed.EntryID) (article.Article, error) {
	return article.Article{}, errNotYet
}

// Mark marks entries; the change is on disk when it returns.
func (l *Library) Mark(ctx context.Context, ids []feed.EntryID, m feed.Mark) (feed.Change, error) {
	return feed.Change{}, errNotYet
}

// MarkAll marks every entry of a query from the list's beginning as the reader
// saw it: entries that arrived since then and stand before upTo are left alone.
// A zero upTo means all.
func (l *Library) MarkAll(ctx context.Context, q feed.Query, upTo feed.Cursor, m feed.Mark) (feed.Change, error) {
	return feed.Change{}, errNotYet
}

// Undo takes a change back.
func (l *Library) Undo(ctx context.Context, c feed.Change) error { return errNotYet }

// Place is where the reader stopped in an article; zero when never opened.
func (l *Library) Place(ctx context.Context, id feed.EntryID) (feed.Place, error) {
	return feed.Place{}, errNotYet
}

// SetPlace keeps where the reader stopped.
func (l *Library) SetPlace(ctx context.Context, id feed.EntryID, p feed.Place) error {
	return errNotYet
}

// Look says which feeds an address offers, with their first headlines. It
// stores nothing. The error wraps feed.ErrNoFeeds when there are none.
func (l *Library) Look(ctx context.Context, address string) ([]feed.Candidate, error) {
	return nil, errNotYet
}

// Subscribe fetches the feed at an address, which may be the address of a page
// that offers one, and keeps it with its entries: adding is the first poll. The
// error wraps feed.ErrExists, together with the feed, when it is subscribed.
func (l *Library) Subscribe(ctx context.Context, url, folder string) (feed.Feed, error) {
	return feed.Feed{}, errNotYet
}

// Unsubscribe removes a feed and its entries; marks outlive it.
func (l *Library) Unsubscribe(ctx context.Context, id feed.FeedID) error { return errNotYet }

// Rename gives a feed the reader's own title; "" goes back to the feed's.
func (l *Library) Rename(ctx context.Context, id feed.FeedID, name string) error { return errNotYet }

// Move puts a feed into a folder, made when it is missing; "" is none.
func (l *Library) Move(ctx context.Context, id feed.FeedID, folder string) error { return errNotYet }

// Refresh asks the background to refresh feeds and returns at once; no ids
// means all. Feeds asked less than 15 minutes ago are skipped; force skips only
// that rule, only for a single feed, and never a server's Retry-After.
func (l *Library) Refresh(ctx context.Context, ids []feed.FeedID, force bool) error {
	return errNotYet
}

// Activity gives snapshots of the work in the background, the newest replacing
// one that nobody took. It is closed by Close.
func (l *Library) Activity() <-chan feed.Activity { return nil }

// SetOffline turns the network off or on. While it is off, nothing is dialled.
func (l *Library) SetOffline(off bool) {}

// RefreshNow refreshes all feeds that are due and returns when done; each, when
// not nil, is called after every feed, by one goroutine at a time. The error is
// about the whole refresh: a feed that fails is a Result.
func (l *Library) RefreshNow(ctx context.Context, force bool, each func(feed.Result)) (feed.Summary, error) {
	return feed.Summary{}, errNotYet
}

// Read is the article at a web address or in a file; nothing is stored.
func (l *Library) Read(ctx context.Context, urlOrFile string) (article.Article, error) {
	return article.Article{}, errNotYet
}

// Import subscribes to feeds without fetching them (URL, Name or Title, Site
// and Folder are taken) and is the number of those that were not yet there. A
// refresh then fetches them.
func (l *Library) Import(ctx context.Context, feeds []feed.Feed) (int, error) { return 0, errNotYet }

// Export gives every entry, oldest first, until each returns an error.
func (l *Library) Export(ctx context.Context, each func(feed.Record) error) error { return errNotYet }
