package library

import (
	"cmp"
	"context"
	"errors"
	"time"

	"warta/feed"
	"warta/feed/store"
)

// A Bound is how much ArticlesNow does at most; the rest waits for the next time.
type Bound struct {
	Most   int           // articles; 0: a thousand
	Within time.Duration // until no more are fetched; 0: any time
}

// mostMissed is how many failures are told one by one.
const mostMissed = 20

// usualMost is how many articles ArticlesNow makes ready when nothing is said:
// more than a day brings, and little enough to be done within the hour of a job
// that runs every hour.
const usualMost = 1000

// ArticlesNow makes the articles of unread entries ready for reading offline, the
// newest first, as the background does, and returns when done; each, when not
// nil, is called after every one, with how many are done and how many there are
// as far as is known. The error is about the whole: a page that cannot be had is
// counted. While another process is at it, nothing is done.
func (l *Library) ArticlesNow(ctx context.Context, b Bound, each func(done, of int)) (sum feed.Articles, err error) {
	if l.offline.Load() {
		return sum, feed.ErrOffline
	}
	start := time.Now()
	brief, cancel := context.WithCancel(ctx)
	defer cancel()
	if b.Within > 0 {
		defer time.AfterFunc(b.Within, cancel).Stop()
	}
	d := l.newDesk()
	defer d.stop(ctx)
	d.most = b.Most
	if d.most <= 0 {
		d.most = l.o.Prefetch.Most
	}
	d.ready = func(p store.Page) {
		d.count(&sum, p)
		if each != nil {
			each(sum.Ready+sum.Failed, sum.Ready+sum.Failed+d.articles+min(len(d.wanted), d.most))
		}
	}
	d.enlistArticles(brief)
	sum.Another = d.articles == 0 && len(d.wanted) > 0 && d.err == nil
	for !d.idle() && d.turn(brief) {
	}
	sum.More = !sum.Another && (!d.idle() || len(d.wanted) > 0)
	sum.Took = time.Since(start)
	return sum, errors.Join(d.err, ctx.Err())
}

// count counts an article. The guide's come from within warta, and nobody waits
// for them.
func (d *desk) count(sum *feed.Articles, p store.Page) {
	switch {
	case isGuide(p.URL):
	case p.Badge == feed.BadgeFull:
		sum.Ready++
	case p.Badge == feed.BadgeFailed, p.Badge == feed.BadgePaywall:
		if sum.Failed++; len(sum.Missed) < mostMissed {
			sum.Missed = append(sum.Missed, feed.Missed{URL: p.URL, Why: cmp.Or(p.Why, p.Badge.String())})
		}
	}
}
