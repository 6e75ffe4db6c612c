package reader

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/theme"
)

func text(format string, args ...any) article.Block {
	return &article.Paragraph{Text: []article.Span{{Text: fmt.Sprintf(format, args...)}}}
}

// flood is an article of n sections that count down, each with a heading and
// twelve paragraphs.
func flood(n int) article.Article {
	a := article.Article{Title: "The river", Byline: "N. Salim", Lead: []article.Block{text("The river rose in the night.")}}
	for i := range n {
		s := article.Section{Number: n - i, Title: fmt.Sprintf("Part %d", n-i)}
		for j := range 12 {
			if j == 6 {
				s.Blocks = append(s.Blocks, &article.Heading{Level: 1, Text: []article.Span{{Text: fmt.Sprintf("Inside %d", n-i)}}})
			}
			s.Blocks = append(s.Blocks, text("Paragraph %d of part %d tells how far the water has come, and what the people of the town did to keep it from their doors until morning.", j, n-i))
		}
		a.Sections = append(a.Sections, s)
	}
	return a
}

var river = feed.Headline{
	ID: 1, Title: "The river", FeedTitle: "Harbour Post", Minutes: 4, Badge: feed.BadgeFull,
	Published: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC),
}

func open(t testing.TB, a article.Article, width, height int) *Reader {
	t.Helper()
	p, _ := theme.Pick("", true)
	r := New(theme.New(p, theme.Options{}))
	r.SetSize(width, height)
	r.SetFocus(true)
	r.SetArticle(river, a, feed.Place{})
	return &r
}

func screen(r *Reader) []string { return strings.Split(ansi.Strip(r.View()), "\n") }

// checkSize checks that the pane is as large as it was told to be.
func checkSize(t *testing.T, r *Reader, width, height int) {
	t.Helper()
	lines := strings.Split(r.View(), "\n")
	if len(lines) != max(height, 1) {
		t.Errorf("%d×%d: %d lines", width, height, len(lines))
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w != width {
			t.Fatalf("%d×%d: line %d is %d cells wide: %q", width, height, i, w, l)
		}
	}
}

func TestViewIsAsLargeAsThePane(t *testing.T) {
	r := open(t, flood(3), 40, 20)
	for _, outline := range []bool{false, true} {
		if outline {
			r.ToggleOutline()
		}
		for _, width := range []int{0, 1, 2, 3, 4, 5, 9, 13, 14, 15, 20, 24, 33, 80, 88, 89, 200} {
			for _, height := range []int{1, 2, 3, 4, 10, 300} {
				r.SetSize(width, height)
				checkSize(t, r, width, height)
			}
		}
	}
}

func TestTitleStandsOnceWhenThereIsRoom(t *testing.T) {
	r := open(t, flood(1), 60, 20)
	if n := strings.Count(strings.Join(screen(r), "\n"), "The river ─"); n != 1 {
		t.Errorf("the title is in the border %d times", n)
	}
	if l := screen(r)[1]; !strings.Contains(l, "Harbour Post · N. Salim · 20 Nov 2026 · 4 min · full") {
		t.Errorf("below the title is %q", l)
	}
	h := river
	h.Title = "A title that is much longer than the border of the pane, which shows only its beginning"
	r.SetArticle(h, flood(1), feed.Place{})
	if got := strings.Join(screen(r)[:4], "\n"); !strings.Contains(got, "…") || !strings.Contains(got, "only its beginning") {
		t.Errorf("a long title is not whole:\n%s", got)
	}
}

func TestSections(t *testing.T) {
	r := open(t, flood(3), 70, 24)
	if !r.GoTo(2) {
		t.Fatal("there is no section 2")
	}
	if l := screen(r)[1]; !strings.Contains(l, "╭ 2 ─ Part 2 ─") {
		t.Errorf("section 2 is not at the top: %q", l)
	}
	if at, total := r.Section(); at != 2 || total != 3 {
		t.Errorf("in section %d of %d", at, total)
	}
	if l := screen(r)[23]; !strings.Contains(l, "§ 2/3 · ") {
		t.Errorf("the footer is %q", l)
	}
	r.Scroll(5)
	if !r.PreviousSection() || !strings.Contains(screen(r)[1], "Part 2") {
		t.Error("from within a section, the key for the one before does not lead to its beginning")
	}
	if !r.PreviousSection() || !strings.Contains(screen(r)[1], "╭ 3 ─ Part 3") {
		t.Error("not in the section before")
	}
	if !r.PreviousSection() || r.PreviousSection() {
		t.Error("before the first section is the lead, and nothing before that")
	}
	for i := 1; i <= 3; i++ {
		if !r.NextSection() {
			t.Errorf("there is no section %d", i)
		}
		if at, _ := r.Section(); at != i {
			t.Errorf("in section %d, not %d", at, i)
		}
	}
	if r.NextSection() {
		t.Error("there is a section after the last")
	}
	for number, want := range map[int]bool{0: true, 1: true, 3: true, 4: false, -1: false} {
		if got := r.GoTo(number); got != want {
			t.Errorf("GoTo(%d) = %v", number, got)
		}
	}
}

func TestAShortLastSectionIsLit(t *testing.T) {
	a := flood(1)
	a.Sections = append(a.Sections, article.Section{Number: 7, Title: "Last", Blocks: []article.Block{text("Short.")}})
	r := open(t, a, 70, 24)
	if !r.GoTo(7) {
		t.Fatal("there is no section 7")
	}
	if at, _ := r.Section(); at != 2 {
		t.Errorf("section %d is lit", at)
	}
	if !r.GoTo(2) { // by its position
		t.Error("there is no second section")
	}
}

func TestEverySectionIsPassed(t *testing.T) {
	for _, height := range []int{5, 24, 60} {
		r := open(t, flood(5), 70, height)
		r.Top()
		last := 0
		for {
			at, _ := r.Section()
			if at > last+1 {
				t.Errorf("height %d: from section %d to %d", height, last, at)
			}
			last = at
			top := r.top
			if r.Scroll(1); r.top == top {
				break
			}
		}
		if last != 5 {
			t.Errorf("height %d: the last section was %d", height, last)
		}
	}
}

func TestPaging(t *testing.T) {
	r := open(t, flood(2), 70, 24)
	seen := strings.Join(screen(r), "\n")
	for r.PageDown() {
		seen += strings.Join(screen(r), "\n")
		if len(seen) > 1<<20 {
			t.Fatal("the end never comes")
		}
	}
	for j := range 12 {
		if !strings.Contains(seen, fmt.Sprintf("Paragraph %d of part 1", j)) {
			t.Errorf("paragraph %d was never seen", j)
		}
	}
	if r.Progress() != 1 {
		t.Errorf("progress at the end is %v", r.Progress())
	}
	for r.PageUp() {
	}
	if r.Place() != (feed.Place{}) {
		t.Errorf("the beginning is %v", r.Place())
	}
}

func TestPlaceIsKept(t *testing.T) {
	r := open(t, flood(3), 70, 24)
	r.GoTo(2)
	r.Scroll(9)
	place, line := r.Place(), screen(r)[1]
	for _, size := range [][2]int{{30, 10}, {200, 60}, {14, 5}, {70, 24}} {
		r.SetSize(size[0], size[1])
		if r.Place() != place {
			t.Errorf("at %v the place is %v, not %v", size, r.Place(), place)
		}
	}
	if got := screen(r)[1]; got != line {
		t.Errorf("after resizing, the first line is %q, not %q", got, line)
	}
	again := open(t, flood(3), 70, 24)
	again.SetArticle(river, flood(3), place)
	if got := screen(again)[1]; got != line {
		t.Errorf("after a restart, the first line is %q, not %q", got, line)
	}
	short := article.Article{Lead: []article.Block{text("Only a summary.")}}
	again.SetArticle(river, short, place)
	again.SetArticle(river, flood(3), again.Place())
	if got := screen(again)[1]; got != line {
		t.Errorf("after a summary became full, the first line is %q, not %q", got, line)
	}
}

func TestFind(t *testing.T) {
	a := flood(2)
	a.Lead = append(a.Lead, &article.Paragraph{Text: []article.Span{{Text: "Café "}, {Text: "Ångström", Link: "https://x.example/"}, {Text: " über dem Fluß, naïveté."}}})
	r := open(t, a, 70, 24)
	for find, want := range map[string]int{"cafe angstrom uber": 1, "PARAGRAPH 3 OF": 2, "water": 24, "drought": 0, "naivete.": 1, "": 0, "é ": 0} {
		if got := r.Find(find); find != "é " && got != want {
			t.Errorf("%q is found %d times, not %d", find, got, want)
		}
	}
	r.Top()
	if r.Find("paragraph 3 of") != 2 {
		t.Fatal("not found twice")
	}
	for _, want := range []string{"of part 2", "of part 1", "of part 2"} {
		if !strings.Contains(strings.Join(screen(r), "\n"), "Paragraph 3 "+want) {
			t.Errorf("Paragraph 3 %s is not on screen", want)
		}
		r.NextMatch()
	}
	r.PreviousMatch()
	if at, total := r.Matches(); at != 1 || total != 2 {
		t.Errorf("match %d of %d", at, total)
	}
	if l := screen(r)[23]; !strings.Contains(l, "match 1/2") {
		t.Errorf("the footer is %q", l)
	}
	if !strings.Contains(r.View(), r.styles.MatchCurrent.Render("Paragraph 3 of")) {
		t.Error("the match is not lit")
	}
	r.Find("")
	if r.NextMatch() || strings.Contains(screen(r)[23], "match") {
		t.Error("finding has not ended")
	}
}

func TestOutline(t *testing.T) {
	r := open(t, flood(3), 70, 24)
	r.GoTo(2)
	r.ToggleOutline()
	got := strings.Join(screen(r), "\n")
	for _, want := range []string{"Beginning", "3 Part 3", "▌▸   2 Part 2", "Inside 1", "min"} {
		if !strings.Contains(got, want) {
			t.Errorf("the outline lacks %q:\n%s", want, got)
		}
	}
	r.MoveOutline(1)
	r.OpenOutline()
	if r.OutlineShown() {
		t.Error("the outline is still open")
	}
	if l := screen(r)[1]; !strings.Contains(l, "Inside 2") {
		t.Errorf("the heading is not at the top: %q", l)
	}
	r.ToggleOutline()
	r.MoveOutline(-100)
	r.OpenOutline()
	if r.Place() != (feed.Place{}) {
		t.Errorf("the first entry leads to %v", r.Place())
	}
	r.ToggleOutline()
	r.Click(5, 3) // the third row: a heading, or the section itself
	if r.OutlineShown() {
		t.Error("a click does not open")
	}
}

func TestNotes(t *testing.T) {
	r := open(t, flood(1), 60, 12)
	r.SetNote(river, "Not fetched yet.\nPress f to fetch it.")
	got := strings.Join(screen(r), "\n")
	if !strings.Contains(got, "Not fetched yet.") || !strings.Contains(got, "The river") || strings.Contains(got, "%") {
		t.Errorf("the note is\n%s", got)
	}
	if n := len(r.Article().Lead); n != 0 {
		t.Errorf("the article of a note has %d blocks", n)
	}
	r.Clear("Choose a headline.")
	if _, shown := r.Headline(); shown || !strings.Contains(strings.Join(screen(r), "\n"), "Choose a headline.") {
		t.Error("the pane is not empty")
	}
}

func TestLinks(t *testing.T) {
	a := article.Article{Lead: []article.Block{&article.Paragraph{Text: []article.Span{
		{Text: "See "}, {Text: "this", Link: "https://a.example/?q=x y"}, {Text: " and "},
		{Text: "that", Link: "javascript:alert(1)"}, {Text: " and "}, {Text: "this", Link: "https://a.example/?q=x y"},
	}}}}
	r := open(t, a, 60, 12)
	if l := r.Links(); len(l) != 1 || l[0].Number != 1 || l[0].URL != "https://a.example/?q=x y" {
		t.Errorf("links are %v", l)
	}
	row := 0
	for i, l := range screen(r) {
		if strings.Contains(l, "See this[1] and that and this[1]") {
			row = i
		}
	}
	if row == 0 {
		t.Fatalf("no links in\n%s", strings.Join(screen(r), "\n"))
	}
	if got := r.Click(7, row); got != "https://a.example/?q=x y" {
		t.Errorf("a click on the link gives %q", got)
	}
	if got := r.Click(3, row); got != "" {
		t.Errorf("a click beside it gives %q", got)
	}
	if strings.Contains(r.View(), "javascript") {
		t.Error("a link that must not be followed is written")
	}
}

func TestMarksAreShown(t *testing.T) {
	r := open(t, flood(1), 90, 12)
	h := river
	h.Starred, h.Badge, h.Why = true, feed.BadgeFailed, "the page answered 403"
	r.SetHeadline(h)
	if l := screen(r)[2]; !strings.Contains(l, "★ starred") {
		t.Errorf("the star is not shown: %q", l)
	}
	if l := screen(r)[1]; !strings.Contains(l, "failed: the page answered 403 ·") {
		t.Errorf("below the title is %q", l)
	}
}

func BenchmarkView(b *testing.B) {
	a := flood(10)
	for range 10 {
		a.Sections = append(a.Sections, flood(18).Sections...)
	}
	r := open(b, a, 90, 48)
	b.ReportAllocs()
	down := true
	for b.Loop() {
		if down {
			r.Scroll(1)
		} else {
			r.Scroll(-1)
		}
		down = r.top < r.lastTop() && (down || r.top == 0)
		r.View()
	}
	b.ReportMetric(float64(r.page.Len()), "lines")
}

func BenchmarkSetArticle(b *testing.B) {
	a := flood(2) // about 3,600 bytes: an ordinary article
	r := open(b, a, 90, 48)
	for b.Loop() {
		r.SetArticle(river, a, feed.Place{})
	}
}

func TestReorderedTitle(t *testing.T) {
	r := open(t, flood(1), 60, 12)
	h := river
	h.Title = "שלום עולם"
	r.SetArticle(h, article.Article{Sections: []article.Section{{Number: 1, Title: "אחת"}}}, feed.Place{})
	r.SetReorder(true)
	if l := screen(r)[0]; !strings.Contains(l, "םלוע םולש") {
		t.Errorf("the title is %q", l)
	}
	r.ToggleOutline()
	if l := screen(r)[1]; !strings.Contains(l, "תחא") {
		t.Errorf("the outline has %q", l)
	}
}

func TestNothingJumpsWhenAMarkIsMade(t *testing.T) {
	a := flood(2)
	a.Sections[0].Blocks = append(a.Sections[0].Blocks, &article.Table{Rows: [][]article.Cell{
		{{Text: []article.Span{{Text: "a cell of a table that goes on over a line or two or even three"}}}, {Text: []article.Span{{Text: "and another one of the kind, as long as this one is"}}}},
	}})
	r := open(t, a, 80, 12)
	for line := range r.lastTop() {
		r.Top()
		r.Scroll(line)
		for i, change := range []func(){
			func() { h := river; h.Starred = line%2 == 0; r.SetHeadline(h) },
			func() { r.SetStyles(r.styles) },
			func() { r.SetArticle(river, a, r.Place()) },
			func() { r.SetSize(80, 13); r.SetSize(80, 12) },
		} {
			if change(); r.top != line {
				t.Fatalf("change %d: line %d was first, now line %d", i, line, r.top)
			}
		}
	}
}

// An update is told only when it came after the publication.
func TestUpdated(t *testing.T) {
	p := river.Published
	for _, c := range []struct {
		updated time.Time
		want    string
	}{
		{time.Time{}, ""},
		{p.AddDate(0, 0, -366), ""},
		{p.Add(2 * time.Minute), ""},
		{p.Add(90 * time.Minute), "updated " + p.Add(90*time.Minute).Local().Format("15:04")},
		{p.AddDate(0, 0, 3), "updated " + p.AddDate(0, 0, 3).Local().Format("2 Jan 2006")},
	} {
		a := flood(1)
		a.Updated = c.updated
		line := screen(open(t, a, 90, 20))[1]
		if got := strings.Contains(line, "updated"); got != (c.want != "") || !strings.Contains(line, c.want) {
			t.Errorf("updated %v: %q", c.updated, line)
		}
	}
}

// A wide table moves sideways as far as it goes, and comes back.
func TestSlide(t *testing.T) {
	table := &article.Table{Header: 1}
	for range 3 {
		var row []article.Cell
		for j := range 14 {
			row = append(row, article.Cell{Text: []article.Span{{Text: fmt.Sprintf("column%02d", j)}}})
		}
		table.Rows = append(table.Rows, row)
	}
	r := open(t, article.Article{Lead: []article.Block{table}}, 60, 20)
	seen := func(what string) bool { return strings.Contains(strings.Join(screen(r), "\n"), what) }
	if !r.HasWideTable() || !seen("column00") || seen("column13") || !seen("›") {
		t.Fatalf("the table is not as wide as thought:\n%s", r.View())
	}
	steps := 0
	for r.Slide(1) {
		steps++
		checkSize(t, r, 60, 20)
	}
	if steps < 3 || seen("column00") || !seen("column13") || seen("›") || !seen("‹") {
		t.Errorf("after %d steps the end is not in sight:\n%s", steps, strings.Join(screen(r), "\n"))
	}
	if !r.Slide(-100) || !seen("column00") || r.Slide(-1) {
		t.Error("it does not come back to the beginning")
	}
	if r = open(t, flood(1), 60, 20); r.HasWideTable() || r.Slide(1) {
		t.Error("an article without a table moves sideways")
	}
}
