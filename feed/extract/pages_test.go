package extract

import (
	"slices"
	"strings"
	"testing"

	"warta/feed/article"
)

func TestNextPages(t *testing.T) {
	for _, c := range []struct {
		name, url, page string
		want            []string
	}{
		{"none", "https://gull.example/news/pier", `<a href="/news/boat">2</a> <a href="/">next</a>`, nil},
		{"a list of pages", "https://gull.example/news/pier", `<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a>`,
			[]string{"https://gull.example/news/pier?page=2", "https://gull.example/news/pier?page=3"}},
		{"rel next", "https://gull.example/news/pier", `<link rel="next" href="/news/pier/2">`, []string{"https://gull.example/news/pier/2"}},
		{"the next article", "https://gull.example/news/pier", `<a rel="next" href="/news/ferry">Next: the ferry</a>`, nil},
		{"a list of articles", "https://gull.example/news", `<a href="/news/1001">2</a><a href="/sport/2">2</a>`, nil},
		{"another host", "https://gull.example/news/pier", `<a href="https://tern.example/news/pier?page=2">2</a>`, nil},
		{"words", "https://kabar.example/berita/dermaga", `<a href="https://kabar.example/berita/dermaga?page=2">Halaman Selanjutnya</a>`, []string{"https://kabar.example/berita/dermaga?page=2"}},
		{"a path of pages", "https://blatt.example/mole.html", `<a href="mole/seite-2.html">2</a><a href="/mole/seite-3.html">3</a>`,
			[]string{"https://blatt.example/mole/seite-2.html", "https://blatt.example/mole/seite-3.html"}},
		{"from the second on", "https://gull.example/news/pier?page=2", `<a href="?page=1">1</a><a href="?page=3">3</a><a href="?page=4">4</a>`,
			[]string{"https://gull.example/news/pier?page=3", "https://gull.example/news/pier?page=4"}},
		{"a hole", "https://gull.example/news/pier", `<a href="?page=2">2</a><a href="?page=9">9</a>`, []string{"https://gull.example/news/pier?page=2"}},
	} {
		if got := NextPages([]byte(c.page), c.url, "text/html"); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	var many strings.Builder
	for i := range 40 {
		many.WriteString(`<a href="?page=` + strings.Repeat("1", 0) + string(rune('0'+(i+2)/10)) + string(rune('0'+(i+2)%10)) + `">` + strings.TrimLeft(string(rune('0'+(i+2)/10)), "0") + string(rune('0'+(i+2)%10)) + `</a>`)
	}
	if got := NextPages([]byte(many.String()), "https://gull.example/news/pier", ""); len(got) != MostPages-1 {
		t.Errorf("%d pages", len(got))
	}
}

func TestJoin(t *testing.T) {
	page := func(body string) article.Article {
		a, err := Page([]byte("<title>Pier</title><h1>The pier in four parts</h1>"+body), Source{URL: "https://gull.example/pier"})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	p := func(s string) string { return "<p>" + s + " " + strings.Repeat(sentence, 3) + "</p>" }
	a := Join(page(p("Lead.")+"<h2>1. The storm</h2>"+p("One.")+"<h2>2. The plan</h2>"+p("Two.")),
		page(p("Still the plan.")+"<h2>3. The price</h2>"+p("Three.")+"<h2>4. The feast</h2>"+p("Four.")))
	var got []string
	for _, s := range a.Sections {
		got = append(got, string(rune('0'+s.Number))+s.Title)
	}
	if want := []string{"1The storm", "2The plan", "3The price", "4The feast"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if len(a.Lead) != 1 || len(a.Sections[1].Blocks) != 2 || a.Title != "The pier in four parts" {
		t.Errorf("%+v", a)
	}
}

func TestRules(t *testing.T) {
	body := "<h1>Rain</h1><div id=main class='big story'>" + strings.Repeat("<p>"+sentence+"</p>", 6) +
		"<div class=box>Our own words about the shop</div></div><div class=other>" + strings.Repeat("<p>Another tale of a boat that nobody asked for, told at length.</p>", 4) + "</div>"
	for _, c := range []struct {
		name       string
		rule       Rule
		keep, drop string
	}{
		{"drop a class", Rule{Host: "gull.example", Drop: []string{".box", "div.other"}}, "The ferry left", "Our own words"},
		{"only an id", Rule{Host: "gull.example", Article: []string{"#main"}}, "The ferry left", "Another tale"},
		{"an article that is not there", Rule{Host: "gull.example", Article: []string{"#story"}}, "The ferry left", "no such text"},
		{"keep", Rule{Host: "gull.example", Keep: []string{".box"}}, "Our own words", "no such text"},
	} {
		a, err := Page([]byte(body), Source{URL: "https://www.gull.example/rain", Rules: []Rule{c.rule}})
		if err != nil {
			t.Fatal(err)
		}
		if text := article.Text(a); !strings.Contains(text, c.keep) || strings.Contains(text, c.drop) {
			t.Errorf("%s: %s", c.name, text)
		}
	}
	if r := ruleFor(Source{URL: "https://notgull.example/", Rules: []Rule{{Host: "gull.example"}}}); r != nil {
		t.Error("a rule holds for another host")
	}
}
