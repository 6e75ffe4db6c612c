//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// A terminal is the real program in a pseudo-terminal, with an emulator that
// shows what a person would see.
type terminal struct {
	t       testing.TB
	cmd     *exec.Cmd
	pty     *os.File
	screen  *vt.Emulator
	drawing sync.Mutex    // held by who draws on the screen or reads its cells
	changed chan struct{} // something was written since it was last looked
	closed  chan struct{} // the program closed its side

	mu      sync.Mutex
	written []byte // every byte the program wrote
}

// start runs the program in a terminal of the given size. It is ended with the
// test at the latest.
func start(t testing.TB, width, height int, env []string, args ...string) *terminal {
	t.Helper()
	return startProgram(t, builtProgram(t), width, height, env, args...)
}

// startProgram is start for another program.
func startProgram(t testing.TB, path string, width, height int, env []string, args ...string) *terminal {
	t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Env = env
	term := &terminal{
		t: t, cmd: cmd, screen: vt.NewEmulator(width, height),
		changed: make(chan struct{}, 1), closed: make(chan struct{}),
	}
	var err error
	term.pty, err = pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)})
	if err != nil {
		t.Fatal(err)
	}
	go term.show()
	go term.answer()
	t.Cleanup(func() {
		term.cmd.Process.Kill()
		term.cmd.Wait()
		term.pty.Close()
		// Not Close: it writes what Read reads at the same time.
		term.screen.InputPipe().(io.Closer).Close()
	})
	return term
}

// show passes what the program writes to the emulator.
func (t *terminal) show() {
	defer close(t.closed)
	buf := make([]byte, 64<<10)
	for {
		n, err := t.pty.Read(buf)
		if n > 0 {
			t.mu.Lock()
			t.written = append(t.written, buf[:n]...)
			t.mu.Unlock()
			t.drawing.Lock()
			t.screen.Write(buf[:n])
			t.drawing.Unlock()
			select {
			case t.changed <- struct{}{}:
			default:
			}
		}
		if err != nil {
			return
		}
	}
}

// answer passes what the emulator answers to questions back to the program.
func (t *terminal) answer() {
	buf := make([]byte, 4<<10)
	for {
		n, err := t.screen.Read(buf)
		if err != nil {
			return
		}
		if _, err := t.pty.Write(buf[:n]); err != nil {
			return
		}
	}
}

// text is the screen as lines without trailing spaces.
func (t *terminal) text() string {
	t.drawing.Lock()
	defer t.drawing.Unlock()
	var lines []string
	for y := range t.screen.Height() {
		var line strings.Builder
		for x := 0; x < t.screen.Width(); {
			c := t.screen.CellAt(x, y)
			if c == nil || c.Width == 0 {
				line.WriteByte(' ')
				x++
				continue
			}
			line.WriteString(c.Content)
			x += c.Width
		}
		lines = append(lines, strings.TrimRight(line.String(), " "))
	}
	return strings.Join(lines, "\n")
}

// onAltScreen reports whether the program took the whole screen and has not
// given it back.
func (t *terminal) onAltScreen() bool {
	t.drawing.Lock()
	defer t.drawing.Unlock()
	return t.screen.IsAltScreen()
}

// bytes is every byte that was written so far.
func (t *terminal) bytes() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.written)
}

// deadline is how long something on the screen may take. It is long, because
// it only ends a test that has failed.
const deadline = 20 * time.Second

// until waits for a screen that holds what is asked for.
func (t *terminal) until(what string, holds func(screen string) bool) string {
	t.t.Helper()
	late := time.After(deadline)
	for {
		screen := t.text()
		if holds(screen) {
			return screen
		}
		select {
		case <-t.changed:
		case <-t.closed:
			if screen = t.text(); holds(screen) {
				return screen
			}
			t.t.Fatalf("the program ended before %s was there; the screen:\n%s", what, screen)
		case <-late:
			t.t.Fatalf("%s did not come; the screen:\n%s", what, screen)
		}
	}
}

// see waits until all the texts are on the screen.
func (t *terminal) see(texts ...string) string {
	t.t.Helper()
	return t.until(fmt.Sprintf("%q", texts), func(screen string) bool {
		return !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(screen, text) })
	})
}

// press types keys, as the bytes that a terminal sends for them.
func (t *terminal) press(keys ...string) {
	t.t.Helper()
	for _, k := range keys {
		if _, err := t.pty.WriteString(k); err != nil {
			t.t.Fatal(err)
		}
	}
}

// end waits for the program's end and is its exit code.
func (t *terminal) end() int {
	t.t.Helper()
	select {
	case <-t.closed:
	case <-time.After(deadline):
		t.t.Fatalf("the program does not end; the screen:\n%s", t.text())
	}
	t.cmd.Wait()
	return t.cmd.ProcessState.ExitCode()
}

// Keys as terminals send them.
const (
	enterKey  = "\r"
	escapeKey = "\x1b"
)
