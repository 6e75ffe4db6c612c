package parse

import (
	"bytes"
	"sort"
	"time"
)

// The most that is taken of a document (requirement S7 of what a hostile feed
// may do): what is longer is cut, what is more is left out.
const (
	// MaxBody is the longest document that Parse reads, in bytes.
	MaxBody = 16 << 20

	maxText       = 1 << 10  // a title, an id
	maxLeaf       = 64 << 10 // what is read to make a title or another short text
	maxChildren   = 1000     // elements read of one entry
	maxName       = 256      // an author
	maxContent    = 1 << 20  // a summary, a content
	maxEntries    = 2000     // of one document, the newest
	maxSpans      = 200_000  // entries among which the newest are looked for
	maxCategories = 32
	maxEnclosures = 64
	maxGrowth     = 8 << 20 // bytes that absolute links may add to a document
)

// newest is the prepared document with the newest entries only, when it has
// more than maxEntries.
func (p *preparer) newest() []byte {
	if len(p.entries) <= maxEntries {
		return p.out
	}
	keep := p.newestEntries()
	out := append([]byte(nil), p.out[:p.entries[0].from]...)
	for i, e := range p.entries {
		if keep[i] {
			out = append(out, p.out[e.from:e.to]...)
		}
		next := len(p.out)
		if i+1 < len(p.entries) {
			next = p.entries[i+1].from
		}
		out = append(out, p.out[e.to:next]...)
	}
	return out
}

// newestEntries says of each entry whether it is one of the newest. An entry
// without a date is as old as the one before it; equals are taken in document
// order.
func (p *preparer) newestEntries() []bool {
	return newestOf(len(p.entries), func(i int) (time.Time, bool) { return spanDate(p.out[p.entries[i].from:p.entries[i].to]) })
}

// newestOf says of each of n entries, more than maxEntries, whether it is one of
// the newest by its date.
func newestOf(n int, date func(i int) (time.Time, bool)) []bool {
	when := make([]int64, n)
	order := make([]int, n)
	for i := range n {
		order[i] = i
		if t, ok := date(i); ok {
			when[i] = t.Unix()
		} else if i > 0 {
			when[i] = when[i-1]
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return when[order[a]] > when[order[b]] })
	keep := make([]bool, len(order))
	for _, i := range order[:maxEntries] {
		keep[i] = true
	}
	return keep
}

// spanDate is the first date in a prepared entry.
func spanDate(entry []byte) (time.Time, bool) {
	_, rest, ok := bytes.Cut(entry, []byte("<warta:date-"))
	if !ok {
		return time.Time{}, false
	}
	_, rest, _ = bytes.Cut(rest, []byte(">"))
	date, _, _ := bytes.Cut(rest, []byte("<"))
	return parseDate(string(date))
}
