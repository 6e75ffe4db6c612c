//go:build unix

package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// soon is how long a change may take until another process shows it. The promise
// is a second; on a machine that is busy with other tests a process may wait
// longer for its turn.
const soon = 5 * time.Second

// A watcher is warta unread --watch and the lines that it prints.
type watcher struct {
	t     *testing.T
	cmd   *exec.Cmd
	out   *os.File
	lines chan string
}

func watch(t *testing.T, env []string, query ...string) *watcher {
	t.Helper()
	w := &watcher{t: t, cmd: exec.Command(builtProgram(t), append([]string{"unread", "--watch", "--"}, query...)...), lines: make(chan string, 99)}
	w.cmd.Env = env
	out, into, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	w.out, w.cmd.Stdout = out, into
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	into.Close()
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			w.lines <- s.Text()
		}
		close(w.lines)
	}()
	t.Cleanup(func() { w.cmd.Process.Kill(); w.cmd.Wait(); out.Close() })
	return w
}

// next waits for a line that is the number, within a time.
func (w *watcher) next(number string, within time.Duration) {
	w.t.Helper()
	late := time.After(within)
	var seen []string
	for {
		select {
		case line, more := <-w.lines:
			seen = append(seen, line)
			if line == number {
				return
			}
			if !more {
				w.t.Fatalf("it ended after %q, without %s", seen, number)
			}
		case <-late:
			w.t.Fatalf("%s was not printed in time, but %q", number, seen)
		}
	}
}

// ends waits for its end and checks that it is a good one.
func (w *watcher) ends(why string) {
	w.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- w.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			w.t.Errorf("%s, it ends with %v", why, err)
		}
	case <-time.After(deadline):
		w.t.Errorf("%s, it does not end", why)
	}
}

// Two screens, a status bar and commands share one store: what one of them does
// the others show at once.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir())
	done(t, env, "add", "--no-articles", s.URL+"/hills/feed.atom")
	done(t, env, "mark", "read", "feed:guide")
	total := strings.TrimSpace(done(t, env, "unread"))

	bar, all := watch(t, env, "feed:hill"), watch(t, env)
	bar.next(total, deadline)
	all.next(total, deadline)
	one, two := start(t, 160, 48, env), start(t, 160, 48, env)
	one.see("Hill Diary", "Snow above the tree line")
	two.see("Hill Diary", "Snow above the tree line")

	// A command's marks are on both screens and in the bars.
	began := time.Now()
	done(t, env, "mark", "read", "--all")
	bar.next("0", soon)
	all.next("0", soon)
	nothingUnread := func(screen string) bool {
		return !strings.Contains(screen, "unread ─") && !strings.Contains(screen, "●")
	}
	one.until("nothing unread", nothingUnread)
	two.until("nothing unread", nothingUnread)
	t.Logf("a command's marks were everywhere after %v", time.Since(began))

	// A mark on one screen is on the other.
	began = time.Now()
	one.press("m")
	all.next("1", soon)
	two.see("●")
	t.Logf("a screen's mark was everywhere after %v", time.Since(began))

	// A feed that a command adds, as cron's refresh would bring entries.
	began = time.Now()
	done(t, env, "add", "--no-articles", s.URL+"/harbour/feed.xml")
	one.see("Harbour News")
	two.see("Harbour News")
	t.Logf("a command's feed was everywhere after %v", time.Since(began))
	done(t, env, "refresh", "--force", "--no-articles")

	for _, term := range []*terminal{one, two} {
		term.press("Q")
		if code := term.end(); code != 0 {
			t.Errorf("a screen ended with %d", code)
		}
	}
	// A bar ends cleanly when it is interrupted, and when nobody reads it.
	if err := all.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	all.ends("interrupted")
	bar.out.Close()
	done(t, env, "mark", "unread", "feed:hill")
	done(t, env, "mark", "read", "feed:hill")
	bar.ends("with nobody to read it")
	if out := done(t, env, "--offline", "doctor"); strings.Contains(out, "problem ") {
		t.Errorf("the doctor says %s", out)
	}
}

// A refresh that is interrupted says what it has brought, and that it stays.
func TestInterruptedRefreshSaysWhatItBrought(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir())
	urls := filepath.Join(t.TempDir(), "urls")
	if err := os.WriteFile(urls, []byte(s.URL+"/stars/feed.json\n"+s.URL+"/hold/feed.xml\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	done(t, env, "import", urls)
	cmd := exec.CommandContext(t.Context(), builtProgram(t), "refresh")
	cmd.Env = env
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-s.came
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // the exit code says it
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(errOut.String(), "what was fetched is kept") ||
		!strings.Contains(out.String(), "\n2 feeds: ") && !strings.HasPrefix(out.String(), "2 feeds: ") {
		t.Errorf("it ended with %d and says\n%s\n%s", code, out.String(), errOut.String())
	}
}
