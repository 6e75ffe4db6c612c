//go:build unix

package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pictures is a folder to write captured screens to: docs/pictures uses it.
var pictures = flag.String("pictures", "", "capture the screens that docs/ shows, into this folder")

// TestPictures walks through the reader as its pictures show it, on the site of
// testdata, and captures the screens with -pictures.
func TestPictures(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir())
	done(t, env, "add", s.URL+"/harbour/", "--folder", "Coast")
	done(t, env, "add", s.URL+"/hills/feed.atom", "--folder", "Inland")
	done(t, env, "add", s.URL+"/stars/feed.json")
	done(t, env, "mark", "star", "title:leonids")
	done(t, env, "mark", "save", "title:gate")

	term := start(t, 140, 40, env)
	term.until("the full articles", func(screen string) bool {
		return strings.Count(screen, "· full") >= 16 && !strings.Contains(screen, "fetching")
	})
	// A mark that another process makes is on the screen by itself.
	done(t, env, "mark", "read", "title:ice or title:gate or title:keys or (feed:guide title:feeds)")
	term.see("○ Ice on the north quay", "○ The keys")
	term.press("g", enterKey)
	term.see("Thirty dolphins at the bow")
	term.press("2")
	term.see("§ 2/3")
	capture(t, term, "screenshot")
	term.press("t")
	term.see("Beginning", "go there")
	capture(t, term, "outline")
	term.press("q", "?")
	term.see("the keys that work here")
	capture(t, term, "help")
	term.press("q", "z")
	term.until("the article alone", func(screen string) bool {
		return strings.Contains(screen, "Thirty dolphins") && !strings.Contains(screen, "Views") && !strings.Contains(screen, "keys that work")
	})
	capture(t, term, "zen")
	term.press("\x03")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

// capture writes the screen as the bytes that draw it, when that was asked for.
func capture(t *testing.T, term *terminal, name string) {
	t.Helper()
	if *pictures == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*pictures, name+".ansi"), []byte(term.screen.Render()), 0o600); err != nil {
		t.Fatal(err)
	}
}
