package library

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"warta/feed"
	"warta/feed/discover"
	"warta/feed/fetch"
	"warta/feed/parse"
	"warta/feed/store"
)

// What requests say they accept, as the formats are registered and as they are
// found.
const (
	acceptFeed = "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, " +
		"application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
	acceptEither = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, " +
		"text/xml;q=0.9, text/html;q=0.8, application/xhtml+xml;q=0.8, application/json;q=0.7, */*;q=0.1"
	acceptPage = "text/html, application/xhtml+xml, application/xml;q=0.5, */*;q=0.1"
)

// An answer is what asking one feed gave. A worker makes it, the desk stores it.
type answer struct {
	poll    store.Poll
	fetched store.Fetched
	doc     *feed.Document // nil: a 304, the same bytes, or a failure
	notice  string
	busy    bool // 429: the host wants to be left alone until fetched.NextDue
	away    bool // it may be this machine that has no network
	surely  bool // it is
	told    bool // its result was reported already
	large   bool // it holds a place among the desk's large answers
	stopped bool // the library closes, or the network was turned off: nothing is known
}

// askFeed asks one feed and reads what it answers. Whatever a stranger's bytes
// make of the parser, it returns.
func (l *Library) askFeed(ctx context.Context, p store.Poll, large chan struct{}) (a answer) {
	a.poll = p
	defer func() {
		if r := recover(); r != nil {
			a.doc, a.fetched.Failure = nil, fmt.Sprintf("warta cannot read this feed (a fault of warta: %.80v)", r)
			a.fetched.NextDue = hold(l.now(), nil, feed.Pace{})
		}
	}()
	start := time.Now()
	r, err := l.client.Get(ctx, fetch.Request{
		URL: p.URL, Accept: acceptFeed, ETag: p.Validators.ETag, LastModified: p.Validators.LastModified,
		Header: l.header(p.URL, l.loginOf(ctx, p.Feed)), AllowPrivate: true, Large: large,
	})
	a.fetched.At = l.now()
	if err != nil {
		var e *fetch.Error
		if errors.As(err, &e) {
			a.stopped = e.Kind == fetch.Stopped || e.Kind == fetch.Offline
			a.away, a.surely = e.NoNetwork()
		}
		a.fetched.Failure, a.fetched.Took = err.Error(), time.Since(start)
		a.fetched.NextDue = hold(a.fetched.At, nil, feed.Pace{})
		return a
	}
	if !isGuide(p.URL) {
		l.reached.Store(time.Now().UnixNano())
	}
	a.large = r.Large
	l.read(&a, r)
	return a
}

// read turns a response into what is to be stored.
func (l *Library) read(a *answer, r *fetch.Response) {
	f := &a.fetched
	f.Status, f.Bytes, f.Took = r.Status, r.Wire, r.Took
	f.NextDue = hold(f.At, r, feed.Pace{})
	if r.Downgraded {
		a.notice = "a redirect led from https to http: others can read along"
	}
	switch {
	case r.Status == http.StatusGone:
		f.Gone, f.Failure = true, r.Trouble()
	case r.Status == http.StatusTooManyRequests:
		a.busy, f.Failure = true, r.Trouble()
		if r.RetryAfter == 0 {
			f.NextDue = f.At.Add(hostRests)
		}
	case r.Trouble() != "":
		f.Failure = r.Trouble()
	case r.NotModified:
		f.NotModified = true
		l.same(a, r)
	case !r.Cut && a.sameBody(r.Body):
		f.NotModified = true
		l.same(a, r)
	default:
		l.readDocument(a, r)
	}
}

// sameBody reports whether body is what was stored last, and keeps its hash.
func (a *answer) sameBody(body []byte) bool {
	hash := sha256.Sum256(body)
	a.fetched.BodyHash = hash[:]
	return bytes.Equal(a.fetched.BodyHash, a.poll.BodyHash)
}

// same is the answer of a feed that has not changed.
func (l *Library) same(a *answer, r *fetch.Response) {
	a.fetched.Validators = feed.Validators{ETag: r.ETag, LastModified: r.LastModified}
	a.fetched.MovedTo = r.Moved
	a.fetched.NextDue = hold(a.fetched.At, r, a.poll.Pace)
}

// readDocument parses a body. The validators of one that is no feed, or that was
// cut short, are not kept: the next answer would be that nothing has changed.
func (l *Library) readDocument(a *answer, r *fetch.Response) {
	doc, err := l.parseFeed(r)
	if err != nil {
		a.fetched.Failure = err.Error()
		for _, c := range discover.Find(r.Body, r.URL, r.ContentType) {
			if c.URL != a.poll.URL && len(a.fetched.Candidates) < 5 {
				a.fetched.Candidates = append(a.fetched.Candidates, c.URL)
			}
		}
		return
	}
	a.doc = &doc
	if a.notice == "" {
		a.notice = strings.Join(doc.Repaired, "; ")
	}
	a.fetched.MovedTo = r.Moved
	a.fetched.NextDue = hold(a.fetched.At, r, doc.Pace)
	if r.Cut || doc.Cut {
		a.fetched.BodyHash = nil
		return
	}
	a.fetched.Validators = feed.Validators{ETag: r.ETag, LastModified: r.LastModified}
}

// parseFeed parses a body when a processor is free for it.
func (l *Library) parseFeed(r *fetch.Response) (feed.Document, error) {
	l.parse <- struct{}{}
	defer func() { <-l.parse }()
	return parse.Parse(r.Body, parse.Source{URL: r.URL, ContentType: r.ContentType, Language: r.Language})
}
