package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unveil shows what React sends after the page's first part: a hidden div named
// S: and a number, which a script moves to where it belongs.
func unveil(n *html.Node) {
	if n.DataAtom != atom.Div || !strings.HasPrefix(attr(n, "id"), "S:") {
		return
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
}

// unveilMost shows what holds most of a page's text and is hidden until a script
// has run.
func unveilMost(body *html.Node) {
	var hidden *html.Node
	longest := 0
	all := textLength(body, func(n *html.Node, length int) {
		if length > longest && isVeiled(n) {
			hidden, longest = n, length
		}
	})
	if longest*5 < all*3 || hidden == nil {
		return
	}
	hidden.Attr = slices.DeleteFunc(hidden.Attr, func(a html.Attribute) bool {
		return a.Key == "hidden" || a.Key == "style" || a.Key == "aria-hidden"
	})
}

// isVeiled reports whether a block says of itself that it is not shown.
func isVeiled(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main:
	default:
		return false
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return hasAttr(n, "hidden") || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// textLength is how many bytes of text an element has, white space apart; each is
// told of every element in it with its own.
func textLength(n *html.Node, each func(*html.Node, int)) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.Type == html.ElementNode && skipped[n.DataAtom] {
		return 0
	}
	length := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		length += textLength(k, each)
	}
	if n.Type == html.ElementNode {
		each(n, length)
	}
	return length
}
