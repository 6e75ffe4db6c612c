// Package htmldate stands in for github.com/markusmobius/go-htmldate, which
// go-trafilatura imports to find a page's date. warta turns that off; see
// feed/extract/unasked/README.md.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// Options are passed over.
type Options struct {
	URL                 string
	UseOriginalDate     bool
	SkipExtensiveSearch bool
}

// A Result is no date.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero reports that there is no date.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

var errUnasked = errors.New("dates are not looked for here")

// FromDocument finds no date.
func FromDocument(*html.Node, Options) (Result, error) { return Result{}, errUnasked }
