package library

import (
	"context"
	"time"

	"warta/feed"
	"warta/feed/extract"
	"warta/feed/store"
)

// attempts is how often a page is tried in the background.
const attempts = 4

// enlistArticles puts pages of new unread entries in line, a few at a time, when
// the feeds are done: those come first.
func (d *desk) enlistArticles(ctx context.Context) {
	d.board.now.Articles = len(d.wanted) + d.articles
	if d.refreshing() || d.articles >= articlesAt || d.err != nil {
		return
	}
	if d.most == 0 || len(d.wanted) == 0 && !d.findWanted(ctx) {
		d.enlistPictures(ctx)
		return
	}
	if !d.lend(ctx, leaseArticles) {
		return
	}
	var waiting []feed.EntryID
	var until time.Time
	for len(d.wanted) > 0 && d.articles < articlesAt && d.most > 0 {
		w := d.wanted[0]
		d.wanted = d.wanted[1:]
		if wait := d.line.heldFor(hostOf(w.URL), time.Now()); wait > 0 {
			waiting, until = append(waiting, w.ID), later(until, d.now().Add(wait))
			continue
		}
		d.most--
		d.addArticle(w)
	}
	_ = d.store.PutOff(ctx, waiting, until) // they are asked for again soon, and then put off
}

// findWanted asks the store for what is wanted, unless it had nothing a short
// while ago.
func (d *desk) findWanted(ctx context.Context) bool {
	if d.articles > 0 || time.Since(d.wantedAt) < plansEvery {
		return false
	}
	d.wantedAt = time.Now()
	wish, err := d.wish(ctx)
	if err != nil {
		return false
	}
	list, err := d.store.Wanted(ctx, wish)
	if err != nil {
		return false
	}
	off := d.offline.Load()
	for _, w := range list {
		if !off || isGuide(w.URL) {
			d.wanted = append(d.wanted, w)
		}
	}
	d.board.now.Articles = len(d.wanted)
	return len(d.wanted) > 0
}

// addArticle puts an entry's page in line.
func (d *desk) addArticle(w store.Wanted) {
	d.articles++
	host := hostOf(w.URL)
	d.line.add(host, job{host: host, entry: w.ID, work: func(ctx context.Context) func(*desk) {
		r, ok := d.prepare(ctx, w.ID, w.Fetched)
		return func(d *desk) {
			if r.busy > 0 {
				d.leaveAlone(ctx, host, d.now().Add(r.busy))
			}
			d.keepPage(ctx, w.ID, r, ok)
		}
	}})
}

// keepPage stores what came of an entry's page.
func (d *desk) keepPage(ctx context.Context, id feed.EntryID, r readied, ok bool) {
	d.articles--
	if r.failed != nil {
		d.giveUp(r.failed)
	}
	if ok {
		if err := d.keepReadied(context.WithoutCancel(ctx), id, r); err != nil {
			d.giveUp(err)
		} else if d.ready != nil {
			d.ready(r.page)
		}
		d.board.now.Revision++
	}
	if len(d.wanted) == 0 && d.articles == 0 {
		d.wantedAt = time.Time{} // there may be more
	}
	d.enlistArticles(ctx)
}

// A readied is an article that was made ready, with the pictures to fetch for it.
type readied struct {
	page     store.Page
	pictures []string
	done     func()        // gives the page's claim back
	busy     time.Duration // its host asked to be left alone that long
	away     bool          // the page could not be had for want of a network
	failed   error         // that it is to wait for a network cannot be stored
}

// keepReadied stores an article that was made ready.
func (l *Library) keepReadied(ctx context.Context, id feed.EntryID, r readied) error {
	defer r.done()
	if err := l.store.SavePage(ctx, id, r.page); err != nil || len(r.pictures) == 0 {
		return err
	}
	return l.store.WantPictures(ctx, id, r.pictures)
}

// prepare makes the article of an entry ready for reading offline. The page is
// not fetched when the feed's own content is the whole article, and nothing is
// done when somebody else has fetched it since the time when it was last fetched
// as far as the caller knows.
func (l *Library) prepare(ctx context.Context, id feed.EntryID, known time.Time) (r readied, ok bool) {
	r.done = l.claimPage(ctx, id)
	defer func() {
		if !ok {
			r.done()
		}
	}()
	b, err := l.body(ctx, id)
	if err != nil || !b.Page.Fetched.Equal(known) {
		return r, false
	}
	if r.page, ok = l.wholeAlready(b); !ok {
		c := l.fetchPage(ctx, b)
		r.page, ok, r.busy = c.page, !c.stopped, c.busy
		if r.away = c.away; r.away {
			r.failed = l.store.PutOff(context.WithoutCancel(ctx), []feed.EntryID{id}, l.now().Add(awayAgain))
		}
	}
	if ok && l.wantsPictures(b) {
		r.pictures = picturesIn(b, r.page.Article)
	}
	return r, ok
}

// wholeAlready is the page to store for an entry whose page need not be fetched.
func (l *Library) wholeAlready(b store.Body) (store.Page, bool) {
	whole := extract.Whole(b.Entry.Content, b.Entry.Summary)
	if !whole && b.Entry.URL != "" {
		return store.Page{}, false
	}
	b.Page = store.Page{URL: b.Entry.URL}
	p, _, _ := l.made(b)
	p.Text = "" // the feed's own is found already
	switch {
	case whole:
		p.Badge, p.Why = feed.BadgeFull, ""
	case b.Entry.Content+b.Entry.Summary != "":
		p.Badge, p.Why = feed.BadgeSummary, ""
	default:
		p.Badge, p.Why, p.Article = feed.BadgeNone, "", nil
	}
	return p, true
}
