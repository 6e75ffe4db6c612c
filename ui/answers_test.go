package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
)

// An answer that was overtaken is dropped.

func TestArticleThatIsNoLongerWantedIsDropped(t *testing.T) {
	s := newScreen(t, newFake(), Options{}, 120, 24)
	_, first := s.Update(keyOf("j")) // asks for the second headline's article
	_, _ = s.Update(keyOf("j"))      // wants the third's meanwhile, and asks for nothing yet
	s.run(first)
	if h, _ := s.reader.Headline(); h.Title != "Harbour opens a second pier" {
		t.Errorf("%q is shown", h.Title)
	}
}

func TestArticleIsShownWhenTheSelectionRests(t *testing.T) {
	s := newScreen(t, newFake(), Options{Pause: time.Second}, 120, 24)
	first, _ := s.reader.Headline()
	for range 3 {
		s.Update(keyOf("j")) // its command waits a second
	}
	if h, _ := s.reader.Headline(); h.ID != first.ID || s.page.asking != 0 {
		t.Errorf("%q is shown while the selection moves", h.Title)
	}
	if _, again := s.Update(rested{id: 2}); again == nil || s.page.asking != 0 { // it has moved on since
		t.Errorf("asked for %d, and looks again: %v", s.page.asking, again != nil)
	}
	s.send(rested{id: 4})
	if h, _ := s.reader.Headline(); h.Title != "A moss that sings" {
		t.Errorf("%q is shown when the selection rests", h.Title)
	}
	if _, cmd := s.Update(keyOf("enter")); cmd == nil || s.page.resting {
		t.Error("the next move is not waited for")
	}
}

func TestListThatWasLeftIsDropped(t *testing.T) {
	s := newScreen(t, newFake(), Options{}, 120, 24)
	s.press("h")
	_, unread := s.Update(keyOf("j")) // the view Unread
	_, starred := s.Update(keyOf("j"))
	s.run(starred)
	s.run(unread)
	if rows, _, _ := s.headlines.Rows(); len(rows) != 0 {
		t.Errorf("%d headlines in Starred", len(rows))
	}
}

// A list that was asked for before a mark and comes after it shows the mark.
func TestListThatComesLateShowsTheMarkMadeMeanwhile(t *testing.T) {
	s := newScreen(t, newFake(), Options{}, 120, 24)
	late := s.askHeadlines(question{kind: fresh}, feed.Window{Limit: pageRows})()
	s.press("s")
	h, _ := s.headlines.Selected()
	if !h.Starred {
		t.Fatal("no star is shown")
	}
	s.send(late)
	if now, _ := s.headlines.Selected(); now.ID != h.ID || !now.Starred {
		t.Errorf("%q is selected, starred %v", now.Title, now.Starred)
	}
}

func TestOneLookAtATime(t *testing.T) {
	s := newScreen(t, newFake(), Options{}, 120, 24)
	_, look := s.Update(activityChanged(feed.Activity{Revision: 1}))
	for r := range int64(50) {
		if _, more := s.Update(activityChanged(feed.Activity{Revision: r + 2})); more != nil {
			t.Fatal("another look while one is under way")
		}
	}
	s.lib.add(s.lib.feeds[0], "Flood warning lifted", noon)
	s.run(look)
	if s.news.reloading || s.news.stale {
		t.Error("a look is still under way")
	}
	if rows, _, _ := s.headlines.Rows(); rows[0].Title != "Flood warning lifted" {
		t.Errorf("the first headline is %q", rows[0].Title)
	}
}

func TestFirstFrameNeedsNoAnswer(t *testing.T) {
	m := New(newFake(), Options{})
	_, _ = m.Update(tea.WindowSizeMsg{Width: 120, Height: 24})
	s := &screen{Model: m, tb: t}
	s.whole()
	s.tame()
}

func TestPlaceIsKept(t *testing.T) {
	lib := newFake()
	s := newScreen(t, lib, Options{}, 120, 24)
	s.press("enter", "2")
	where := s.reader.Place()
	s.press("n") // leaves the article
	if lib.places[1] != where || where == (feed.Place{}) {
		t.Errorf("%+v is kept, not %+v", lib.places[1], where)
	}
	s.press("3")
	where = s.reader.Place()
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	again := newScreen(t, lib, Options{}, 120, 24)
	again.press("j")
	if got := again.reader.Place(); got != where {
		t.Errorf("opened again at %+v, not at %+v", got, where)
	}
}

func TestOnlyWebAddressesAreOpened(t *testing.T) {
	for address, want := range map[string]bool{
		"https://news.example/a?b=c": true, "http://[2001:db8::1]/": true, "HTTPS://news.example": true,
		"file:///etc/passwd": false, "javascript:alert(1)": false, "-version": false, "--help=http://x": false,
		"": false, "https://": false, "news.example": false, "https://x.example/\x1b]0;": false, "ftp://x.example": false,
	} {
		got, err := webAddress(address)
		if (err == nil) != want || err == nil && got[0] == '-' {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
}

func TestBlurredTerminalHearsNothing(t *testing.T) {
	s := newScreen(t, newFake(), Options{Progress: true}, 120, 24)
	before := s.text()
	s.send(tea.BlurMsg{})
	s.send(activityChanged(feed.Activity{Done: 1, Total: 9}))
	if s.text() != before || s.View().ProgressBar != nil {
		t.Error("the refresh shows while nobody looks")
	}
	s.send(tea.FocusMsg{})
	if s.text() == before || s.View().ProgressBar == nil {
		t.Error("the refresh does not show when somebody looks again")
	}
}

func TestProgressGoesToTerminalsThatShowIt(t *testing.T) {
	s := newScreen(t, newFake(), Options{}, 120, 24)
	s.send(activityChanged(feed.Activity{Done: 1, Total: 9}))
	if s.View().ProgressBar != nil {
		t.Error("a terminal that is not known to show progress is told of it")
	}
}

func TestBackgroundChangesTheLook(t *testing.T) {
	s := newScreen(t, newFake(), Options{}, 120, 24)
	if s.styles.Dark != true {
		t.Fatal("not dark at the beginning")
	}
	s.setLight(true)
	if s.styles.Dark {
		t.Error("dark on a light terminal")
	}
}

func TestFailingLibraryShowsTheError(t *testing.T) {
	lib := newFake()
	lib.broken = errors.New("the disk\x1b[31m is gone")
	s := newScreen(t, lib, Options{}, 120, 24)
	s.tame()
	s.step("", "want", "the disk[31m is gone", nil)
	s.press("j") // the message goes, the reason stays
	s.step("", "want", "the disk[31m is gone", nil)
	lib.broken = nil
	s.send(activityChanged(feed.Activity{Revision: 1}))
	s.step("", "want", "Rain expected by evening", nil)
}

func TestEscapeAndAKeyInOneBreath(t *testing.T) {
	s := newScreen(t, newFake(), Options{}, 120, 24)
	s.press("a")
	s.send(tea.KeyPressMsg{Code: 'x', Mod: tea.ModAlt})
	s.step("", "want", "Feed health", nil)
	s.send(tea.KeyPressMsg{Code: 'g', Mod: tea.ModAlt | tea.ModShift})
	s.step("", "selected", "Stone walls explained", nil)
	s.press("S")
	s.step("", "type", "rice price", nil)
	s.send(tea.KeyPressMsg{Code: 'b', Mod: tea.ModAlt}) // moves by a word
	s.step("", "want", "rice price", nil)
}

func TestRemappedSequences(t *testing.T) {
	table, err := keys.Default().Remap(map[string]string{"top": "g g", "bottom": "g e"})
	if err != nil {
		t.Fatal(err)
	}
	s := newScreen(t, newFake(), Options{Keys: table}, 120, 24)
	s.press("g", "e")
	s.step("", "selected", "Stone walls explained", nil)
	s.press("g")
	s.step("", "want", "g…", nil)
	s.press("g")
	s.step("", "selected", "Rain expected by evening", nil)
	s.press("g", "j") // no sequence: j alone
	s.step("", "selected", "Rice price falls", nil)
}

func TestNewsboatPreset(t *testing.T) {
	table, err := keys.Preset("newsboat")
	if err != nil {
		t.Fatal(err)
	}
	s := newScreen(t, newFake(), Options{Keys: table}, 120, 24)
	s.press("N")
	s.step("", "want", "○ Rain expected", nil)
	s.press("n")
	s.step("", "selected", "Rice price falls", nil)
	s.press("n", "p", "o")
	s.step("", "opened", "https://news.example/2", nil)
	s.press("enter", "J")
	s.step("", "reading", "Harbour opens a second pier", nil)
}

func TestSectionsWithoutDigits(t *testing.T) {
	table, err := keys.Default().Remap(map[string]string{"section": "#", "links": ""})
	if err != nil {
		t.Fatal(err)
	}
	s := newScreen(t, newFake(), Options{Keys: table}, 120, 24)
	s.press("enter", "2")
	s.step("", "section", "0", nil)
	s.press("#")
	s.step("", "section", "2", nil)
	s.press("1", "2", "#")
	s.step("", "want", "there is no section 12", nil)
}

// What arrives comes above the screen: the selected headline stays on its line,
// however much is new and wherever it is; the border says how much, and g goes
// there.
func TestNewsMovesNothing(t *testing.T) {
	for _, c := range []struct {
		down, arriving int
		said           string
	}{
		{0, 5, "5 new above: g"}, {1, 5, "5 new above: g"}, {12, 5, "5 new above: g"}, {12, 1, "1 new above"}, {12, 450, "+ new above"}, {0, 450, "+ new above"},
	} {
		lib := newFake()
		for i := range 300 {
			lib.add(lib.feeds[0], fmt.Sprint("Old news ", i), noon.Add(-time.Duration(i+100)*time.Hour))
		}
		s := newScreen(t, lib, Options{OneLine: true}, 160, 30)
		for range c.down {
			s.press("j")
		}
		before, _ := s.headlines.Selected()
		_, line := s.headlines.Cursor()
		for i := range c.arriving {
			lib.add(lib.feeds[1], fmt.Sprint("Fresh news ", i), noon.Add(-time.Duration(i)*time.Second))
		}
		slices.SortStableFunc(lib.rows, func(a, b feed.Headline) int { return b.Published.Compare(a.Published) })
		s.happen("news", "")
		after, _ := s.headlines.Selected()
		if _, now := s.headlines.Cursor(); after.ID != before.ID || now != line {
			t.Errorf("%d new: %q on line %d was selected, and now %q on line %d", c.arriving, before.Title, line, after.Title, now)
		}
		if !strings.Contains(s.text(), c.said) {
			t.Errorf("%d new: nothing says %q\n%s", c.arriving, c.said, s.text())
		}
		s.press("g")
		if text := s.text(); !strings.Contains(text, "Fresh news 0") || strings.Contains(text, "new above") {
			t.Errorf("%d new: at the top there is\n%s", c.arriving, text)
		}
	}
}
