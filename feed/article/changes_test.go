package article

import (
	"math/rand/v2"
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
