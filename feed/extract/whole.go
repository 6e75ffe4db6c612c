package extract

import (
	"strings"

	"warta/feed/article"
)

// cutOff is how a text ends that goes on elsewhere.
var cutOff = later(`(?i)(?:…|\.\.\.|\[\.\.\.\]|\[…\]|\[&hellip;\]|(?:read more|continue reading|read the full (?:story|article)|weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|baca selengkapnya|leggi tutto|continua a leggere|lees meer|leia mais|читать далее|続きを読む|阅读全文|더 보기)[\s\]).…»→>]*)\s*$`)

// Whole reports whether an entry's own content is the whole article, so that
// its page need not be fetched. It is decided by measure: the content has
// several paragraphs and as many words as an article has, is no repetition of
// the summary, and does not end as cut-off texts do.
func Whole(content, summary string) bool {
	a, err := Content(content, Source{})
	if err != nil {
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
