package main

import (
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A told is the message that a signal told the screen to end. SIGINT and
// SIGTERM are the toolkit's own.
type told struct{ err error }

// ending are the signals that end the screen in order: with the terminal as it
// was and the place kept. Those that ask for a dump get a report, too.
func ending() []os.Signal { return []os.Signal{syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT} }

// listen begins to wait for such a signal; stop ends that.
func (g *guard) listen() (stop func()) {
	g.signals = make(chan os.Signal, 1)
	for _, s := range ending() {
		if !signal.Ignored(s) {
			signal.Notify(g.signals, s)
		}
	}
	return func() { signal.Stop(g.signals) }
}

// signalled waits for a signal. The report is written at once, for the loop may
// be what hangs; and then a second signal ends the process as if nothing had
// listened.
func (g *guard) signalled() tea.Msg {
	s := <-g.signals
	signal.Reset(ending()...)
	if s == syscall.SIGHUP {
		return told{}
	}
	return told{dump(s, g.now())}
}

// dump writes what every goroutine does to a file and is the error that says
// where it is.
func dump(s os.Signal, at time.Time) error {
	stacks := make([]byte, 4<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	path, err := keepReport(reportText("signal: "+s.String(), stacks, at), at)
	if err != nil {
		return err
	}
	return fmt.Errorf("a signal ended it (%v); your place is kept, and a report of what it was doing is in %s", s, path)
}
