package store

import (
	"time"

	"warta/feed"
)

// Dates outside of these bounds are mistakes.
var earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

const latest = 24 * time.Hour

// isCalendar reports whether most dated entries lie in the future: such dates
// say when something takes place, not when it was published.
func isCalendar(entries []feed.Entry, now time.Time) bool {
	dated, future := 0, 0
	for _, e := range entries {
		if !e.Published.IsZero() {
			dated++
			if e.Published.After(now) {
				future++
			}
		}
	}
	return future*2 > dated
}

// sortDate is the date an entry is listed by, in seconds: when it was
// published, or else when it was first seen. It is clamped once, when the entry
// arrives, and never moves.
func sortDate(e feed.Entry, now time.Time, calendar bool) int64 {
	if calendar {
		return now.Unix()
	}
	for _, t := range []time.Time{e.Published, e.Updated} {
		if !t.Before(earliest) && !t.After(now.Add(latest)) {
			return t.Unix()
		}
	}
	return now.Unix()
}
