package ui

import "testing"

func TestTypingGivesUpTheSearchBefore(t *testing.T) {
	t.Parallel()
	s := newScreen(t, newFake(), Options{}, 120, 24)
	s.press("S", "r", "i")
	before := s.list.ctx
	if s.press("c"); before.Err() == nil {
		t.Error("the search for the text before goes on")
	}
	if s.list.ctx.Err() != nil {
		t.Error("the search for the text that is there was given up")
	}
}
