//go:build unix

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pictures is a folder to write pictures of the screen to: docs/pictures uses it.
var pictures = flag.String("pictures", "", "write the pictures of docs/ into this folder")

// pictureTime is when the pictures are taken, so that dates in them stay.
var pictureTime = time.Date(2026, 11, 22, 11, 0, 0, 0, time.UTC)

// sitting is a home with news of the site of testdata, for pictures.
func sitting(t *testing.T, s *site) []string {
	t.Helper()
	env := environment(t.TempDir(), fmt.Sprintf("WARTA_CLOCK_OFFSET=%s", time.Until(pictureTime).Round(time.Second)))
	done(t, env, "add", s.URL+"/harbour/", "--folder", "Coast")
	done(t, env, "add", s.URL+"/tokyo/feed.json", s.URL+"/aden/feed.json", "--folder", "Far harbours")
	done(t, env, "add", s.URL+"/hills/feed.atom", "--folder", "Inland")
	done(t, env, "add", s.URL+"/stars/feed.json")
	done(t, env, "refresh")
	done(t, env, "mark", "star", "title:leonids")
	done(t, env, "mark", "save", "title:gate")
	done(t, env, "mark", "read", "title:ice or title:gate or title:keys or (feed:guide title:feeds)")
	return env
}

// quiet waits until nothing was drawn for a time: what follows is a picture or a
// measurement, never a test's verdict.
func (t *terminal) quiet(rest time.Duration) {
	for {
		select {
		case <-t.changed:
		case <-time.After(rest):
			return
		}
	}
}

// quit ends the screen, which must go well.
func (t *terminal) quit() {
	t.t.Helper()
	t.press(escapeKey, "Q") // whatever is open closes
	if code := t.end(); code != 0 {
		t.t.Errorf("it ended with %d", code)
	}
}

// TestPictures walks through the reader as its pictures show it, on the site of
// testdata, and writes them with -pictures.
func TestPictures(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := sitting(t, s)
	for _, c := range []struct {
		name          string
		width, height int
		config        string
		do            func(*terminal)
		paper         paper
	}{
		{"screenshot", 140, 40, "", ferry, darkPaper},
		{"light", 140, 40, "background = \"light\"\n", ferry, lightPaper},
		{"narrow", 60, 30, "", func(term *terminal) {
			search(term, "title:ferry", "late ferry")
			term.press(enterKey)
			term.see("§ ")
			term.press("g")
			term.see("Harbour News")
		}, darkPaper},
		{"zen", 110, 34, "", func(term *terminal) {
			ferry(term)
			term.press("z")
			term.until("the article alone", func(screen string) bool {
				return strings.Contains(screen, "Thirty dolphins") && !strings.Contains(screen, "Views")
			})
		}, darkPaper},
		{"outline", 140, 40, "", func(term *terminal) {
			ferry(term)
			term.press("t")
			term.see("Beginning", "go there")
		}, darkPaper},
		{"help", 140, 40, "", func(term *terminal) {
			ferry(term)
			term.press("?")
			term.see("the keys that work here")
		}, darkPaper},
		{"japanese", 120, 32, "", func(term *terminal) {
			search(term, "feed:港だより", "傘の列")
			term.press(enterKey)
			term.see("§ ")
		}, darkPaper},
		{"arabic", 120, 32, "", func(term *terminal) {
			search(term, "feed:أخبار", "2 found")
			term.press(enterKey)
			term.see("§ ")
		}, darkPaper},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := filepath.Join(t.TempDir(), "config.toml")
			if err := os.WriteFile(config, []byte(c.config), 0o600); err != nil {
				t.Fatal(err)
			}
			term := start(t, c.width, c.height, env, "--offline", "--config", config)
			term.see("The late ferry")
			c.do(term)
			term.quiet(300 * time.Millisecond)
			keepPicture(t, c.name, svg(term.picture(c.paper), c.paper))
			term.quit()
		})
	}
}

// ferry opens the article about the ferry at its second section.
func ferry(term *terminal) {
	search(term, "-feed:guide", "The late ferry")
	for range 8 {
		if strings.Contains(term.text(), "Thirty dolphins at the bow") {
			break
		}
		term.press("j")
		term.quiet(300 * time.Millisecond)
	}
	term.press(enterKey)
	term.see("Thirty dolphins at the bow")
	term.press("2")
	term.see("§ 2/3")
}

// search lists what a query finds.
func search(term *terminal, query, seen string) {
	term.press("S")
	term.see("search ")
	term.press(query, enterKey)
	term.see("found", seen)
}

// TestTour walks through the reader as the animated tour shows it.
func TestTour(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir(), fmt.Sprintf("WARTA_CLOCK_OFFSET=%s", time.Until(pictureTime).Round(time.Second)))
	term := start(t, 120, 34, env)
	var frames []frame
	take := func(texts ...string) {
		t.Helper()
		term.see(texts...)
		term.quiet(300 * time.Millisecond)
		frames = append(frames, term.picture(darkPaper))
	}
	take("Welcome: your first minute")
	term.press("a")
	take("any address")
	address := strings.TrimPrefix(s.URL, "http://") + "/harbour/"
	term.press(address)
	take(address)
	term.press(enterKey)
	take("Subscribe to", "Harbour News", "The late ferry")
	term.press(enterKey)
	term.see("subscribed to Harbour News")
	term.until("the full articles", func(screen string) bool {
		return strings.Count(screen, "· full") >= 3 && !strings.Contains(screen, "fetching")
	})
	term.press("g")
	take("Thirty dolphins at the bow")
	for _, step := range []struct{ key, see string }{
		{"j", "lamp"}, {"k", "Thirty dolphins at the bow"}, {enterKey, "○ The late ferry"}, {"2", "§ 2/3"}, {"3", "§ 3/3"},
		{"t", "go there"}, {"q", "§ 3/3"}, {"s", "★"}, {"z", "Thirty dolphins"}, {"z", "Views"}, {":", "Every action"}, {"the", "theme"},
		{enterKey, "Theme"}, {"jj", "koran-dark"}, {escapeKey, "Views"}, {"?", "Keys that work"},
	} {
		term.press(step.key)
		take(step.see)
	}
	keepPicture(t, "tour", tour(frames, 1.8, darkPaper))
	term.quit()
}

// keepPicture writes a picture, when that was asked for.
func keepPicture(t *testing.T, name, picture string) {
	t.Helper()
	if *pictures == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*pictures, name+".svg"), []byte(picture), 0o600); err != nil {
		t.Fatal(err)
	}
}
