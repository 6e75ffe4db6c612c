package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A reading is one way to read the same news in the same minute.
type reading struct {
	name string
	term *terminal
}

// sayings are what differs between online and offline by design: the word in the
// last line that the network is off.
var sayings = regexp.MustCompile(`(⊘ )?offline( · )?`)

// frame is a screen without what says that the network is off.
func (r *reading) frame() string {
	lines := strings.Split(r.term.text(), "\n")
	last := len(lines) - 1
	lines[last] = strings.Join(strings.Fields(sayings.ReplaceAllString(lines[last], "")), " ")
	return strings.Join(lines, "\n")
}

// together waits until all show what is asked for, and the very same screen,
// which is another one than before.
func together(t *testing.T, step, before string, all []*reading, texts ...string) string {
	t.Helper()
	late := time.After(deadline)
	for {
		screen := all[0].frame()
		same := screen != before
		for _, r := range all {
			same = same && r.frame() == screen
		}
		for _, text := range texts {
			same = same && strings.Contains(screen, text)
		}
		if same {
			return screen
		}
		select {
		case <-all[0].term.changed:
		case <-all[1].term.changed:
		case <-all[2].term.changed:
		case <-late:
			for _, r := range all {
				t.Logf("%s:\n%s", r.name, r.frame())
			}
			t.Fatalf("after %s, the screens are not the same, or those before, or lack one of %q", step, texts)
		}
	}
}

// isolated is the program that runs another one in a network namespace that has
// no interface.
func isolated(t *testing.T) string {
	t.Helper()
	unshare, err := exec.LookPath("unshare")
	if err != nil || exec.Command(unshare, "-rn", "true").Run() != nil {
		cannot(t, "a network namespace cannot be made here")
	}
	return unshare
}

// A morning's news is read three times at once: online, with the network turned
// off, and on a machine that has no network at all. Every screen is the same.
func TestSameScreensOffline(t *testing.T) {
	t.Parallel()
	unshare := isolated(t)
	s := newSite(t)
	home := t.TempDir()
	env := environment(home)
	data := filepath.Join(home, "data")
	done(t, env, "--data", data, "add", "--folder", "World", s.URL+"/harbour/", s.URL+"/hills/feed.atom")
	done(t, env, "--data", data, "add", s.URL+"/stars/feed.json")
	done(t, env, "--data", data, "mark", "read", "feed:guide")
	done(t, env, "--data", data, "view", "add", "Boats", "ferry or harbour")
	done(t, env, "--data", data, "edition", "harbour or unread or read")
	var all []*reading
	for _, how := range []struct {
		name string
		path string
		args []string
	}{
		{"online", builtProgram(t), nil},
		{"offline", builtProgram(t), []string{"--offline"}},
		{"alone", unshare, []string{"-rn", builtProgram(t)}},
	} {
		copied := filepath.Join(home, how.name)
		copyStore(t, copied, data)
		all = append(all, &reading{how.name, startProgram(t, how.path, 210, 18, env, append(how.args, "--data", copied)...)})
	}
	screen := together(t, "the start", "", all, "Harbour News", "Hill Diary", "Night Sky")
	for _, step := range []struct{ keys, want string }{
		{"j", ""}, {"k", ""}, {enterKey, "§ "}, {"2", "§ 2/"}, {"]", "§ 3/"}, {"[", "§ 2/"}, {" ", ""}, {"t", ""}, {escapeKey, ""},
		{"#", ""}, {escapeKey, ""}, {"z", ""}, {"z", ""}, {"n", ""}, {"s", "★"}, {"b", ""}, {"m", "marked"}, {"u", "undone"}, {"h", ""},
		{"S", ""}, {"ferry" + enterKey, "Search · ferry"}, {"h", ""}, {"h", ""}, {"/", ""}, {"gate" + enterKey, "A gate"}, {escapeKey, ""},
		{"v", ""}, {"v", ""}, {"V", ""}, {"U", ""}, {"U", ""}, {"'", ""}, {"Boats" + enterKey, "Boats"}, {"'", ""}, {"Starred" + enterKey, "Starred ·"},
		{"'", ""}, {"World" + enterKey, "World ·"}, {"A", "marked"}, {"u", "undone"}, {"x", "ealth"}, {escapeKey, ""}, {"W", ""}, {escapeKey, ""},
		{"?", ""}, {escapeKey, ""}, {":", ""}, {escapeKey, ""}, {"P", "IDN Times, Antara"}, {escapeKey, ""},
	} {
		for _, r := range all {
			r.term.press(step.keys)
		}
		screen = together(t, fmt.Sprintf("%q", step.keys), screen, all, step.want)
	}
	for _, r := range all {
		r.term.press("Q")
		if code := r.term.end(); code != 0 {
			t.Errorf("%s: it ended with %d", r.name, code)
		}
	}
	for _, mark := range []string{"starred", "saved", "read"} {
		online := done(t, env, "--data", filepath.Join(home, "online"), "--offline", "list", mark)
		for _, r := range all[1:] {
			if got := done(t, env, "--data", filepath.Join(home, r.name), "--offline", "list", mark); got != online {
				t.Errorf("%s: %s are\n%s, online\n%s", r.name, mark, got, online)
			}
		}
	}
}

// Whatever is asked for while the network is turned off, nothing is sent; what
// cannot be done says so, and the key that turns it on again sends.
func TestOfflineScreenSays(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir())
	done(t, env, "add", "--no-articles", s.URL+"/harbour/", s.URL+"/hills/feed.atom")
	before := s.requests.Load()
	term := start(t, 160, 48, env, "--offline")
	term.see("Harbour News", "offline")
	for _, step := range []struct{ keys, want string }{
		{"f", "fetching the article: the network is turned off"}, {"r", "the network is turned off"}, {"R", "the network is turned off"},
		{"e", "the network is turned off: "}, {"a", "any address"}, {s.URL + "/stars/feed.json" + enterKey, "the network is turned off"},
		{escapeKey, "offline"}, {"a", "any address"}, {"https://www.youtube.com/@harbour" + enterKey, "the network is turned off"}, {escapeKey, "offline"},
		{"P", "IDN Times, Antara"}, {escapeKey, "offline"}, {"s", "★"}, {"b", "◆"}, {"m", "marked"}, {"u", "undone"},
	} {
		term.press(step.keys)
		term.see(step.want)
	}
	if n := s.requests.Load() - before; n != 0 {
		t.Errorf("%d requests were sent", n)
	}
	term.press("O")
	term.until("the network", func(screen string) bool { return !strings.Contains(screen, "offline") && s.requests.Load() > before })
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}
