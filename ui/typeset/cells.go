package typeset

import (
	"strings"
	"unicode/utf8"
)

// Clean is text as it may be written to a cell: valid UTF-8 in one line, with
// nothing that a terminal would obey. It is the last line of defence; feeds and
// pages are cleaned where they are read.
func Clean(text string) string {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x7F {
			return clean(text)
		}
	}
	return text
}

func clean(text string) string {
	if utf8.ValidString(text) && strings.IndexFunc(text, obeyed) < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text { // a broken byte comes as U+FFFD
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case !obeyed(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// obeyed reports whether a terminal, or a bidirectional display, may take r for
// an order: C0, DEL, C1, line and paragraph separators, the marks that embed,
// override or isolate a direction, invisible tags and annotations.
func obeyed(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r < 0xA0:
		return true
	case r < 0x061C:
		return false
	case r == 0x061C, r == 0x200E, r == 0x200F:
		return true
	case r >= 0x2028 && r <= 0x202E, r >= 0x2060 && r <= 0x206F && r != 0x2060:
		return true
	case r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	}
	return r == 0x10EEEE // kitty would show a picture here
}

// Cut is text, cleaned, in at most width cells; what does not fit is cut off
// between graphemes, and the ellipsis stands in its place.
func Cut(text string, width int, ellipsis string) string {
	if width <= 0 {
		return ""
	}
	// A soft hyphen shows at the end of a line only, and some terminals give it a cell.
	text = whole(strings.ReplaceAll(Clean(text), "\u00AD", ""))
	if len(text) <= width || Width(text) <= width {
		return text
	}
	if width < Width(ellipsis) {
		ellipsis = ""
	}
	return truncated(text, width, ellipsis)
}

// Fit is text in exactly width cells: cut if it is longer, filled with spaces
// if it is shorter.
func Fit(text string, width int, ellipsis string) string {
	text = Cut(text, width, ellipsis)
	if gap := width - Width(text); gap > 0 {
		return text + Spaces(gap)
	}
	return text
}

const spaces = "                                                                                                                                "

// Spaces is n spaces, and "" for less than one.
func Spaces(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(spaces):
		return spaces[:n]
	}
	return strings.Repeat(" ", n)
}
