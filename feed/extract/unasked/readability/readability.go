// Package readability stands in for github.com/go-shiori/go-readability, which
// go-trafilatura imports to fall back on. warta turns that off; see
// feed/extract/unasked/README.md.
package readability

import (
	"errors"
	"net/url"

	"golang.org/x/net/html"
)

// An Article is none.
type Article struct{ Node *html.Node }

var errUnasked = errors.New("nothing is read here")

// FromDocument finds no article.
func FromDocument(*html.Node, *url.URL) (Article, error) { return Article{}, errUnasked }
