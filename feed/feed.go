// Package feed holds the words of warta as types, and the errors that callers
// branch on. It imports nothing but the standard library, so that every other
// package can speak of feeds, entries and headlines without knowing the others.
//
// One type stands for each stage of a thing's life: an [Entry] is what a feed
// published, a [Headline] is that entry as it is listed, and an
// article.Article is what is read. A [Status] belongs to the reader, never to
// the feed.
package feed

import "time"

// FeedID names a subscription in the store. It survives a change of address.
type FeedID int64

// EntryID names an entry in the store. Later arrivals have larger numbers.
type EntryID int64

// A Feed is a subscription: where it is read, what it calls itself, and how it
// fares. Unread and Total count its entries that are not muted.
type Feed struct {
	ID       FeedID
	URL      string // the address that is fetched
	Site     string // the home page, as the feed names it
	Title    string // as published
	Name     string // the reader's own title, or "" to use Title
	Folder   string // the folder's name, or "" for none
	Language string // BCP 47, as the feed names it
	Added    time.Time
	Unread   int
	Total    int
	Guide    bool // the built-in guide edition
	Health   Health
}

// Label is the title to show: the reader's own, the feed's, or its address.
func (f Feed) Label() string {
	switch {
	case f.Name != "":
		return f.Name
	case f.Title != "":
		return f.Title
	}
	return f.URL
}

// A Folder is a named group of feeds in the sidebar. Nested folders are written
// with a slash, "World/Asia".
type Folder struct {
	Name   string
	Unread int
}

// A View is a saved query in the sidebar.
type View struct {
	Name   string
	Query  string // in the words of feed/query
	Unread int
	Own    bool // made by the reader, not built in
}
