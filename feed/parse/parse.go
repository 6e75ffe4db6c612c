// Package parse turns the bytes of a feed into a [feed.Document]: RSS 0.9x, 1.0
// and 2.0, Atom 0.3 and 1.0, and JSON Feed.
//
// gofeed is the parser. What it is given has been prepared: feeds on the net are
// in any encoding, ill-formed, cut short or hostile, and a parser that stops at
// the first error, or believes every length, loses or costs too much. So a
// document is first decoded (encoding.go), read by a scanner that puts right
// what is not well-formed and refuses what nests too deep (scan.go), and written
// again with only the elements that are read, each construct of text in its
// final form: addresses absolute, HTML without scripts, titles plain
// (prepare.go, rules.go). What gofeed makes of that becomes the document.
//
// The rule it keeps: every text it returns is free of control characters, every
// single-line text is on one line, every address is absolute, and no document
// costs more than its size warrants.
package parse

import (
	"bytes"
	"fmt"

	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"

	"warta/feed"
)

// Version rises when Parse comes to read more of the same bytes: a feed is then
// to be fetched once as if it had never been, for a server that says "not
// modified" would keep the better reading away.
const Version = 1

// A Source says where the bytes of a feed came from.
type Source struct {
	URL         string // the address it was fetched from, after redirects
	ContentType string // as the server gave it, with its charset
	Language    string // the Content-Language header, "" when there was none
}

// Parse reads a feed. The error wraps [feed.ErrNotFeed] and says why: body is
// no feed in a format that warta reads, longer than [MaxBody], or built to do
// harm. A document that is damaged is read as far as it can be; Repaired then
// says what was mended.
func Parse(body []byte, src Source) (feed.Document, error) {
	doc, err := parse(body, src)
	if err != nil {
		return feed.Document{}, fmt.Errorf("%w: %w", feed.ErrNotFeed, err)
	}
	return doc, nil
}

func parse(body []byte, src Source) (feed.Document, error) {
	if len(body) > MaxBody {
		return feed.Document{}, fmt.Errorf("it is longer than %d MB", MaxBody>>20)
	}
	text, note := toUTF8(body, src.ContentType)
	var doc feed.Document
	var err error
	if trimmed := bytes.TrimLeft(text, " \t\r\n\uFEFF"); len(trimmed) > 0 && trimmed[0] == '{' {
		doc, err = parseJSON(trimmed, src)
	} else {
		doc, err = parseXML(text, src)
	}
	if note != "" {
		doc.Repaired = append(doc.Repaired, note)
	}
	return doc, err
}

func parseXML(text []byte, src Source) (feed.Document, error) {
	ready, err := prepare(text, src.URL)
	if err != nil {
		return feed.Document{}, err
	}
	var doc feed.Document
	if ready.atom {
		f, err := new(atom.Parser).Parse(bytes.NewReader(ready.xml))
		if err != nil {
			return feed.Document{}, fmt.Errorf("reading Atom: %w", err)
		}
		doc = atomDocument(f, ready.texts, src)
	} else {
		f, err := new(rss.Parser).Parse(bytes.NewReader(ready.xml))
		if err != nil {
			return feed.Document{}, fmt.Errorf("reading RSS: %w", err)
		}
		doc = rssDocument(f, ready.texts, src)
	}
	doc.Format, doc.Repaired, doc.Cut = ready.format, ready.repaired, ready.cut
	return doc, nil
}

func parseJSON(text []byte, src Source) (feed.Document, error) {
	text, note, err := trimJSON(text)
	if err != nil {
		return feed.Document{}, err
	}
	var repaired []string
	if note != "" {
		repaired = append(repaired, note)
	}
	f, err := new(json.Parser).Parse(bytes.NewReader(text))
	if err != nil {
		if text, err = coerceJSON(text); err != nil {
			return feed.Document{}, err
		}
		repaired = append(repaired, "values of the wrong type were left out")
		if f, err = new(json.Parser).Parse(bytes.NewReader(text)); err != nil {
			return feed.Document{}, fmt.Errorf("reading JSON Feed: %w", err)
		}
	}
	if f.Version == "" && len(f.Items) == 0 {
		return feed.Document{}, errNoRoot
	}
	doc := jsonDocument(f, src)
	doc.Repaired, doc.Cut = repaired, note == cutShort
	return doc, nil
}
