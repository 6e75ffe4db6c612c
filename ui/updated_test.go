package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/feed/article"
)

// An article whose publisher changes it while it is open shows the change, and
// the reader stays where they are.
func TestOpenArticleIsUpdated(t *testing.T) {
	lib := newFake()
	s := &screen{tb: t, lib: lib, now: noon}
	s.Model = New(lib, Options{Pause: -1, Now: func() time.Time { return s.now }})
	s.Model.after = s.after
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
	now := s.reader.Place()
	if now.Quote = was.Quote; now != was { // the words of the section's title are other ones
		t.Errorf("the reader was at %v and is at %v", was, now)
	}
	if !strings.Contains(s.text(), "its publisher changed this article: d shows what") {
		t.Errorf("nothing is said:\n%s", s.text())
	}
	s.happen("news", "")
	a.Lead = append(slices.Clone(a.Lead), text("Another correction was made."))
	lib.articles[id] = a
	s.happen("news", "")
	if s.press("g"); !strings.Contains(s.text(), "Another correction was made.") {
		t.Errorf("the second correction is not in sight:\n%s", s.text())
	}
}

// What was changed is marked in the article, one change after the other, and
// the reader comes back to where they were.
func TestChangesAreShown(t *testing.T) {
	lib := newFake()
	s := newScreen(t, lib, Options{}, 120, 24)
	s.press("enter")
	id := s.page.shown
	s.press("d")
	if !strings.Contains(s.text(), "its publisher has not changed this article") {
		t.Errorf("nothing is said:\n%s", s.text())
	}
	lib.rows[slices.IndexFunc(lib.rows, func(h feed.Headline) bool { return h.ID == id })].Updated = true
	s.happen("news", "")
	middle := lib.articles[id]
	middle.Lead = []article.Block{text("The lead as it was yesterday.")}
	first := middle
	first.Sections = slices.Clone(first.Sections)
	first.Sections[2].Blocks = slices.Clone(first.Sections[2].Blocks)
	first.Sections[2].Blocks[5] = text("Paragraph 6 of part 3 was no longer than this.")
	lib.changed[id] = []article.Change{{Until: noon.Add(-time.Hour), Before: middle}, {Until: noon.Add(-2 * time.Hour), Before: first}}
	s.press("2")
	was := s.reader.Place()
	s.press("d")
	if text := s.text(); !strings.Contains(text, "The lead [-as it was yesterday] [+of Rain expected by") ||
		!strings.Contains(text, "1 place was changed: n goes to the next, h to the article") {
		t.Errorf("the last change:\n%s", text)
	}
	s.whole()
	if _, place, changed := s.placeNow(); changed && place != was {
		t.Errorf("%v would be kept as the place", place)
	}
	s.press("d", "n")
	if text := s.text(); !strings.Contains(text, "change 2/3") || !strings.Contains(text, "[-Paragraph 6 of part 3 was no longer than this.]") {
		t.Errorf("all changes:\n%s", text)
	}
	s.press("d")
	if s.reader.Place() != was || strings.Contains(s.text(), "[+") || s.finding() {
		t.Errorf("the reader was at %v and is at %v:\n%s", was, s.reader.Place(), s.text())
	}
	s.press("d", "esc")
	if s.reader.Place() != was || !s.inArticle() {
		t.Errorf("the reader was at %v and is at %v", was, s.reader.Place())
	}
	s.press("d", "h", "h")
	if s.inArticle() || s.page.changes.shown > 0 {
		t.Error("the reader is still in the article")
	}
}
