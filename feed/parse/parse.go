// Package parse turns the bytes of a feed into a [feed.Document]: RSS 0.9x, 1.0
// and 2.0, Atom 0.3 and 1.0, and JSON Feed.
package parse

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"github.com/mmcdole/gofeed"

	"warta/feed"
)

// A Source says where the bytes of a feed came from.
type Source struct {
	URL         string // the address it was fetched from, after redirects
	ContentType string // as the server gave it, with its charset
	Language    string // the Content-Language header, "" when there was none
}

// Parse reads a feed. The error wraps [feed.ErrNotFeed] when body is no feed in
// a format that warta reads.
func Parse(body []byte, src Source) (feed.Document, error) {
	got, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return feed.Document{}, fmt.Errorf("reading %s: %w (%w)", src.URL, feed.ErrNotFeed, err)
	}
	doc := feed.Document{
		Title: Text(got.Title), Site: got.Link, Self: got.FeedLink, Description: Text(got.Description),
		Language: got.Language, Format: got.FeedType + " " + got.FeedVersion,
	}
	for _, item := range got.Items {
		doc.Entries = append(doc.Entries, entryOf(item))
	}
	return doc, nil
}

func entryOf(item *gofeed.Item) feed.Entry {
	e := feed.Entry{
		GUID: item.GUID, URL: item.Link, Title: Text(item.Title), Summary: item.Description,
		Content: item.Content, Categories: item.Categories, PublishedRaw: item.Published,
		Published: timeOf(item.PublishedParsed), Updated: timeOf(item.UpdatedParsed),
	}
	if item.Author != nil {
		e.Author = Text(item.Author.Name)
	}
	if item.Image != nil {
		e.Image = item.Image.URL
	}
	for _, enc := range item.Enclosures {
		length, _ := strconv.ParseInt(enc.Length, 10, 64)
		e.Enclosures = append(e.Enclosures, feed.Enclosure{URL: enc.URL, Type: enc.Type, Length: length})
	}
	return e
}

func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
