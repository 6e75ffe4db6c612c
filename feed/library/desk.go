package library

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"warta/feed"
	"warta/feed/fetch"
	"warta/feed/store"
)

// A job is something that a worker does at a host. What it returns is done by
// the desk, which is the only one to touch the desk's fields.
type job struct {
	host    string
	feed    *store.Poll  // of a feed's job, for what becomes of it when it is dropped
	care    bool         // of the store, and not an article
	picture bool         // of an article
	entry   feed.EntryID // whose page it fetches, for what becomes of it when it is dropped
	work    func(context.Context) func(*desk)
}

// A desk is the coordinator of one refresh, or of the background: it hands jobs
// to workers as hosts and the number of workers allow, and stores what they
// return. It lives in one goroutine.
type desk struct {
	*Library
	line    *line[job]
	running int
	results chan func(*desk)
	answers []answer          // that are to be stored
	unsure  []answer          // see away.go
	reached bool              // a host answered in this refresh
	awayTo  time.Time         // when the background tries again after this machine had no network
	large   chan struct{}     // a place for each large answer that is fetched or parsed
	each    func(feed.Result) // nil: nobody listens
	sum     feed.Summary
	board   board
	leases  map[string]*lease
	refused map[string]time.Time // when a lease was last asked for in vain
	listed  map[feed.FeedID]bool // feeds in line or being asked
	err     error                // why the store takes no more

	wanted   []store.Wanted
	articles int // in line or running
	wantedAt time.Time

	pictures   int  // in line or running
	pictured   bool // one was stored since wanted ones were asked for
	picturedAt time.Time

	// Only for ArticlesNow.
	most  int              // articles that may still be put in line
	ready func(store.Page) // is told of each; nil: nobody listens

	// Only in the background.
	asks     chan ask
	tick     <-chan time.Time
	asked    []ask // that wait for the lease
	lookAt   time.Time
	version  int64
	tendedAt time.Time
}

func (l *Library) newDesk() *desk {
	return &desk{
		Library: l, line: newLine[job](), results: make(chan func(*desk), l.o.Workers), large: make(chan struct{}, largeAtOnce), leases: map[string]*lease{}, refused: map[string]time.Time{},
		listed: map[feed.FeedID]bool{}, most: math.MaxInt,
	}
}

// idle reports whether there is nothing to do.
func (d *desk) idle() bool { return d.line.waiting == 0 && d.running == 0 }

// turn hands out jobs, and waits for one thing to happen. It reports whether the
// desk may go on.
func (d *desk) turn(ctx context.Context) bool {
	wait := min(d.dispatch(ctx), leaseTime/4)
	if left := d.board.publish(time.Now()); left > 0 {
		wait = min(wait, left)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case done := <-d.results:
		d.accept(ctx, done)
	case a := <-d.asks:
		d.take(ctx, a)
	case <-d.tick:
		d.look(ctx)
	case <-timer.C:
	case <-ctx.Done():
		return false
	}
	d.renewLeases(ctx)
	return true
}

// accept takes what a worker returned, with what others returned meanwhile, lets
// them begin their next jobs, and stores what there is to store.
func (d *desk) accept(ctx context.Context, done func(*desk)) {
	for more := true; more; {
		d.running--
		done(d)
		select {
		case done = <-d.results:
		default:
			more = false
		}
	}
	if len(d.answers) > 0 {
		d.dispatch(ctx)
		d.keep(ctx)
	}
}

// dispatch starts as many jobs as may be started, and says how long to wait at
// most before it is called again.
func (d *desk) dispatch(ctx context.Context) time.Duration {
	for d.running < d.o.Workers {
		j, ok, wait := d.line.take(time.Now())
		if !ok && wait > 0 {
			return wait
		}
		if !ok {
			break
		}
		d.running++
		d.work.Go(func() {
			defer d.caught()
			done := func(*desk) {} // of a job that panicked
			defer func() {
				d.results <- func(d *desk) {
					d.line.done(j.host, time.Now())
					done(d)
				}
			}()
			done = j.work(ctx)
		})
	}
	return leaseTime
}

// stop lets the running jobs end, and drops what they return: nothing of it was
// promised to anybody.
func (d *desk) stop(ctx context.Context) {
	d.drop()
	for ; d.running > 0; d.running-- {
		<-d.results
	}
	d.releaseLeases(context.WithoutCancel(ctx))
}

// addFeed puts a feed in line.
func (d *desk) addFeed(p store.Poll) {
	d.listed[p.Feed] = true
	d.board.now.Total++
	d.sum.Feeds++
	d.line.add(hostOf(p.URL), job{host: hostOf(p.URL), feed: &p, work: func(ctx context.Context) func(*desk) {
		a := d.askFeed(ctx, p, d.large)
		return func(d *desk) {
			if a.stopped {
				d.report(a.result())
				return
			}
			if a.busy {
				d.leaveAlone(ctx, hostOf(a.poll.URL), a.fetched.NextDue)
			}
			if a.large {
				<-d.large // it is parsed
			}
			d.receive(a)
		}
	}})
}

// largeAtOnce is how many answers of more than half a megabyte are fetched and parsed
// at the same time: memory is bounded, whatever a thousand feeds send.
const largeAtOnce = 3

// saveFor is how long the desk keeps the store's writer to itself: a mark that
// is made meanwhile has to wait for it.
const saveFor = 15 * time.Millisecond

// keep stores the answers that came in and counts them. Those that came while
// the ones before them were stored go into one transaction.
func (d *desk) keep(ctx context.Context) {
	for len(d.answers) > 0 {
		news := make([]store.News, len(d.answers))
		for i, a := range d.answers {
			news[i] = store.News{Feed: a.poll.Feed, Fetched: a.fetched, Doc: a.doc}
		}
		kept := d.store.Keep(context.WithoutCancel(ctx), news, saveFor)
		done := d.answers[:len(kept)]
		d.answers = d.answers[len(kept):]
		d.board.now.Revision++
		for i, a := range done {
			d.kept(ctx, a, kept[i])
		}
	}
	d.answers = nil
}

// kept counts one answer, of which something became in the store.
func (d *desk) kept(ctx context.Context, a answer, k store.Kept) {
	r := a.result()
	if a.doc != nil && k.Err == nil {
		r.New, r.Hidden, r.Updated = len(k.New), k.Hidden, len(k.Updated)
		d.wantedAt = time.Time{}
	}
	if k.Err != nil && !errors.Is(k.Err, feed.ErrNotFound) && ctx.Err() == nil {
		r.Failure = k.Err.Error()
		d.giveUp(k.Err)
	}
	if !a.told {
		d.report(r)
	}
}

// result is an answer as it is told.
func (a answer) result() feed.Result {
	return feed.Result{
		Feed: a.poll.Feed, Label: a.poll.Label, URL: redacted(a.poll.URL), Same: a.fetched.NotModified,
		Failure: a.fetched.Failure, Notice: a.notice, Took: a.fetched.Took, Bytes: a.fetched.Bytes,
	}
}

// giveUp ends a refresh whose results cannot be stored.
func (d *desk) giveUp(err error) {
	if !isRefusal(err) {
		return
	}
	d.err = err
	d.drop()
}

// isRefusal reports whether an error says that the store takes no more.
func isRefusal(err error) bool {
	return errors.Is(err, feed.ErrFull) || errors.Is(err, feed.ErrDisk) || errors.Is(err, feed.ErrReadOnly) || errors.Is(err, feed.ErrDamaged)
}

// drop takes all jobs out of the line, as if they had not been asked for.
func (d *desk) drop() {
	for _, j := range d.line.clear() {
		if j.feed != nil {
			delete(d.listed, j.feed.Feed)
			d.board.now.Total--
			d.sum.Feeds--
		} else if j.picture {
			d.pictures--
		} else if !j.care {
			d.articles--
		}
	}
}

// report counts a result and tells those who listen.
func (d *desk) report(r feed.Result) {
	delete(d.listed, r.Feed)
	b, s := &d.board.now, &d.sum
	b.Done++
	b.New += r.New
	b.Hidden += r.Hidden
	s.New += r.New
	s.Updated += r.Updated
	s.Bytes += r.Bytes
	switch {
	case r.NotDue:
		s.NotDue++
		b.NotDue++
	case r.Failure != "":
		s.Failed++
		b.Failed++
	case r.Same:
		s.Same++
	}
	s.Slow = slower(s.Slow, r)
	if d.each != nil {
		d.each(r)
	}
}

// slower is the list of the slowest five results, with r when it is one of them.
func slower(list []feed.Result, r feed.Result) []feed.Result {
	const most = 5
	if r.Took < time.Second {
		return list
	}
	i, _ := slices.BinarySearchFunc(list, r, func(a, b feed.Result) int { return int(min(max(b.Took-a.Took, -1), 1)) })
	list = slices.Insert(list, i, r)
	return list[:min(len(list), most)]
}

// leaveAlone holds back all feeds of a host that asked for it.
func (d *desk) leaveAlone(ctx context.Context, host string, until time.Time) {
	d.line.host(host).held = time.Now().Add(until.Sub(d.now()))
	var waiting []feed.EntryID
	for _, j := range d.line.drop(host) {
		if j.picture {
			d.pictures--
		} else if j.feed == nil {
			d.articles--
			waiting = append(waiting, j.entry)
		} else {
			d.report(feed.Result{Feed: j.feed.Feed, Label: j.feed.Label, URL: redacted(j.feed.URL), NotDue: true})
		}
	}
	_ = d.store.PutOff(ctx, waiting, until) // the next refresh would be told again
	polls, err := d.store.Polls(ctx)
	if err != nil {
		return
	}
	for _, p := range polls {
		if hostOf(p.URL) == host && p.Due.Before(until) {
			_ = d.store.Postpone(ctx, p.Feed, until) // the next refresh would be told again
		}
	}
}

func redacted(address string) string { return fetch.RedactedText(address) }
