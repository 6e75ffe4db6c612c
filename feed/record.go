package feed

import (
	"encoding/json"
	"time"
)

// A Record is everything the store knows of one entry, for export: the entry as
// published, the reader's marks, and the page when it was fetched.
type Record struct {
	ID        EntryID
	FeedURL   string // the address of its feed
	Entry     Entry
	FirstSeen time.Time
	Status    Status
	Badge     Badge
	Why       string
	Page      string   // the fetched page's HTML, "" when there is none
	PageURL   string   // where that page was found in the end
	Text      string   // of an import: the article's plain text for search; "": that of the page
	Also      [][]byte // further keys by which it is recognised when it comes again
	Keeping   *Keeping
}

// A Keeping is how the store keeps an entry, beside what can be made again from
// the entry. A record of another program has none.
type Keeping struct {
	Listed    time.Time // the date it is sorted by
	Folder    *string   // where a rule filed it; nil: in its feed's folder
	Muted     bool
	Updated   bool // its publisher changed it
	Minutes   int
	Place     Place
	PageType  string // the content type of the page
	PageAt    time.Time
	Article   []byte // as made of the page, JSON; nil when it is still to be made
	Version   int    // of the extractor that made it
	Want      int    // how its article is wanted: 0 not, 1 as others are, 2 by a rule
	Attempts  int
	RetryAt   time.Time
	TextHash  int64
	RawHash   int64
	Hits      []Hit
	Revisions []Revision
}

// A Revision is a former state of an entry that its publisher changed.
type Revision struct {
	Until   time.Time // when the change was seen
	Title   string
	Author  string
	URL     string
	Summary string
	Content string
	Article json.RawMessage `json:",omitempty"` // as made of the page that was fetched then, JSON; nil when there was none
}

// A FeedRecord is everything the store knows of one subscription, for export,
// but for a password in its address.
type FeedRecord struct {
	Feed        Feed
	Removed     time.Time // unsubscribed then; zero: subscribed
	Description string
	Author      string
	Image       string
	Format      string
	Level       int // how much its entries' ids can be relied on: 0 is best
	Validators  Validators
	BodyHash    []byte
	Pace        Pace
}

// A Memory is what is known of an entry that is not in the store any more: its
// marks, and the keys by which it is recognised if it comes back.
type Memory struct {
	ID       EntryID
	FeedURL  string
	Status   Status
	Names    [][]byte
	Aliases  [][]byte
	LastSeen time.Time // when its feed still had it after retention removed it; zero: it was not retention
}

// A Guide is what the reader did to the guide edition, which itself is in every
// warta, for export.
type Guide struct {
	Name    string // the reader's own name for it
	Folder  string
	Removed bool         // unsubscribed
	Entries []GuideEntry // those with marks, or a place
}

// A GuideEntry is what the reader did to one entry of the guide.
type GuideEntry struct {
	URL    string
	Status Status
	Place  Place
}
