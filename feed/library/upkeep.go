package library

import (
	"context"
	"errors"
	"time"

	"warta/feed"
	"warta/feed/store"
)

// How often the store is looked after while nothing else is to be done.
const (
	tendEvery   = 10 * time.Minute
	backupEvery = 24 * time.Hour
	checkEvery  = 7 * 24 * time.Hour
	backupKey   = "backup" // under which the store keeps when the last one was made
	checkKey    = "check"  // and when its file was last checked
	tendedKey   = "tended" // and when it was last looked after
	retainKey   = "retain" // when old entries were last looked for
	doubtKey    = "doubt"  // until when the clock is not believed
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

// A Retention says which entries may go after a while. What is starred or saved
// stays in any case. The zero Retention keeps everything.
type Retention struct {
	MaxAge     time.Duration // those published and first seen longer ago may go; 0: none
	MaxPerFeed int           // all but the newest so many of a feed may go; 0: none
	Unread     bool          // unread ones, too
}

// overdue is how long ago the store was looked after when nobody's background does.
const overdue = 2 * backupEvery

// seldom is how many times as long the next backup of a large store waits: to read
// and write all of it every day is worth less than what a day brings.
const seldom = 7

// Overdue reports whether nobody has looked after the store for two days: no
// screen was open for long enough.
func (l *Library) Overdue(ctx context.Context) bool { return l.due(ctx, tendedKey, overdue) }

// Tend looks after the store as the background of a screen does when it is idle.
func (l *Library) Tend(ctx context.Context) { l.tend(ctx) }

// tend verifies the store after a crash, and once a week in any case, finishes a
// rebuilding, removes what may go, gives back what is free, and makes a backup
// once a day, of a large store once a week, the first as soon as there is something
// to lose; but none that would fill the disk, which nobody asked for. What fails is
// tried again the next time, and found by warta doctor; none of it is worth
// disturbing a reader for.
func (l *Library) tend(ctx context.Context) {
	if l.verify(ctx) != nil || l.finishRebuild(ctx, nil) != nil {
		return // no backup of what is damaged: the next Open deals with it
	}
	if keep := l.o.Keep; keep != (Retention{}) && l.believes(ctx) {
		if _, err := l.store.Retain(ctx, store.Retention(keep)); err != nil {
			return
		}
	}
	for more := true; more && ctx.Err() == nil; {
		var err error
		if more, err = l.store.Tidy(ctx); err != nil {
			return
		}
	}
	l.dropPictures(ctx)
	every := backupEvery
	if !l.store.IsSmall() {
		every *= seldom
	}
	if (l.due(ctx, backupKey, every) || l.store.Unguarded(ctx)) && l.store.HasRoom() {
		if _, err := l.store.Backup(ctx); err == nil {
			l.noteTime(ctx, backupKey)
		}
	}
	l.noteTime(ctx, tendedKey)
}

// guard makes the first backup of a library that has something to lose, when the
// library is closed: nobody's background may have come to it, or ever will.
func (l *Library) guard(ctx context.Context) {
	if !l.store.IsCheap() || !l.store.Unguarded(ctx) {
		return
	}
	if _, err := l.store.Backup(ctx); err == nil {
		l.noteTime(ctx, backupKey)
	}
}

// verify checks the file of the database when that is due.
func (l *Library) verify(ctx context.Context) error {
	if err := l.store.Verify(ctx); err != nil {
		return err
	}
	if !l.due(ctx, checkKey, checkEvery) {
		return nil
	}
	if err := l.store.Inspect(ctx); err != nil {
		return err
	}
	l.noteTime(ctx, checkKey)
	return nil
}

// believes reports whether the clock may say which entries are old. After a month
// in which nobody looked, or when it was set back, it may be wrong: what would go
// by it goes a day later, when it has had the time to be put right.
func (l *Library) believes(ctx context.Context) bool {
	now := l.now()
	if last, ok := l.noted(ctx, retainKey); ok {
		if gap := now.Sub(last); gap > 30*24*time.Hour || gap < -time.Hour {
			l.note(ctx, doubtKey, now.Add(24*time.Hour))
		}
	}
	l.note(ctx, retainKey, now)
	until, doubts := l.noted(ctx, doubtKey)
	return !doubts || !now.Before(until)
}

// noted is the time that is kept under a key.
func (l *Library) noted(ctx context.Context, key string) (time.Time, bool) {
	text, err := l.store.Get(ctx, key)
	if err != nil {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339, string(text))
	return t, err == nil
}

// due reports whether the time that is kept under a key is so long ago. A new
// library has everything done for the first time after that time.
func (l *Library) due(ctx context.Context, key string, after time.Duration) bool {
	text, err := l.store.Get(ctx, key)
	if errors.Is(err, feed.ErrNotFound) {
		l.noteTime(ctx, key)
		return false
	}
	last, err2 := time.Parse(time.RFC3339, string(text))
	if err != nil || err2 != nil {
		return err == nil
	}
	age := l.now().Sub(last)
	return age >= after || age < -time.Hour // the clock was wrong then, or is now
}

func (l *Library) noteTime(ctx context.Context, key string) { l.note(ctx, key, l.now()) }

func (l *Library) note(ctx context.Context, key string, t time.Time) {
	_ = l.store.Put(ctx, key, []byte(t.UTC().Format(time.RFC3339)))
}
