package library

import (
	"context"
	"errors"
	"time"

	"warta/feed"
)

// patience is how long RefreshNow waits for a refresh of another process.
const patience = 10 * time.Minute

// tellAfter is how long it waits before it says so.
const tellAfter = time.Second

// RefreshNow refreshes all feeds that are due and returns when done; each, when
// not nil, is called after every feed, by one goroutine at a time. The error is
// about the whole refresh: a feed that fails is a Result.
//
// Due is what was not asked in the last hour; with force, in the last 15
// minutes. A server's own wish to be left alone is kept in both cases.
func (l *Library) RefreshNow(ctx context.Context, force bool, each func(feed.Result)) (feed.Summary, error) {
	if l.offline.Load() {
		return feed.Summary{}, feed.ErrOffline
	}
	start := time.Now()
	d := l.newDesk()
	d.each = each
	defer d.stop(ctx)
	if err := d.awaitLease(ctx); err != nil {
		return feed.Summary{}, err
	}
	w := byHour
	if force {
		w = byHand
	}
	if err := d.enlist(ctx, nil, w); err != nil {
		return feed.Summary{}, err
	}
	for !d.idle() && d.turn(ctx) {
	}
	d.sum.Away = d.judge(ctx)
	d.sum.Took = time.Since(start)
	return d.sum, errors.Join(d.err, ctx.Err())
}

// awaitLease waits until no other process refreshes.
func (d *desk) awaitLease(ctx context.Context) error {
	told := d.o.Waiting == nil
	for start := time.Now(); !d.lend(ctx, leaseFeeds); {
		if d.err != nil {
			return d.err
		}
		if !told && time.Since(start) >= tellAfter {
			told = true
			d.o.Waiting()
		}
		if time.Since(start) > patience {
			return feed.ErrBusy
		}
		select {
		case <-time.After(250 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// enlist puts those of the feeds in line that may be asked; no ids means all.
func (d *desk) enlist(ctx context.Context, ids []feed.FeedID, w wish) error {
	polls, err := d.store.Polls(ctx, ids...)
	if err != nil {
		return err
	}
	now := d.now()
	for _, p := range polls {
		switch {
		case p.Guide || d.listed[p.Feed]:
		case mayAsk(p, w, now):
			d.addFeed(p)
		case w != byTimetable:
			d.board.now.Total++
			d.sum.Feeds++
			d.report(feed.Result{Feed: p.Feed, Label: p.Label, URL: redacted(p.URL), NotDue: true})
		}
	}
	return nil
}

// Refresh asks the background to refresh feeds and returns at once; no ids
// means all. Feeds asked less than 15 minutes ago are skipped; force skips only
// that rule, only for a single feed, and never a server's Retry-After.
func (l *Library) Refresh(ctx context.Context, ids []feed.FeedID, force bool) error {
	if l.offline.Load() {
		return feed.ErrOffline
	}
	if !l.started.Load() {
		return errors.New("refreshing: the work in the background was not started")
	}
	w := byHand
	if force && len(ids) == 1 {
		w = byForce
	}
	select {
	case l.asks <- ask{ids: ids, wish: w}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-l.ctx.Done():
		return errors.New("refreshing: the library is closed")
	}
}
