package library

import (
	"context"
	"time"

	"warta/feed"
)

// An ask is something that the background is asked to do.
type ask struct {
	ids  []feed.FeedID
	wish wish
	wake bool // look around: something has changed
}

// How often the background looks for what it has not been told.
const (
	lookEvery  = 250 * time.Millisecond // for commits of other processes
	plansEvery = 20 * time.Second       // for feeds that are due
	firstFrame = 300 * time.Millisecond // that the screen has for itself
	articlesAt = 4                      // articles fetched at the same time
	articlesIn = 200                    // articles kept in mind
)

// background is the desk's life until its context ends.
func (l *Library) background(ctx context.Context) {
	d := l.newDesk()
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	d.asks, d.tick = l.asks, ticker.C
	d.board.slot = l.news
	if !l.store.Unfinished(ctx) { // or else as soon as there is nothing else to do
		d.tendedAt = time.Now().Add(time.Minute - tendEvery) // a minute after the start
	}
	defer d.stop(ctx)
	defer l.caught()
	d.version, _ = l.store.DataVersion(ctx)
	d.board.now.Offline, d.board.now.Revision = l.offline.Load(), 1
	d.wantedAt = time.Now().Add(firstFrame - plansEvery) // the screen is drawn first
	d.plan(ctx)
	for d.turn(ctx) {
		d.settle(ctx)
	}
}

// take takes what the background is asked.
func (d *desk) take(ctx context.Context, a ask) {
	if a.wake {
		d.wake(ctx)
		return
	}
	d.asked = append(d.asked, a)
	d.plan(ctx)
}

// wake looks around after a change: of the network's being on, or of the feeds.
func (d *desk) wake(ctx context.Context) {
	off := d.offline.Load()
	d.awayTo = time.Time{}
	d.board.now.Offline = off
	d.board.now.Revision++
	d.wantedAt = time.Time{}
	if off {
		d.asked = nil
		d.wanted = nil
		d.drop()
	}
	d.plan(ctx)
	d.enlistArticles(ctx)
}

// look looks for what nobody tells: commits of other processes, and the time.
func (d *desk) look(ctx context.Context) {
	d.board.now.Edition, d.board.now.EditionOf = int(d.edition[0].Load()), int(d.edition[1].Load())
	if v, err := d.store.DataVersion(ctx); err == nil && v != d.version {
		d.version = v
		d.board.now.Revision++
	} else if at := d.behind.Load(); at != 0 && time.Now().UnixNano() >= at {
		d.behind.Store(0)
		d.board.now.Revision++
	}
	if time.Since(d.lookAt) >= plansEvery || len(d.asked) > 0 {
		d.plan(ctx)
	}
	d.enlistArticles(ctx)
	d.upkeep()
}

// plan puts in line what is asked and what is due, if no other process is
// refreshing.
func (d *desk) plan(ctx context.Context) {
	d.lookAt = time.Now()
	if d.offline.Load() {
		return
	}
	if len(d.asked) == 0 && (d.refreshing() || time.Now().Before(d.awayTo) || !d.anyDue(ctx)) {
		return
	}
	if !d.lend(ctx, leaseFeeds) {
		return
	}
	asked := d.asked
	d.asked = nil
	if !d.refreshing() {
		d.begin()
		asked = append(asked, ask{wish: byTimetable})
	}
	for _, a := range asked {
		if err := d.enlist(ctx, a.ids, a.wish); err != nil {
			return
		}
	}
}

// refreshing reports whether a refresh is under way.
func (d *desk) refreshing() bool { return d.board.now.Busy() }

// begin begins the counts of a refresh anew.
func (d *desk) begin() {
	b := &d.board.now
	b.Total, b.Done, b.Failed, b.New, b.Hidden, b.NotDue = 0, 0, 0, 0, 0, 0
	b.Round++
	d.sum, d.err = feed.Summary{}, nil
}

// anyDue reports whether the timetable has a feed for now.
func (d *desk) anyDue(ctx context.Context) bool {
	now := d.now()
	polls, err := d.store.Due(ctx, now, 0)
	if err != nil {
		return false
	}
	for _, p := range polls {
		if mayAsk(p, byTimetable, now) {
			return true
		}
	}
	return false
}

// settle gives back what is not needed any more.
func (d *desk) settle(ctx context.Context) {
	if !d.refreshing() {
		d.judge(ctx)
		d.release(ctx, leaseFeeds)
	}
	if d.articles == 0 && len(d.wanted) == 0 && d.pictures == 0 {
		d.release(ctx, leaseArticles)
	}
}
