package main

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

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
			return tea.Batch(restIn(rest), tea.Tick(risen, func(time.Time) tea.Msg { giveBack(); return nil }))
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
