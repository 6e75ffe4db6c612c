package library

import (
	"path/filepath"
	"testing"
	"time"

	"warta/feed"
)

func TestBackupOnceADay(t *testing.T) {
	c := newClock()
	l := open(t, Options{Now: c.now})
	for i, step := range []struct {
		after time.Duration
		want  int
	}{{0, 0}, {time.Hour, 0}, {24 * time.Hour, 1}, {time.Hour, 1}, {24 * time.Hour, 2}, {24 * time.Hour, 2}} {
		c.move(step.after)
		l.tend(t.Context())
		list, err := l.store.Backups()
		if err != nil || len(list) != step.want {
			t.Errorf("step %d: %d backups, %v; want %d", i, len(list), err, step.want)
		}
	}
}

// The first backup is made when a library is closed that has something to lose,
// and none before.
func TestTheFirstBackup(t *testing.T) {
	dir := t.TempDir()
	made := func(do func(l *Library)) int {
		t.Helper()
		l, err := Open(t.Context(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		do(l)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		list, err := filepath.Glob(filepath.Join(dir, database+".backup-*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if n := made(func(*Library) {}); n != 0 {
		t.Errorf("%d backups of nothing", n)
	}
	if n := made(func(l *Library) {
		if _, err := l.Import(t.Context(), []feed.Feed{{URL: "https://example.org/feed"}}); err != nil {
			t.Fatal(err)
		}
	}); n != 1 {
		t.Errorf("%d backups of the first subscription", n)
	}
	if n := made(func(*Library) {}); n != 1 {
		t.Errorf("%d backups after nothing has happened", n)
	}
}

// A clock that jumps makes nothing old: what may go by it goes a day later.
func TestRetentionDoubtsAClockThatJumps(t *testing.T) {
	const day = 24 * time.Hour
	site, c := newSite(t), newClock()
	site.text("/feed", "text/xml", rss(site.URL, "River", 1, 3))
	l := open(t, Options{Now: c.now, Keep: Retention{MaxAge: 30 * day, Unread: true}})
	subscribe(t, l, site.URL+"/feed")
	for _, step := range []struct {
		name  string
		after time.Duration
		left  int
	}{
		{"at first", 0, 3},
		{"years later", 1000 * day, 3},
		{"and an hour", time.Hour, 3},
		{"set back", -1000 * day, 3},
		{"the next day", day, 3},
		{"in three weeks", 20 * day, 3},
		{"in six weeks", 20 * day, 0},
	} {
		c.move(step.after)
		l.tend(t.Context())
		if n := len(headlines(t, l, "")); n != step.left {
			t.Errorf("%s there are %d, want %d", step.name, n, step.left)
		}
	}
}

// After a long time away, the old ones go a day later.
func TestRetentionAfterALongTimeAway(t *testing.T) {
	const day = 24 * time.Hour
	site, c := newSite(t), newClock()
	site.text("/feed", "text/xml", rss(site.URL, "River", 1, 3))
	l := open(t, Options{Now: c.now, Keep: Retention{MaxAge: 30 * day, Unread: true}})
	subscribe(t, l, site.URL+"/feed")
	for i, step := range []struct {
		after time.Duration
		left  int
	}{{0, 3}, {100 * day, 3}, {23 * time.Hour, 3}, {time.Hour, 0}} {
		c.move(step.after)
		l.tend(t.Context())
		if n := len(headlines(t, l, "")); n != step.left {
			t.Errorf("step %d: there are %d, want %d", i, n, step.left)
		}
	}
}
