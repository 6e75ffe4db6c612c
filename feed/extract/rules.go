package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// A Rule says what only somebody who knows a site can say. Rules are for sites
// that no measure reads well; extraction does without them everywhere else.
//
// A place is written as the start of a CSS selector: "article", ".story",
// "#main" or "div.story".
type Rule struct {
	Host    string   // "example.org"; its subdomains are meant too
	Article []string // places: only what stands in one of them is looked at
	Drop    []string // places: what stands in one of them is never the article's
	Keep    []string // places: what stands in one of them always is, if not dropped
}

// builtIn are the rules that come with warta, for sites whose pages mislead:
// where the text of another article stands in the same box as the first, and
// the like.
var builtIn = []Rule{
	{Host: "wikipedia.org", Article: []string{"#mw-content-text", "h1"}, Drop: []string{".navbox", ".reflist", ".mw-editsection", ".infobox", ".hatnote", ".metadata", ".sidebar", ".toc"}},
}

// ruleFor is the first rule for the host of an address, the caller's before the
// built-in ones, and nil when there is none.
func ruleFor(src Source) *Rule {
	u, err := url.Parse(src.URL)
	if err != nil || u.Host == "" {
		return nil
	}
	host := strings.ToLower(u.Hostname())
	for _, list := range [][]Rule{src.Rules, builtIn} {
		for i := range list {
			h := strings.ToLower(list[i].Host)
			if h != "" && (host == h || strings.HasSuffix(host, "."+h)) {
				return &list[i]
			}
		}
	}
	return nil
}

// prune takes what a rule drops, and what stands in none of its articles, out
// of a tree. A rule none of whose articles is on the page drops nothing for it.
func (r *Rule) prune(body *html.Node) {
	remove(body, func(n *html.Node) bool { return isAt(n, r.Drop) })
	if len(r.Article) == 0 {
		return
	}
	holds := map[*html.Node]bool{} // an article, or around one
	found := false
	eachNode(body, func(n *html.Node) {
		if isAt(n, r.Article) {
			found = true
			for up := n; up != nil; up = up.Parent {
				holds[up] = true
			}
		}
	})
	if found {
		remove(body, func(n *html.Node) bool { return !holds[n] && !inside(n, r.Article) })
	}
}

// inside reports whether n or an element around it is one of the places.
func inside(n *html.Node, places []string) bool {
	for ; n != nil; n = n.Parent {
		if isAt(n, places) {
			return true
		}
	}
	return false
}

// remove takes the elements out of a tree that drop says yes to.
func remove(n *html.Node, drop func(*html.Node) bool) {
	for k := n.FirstChild; k != nil; {
		next := k.NextSibling
		if k.Type == html.ElementNode {
			if drop(k) {
				n.RemoveChild(k)
			} else {
				remove(k, drop)
			}
		}
		k = next
	}
}

// isAt reports whether an element is one of the places.
func isAt(n *html.Node, places []string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	for _, place := range places {
		tag, name := place, ""
		if i := strings.IndexAny(place, ".#"); i >= 0 {
			tag, name = place[:i], place[i:]
		}
		if tag != "" && tag != n.Data {
			continue
		}
		switch {
		case name == "":
			return true
		case name[0] == '#':
			if attr(n, "id") == name[1:] {
				return true
			}
		default:
			for _, c := range strings.Fields(attr(n, "class")) {
				if c == name[1:] {
					return true
				}
			}
		}
	}
	return false
}

// keeps reports whether a piece stands where a rule says that it is kept.
func (r *Rule) keeps(q *piece) bool {
	return r != nil && len(r.Keep) > 0 && inside(q.leaves[0].node.Parent, r.Keep)
}
