package library

import (
	"context"
	"fmt"
	"time"

	"warta/feed"
	"warta/feed/query"
)

// Feeds are the subscriptions, by folder and label, with their counts and health.
func (l *Library) Feeds(ctx context.Context) ([]feed.Feed, error) {
	feeds, err := l.store.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	now := l.now()
	for i := range feeds {
		feeds[i].Health.NextTry = nextTry(feeds[i], now)
	}
	return feeds, nil
}

// Folders are the folders in the order of the sidebar.
func (l *Library) Folders(ctx context.Context) ([]feed.Folder, error) { return l.store.Folders(ctx) }

// builtIn are the views that every reader has.
var builtIn = [...]struct {
	view  feed.View
	count feed.Query // what its number counts
}{
	{feed.View{Name: "All"}, feed.Query{Where: feed.Is{Property: feed.Unread}}},
	{feed.View{Name: "Unread", Query: "unread"}, feed.Query{Where: feed.Is{Property: feed.Unread}}},
	{feed.View{Name: "Today", Query: "newer:1d"}, feed.Query{Where: feed.And{feed.Is{Property: feed.Unread}, feed.Newer{Age: slowest}}}},
	{feed.View{Name: "Starred", Query: "starred"}, feed.Query{Where: feed.Is{Property: feed.Starred}}},
	{feed.View{Name: "Saved", Query: "saved"}, feed.Query{Where: feed.Is{Property: feed.Saved}}},
}

// Views are the saved queries: the built-in ones first. The numbers of Starred
// and Saved count all entries, those of the others the unread ones. After Start,
// a count that takes long may be that of a while ago: a new Revision follows
// when it is there.
func (l *Library) Views(ctx context.Context) ([]feed.View, error) {
	var views []feed.View
	for _, b := range builtIn {
		n, err := l.store.Count(ctx, b.count)
		if err != nil {
			return nil, err
		}
		b.view.Unread = n
		views = append(views, b.view)
	}
	if !l.started.Load() {
		own, err := l.store.Views(ctx)
		return append(views, own...), err
	}
	own, behind, err := l.store.ViewsSoon(ctx)
	if behind {
		l.behind.Store(time.Now().Add(time.Second).UnixNano())
	}
	return append(views, own...), err
}

// SaveView saves a query under a name, replacing the view of that name.
func (l *Library) SaveView(ctx context.Context, name, text string) error {
	for _, b := range builtIn {
		if b.view.Name == name {
			return fmt.Errorf("saving the view %s: the name is that of a built-in view", name)
		}
	}
	if _, err := l.Query(text); err != nil {
		return err
	}
	return l.store.SaveView(ctx, name, text)
}

// RemoveView removes a view of the reader's own.
func (l *Library) RemoveView(ctx context.Context, name string) error {
	return l.store.RemoveView(ctx, name)
}

// Query reads the text of a query; the error points at the word that is wrong.
func (l *Library) Query(text string) (feed.Query, error) { return query.ParseAt(text, l.now()) }

// FormatQuery writes a query as text that Query reads again.
func (l *Library) FormatQuery(q feed.Query) string { return query.Format(q) }

// Headlines is a window on the list of a query.
func (l *Library) Headlines(ctx context.Context, q feed.Query, w feed.Window) ([]feed.Headline, error) {
	return l.store.Headlines(ctx, q, w)
}

// Count is the number of entries that a query shows.
func (l *Library) Count(ctx context.Context, q feed.Query) (int, error) {
	return l.store.Count(ctx, q)
}

// Headline is one entry as it is listed; the error wraps feed.ErrNotFound.
func (l *Library) Headline(ctx context.Context, id feed.EntryID) (feed.Headline, error) {
	return l.store.Headline(ctx, id)
}

// Place is where the reader stopped in an article; zero when never opened.
func (l *Library) Place(ctx context.Context, id feed.EntryID) (feed.Place, error) {
	return l.store.Place(ctx, id)
}

// Export gives every entry in the order of arrival, until each returns an error.
// Those of the guide are left out.
func (l *Library) Export(ctx context.Context, each func(feed.Record) error) error {
	return l.store.Records(ctx, func(r feed.Record) error {
		if r.FeedURL == guideFeed {
			return nil
		}
		return each(r)
	})
}
