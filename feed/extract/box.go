package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// A box is a block of the page: an element that holds other boxes, or a leaf:
// a piece of text, or media.
type box struct {
	node     *html.Node // the element; of a leaf the element it stands in
	up       *box
	kids     []*box
	piece    *piece
	media    *html.Node // img, video, iframe …
	link     string     // around media
	post     string     // of media that is another site's post: its class
	own      mark       // what the element says of its content
	marks    mark       // the same, with the boxes around it
	kept     bool       // anything below it is kept
	credited bool       // it is a picture with what is said of it
	level    int        // of a heading, 1 to 6; 0 for all else

	words, linked int // in its pieces: all, and those in links
	size          int // bytes of text in its pieces
	order         int // of media: how many pieces stand before it
}

// tag is the element's name, 0 for one that HTML does not know.
func (b *box) tag() atom.Atom { return b.node.DataAtom }

// isLeaf reports whether b is a piece or media.
func (b *box) isLeaf() bool { return b.piece != nil || b.media != nil }

// within is the nearest box from b upwards whose element is one of tags, nil
// when there is none.
func (b *box) within(tags ...atom.Atom) *box {
	for ; b != nil; b = b.up {
		for _, t := range tags {
			if b.tag() == t && !b.isLeaf() {
				return b
			}
		}
	}
	return nil
}

// A cutter cuts a page's tree into boxes.
type cutter struct {
	pieces []*piece
	media  []*box
	at     *box
	run    []leaf // of the piece that is being gathered
	breaks int    // line breaks at the end of run
}

// cut is the box of root, and its pieces in the order of the page.
func cut(root *html.Node) (*box, *cutter) {
	c := &cutter{at: &box{node: root}}
	top := c.at
	c.children(root, 0, "")
	c.flush()
	return top, c
}

// flush ends the piece that is being gathered.
func (c *cutter) flush() {
	leaves := c.run[:len(c.run)-c.breaks]
	c.run, c.breaks = nil, 0
	if len(leaves) == 0 {
		return
	}
	if p := newPiece(c.at, leaves); p != nil {
		p.order = len(c.pieces)
		b := &box{node: c.at.node, up: c.at, piece: p, marks: c.at.marks}
		p.box = b
		c.at.kids = append(c.at.kids, b)
		c.pieces = append(c.pieces, p)
	}
	for _, l := range leaves {
		if l.node.Type == html.ElementNode && l.node.DataAtom != atom.Br {
			c.addMedia(l.node, l.link)
		}
	}
}

func (c *cutter) addMedia(n *html.Node, link string) {
	b := &box{node: c.at.node, up: c.at, media: n, link: link, marks: c.at.marks | marksOf(n), order: len(c.pieces)}
	c.at.kids = append(c.at.kids, b)
	c.media = append(c.media, b)
}

func (c *cutter) children(n *html.Node, style article.Style, link string) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.node(k, style, link)
	}
}

func (c *cutter) node(n *html.Node, style article.Style, link string) {
	switch {
	case n.Type == html.TextNode:
		if c.breaks > 0 && strings.TrimSpace(n.Data) != "" {
			c.breaks = 0
		}
		if len(c.run) > c.breaks || strings.TrimSpace(n.Data) != "" {
			if c.breaks > 0 { // white space between line breaks
				return
			}
			c.run = append(c.run, leaf{n, style, link})
		}
	case n.DataAtom == atom.Noscript:
		c.withoutScripts(n, link)
	case n.DataAtom == atom.Script && scriptPage(attr(n, "src")) != "":
		c.flush()
		c.addMedia(n, link)
	case n.Namespace == "math":
		c.math(n, style, link)
	case n.Type == html.ElementNode && isGutter(n):
	case n.Type != html.ElementNode || skipped[n.DataAtom] || n.DataAtom == atom.Span && isTool(n):
	case n.DataAtom == atom.Br:
		c.lineBreak(n)
	case isImage(n):
		c.breaks = 0
		c.run = append(c.run, leaf{n, style, link})
	case isMedia[n.DataAtom] || embedTags[n.Data]:
		c.flush()
		c.addMedia(n, link)
	case isInline[n.DataAtom]:
		if n.DataAtom == atom.A {
			if link = attr(n, "href"); isPermalink(n, link) {
				return
			}
		}
		c.children(n, style|styleOf(n), link)
	default:
		c.block(n, style, link)
	}
}

// withoutScripts adds the picture that a page shows to browsers without
// scripts. What else it shows them is for them only.
func (c *cutter) withoutScripts(n *html.Node, link string) {
	if n.FirstChild == nil || !strings.Contains(n.FirstChild.Data, "<img") {
		return
	}
	z := html.NewTokenizer(strings.NewReader(n.FirstChild.Data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := z.Token(); t.DataAtom == atom.Img {
				if img := element(atom.Img, t.Attr); copied(n, img) {
					return
				}
				c.run = append(c.run[:len(c.run)-c.breaks], leaf{node: element(atom.Img, t.Attr), link: link})
				c.breaks = 0
				return
			}
		}
	}
}

// copied reports whether a picture for browsers without scripts is the one that
// stands beside it for those that have them.
func copied(noscript, img *html.Node) bool {
	addr := pictureSource(img)
	for _, n := range []*html.Node{before(noscript), after(noscript)} {
		if n != nil && n.DataAtom == atom.Picture {
			n = pictured(n)
		}
		if n != nil && isPicture[n.DataAtom] && addr != "" {
			if other := pictureSource(n); other != "" && pictureName(other) == pictureName(addr) {
				return true
			}
		}
	}
	return false
}

// pictured is the picture in an element, nil when it has none.
func pictured(n *html.Node) *html.Node {
	var found *html.Node
	eachNode(n, func(k *html.Node) {
		if isPicture[k.DataAtom] {
			found = k
		}
	})
	return found
}

// before is the element before n, nil when text or nothing stands there; after is
// the one behind it.
func before(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
		if strings.TrimSpace(n.Data) != "" {
			return nil
		}
	}
	return n
}

func after(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
		if strings.TrimSpace(n.Data) != "" {
			return nil
		}
	}
	return n
}

// lineBreak keeps a single break within the piece; a second one ends it.
func (c *cutter) lineBreak(n *html.Node) {
	if len(c.run) == 0 {
		return
	}
	if c.breaks > 0 {
		c.flush()
		return
	}
	c.run = append(c.run, leaf{node: n})
	c.breaks = 1
}

func (c *cutter) block(n *html.Node, style article.Style, link string) {
	c.flush()
	b := &box{node: n, up: c.at, own: marksOf(n), level: levelOf(n)}
	b.marks = b.own | c.at.marks
	c.at.kids = append(c.at.kids, b)
	c.at = b
	c.children(n, style&^article.Bold|styleOf(n), link)
	c.flush()
	if isPost(n) {
		c.addMedia(n, link)
		c.media[len(c.media)-1].post = attr(n, "class")
	}
	c.at = b.up
}

// styleOf is what an element adds to the style of its text.
func styleOf(n *html.Node) article.Style {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		return article.Bold
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var:
		return article.Italic
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return article.Mono
	case atom.S, atom.Strike, atom.Del:
		return article.Strike
	case atom.Mark:
		return article.Highlight
	case atom.Sup:
		return article.Superscript
	case atom.Sub:
		return article.Subscript
	}
	if css := attr(n, "style"); css != "" {
		css = strings.ToLower(strings.ReplaceAll(css, " ", ""))
		if strings.Contains(css, "font-weight:bold") || strings.Contains(css, "font-weight:7") {
			return article.Bold
		}
	}
	return 0
}

// skipped are the elements whose content is never text of the page.
var skipped = set(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Meta, atom.Link, atom.Title,
	atom.Select, atom.Option, atom.Datalist, atom.Input, atom.Textarea, atom.Progress, atom.Meter, atom.Svg, atom.Canvas,
	atom.Map, atom.Area, atom.Source, atom.Track, atom.Param, atom.Base, atom.Rp)

var isPicture = set(atom.Img, atom.Image)

// isImage reports whether an element is a picture: one of HTML's, or one that a
// script makes of an element of its own, with the address of a picture and nothing
// in it.
func isImage(n *html.Node) bool {
	if isPicture[n.DataAtom] || n.Data == "amp-img" {
		return true
	}
	if n.DataAtom != 0 || !strings.Contains(n.Data, "-") || n.FirstChild != nil && (n.FirstChild.NextSibling != nil || n.FirstChild.Type != html.TextNode || strings.TrimSpace(n.FirstChild.Data) != "") {
		return false
	}
	for _, key := range []string{"src", "data-src", "srcset", "data-srcset"} {
		if pictureFile.MatchString(attr(n, key)) {
			return true
		}
	}
	return false
}

// isMedia are shown as figures or as links with their kind.
var isMedia = set(atom.Video, atom.Audio, atom.Iframe, atom.Embed, atom.Object)

var embedTags = map[string]bool{"amp-video": true, "amp-youtube": true, "amp-iframe": true, "amp-twitter": true,
	"amp-instagram": true, "amp-facebook": true, "amp-audio": true, "amp-brightcove": true, "amp-vimeo": true, "amp-dailymotion": true,
	"amp-tiktok": true, "amp-soundcloud": true, "lite-youtube": true, "lite-vimeo": true, "youtube-video": true}

var isInline = set(atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data,
	atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Nobr, atom.Picture,
	atom.Q, atom.Ruby, atom.Rt, atom.Rb, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub,
	atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Math)

// isParagraph hold one paragraph, or one of a row of like things.
var isParagraph = set(atom.P, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
	atom.Blockquote, atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Table, atom.Figure, atom.Figcaption, atom.Pre)

// set is the elements as a table.
func set(list ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		m[a] = true
	}
	return m
}

// attr is the value of an attribute, "" when it is absent.
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// hasAttr reports whether n has an attribute.
func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}
