package headlines

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"warta/feed"
	"warta/ui/theme"
	"warta/ui/typeset"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func plainStyles() theme.Styles {
	p, _ := theme.Pick("", true)
	return theme.New(p, theme.Options{NoColor: true})
}

// bare is a pane whose styles write nothing but text.
func bare(width, height int) List {
	st := theme.Styles{Glyphs: plainStyles().Glyphs}
	l := New(st)
	l.SetNow(noon)
	l.SetSize(width, height)
	l.SetFocus(true)
	return l
}

func rows(from, to int) []feed.Headline {
	var out []feed.Headline
	for i := from; i < to; i++ {
		out = append(out, feed.Headline{
			ID: feed.EntryID(i), Feed: feed.FeedID(i%3 + 1), FeedTitle: fmt.Sprint("Feed ", i%3), Title: fmt.Sprint("Headline ", i),
			Published: noon.Add(-time.Duration(i) * time.Hour), Badge: feed.Badge(i % 5), Status: feed.Status{Read: i%2 == 0, Starred: i%5 == 0},
		})
	}
	return out
}

func selected(t *testing.T, l *List, want feed.EntryID) {
	t.Helper()
	if h, _ := l.Selected(); h.ID != want {
		t.Errorf("%d is selected, not %d", h.ID, want)
	}
}

// exact checks that the pane is as large as it was told to be.
func exact(t *testing.T, l *List, width, height int) {
	t.Helper()
	lines := strings.Split(l.View(), "\n")
	if len(lines) != height {
		t.Errorf("%d lines in a pane of %d", len(lines), height)
	}
	for _, line := range lines {
		if w := typeset.Width(line); w != width {
			t.Errorf("%d cells in a pane of %d: %q", w, width, line)
		}
	}
}

func TestReloadKeepsTheSelectionAndItsLine(t *testing.T) {
	l := bare(40, 12)
	l.SetItems(rows(10, 60), true, true)
	l.Move(20)
	_, before := l.Cursor()
	l.Reload(rows(0, 60), true, true, func(feed.Headline) bool { return false })
	selected(t, &l, 30)
	if _, after := l.Cursor(); after != before {
		t.Errorf("the selected row moved from line %d to %d", before, after)
	}
}

// At the list's top, too, and in every grouping, what is new comes above.
func TestReloadAtTheTopMovesNothing(t *testing.T) {
	for _, g := range []Grouping{Flat, ByDay} {
		for _, oneLine := range []bool{false, true} {
			for selected := range 5 {
				l := bare(40, 22)
				l.SetGrouping(g)
				l.SetOneLine(oneLine)
				l.SetItems(rows(30, 90), true, true)
				l.Move(selected)
				_, before := l.Cursor()
				l.Reload(rows(25, 90), true, true, func(feed.Headline) bool { return false })
				_, after := l.Cursor()
				if h, _ := l.Selected(); h.ID != feed.EntryID(30+selected) {
					t.Errorf("%v: %d is selected", g, h.ID)
				}
				if g == Flat && (after != before || l.Above() != 5) || after > before || before-after > 1 {
					t.Errorf("%v, one line %v: row %d moved from line %d to %d, %d rows above", g, oneLine, selected, before, after, l.Above())
				}
				exact(t, &l, 40, 22)
			}
		}
	}
}

// Where all rows fit, all are shown.
func TestReloadOfAShortListShowsAll(t *testing.T) {
	l := bare(40, 32)
	l.SetItems(rows(10, 16), true, true)
	l.Move(2)
	l.Reload(rows(8, 16), true, true, func(feed.Headline) bool { return false })
	selected(t, &l, 12)
	if !strings.Contains(l.View(), "Headline 8") {
		t.Error("there is room for the new headline, and it is not in sight")
	}
}

func TestReloadKeepsWhatStays(t *testing.T) {
	l := bare(40, 12)
	l.SetItems(rows(0, 6), true, true)
	l.Move(2)
	stay := func(h feed.Headline) bool { return h.ID == 2 || h.ID == 5 }
	l.Reload(append(rows(0, 2), rows(3, 5)...), true, true, stay)
	var ids []feed.EntryID
	for _, h := range l.rows {
		ids = append(ids, h.ID)
	}
	if fmt.Sprint(ids) != "[0 1 2 3 4 5]" {
		t.Errorf("the rows are %v", ids)
	}
	selected(t, &l, 2)
	l.Reload(rows(3, 5), true, true, func(feed.Headline) bool { return false })
	selected(t, &l, 4) // what was selected is gone: the row that is there now
}

func TestWindows(t *testing.T) {
	l := bare(40, 12)
	l.SetItems(rows(0, 200), true, false)
	if l.Wants() != Nothing {
		t.Error("rows are wanted at the beginning")
	}
	for next := 200; next < 5000; next += 200 {
		for l.Wants() == Nothing {
			l.Move(7)
		}
		if l.Wants() != After {
			t.Fatalf("at %d: %v", next, l.Wants())
		}
		h, _ := l.Selected()
		l.Append(rows(next, next+200), false)
		selected(t, &l, h.ID)
	}
	if len(l.rows) > most+200 {
		t.Errorf("%d rows are held", len(l.rows))
	}
	for l.Wants() != Before {
		l.Move(-7)
	}
	h, _ := l.Selected()
	first := int(l.rows[0].ID)
	l.Prepend(rows(first-200, first), false)
	selected(t, &l, h.ID)
	exact(t, &l, 40, 12)
}

func TestMark(t *testing.T) {
	l := bare(40, 12)
	l.SetItems(rows(0, 4), true, true)
	l.Mark(feed.Change{Mark: feed.MarkStarred, Entries: []feed.EntryID{1, 3}})
	if !l.rows[1].Starred || !l.rows[3].Starred || l.rows[2].Starred {
		t.Errorf("%+v", l.rows)
	}
	if strings.Count(l.View(), "★") != 3 { // 0 had one
		t.Errorf("the stars are\n%s", l.View())
	}
}

func TestClickFindsTheRowThatIsDrawnThere(t *testing.T) {
	for _, g := range []Grouping{Flat, ByDay, ByFeed} {
		l := bare(40, 20)
		l.SetGrouping(g)
		l.SetItems(rows(0, 60), true, true)
		l.Move(25)
		for y, line := range strings.Split(l.View(), "\n") {
			at := strings.Index(line, "Headline ")
			if at < 0 {
				continue
			}
			var id int
			_, _ = fmt.Sscanf(line[at:], "Headline %d", &id)
			c := l
			if !c.Click(5, y) {
				t.Errorf("%v: nothing at line %d: %s", g, y, line)
			}
			selected(t, &c, feed.EntryID(id))
		}
	}
}

func TestAgo(t *testing.T) {
	for _, c := range []struct {
		ago  time.Duration
		want string
	}{
		{-time.Hour, "now"}, {0, "now"}, {59 * time.Second, "now"}, {time.Minute, "1 min"}, {59 * time.Minute, "59 min"},
		{time.Hour, "1 h"}, {23 * time.Hour, "23 h"}, {24 * time.Hour, "1 d"}, {6 * 24 * time.Hour, "6 d"},
		{8 * 24 * time.Hour, "15 Nov"}, {400 * 24 * time.Hour, "19 Oct 2025"}, {-48 * time.Hour, "25 Nov"},
	} {
		if got := Ago(noon.Add(-c.ago), noon); got != c.want {
			t.Errorf("%v ago is %q, want %q", c.ago, got, c.want)
		}
	}
	if got := Ago(time.Time{}, noon); got != "" {
		t.Errorf("no date is %q", got)
	}
}

func TestDayFollowsTheReadersZone(t *testing.T) {
	jakarta := time.FixedZone("WIB", 7*3600)
	late := time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC) // 01:00 on the 23rd in Jakarta
	if got := Day(late, noon.In(jakarta)); got != "Today" {
		t.Errorf("%q in Jakarta", got)
	}
	if got := Day(late, noon); got != "Yesterday" {
		t.Errorf("%q in Greenwich", got)
	}
}

// Whatever is done in whatever size, the pane is exactly as large as it was
// told and the selected row is in sight.
func TestPaneIsExact(t *testing.T) {
	titles := []string{"Harga beras naik", "日本の春、桜前線が北上", "👩‍👩‍👧 Familien", "خبر عاجل", "ข่าวด่วนจากกรุงเทพ", "क्षि", "", strings.Repeat("long ", 60), "\x1b[31mred\x07"}
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 1))
		width, height := 2+random.IntN(120), 2+random.IntN(40)
		l := bare(width, height)
		items := rows(0, random.IntN(80))
		for i := range items {
			h := &items[i]
			h.Title, h.FeedTitle = titles[random.IntN(len(titles))], titles[random.IntN(len(titles))]
			h.Why, h.Saved, h.Updated = titles[random.IntN(len(titles))], random.IntN(2) == 0, random.IntN(2) == 0
		}
		l.SetItems(items, true, true)
		for range 12 {
			switch random.IntN(6) {
			case 0:
				l.Move(random.IntN(40) - 20)
			case 1:
				l.SetOneLine(random.IntN(2) == 0)
			case 2:
				l.SetGrouping(Grouping(random.IntN(3)))
			case 3:
				l.Page(float64(random.IntN(5)-2) / 2)
			case 4:
				l.Scroll(random.IntN(9) - 4)
			case 5:
				l.Reload(items[:random.IntN(len(items)+1)], true, true, func(h feed.Headline) bool { return h.ID%2 == 0 })
			}
			exact(t, &l, width, height)
			if _, y := l.Cursor(); y < 0 || y >= height || len(l.rows) > 0 && height > 6 && y > height-2 {
				t.Errorf("seed %d: the cursor is at line %d of %d", seed, y, height)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// Whoever goes through the list sees what comes next, in either direction.
func TestRowsBesideTheSelectedOneAreInSight(t *testing.T) {
	for _, oneLine := range []bool{false, true} {
		l := bare(40, 20)
		l.SetOneLine(oneLine)
		l.SetItems(rows(0, 100), true, true)
		per := l.rowHeight()
		check := func(i int) {
			t.Helper()
			_, y := l.Cursor()
			if above := (y - 1) / per; above < min(i, 2) {
				t.Errorf("row %d stands %d rows below the top", i, above)
			}
			if below := (18 - (y - 1) - per) / per; below < min(99-i, 2) {
				t.Errorf("row %d stands %d rows above the bottom", i, below)
			}
		}
		for i := range 100 {
			check(i)
			l.Move(1)
		}
		for i := 99; i >= 0; i-- {
			check(i)
			l.Move(-1)
		}
	}
}

// A row of one line says what is on disk, too: in a cell, with and without
// Unicode.
func TestOneLineRowsHaveBadges(t *testing.T) {
	p, _ := theme.Pick("", true)
	for _, ascii := range []bool{false, true} {
		g := theme.New(p, theme.Options{NoColor: true, ASCII: ascii}).Glyphs
		l := New(theme.Styles{Glyphs: g})
		l.SetNow(noon)
		l.SetSize(60, 12)
		l.SetOneLine(true)
		all := rows(0, 5)
		l.SetItems(all, true, true)
		exact(t, &l, 60, 12)
		lines := strings.Split(l.View(), "\n")
		for i, sign := range map[feed.Badge]string{
			feed.BadgeNone: " ", feed.BadgeSummary: g.Summary, feed.BadgeFull: g.Full, feed.BadgePaywall: g.Paywall, feed.BadgeFailed: g.Failed,
		} {
			for n := range all {
				if all[n].Badge == i && !strings.Contains(lines[n+1], " "+sign+" "+all[n].Title) {
					t.Errorf("%v has no %q before its title: %s", i, sign, lines[n+1])
				}
			}
			if typeset.Width(sign) != 1 || ascii && sign[0] > 0x7e {
				t.Errorf("%v is %q", i, sign)
			}
		}
		l.SetSize(20, 12)
		exact(t, &l, 20, 12)
	}
}
