package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/extract"
	"warta/feed/fetch"
	"warta/feed/store"
)

// pageTypes are the media types that an article is made of.
var pageTypes = []string{"text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "application/pdf"}

// FetchArticle fetches an entry's page now, keeps it, and is its article. When
// that fails, the article is the one on disk, and the error says why. It is
// feed.ErrOffline while the network is turned off. A page that cannot be kept is
// shown all the same, together with the error.
func (l *Library) FetchArticle(ctx context.Context, id feed.EntryID) (article.Article, error) {
	b, err := l.store.Body(ctx, id)
	if err != nil {
		return article.Article{}, err
	}
	if b.Entry.URL == "" {
		return l.article(ctx, b), fmt.Errorf("fetching %s: the feed gives no address for it", b.Headline.Title)
	}
	got := l.fetchPage(ctx, b)
	if got.err != nil && got.stopped {
		return l.article(ctx, b), offlineError(got.err)
	}
	if got.err == nil || b.Headline.Badge != feed.BadgeFull {
		if err := l.store.SavePage(ctx, id, got.page); err != nil {
			b.Page = got.page
			return l.article(ctx, b), errors.Join(got.err, err)
		}
		if b, err = l.store.Body(ctx, id); err != nil {
			return article.Article{}, err
		}
	}
	l.nudge()
	return l.article(ctx, b), got.err
}

// OpenArticle is an entry's article, for somebody who wants to read it now: the
// page is fetched when it is not on disk, unless the network is turned off, the
// feed's own content is the whole article, or a try that failed is not to be
// repeated yet. When fetching fails, the article is what is on disk, and the
// error says why; without an article it is the error that [Library.Article] has.
func (l *Library) OpenArticle(ctx context.Context, id feed.EntryID) (article.Article, error) {
	b, err := l.store.Body(ctx, id)
	switch {
	case err != nil:
		return article.Article{}, err
	case len(b.Page.HTML) > 0, b.Headline.Badge == feed.BadgeFull, b.Entry.URL == "", l.offline.Load(), isGuide(b.Entry.URL),
		extract.Whole(b.Entry.Content, b.Entry.Summary):
		return l.Article(ctx, id)
	case b.Headline.Badge == feed.BadgeFailed && l.now().Before(later(b.Page.RetryAt, b.Page.Fetched.Add(floor))):
		return l.article(ctx, b), fmt.Errorf("fetching %s: %s", redacted(b.Entry.URL), b.Headline.Why)
	}
	return l.FetchArticle(ctx, id)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// A catch is what fetching an entry's page gave.
type catch struct {
	page    store.Page
	err     error // why there is no page
	stopped bool  // nothing is known of the page: nothing is to be stored
}

// fetchPage fetches an entry's page, and the further pages of the same article,
// and makes the article of it.
func (l *Library) fetchPage(ctx context.Context, b store.Body) (c catch) {
	defer func() {
		if r := recover(); r != nil {
			c = l.missed(b, fmt.Sprintf("warta cannot read this page (a fault of warta: %.80v)", r), 0)
		}
	}()
	r, err := l.getPage(ctx, b, b.Entry.URL)
	if err != nil {
		return l.unanswered(b, err)
	}
	switch {
	case r.Trouble() != "":
		return l.missed(b, r.Trouble(), l.retryAfter(r, b))
	case r.Unread:
		return l.missed(b, "the link leads to "+mediaOf(r)+", not to a page", 0)
	}
	parts := append([]part{{r.URL, r.Body}}, l.morePages(ctx, b, r)...)
	b.Page = store.Page{URL: r.URL, ContentType: r.ContentType, HTML: joinPages(parts)}
	return catch{page: l.made(b)}
}

func mediaOf(r *fetch.Response) string { return fmt.Sprintf("a file of the type %s", r.ContentType) }

// getPage fetches one page. A page on the feed's own host may be private as the
// feed is.
func (l *Library) getPage(ctx context.Context, b store.Body, at string) (*fetch.Response, error) {
	return l.client.Get(ctx, fetch.Request{
		URL: at, Accept: acceptPage, Types: pageTypes, AllowPrivate: sameHost(at, b.FeedURL),
	})
}

// morePages fetches the further pages of an article, with a pause in between.
// One that cannot be had ends the article there.
func (l *Library) morePages(ctx context.Context, b store.Body, first *fetch.Response) []part {
	var parts []part
	seen := []string{first.URL, b.Entry.URL}
	queue := extract.NextPages(first.Body, first.URL, first.ContentType)
	for len(queue) > 0 && len(parts) < extract.MostPages-1 {
		at := queue[0]
		queue = queue[1:]
		if slices.Contains(seen, at) || !sameHost(at, first.URL) {
			continue
		}
		seen = append(seen, at)
		select {
		case <-time.After(hostGap):
		case <-ctx.Done():
			return parts
		}
		r, err := l.getPage(ctx, b, at)
		if err != nil || r.Trouble() != "" || r.Unread {
			return parts
		}
		parts = append(parts, part{r.URL, r.Body})
		queue = append(queue, extract.NextPages(r.Body, r.URL, r.ContentType)...)
	}
	return parts
}

// made makes the article of an entry's page, for the store.
func (l *Library) made(b store.Body) store.Page {
	p := b.Page
	l.parse <- struct{}{}
	defer func() { <-l.parse }()
	fromPage, refused := l.ofPages(b)
	a := better(fromPage, refused, l.ofContent(b))
	p.Version, p.Text, p.Minutes = l.version(), article.Text(a), article.Minutes(a)
	p.Badge = feed.BadgeFull
	if refused != nil {
		p.Badge, p.Why = feed.BadgeFailed, refused.Reason
		if refused.Kind == extract.Paywall {
			p.Badge = feed.BadgePaywall
		}
	}
	if text, err := json.Marshal(a); err == nil {
		p.Article = text
	}
	p.Fetched = l.now()
	return p
}

// unanswered is the catch of a page whose server gave no answer.
func (l *Library) unanswered(b store.Body, err error) catch {
	var e *fetch.Error
	if errors.As(err, &e) {
		switch e.Kind {
		case fetch.Stopped, fetch.Offline:
			return catch{err: err, stopped: true}
		case fetch.TimedOut, fetch.Unreachable, fetch.UnknownHost:
			return l.missed(b, e.Reason, l.again(b))
		default: // the others stay as they are
		}
	}
	return l.missed(b, err.Error(), 0)
}

// missed is the catch of a page that could not be had; after a while, unless
// that is 0, it may be tried again.
func (l *Library) missed(b store.Body, why string, while time.Duration) catch {
	p := store.Page{URL: b.Entry.URL, Badge: feed.BadgeFailed, Why: why, Minutes: b.Headline.Minutes, Fetched: l.now()}
	if while > 0 {
		p.RetryAt = p.Fetched.Add(while)
	}
	return catch{page: p, err: fmt.Errorf("fetching %s: %s", redacted(b.Entry.URL), why)}
}

// retryAfter is how long to wait after an answer that may be another one later.
func (l *Library) retryAfter(r *fetch.Response, b store.Body) time.Duration {
	if r.Status == 429 || r.Status >= 500 {
		return max(l.again(b), min(r.RetryAfter, maxRetry))
	}
	return 0
}

// again is how long to wait before a page is tried again.
func (l *Library) again(b store.Body) time.Duration {
	if age := l.now().Sub(b.Headline.FirstSeen); age > time.Hour {
		return min(age, slowest)
	}
	return time.Hour
}
