package library

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"warta/feed"
	"warta/feed/store"
)

// Subscribe fetches the feed at an address, which may be the address of a page
// that offers one, and keeps it with its entries: adding is the first poll. The
// error wraps feed.ErrExists, together with the feed, when it is subscribed.
func (l *Library) Subscribe(ctx context.Context, typed, folder string) (feed.Feed, error) {
	f, _, err := l.add(ctx, typed, folder, false)
	return f, err
}

// Add is Subscribe that also says which other feeds the page offers, those left
// out that are subscribed.
func (l *Library) Add(ctx context.Context, typed, folder string) (feed.Feed, []feed.Candidate, error) {
	return l.add(ctx, typed, folder, true)
}

func (l *Library) add(ctx context.Context, typed, folder string, all bool) (feed.Feed, []feed.Candidate, error) {
	if at, _, err := address(typed); err == nil {
		at, lg := splitLogin(at)
		if f, ok := l.subscribed(ctx, at); ok {
			if err := l.keepLogin(ctx, f.ID, lg); err != nil {
				return f, nil, err
			}
			return f, nil, fmt.Errorf("%s: %w", f.Label(), feed.ErrExists)
		}
		if o, ok := l.recall(at); ok {
			f, err := l.subscribe(ctx, o, folder)
			return f, nil, err
		}
	}
	offers, err := l.search(ctx, typed, all)
	if err != nil {
		return feed.Feed{}, nil, err
	}
	var others []feed.Candidate
	for _, o := range offers[1:] {
		if _, ok := l.subscribed(ctx, o.URL); !ok {
			others = append(others, o.Candidate)
		}
	}
	f, err := l.subscribe(ctx, offers[0], folder)
	return f, others, err
}

// subscribed is the feed at an address, over http or https, if there is one.
func (l *Library) subscribed(ctx context.Context, at string) (feed.Feed, bool) {
	other := at
	if rest, ok := strings.CutPrefix(at, "http://"); ok {
		other = "https://" + rest
	} else if rest, ok := strings.CutPrefix(at, "https://"); ok {
		other = "http://" + rest
	}
	for _, address := range []string{at, other} {
		if f, err := l.store.FeedByURL(ctx, address); err == nil {
			return f, true
		}
	}
	return feed.Feed{}, false
}

// subscribe stores a feed that was fetched.
func (l *Library) subscribe(ctx context.Context, o offer, folder string) (feed.Feed, error) {
	if f, ok := l.subscribed(ctx, o.URL); ok {
		return f, fmt.Errorf("%s: %w", f.Label(), feed.ErrExists)
	}
	// It becomes due in a while, and not at once, so that nobody asks for it
	// before its entries are stored.
	id, err := l.store.Subscribe(ctx, store.Subscription{
		URL: o.URL, Title: o.doc.Title, Site: o.doc.Site, Folder: strings.TrimSpace(folder), Due: l.now().Add(floor),
	})
	if errors.Is(err, feed.ErrExists) {
		f, _ := l.store.FeedByURL(ctx, o.URL)
		return f, fmt.Errorf("%s: %w", f.Label(), feed.ErrExists)
	}
	if err != nil {
		return feed.Feed{}, err
	}
	if err := l.keepLogin(ctx, id, o.login); err != nil {
		return feed.Feed{}, err
	}
	if _, err := l.store.Save(ctx, id, o.fetched, o.doc); err != nil {
		return feed.Feed{}, err
	}
	l.nudge()
	return l.store.Feed(ctx, id)
}

// ImportEntries brings entries that were exported back to the feed at an
// address, with their marks, and is the number of those that are new. Entries
// that are known keep what they have and get the marks as well. The error wraps
// feed.ErrNotFound when there is no such feed: [Library.Import] comes first.
func (l *Library) ImportEntries(ctx context.Context, feedURL string, records []feed.Record) (int, error) {
	f, err := l.store.FeedByURL(ctx, feedURL)
	if err != nil {
		return 0, err
	}
	return l.store.Import(ctx, f.ID, records)
}

// nudge tells the background that something has changed, if it can be told.
func (l *Library) nudge() {
	if !l.started.Load() {
		return
	}
	select {
	case l.asks <- ask{wake: true}:
	default: // it is busy, and will look around anyway
	}
}

// Unsubscribe removes a feed and its entries; marks outlive it.
func (l *Library) Unsubscribe(ctx context.Context, id feed.FeedID) error {
	if err := l.store.Put(ctx, loginKey(id), nil); err != nil {
		return err
	}
	return l.store.Unsubscribe(ctx, id)
}

// Rename gives a feed the reader's own title; "" goes back to the feed's.
func (l *Library) Rename(ctx context.Context, id feed.FeedID, name string) error {
	return l.store.Rename(ctx, id, name)
}

// Move puts a feed into a folder, made when it is missing; "" is none.
func (l *Library) Move(ctx context.Context, id feed.FeedID, folder string) error {
	return l.store.Move(ctx, id, folder)
}

// Import subscribes to feeds without fetching them (URL, Name, Title, Site and
// Folder are taken) and is the number of those that were not yet there. A
// refresh then fetches them. Those that are there get a name or a folder if they
// have none. Addresses that are none are passed over.
func (l *Library) Import(ctx context.Context, feeds []feed.Feed) (int, error) {
	n := 0
	for _, f := range feeds {
		at, _, err := address(f.URL)
		if err != nil {
			continue
		}
		at, lg := splitLogin(at)
		f.Folder = strings.TrimSpace(f.Folder)
		id, err := l.store.Subscribe(ctx, store.Subscription{URL: at, Title: f.Title, Name: f.Name, Site: f.Site, Folder: f.Folder})
		switch {
		case err == nil:
			n++
			err = l.keepLogin(ctx, id, lg)
		case errors.Is(err, feed.ErrExists):
			err = l.complement(ctx, at, f)
		}
		if err != nil {
			return n, err
		}
	}
	l.nudge()
	return n, nil
}

// complement gives a feed that is there what a list says and it has not.
func (l *Library) complement(ctx context.Context, at string, listed feed.Feed) error {
	f, err := l.store.FeedByURL(ctx, at)
	if err == nil && f.Name == "" && listed.Name != "" && listed.Name != f.Title {
		err = l.store.Rename(ctx, f.ID, listed.Name)
	}
	if err == nil && f.Folder == "" && listed.Folder != "" {
		err = l.store.Move(ctx, f.ID, listed.Folder)
	}
	return err
}
