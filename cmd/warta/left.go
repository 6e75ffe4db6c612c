package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"

	"warta/ui"
)

// leftName is the file in the data directory that says how the screen was left.
const leftName = "screen.json"

// left is how the screen was left; what cannot be read is a first start.
func (p *program) left() (s ui.State) {
	dir, err := p.dataDir()
	if err != nil {
		return ui.State{}
	}
	text, err := os.ReadFile(filepath.Join(dir, leftName))
	if err != nil || json.Unmarshal(text, &s) != nil {
		return ui.State{}
	}
	if p.config.Rows == "two" {
		s.OneLine = false
	}
	return s
}

// A leaving keeps how the screen is left, while it runs and when it ends.
type leaving struct {
	p     *program
	mu    sync.Mutex
	ended bool
}

// keep is called while the screen runs. What comes after the end is older than
// what was kept there.
func (l *leaving) keep(s ui.State) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.p.keepLeft(s)
	}
}

// end keeps how the screen was left at last.
func (l *leaving) end(s ui.State) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
	l.p.keepLeft(s)
}

// keepLeft keeps how the screen was left. That it cannot be kept, in a directory
// that is read-only or on a full disk, loses nothing that was read or marked, and
// so it is no failure.
func (p *program) keepLeft(s ui.State) {
	text, err := json.Marshal(s)
	dir, noDir := p.dataDir()
	if err != nil || noDir != nil {
		return
	}
	half := filepath.Join(dir, leftName+".new")
	if err = os.WriteFile(half, append(text, '\n'), 0o600); err == nil {
		err = os.Rename(half, filepath.Join(dir, leftName))
	}
	if err != nil {
		_ = os.Remove(half)
	}
}
