package library

import (
	"time"

	"warta/feed"
)

// pace is the shortest time between two snapshots of the activity.
const pace = 100 * time.Millisecond

// Activity gives snapshots of the work in the background, the newest replacing
// one that nobody took. It is closed by Close.
func (l *Library) Activity() <-chan feed.Activity { return l.news }

// A board shows the activity: what is new goes up at most every pace.
type board struct {
	slot  chan feed.Activity // nil: nobody watches
	now   feed.Activity
	shown feed.Activity
	at    time.Time
}

// publish puts the activity into the slot when it has changed and the last time
// was long enough ago. It returns how long until it is to be called again, 0
// when it need not be.
func (b *board) publish(now time.Time) time.Duration {
	if b.slot == nil || b.now == b.shown {
		return 0
	}
	if left := b.at.Add(pace).Sub(now); left > 0 {
		return left
	}
	select {
	case <-b.slot: // nobody took the former one
	default:
	}
	b.slot <- b.now
	b.shown, b.at = b.now, now
	return 0
}
