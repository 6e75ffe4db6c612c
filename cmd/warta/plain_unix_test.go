//go:build unix

package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"
)

// Piped, warta alone prints sentences, and warta list columns.
func TestPipedListIsSentences(t *testing.T) {
	t.Parallel()
	env := environment(t.TempDir())
	for _, args := range [][]string{{"--offline"}, {"--offline", "--plain"}, {"--offline", "--plain", "list"}} {
		out := done(t, env, args...)
		if !strings.Contains(out, ". Welcome: your first minute. The warta guide, 2 November 2026 09:08, unread, summary.\n") {
			t.Errorf("%v prints\n%s", args, out)
		}
	}
	if out := done(t, env, "--offline", "list"); !strings.Contains(out, " N  2026-11-02 09:08  summary  Welcome: your first minute · The warta guide\n") {
		t.Errorf("the columns are\n%s", out)
	}
}

// Without Unicode, warta itself writes ASCII, and so does its help.
func TestPlainOutputInTheCLocale(t *testing.T) {
	t.Parallel()
	env := environment(t.TempDir(), "LC_ALL=C")
	for _, args := range [][]string{
		nil, {"list"}, {"list", "--plain"}, {"feeds"}, {"view", "list"}, {"rule", "list"}, {"doctor"}, {"--help"}, {"add", "--help"}, {"rule", "--help"}, {"edition", "--help"},
	} {
		out, errOut, _ := command(t, env, append([]string{"--offline"}, args...)...)
		for _, line := range strings.Split(out+errOut, "\n") {
			for _, r := range line {
				if r >= utf8.RuneSelf {
					t.Errorf("%v: there is a %q in %q", args, r, line)
				}
			}
		}
	}
	for _, line := range strings.Split(done(t, env, "--offline", "read", "9"), "\n")[:4] {
		if strings.Contains(line, "·") {
			t.Errorf("the byline is %q", line)
		}
	}
}

// On a terminal no line is wider than that, and no word is parted.
func TestListsFitTheTerminal(t *testing.T) {
	t.Parallel()
	server := newServer(t, serveLong)
	env := environment(t.TempDir())
	done(t, env, "add", server.URL+"/a/rather/long/address/of/a/feed/that/does/not/fit.json")
	for _, width := range []int{40, 80} {
		for _, command := range []string{"list", "feeds"} {
			term := start(t, width, 40, env, "--offline", command)
			if code := term.end(); code != 0 {
				t.Fatalf("it ended with %d", code)
			}
			lines := strings.Split(strings.TrimRight(strings.ReplaceAll(string(term.bytes()), "\r\n", "\n"), "\n"), "\n")
			for _, line := range lines {
				if n := utf8.RuneCountInString(line); n > width && !strings.Contains(line, "http") {
					t.Errorf("%s: %d cells in a terminal of %d: %q", command, n, width, line)
				}
			}
			if text := strings.Join(lines, "\n"); !strings.Contains(text, "…") || command == "list" && !strings.Contains(text, " · ") {
				t.Errorf("%s: neither title nor feed are cut, or the feed is missing:\n%s", command, text)
			}
		}
	}
	if out := done(t, env, "--offline", "list"); !strings.Contains(out, "and on · The Gazette") || strings.Contains(out, "…") {
		t.Errorf("in a pipe the title is cut:\n%s", out)
	}
}

// serveLong is a feed with a name and titles that fit no line.
func serveLong(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/feed+json")
	fmt.Fprintf(w, `{"version":"https://jsonfeed.org/version/1.1","title":"The Gazette of %s","items":[
{"id":"1","title":%q,"date_published":"2026-11-20T08:00:00Z","content_text":"short"}]}`,
		strings.Repeat("Faraway Places and ", 6), "A headline that goes"+strings.Repeat(" on", 40)+" and on")
}
