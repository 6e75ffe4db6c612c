// Package edition writes several articles as one file to take along: a book in
// EPUB 3, or Markdown with a table of contents.
//
// It is pure: the same edition gives the same bytes. A book needs no network:
// pictures are inside of it or are links, never loaded from elsewhere. The rules
// it keeps are those of https://www.w3.org/TR/epub-33/ that epubcheck reports as
// errors or warns of; for the sake of readers of some age it stays within EPUB
// 3.2.
//
// The writer is warta's own. github.com/go-shiori/go-epub (1.2.1, tried) takes
// chapters as finished XHTML and puts them, and the language, into the book
// unseen, so that all that is hard, above all strangers' text, would be ours all
// the same: an ampersand or a wrong tag makes a book that does not open. It
// fetches pictures with a client of its own, keeps the whole book in memory, and
// gives other bytes each time. What it would save is the manifest, the spine and
// the table of contents: a hundred lines, for four more modules.
package edition

import (
	"errors"
	"time"

	"warta/feed/article"
)

// An Edition is articles in the order in which they are to be read.
type Edition struct {
	Title    string
	Made     time.Time
	Articles []article.Article
	// Picture is the picture of an address, if it is at hand; nil: none is.
	Picture func(address string) (Picture, bool)
}

// A Picture is the bytes of one; they tell their format.
type Picture struct{ Data []byte }

// ErrEmpty is returned for an edition without articles.
var ErrEmpty = errors.New("there is no article in it")

// untitled is the title of what has none.
const untitled = "Untitled"

func titleOf(s string) string {
	if s = line(s); s == "" {
		return untitled
	}
	return s
}
