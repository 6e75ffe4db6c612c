package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// lookAtSlowly asks for the feeds behind an address and gives the command that
// has not answered yet.
func lookAtSlowly(s *screen, address string) tea.Cmd {
	s.press("a")
	s.send(tea.PasteMsg{Content: address})
	_, cmd := s.Update(keyOf("enter"))
	return cmd
}

func TestSlowLookupLeavesTheKeyboard(t *testing.T) {
	t.Parallel()
	lib := newFake()
	s := newScreen(t, lib, Options{}, 120, 24)
	answer := lookAtSlowly(s, "nothing.example")
	s.press("enter", "j")
	s.run(answer)
	if s.over.kind != nothing || !strings.Contains(s.text(), "no feed found there") {
		t.Errorf("an answer that comes late takes the keyboard or says nothing:\n%s", s.text())
	}

	s.happen("offer", "https://new.example/rss")
	answer = lookAtSlowly(s, "new.example")
	s.press("j")
	s.run(answer)
	if s.over.kind != nothing || !strings.Contains(s.text(), "found feeds at new.example: a shows them") {
		t.Errorf("feeds that are found late are not told:\n%s", s.text())
	}
	s.press("a")
	if !strings.Contains(s.text(), "Its newest headline") {
		t.Errorf("what was found is not offered:\n%s", s.text())
	}
}

func TestEscapeGivesUpLooking(t *testing.T) {
	t.Parallel()
	s := newScreen(t, newFake(), Options{}, 120, 24)
	answer := lookAtSlowly(s, "nothing.example")
	if !strings.Contains(s.text(), "esc gives up") {
		t.Fatalf("it is not said how to give up:\n%s", s.text())
	}
	s.press("esc")
	if s.run(answer); s.over.kind != nothing || strings.Contains(s.text(), "no feed found") {
		t.Errorf("the answer came though it was given up:\n%s", s.text())
	}
}
