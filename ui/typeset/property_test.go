package typeset

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/theme"
)

func styles(t testing.TB) theme.Styles {
	t.Helper()
	p, ok := theme.Pick("", true)
	if !ok {
		t.Fatal("there is no default theme")
	}
	return theme.New(p, theme.Options{})
}

// TestEveryArticleAtEveryWidth is the promise of the package: whatever the
// article and the width, no line is wider than the page, no text is lost,
// sections begin where they are said to begin, and places are exact.
func TestEveryArticleAtEveryWidth(t *testing.T) {
	st := styles(t)
	seeds := uint64(40)
	if testing.Short() {
		seeds = 10
	}
	for seed := range seeds {
		m := newMaker(seed)
		a := m.article()
		s := Prepare(a, Options{Title: a.Title, Meta: []string{"a feed", "2 min"}, Measure: 200, Reorder: seed%3 == 0})
		checkManuscript(t, s, a)
		var before *Page
		for width := 20; width <= 200; width += 1 + m.IntN(9) {
			p := s.Lay(width, st)
			checkWidths(t, p, width)
			if p.Overhang() > 0 {
				p.SetAside(1 + m.IntN(p.Overhang()))
				checkWidths(t, p, width)
			}
			checkDrawn(t, p)
			checkFlows(t, p)
			checkSections(t, p, a)
			checkPlaces(t, p)
			if before != nil {
				checkSamePlaces(t, before, p)
			}
			before = p
			if t.Failed() {
				t.Fatalf("seed %d, width %d:\n%s", seed, width, all(p))
			}
		}
	}
}

func all(p *Page) string {
	var b strings.Builder
	for i := range p.Len() {
		b.WriteString(p.Text(i) + "\n")
	}
	return b.String()
}

// own is what the typesetter may write beside text: styles and links.
var own = regexp.MustCompile("\x1b\\[[0-9;:]*m|\x1b\\]8;(id=p?[0-9]+)?;[\x21-\x7e]*\x1b\\\\")

// evened is text with two letters for each emoji of several characters.
func evened(text string) string {
	var b strings.Builder
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if g.Width() == 2 && Emoji(g.Value()) != "" {
			b.WriteString("ee")
		} else {
			b.WriteString(g.Value())
		}
	}
	return b.String()
}

func checkWidths(t *testing.T, p *Page, width int) {
	t.Helper()
	if p.Width > width {
		t.Errorf("the page is %d cells wide, asked for %d", p.Width, width)
	}
	for i := range p.Len() {
		drawn := string(p.Append(nil, i, Light{Section: 1}))
		if w := ansi.StringWidthWc(evened(ansi.Strip(drawn))); w != p.Width {
			t.Errorf("line %d is %d cells wide as the toolkit sees it, not %d: %q", i, w, p.Width, drawn)
		}
		plain := own.ReplaceAllString(drawn, "")
		if w := Width(plain); w != p.Width {
			t.Errorf("line %d is %d cells wide, not %d: %q", i, w, p.Width, plain)
		}
		if j := strings.IndexFunc(plain, obeyed); j >= 0 {
			t.Errorf("line %d has a control: %q", i, plain)
		}
	}
}

func checkSections(t *testing.T, p *Page, a article.Article) {
	t.Helper()
	if p.Sections() != len(a.Sections) {
		t.Fatalf("%d sections, want %d", p.Sections(), len(a.Sections))
	}
	for i, s := range a.Sections {
		line := p.SectionLine(i + 1)
		if text := p.Text(line); !strings.HasPrefix(text, "╭ "+itoa(s.Number)+" ") {
			t.Errorf("section %d does not begin on line %d: %q", i+1, line, text)
		}
		if at := p.SectionAt(line); at != i+1 {
			t.Errorf("line %d is in section %d, not %d", line, at, i+1)
		}
		if line > 0 && p.SectionAt(line-1) != i {
			t.Errorf("line %d is in section %d, not %d", line-1, p.SectionAt(line-1), i)
		}
		if at := p.LineOf(feed.Place{Section: i + 1}); at != line {
			t.Errorf("section %d is on line %d by its place, not %d", i+1, at, line)
		}
	}
}

func checkPlaces(t *testing.T, p *Page) {
	t.Helper()
	for i := range p.lines {
		at := p.PlaceAt(i)
		line := p.LineOf(at)
		if line > i || p.PlaceAt(line) != at {
			t.Errorf("line %d has the place %v, which is on line %d with the place %v", i, at, line, p.PlaceAt(line))
		}
		if i > 0 && p.lines[i].place.compare(p.lines[i-1].place) < 0 {
			t.Errorf("line %d, at %v, comes after %v", i, p.lines[i].place, p.lines[i-1].place)
		}
	}
}

// checkSamePlaces checks that a place of one page is found on another: on the
// last line that begins at the place or before it.
func checkSamePlaces(t *testing.T, from, to *Page) {
	t.Helper()
	for i := range from.lines {
		at := from.lines[i].place
		line := to.LineOf(from.PlaceAt(i))
		if to.lines[line].place.compare(at) > 0 {
			t.Errorf("the place %v is on line %d, which begins after it", at, line)
		}
		for _, later := range to.lines[line:] {
			if later.place != to.lines[line].place && later.place.compare(at) <= 0 {
				t.Errorf("the place %v is on line %d, but another line is nearer", at, line)
			}
		}
	}
}
