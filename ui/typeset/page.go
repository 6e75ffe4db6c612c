// Package typeset lays an article out in lines of a given width. It is pure: the
// same article, width and styles give the same lines.
package typeset

import (
	"warta/feed/article"
	"warta/ui/theme"
)

// Options say how an article is set.
type Options struct {
	Title   string   // the headline, set above the article when it is not ""
	Meta    []string // what is said below it: feed, byline, date …
	Measure int      // the widest a line of text may be, in cells; 0 is 80
	Reorder bool     // put right-to-left text in visual order
}

// A Link is a link of an article, numbered as the page shows it.
type Link struct {
	Number int
	URL    string
	Text   string
}

// A Page is an article as lines of one width.
type Page struct {
	lines []string
}

// Lay sets a at the given width. It is pure: the same article, width, styles
// and options give the same lines.
func Lay(a article.Article, width int, st theme.Styles, o Options) *Page {
	return &Page{}
}

// Len is the number of lines.
func (p *Page) Len() int { return len(p.lines) }
