package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// maxNesting is how deep lists and quotes may stand in one another; deeper ones
// are given as what they hold.
const maxNesting = 8

// A renderer makes blocks of the boxes whose pieces are kept.
type renderer struct {
	page    *page
	nesting int
	shown   map[string]bool          // addresses of pictures
	given   map[*article.Heading]int // numbers by ordered lists
}

// render is the blocks of all that is kept, in the order of the page, and the
// numbers that ordered lists give to the headings in them.
func (p *page) render() ([]article.Block, map[*article.Heading]int) {
	r := &renderer{page: p, given: map[*article.Heading]int{}}
	return r.kids(p.top, nil), r.given
}

func (r *renderer) kids(b *box, to []article.Block) []article.Block {
	for _, k := range b.kids {
		if k.kept {
			to = r.box(k, to)
		}
	}
	return to
}

func (r *renderer) box(b *box, to []article.Block) []article.Block {
	switch {
	case b.piece != nil:
		return r.paragraph(b.piece, to)
	case b.media != nil:
		return r.mediaBlock(b, to)
	}
	if b.level > 0 {
		return r.heading(b, to)
	}
	switch b.tag() {
	case atom.Ul, atom.Ol:
		return r.list(b, to)
	case atom.Dl:
		return r.terms(b, to)
	case atom.Blockquote:
		return r.quote(b, to)
	case atom.Pre:
		return r.code(b, to)
	case atom.Table:
		return r.table(b, to)
	case atom.Figure:
		return r.figure(b, to)
	case atom.Hr:
		return append(to, &article.Rule{})
	}
	return r.kids(b, to)
}

func (r *renderer) paragraph(p *piece, to []article.Block) []article.Block {
	if s := r.spans(p.leaves); len(s) > 0 {
		to = append(to, &article.Paragraph{Text: s})
	}
	return to
}

// heading is a heading of the level of its element; sectioned makes levels
// relative. A heading of several pieces is one; pictures in it follow it.
func (r *renderer) heading(b *box, to []article.Block) []article.Block {
	var text []article.Span
	var after []article.Block
	var walk func(*box)
	walk = func(b *box) {
		for _, k := range b.kids {
			switch {
			case !k.kept, k.own&(markForm|markShare) != 0 && k.words < b.words:
			case k.piece != nil:
				s := r.spans(spaced(k.piece.leaves))
				if len(text) > 0 && len(s) > 0 {
					text = append(text, article.Span{Text: " "})
				}
				text = append(text, s...)
			case k.media != nil:
				after = r.mediaBlock(k, after)
			default:
				walk(k)
			}
		}
	}
	walk(b)
	switch {
	case len(text) == 0:
	case b == r.page.subtitle:
		to = append(to, &article.Heading{Level: 1, Text: joined(text), Subtitle: true})
	case b.own&markDeck != 0 && b.level > 1 && r.page.beforeText(b):
		to = append(to, &article.Paragraph{Text: joined(text)}) // what stands below the title
	default:
		to = append(to, &article.Heading{Level: b.level, Text: joined(text)})
	}
	return append(to, after...)
}

// spaced is the leaves of a heading with a space after a number that stands in
// an element of its own: <b>1</b><span>The storm</span>.
func spaced(leaves []leaf) []leaf {
	for i, l := range leaves {
		text := ""
		if l.node.Type == html.TextNode {
			text = strings.TrimSpace(l.node.Data)
		}
		if text == "" {
			continue
		}
		if i+1 == len(leaves) || !bareNumber.MatchString(text) || l.style.Has(article.Superscript) ||
			leaves[i+1].style.Has(article.Superscript) || leaves[i+1].style.Has(article.Subscript) || leaves[i+1].node.Parent == l.node.Parent {
			return leaves
		}
		out := append(leaves[:i+1:i+1], leaf{node: &html.Node{Type: html.TextNode, Data: " "}, style: l.style})
		return append(out, leaves[i+1:]...)
	}
	return leaves
}

var bareNumber = regexp.MustCompile(`^[#(]?\p{Nd}{1,3}[.)/:]?$`)

// list is a list, unless it is one of a site's lists that hold whole parts of
// an article: items with headings are given as what they hold.
func (r *renderer) list(b *box, to []article.Block) []article.Block {
	switch {
	case r.nesting >= maxNesting:
		return r.kids(b, to)
	case holdsParts(b):
		return r.parts(b, to)
	}
	r.nesting++
	defer func() { r.nesting-- }()
	l := &article.List{Ordered: b.tag() == atom.Ol}
	if l.Ordered {
		l.Start = number(attr(b.node, "start"), 1)
	}
	for _, k := range b.kids {
		if !k.kept {
			continue
		}
		if item := r.box(k, nil); len(item) > 0 {
			l.Items = append(l.Items, item)
		}
	}
	if len(l.Items) == 0 {
		return to
	}
	return append(to, l)
}

// parts is what a list's items hold. An ordered list gives its numbers to the
// first heading of each.
func (r *renderer) parts(b *box, to []article.Block) []article.Block {
	n, step := number(attr(b.node, "start"), 1), 1
	if hasAttr(b.node, "reversed") {
		n, step = number(attr(b.node, "start"), count(b, atom.Li)), -1
	}
	for _, k := range b.kids {
		if !k.kept {
			continue
		}
		from := len(to)
		to = r.box(k, to)
		if b.tag() != atom.Ol || k.tag() != atom.Li {
			continue
		}
		n = number(attr(k.node, "value"), n)
		for _, block := range to[from:] {
			if h, ok := block.(*article.Heading); ok {
				r.given[h] = n
				break
			}
		}
		n += step
	}
	return to
}

// count is how many children of b are elements a.
func count(b *box, a atom.Atom) int {
	n := 0
	for _, k := range b.kids {
		if !k.isLeaf() && k.tag() == a {
			n++
		}
	}
	return n
}

// holdsParts reports whether a list's items have headings in them.
func holdsParts(b *box) bool {
	for _, k := range b.kids {
		if !k.isLeaf() && k.kept && (k.level > 0 || k.tag() != atom.Ul && k.tag() != atom.Ol && holdsParts(k)) {
			return true
		}
	}
	return false
}

func (r *renderer) quote(b *box, to []article.Block) []article.Block {
	if r.nesting >= maxNesting || holdsParts(b) {
		return r.kids(b, to)
	}
	r.nesting++
	defer func() { r.nesting-- }()
	blocks := r.kids(b, nil)
	if n := len(blocks); n > 0 && isPost(b.node) {
		// What another site shows here is a link of its own, below its text.
		if e, ok := blocks[n-1].(*article.Embed); ok {
			if n > 1 {
				to = append(to, &article.Quote{Blocks: blocks[:n-1]})
			}
			return append(to, e)
		}
	}
	if len(blocks) == 0 {
		return to
	}
	if len(blocks) == 1 {
		if inner, ok := blocks[0].(*article.Quote); ok {
			return append(to, inner)
		}
	}
	return append(to, &article.Quote{Blocks: blocks})
}

// code is preformatted text as it stands. A pre with other blocks in it, or
// one that only breaks lines of prose, is what it holds.
func (r *renderer) code(b *box, to []article.Block) []article.Block {
	text := article.Clean(rawText(b.node))
	if len(text) == 0 {
		return to
	}
	return append(to, &article.Code{Language: codeLanguage(b.node), Text: text})
}

// rawText is the text of n with its white space.
func rawText(n *html.Node) string {
	var out []byte
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			out = append(out, n.Data...)
		case n.DataAtom == atom.Br:
			out = append(out, '\n')
		case n.Type == html.ElementNode && (skipped[n.DataAtom] || isGutter(n)):
			return
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	for len(out) > 0 && (out[len(out)-1] == '\n' || out[len(out)-1] == ' ' || out[len(out)-1] == '\t') {
		out = out[:len(out)-1]
	}
	for len(out) > 0 && out[0] == '\n' {
		out = out[1:]
	}
	return string(out)
}
