package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// never reports whether a piece is the site's beyond doubt, whatever the voters
// say: a line that leads to another article, a caption that is printed twice,
// what stands in navigation, forms and windows of their own.
func (p *page) never(q *piece) bool {
	return q.away || p.repeatsCaption(q) || q.titleLike > 0.95 && q.level() <= 1 || p.namesAuthor(q) || q.inside(atom.Button)
}

// readsAlso reports whether a piece begins like a read-also line, and whether it
// is one: one of the phrases, and a link for most of what follows.
func (q *piece) readsAlso() (begins, is bool) {
	if len(q.words) > 45 {
		return false, false
	}
	text := opening(q.text)
	at := readAlso().FindStringIndex(text[:min(len(text), longestPhrase)])
	if at == nil {
		return false, false
	}
	return true, q.linkShare() > 0.3 || strings.Trim(text[at[1]:], " .…:：!]】") == ""
}

// repeatsCaption reports whether a piece says again what the caption or the
// text alternative of a picture right before it says.
func (p *page) repeatsCaption(q *piece) bool {
	if len(q.words) < 3 || len(q.words) > 90 || q.level() > 0 {
		return false
	}
	at, ok := p.captionRuns[run(q.words)]
	return ok && q.order >= at-1 && q.order <= at+4
}

// noteCaptions remembers what is said about pictures, and where, to know its
// repetitions.
func (p *page) noteCaptions() {
	p.captionRuns = map[uint64]int{}
	for _, m := range p.media {
		if alt := appendWords(nil, attr(m.media, "alt")); len(alt) >= 5 {
			p.captionRuns[run(alt)] = m.order
		}
		whole := ""
		for _, c := range p.captions[m] {
			p.captionRuns[run(appendWords(nil, c.text))] = m.order
			whole += " " + c.text
		}
		p.captionRuns[run(appendWords(nil, whole))] = m.order
	}
}
