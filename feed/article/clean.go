package article

import (
	"strings"
	"unicode/utf8"
)

// Clean is s as valid UTF-8 without control characters: C0 but the line feed
// and the tab, DEL, C1, the marks that turn the direction of writing (UAX #9:
// embeddings, overrides and isolates), the line and paragraph separators, the
// byte order mark and the soft hyphen go. Joiners stay: scripts and emoji need
// them.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case isControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// isClean reports whether Clean would leave s as it is.
func isClean(s string) bool {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false
			}
		}
		if isControl(r) {
			return false
		}
	}
	return true
}

// isControl reports whether r may not stand in a tree.
func isControl(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t'
	case r < 0x7f:
		return false
	case r <= 0x9f, r == 0xad, r == 0xfeff, r == 0x061c, r == 0x200e, r == 0x200f:
		return true
	}
	return r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x206f || r >= 0xfff9 && r <= 0xfffb ||
		r >= 0xe0000 && r <= 0xe007f
}

// line is s cleaned, with every run of white space a single space.
func line(s string) string {
	return strings.Join(strings.Fields(Clean(s)), " ")
}
