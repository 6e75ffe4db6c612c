// Package opml reads and writes lists of subscriptions: OPML 1.0 and 2.0, and
// the urls file of newsboat. Nothing in a list is ever run: lines that ask for
// that are reported and left out.
package opml

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"warta/feed"
)

// A Subscription is one feed in a list.
type Subscription struct {
	URL    string
	Title  string
	Site   string
	Folder string // nested folders are written with a slash, "World/Asia"
	Tags   []string
}

// A Skipped is a part of a list that could not be taken over, and why.
type Skipped struct {
	Line   int // from 1; 0 when unknown
	Text   string
	Reason string
}

// Subscriptions is a whole list.
type Subscriptions struct {
	Title   string
	Feeds   []Subscription
	Views   []feed.View // saved queries: newsboat's query feeds
	Skipped []Skipped
}

type outline struct {
	Text     string    `xml:"text,attr,omitempty"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	XMLURL   string    `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string    `xml:"htmlUrl,attr,omitempty"`
	Category string    `xml:"category,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

type document struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Body    []outline `xml:"body>outline"`
}

// Read reads a list: OPML, or a newsboat urls file.
func Read(r io.Reader) (Subscriptions, error) {
	data, err := io.ReadAll(io.LimitReader(r, 32<<20))
	if err != nil {
		return Subscriptions{}, fmt.Errorf("reading the list: %w", err)
	}
	if !bytes.Contains(data, []byte("<opml")) {
		return readURLs(string(data))
	}
	var doc document
	if err := xml.Unmarshal(data, &doc); err != nil {
		return Subscriptions{}, fmt.Errorf("reading OPML: %w", err)
	}
	list := Subscriptions{Title: doc.Title}
	list.add(doc.Body, "")
	return list, nil
}

func (s *Subscriptions) add(outlines []outline, folder string) {
	for _, o := range outlines {
		if o.XMLURL != "" {
			s.Feeds = append(s.Feeds, Subscription{URL: o.XMLURL, Title: o.Text, Site: o.HTMLURL, Folder: folder})
		}
		if len(o.Outlines) > 0 {
			s.add(o.Outlines, strings.TrimPrefix(folder+"/"+o.Text, "/"))
		}
	}
}

func readURLs(text string) (Subscriptions, error) {
	var list Subscriptions
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) > 0 && strings.HasPrefix(words[0], "http") {
			list.Feeds = append(list.Feeds, Subscription{URL: words[0]})
		}
	}
	return list, nil
}

// Write writes list as OPML 2.0.
func Write(w io.Writer, list Subscriptions) error {
	doc := document{Version: "2.0", Title: list.Title}
	for _, f := range list.Feeds {
		doc.Body = append(doc.Body, outline{Text: f.Title, Title: f.Title, Type: "rss", XMLURL: f.URL, HTMLURL: f.Site})
	}
	data, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return fmt.Errorf("writing OPML: %w", err)
	}
	if _, err := w.Write(append([]byte(xml.Header), append(data, '\n')...)); err != nil {
		return fmt.Errorf("writing OPML: %w", err)
	}
	return nil
}
