package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"warta/feed"
	"warta/feed/article"
)

// prose is n paragraphs, each in words of its own.
func prose(n int) []article.Block {
	var blocks []article.Block
	for i := range n {
		var b strings.Builder
		for j := range 60 {
			fmt.Fprintf(&b, "%s%d ", []string{"the", "tide", "rose", "over", "quay"}[(i+j)%5], (i*7+j*j)%23)
		}
		blocks = append(blocks, text("Alpha%d. %s", i, b.String()))
	}
	return blocks
}

func lead(blocks ...article.Block) article.Article { return article.Article{Lead: blocks} }

// parted is blocks, those from the i-th on in sections.
func parted(blocks []article.Block, i int) article.Article {
	a := lead(blocks[:i]...)
	for n := 1; len(blocks) > i; n++ {
		end := min(i+3, len(blocks))
		a.Sections = append(a.Sections, article.Section{Number: n, Title: fmt.Sprint("Part ", n), Blocks: blocks[i:end]})
		i = end
	}
	return a
}

// What the publisher put in elsewhere, or took away, does not move the reader:
// neither while the article is on the screen nor after a restart.
func TestPlaceIsFollowed(t *testing.T) {
	heading := &article.Heading{Level: 1, Text: []article.Span{{Text: "What came between"}}}
	all := prose(8)
	twice := slices.Insert(slices.Clone(all), 7, all[3])
	for name, to := range map[string]article.Article{
		"the same":             lead(all...),
		"a standfirst":         lead(append([]article.Block{text("In short: the tide rose.")}, all...)...),
		"a heading":            lead(slices.Insert(slices.Clone(all), 2, article.Block(heading))...),
		"a heading just above": lead(slices.Insert(slices.Clone(all), 5, article.Block(heading))...),
		"a correction":         lead(append([]article.Block{text("Correction: an earlier version gave another hour.")}, all...)...),
		"less before":          lead(all[2:]...),
		"less after":           lead(all[:6]...),
		"only this":            lead(all[5]),
		"sections":             parted(all, 1),
		"all in sections":      parted(all, 0),
		"a list":               lead(&article.List{Items: [][]article.Block{all[:1], all[1:2]}}, all[2], all[3], all[4], all[5], all[6]),
		"another order":        lead(all[5], all[6], all[0], all[1]),
		"twice elsewhere":      lead(twice...),
	} {
		for _, by := range []int{0, 1, 3} { // the block's first line, and lines in it
			r := open(t, lead(all...), 60, 20)
			for !strings.Contains(screen(r)[1], "Alpha5") {
				r.Scroll(1)
			}
			r.Scroll(by)
			line, kept := screen(r)[1], r.Place()
			r.SetArticle(river, to, kept)
			if got := screen(r)[1]; !fits(got, line, r) {
				t.Errorf("%s, line %d: the first line is %q, not %q", name, by, got, line)
			}
			again := open(t, to, 60, 20)
			again.SetArticle(river, article.Article{}, feed.Place{})
			again.SetArticle(river, to, kept)
			if got := screen(again)[1]; !fits(got, line, again) {
				t.Errorf("%s, line %d: after a restart the first line is %q, not %q", name, by, got, line)
			}
			if (r.Place() == feed.Place{}) {
				continue // it has become the beginning
			}
			r.SetArticle(river, lead(all...), r.Place())
			if got := screen(r)[1]; !fits(got, line, r) {
				t.Errorf("%s, line %d, and back: the first line is %q, not %q", name, by, got, line)
			}
		}
	}
}

// fits reports whether the first line is the wanted one, as far as that can be:
// a frame has shorter lines and stands above the text, the first block has the
// headline above it, and the end stays at the bottom.
func fits(got, want string, r *Reader) bool {
	words := strings.Fields(strings.Trim(want, "│ "))[:3]
	text := strings.Join(strings.Fields(strings.NewReplacer("│", " ").Replace(strings.Join(screen(r)[1:4], " "))), " ")
	return got == want || r.page.Sections() > 0 && strings.Contains(text, strings.Join(words, " ")) ||
		(r.top == 0 || r.top == r.lastTop()) && strings.Contains(strings.Join(screen(r), "\n"), want)
}

// Where the paragraph itself is gone, what came after it is shown; of a text
// that stands twice, the one that was read; and a text of which nothing is left
// comes back at its place.
func TestPlaceThatIsGone(t *testing.T) {
	all := prose(12)
	at := func(i int) *Reader {
		r := open(t, lead(all...), 60, 12)
		for !strings.Contains(screen(r)[1], fmt.Sprintf("Alpha%d.", i)) {
			r.Scroll(1)
		}
		return r
	}
	r := at(5)
	r.Scroll(2)
	r.SetArticle(river, lead(slices.Delete(slices.Clone(all), 5, 6)...), r.Place())
	if !strings.Contains(screen(r)[1], "Alpha6.") {
		t.Errorf("after its paragraph was taken away, the first line is %q", screen(r)[1])
	}
	r = at(5)
	line, kept := screen(r)[1], r.Place()
	r.SetArticle(river, lead(text("Other words altogether.")), kept)
	if r.Place() != kept {
		t.Errorf("in other words, the place %v is %v", kept, r.Place())
	}
	r.SetArticle(river, lead(append([]article.Block{text("Above.")}, all...)...), r.Place())
	if screen(r)[1] != line {
		t.Errorf("when the words are back, the first line is %q", screen(r)[1])
	}
	outcome := func(words string) article.Article {
		h := &article.Heading{Level: 1, Text: []article.Span{{Text: "Outcome"}}}
		return lead(text("%s", strings.Repeat(words+"above ", 40)), h, text("%s", strings.Repeat(words+"below ", 400)))
	}
	r = open(t, outcome("old"), 60, 12)
	r.Return(feed.Place{Block: 1})
	to := outcome("new")
	to.Lead = append([]article.Block{text("Put in.")}, to.Lead...)
	if r.SetArticle(river, to, r.Place()); !strings.Contains(screen(r)[1], "Outcome") {
		t.Errorf("below the heading that stayed in other words, the first line is %q", screen(r)[1])
	}
	all[9] = all[3]
	for _, i := range []int{3, 9} {
		r := open(t, lead(all...), 60, 12)
		r.Return(feed.Place{Block: i})
		r.Scroll(1)
		kept, line := r.Place(), screen(r)[1]
		to := lead(append([]article.Block{text("Above.")}, all...)...)
		r.SetArticle(river, to, kept)
		if r.Place().Block != i+1 || screen(r)[1] != line {
			t.Errorf("the text that stands at 3 and 9, read at %d, is read at %d", i, r.Place().Block-1)
		}
		again := open(t, to, 60, 12)
		again.SetArticle(river, article.Article{}, feed.Place{})
		again.SetArticle(river, to, kept)
		if again.Place().Block != i+1 {
			t.Errorf("the text that stands at 3 and 9, read at %d, is read at %d after a restart", i, again.Place().Block-1)
		}
	}
}

// Whatever blocks come and go elsewhere, the same words stand at the top.
func TestPlaceIsFollowedAnywhere(t *testing.T) {
	for seed := range uint64(150) {
		m := rand.New(rand.NewPCG(seed, 3))
		from := prose(6 + m.IntN(20))
		r := open(t, lead(from...), 40+m.IntN(60), 8)
		r.Scroll(1 + m.IntN(r.lastTop()))
		kept, line := r.Place(), screen(r)[1]
		if kept == (feed.Place{}) || strings.Trim(line, "│ ") == "" {
			continue
		}
		var to []article.Block
		for i, b := range from {
			for range m.IntN(3) - m.IntN(2) {
				to = append(to, text("Put in %d. %s", m.IntN(1000), strings.Repeat(fmt.Sprintf("word%d ", m.IntN(50)), m.IntN(40))))
			}
			if i == kept.Block || m.IntN(4) > 0 {
				to = append(to, b)
			}
		}
		to = append(to, prose(40)[26:]...) // the place need not stand at the end
		r.SetArticle(river, lead(to...), kept)
		if got := screen(r)[1]; got != line {
			t.Fatalf("seed %d: the first line is %q, not %q", seed, got, line)
		}
		again := open(t, lead(to...), r.width, 8)
		again.SetArticle(river, article.Article{}, feed.Place{})
		again.SetArticle(river, lead(to...), kept)
		if at := again.Place(); kept.Word < 54 && at != r.Place() && at != kept { // a quote that goes on in the next block may be torn
			t.Fatalf("seed %d: after a restart the place is %v, not %v", seed, at, r.Place())
		}
	}
}
