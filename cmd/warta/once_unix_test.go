//go:build unix

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A counter is a site that counts what it is asked for and answers after a while,
// as a network would have it.
type counter struct {
	url string

	mu    sync.Mutex
	asked map[string]int
	hold  chan struct{} // closed: feeds are answered
	came  chan string   // a feed that is asked for while they are held
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{asked: map[string]int{}, hold: make(chan struct{}), came: make(chan string, 100)}
	close(c.hold)
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		c.asked[r.URL.Path]++
		hold := c.hold
		c.mu.Unlock()
		if strings.HasPrefix(r.URL.Path, "/page/") {
			time.Sleep(30 * time.Millisecond) // the network's
			fmt.Fprintf(w, "<html><title>%[1]s</title><article><h1>%[1]s</h1>%s</article></html>", r.URL.Path,
				strings.Repeat("<p>The lock keeper opens the gate, and the barges go down to the sea one after the other.</p>", 20))
			return
		}
		select {
		case <-hold:
		default:
			c.came <- r.URL.Path
			select {
			case <-hold:
			case <-r.Context().Done():
				return
			}
		}
		time.Sleep(20 * time.Millisecond) // the network's
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %s</title>`, r.URL.Path)
		for n := range 4 {
			fmt.Fprintf(w, `<item><title>Barge %[1]s %[2]d</title><guid>%[1]s-%[2]d</guid><link>http://%[3]s/page%[1]s-%[2]d</link><description>News.</description></item>`,
				r.URL.Path, n, r.Host)
		}
		fmt.Fprint(w, `</channel></rss>`)
	})
	c.url = server.URL
	return c
}

// twice are the addresses below a folder that were asked for more than once, and
// n is how many were asked for.
func (c *counter) twice(below string) (twice []string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for path, times := range c.asked {
		if strings.HasPrefix(path, below) {
			n++
			if times > 1 {
				twice = append(twice, fmt.Sprintf("%s: %d", path, times))
			}
		}
	}
	return twice, n
}

// subscribed is a home with feeds of the site that were never fetched.
func (c *counter) subscribed(t *testing.T, feeds int) []string {
	t.Helper()
	env := environment(t.TempDir())
	var urls strings.Builder
	for n := range feeds {
		fmt.Fprintf(&urls, "%s/f/%d\n", c.url, n)
	}
	path := filepath.Join(t.TempDir(), "urls")
	if err := os.WriteFile(path, []byte(urls.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	done(t, env, "import", path)
	return env
}

// several runs commands at the same time, all of which must end well.
func several(t *testing.T, env []string, commands ...[]string) {
	t.Helper()
	cmds, said := make([]*exec.Cmd, len(commands)), make([]bytes.Buffer, len(commands))
	for i, args := range commands {
		cmds[i] = exec.CommandContext(t.Context(), builtProgram(t), args...)
		cmds[i].Env, cmds[i].Stderr = env, &said[i]
		if err := cmds[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Errorf("warta %v: %v: %s", commands[i], err, said[i].String())
		}
	}
}

// A screen, two refreshes and two editions at the same time ask for each feed
// once, and for each article once.
func TestNothingIsFetchedTwice(t *testing.T) {
	t.Parallel()
	const feeds = 12
	c := newCounter(t)
	env := c.subscribed(t, feeds)
	term := start(t, 160, 48, env)
	several(t, env, []string{"refresh"}, []string{"refresh"}, []string{"refresh", "--no-articles"})
	several(t, env, []string{"edition"}, []string{"edition", "unread"}, []string{"refresh"})
	term.see("Feed /f/")
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("the screen ended with %d", code)
	}
	if twice, n := c.twice("/f/"); len(twice) > 0 || n != feeds {
		t.Errorf("%d feeds were asked for; more than once: %q", n, twice)
	}
	if twice, n := c.twice("/page/"); len(twice) > 0 || n != feeds*4 {
		t.Errorf("%d articles were asked for; more than once: %q", n, twice)
	}
	if n := len(list(t, env, "-feed:guide")); n != feeds*4 {
		t.Errorf("%d entries", n)
	}
}

// What a process held that was killed is taken over at once, also by one whose
// clock is another.
func TestAKilledRefreshIsTakenOver(t *testing.T) {
	t.Parallel()
	const feeds = 3
	for _, clock := range []string{"0s", "72h", "-72h"} {
		c := newCounter(t)
		env := c.subscribed(t, feeds)
		c.mu.Lock()
		c.hold = make(chan struct{})
		c.mu.Unlock()
		cmd := exec.CommandContext(t.Context(), builtProgram(t), "refresh", "--no-articles")
		cmd.Env = env
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-c.came // it is in the middle of it
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		c.mu.Lock()
		close(c.hold)
		c.mu.Unlock()
		began := time.Now()
		out := done(t, append([]string{"WARTA_CLOCK_OFFSET=" + clock}, env...), "refresh", "--no-articles")
		if took := time.Since(began); took > 10*time.Second || !strings.Contains(out, fmt.Sprintf("%d new", feeds*4)) {
			t.Errorf("with a clock moved by %s, it took %v and says %s", clock, took, out)
		}
	}
}

// A clock that was wrong for a while, in either direction, keeps no feed from being
// asked again.
func TestClockThatJumps(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	env := c.subscribed(t, 1)
	for i, clock := range []string{"0s", "87600h", "0s", "-87600h", "5h"} {
		done(t, append([]string{"WARTA_CLOCK_OFFSET=" + clock}, env...), "refresh", "--no-articles")
		c.mu.Lock()
		asked := c.asked["/f/0"]
		c.mu.Unlock()
		if asked != i+1 {
			t.Fatalf("after the clock was moved by %s, it was asked %d times, not %d", clock, asked, i+1)
		}
	}
	if out := done(t, env, "--offline", "doctor"); strings.Contains(out, "problem ") {
		t.Errorf("the doctor says %s", out)
	}
	if n := len(list(t, env, "-feed:guide")); n != 4 {
		t.Errorf("%d entries", n)
	}
}

// A change that one process makes is shown by the others within a second: the
// times from the end of a command until two bars and a screen show its marks.
func TestChangesAppearWithinASecond(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	env := c.subscribed(t, 1)
	done(t, env, "refresh", "--no-articles")
	done(t, env, "mark", "read", "--all")
	bars := []*watcher{watch(t, env), watch(t, env, "barge")}
	for _, bar := range bars {
		bar.next("0", deadline)
	}
	term := start(t, 160, 48, env, "--offline")
	term.until("nothing unread", func(screen string) bool { return strings.Contains(screen, "Views") && !strings.Contains(screen, "●") })
	rounds := howManyRounds()
	var bar, screen []time.Duration
	for i := range rounds {
		mark, number := "unread", "1"
		if i%2 == 1 {
			mark, number = "read", "0"
		}
		done(t, env, "mark", mark, `title:"/f/0 2"`)
		began := time.Now()
		for _, b := range bars {
			b.next(number, deadline)
		}
		bar = append(bar, time.Since(began))
		term.until("the mark", func(s string) bool { return strings.Contains(s, "●") == (mark == "unread") })
		screen = append(screen, time.Since(began))
	}
	slices.Sort(bar)
	slices.Sort(screen)
	p95 := func(d []time.Duration) time.Duration { return d[len(d)*95/100].Round(time.Millisecond) }
	t.Logf("%d changes: in the bars p50 %v, p95 %v; on the screen p50 %v, p95 %v", rounds, bar[len(bar)/2].Round(time.Millisecond), p95(bar),
		screen[len(screen)/2].Round(time.Millisecond), p95(screen))
	if bar[len(bar)/2] > time.Second || screen[len(screen)/2] > time.Second || p95(screen) > soon {
		t.Errorf("changes take longer than a second to appear: %v, %v", bar, screen)
	}
	term.press("Q")
	term.end()
}

func howManyRounds() int {
	if os.Getenv("WARTA_KILLS") != "" {
		return 100
	}
	return 10
}
