package reader

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/theme"
)

// TestAnythingCanBeDoneInAnyOrder presses keys at random: the pane keeps its
// size, its place stays in the text, and nothing panics.
func TestAnythingCanBeDoneInAnyOrder(t *testing.T) {
	articles := []article.Article{
		{}, flood(3), {Lead: flood(1).Sections[0].Blocks}, {Sections: []article.Section{{Number: 9}, {Number: 9, Title: "Twice"}}},
		{Lead: []article.Block{&article.Table{}, &article.List{Items: [][]article.Block{{}}}, &article.Quote{}, &article.Code{}, &article.Rule{}, text("")}},
	}
	for seed := range uint64(8) {
		m := rand.New(rand.NewPCG(seed, 3))
		r := open(t, articles[1], 60, 20)
		width, height := 60, 20
		done := ""
		for range 400 {
			n := m.IntN(22)
			switch n {
			case 0:
				width, height = m.IntN(120), 1+m.IntN(50)
				r.SetSize(width, height)
			case 1:
				r.SetArticle(feed.Headline{ID: feed.EntryID(m.IntN(3)), Title: "x"}, articles[m.IntN(len(articles))], feed.Place{Section: m.IntN(5) - 1, Block: m.IntN(20) - 1, Word: m.IntN(99) - 1})
			case 2:
				r.Clear("nothing")
			case 3:
				r.SetNote(river, "wait\n\nfor it")
			case 4:
				r.Find([]string{"part", "water", "", "zzz", "e"}[m.IntN(5)])
			case 5:
				p, _ := theme.Named(theme.Names()[m.IntN(len(theme.Names()))])
				r.SetStyles(theme.New(p, theme.Options{ASCII: m.IntN(2) == 0}))
			case 6:
				r.SetReorder(m.IntN(2) == 0)
			case 7:
				r.ToggleOutline()
			case 8:
				r.MoveOutline(m.IntN(9) - 4)
			case 9:
				r.OpenOutline()
			case 10:
				r.Click(m.IntN(130)-5, m.IntN(60)-5)
			case 11:
				r.GoTo(m.IntN(12) - 1)
			case 12:
				r.NextSection()
			case 13:
				r.PreviousSection()
			case 14:
				r.PageDown()
			case 15:
				r.PageUp()
			case 16:
				r.Bottom()
			case 17:
				r.Top()
			case 18:
				r.NextMatch()
			case 19:
				r.PreviousMatch()
			default:
				r.Scroll(m.IntN(40) - 20)
			}
			done += fmt.Sprint(" ", n)
			checkSize(t, r, width, height)
			if r.top < 0 || r.top > r.lastTop() || r.Progress() < 0 || r.Progress() > 1 {
				t.Errorf("line %d of %d is first, progress %v", r.top, r.page.Len(), r.Progress())
			}
			if t.Failed() {
				t.Fatalf("seed %d, after%s", seed, done)
			}
		}
	}
}
