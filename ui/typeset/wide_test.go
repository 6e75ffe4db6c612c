package typeset

import (
	"fmt"
	"strings"
	"testing"

	"warta/feed/article"
)

// wide is a table of so many columns, whose every cell is told from the others.
func wide(columns int, cell func(row, column int) string) article.Article {
	t := &article.Table{Header: 1}
	for i := range 4 {
		var row []article.Cell
		for j := range columns {
			row = append(row, article.Cell{Text: []article.Span{{Text: cell(i, j)}}})
		}
		t.Rows = append(t.Rows, row)
	}
	return article.Article{Sections: []article.Section{{Number: 1, Title: "Tides", Blocks: []article.Block{t}}}}
}

// A table that cannot be fitted is a grid that moves sideways: wherever it is,
// lines have the page's width, and every cell comes into sight.
func TestWideTable(t *testing.T) {
	for name, cell := range map[string]func(i, j int) string{
		"latin":  func(i, j int) string { return fmt.Sprintf("row%d-col%02d", i, j) },
		"wide":   func(i, j int) string { return strings.Repeat("潮", 4) + fmt.Sprintf("%d位%02d", i, j) },
		"arabic": func(i, j int) string { return fmt.Sprintf("المد%02d%d", j, i) },
	} {
		for _, width := range []int{34, 35, 60, 61, 84} {
			p := Prepare(wide(12, cell), Options{Reorder: name == "arabic"}).Lay(width, styles(t))
			if p.Overhang() == 0 {
				t.Fatalf("%s, width %d: the table is not wide:\n%s", name, width, all(p))
			}
			seen := map[string]bool{}
			for aside := 0; aside <= p.Overhang(); aside++ {
				p.SetAside(aside)
				checkWidths(t, p, width)
				screen := all(p)
				for i := range 4 {
					for j := range 12 {
						if c := cell(i, j); name == "arabic" || strings.Contains(screen, c) {
							seen[c] = true
						}
					}
				}
				if got := strings.Contains(screen, "‹"); got != (aside > 0) {
					t.Errorf("%s, %d cells aside: the sign for more at the left: %v", name, aside, got)
				}
				if got := strings.Contains(screen, "›"); got != (aside < p.Overhang()) {
					t.Errorf("%s, %d cells aside: the sign for more at the right: %v", name, aside, got)
				}
			}
			if len(seen) != 48 {
				t.Errorf("%s, width %d: %d of 48 cells came into sight", name, width, len(seen))
			}
		}
	}
}

func TestSetAside(t *testing.T) {
	p := Lay(wide(9, func(i, j int) string { return fmt.Sprintf("cell %d %d of the sea", i, j) }), 50, styles(t), Options{})
	p.SetAside(-5)
	if p.Aside() != 0 {
		t.Errorf("before the beginning it is at %d", p.Aside())
	}
	p.SetAside(1 << 20)
	if p.Aside() != p.Overhang() {
		t.Errorf("after the end it is at %d of %d", p.Aside(), p.Overhang())
	}
	if p := Lay(wide(2, func(i, j int) string { return "dry" }), 50, styles(t), Options{}); p.Overhang() != 0 {
		t.Errorf("a table that fits hangs over by %d", p.Overhang())
	}
}

// A link in a wide table is where it is seen.
func TestLinkInWideTable(t *testing.T) {
	a := wide(9, func(i, j int) string { return fmt.Sprintf("cell-%d-%d-of-the-sea", i, j) })
	table := a.Sections[0].Blocks[0].(*article.Table)
	table.Rows[1][8].Text[0].Link = "https://example.org/last"
	p := Lay(a, 50, styles(t), Options{})
	p.SetAside(p.Overhang())
	for i := range p.Len() {
		if before, _, ok := strings.Cut(p.Text(i), "cell-1-8"); ok {
			if got := p.LinkAt(i, Width(before)+1); got != "https://example.org/last" {
				t.Errorf("on the link is %q", got)
			}
			return
		}
	}
	t.Error("the last cell is not in sight")
}
