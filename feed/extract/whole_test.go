package extract

import (
	"strings"
	"testing"
)

// Feeds give articles whole, or their beginning, in many ways; what they give is
// measured.
func TestWholeInManyWays(t *testing.T) {
	prose := readProse(t)
	p := func(lang string, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("<p>" + prose[lang][i%len(prose[lang])] + "</p>")
		}
		return b.String()
	}
	for _, c := range []struct {
		name, content, summary string
		want                   bool
	}{
		{"a whole article", p("en", 8), "", true},
		{"with a summary of its own", p("en", 8), "<p>The gate is closed.</p>", true},
		{"with its first paragraph as summary", p("en", 8), p("en", 1), true},
		{"two paragraphs", p("en", 2), "", false},
		{"four paragraphs of a longer one", p("en", 4) + `<p><a href="https://gull.example/a">Read more</a></p>`, "", false},
		{"eight and a link to the rest", p("en", 8) + `<p><a href="https://gull.example/a">Continue reading “Gate closed” →</a></p>`, "", false},
		{"eight and the whole story elsewhere", p("en", 8) + `<p><a href="https://gull.example/a">Read the full article on The Gull</a></p>`, "", false},
		{"eight and [...]", p("en", 8) + "<p>The divers will [...]</p>", "", false},
		{"eight and an ellipsis, then the feed's tail", p("en", 8) + "<p>The divers will …</p><p>The post <a href=x>Gate</a> appeared first on <a href=y>The Gull</a>.</p>", "", false},
		{"whole, then the feed's tail", p("en", 8) + "<p>The post <a href=x>Gate</a> appeared first on <a href=y>The Gull</a>.</p>", "", true},
		{"whole, and it asks what you think", p("en", 8) + "<p>What do you think …?</p>", "", true},
		{"the summary is the content", p("en", 6), p("en", 6), false},
		{"a long content that is its own summary", p("en", 8) + p("en", 8), p("en", 8) + p("en", 8), true},
		{"German teaser", p("de", 5) + `<p><a href="x">Weiterlesen</a></p>`, "", false},
		{"French teaser", p("fr", 4) + p("fr", 4) + `<p><a href="x">Lire la suite…</a></p>`, "", false},
		{"Indonesian teaser", p("id", 4) + p("id", 4) + `<p>Baca selengkapnya di <a href="x">Camar</a></p>`, "", false},
		{"Spanish teaser", p("es", 3) + p("es", 3) + p("es", 3) + `<p><a href="x">Seguir leyendo</a></p>`, "", false},
		{"Italian teaser", p("it", 2) + p("it", 2) + p("it", 2) + p("it", 2) + `<p><a href="x">Continua a leggere</a></p>`, "", false},
		{"Japanese teaser", p("ja", 3) + p("ja", 3) + `<p><a href="x">続きを読む</a></p>`, "", false},
		{"Japanese whole", p("ja", 3) + p("ja", 3), "", true},
		{"Chinese whole", p("zh", 3) + p("zh", 3) + p("zh", 3), "", true},
		{"Chinese teaser", p("zh", 2), "", false},
		{"Russian whole", p("ru", 3) + p("ru", 3) + p("ru", 3) + p("ru", 3), "", true},
		{"plain text, whole", strings.Join(prose["en"], "\n\n"), "", true},
		{"plain text, cut in the middle of a word", strings.Join(prose["en"], "\n\n") + "\n\nThe divers wi…", "", false},
		{"a picture and a line", `<img src="https://gull.example/a.jpg"><p>The gate.</p>`, "", false},
		{"a list of links", "<ul>" + strings.Repeat(`<li><a href="https://gull.example/x">Another story of the harbour and its many gates and bells</a></li>`, 40) + "</ul>", "", false},
		{"comments only", `<p><a href="https://news.example/item?id=1">Comments</a></p>`, "", false},
	} {
		if got := Whole(c.content, c.summary); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
