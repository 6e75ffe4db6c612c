package article

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestWording(t *testing.T) {
	for _, c := range []struct {
		old, now, want string
		places         int
	}{
		{"Rice price falls by 3 percent", "Rice price rises by 3 percent", "Rice price [-falls] [+rises] by 3 percent", 1},
		{"a very big house", "a big house", "a [-very] big house", 1},
		{"a big house", "a very big house", "a [+very] big house", 1},
		{"the end.", "the end", "the end[-.]", 1},
		{"twelve people were hurt in Aden", "fourteen people were hurt in Sanaa", "[-twelve] [+fourteen] people were hurt in [-Aden] [+Sanaa]", 2},
		{"the old of the town and its hall", "the new by the river and its pier", "the [-old of] [+new by] the [-town] [+river] and its [-hall] [+pier]", 3},
		{"He said so.", "He said so. It was wrong.", "He said so. [+It was wrong.]", 1},
		{"He said so. It was wrong.", "He said so.", "He said so. [-It was wrong.]", 1},
		{"no  change", "no change", "no change", 0},
		{"東京で雨", "東京は雨", "東京[-で][+は]雨", 1},
		{"ครั้งที่สอง", "ครั้งที่สาม", "ครั้งที่ส[-อง][+าม]", 1},
		{"", "all of it", "[+all of it]", 1},
		{"all of it", "", "[-all of it]", 1},
	} {
		got, n := wording([]Span{{Text: c.old}}, []Span{{Text: c.now}})
		if text := Plain(got); text != c.want || n != c.places {
			t.Errorf("%q, %q:\n%q %d, want\n%q %d", c.old, c.now, text, n, c.want, c.places)
		}
	}
}

func TestMarked(t *testing.T) {
	para := func(s string) Block { return &Paragraph{Text: []Span{{Text: s}}} }
	list := func(items ...string) Block {
		l := &List{}
		for _, i := range items {
			l.Items = append(l.Items, []Block{para(i)})
		}
		return l
	}
	row := func(cells ...string) (out []Cell) {
		for _, c := range cells {
			out = append(out, Cell{Text: []Span{{Text: c}}})
		}
		return out
	}
	before := Article{
		Title: "Pier opens today",
		Lead:  []Block{para("The harbour opens its second pier on Monday."), para("This goes away entirely.")},
		Sections: []Section{
			{Number: 1, Title: "What it costs", Blocks: []Block{list("12 million for the pier", "3 million for cranes"), &Code{Text: "a\nb\nc"}}},
			{Number: 2, Title: "Voices", Blocks: []Block{&Quote{Blocks: []Block{para("We are glad that it is here.")}}, para("Last words stay.")}},
		},
	}
	after := Article{
		Title: "Pier opens tomorrow",
		Lead:  []Block{para("The harbour opens its second pier on Tuesday."), &Figure{Image: Image{URL: "x", Caption: "The pier"}}},
		Sections: []Section{
			{Number: 1, Title: "What it costs now", Blocks: []Block{list("14 million for the pier", "3 million for cranes", "a bench"), &Code{Text: "a\nc"}}},
			{Number: 2, Title: "Corrections", Blocks: []Block{para("A correction was made."), &Table{Rows: [][]Cell{row("x", "y")}}}},
			{Number: 3, Title: "Voices", Blocks: []Block{&Quote{Blocks: []Block{para("We are sad that it is here.")}}, para("Last words stay.")}},
		},
	}
	marked, places := Change{Before: before, After: after}.Marked()
	want := `Headline: Pier opens [-today] [+tomorrow]
The harbour opens its second pier on [-Monday] [+Tuesday].
[-This goes away entirely.]
What it costs [+now]
[-12] [+14] million for the pier
3 million for cranes
[+a bench]
  a
- b
  c
[+Corrections]
[+A correction was made.]
[+x] | [+y]
Voices
We are [-glad] [+sad] that it is here.
Last words stay.`
	if got := Text(marked); got != want || places != 11 {
		t.Errorf("%d places:\n%s", places, got)
	}
	if len(marked.Sections) != 3 || marked.Title != after.Title {
		t.Errorf("%d sections, %q", len(marked.Sections), marked.Title)
	}
	if same, n := (Change{Before: after, After: after}).Marked(); n != 0 || Text(same) != Text(after) {
		t.Errorf("nothing is different, yet %d places are:\n%s", n, Text(same))
	}
}

// Without what came, the marked words are the old ones, and without what went
// they are the new ones.
func TestMarkedWordsAreBothTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	vocabulary := strings.Fields("rain sun wind a the of , . in 3 日 本 ไทย été")
	text := func() string {
		var words []string
		for range r.IntN(20) {
			words = append(words, vocabulary[r.IntN(len(vocabulary))])
		}
		return strings.Join(words, " ")
	}
	plain := func(spans []Span, without Style) string {
		var b strings.Builder
		for _, s := range spans {
			if !s.Style.Has(without) {
				b.WriteString(s.Text)
			}
		}
		return strings.Join(strings.Fields(strings.NewReplacer("[-", "", "[+", "", "]", "").Replace(b.String())), "")
	}
	for range 3000 {
		old, now := text(), text()
		marked, places := wording([]Span{{Text: old}}, []Span{{Text: now}})
		if plain(marked, Inserted) != strings.ReplaceAll(old, " ", "") || plain(marked, Deleted) != strings.ReplaceAll(now, " ", "") {
			t.Fatalf("%q, %q: %q", old, now, Plain(marked))
		}
		if same := strings.Join(strings.Fields(old), " ") == strings.Join(strings.Fields(now), " "); same && places > 0 {
			t.Fatalf("%q, %q: %d places", old, now, places)
		}
	}
}

// scribble is blocks of all kinds with a few words each.
func scribble(r *rand.Rand, depth int) []Block {
	words := strings.Fields("tide ferry pier rain 3 . , 雨 ไทย")
	span := func() []Span {
		var out []Span
		for range r.IntN(5) {
			out = append(out, Span{Text: words[r.IntN(len(words))] + " ", Style: Style(r.IntN(8)), Link: strings.Repeat("x", r.IntN(2))})
		}
		return out
	}
	var out []Block
	for range r.IntN(4) {
		switch kind := r.IntN(9); {
		case kind == 0:
			out = append(out, &Heading{Level: 1 + r.IntN(3), Text: span()})
		case kind == 1 && depth > 0:
			out = append(out, &Quote{Blocks: scribble(r, depth-1)})
		case kind == 2 && depth > 0:
			l := &List{}
			for range r.IntN(4) {
				l.Items = append(l.Items, scribble(r, depth-1))
			}
			out = append(out, l)
		case kind == 3:
			out = append(out, &Code{Text: "a\n" + Plain(span()) + "\nb"})
		case kind == 4:
			t := &Table{}
			for range r.IntN(3) {
				var row []Cell
				for range r.IntN(3) {
					row = append(row, Cell{Text: span()})
				}
				t.Rows = append(t.Rows, row)
			}
			out = append(out, t)
		case kind == 5:
			out = append(out, &Figure{Image: Image{Caption: Plain(span())}})
		case kind == 6:
			out = append(out, &Rule{}, &Embed{Kind: "video", Title: Plain(span())})
		default:
			out = append(out, &Paragraph{Text: span()})
		}
	}
	return out
}

// Whatever was changed, every section of the article as it is now is there, and
// every word of it; nothing is marked when nothing was changed.
func TestMarkedHasAllOfTheArticle(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	some := func() Article {
		a := Article{Title: "tide", Lead: scribble(r, 2)}
		for i := range r.IntN(3) {
			a.Sections = append(a.Sections, Section{Number: i + 1, Title: []string{"pier", "rain", "the ferry"}[r.IntN(3)], Blocks: scribble(r, 2)})
		}
		return a
	}
	for range 2000 {
		before, after := some(), some()
		marked, _ := Change{Before: before, After: after}.Marked()
		if len(marked.Sections) != len(after.Sections) {
			t.Fatalf("%d sections of %d", len(marked.Sections), len(after.Sections))
		}
		have := strings.Fields(strings.NewReplacer("[+", " ", "[-", " ", "]", " ").Replace(Text(marked)))
		for _, w := range strings.Fields(Text(after)) {
			i := slices.IndexFunc(have, func(h string) bool { return strings.Contains(h, w) || strings.Contains(w, h) })
			if i < 0 {
				t.Fatalf("%q is missing in\n%s\nof\n%s", w, Text(marked), Text(after))
			}
		}
		if same, n := (Change{Before: after, After: after}).Marked(); n != 0 || Text(same) != Text(after) {
			t.Fatalf("%d places are marked in\n%s", n, Text(same))
		}
	}
}
