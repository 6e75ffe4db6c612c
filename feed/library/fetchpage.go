package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/extract"
	"warta/feed/fetch"
	"warta/feed/store"
)

// pageTypes are the media types that an article may be made of. Servers that do
// not know what they send say application/octet-stream, or nothing.
var pageTypes = []string{
	"text/", "html", "application/xhtml+xml", "application/xml", "application/octet-stream", "binary/octet-stream", "unknown/unknown",
}

// A catch is what fetching an entry's page gave.
type catch struct {
	page    store.Page
	err     error         // why there is no page
	stopped bool          // nothing is known of the page: nothing is to be stored
	away    bool          // stopped, because this machine seems to be without a network
	busy    time.Duration // the host asked to be left alone that long
}

// fetchPage fetches an entry's page, and the further pages of the same article,
// and makes the article of it. A page that is on disk is asked for only if it has
// changed, and a whole article stays when what comes is none.
func (l *Library) fetchPage(ctx context.Context, b store.Body) (c catch) {
	defer func() {
		if r := recover(); r != nil {
			c = l.missed(b, fmt.Sprintf("warta cannot read this page (a fault of warta: %.80v)", r), 0)
		}
	}()
	r, err := l.getPage(ctx, b, b.Entry.URL, true)
	if err != nil {
		return l.unanswered(b, err)
	}
	switch {
	case r.NotModified:
		return catch{page: l.unchanged(b)}
	case r.Trouble() != "":
		c := l.missed(b, r.Trouble(), l.retryAfter(r, b))
		if r.Status == http.StatusPaymentRequired && c.page.Badge == feed.BadgeFailed {
			c.page.Badge, c.page.Why = feed.BadgePaywall, "the server wants to be paid for this page (402)"
		}
		if r.Status == 429 || r.Status == 503 && r.RetryAfter > 0 {
			c.busy = c.page.RetryAt.Sub(c.page.Fetched)
		}
		return c
	case r.Unread:
		return l.missed(b, extract.NoPage(r.ContentType), 0)
	case len(r.Body) == 0:
		return l.missed(b, "no article was found on the page: it is empty", 0)
	case isHome(r.URL) && !isHome(b.Entry.URL) && sameHost(r.URL, b.Entry.URL):
		return l.missed(b, "the page is not there any more: its link leads to the site's front page", 0)
	}
	was := b
	parts, lacks := l.morePages(ctx, b, r)
	b.Page = store.Page{URL: r.URL, ContentType: r.ContentType, HTML: joinPages(parts), ETag: r.ETag, LastModified: r.LastModified}
	b.Page = l.madeOrAMP(ctx, b)
	if lacks != "" && b.Page.Badge == feed.BadgeFull {
		b.Page.Badge, b.Page.Why, b.Page.RetryAt = feed.BadgeFailed, lacks, l.now().Add(l.again(b))
		b.Page.ETag, b.Page.LastModified = "", "" // there is more to be had
	}
	if b.Page.Badge != feed.BadgeFull && isWhole(was) {
		return catch{page: l.unchanged(was), err: fmt.Errorf("fetching %s: %s", redacted(b.Entry.URL), b.Page.Why)}
	}
	return catch{page: b.Page}
}

// isHome reports whether an address is that of a site's front page.
func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.RawQuery == "" && slices.Contains([]string{"", "/", "/index.html", "/index.php", "/home", "/home/"}, u.Path)
}

// isWhole reports whether a page with the whole article is on disk.
func isWhole(b store.Body) bool { return len(b.Page.HTML) > 0 && b.Headline.Badge == feed.BadgeFull }

// unchanged is the page to store when the one on disk is as good as before.
func (l *Library) unchanged(b store.Body) store.Page {
	p := b.Page
	p.HTML, p.Text, p.RetryAt, p.Fetched = nil, "", time.Time{}, l.now() // what is on disk stays
	return p
}

// getPage fetches one page; once more only if it has changed since. A page on
// the feed's own host may be private as the feed is.
func (l *Library) getPage(ctx context.Context, b store.Body, at string, again bool) (*fetch.Response, error) {
	req := fetch.Request{URL: at, Accept: acceptPage, Types: pageTypes, AllowPrivate: sameHost(at, b.FeedURL)}
	if again && len(b.Page.HTML) > 0 {
		req.ETag, req.LastModified = b.Page.ETag, b.Page.LastModified
	}
	r, err := l.client.Get(ctx, req)
	if err == nil && !isGuide(at) {
		l.reached.Store(time.Now().UnixNano())
	}
	return r, err
}

// morePages are the page that was fetched and the further ones of its article,
// fetched with a pause in between. One that cannot be had ends the article there:
// lacks says so.
func (l *Library) morePages(ctx context.Context, b store.Body, first *fetch.Response) (parts []part, lacks string) {
	parts = []part{{first.URL, first.Body}}
	if first.Cut {
		return parts, "the page broke off: its end is missing"
	}
	seen := []string{first.URL, b.Entry.URL}
	queue := extract.NextPages(first.Body, first.URL, first.URL, first.ContentType)
	for len(queue) > 0 && len(parts) < extract.MostPages {
		at := queue[0]
		queue = queue[1:]
		if slices.Contains(seen, at) || !sameHost(at, first.URL) {
			continue
		}
		seen = append(seen, at)
		r, err := l.nextPage(ctx, b, at)
		switch {
		case err != nil:
			return parts, fmt.Sprintf("page %d of the article could not be had: %v", len(parts)+1, err)
		case slices.Contains(seen[:len(seen)-1], r.URL): // it leads back
			return parts, ""
		}
		parts = append(parts, part{r.URL, r.Body})
		if r.Cut {
			return parts, fmt.Sprintf("page %d of the article broke off", len(parts))
		}
		seen = append(seen, r.URL)
		for _, next := range extract.NextPages(r.Body, first.URL, r.URL, r.ContentType) {
			if !slices.Contains(queue, next) {
				queue = append(queue, next)
			}
		}
	}
	return parts, ""
}

// nextPage fetches a further page after a pause.
func (l *Library) nextPage(ctx context.Context, b store.Body, at string) (*fetch.Response, error) {
	select {
	case <-time.After(hostGap):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	r, err := l.getPage(ctx, b, at, false)
	switch {
	case err != nil:
		return nil, err
	case r.Trouble() != "":
		return nil, errors.New(r.Trouble())
	case r.Unread:
		return nil, errors.New(extract.NoPage(r.ContentType))
	}
	return r, nil
}

// thin is how many words a page may have for its other version to be asked for.
const thin = 60

// madeOrAMP makes the article of an entry's page. A page that has none, or hardly
// any text, may name a version of itself for slow networks (AMP) that has: then
// it is made of that one.
func (l *Library) madeOrAMP(ctx context.Context, b store.Body) store.Page {
	made, words, why := l.made(b)
	if words >= thin || why != nil && why.Kind == extract.Paywall {
		return made
	}
	at := extract.AMP(b.Page.HTML, b.Page.URL, b.Page.ContentType)
	if at == "" {
		return made
	}
	r, err := l.nextPage(ctx, b, at)
	if err != nil || r.Cut {
		return made // the page itself is what there is
	}
	was := b.Page
	b.Page = store.Page{URL: r.URL, ContentType: r.ContentType, HTML: r.Body, ETag: was.ETag, LastModified: was.LastModified}
	if amp, n, why := l.made(b); why == nil && n > 2*words {
		return amp
	}
	return made
}

// made makes the article of an entry's page, for the store; words are those of
// the page, and why is why it has not the whole article.
func (l *Library) made(b store.Body) (p store.Page, words int, why *extract.Refusal) {
	p = b.Page
	l.parse <- struct{}{}
	defer func() { <-l.parse }()
	fromPage, why := l.ofPages(b)
	a := better(fromPage, why, l.ofContent(b))
	p.Version, p.Text, p.Minutes, p.Language = l.version(), article.Text(a), article.Minutes(a), a.Language
	p.Badge = feed.BadgeFull
	if why != nil && !extract.Whole(b.Entry.Content, b.Entry.Summary) {
		p.Badge, p.Why = feed.BadgeFailed, why.Reason
		if why.Kind == extract.Paywall {
			p.Badge = feed.BadgePaywall
		}
	}
	if text, err := json.Marshal(a); err == nil {
		p.Article = text
	}
	p.Fetched = l.now()
	return p, article.Words(fromPage), why
}

// unanswered is the catch of a page whose server gave no answer.
func (l *Library) unanswered(b store.Body, err error) catch {
	var e *fetch.Error
	if errors.As(err, &e) {
		if e.Kind == fetch.Stopped || e.Kind == fetch.Offline {
			return catch{err: err, stopped: true}
		}
		if l.isAway(e) {
			return catch{err: err, stopped: true, away: true}
		}
		switch e.Kind {
		case fetch.TimedOut, fetch.Unreachable, fetch.UnknownHost:
			return l.missed(b, e.Reason, l.again(b))
		default: // the others stay as they are
		}
	}
	return l.missed(b, err.Error(), 0)
}

// missed is the catch of a page that could not be had; after a while, unless
// that is 0, it may be tried again. A whole article on disk stays.
func (l *Library) missed(b store.Body, why string, while time.Duration) catch {
	err := fmt.Errorf("fetching %s: %s", redacted(b.Entry.URL), why)
	if isWhole(b) {
		return catch{page: l.unchanged(b), err: err}
	}
	p := l.unchanged(b)
	p.URL, p.Badge, p.Why = strings.TrimSpace(b.Entry.URL), feed.BadgeFailed, why
	if len(b.Page.HTML) > 0 {
		p.URL = b.Page.URL
	}
	if while > 0 {
		p.RetryAt = p.Fetched.Add(while)
	}
	return catch{page: p, err: err}
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
