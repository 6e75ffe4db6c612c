package library

import (
	"context"
	"errors"
	"time"

	"warta/feed"
)

// How often the store is looked after while nothing else is to be done.
const (
	tendEvery   = 10 * time.Minute
	backupEvery = 24 * time.Hour
	backupKey   = "backup" // under which the store keeps when the last one was made
	tendHost    = "upkeep" // no host: jobs of this name run one after the other
)

// upkeep puts the care of the store in line when nothing else is to be done.
func (d *desk) upkeep() {
	if !d.idle() || d.refreshing() || time.Since(d.tendedAt) < tendEvery {
		return
	}
	d.tendedAt = time.Now()
	d.line.add(tendHost, job{host: tendHost, care: true, work: func(ctx context.Context) func(*desk) {
		d.tend(ctx)
		return func(*desk) {}
	}})
}

// tend verifies the store after a crash, gives back what is free, and makes a
// backup once a day. What fails is tried again the next time, and found by
// warta doctor; none of it is worth disturbing a reader for.
func (l *Library) tend(ctx context.Context) {
	if l.store.Verify(ctx) != nil {
		return // no backup of what is damaged: the next Open deals with it
	}
	for more := true; more && ctx.Err() == nil; {
		var err error
		if more, err = l.store.Tidy(ctx); err != nil {
			return
		}
	}
	l.dropPictures(ctx)
	if l.backupDue(ctx) {
		if _, err := l.store.Backup(ctx); err == nil {
			l.noteBackup(ctx)
		}
	}
}

// backupDue reports whether the last backup is a day old. A new library has its
// first backup after a day.
func (l *Library) backupDue(ctx context.Context) bool {
	text, err := l.store.Get(ctx, backupKey)
	if errors.Is(err, feed.ErrNotFound) {
		l.noteBackup(ctx)
		return false
	}
	last, err2 := time.Parse(time.RFC3339, string(text))
	if err != nil || err2 != nil {
		return err == nil
	}
	age := l.now().Sub(last)
	return age >= backupEvery || age < 0
}

func (l *Library) noteBackup(ctx context.Context) {
	_ = l.store.Put(ctx, backupKey, []byte(l.now().UTC().Format(time.RFC3339)))
}
