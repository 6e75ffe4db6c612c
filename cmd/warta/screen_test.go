//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// Somebody adds a feed by the address of a page, reads an article by its
// sections, stars it and quits; the cable is pulled; and everything is there.
func TestScreenReadsWithTheCableOut(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	home := t.TempDir()
	env := environment(home)
	done(t, env, "add", s.URL+"/hills/feed.atom", s.URL+"/stars/feed.json")

	term := start(t, 160, 48, env)
	term.see("Welcome: your first minute", "Hill Diary", "Night Sky")
	term.press("a")
	term.see("any address")
	term.press(s.URL+"/harbour/", enterKey)
	term.see("Subscribe to", "Harbour News", "The late ferry")
	term.press(enterKey)
	term.see("subscribed to Harbour News")
	term.until("the full articles", func(screen string) bool {
		// Three in the list, and one in the article that is shown beside it.
		return strings.Count(screen, "· full") >= 4 && !strings.Contains(screen, "Welcome: ")
	})
	term.press("g", enterKey)
	term.see("Thirty dolphins at the bow", "The ferry Albatross on a calmer day", "§ ")
	term.press("2")
	term.see("§ 2/3")
	term.press("s")
	term.see("★")
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Fatalf("it ended with %d", code)
	}

	s.stop()
	everythingIsThere(t, env)

	term = start(t, 160, 48, env)
	term.see("Slowing down is the rule", "Harbour News") // the screen is as it was left
	term.press("S")
	term.press("starred", enterKey)
	term.until("the starred article where it was left", func(screen string) bool {
		return strings.Contains(screen, "The late ferry has a good excuse") && strings.Contains(screen, "★") &&
			strings.Contains(screen, "Slowing down is the rule") && !strings.Contains(screen, "Ice on the north quay")
	})
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

// everythingIsThere reads every entry of the site from the store.
func everythingIsThere(t *testing.T, env []string) {
	t.Helper()
	lines := map[string]string{ // something from the end of each article
		"The late ferry has a good excuse": "a written note about the dolphins",
		"New lamp for the old lighthouse":  "exactly what they had hoped to hear",
		"Ice on the north quay":            "come in with the tide on Monday",
		"Snow above the tree line":         "The light goes quickly now",
		"A gate that opens by itself":      "could do with a visit",
		"A quiet year for the Leonids":     "put the date into your calendars",
	}
	for _, h := range list(t, env, "-feed:guide") {
		want, ok := lines[h.Title]
		if !ok {
			t.Errorf("%q is not an entry of the site, or is there twice", h.Title)
			continue
		}
		delete(lines, h.Title)
		if h.Badge != "full" {
			t.Errorf("%q is %q", h.Title, h.Badge)
		}
		if text := done(t, env, "read", fmt.Sprint(h.ID)); !strings.Contains(text, want) {
			t.Errorf("the article of %q ends early:\n%s", h.Title, text)
		}
		if starred := strings.Contains(h.Title, "ferry"); h.Starred != starred {
			t.Errorf("%q: starred is %v", h.Title, h.Starred)
		}
	}
	if len(lines) > 0 {
		t.Errorf("missing: %v", lines)
	}
}

// The first start on a machine without a network has nothing empty on it, and
// says how to add a feed.
func TestScreenFirstStart(t *testing.T) {
	for _, size := range []struct{ width, height int }{{160, 48}, {100, 30}, {60, 20}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			term := start(t, size.width, size.height, environment(t.TempDir()), "--offline")
			screen := term.see("Welcome: your first minute")
			if size.width >= 120 {
				screen = term.see("The warta guide", "What is on the screen", "1 ", "a adds a feed", "offline")
			}
			for _, bad := range []string{"error", "failed", "cannot"} {
				if strings.Contains(screen, bad) {
					t.Errorf("the first screen says %q:\n%s", bad, screen)
				}
			}
			term.press("Q")
			if code := term.end(); code != 0 {
				t.Errorf("it ended with %d", code)
			}
		})
	}
}

// A terminal that is too small says so and goes on when it has grown.
func TestScreenTooSmall(t *testing.T) {
	t.Parallel()
	term := start(t, 20, 5, environment(t.TempDir()), "--offline")
	term.until("a sentence about the size", func(screen string) bool {
		return strings.Contains(strings.Join(strings.Fields(screen), " "), "warta needs 24×6 cells: make the window larger.")
	})
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

// hostile are sequences that would act on a terminal, each with a mark that
// nothing else writes.
var hostile = []string{
	"\x1b]0;owned\x07", "\x1b[666m", "\x1b[2J\x1b[31;41m", "\x1bP+q666\x1b\\", "\x1b_G666\x1b\\", "\x1b]52;c;b3duZWQ=\x07",
	"\u009b666m", "\u009d0;owned\u009c", "\u202eowned", "\u2066owned", "\x1b]8;;http://evil.test/\x1b\\", "\x7f", "\b",
}

// serveHostile is a server whose feed, page and reasons are full of them.
func serveHostile() http.HandlerFunc {
	nasty := strings.Join(hostile, " n ")
	quote := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return string(data)
	}
	return func(w http.ResponseWriter, r *http.Request) {
		base := "http://" + r.Host
		switch r.URL.Path {
		case "/feed.json":
			w.Header().Set("Content-Type", "application/feed+json")
			fmt.Fprintf(w, `{"version":"https://jsonfeed.org/version/1.1","title":%s,"items":[
{"id":%s,"url":%s,"title":%s,"authors":[{"name":%s}],"date_published":"2026-11-20T08:00:00Z","summary":%s},
{"id":"2","url":%s,"title":"Second piece","date_published":"2026-11-19T08:00:00Z","content_html":%s}]}`,
				quote("Nasty Feed "+nasty), quote(nasty), quote(base+"/page"), quote("Nasty title "+nasty), quote("Nasty author "+nasty),
				quote("Summary "+nasty), quote(base+"/two?"+nasty), quote("<p>Nasty body "+nasty+" "+strings.Repeat("and more of it. ", 40)+"</p><pre>"+nasty+"</pre>"))
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, "<!doctype html><title>%s</title><article><h1>Nasty page %[1]s</h1><p>Nasty lead %[1]s %s</p><h2>1. Nasty section %[1]s</h2><p><a href=\"http://link.test/%[1]s\">Nasty link %[1]s</a> %[2]s</p></article>",
				nasty, strings.Repeat("There is more to say about this. ", 30))
		case "/rude":
			rude(w, r)
		default:
			http.NotFound(w, r)
		}
	}
}

// Whatever a stranger writes, none of it acts on the terminal.
func TestScreenKeepsEscapesOut(t *testing.T) {
	t.Parallel()
	server := newServer(t, serveHostile())
	env := environment(t.TempDir())
	term := start(t, 160, 48, env)
	term.see("Welcome")
	term.press("a")
	term.see("any address")
	term.press(server.URL+"/feed.json", enterKey)
	term.see("Subscribe to", "Nasty Feed")
	term.press(enterKey)
	term.see("subscribed to Nasty Feed")
	term.until("the full article", func(screen string) bool {
		return strings.Contains(screen, "Nasty title") && strings.Contains(screen, "· full") && !strings.Contains(screen, "Welcome: ")
	})
	term.press("g", enterKey)
	term.see("Nasty lead", "Nasty section", "Nasty link")
	term.press("n")
	term.see("Nasty body")
	term.press("a")
	term.see("any address")
	term.press(server.URL+"/rude", enterKey)
	term.see("503")
	term.press(escapeKey)
	term.until("the end of the prompt", func(screen string) bool { return !strings.Contains(screen, "503") })
	term.press("x")
	term.see("health")
	term.press("\x03", "\x03")
	term.end()
	clean(t, string(term.bytes()))

	for _, args := range [][]string{{"list"}, {"feeds"}, {"list", "--json"}, {"read", server.URL + "/page"}, {"add", server.URL + "/rude"},
		{"read", server.URL + "/page", "--format", "markdown"}, {"read", server.URL + "/page", "--format", "json"}, {"refresh"}, {"export"}} {
		out, errOut, _ := command(t, env, args...)
		clean(t, out+errOut)
	}
}

// clean fails the test when something hostile is in what was written.
func clean(t *testing.T, written string) {
	t.Helper()
	for _, h := range hostile {
		if h = strings.TrimRight(h, "\x07\\"); len(h) > 1 && strings.Contains(written, h) {
			t.Errorf("%q was written", h)
		}
	}
	for _, r := range "\u009b\u009d\u009c\u202e\u2066" {
		if strings.ContainsRune(written, r) {
			t.Errorf("%U was written", r)
		}
	}
}

// Killed in the middle of a refresh, it starts again with every entry and mark
// there, once.
func TestKilledDuringRefresh(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir())
	done(t, env, "add", s.URL+"/harbour/", s.URL+"/hills/feed.atom")
	done(t, env, "mark", "star", "title:lamp")
	urls := filepath.Join(t.TempDir(), "urls")
	lines := s.URL + "/stars/feed.json\n" + s.URL + "/hold/feed.xml\n"
	if err := os.WriteFile(urls, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	done(t, env, "import", urls)

	for round := range 3 {
		// Two hours later the feeds are due again, and what the killed process
		// had taken for itself is free.
		clock := fmt.Sprintf("WARTA_CLOCK_OFFSET=%dh", 2*round)
		term := start(t, 100, 30, append(slices.Clone(env), clock), "refresh")
		select {
		case <-s.came:
		case <-term.closed:
			t.Fatalf("the refresh ended without asking for the feed that waits:\n%s", term.text())
		}
		if err := term.cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		term.end()
		<-s.went
		all := list(t, env, "feed:harbour or feed:hill")
		seen := map[string]int{}
		for _, h := range all {
			seen[h.Title]++
			if h.Starred != strings.Contains(h.Title, "lamp") {
				t.Errorf("%q: starred is %v", h.Title, h.Starred)
			}
		}
		if len(all) != 5 || len(seen) != 5 {
			t.Errorf("the entries are %v", seen)
		}
	}
	if n := len(list(t, env, "feed:night")); n > 1 {
		t.Errorf("%d entries where at most one is", n)
	}
}

// A terminal that cannot be drawn on gets the headlines as lines, and NO_COLOR
// is honoured whatever its value is.
func TestScreenOnPlainTerminals(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	term := start(t, 100, 30, append(environment(home), "TERM=dumb"), "--offline")
	term.see("Welcome: your first minute", "Selamat datang")
	if code := term.end(); code != 0 {
		t.Errorf("with TERM=dumb it ended with %d", code)
	}
	if written := term.bytes(); bytes.ContainsRune(written, '\x1b') {
		t.Errorf("with TERM=dumb it wrote %q", written)
	}

	term = start(t, 160, 48, environment(home, "NO_COLOR=please"), "--offline")
	term.see("Welcome: your first minute")
	term.press("Q")
	term.end()
	if m := colored.Find(term.bytes()); m != nil {
		t.Errorf("with NO_COLOR it wrote %q", m)
	}
}

// colored is a change of colour: 30 to 49 but 39 and 49, or 90 to 107.
var colored = regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m`)
