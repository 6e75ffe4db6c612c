package library

import (
	"testing"
	"time"
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
