package store

import (
	"math"
	"strings"
)

// The full-text index is cut into slices of time: each word in it begins with a
// sign of the slice, three days, that its entry's sort time is in. A search goes
// from slice to slice until the list is full, so that even a letter with a star,
// whose words SQLite has to put together before it gives the first hit, costs
// what a few days hold, and not what the store holds.
//
// A sign is two small letters or digits. They come again after ten years: a
// search bounds the ranks as well.
const (
	sliceBits  = 18 // of a slice's seconds
	signs      = len(signLetters) * len(signLetters)
	authorSign = "\uE000" // follows in the words of an author's name
	anySlice   = "\uE001" // stands for the sign of a slice in a query that is not yet bound to slices
)

const signLetters = "abcdefghijklmnopqrstuvwxyz0123456789"

// sliceOf is the slice of a rank.
func sliceOf(rank int64) int64 { return max(rank, 0) >> (rankBits + sliceBits) }

// sliceStart is the lowest rank of a slice.
func sliceStart(slice int64) int64 {
	if slice > math.MaxInt64>>(rankBits+sliceBits) {
		return math.MaxInt64
	}
	return slice << (rankBits + sliceBits)
}

// signOf is the sign of a slice.
func signOf(slice int64) string {
	n := int(slice % int64(signs))
	return string([]byte{signLetters[n/len(signLetters)], signLetters[n%len(signLetters)]})
}

// signSQL is signOf for the slice of the row e.
const signSQL = `substr('` + signLetters + `', 1 + ((max(e.rank, 0) >> 42) % 1296) / 36, 1) ||
	substr('` + signLetters + `', 1 + (max(e.rank, 0) >> 42) % 36, 1)`

// inSlices binds an expression of the full-text index to slices.
func inSlices(match string, list []int64) string {
	var b strings.Builder
	for i, slice := range list {
		if i > 0 {
			b.WriteString(` OR `)
		}
		b.WriteByte('(')
		b.WriteString(strings.ReplaceAll(match, anySlice, signOf(slice)))
		b.WriteByte(')')
	}
	return b.String()
}
