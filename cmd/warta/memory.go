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

// note takes each message; its command asks again when the screen may rest, or
// gives back memory when it does.
func (c *calm) note(msg tea.Msg, now time.Time) tea.Cmd {
	if _, ok := msg.(resting); !ok {
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
	return func() tea.Msg {
		giveBack()
		return nil
	}
}

func restIn(d time.Duration) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return resting{} })
}
