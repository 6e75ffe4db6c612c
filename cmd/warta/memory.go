package main

import (
	"math"
	"os"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
)

// rising is the memory that a start may take before garbage is collected: most
// starts need less, and are done before the first collection.
const rising = 32 << 20

// rise lets the start take memory as it comes, up to a bound.
func rise() {
	if !tuned() {
		debug.SetGCPercent(200)
		debug.SetMemoryLimit(rising)
	}
}

// small keeps the memory of a screen that stays open all day down: it makes
// little garbage, and to collect it more often costs next to nothing.
func small() {
	if !tuned() {
		debug.SetMemoryLimit(math.MaxInt64)
		debug.SetGCPercent(15)
	}
}

// tuned reports whether the collection of garbage is set from outside. Whoever
// does that knows better.
func tuned() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }

// A calm gives memory back to the system once the screen rests: what the start,
// a long article or a walk through a list has left. Nothing ticks while nothing
// happens.
type calm struct {
	last    time.Time // when something happened
	waiting bool      // for the screen to rest
}

// A resting is the message that the screen may be at rest.
type resting struct{}

// rest is how long nothing must have happened.
const rest = 2 * time.Second

// risen is how long after the first message what the start has needed is given
// back, busy or not: no later work should come on top of it.
const risen = 100 * time.Millisecond

// note takes each message; its command asks again when the screen may rest, or
// gives back memory when it does.
func (c *calm) note(msg tea.Msg, now time.Time) tea.Cmd {
	if _, ok := msg.(resting); !ok {
		if c.last.IsZero() {
			c.last, c.waiting = now, true
			return tea.Batch(restIn(rest), tea.Tick(risen, func(time.Time) tea.Msg { giveBack(); small(); return nil }))
		}
		c.last = now
		if c.waiting {
			return nil
		}
		c.waiting = true
		return restIn(rest)
	}
	if left := rest - now.Sub(c.last); left > 0 {
		return restIn(left)
	}
	c.waiting = false
	return func() tea.Msg { giveBack(); return nil }
}

func restIn(d time.Duration) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return resting{} })
}
