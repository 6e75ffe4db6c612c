package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// gutters are the classes of elements that number the lines of code.
var gutters = map[string]bool{"gutter": true, "gutters": true, "rouge-gutter": true, "lineno": true, "linenos": true, "linenodiv": true, "line-number": true,
	"line-numbers": true, "linenumber": true, "linenumbers": true, "line-numbers-rows": true, "lnt": true, "ln": true, "hljs-ln-numbers": true, "hljs-ln-n": true,
	"blob-num": true, "react-syntax-highlighter-line-number": true, "crayon-nums": true, "cm-gutters": true, "code-line-number": true}

// isGutter reports whether an element holds the numbers of lines of code, and
// nothing else.
func isGutter(n *html.Node) bool {
	class := attr(n, "class")
	if class == "" {
		return false
	}
	for c := range strings.FieldsSeq(strings.ToLower(class)) {
		if gutters[c] {
			return strings.Trim(textOf(n), "0123456789.:|#- \t\r\n\u00a0") == ""
		}
	}
	return false
}

// shownScripts are addresses of scripts that show something of another site where they
// stand, and where the same is to be seen on a page.
var shownScripts = []struct {
	src  *regexp.Regexp
	page string
}{
	{regexp.MustCompile(`^(?:https?:)?//(gist\.github\.com/[\w-]+/[0-9a-f]+|gist\.github\.com/[0-9a-f]+)\.js(?:[?#].*)?$`), "https://$1"},
	{regexp.MustCompile(`^(?:https?:)?//(asciinema\.org/a/\w+)\.js(?:[?#].*)?$`), "https://$1"},
	{regexp.MustCompile(`^(?:https?:)?//(gitlab\.com/[\w./-]*snippets/\d+)\.js(?:[?#].*)?$`), "https://$1"},
	{regexp.MustCompile(`^(?:https?:)?//(pastebin\.com)/embed_js/(\w+)(?:[?#].*)?$`), "https://$1/$2"},
	{regexp.MustCompile(`^(?:https?:)?//(jsfiddle\.net/[\w/-]+)/embed/.*$`), "https://$1/"},
}

// scriptPage is the page of what a script shows, "" when it shows nothing.
func scriptPage(src string) string {
	if !strings.Contains(src, "//") {
		return ""
	}
	for _, s := range shownScripts {
		if s.src.MatchString(src) {
			return article.Clean(s.src.ReplaceAllString(src, s.page))
		}
	}
	return ""
}

// math adds a formula as a line of text: its powers with ^, its indices with _,
// its fractions with a slash, as they are typed.
func (c *cutter) math(n *html.Node, style article.Style, link string) {
	between := map[string]string{"msup": "^", "msub": "_", "mfrac": "/", "munder": "_", "mover": "^"}[n.Data]
	if n.DataAtom == atom.Annotation || n.DataAtom == atom.AnnotationXml {
		return
	}
	parts := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type == html.TextNode && (n.Data == "math" || n.Data == "mrow" || between != "") && strings.TrimSpace(k.Data) == "":
		case k.Type == html.TextNode:
			c.node(&html.Node{Type: html.TextNode, Data: strings.TrimSpace(k.Data)}, style, link)
		case k.Type == html.ElementNode:
			if parts++; parts == 2 && between != "" {
				c.node(&html.Node{Type: html.TextNode, Data: between}, style, link)
			}
			if k.Namespace == "math" {
				c.math(k, style, link)
			} else {
				c.node(k, style, link)
			}
		}
	}
}
