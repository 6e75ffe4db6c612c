package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/feed/library"
)

var _ Library = (*library.Library)(nil)

// onLibrary is a screen on a real library whose guide is a feed of n entries,
// all of whose articles are there.
func onLibrary(t *testing.T, n int) *screen {
	t.Helper()
	now := func() time.Time { return noon }
	lib, err := library.Open(t.Context(), library.Options{Dir: t.TempDir(), Guide: feedOf(n), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := lib.RefreshNow(t.Context(), true, nil); err != nil {
		t.Fatal(err)
	}
	s := &screen{tb: t, lib: newFake(), now: noon}
	s.Model = New(quiet{lib}, Options{Now: now, Pause: -1})
	s.Model.after = s.after
	s.run(s.Init())
	s.send(tea.WindowSizeMsg{Width: 120, Height: 24})
	return s
}

// quiet is a library without news, so that every command ends.
type quiet struct{ *library.Library }

func (quiet) Activity() <-chan feed.Activity { return nil }

func feedOf(n int) fstest.MapFS {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Many</title><link>https://many.example</link><description>x</description>`)
	for i := range n {
		fmt.Fprintf(&b, "<item><title>Entry %d</title><guid>e%d</guid><pubDate>%s</pubDate><description>&lt;p&gt;Text of entry %d, word w%dw.&lt;/p&gt;</description></item>",
			i+1, i+1, noon.Add(-time.Duration(i/2)*time.Minute).Format(time.RFC1123Z), i+1, i+1)
	}
	b.WriteString("</channel></rss>")
	return fstest.MapFS{"feed.xml": {Data: []byte(b.String())}}
}

// order is the titles of a list from its beginning to its end, one key at a time.
func (s *screen) order(key string, most int) []string {
	var out []string
	last := feed.EntryID(-1)
	for range most {
		h, ok := s.headlines.Selected()
		if !ok || h.ID == last {
			break
		}
		last = h.ID
		out = append(out, h.Title)
		s.press(key)
	}
	return out
}

func TestWindowsOnARealStore(t *testing.T) {
	const n = 1500
	s := onLibrary(t, n)
	down := s.order("j", n+5)
	if len(down) != n {
		t.Fatalf("%d headlines going down", len(down))
	}
	up := s.order("k", n+5)
	if len(up) != n {
		t.Fatalf("%d headlines going up", len(up))
	}
	for i := range n {
		if down[i] != up[n-1-i] {
			t.Fatalf("going up, %q stands where %q stood", up[n-1-i], down[i])
		}
	}
	at := func(want int) {
		t.Helper()
		if h, _ := s.headlines.Selected(); h.Title != down[want] {
			t.Errorf("%q is selected, not %q", h.Title, down[want])
		}
		s.whole()
	}
	s.press("G")
	at(n - 1)
	s.press("g")
	at(0)
	s.press("1", "3", "0", "0", "G")
	at(1299)
	s.press("k")
	at(1298)
	s.press("5", "G")
	at(4)
	s.press("A", "u")
	at(4)
}

func TestUnreadIsFoundBeyondTheWindow(t *testing.T) {
	const n = 900
	s := onLibrary(t, n)
	all := s.order("j", n+5)
	s.press("A", "g")
	lib, _ := s.library.(quiet)
	rows, err := lib.Headlines(context.Background(), feed.Query{}, feed.Window{Limit: n})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Mark(context.Background(), []feed.EntryID{rows[700].ID}, feed.MarkUnread); err != nil {
		t.Fatal(err)
	}
	s.send(activityChanged(feed.Activity{Revision: 99}))
	s.press("n")
	if h, _ := s.headlines.Selected(); h.Title != all[700] {
		t.Errorf("%q is the next unread, not %q", h.Title, all[700])
	}
	s.press("k")
	if h, _ := s.headlines.Selected(); h.Title != all[699] {
		t.Errorf("%q stands before it, not %q", h.Title, all[699])
	}
	s.press("G", "N", "enter")
	if h, _ := s.reader.Headline(); h.Title != all[700] {
		t.Errorf("%q is read", h.Title)
	}
}

func TestSearchOnARealStore(t *testing.T) {
	s := onLibrary(t, 300)
	s.press("S")
	for _, r := range "w250w" {
		s.press(string(r))
	}
	s.press("enter")
	if h, _ := s.headlines.Selected(); h.Title != "Entry 250" {
		t.Errorf("%q was found\n%s", h.Title, s.text())
	}
	s.step("", "want", "1 found", nil)
	s.press("esc", "/")
	for _, r := range "w25" { // the beginning of a word
		s.press(string(r))
	}
	if rows, _, _ := s.headlines.Rows(); len(rows) < 10 {
		t.Errorf("%d headlines while typing\n%s", len(rows), s.text())
	}
	s.press("esc", "S")
	for _, r := range "newer:soon" {
		s.press(string(r))
	}
	s.press("enter")
	if s.over.kind != prompting {
		t.Error("a query that is wrong was taken")
	}
	s.whole()
}
