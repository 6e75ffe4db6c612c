package article

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"
)

// A grower makes trees by chance, of texts that mean something elsewhere.
type grower struct{ *rand.Rand }

// scraps are what texts are made of.
var scraps = []string{
	"rain", "the pier", "Ida", "1.", "12)", "#", "##", "-", "+", "*", "**", "_", "__", "`", "``", "```", "~~", "~", "[", "]", "(", ")", "![", "](", "<", ">", "<b>",
	"&", "&amp;", "&#10;", "|", "||", "\\", "\\\\", "===", "---", "***", "http://gull.example/a_b_(c)", "a*b*c", "snake_case", "2 < 3", "1984.", ":--", "    four", "\tTab",
	"\n", " ", "  ", "\u00a0", "水門", "が閉じた", "البوابة", "ประตู", "é", "e\u0301", "👩\u200d🚀", "‘quoted’", "<!--", "-->", "<?", "]]>", "&nbsp", "!", "www.gull.example", "ida@gull.example",
}

// controls are what may stand in no tree.
var controls = []string{"\x00", "\x1b[31m", "\x07", "\u009b2J", "\u202e", "\u2066", "\xff", "\u2028", "\r", "\x7f", "\ufeff"}

func (g *grower) text(dirty bool) string {
	var b strings.Builder
	for range g.IntN(7) {
		b.WriteString(scraps[g.IntN(len(scraps))])
		if g.IntN(3) > 0 {
			b.WriteByte(' ')
		}
		if dirty && g.IntN(3) == 0 {
			b.WriteString(controls[g.IntN(len(controls))])
		}
	}
	return b.String()
}

func (g *grower) spans(dirty bool) []Span {
	var out []Span
	for range g.IntN(5) {
		s := Span{Text: g.text(dirty)}
		if g.IntN(2) == 0 {
			s.Style = Style(g.IntN(1 << 7))
		}
		if g.IntN(4) == 0 {
			s.Link = "https://gull.example/" + strings.ReplaceAll(g.text(dirty), "\n", "")
		}
		out = append(out, s)
	}
	return out
}

func (g *grower) blocks(depth int, dirty bool) []Block {
	var out []Block
	for range g.IntN(4) {
		out = append(out, g.block(depth, dirty))
	}
	return out
}

func (g *grower) block(depth int, dirty bool) Block {
	n := 9
	if depth == 0 {
		n = 7 // no quotes, no lists
	}
	switch g.IntN(n) {
	case 0, 1:
		return &Paragraph{g.spans(dirty)}
	case 2:
		return &Heading{Level: 1 + g.IntN(5), Text: g.spans(dirty), Subtitle: g.IntN(5) == 0}
	case 3:
		return &Code{g.text(dirty), g.text(dirty) + "\n" + g.text(dirty)}
	case 4:
		return &Figure{Image{"https://gull.example/" + g.text(dirty), g.text(dirty), g.text(dirty)}, g.text(dirty)}
	case 5:
		t := &Table{Caption: g.text(dirty), Header: g.IntN(2)}
		for range g.IntN(4) {
			var row []Cell
			for range g.IntN(4) {
				row = append(row, Cell{g.spans(dirty)})
			}
			t.Rows = append(t.Rows, row)
		}
		return t
	case 6:
		if g.IntN(3) == 0 {
			return &Rule{}
		}
		return &Embed{"video", "https://film.example/" + g.text(dirty), g.text(dirty)}
	case 7:
		return &Quote{g.blocks(depth-1, dirty), g.text(dirty)}
	}
	l := &List{Ordered: g.IntN(2) == 0, Start: g.IntN(12)}
	for range g.IntN(4) {
		l.Items = append(l.Items, g.blocks(depth-1, dirty))
	}
	return l
}

func (g *grower) article(dirty bool) Article {
	a := Article{
		Title: g.text(dirty), Byline: g.text(dirty), Language: "en", Site: g.text(dirty), URL: "https://gull.example/" + g.text(dirty),
		Image: Image{g.text(dirty), g.text(dirty), g.text(dirty)}, Notice: g.text(dirty), Lead: g.blocks(3, dirty),
	}
	if g.IntN(2) == 0 {
		a.Published = time.Unix(g.Int64N(4e9), 0).UTC()
		a.Updated = a.Published.Add(time.Duration(g.IntN(1e6)) * time.Second)
	}
	for range g.IntN(4) {
		a.Sections = append(a.Sections, Section{g.IntN(20), g.text(dirty), g.text(dirty), g.blocks(3, dirty)})
	}
	return a
}

// Whatever the tree, it comes back from JSON the same, and the printers, which
// print it the same, let no control character through.
func TestRandomTrees(t *testing.T) {
	for seed := range uint64(4000) {
		dirty := seed%2 == 1
		a := (&grower{rand.New(rand.NewPCG(seed, 1))}).article(dirty)
		data, err := json.Marshal(a)
		if err != nil {
			t.Fatal(seed, err)
		}
		var back, again Article
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(seed, err)
		}
		if !dirty && !reflect.DeepEqual(back, a) {
			t.Fatalf("%d: got  %#v\nwant %#v", seed, back, a)
		}
		for name, print := range map[string]func(Article) string{"text": Text, "markdown": Markdown} {
			got := print(a)
			if Clean(got) != got {
				t.Fatalf("%d: control characters in %s %q", seed, name, got)
			}
			if other := print(back); other != got {
				t.Fatalf("%d: as %s it is %q from JSON, not %q", seed, name, other, got)
			}
		}
		if s := string(data); Clean(s) != s || strings.Contains(s, `\u00`) && strings.Contains(s, `\u001b`) {
			t.Fatalf("%d: control characters in %q", seed, s)
		}
		if data, err = json.Marshal(back); err != nil || json.Unmarshal(data, &again) != nil || !reflect.DeepEqual(back, again) {
			t.Fatalf("%d: %v, another tree the second time", seed, err)
		}
		if Words(a) < 0 || (Words(a) > 0) != (Minutes(a) > 0) {
			t.Fatalf("%d: %d words, %d minutes", seed, Words(a), Minutes(a))
		}
	}
}
