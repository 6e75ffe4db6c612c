package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// An article whose publisher changes it while it is open shows the change, and
// the reader stays where they are.
func TestOpenArticleIsUpdated(t *testing.T) {
	lib := newFake()
	s := &screen{tb: t, lib: lib, now: noon}
	s.Model = New(lib, Options{Pause: -1, Now: func() time.Time { return s.now }})
	s.run(s.Init())
	s.send(tea.WindowSizeMsg{Width: 120, Height: 24})
	s.press("enter", "2")
	was := s.reader.Place()
	id := s.page.shown
	a := piece("The same again", 3, 6)
	a.Lead = append(a.Lead, text("A correction was made."))
	lib.articles[id] = a
	for i := range lib.rows {
		if lib.rows[i].ID == id {
			lib.rows[i].Updated = true
		}
	}
	s.happen("news", "")
	if got := s.reader.Article(); len(got.Lead) != 2 {
		t.Error("the article is as it was before its publisher changed it")
	}
	if s.reader.Place() != was {
		t.Errorf("the reader was at %v and is at %v", was, s.reader.Place())
	}
	if s.press("g"); !strings.Contains(s.text(), "A correction was made.") {
		t.Errorf("the correction is not in sight:\n%s", s.text())
	}
}
