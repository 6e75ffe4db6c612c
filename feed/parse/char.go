package parse

import (
	"unicode/utf8"
)

// windows1252 is what the bytes 0x80 to 0x9F mean in windows-1252; -1 for the
// five that mean nothing.
var windows1252 = [32]rune{
	'€', -1, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', -1, 'Ž', -1,
	-1, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', -1, 'ž', 'Ÿ',
}

// allowed reports whether a character may stand in a body: no control but
// newline and tab, none that turns the direction of writing around, no half of
// a surrogate pair and no noncharacter.
func allowed(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\n' || r == '\t' || r == '\r'
	case r < 0x7F:
		return true
	case r <= 0x9F:
		return false
	case r < 0x061C:
		return true
	}
	return !isBidi(r) && !(0xD800 <= r && r <= 0xDFFF) && r&0xFFFE != 0xFFFE &&
		!(0xFDD0 <= r && r <= 0xFDEF) && r != 0xFEFF && r <= utf8.MaxRune
}

// isBidi reports whether r turns the direction of writing (Unicode's
// Bidi_Control). The marks LRM and RLM are among them: a terminal shows text in
// an order of its own.
func isBidi(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

// body is s without the characters that may not stand in a body. What the C1
// controls mean in windows-1252 is put in their place.
func body(s string) string {
	i := firstOdd(s)
	if i < 0 {
		return s
	}
	out := make([]byte, i, len(s)+16)
	copy(out, s[:i])
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1: // not UTF-8
			out = appendByte(out, s[i])
		case 0x80 <= r && r <= 0x9F:
			if r = windows1252[r-0x80]; r >= 0 {
				out = utf8.AppendRune(out, r)
			}
		case allowed(r):
			out = append(out, s[i:i+size]...)
		}
		i += size
	}
	return string(out)
}

// appendByte appends a byte that is not UTF-8 as what windows-1252 says it is.
func appendByte(out []byte, c byte) []byte {
	r := rune(c)
	if 0x80 <= c && c <= 0x9F {
		r = windows1252[c-0x80]
	}
	if r < 0 || !allowed(r) {
		return out
	}
	return utf8.AppendRune(out, r)
}

// firstOdd is the offset of the first character of s that body changes, or -1.
func firstOdd(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if 0x20 <= c && c < 0x7F || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			return i
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || !allowed(r) {
			return i
		}
		i += size
	}
	return -1
}
