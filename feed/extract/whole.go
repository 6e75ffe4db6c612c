package extract

import (
	"strings"

	"warta/feed/article"
)

// cutOff is how a text ends that goes on elsewhere.
var cutOff = later(`(?i)(?:…|\.\.\.|\[\.\.\.\]|\[…\]|\[&hellip;\]|(?:read more|continue reading|read the full (?:story|article)|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|baca selengkapnya|leggi tutto|continua a leggere|lees meer|leia mais|читать далее|続きを読む|阅读全文|더 보기)[\s\]).…»→>]*)\s*$`)

// moreLink is a link, or a line of its own, to the rest of a text. What follows a
// colon is another article.
var moreLink = later(`(?i)^[\s\[(]*(?:(?:read|view|see|keep|continue)(?: reading)?(?: the)?(?: full| whole| entire| original| rest of(?: the| this)?)? ?(?:more|reading|story|article|post|here)|weiterlesen|mehr lesen|zum (?:vollständigen )?artikel|den ganzen artikel|lire (?:la suite|l['’]article|l['’]intégralité)|seguir leyendo|sigue leyendo|leer (?:más|el artículo|la nota|completo)|leggi (?:tutto|l['’]articolo|il resto)|continua (?:a leggere|la lettura)|lees (?:meer|verder)|leia (?:mais|na íntegra|a íntegra)|continue lendo|baca (?:selengkapnya|lebih lanjut|artikel selengkapnya)|selengkapnya|читать (?:далее|полностью|дальше)|читайте (?:далее|полностью)|続きを(?:読む|見る)|全文(?:を読む|はこちら)|阅读全文|閱讀全文|查看全文|더 ?보기|czytaj (?:dalej|całość)|devamını oku|läs (?:mer|hela artikeln|vidare)|les (?:mer|videre|hele saken)|læs (?:mere|videre)|xem tiếp|اقرأ المزيد|ادامه مطلب)(?:[^:：]{0,80})$`)

// Whole reports whether an entry's own content is the whole article, so that
// its page need not be fetched. It is decided by measure: the content has
// several paragraphs and as many words as an article has, is no repetition of
// the summary and no list of links, and does not end as cut-off texts do.
func Whole(content, summary string) bool {
	a, err := Content(content, Source{})
	if err != nil || leadsElsewhere(content) {
		return false
	}
	text := article.Text(a)
	n := article.Words(a)
	paragraphs := strings.Count(text, "\n") + 1
	if tail := text[max(0, len(text)-120):]; cutOff().MatchString(tail) {
		return false
	}
	if summary != "" {
		s, err := Content(summary, Source{})
		if err == nil && n < article.Words(s)+40 {
			return n >= 400 && paragraphs >= 4
		}
	}
	return n >= 250 && paragraphs >= 3 || n >= 600
}

// leadsElsewhere reports whether content ends in a link to the rest of it, or in
// words that say that there is more, before the feed's own tail; or is links for
// the most part.
func leadsElsewhere(content string) bool {
	if !tags.MatchString(content) {
		content = paragraphs(content)
	}
	doc, err := parseTree(content)
	if err != nil {
		return true
	}
	_, c := cut(bodyOf(doc))
	all, linked := 0, 0
	for _, q := range c.pieces {
		all += len(q.text)
		linked += q.linked
	}
	if linked*10 > all*7 {
		return true
	}
	for i := len(c.pieces) - 1; i >= max(0, len(c.pieces)-4); i-- {
		q := c.pieces[i]
		switch text := strings.TrimSpace(q.text); {
		case len(q.words) <= 25 && moreLink().MatchString(text), cutOff().MatchString(text):
			return true
		case !feedTail().MatchString(opening(text)): // the text's own last words
			return false
		}
	}
	return false
}
