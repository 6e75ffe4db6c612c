package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A guard stands around the screen: when a fault of warta makes it panic, in
// its loop or in one of its commands, the loop ends in order, so that the
// terminal is as it was before, and a report is on disk.
type guard struct {
	screen tea.Model
	now    func() time.Time
	calm   calm
	err    error      // what to tell once the terminal is back
	fell   chan error // the same, from what cannot end the loop itself: drawing, and the library

	signals chan os.Signal // those that end the screen in order
	told    error          // what to say after one of them
}

// guarded is the screen with a guard around it.
func guarded(screen tea.Model, now func() time.Time) *guard {
	return &guard{screen: screen, now: now, fell: make(chan error, 1)}
}

// A crashed is the message of a command that panicked.
type crashed struct{ err error }

// Init begins the screen.
func (g *guard) Init() (cmd tea.Cmd) {
	defer g.caught(&cmd)
	fell := func() tea.Msg { return crashed{<-g.fell} }
	return tea.Batch(fell, g.signalled, g.safe(g.screen.Init()))
}

// Update hands a message to the screen, which sees nothing more after a panic.
func (g *guard) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	return g, g.update(msg)
}

func (g *guard) update(msg tea.Msg) (cmd tea.Cmd) {
	if c, ok := msg.(crashed); ok && g.err == nil {
		g.err = c.err
	}
	if g.err != nil {
		return tea.Quit
	}
	if end, ok := msg.(told); ok {
		g.told = end.err
		return tea.Quit
	}
	calming := g.calm.note(msg, time.Now())
	if _, ok := msg.(resting); ok {
		return calming
	}
	defer g.caught(&cmd)
	_, cmd = g.screen.Update(msg)
	return tea.Batch(calming, g.safe(cmd))
}

// View draws the screen.
func (g *guard) View() (v tea.View) {
	if g.err != nil {
		return tea.View{}
	}
	defer func() {
		if r := recover(); r != nil {
			g.err = crashReport(r, debug.Stack(), g.now())
			select {
			case g.fell <- g.err:
			default:
			}
		}
	}()
	return g.screen.View()
}

// fault takes a panic of the library, in whatever goroutine.
func (g *guard) fault(reason any, stack []byte) {
	select {
	case g.fell <- crashReport(reason, stack, g.now()):
	default: // it fell before
	}
}

// caught turns a panic into the end of the loop.
func (g *guard) caught(cmd *tea.Cmd) {
	r := recover()
	if r == nil {
		return
	}
	g.err = crashReport(r, debug.Stack(), g.now())
	*cmd = tea.Quit
}

// safe is a command whose panic, or that of any command in its batch, is a
// message.
func (g *guard) safe(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	now := g.now
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = crashed{crashReport(r, debug.Stack(), now())}
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.safe(batch[i])
			}
		}
		return msg
	}
}

// fault ends a command in which a goroutine of the library panicked.
func (p *program) fault(reason any, stack []byte) {
	report(p.stderr, crashReport(reason, stack, p.now()))
	os.Exit(exitFailed)
}

// crashReport writes what a panic left behind to a file and is the error that
// says where it is.
func crashReport(reason any, stack []byte, at time.Time) error {
	path, err := keepReport(reportText(reason, stack, at), at)
	if err != nil {
		return errors.Join(fmt.Errorf("a fault of warta ended it: %.200v", reason), err)
	}
	return fmt.Errorf("a fault of warta ended it: %.200v; nothing that was stored is lost, and a report for the makers is in %s", reason, path)
}

// reportText is a report: what ran where, what ended it, and the stack.
func reportText(reason any, stack []byte, at time.Time) []byte {
	return fmt.Appendf(nil, "warta %s, %s, %s/%s, TERM=%s\n%s\n\n%v\n\n%s",
		versionText(), runtime.Version(), runtime.GOOS, runtime.GOARCH, os.Getenv("TERM"), at.Format(time.RFC3339), reason, stack)
}

// keepReport writes a report to the state directory, or where temporary files
// are when there is no such place.
func keepReport(report []byte, at time.Time) (string, error) {
	dir, err := stateDir()
	if err != nil || os.MkdirAll(dir, 0o700) != nil {
		dir = os.TempDir()
	}
	path := filepath.Join(dir, "crash-"+at.Format("20060102-150405")+".txt")
	if err := os.WriteFile(path, report, 0o600); err != nil {
		return "", fmt.Errorf("keeping the report: %w", err)
	}
	return path, nil
}
