package library

import (
	"context"
	"slices"
	"strings"

	"warta/feed"
	"warta/feed/store"
)

// A Scope says for which entries something is fetched ahead of time.
type Scope int

// The scopes.
const (
	ForAll    Scope = iota
	ForMarked       // starred and saved entries, those that a rule asks for, and those of Prefetch.Feeds
	ForNone
)

// Prefetch is what is fetched ahead of time for new unread entries, so that it
// can be read without a network. The zero Prefetch fetches all of it, within the
// usual limits.
type Prefetch struct {
	Articles Scope
	Pictures Scope    // of the articles that are fetched
	Feeds    []string // feeds whose entries are as good as marked, by address or label
	Most     int      // articles that one ArticlesNow fetches; 0: a thousand
	Picture  int64    // the largest picture in bytes; 0: 5 MB
	Room     int64    // that all pictures together may take, in bytes; 0: 500 MB
}

// The usual limits.
const (
	usualPicture = 5 << 20
	usualRoom    = 500 << 20
	fewPictures  = 20 // of one article
)

func (p Prefetch) withDefaults() Prefetch {
	if p.Most <= 0 {
		p.Most = usualMost
	}
	if p.Picture <= 0 {
		p.Picture = usualPicture
	}
	if p.Room <= 0 {
		p.Room = usualRoom
	}
	return p
}

// wish is what the policy has the store look for. The guide comes from within
// warta: it is always wanted.
func (l *Library) wish(ctx context.Context) (store.Wish, error) {
	w := store.Wish{Limit: articlesIn, MaxAttempts: attempts}
	if l.o.Prefetch.Articles == ForAll {
		return w, nil
	}
	feeds, err := l.store.Feeds(ctx)
	if err != nil {
		return w, err
	}
	w.Marked, w.Feeds = l.o.Prefetch.Articles == ForMarked, []feed.FeedID{}
	for _, f := range feeds {
		if f.Guide || w.Marked && l.o.Prefetch.names(f.URL, f.Label()) {
			w.Feeds = append(w.Feeds, f.ID)
		}
	}
	return w, nil
}

// names reports whether a feed is one of those that are as good as marked.
func (p Prefetch) names(address, label string) bool {
	return slices.ContainsFunc(p.Feeds, func(name string) bool {
		return name == address || strings.EqualFold(name, label)
	})
}

// wantsPictures reports whether the pictures of an entry are fetched ahead.
func (l *Library) wantsPictures(b store.Body) bool {
	h := b.Headline
	switch l.o.Prefetch.Pictures {
	case ForAll:
		return true
	case ForMarked:
		return h.Starred || h.Saved || l.o.Prefetch.names(b.FeedURL, h.FeedTitle)
	case ForNone:
	}
	return false
}
