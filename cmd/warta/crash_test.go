//go:build unix

package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
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
	if where == "library" {
		return runFaultyLibrary()
	}
	g := guarded(faulty{where}, time.Now)
	_, err := tea.NewProgram(g).Run()
	if err = errors.Join(err, g.err); err != nil {
		report(os.Stderr, err)
	}
	return exitCode(err)
}

// runFaultyLibrary is what a process does whose clock breaks in the background.
func runFaultyLibrary() int {
	var drawn atomic.Bool
	o := library.Options{Dir: filepath.Join(os.Getenv("HOME"), "data"), Now: func() time.Time {
		if stack := make([]byte, 4<<10); drawn.Load() && strings.Contains(string(stack[:runtime.Stack(stack, false)]), ").background") {
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
