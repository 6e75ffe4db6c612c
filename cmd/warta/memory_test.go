package main

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Memory is given back once the screen rests, and asked about by one clock only.
func TestCalm(t *testing.T) {
	var c calm
	at := time.Unix(1_000_000, 0)
	steps := []struct {
		after time.Duration
		msg   tea.Msg
		asks  bool
		waits bool // after it
	}{
		{0, tea.KeyPressMsg{}, true, true},
		{rest / 2, tea.KeyPressMsg{}, false, true},
		{rest / 2, resting{}, true, true}, // too early
		{rest / 2, resting{}, true, false},
		{time.Hour, tea.FocusMsg{}, true, true},
	}
	for i, s := range steps {
		at = at.Add(s.after)
		if asks := c.note(s.msg, at) != nil; asks != s.asks || c.waiting != s.waits {
			t.Errorf("step %d: a command %v, waiting %v; want %v, %v", i, asks, c.waiting, s.asks, s.waits)
		}
	}
}
