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
