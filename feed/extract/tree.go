package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mostTags is how many tags a page has at most that is read, and
// mostEntryTags how many of an entry's own content are.
const (
	mostTags      = 250_000
	mostEntryTags = 100_000
)

// fewTags is the length of the beginning of text that has no more than most tags.
func fewTags(text string, most int) int {
	n := 0
	for i := range len(text) {
		if text[i] == '<' {
			if n++; n > most {
				return i
			}
		}
	}
	return len(text)
}

// parseTree is the tree of a page. A page that is nested deeper than the parser
// allows (512 elements, and 10,000 do occur) becomes a flat tree of its blocks.
func parseTree(text string) (*html.Node, error) { //nolint:unparam // html.Parse may learn to fail in other ways
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return flatTree(text), nil //nolint:nilerr // the flat tree stands in
	}
	return doc, nil
}

// flatBlocks are the elements that a flat tree keeps, as children of its body.
var flatBlocks = set(atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Blockquote, atom.Pre,
	atom.Figcaption, atom.Dt, atom.Dd, atom.Td, atom.Th)

// flatHead are the elements of the head that a flat tree keeps.
var flatHead = set(atom.Title, atom.Meta, atom.Link, atom.Script)

// A flattener builds a flat tree: blocks, links and breaks in them, text.
type flattener struct {
	head, body, block, link, skip *html.Node
}

// flatTree reads text without nesting; it cannot fail.
func flatTree(text string) *html.Node {
	doc := &html.Node{Type: html.DocumentNode}
	root := element(atom.Html, nil)
	f := &flattener{head: element(atom.Head, nil), body: element(atom.Body, nil)}
	doc.AppendChild(root)
	root.AppendChild(f.head)
	root.AppendChild(f.body)
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return doc
		case html.StartTagToken, html.SelfClosingTagToken:
			f.start(z.Token())
		case html.EndTagToken:
			f.end(z.Token().DataAtom)
		case html.TextToken:
			f.text(string(z.Text()))
		}
	}
}

func element(a atom.Atom, attrs []html.Attribute) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: a.String(), DataAtom: a, Attr: attrs}
}

func (f *flattener) start(t html.Token) {
	switch {
	case flatHead[t.DataAtom]:
		n := element(t.DataAtom, t.Attr)
		f.head.AppendChild(n)
		if t.DataAtom == atom.Title || t.DataAtom == atom.Script {
			f.skip = n
		}
	case skipped[t.DataAtom]:
		f.skip = element(t.DataAtom, nil)
	case t.DataAtom == atom.A:
		f.link = element(atom.A, t.Attr)
		f.into(f.open(), f.link)
	case t.DataAtom == atom.Br || t.DataAtom == atom.Img:
		f.into(f.open(), element(t.DataAtom, t.Attr))
	case flatBlocks[t.DataAtom]:
		f.close()
		f.block = element(t.DataAtom, t.Attr)
		f.body.AppendChild(f.block)
	case t.DataAtom != 0 && !isInline[t.DataAtom]:
		f.close()
	}
}

func (f *flattener) into(parent, n *html.Node) {
	if parent != n {
		parent.AppendChild(n)
	}
}

// open is the block that text goes into.
func (f *flattener) open() *html.Node {
	if f.block == nil {
		f.block = element(atom.P, nil)
		f.body.AppendChild(f.block)
	}
	return f.block
}

func (f *flattener) close() { f.block, f.link = nil, nil }

func (f *flattener) end(a atom.Atom) {
	switch {
	case f.skip != nil:
		if f.skip.DataAtom == a {
			f.skip = nil
		}
	case a == atom.A:
		f.link = nil
	case a != 0 && !isInline[a]:
		f.close()
	}
}

func (f *flattener) text(s string) {
	if f.skip != nil {
		if f.skip.Parent != nil {
			f.skip.AppendChild(&html.Node{Type: html.TextNode, Data: s})
		}
		return
	}
	if f.block == nil && strings.TrimSpace(s) == "" {
		return
	}
	to := f.open()
	if f.link != nil {
		to = f.link
	}
	to.AppendChild(&html.Node{Type: html.TextNode, Data: s})
}

// bodyOf is the body of a tree, or the tree itself when it has none.
func bodyOf(doc *html.Node) *html.Node {
	for n := doc.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Html {
			continue
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			if k.DataAtom == atom.Body {
				return k
			}
		}
	}
	return doc
}
