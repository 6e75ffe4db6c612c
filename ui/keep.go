package ui

import (
	"reflect"
	"time"

	tea "charm.land/bubbletea/v2"
)

// restTime is how long the reader must have touched nothing before the place in
// the article and the state of the screen are kept. Whoever kills warta, or the
// machine, loses no more than what was done since.
const restTime = time.Second

// A keeping is what of the screen is on disk.
type keeping struct {
	waiting bool      // a message that looks whether the reader rests is on its way
	touched time.Time // when the reader last did something
	writing bool      // the state is being written
	state   State     // the one that was written last
}

type (
	// untouched says that the reader may have rested for restTime.
	untouched struct{}
	// stateKept says that the state has been written, and what became of the place.
	stateKept struct{ of done }
)

// touch notes that the reader did something: what comes of it is kept when
// nothing more follows. While that is waited for, a key costs the time of day.
func (m *Model) touch(cmd tea.Cmd) tea.Cmd {
	m.keeping.touched = m.options.Now()
	if m.keeping.waiting {
		return cmd
	}
	m.keeping.waiting = true
	return tea.Batch(cmd, m.after(restTime, untouched{}))
}

// keepRested keeps where the reader is, or waits on when the reader has moved.
func (m *Model) keepRested() tea.Cmd {
	left := restTime - m.options.Now().Sub(m.keeping.touched)
	if left <= 0 && m.keeping.writing {
		left = restTime
	}
	if left > 0 {
		return m.after(min(left, restTime), untouched{})
	}
	m.keeping.waiting = false
	return m.keepAll()
}

// keepAll keeps on disk where the reader is and then how the screen looks, unless
// that is there. One state is written at a time, so that an older one never comes
// after a newer one.
func (m *Model) keepAll() tea.Cmd {
	place, keep, s := m.keepPlace(), m.options.Keep, m.State()
	if keep == nil || m.keeping.writing || reflect.DeepEqual(s, m.keeping.state) {
		return place
	}
	m.keeping.state, m.keeping.writing = s, true
	return func() tea.Msg {
		var got stateKept
		if place != nil {
			got.of, _ = place().(done)
		}
		keep(s)
		return got
	}
}

// after sends a message when some time has passed.
func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
