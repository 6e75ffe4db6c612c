package library

import (
	"context"
	"errors"
	"fmt"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/extract"
	"warta/feed/store"
)

// FetchArticle fetches an entry's page now, keeps it, and is its article. When
// that fails, the article is the one on disk, and the error says why. It is
// feed.ErrOffline while the network is turned off. A page that cannot be kept is
// shown all the same, together with the error.
func (l *Library) FetchArticle(ctx context.Context, id feed.EntryID) (article.Article, error) {
	b, err := l.body(ctx, id)
	if err != nil {
		return article.Article{}, err
	}
	if b.Entry.URL == "" {
		return l.article(ctx, b), fmt.Errorf("fetching %s: the feed gives no address for it", b.Headline.Title)
	}
	if !l.offline.Load() && !isGuide(b.Entry.URL) {
		known := b.Page.Fetched
		defer l.claimPage(ctx, id)()
		if b, err = l.body(ctx, id); err != nil {
			return article.Article{}, err
		}
		if !b.Page.Fetched.Equal(known) { // somebody else has just fetched it
			return l.article(ctx, b), missing(b)
		}
	}
	got := l.fetchPage(ctx, b)
	if got.away {
		// It is fetched when there is a network again, read meanwhile or not.
		if err := l.store.Ask(ctx, id, l.now().Add(awayAgain)); err != nil {
			return l.article(ctx, b), errors.Join(got.err, err)
		}
	}
	if got.err != nil && got.stopped {
		return l.article(ctx, b), offlineError(got.err)
	}
	if got.err == nil || got.page.Badge == feed.BadgeFull || b.Headline.Badge != feed.BadgeFull {
		if err := l.store.SavePage(ctx, id, got.page); err != nil {
			b.Page = got.page
			return l.article(ctx, b), errors.Join(got.err, err)
		}
		if b, err = l.body(ctx, id); err != nil {
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
	b, err := l.body(ctx, id)
	switch {
	case err != nil:
		return article.Article{}, err
	case len(b.Page.HTML) > 0, b.Headline.Badge == feed.BadgeFull, b.Entry.URL == "", l.offline.Load(), isGuide(b.Entry.URL),
		extract.Whole(b.Entry.Content, b.Entry.Summary):
		return l.Article(ctx, id)
	case b.Headline.Badge == feed.BadgeFailed && l.now().Before(later(b.Page.RetryAt, b.Page.Fetched.Add(floor))):
		return l.article(ctx, b), missing(b)
	}
	return l.FetchArticle(ctx, id)
}

// missing is the error of an entry whose page could not be had.
func missing(b store.Body) error {
	if b.Headline.Badge != feed.BadgeFailed {
		return nil
	}
	return fmt.Errorf("fetching %s: %s", redacted(b.Entry.URL), b.Headline.Why)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
