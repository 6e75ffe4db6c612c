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
	Feeds    []string // whose entries are as good as marked: feeds by address or label, or folders with all that is in them
	Except   []string // whose entries are left out, unless they are marked: the same
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
// warta: it is always wanted. What a rule asks for is wanted whatever the policy.
func (l *Library) wish(ctx context.Context) (store.Wish, error) {
	w := store.Wish{Limit: articlesIn, MaxAttempts: attempts}
	policy := l.o.Prefetch
	if policy.Articles == ForAll && len(policy.Except) == 0 {
		return w, nil
	}
	feeds, err := l.store.Feeds(ctx)
	if err != nil {
		return w, err
	}
	w.Asked, w.Marked, w.Feeds = true, policy.Articles != ForNone, []feed.FeedID{}
	for _, f := range feeds {
		wanted := policy.Articles == ForAll || policy.Articles == ForMarked && named(policy.Feeds, f.URL, f.Label(), f.Folder)
		if f.Guide || wanted && !named(policy.Except, f.URL, f.Label(), f.Folder) {
			w.Feeds = append(w.Feeds, f.ID)
		}
	}
	return w, nil
}

// Strange are the names in the policy that no feed and no folder has.
func (l *Library) Strange(ctx context.Context) ([]string, error) {
	feeds, err := l.store.Feeds(ctx)
	var strange []string
	for _, name := range slices.Concat(l.o.Prefetch.Feeds, l.o.Prefetch.Except) {
		if !slices.ContainsFunc(feeds, func(f feed.Feed) bool { return named([]string{name}, f.URL, f.Label(), f.Folder) }) {
			strange = append(strange, name)
		}
	}
	return strange, err
}

// named reports whether a feed is in a list: by its address, its label, or one of
// the folders that it is in.
func named(list []string, address, label, folder string) bool {
	return slices.ContainsFunc(list, func(name string) bool {
		below, found := cutPrefixFold(folder, name)
		return name == address || strings.EqualFold(name, label) || found && (below == "" || below[0] == '/')
	})
}

func cutPrefixFold(s, prefix string) (rest string, found bool) {
	if prefix == "" || len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// wantsPictures reports whether the pictures of an entry are fetched ahead.
func (l *Library) wantsPictures(b store.Body) bool {
	h, policy := b.Headline, l.o.Prefetch
	excepted := named(policy.Except, b.FeedURL, h.FeedTitle, h.Folder)
	switch policy.Pictures {
	case ForAll:
		return !excepted || h.Starred || h.Saved
	case ForMarked:
		return h.Starred || h.Saved || !excepted && named(policy.Feeds, b.FeedURL, h.FeedTitle, h.Folder)
	case ForNone:
	}
	return false
}
