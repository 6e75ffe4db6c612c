//go:build unix

package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed/library"
	"warta/ui"
)

// A faulty is a screen with a fault in the place that it is named after.
type faulty struct{ where string }

func (f faulty) fail(where string) {
	if f.where == where {
		panic("the sails are gone\x1b[2J")
	}
}

func (f faulty) Init() tea.Cmd {
	f.fail("init")
	quiet := func() tea.Msg { return nil }
	return tea.Batch(quiet, func() tea.Msg { f.fail("batch"); return nil })
}

func (f faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		f.fail("update")
		return f, func() tea.Msg { f.fail("command"); return nil }
	}
	return f, nil
}

func (f faulty) View() tea.View {
	f.fail("view")
	v := tea.NewView("the sea is calm")
	v.AltScreen = true
	return v
}

func init() {
	if where := os.Getenv("WARTA_TEST_FAULT"); where != "" {
		os.Exit(runFaulty(where))
	}
}

// runFaulty is what a process does that runs such a screen, or the real one on a
// library with a fault in a goroutine of its own.
func runFaulty(where string) int {
	if where == "library" || where == "runtime" {
		return runFaultyLibrary(where == "runtime")
	}
	g := guarded(faulty{where}, time.Now)
	_, err := tea.NewProgram(g).Run()
	if err = errors.Join(err, g.err); err != nil {
		report(os.Stderr, err)
	}
	return exitCode(err)
}

// runFaultyLibrary is what a process does whose clock breaks in the background,
// so that it panics, or fatally, so that the runtime ends the process.
func runFaultyLibrary(fatal bool) int {
	var drawn atomic.Bool
	o := library.Options{Dir: filepath.Join(os.Getenv("HOME"), "data"), Now: func() time.Time {
		if stack := make([]byte, 4<<10); drawn.Load() && strings.Contains(string(stack[:runtime.Stack(stack, false)]), ").background") {
			if fatal {
				new(sync.Mutex).Unlock()
			}
			panic("the sails are gone\x1b[2J")
		}
		return time.Now()
	}}
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: time.Now}
	err := p.screen(context.Background(), &opener{options: o}, ui.Options{Now: func() time.Time {
		drawn.Store(true)
		return time.Now()
	}})
	if err != nil {
		report(os.Stderr, err)
	}
	return exitCode(err)
}

// Wherever a fault is, the terminal is as it was before, one sentence says
// where the report is, and the report has the stack.
func TestCrash(t *testing.T) {
	t.Parallel()
	for _, where := range []string{"init", "batch", "update", "command", "view", "library"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			state := t.TempDir()
			env := environment(t.TempDir(), "XDG_STATE_HOME="+state, "WARTA_TEST_FAULT="+where)
			term := startProgram(t, self, 100, 30, env)
			if code := term.end(); code != exitFailed {
				t.Errorf("it ended with %d", code)
			}
			files, err := filepath.Glob(filepath.Join(state, "warta", "crash-*.txt"))
			if err != nil || len(files) != 1 {
				t.Fatalf("reports: %v, %v; the screen:\n%s", files, err, term.text())
			}
			said := strings.Join(strings.Split(term.text(), "\n"), "")
			if !strings.Contains(said, "the sails are gone") || !strings.Contains(said, files[0]) || strings.Contains(said, "goroutine") {
				t.Errorf("the terminal has %q", term.text())
			}
			if term.onAltScreen() || strings.Contains(string(term.bytes()), "gone\x1b[2J") {
				t.Errorf("the terminal is not as it was: %q", term.bytes())
			}
			data, err := os.ReadFile(files[0])
			if err != nil || !strings.Contains(string(data), "crash_test.go") {
				t.Errorf("the report has no stack: %v\n%s", err, data)
			}
		})
	}
}

// When the runtime ends the process nothing can be put in order, but there is a
// report, and the next start says where, once.
func TestFatal(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	home, state := t.TempDir(), t.TempDir()
	env := environment(home, "XDG_STATE_HOME="+state)
	term := startProgram(t, self, 100, 30, append(env, "WARTA_TEST_FAULT=runtime"))
	if code := term.end(); code == 0 {
		t.Errorf("it ended with %d", code)
	}
	term = start(t, 160, 30, env, "--offline")
	term.see("the last run ended in a crash")
	term.press("Q")
	term.end()
	files, err := filepath.Glob(filepath.Join(state, "warta", "crash-*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("reports: %v, %v", files, err)
	}
	if data, err := os.ReadFile(files[0]); err != nil || !strings.Contains(string(data), "unlockSlow") || !strings.Contains(string(data), "goroutine") {
		t.Errorf("the report has no stack: %v\n%s", err, data)
	}
	term = start(t, 160, 30, env, "--offline")
	if screen := term.see("Welcome: your first minute"); strings.Contains(screen, "ended in a crash") {
		t.Errorf("it is told twice:\n%s", screen)
	}
	term.press("Q")
	term.end()
}

// A signal ends the screen in order: the terminal is as it was, the place is
// kept, and who asked for a dump finds a report.
func TestSignalsEndInOrder(t *testing.T) {
	t.Parallel()
	// Under nohup the program would ignore hanging up, too: what is caught here is
	// not ignored there.
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(caught) })
	for _, c := range []struct {
		signal syscall.Signal
		code   int
		report bool
	}{{syscall.SIGTERM, 0, false}, {syscall.SIGHUP, 0, false}, {syscall.SIGQUIT, exitFailed, true}, {syscall.SIGABRT, exitFailed, true}} {
		t.Run(c.signal.String(), func(t *testing.T) {
			t.Parallel()
			home, state := t.TempDir(), t.TempDir()
			env := environment(home, "XDG_STATE_HOME="+state)
			term := start(t, 160, 30, env, "--offline")
			term.see("Welcome: your first minute", "What is on the screen")
			term.press("j", enterKey)
			term.see("1\u20139 section")
			if err := term.cmd.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			if code := term.end(); code != c.code {
				t.Errorf("it ended with %d, not with %d", code, c.code)
			}
			if wrote := string(term.bytes()); term.onAltScreen() || !strings.Contains(wrote, "\x1b[?25h") || strings.Contains(wrote, "goroutine ") {
				t.Errorf("the terminal is not as it was: %q", term.text())
			}
			if _, err := os.Stat(filepath.Join(home, ".local", "share", "warta", leftName)); err != nil {
				t.Errorf("how the screen was left is not kept: %v", err)
			}
			files, err := filepath.Glob(filepath.Join(state, "warta", "crash-*.txt"))
			if err != nil || (len(files) == 1) != c.report {
				t.Fatalf("reports: %v, %v", files, err)
			}
			if !c.report {
				return
			}
			if said := strings.ReplaceAll(term.text(), "\n", ""); !strings.Contains(said, files[0]) {
				t.Errorf("nothing says where the report is: %q", said)
			}
			if data, err := os.ReadFile(files[0]); err != nil || strings.Count(string(data), "goroutine ") < 5 {
				t.Errorf("the report has not all goroutines: %v\n%s", err, data)
			}
		})
	}
}
