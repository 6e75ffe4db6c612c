package feed

import (
	"strconv"
	"time"
)

// A Status is the reader's marks on one entry. It outlives the entry, so that
// an old item that comes back is not new.
type Status struct {
	Read    bool
	Starred bool
	Saved   bool // saved for later
}

// A Mark is one change of status.
type Mark int

// The marks a reader can make.
const (
	MarkRead Mark = iota + 1
	MarkUnread
	MarkStarred
	MarkUnstarred
	MarkSaved
	MarkUnsaved
)

// A Badge says what of an entry is on disk.
type Badge int

// The badges, from least to most.
const (
	BadgeNone    Badge = iota // nothing but the headline
	BadgeSummary              // the feed's own content, which is not the whole article
	BadgeFull                 // the whole article
	BadgePaywall              // the page shows its text to subscribers only
	BadgeFailed               // the page could not be had: Headline.Why
)

// String is the badge as it is shown.
func (b Badge) String() string {
	switch b {
	case BadgeSummary:
		return "summary"
	case BadgeFull:
		return "full"
	case BadgePaywall:
		return "paywall"
	case BadgeFailed:
		return "failed"
	case BadgeNone:
		return ""
	}
	return "badge " + strconv.Itoa(int(b))
}

// A Headline is an entry as it is listed; it never carries a body.
type Headline struct {
	ID        EntryID
	Feed      FeedID
	FeedTitle string
	Folder    string
	Title     string
	Author    string
	URL       string
	Published time.Time // the date it is sorted by
	FirstSeen time.Time
	Language  string
	Minutes   int // reading time of what is on disk, 0 when unknown
	Status
	Badge   Badge
	Why     string // for BadgeFailed and BadgePaywall, in words
	Updated bool   // its publisher changed it after it was first seen
	Muted   bool   // hidden by a rule
}

// A Cursor is a place in a list of headlines: the sort time and id of one of
// them. The zero Cursor is the list's beginning.
type Cursor struct {
	Published time.Time
	ID        EntryID
}

// CursorOf is the place of h.
func CursorOf(h Headline) Cursor { return Cursor{Published: h.Published, ID: h.ID} }

// IsZero reports whether c is the list's beginning.
func (c Cursor) IsZero() bool { return c.ID == 0 && c.Published.IsZero() }

// A Window is a part of a list: Limit headlines after the cursor, or, with
// Backward, the Limit headlines that stand before it (in list order all the
// same; with a zero Cursor and Backward, the end of the list). Including makes
// the cursor's own headline part of the answer.
type Window struct {
	From      Cursor
	Backward  bool
	Including bool
	Limit     int
}

// A Place is where a reader stopped in an article. Section 0 is the lead.
type Place struct {
	Section int // index from 1 in the article's sections, 0 for the lead
	Block   int // index in that section's blocks
	Word    int // words of that block passed

	// Quote is the first words from there on, a dozen at most, by which the place
	// is found again when the article has changed. It is "" at the beginning, and
	// in what older versions kept.
	Quote string
}

// Opposite is the mark that undoes m.
func (m Mark) Opposite() Mark {
	if m%2 == 1 {
		return m + 1
	}
	return m - 1
}

// A Change is a mark that was made, with the entries whose status it really
// changed, so that it can be undone.
type Change struct {
	Mark    Mark
	Entries []EntryID
}
