package feed

import "time"

// An Edition is a set of entries that were made ready for reading offline, in
// the order of their list.
type Edition struct {
	Entries []Ready
	// Pictures are the addresses of the pictures that are part of it; nil: none is.
	Pictures map[string]bool
	More     bool // the list goes on: it was cut by number or by size
	Offline  bool // the network was turned off: nothing was fetched
	Away     bool // this machine seemed to be without a network: not all was fetched
	Took     time.Duration
}

// A Ready is an entry of an edition: its badge says what of it is on disk now.
type Ready struct {
	Headline
	Bytes    int64 // of its article, and of the pictures that no entry before it shows
	Pictures int   // that are part of the edition
	Missing  int   // pictures that are not: they could not be had, or there was no room
}

// An EditionSize is how large an edition may be.
type EditionSize struct {
	Entries    int   // 0: a hundred
	Bytes      int64 // 0: any number
	NoPictures bool  // text only
}

// Count is how many entries have a badge.
func (e Edition) Count(b Badge) int {
	n := 0
	for i := range e.Entries {
		if e.Entries[i].Badge == b {
			n++
		}
	}
	return n
}

// Bytes is the size of the whole.
func (e Edition) Bytes() int64 {
	var sum int64
	for i := range e.Entries {
		sum += e.Entries[i].Bytes
	}
	return sum
}
