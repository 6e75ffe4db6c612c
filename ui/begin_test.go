package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// early is a screen whose library is not open yet.
func early(t *testing.T, lib Library, err error) *screen {
	t.Helper()
	s := &screen{tb: t, now: noon}
	s.Model = New(nil, Options{Pause: -1, Open: func(_ context.Context, tell func(string)) (Library, string, error) {
		tell("the database is being mended")
		return lib, "it was mended", err
	}})
	s.Model.after = s.after
	s.Update(tea.WindowSizeMsg{Width: 120, Height: 24})
	return s
}

// The screen is drawn before there is a library, says what that is doing, and
// takes what was typed too soon when it has come.
func TestScreenBeforeTheLibrary(t *testing.T) {
	s := early(t, newFake(), nil)
	init := s.Init()().(tea.BatchMsg)
	got := init[1]() // opens it
	s.Update(init[0]())
	if text := s.text(); !strings.Contains(text, "the database is being mended") || !strings.Contains(text, "╭") {
		t.Errorf("the screen is\n%s", text)
	}
	s.Update(tea.MouseClickMsg{X: 2, Y: 2})
	s.Update(keyOf("a"))
	s.Update(tea.PasteMsg{Content: "gull.example"})
	s.send(got)
	if text := s.text(); !strings.Contains(text, "gull.example") || !strings.Contains(text, "Harbour opens a second pier") || s.Failed() != nil {
		t.Errorf("the screen is\n%s\nand the error %v", text, s.Failed())
	}
}

// Without a library there is no screen; it can be left before that is known.
func TestScreenWithoutALibrary(t *testing.T) {
	s := early(t, nil, errDisk)
	for _, key := range []string{"q", "ctrl+c"} {
		if _, cmd := s.Update(keyOf(key)); cmd == nil || cmd() != (tea.QuitMsg{}) {
			t.Errorf("%s does not quit", key)
		}
	}
	_, cmd := s.Update(s.Init()().(tea.BatchMsg)[1]())
	if cmd == nil || cmd() != (tea.QuitMsg{}) || !errors.Is(s.Failed(), errDisk) || s.Close(t.Context()) != nil {
		t.Errorf("it goes on with %v", s.Failed())
	}
}
