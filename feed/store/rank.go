package store

import (
	"time"

	"warta/feed"
)

// A rank is an entry's place in every list: its sort time in seconds above
// rankBits bits of its id. One integer in the indexes, and as the rowid of the
// full-text index, makes lists, next pages and searches come in order without
// sorting. Two entries share a rank only when they have one sort time and their
// ids differ by a multiple of 16 million.
const rankBits = 24

func rankOf(sort int64, id feed.EntryID) int64 {
	return max(sort, 0)<<rankBits | int64(id)&(1<<rankBits-1)
}

// sortTime is the sort time in rank.
func sortTime(rank int64) time.Time { return time.Unix(rank>>rankBits, 0).UTC() }

// rankAt is the lowest rank at or after t.
func rankAt(t time.Time) int64 {
	s := t.Unix()
	if t.Nanosecond() > 0 {
		s++
	}
	return rankOf(s, 0)
}

// rankOfCursor is the rank of the headline that c was made of.
func rankOfCursor(c feed.Cursor) int64 { return rankOf(c.Published.Unix(), c.ID) }

// micros is t for a column: microseconds since 1970, 0 for the zero Time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// fromMicros reads what micros wrote.
func fromMicros(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}
