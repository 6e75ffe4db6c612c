package ui

import (
	"encoding/json"
	"testing"

	"warta/ui/keys"
)

// left is the state of a screen as the next start finds it.
func left(t *testing.T, s *screen) State {
	t.Helper()
	text, err := json.Marshal(s.State())
	if err != nil {
		t.Fatal(err)
	}
	var again State
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	return again
}

func TestScreenIsFoundAsItWasLeft(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		press []string
		new   bool
		want  string // the headline that is selected
		item  string // what is selected in the sidebar
	}{
		{"in a view", []string{"j", "j"}, false, "Harbour opens a second pier", "All"},
		{"but what is new comes first", []string{"j", "j"}, true, "Something new", "All"},
		{"in a feed", []string{"}", "j"}, false, "River clean-up begins", "Kali News"},
		{"in a folded folder", []string{"h", "G", "k", "k", "h", "h", "l", "l"}, false, "Harbour opens a second pier", "World"},
		{"not in a search", []string{"j", "S", "r", "i", "enter"}, false, "Rain expected by evening", "All"},
	} {
		lib := newFake()
		s := newScreen(t, lib, Options{}, 120, 24)
		s.press(c.press...)
		state := left(t, s)
		if c.new {
			s.happen("arrive", "Something new")
		}
		s = newScreen(t, lib, Options{State: state}, 120, 24)
		h, _ := s.headlines.Selected()
		item, _ := s.sidebar.Selected()
		if h.Title != c.want || item.Label() != c.item {
			t.Errorf("%s: %q in %q is selected, want %q in %q; left as %+v", c.name, h.Title, item.Label(), c.want, c.item, state)
		}
		if s.layout.focus != keys.List {
			t.Errorf("%s: the list has not the keyboard", c.name)
		}
	}
}

func TestLooksAreFoundAsTheyWereLeft(t *testing.T) {
	t.Parallel()
	s := newScreen(t, newFake(), Options{}, 120, 24)
	s.press("U", "v", "V", ">", ">", "h", "G", "k", "k", "h", "h")
	before := left(t, s)
	s = newScreen(t, newFake(), Options{State: before}, 120, 24)
	after := left(t, s)
	if !before.Unread || !before.OneLine || before.Grouping == 0 || before.List == 0 || len(before.Folded) != 1 {
		t.Errorf("not all is kept: %+v", before)
	}
	if b, _ := json.Marshal(before); string(b) != func() string { a, _ := json.Marshal(after); return string(a) }() {
		t.Errorf("left as %+v, found as %+v", before, after)
	}
	if s = newScreen(t, newFake(), Options{State: before, View: "Starred"}, 120, 24); s.list.source.View.Name != "Starred" {
		t.Errorf("the view that is asked for does not come first: %+v", s.list.source)
	}
}
