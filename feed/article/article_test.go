package article

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

func para(s string) *Paragraph { return &Paragraph{[]Span{{Text: s}}} }

// sample has a block of every kind.
func sample() Article {
	return Article{
		Title: "Rain on the *coast*", Byline: "Ana Ruiz", Language: "en", Site: "The Gull", URL: "https://gull.example/rain",
		Published: time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC),
		Image:     Image{URL: "https://gull.example/r.jpg", Caption: "The pier at noon"},
		Lead:      []Block{para("It rained."), &Paragraph{[]Span{{Text: "Then it "}, {Text: "poured", Style: Bold | Italic}, {Text: ".\n2. April"}}}},
		Sections: []Section{
			{Number: 1, Title: "Morning", Printed: "1. Morning", Blocks: []Block{
				&Quote{[]Block{para("Bring boots."), para("And a hat.")}, "The mayor"},
				&List{Ordered: true, Start: 3, Items: [][]Block{{para("boots")}, {para("a hat"), &List{Items: [][]Block{{para("felt")}}}}}},
				&Code{"go", "x := 1\n\n\ty := `2`\n"},
				&Figure{Image{URL: "https://gull.example/2.jpg", Alt: "a boat", Caption: "A boat"}, "Photo: Li"},
			}},
			{Number: 2, Title: "Noon", Blocks: []Block{
				&Heading{Level: 1, Text: []Span{{Text: "By hour"}}},
				&Table{"Rain", 1, [][]Cell{{{[]Span{{Text: "Hour"}}}, {[]Span{{Text: "mm"}}}}, {{[]Span{{Text: "9"}}}, {[]Span{{Text: "4|5"}}}, {}}}},
				&Embed{"video", "https://film.example/7", "The flood"},
				&Rule{},
				&Paragraph{[]Span{{Text: "More "}, {Text: "here", Link: "https://gull.example/a b"}}},
			}},
		},
	}
}

func TestJSONGivesTheSameTree(t *testing.T) {
	want := sample()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Article
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
}

func TestJSONHasWhatReadersNeed(t *testing.T) {
	data, err := json.Marshal(sample())
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Title    string
		Image    struct{ URL, Caption string }
		Lead     []struct{ Kind, Text string }
		Sections []struct {
			Number int
			Title  string
			Blocks []struct{ Kind, Text string }
		}
		Text string
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Image.Caption != "The pier at noon" || got.Lead[1].Text != "Then it poured.\n2. April" {
		t.Errorf("image %+v, lead %+v", got.Image, got.Lead)
	}
	if s := got.Sections[0]; s.Number != 1 || s.Title != "Morning" || s.Blocks[0].Kind != "quote" || s.Blocks[0].Text != "Bring boots.\nAnd a hat." {
		t.Errorf("section %+v", s)
	}
	if !strings.Contains(got.Text, "\n1. Morning\nBring boots.\n") || strings.Contains(got.Text, "pier") {
		t.Errorf("text %q", got.Text)
	}
}

func TestEmptyJSONHasLists(t *testing.T) {
	data, err := json.Marshal(Article{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"lead":[]`, `"sections":[]`, `"text":""`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%s is not in %s", want, data)
		}
	}
	if strings.Contains(string(data), "published") {
		t.Errorf("a date is in %s", data)
	}
}

func TestUnknownKind(t *testing.T) {
	var a Article
	for _, s := range []string{`{"lead":[{"kind":"quote","blocks":[{"kind":"cake"}]}]}`, `{"sections":[{"blocks":[{"kind":"list","items":[[{"kind":""}]]}]}]}`} {
		if err := json.Unmarshal([]byte(s), &a); err == nil || !strings.Contains(err.Error(), "not known") {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestText(t *testing.T) {
	want := "It rained.\nThen it poured. 2. April\n1. Morning\nBring boots.\nAnd a hat.\nThe mayor\nboots\na hat\nfelt\nx := 1\n\n\ty := `2`\n" +
		"Noon\nBy hour\nHour | mm\n9 | 4|5\nMore here"
	if got := Text(sample()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMarkdown(t *testing.T) {
	want := `# Rain on the \*coast\*

Ana Ruiz · The Gull · 2026-03-01 · <https://gull.example/rain>

![](https://gull.example/r.jpg)

*The pier at noon*

It rained.

Then it ***poured***.\
2\. April

## 1. Morning

> Bring boots.
>
> And a hat.
>
> — The mayor

3. boots

4. a hat

   - felt

` + "```go\nx := 1\n\n\ty := `2`\n```" + `

![a boat](https://gull.example/2.jpg)

*A boat Photo: Li*

## 2. Noon

### By hour

Rain

| Hour | mm |  |
| --- | --- | --- |
| 9 | 4\|5 |  |

[The flood](https://film.example/7) (video)

---

More [here](https://gull.example/a%20b)
`
	if got := Markdown(sample()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Only what Markdown would misread gets a backslash.
func TestMarkdownEscapes(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"127.0.0.1 answers", "127.0.0.1 answers"},
		{"3.5 metres", "3.5 metres"},
		{"2. April", `2\. April`},
		{"2) April", `2\) April`},
		{"1984.", `1984\.`},
		{"#rain today", "#rain today"},
		{"# rain", `\# rain`},
		{"-5 degrees", "-5 degrees"},
		{"- five", `\- five`},
		{"+1", "+1"},
		{"---", `\---`},
		{"===", `\===`},
		{"|---|", `\|---|`},
		{": a word", ": a word"},
		{"> said", `\> said`},
		{"a > b < c & d", "a > b < c & d"},
		{"<b>", `\<b>`},
		{"&amp;", `\&amp;`},
		{"AT&T", `AT\&T`}, // what follows is not known
		{"AT&T grows", "AT&T grows"},
		{"see &eacute; here", `see \&eacute; here`},
		{"a_name and _this_", `a_name and \_this\_`},
		{"*stars* `ticks` [x](y)", "\\*stars\\* \\`ticks\\` \\[x\\](y)"},
	} {
		a := Article{Lead: []Block{&Paragraph{Text: []Span{{Text: c.in}}}}}
		if got := strings.TrimSuffix(Markdown(a), "\n"); got != c.want {
			t.Errorf("%s as a paragraph is %s, not %s", c.in, got, c.want)
		}
	}
	a := Article{Sections: []Section{{Number: 1, Title: "C #"}}}
	if got, want := Markdown(a), "## 1. C \\#\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain\tand\nlines", "plain\tand\nlines"},
		{"\x1b[31mred\x1b[0m", "[31mred[0m"},
		{"a\u009bb\x7fc\rd", "abcd"},
		{"left\u202eright\u2066x\u2069", "leftrightx"},
		{"bad\xffbyte", "bad\ufffdbyte"},
		{"soft\u00adhyphen\ufeff", "softhyphen"},
		{"می\u200cروم 👩\u200d🚀", "می\u200cروم 👩\u200d🚀"},
		{"one\u2028two", "one\ntwo"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestMinutes(t *testing.T) {
	of := func(s string) Article { return Article{Title: "left out", Lead: []Block{para(s)}} }
	for _, c := range []struct {
		name           string
		a              Article
		words, minutes int
	}{
		{"nothing", Article{Title: "A title"}, 0, 0},
		{"a word", of("Rain"), 1, 1},
		{"words", of(strings.Repeat("it's a well-known fact ", 200)), 800, 3},
		{"characters", of(strings.Repeat("新聞を読む。", 300)), 1500, 3},
		{"marks", of(strings.Repeat("हिन्दी में समाचार ", 100)), 300, 1},
	} {
		if w, m := Words(c.a), Minutes(c.a); w != c.words || m != c.minutes {
			t.Errorf("%s: %d words, %d minutes", c.name, w, m)
		}
	}
}

// FuzzPrinters reads a tree from any JSON and prints it in every way: no
// control character comes out, and what was read once is read again the same.
func FuzzPrinters(f *testing.F) {
	data, err := json.Marshal(sample())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"title":"\u001b[2J","lead":[{"kind":"paragraph","text":"a\u009bb","spans":[{"text":"\u202ex","style":["bold"]}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var a, again Article
		if json.Unmarshal(data, &a) != nil {
			return
		}
		for _, s := range []string{Text(a), Markdown(a)} {
			if Clean(s) != s {
				t.Fatalf("control characters in %q", s)
			}
		}
		out, err := json.Marshal(a)
		if err != nil {
			return // a date out of range
		}
		if err := json.Unmarshal(out, &again); err != nil {
			t.Fatal(err)
		}
		twice, err := json.Marshal(again)
		if err != nil || string(twice) != string(out) {
			t.Fatalf("%v\n%s\n%s", err, out, twice)
		}
	})
}
