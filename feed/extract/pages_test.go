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
		{"a file of its own", "https://gull.example/a/story.html", `<a href="story_2.html">2</a><a href="story_3.html">3</a>`, []string{"https://gull.example/a/story_2.html", "https://gull.example/a/story_3.html"}},
		{"a path with a slash", "https://gull.example/story/", `<div class="page-links">Pages: <span>1</span> <a href="/story/2/">2</a></div>`, []string{"https://gull.example/story/2/"}},
		{"a parameter besides", "https://gull.example/?id=7", `<a href="/?id=7&amp;pg=2">Next »</a>`, []string{"https://gull.example/?id=7&pg=2"}},
		{"in Chinese", "https://gull.example/c/n1.shtml", `<a href="/c/n1_2.shtml">下一页</a>`, []string{"https://gull.example/c/n1_2.shtml"}},
		{"an arrow with a label", "https://gull.example/s", `<a aria-label="Next page" href="/s?page=2"><svg></svg></a>`, []string{"https://gull.example/s?page=2"}},
		{"a picture", "https://gull.example/s", `<a href="/s?page=2"><img alt="weiter"></a>`, []string{"https://gull.example/s?page=2"}},
		{"a menu", "https://gull.example/s", `<select><option value="/s">1. The gate</option><option value="/s/2">2. The hinges</option></select>`, []string{"https://gull.example/s/2"}},
		{"the first has a number", "https://gull.example/s/1", `<a href="/s/2">2</a>`, []string{"https://gull.example/s/2"}},
		{"the next entry by its number", "https://gull.example/news/12", `<link rel="next" href="/news/13"><a href="/news/13">Next</a>`, nil},
		{"the next entry of a blog", "https://gull.example/?p=12", `<a rel="next" href="/?p=13">Next</a>`, nil},
		{"pages below a number", "https://gull.example/news/12", `<a href="/news/12/2">2</a>`, []string{"https://gull.example/news/12/2"}},
		{"a slug that ends in a number", "https://gull.example/apollo-11", `<a href="/apollo-12">Next</a>`, nil},
		{"pages of comments", "https://gull.example/s", `<div class="comments"><a href="/s?page=2">2</a></div>`, nil},
		{"pages of a list beside", "https://gull.example/s", `<aside><a href="/s?page=2">2</a></aside>`, nil},
		{"a list of articles by page", "https://gull.example/sport", strings.Repeat(`<h2><a href="/x">A match</a></h2>`, 8) + `<a rel="next" href="/sport?page=2">2</a>`, nil},
		{"an article with a list below", "https://gull.example/s", `<meta property="og:type" content="article">` + strings.Repeat(`<h3><a href="/x">A match</a></h3>`, 8) + `<a rel="next" href="/s?page=2">2</a>`, []string{"https://gull.example/s?page=2"}},
		{"a hole", "https://gull.example/news/pier", `<a href="?page=2">2</a><a href="?page=9">9</a>`, []string{"https://gull.example/news/pier?page=2"}},
	} {
		if got := NextPages([]byte(c.page), first(c.url), c.url, "text/html"); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	var many strings.Builder
	for i := range 40 {
		many.WriteString(`<a href="?page=` + strings.Repeat("1", 0) + string(rune('0'+(i+2)/10)) + string(rune('0'+(i+2)%10)) + `">` + strings.TrimLeft(string(rune('0'+(i+2)/10)), "0") + string(rune('0'+(i+2)%10)) + `</a>`)
	}
	if got := NextPages([]byte(many.String()), "https://gull.example/news/pier", "https://gull.example/news/pier", ""); len(got) != MostPages-1 {
		t.Errorf("%d pages", len(got))
	}
}

// first is the address of the first page of the tests' articles.
func first(address string) string { return strings.TrimSuffix(address, "?page=2") }

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
