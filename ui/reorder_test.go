package ui

import (
	"strings"
	"testing"

	"warta/feed"
)

// Where the terminal does not reorder right-to-left text, every part of the
// screen does: panes, menus, prompts and what the status line says.
func TestEverythingIsInVisualOrder(t *testing.T) {
	const name, seen = "חדשות היום", "םויה תושדח"
	for _, reorder := range []bool{false, true} {
		lib := newFake()
		lib.feeds[0].Title, lib.feeds[1].Folder = name, name
		want := name
		if reorder {
			want = seen
		}
		s := newScreen(t, lib, Options{Reorder: reorder, Packs: []Pack{{Name: name, About: name, Feeds: []feed.Feed{{Title: name}}}}}, 100, 24)
		shows := func(where string, n int) {
			t.Helper()
			if got := strings.Count(s.text(), want); got != n {
				t.Errorf("%s: %d times %q, want %d\n%s", where, got, want, n, s.text())
			}
			s.whole()
		}
		s.press("P")
		shows("the title, detail and preview of a menu", 3)
		s.press("/")
		for _, r := range name {
			s.press(string(r))
		}
		shows("what is typed beside a menu", 4)
		s.press("esc", "esc", "h", "j", "j", "j", "j", "j")
		if item, _ := s.sidebar.Selected(); item.Feed.ID != 1 {
			t.Fatalf("%+v is selected", item)
		}
		s.press("c")
		if line, _ := s.foot(); !strings.Contains(line, want) {
			t.Errorf("the prompt: %q", line)
		}
		s.press("enter")
		if line, _ := s.foot(); !strings.Contains(line, want+" is renamed") {
			t.Errorf("the status line: %q", line)
		}
		s.press("M")
		if !strings.Contains(s.text(), "Move "+want+" to") {
			t.Errorf("the title of a menu:\n%s", s.text())
		}
		s.press("esc", "/")
		for _, r := range name {
			s.press(string(r))
		}
		if s.press("enter"); !strings.Contains(s.text(), "/"+want) {
			t.Errorf("the foot of the list:\n%s", s.text())
		}
	}
}
