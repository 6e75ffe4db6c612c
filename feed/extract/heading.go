package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// headingLevel is 1 for h1 and so on, 0 for what is no heading.
func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// levelOf is the level of a heading, or that which an element gives itself with
// a role or by a class that only headings have; 0 for what is no heading.
func levelOf(n *html.Node) int {
	if n.DataAtom != atom.P && n.DataAtom != atom.Div {
		return headingLevel(n.DataAtom)
	}
	if attr(n, "role") == "heading" {
		return min(max(1, number(attr(n, "aria-level"), 2)), 6)
	}
	if n.FirstChild != nil && saysHeading(attr(n, "class")) && !holdsElement(n, isFlow) {
		return 3
	}
	return 0
}

// headingClass are words of class names for headings between paragraphs, in the
// words of newsrooms.
var headingClass = []string{"crosshead", "cross-head", "crossheading", "zwischentitel", "zwischenueberschrift", "zwischenüberschrift", "zwischenzeile", "intertitre", "inter-titre",
	"tussenkop", "tussenkopje", "mellanrubrik", "mellomtittel", "mellemrubrik", "ladillo", "intertitulo", "entretitulo", "sródtytul", "srodtytul", "section-heading", "section-title",
	"paragraph-title", "paragraph-heading", "alaotsikko", "valiotsikko", "väliotsikko", "mezititulek", "subheading", "sub-heading", "sottotitolo-paragrafo"}

func saysHeading(class string) bool {
	for _, c := range strings.Fields(strings.ToLower(class)) {
		for _, w := range headingClass {
			if c == w || strings.HasSuffix(c, "__"+w) || strings.HasSuffix(c, "-"+w) || strings.HasSuffix(c, "_"+w) {
				return true
			}
		}
	}
	return false
}

// heading is the heading that a piece stands in, or nil.
func (q *piece) heading() *box {
	for b, i := q.box.up, 0; b != nil && i < 3; b, i = b.up, i+1 {
		if b.level > 0 {
			return b
		}
	}
	return nil
}

// beforeText reports whether nothing but headings is kept before a heading.
func (p *page) beforeText(h *box) bool {
	for _, q := range p.pieces {
		switch {
		case q.heading() == h:
			return true
		case q.keep && q.level() == 0:
			return false
		}
	}
	return false
}

// namesAuthor reports whether a piece is a heading that is no more than who
// wrote the article.
func (p *page) namesAuthor(q *piece) bool {
	return q.level() > 1 && len(q.words) <= 6 && (p.meta.byline != "" && same(q.text, p.meta.byline) || (q.own|q.near)&markAuthor != 0 && q.linkShare() > 0.8)
}

// isFlow are blocks that a heading never holds.
var isFlow = set(atom.P, atom.Div, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Table, atom.Section, atom.Article)

// holdsElement reports whether one of some elements stands below n.
func holdsElement(n *html.Node, of map[atom.Atom]bool) bool {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode && (of[k.DataAtom] || holdsElement(k, of)) {
			return true
		}
	}
	return false
}

// isPermalink reports whether a link is the sign beside a heading that leads to
// the heading itself, or to its source.
func isPermalink(n *html.Node, href string) bool {
	if !strings.Contains(href, "#") && !strings.Contains(attr(n, "class"), "edit") {
		return false
	}
	text := strings.TrimSpace(rawText(n))
	switch text {
	case "¶", "#", "§", "🔗", "\uf0c1", "Link", "[edit]", "edit":
		return text != "" && withinHeading(n)
	}
	return false
}

// isTool reports whether an element within text is not of it: the brackets with
// a link to the editor beside a wiki's headings, and what only screen readers say.
func isTool(n *html.Node) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		switch c {
		case "mw-editsection":
			return true
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "u-visually-hidden", "a11y-hidden":
			return n.PrevSibling != nil || n.NextSibling != nil || n.Parent.DataAtom == atom.A
		}
	}
	return false
}

// withinHeading reports whether n stands in a heading.
func withinHeading(n *html.Node) bool {
	for range 3 {
		if n = n.Parent; n == nil {
			return false
		}
		if levelOf(n) > 0 {
			return true
		}
	}
	return false
}

// boldHeads makes sections of short paragraphs that are wholly bold and stand
// between paragraphs that are not: two or more, in an article without headings.
// It gives nil when there are none.
func boldHeads(lines []line) []line {
	out := boldRows(lines)
	var heads []*line
	words, last := 0, -1
	for i := range out {
		if l := &out[i]; l.boldTitle() && i+1 < len(out) && out[i+1].isProse() && last != i-1 {
			l.head(pseudoLevel, l.block.(*article.Paragraph).Text)
			l.has = false
			heads, last = append(heads, l), i
		} else if len(heads) > 0 {
			words += len(wordsOf(l.plain()))
		}
	}
	if len(heads) < 2 || words < 15*len(heads) || alikeAll(heads) {
		return nil
	}
	plainNumbers(heads)
	return out
}

// boldRows is lines with each bold line that begins a paragraph, and is parted
// from the rest of it by a line break, as a paragraph of its own.
func boldRows(lines []line) []line {
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		p, ok := l.block.(*article.Paragraph)
		if !ok || l.level > 0 || !breaksOnce(p.Text) {
			out = append(out, l)
			continue
		}
		var rest []article.Span
		first := article.Paragraph{}
		for i, row := range rowsOf(p.Text) {
			if i == 0 {
				first.Text = row
				continue
			}
			if len(rest) > 0 {
				rest = append(rest, article.Span{Text: "\n"})
			}
			rest = append(rest, row...)
		}
		head, tail := line{block: &first}, line{block: &article.Paragraph{Text: joined(rest)}}
		if len(rest) == 0 || !head.shortBold() || tail.shortBold() {
			out = append(out, l)
			continue
		}
		out = append(out, head, tail)
	}
	return out
}

// breaksOnce reports whether spans have line breaks, and not too many.
func breaksOnce(spans []article.Span) bool {
	n := 0
	for _, s := range spans {
		if n += strings.Count(s.Text, "\n"); n > mostRows {
			return false
		}
	}
	return n > 0
}

// boldTitle reports whether a line is a paragraph that may be a title: bold,
// short, no sentence and no link.
func (l *line) boldTitle() bool {
	if l.level > 0 || !l.shortBold() {
		return false
	}
	for _, s := range l.block.(*article.Paragraph).Text {
		if s.Link != "" {
			return false
		}
	}
	text := strings.TrimSpace(l.plain())
	return text != "" && !strings.HasPrefix(text, "(") && !strings.HasPrefix(text, "[") && titleLike(text, 14) && strings.IndexFunc(text, isWord) >= 0 && !startsQuote(text)
}

// startsQuote reports whether text begins with a mark of speech.
func startsQuote(text string) bool {
	for _, m := range []string{"\"", "“", "„", "»", "«", "—", "–", "-", "'", "‘", "「", "*"} {
		if strings.HasPrefix(text, m) {
			return true
		}
	}
	return false
}

// isProse reports whether a line is a paragraph that is not bold, or a list.
func (l *line) isProse() bool {
	switch b := l.block.(type) {
	case *article.Paragraph:
		return l.level == 0 && !l.shortBold() && len(article.Plain(b.Text)) > 0
	case *article.List:
		return true
	}
	return false
}

// alikeAll reports whether all of heads say the same: then they are labels.
func alikeAll(heads []*line) bool {
	for _, h := range heads[1:] {
		if h.printed != heads[0].printed {
			return false
		}
	}
	return true
}
