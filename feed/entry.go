package feed

import "time"

// An Entry is one item as its feed published it. It never changes; when the
// publisher changes the item, the store keeps the former one as a revision.
// Titles and authors are plain single-line text without control characters;
// Summary and Content are HTML whose links are absolute.
type Entry struct {
	GUID         string // the raw id as published, "" when there is none
	URL          string // absolute, http or https, "" when there is none
	Title        string
	Author       string // several are joined with ", "
	Published    time.Time
	Updated      time.Time
	PublishedRaw string // the date as it was written
	Language     string
	Summary      string
	Content      string // "" when the feed gives only a summary
	Categories   []string
	Enclosures   []Enclosure
	Image        string // a lead picture's address
	Comments     string // the address of a discussion
}

// An Enclosure is a file that an entry carries: sound, a film, a picture.
type Enclosure struct {
	URL    string
	Type   string // media type as published
	Length int64  // bytes as published, 0 when unknown
	Title  string
}

// A Document is what one fetch of a feed gave: the feed as it describes itself,
// and its entries in the order of the document.
type Document struct {
	Title       string
	Site        string // the home page, absolute
	Self        string // the address the feed gives for itself
	Description string
	Language    string
	Author      string
	Updated     time.Time
	Image       string
	Format      string // "RSS 2.0", "Atom 1.0", "JSON Feed 1.1", …
	Pace        Pace
	Entries     []Entry
	Repaired    []string // what had to be mended to read it, in words
	Cut         bool     // it ended too soon: entries may be missing
}

// Pace is how often a publisher wishes to be asked. It can only lengthen the
// time between two requests.
type Pace struct {
	TTL       time.Duration // RSS ttl, or the syndication module's period
	SkipHours []int         // 0–23, UTC
	SkipDays  []time.Weekday
}
