package palette

import (
	"unicode"
	"unicode/utf8"
)

// fuzzy reports whether the letters of typed stand in text in this order, and
// how well: letters side by side and at the beginning of words count more, and
// so does a beginning near the front. Case and spaces do not matter.
func fuzzy(typed, text string) (score int, at []int, ok bool) {
	want := letters(typed)
	if len(want) == 0 {
		return 0, nil, true
	}
	best := -1 << 30
	for start, r := range text {
		if unicode.ToLower(r) != want[0] {
			continue
		}
		for _, look := range [...]finder{find, soonest} {
			if s, found, fits := from(want, text, start, look); fits && s > best {
				best, at, ok = s, found, true
			}
		}
	}
	return best - len(text)/8, at, ok
}

// A finder says where a letter stands at or after a byte; last is the one
// before it.
type finder func(w rune, text string, pos, last int) int

// from is the match that begins at byte start. A letter that begins a word is
// preferred to one that comes sooner.
func from(want []rune, text string, start int, look finder) (score int, at []int, ok bool) {
	score = -start
	pos, last := start, -1
	for _, w := range want {
		i := look(w, text, pos, last)
		if i < 0 {
			return 0, nil, false
		}
		switch {
		case last >= 0 && i == last+runeLen(text, last):
			score += 12
		case begins(text, i):
			score += 10
		default:
			score += 1 - (i-pos)/4
		}
		at, last = append(at, i), i
		pos = i + runeLen(text, i)
	}
	return score, at, true
}

// find is where w stands at or after pos: right there, else at the beginning
// of a word, else anywhere.
func find(w rune, text string, pos, last int) int {
	anywhere := -1
	for i, r := range text[pos:] {
		if unicode.ToLower(r) != w {
			continue
		}
		if i == 0 && (last >= 0 || pos == 0) || begins(text, pos+i) {
			return pos + i
		}
		if anywhere < 0 {
			anywhere = pos + i
		}
	}
	return anywhere
}

// soonest is the first place where w stands at or after pos.
func soonest(w rune, text string, pos, _ int) int {
	for i, r := range text[pos:] {
		if unicode.ToLower(r) == w {
			return pos + i
		}
	}
	return -1
}

// begins reports whether a word begins at byte i.
func begins(text string, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// letters is text in lower case without spaces.
func letters(text string) []rune {
	var out []rune
	for _, r := range text {
		if !unicode.IsSpace(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

// runeLen is the bytes of the character at byte i.
func runeLen(text string, i int) int {
	_, n := utf8.DecodeRuneInString(text[i:])
	return n
}
