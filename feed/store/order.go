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
func ordered[T any](list []T, names func(*T) []string) []T {
	type keyed struct {
		key string
		at  int
	}
	all := make([]keyed, len(list))
	var key []byte
	for i := range list {
		key = key[:0]
		for _, name := range names(&list[i]) {
			key = append(orderKey(key, name), 0)
		}
		all[i] = keyed{string(key), i}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		if c := strings.Compare(a.key, b.key); c != 0 {
			return c
		}
		return a.at - b.at
	})
	sorted := make([]T, len(list))
	for i, one := range all {
		sorted[i] = list[one.at]
	}
	return sorted
}

// orderKey appends what two names are compared by. A folder's slash comes before
// all else, so that what is in a folder follows it.
func orderKey(key []byte, name string) []byte {
	begun := false
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		switch {
		case r == '/':
			key = append(key, 1)
			begun = false
		case r >= '0' && r <= '9':
			digits := name[:digitsIn(name)]
			size = len(digits)
			digits = strings.TrimLeft(digits, "0")
			key = append(key, '0')
			key = utf8.AppendRune(key, rune(min(len(digits), 0xFF)+1))
			key = append(key, digits...)
			begun = true
		case unicode.IsLetter(r) || unicode.IsDigit(r) || begun:
			key = appendFolded(key, r)
			begun = true
		}
		name = name[size:]
	}
	return key
}

// digitsIn is how many of the first bytes of text are digits.
func digitsIn(text string) int {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

// appendFolded appends r in small letters without accents.
func appendFolded(key []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(key, byte(unicode.ToLower(r)))
	}
	for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
		if !unicode.Is(unicode.Mn, d) {
			key = utf8.AppendRune(key, unicode.ToLower(d))
		}
	}
	return key
}
