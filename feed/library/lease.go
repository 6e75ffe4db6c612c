package library

import (
	"context"
	"errors"
	"time"

	"warta/feed"
)

// leaseTime is how long a lease lasts that is not renewed: what a process that
// was killed leaves behind holds the others up no longer.
const leaseTime = 20 * time.Second

// leaseAgain is how long a desk waits before it tries again to get a lease that
// another process holds: each try is a write.
const leaseAgain = 2 * time.Second

// The things that one process does at a time.
const (
	leaseFeeds    = "feeds"
	leaseArticles = "articles"
)

// A lease is one that a desk holds.
type lease struct {
	renewed time.Time
}

// lend takes a lease, and reports whether the desk holds it.
func (d *desk) lend(ctx context.Context, name string) bool {
	if d.leases[name] != nil {
		return true
	}
	if time.Since(d.refused[name]) < leaseAgain {
		return false
	}
	ok, err := d.store.Lease(ctx, name, d.leaseOwner(), leaseTime)
	if err != nil && d.asks == nil && !errors.Is(err, feed.ErrBusy) {
		d.err = err // nobody holds it: it cannot be written
	}
	if err != nil || !ok {
		d.refused[name] = time.Now()
		return false
	}
	d.leases[name] = &lease{renewed: time.Now()}
	return true
}

// leaseOwner is the desk's name: the background's and that of a refresh at the
// same time are two.
func (d *desk) leaseOwner() string {
	if d.asks == nil {
		return d.owner + ".now"
	}
	return d.owner
}

// renewLeases keeps the desk's leases from ending.
func (d *desk) renewLeases(ctx context.Context) {
	for name, l := range d.leases {
		if time.Since(l.renewed) < leaseTime/3 {
			continue
		}
		l.renewed = time.Now()
		// One that is lost, because this process slept, is not worth stopping
		// for: the worst is that a feed is asked twice.
		_, _ = d.store.Lease(ctx, name, d.leaseOwner(), leaseTime)
	}
}

// release gives a lease back.
func (d *desk) release(ctx context.Context, name string) {
	if d.leases[name] != nil {
		delete(d.leases, name)
		_ = d.store.Release(ctx, name, d.leaseOwner()) // it ends by itself
	}
}

func (d *desk) releaseLeases(ctx context.Context) {
	for name := range d.leases {
		d.release(ctx, name)
	}
}
