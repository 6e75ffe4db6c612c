// Package distiller stands in for github.com/markusmobius/go-domdistiller, which
// go-trafilatura imports to fall back on. warta turns that off; see
// feed/extract/unasked/README.md.
package distiller

import (
	"errors"
	"net/url"

	"golang.org/x/net/html"
)

// Options are passed over.
type Options struct {
	OriginalURL    *url.URL
	SkipPagination bool
}

// A Result is no article.
type Result struct{ Node *html.Node }

var errUnasked = errors.New("nothing is distilled here")

// Apply finds no article.
func Apply(*html.Node, *Options) (*Result, error) { return nil, errUnasked }
