package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
)

// sequenceTime is how long after a key that is an action and the beginning of a
// sequence, too, its next key may come.
const sequenceTime = 600 * time.Millisecond

// A pending is an action whose keys are the beginning of a longer sequence: it is
// meant when that does not come.
type pending struct {
	action keys.Action // "" for none
	scope  keys.Scope  // where it was asked for
	since  []tea.KeyPressMsg
	key    int // counts the keys, for each has its own time
}

// unfinished says that the time of a key of a sequence is over.
type unfinished struct{ key int }

// goesOn reports whether a key goes on with the sequence that has begun.
func (m *Model) goesOn(scope keys.Scope, key string) bool {
	action, more := m.keys.Find(scope, m.typed.pressed+" "+key)
	return action != "" || more
}

// await waits for the next key of a sequence; for how long, when what was
// pressed so far is an action or has one in it.
func (m *Model) await(scope keys.Scope, action keys.Action, k tea.KeyPressMsg) tea.Cmd {
	p := &m.typed.pending
	switch {
	case action != "":
		*p = pending{action: action, scope: scope}
	case p.action == "":
		return nil
	default:
		p.since = append(p.since, k)
	}
	m.typed.keys++
	p.key = m.typed.keys
	return m.after(sequenceTime, unfinished{p.key})
}

// endSequence gives up a sequence that does not go on: what its beginning asks for
// is done, and the keys after that act as they do alone.
func (m *Model) endSequence() tea.Cmd {
	p := m.typed.pending
	m.typed.pressed, m.typed.pending = "", pending{}
	if p.action == "" || p.scope != m.scope() {
		return nil
	}
	cmd := m.act(p.action, m.count(p.action))
	for _, k := range p.since {
		cmd = tea.Batch(cmd, m.press(k))
	}
	return cmd
}
