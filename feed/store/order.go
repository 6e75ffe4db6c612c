package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ordered is list in the order in which people look for names: without regard
// to case, accents and leading marks, and with numbers by their value, so that
// "Feed 2" comes before "Feed 10". What is alike keeps its order.
func ordered[T any](list []T, names func(T) []string) []T {
	type keyed struct {
		key  string
		item T
	}
	all := make([]keyed, len(list))
	for i, item := range list {
		var key strings.Builder
		for _, name := range names(item) {
			orderKey(&key, name)
			key.WriteByte(0)
		}
		all[i] = keyed{key.String(), item}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	for i := range all {
		list[i] = all[i].item
	}
	return list
}

// orderKey writes what two names are compared by. A folder's slash comes before
// all else, so that what is in a folder follows it.
func orderKey(b *strings.Builder, name string) {
	begun := false
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		switch {
		case r == '/':
			b.WriteByte(1)
			begun = false
		case r >= '0' && r <= '9':
			digits := name[:digitsIn(name)]
			size = len(digits)
			digits = strings.TrimLeft(digits, "0")
			b.WriteByte('0')
			b.WriteRune(rune(min(len(digits), 0xFF) + 1))
			b.WriteString(digits)
			begun = true
		case unicode.IsLetter(r) || unicode.IsDigit(r) || begun:
			writeFolded(b, r)
			begun = true
		}
		name = name[size:]
	}
}

// digitsIn is how many of the first bytes of text are digits.
func digitsIn(text string) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

// writeFolded writes r in small letters without accents.
func writeFolded(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		b.WriteRune(unicode.ToLower(r))
		return
	}
	for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, d) {
			b.WriteRune(unicode.ToLower(d))
		}
	}
}
