package feed

import "time"

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
	Page      string // the fetched page's HTML, "" when there is none
	PageURL   string // where that page was found in the end
}
