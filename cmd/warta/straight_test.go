//go:build unix

package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// scripts are titles with graphemes to which terminals give different numbers
// of cells; the emulator of these tests does not count as warta does.
var scripts = []string{
	"A family 👩‍👩‍👧 went to Bali 🏳️‍🌈 today", "Flags 🇮🇩 and 🇯🇵 fly 👍🏽 in the ❤️ of town 1️⃣",
	"किसान कहते हैं कि बारिश देर से आई और क्षेत्र में पानी की कमी है", "ชาวบ้านเก็บข้าวก่อนฝนจะตก น้ำท่วมที่เชียงใหม่",
	"قال المزارع إن المطر جاء مُتَأَخِّرًا هذا العام", "বাংলাদেশে বৃষ্টি দেরিতে এসেছে", "தமிழ்நாட்டில் மழை தாமதமாக வந்தது",
	"Cafe\u0301 zu\u0308rich e\u0308\u0301 z̶a̶l̶g̶o̶", "雨の季節が始まった、東の新聞", "កម្ពុជា និង មြန်မာ ភ្លៀង",
}

// Whatever a terminal makes of the graphemes of a line, the borders beside them
// stand straight.
func TestScreenStandsStraight(t *testing.T) {
	t.Parallel()
	server := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Scripts क्षि 👩‍👩‍👧 🇮🇩</title>`)
		for i, s := range scripts {
			text := strings.Repeat(s+". ", 5)
			fmt.Fprintf(w, "<item><guid>%d</guid><title>%s</title><pubDate>Sun, 22 Nov 2020 %02d:00:00 GMT</pubDate><description><![CDATA[<p>%s</p><h2>1. %[2]s</h2><p>%[4]s</p><ul><li>%[4]s</li></ul>]]></description></item>", i, s, 20-i, text)
		}
		fmt.Fprint(w, "</channel></rss>")
	})
	env := environment(t.TempDir())
	done(t, env, "add", server.URL+"/feed.xml")
	for _, width := range []int{160, 100} {
		term := start(t, width, 44, env, "--offline")
		term.see("A family", "went to Bali")
		term.press("G", "g")
		for i := range scripts {
			if i > 0 {
				term.press("j")
			}
			term.straight()
		}
		term.press(enterKey, ":")
		term.see("Every action")
		term.straight()
		term.press(escapeKey, "Q")
		term.end()
	}
}

// A window that is dragged about from 40×10 to 400×100 cells ends up with a whole
// screen.
func TestScreenInAStorm(t *testing.T) {
	t.Parallel()
	term := start(t, 160, 48, environment(t.TempDir()), "--offline")
	term.see("Welcome: your first minute")
	for i := range 40 {
		term.resize(40+i*97%361, 10+i*41%91)
	}
	term.resize(40, 10)
	term.until("the list alone", func(screen string) bool {
		return strings.Contains(screen, "Welcome: your first") && !strings.Contains(screen, "Views")
	})
	term.resize(400, 100)
	term.see("Views", "What is on the screen", "The command line")
	term.straight()
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

// resize makes the window of the program so many cells large.
func (t *terminal) resize(width, height int) {
	t.t.Helper()
	t.drawing.Lock()
	t.screen.Resize(width, height)
	t.drawing.Unlock()
	if err := pty.Setsize(t.pty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		t.t.Fatal(err)
	}
}

// straight waits until every line has borders in the columns in which the first
// line has corners.
func (t *terminal) straight() {
	t.t.Helper()
	t.until("straight borders", func(string) bool {
		t.drawing.Lock()
		defer t.drawing.Unlock()
		cell := func(x, y int) string {
			if c := t.screen.CellAt(x, y); c != nil {
				return c.Content
			}
			return ""
		}
		corners := 0
		for x := range t.screen.Width() {
			if c := cell(x, 0); c != "╭" && c != "╮" {
				continue
			}
			corners++
			for y := 1; y < t.screen.Height()-2; y++ {
				if c := cell(x, y); !strings.Contains("│╭╮╰╯", c) || c == "" {
					return false
				}
			}
		}
		return corners >= 4
	})
}
