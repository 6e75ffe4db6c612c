package library

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"warta/feed"
	"warta/feed/discover"
	"warta/feed/fetch"
	"warta/feed/store"
)

const (
	tries     = 8                // addresses that are tried behind one that was typed
	samples   = 5                // headlines of a candidate that are shown
	enough    = time.Minute      // for a whole search
	remembers = 10 * time.Minute // how long Subscribe needs not fetch again what Look fetched
)

// An offer is a feed that was found behind an address, as it was fetched.
type offer struct {
	feed.Candidate
	fetched store.Fetched
	doc     feed.Document
	login   login
}

// A search is on its way from what a person typed to the feeds behind it.
type search struct {
	*Library
	login  login
	typed  string // the address that a person named: its host may be private
	all    bool   // all that a page names, and not only the first
	tried  map[string]bool
	offers []offer
}

// Look says which feeds an address offers, with their first headlines. It
// stores nothing. The error wraps feed.ErrNoFeeds when there are none.
func (l *Library) Look(ctx context.Context, typed string) ([]feed.Candidate, error) {
	offers, err := l.search(ctx, typed, true)
	if err != nil {
		return nil, err
	}
	var list []feed.Candidate
	l.mu.Lock()
	defer l.mu.Unlock()
	for address, o := range l.looked {
		if l.now().Sub(o.fetched.At) > remembers {
			delete(l.looked, address)
		}
	}
	for _, o := range offers {
		l.looked[o.URL] = o
		list = append(list, o.Candidate)
	}
	return list, nil
}

// recall gives what Look found at an address a short while ago, once.
func (l *Library) recall(address string) (offer, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	o, ok := l.looked[address]
	delete(l.looked, address)
	return o, ok && l.now().Sub(o.fetched.At) <= remembers
}

// search finds the feeds behind what was typed: those that well-known sites have
// for it, the address itself, those that the page there names, and those that
// usually lie beside it.
func (l *Library) search(ctx context.Context, typed string, all bool) ([]offer, error) {
	if l.offline.Load() {
		return nil, feed.ErrOffline
	}
	ctx, cancel := context.WithTimeout(ctx, enough)
	defer cancel()
	s := &search{Library: l, all: all, tried: map[string]bool{}}
	known := discover.Known(strings.TrimSpace(typed))
	at, guessed, err := address(typed)
	if err != nil && len(known) == 0 {
		return nil, err
	}
	at, s.login = splitLogin(at)
	s.typed = at
	s.try(ctx, known, s.all)
	if len(s.offers) > 0 {
		return s.best(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", redacted(typed), feed.ErrNoFeeds)
	}
	if err := s.open(ctx, at, guessed); err != nil {
		return nil, err
	}
	return s.best(), nil
}

// best are the offers, those with entries first: a repository without releases
// has a feed of them all the same.
func (s *search) best() []offer {
	slices.SortStableFunc(s.offers, func(a, b offer) int { return min(1, len(b.doc.Entries)) - min(1, len(a.doc.Entries)) })
	return s.offers
}

// satisfied reports whether there is an offer with entries.
func (s *search) satisfied() bool {
	return slices.ContainsFunc(s.offers, func(o offer) bool { return len(o.doc.Entries) > 0 })
}

// open fetches the address itself, and what its page names.
func (s *search) open(ctx context.Context, at string, guessed bool) error {
	r, err := s.get(ctx, at, acceptEither)
	if err != nil && guessed && !errors.Is(err, fetch.ErrOffline) && ctx.Err() == nil {
		s.typed = "http://" + strings.TrimPrefix(at, "https://")
		if r2, err2 := s.get(ctx, s.typed, acceptEither); err2 == nil {
			r, err, at = r2, nil, s.typed
		}
	}
	if err != nil {
		return unread(at, err)
	}
	if r.Trouble() != "" {
		return refused(at, r)
	}
	s.tried[at] = true
	s.tried[r.URL] = true
	if s.offer(at, r) {
		return nil
	}
	var named []string
	for _, c := range discover.Find(r.Body, r.URL, r.ContentType) {
		named = append(named, c.URL)
	}
	s.try(ctx, named, s.all)
	if len(s.offers) == 0 {
		s.try(ctx, discover.Guesses(r.URL), false)
	}
	if len(s.offers) > 0 {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return fmt.Errorf("%s: %w", redacted(at), feed.ErrNoFeeds)
}

// try fetches addresses until one is a feed with entries, or all of them.
func (s *search) try(ctx context.Context, addresses []string, all bool) {
	n := 0
	for _, a := range addresses {
		if s.tried[a] || n == tries || ctx.Err() != nil || !all && s.satisfied() {
			continue
		}
		s.tried[a] = true
		n++
		r, err := s.get(ctx, a, acceptFeed)
		if err == nil && r.Trouble() == "" {
			s.offer(a, r)
		}
	}
}

func (s *search) get(ctx context.Context, at, accept string) (*fetch.Response, error) {
	return s.client.Get(ctx, fetch.Request{
		URL: at, Accept: accept, Header: s.header(at, s.login), AllowPrivate: sameHost(at, s.typed),
	})
}

// offer keeps a response when it is a feed, and reports whether it is.
func (s *search) offer(at string, r *fetch.Response) bool {
	doc, err := s.parseFeed(r)
	if err != nil {
		return false
	}
	if r.Moved != "" {
		at = r.Moved
	}
	for _, o := range s.offers {
		if o.URL == at {
			return true
		}
	}
	o := offer{Candidate: feed.Candidate{URL: at, Title: doc.Title, Format: doc.Format}, doc: doc, login: s.login}
	for _, e := range doc.Entries[:min(samples, len(doc.Entries))] {
		o.Headlines = append(o.Headlines, e.Title)
	}
	hash := sha256.Sum256(r.Body)
	o.fetched = store.Fetched{
		At: s.now(), Status: r.Status, Bytes: r.Wire, Took: r.Took, BodyHash: hash[:],
		Validators: feed.Validators{ETag: r.ETag, LastModified: r.LastModified},
	}
	if r.Cut || doc.Cut {
		o.fetched.BodyHash, o.fetched.Validators = nil, feed.Validators{}
	}
	o.fetched.NextDue = hold(o.fetched.At, r, doc.Pace)
	s.offers = append(s.offers, o)
	return true
}
