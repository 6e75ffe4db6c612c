package ui

import (
	"slices"
	"testing"

	"warta/ui/keys"
)

// With newsboat's keys a digit opens that link of the article, and counts in
// the list.
func TestNewsboatsDigits(t *testing.T) {
	table, err := keys.Preset("newsboat")
	if err != nil {
		t.Fatal(err)
	}
	lib := newFake()
	lib.articles[lib.rows[0].ID] = tides()
	s := newScreen(t, lib, Options{Keys: table}, 120, 24)
	s.press("3", "G")
	if h, _ := s.headlines.Selected(); h.ID != lib.rows[2].ID {
		t.Errorf("%q is selected", h.Title)
	}
	s.press("g", "enter", "2")
	if !slices.Contains(s.opened, "https://example.org/charts") {
		t.Errorf("opened %q", s.opened)
	}
	s.press("u")
	if s.over.kind != choosing {
		t.Error("u does not show the links")
	}
}
