//go:build unix

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Suspending gives the terminal back to the shell, and the screen comes back
// whole.
func TestScreenSuspends(t *testing.T) {
	term := start(t, 120, 30, environment(t.TempDir()), "--offline")
	term.see("Welcome: your first minute")
	term.press(enterKey)
	before := term.until("the article, and no more news", func(screen string) bool {
		return strings.Contains(screen, "1–9 section") && !strings.Contains(screen, "summary")
	})
	term.press("\x1a")
	term.until("the shell's screen", func(string) bool { return !term.onAltScreen() })
	if wrote := term.bytes(); !bytes.Contains(wrote, []byte("\x1b[?25h")) || !bytes.Contains(wrote, []byte("\x1b[?2004l")) {
		t.Error("the shell gets no cursor back, or pastes with brackets")
	}
	late := time.After(deadline)
	for !term.onAltScreen() {
		// The program may not listen for the signal yet: one that is too early
		// is lost, and one too many does no harm.
		if err := term.cmd.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		select {
		case <-term.changed:
		case <-late:
			t.Fatal("the screen does not come back")
		case <-time.After(20 * time.Millisecond):
		}
	}
	term.until("the screen as it was", func(screen string) bool { return screen == before })
	term.press("3")
	term.see("§ 3/4")
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// A refresh shows in the status line and, as OSC 9;4, on the bar of a terminal that has one;
// a terminal that nobody looks at is left alone until somebody does.
func TestScreenSaysNothingToNobody(t *testing.T) {
	hold := make(chan struct{})
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Header.Get("User-Agent"), "warta/") && r.URL.Query().Get("slow") != "" {
			select {
			case <-hold:
			case <-r.Context().Done():
				return
			}
		}
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Tides</title><item><title>High water</title><guid>1</guid></item></channel></rss>`)
	})
	defer close(hold) // before the server waits for its requests
	env := environment(t.TempDir(), "TERM_PROGRAM=ghostty", "TERM_PROGRAM_VERSION=1.2.0")
	done(t, env, "import", writeFile(t, "urls", server.URL+"/?slow=1\n"))
	term := start(t, 120, 30, env)
	progress := func(from int) (string, int) {
		wrote := term.bytes()[from:]
		i := bytes.LastIndex(wrote, []byte("\x1b]9;4;"))
		if i < 0 {
			return "", from
		}
		return string(wrote[i+len("\x1b]9;4;"):][:1]), from + i + 1
	}
	at := 0
	wait := func(state string) {
		t.Helper()
		term.until("progress "+state, func(string) bool {
			got, next := progress(at)
			if got == state {
				at = next
			}
			return got == state
		})
	}
	term.see("refreshing")
	wait("1")
	term.press("\x1b[O")
	wait("0")
	term.press("\x1b[I")
	wait("1")
	term.see("refreshing")
}

// What is pasted is one line of text and nothing else: not keys, and no bytes
// that the terminal would obey.
func TestScreenTakesPastedText(t *testing.T) {
	term := start(t, 120, 30, environment(t.TempDir()), "--offline")
	term.see("Welcome: your first minute")
	term.press("a")
	term.see("add feed")
	term.press("\x1b[200~https://gull\x07.example\x1b]0;evil\x07\x9b31m\r\nQ\x1b[201~")
	screen := term.see("https://gull")
	if !strings.Contains(screen, "add feed") {
		t.Errorf("the line end was taken for enter:\n%s", screen)
	}
	for _, never := range []string{"\x1b]0;evil", "gull\x07", "\x9b31m"} {
		if bytes.Contains(term.bytes(), []byte(never)) {
			t.Errorf("%q reached the terminal", never)
		}
	}
	term.press(escapeKey)
	term.until("no prompt", func(screen string) bool { return !strings.Contains(screen, "gull") })
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
