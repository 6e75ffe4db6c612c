package typeset

import "strings"

// Terminals that do not reorder text mostly do not join Arabic letters either.
// Text in visual order is therefore written with the presentation forms of
// Unicode, which have the joined shapes as characters of their own. Lam and alef
// stay two, because their ligature has one cell less.

// arabicForms is the isolated form of each letter that joins, and whether it
// joins both sides (four forms: isolated, final, initial, medial) or only the
// one before it (two).
var arabicForms = map[rune]struct {
	isolated rune
	both     bool
}{
	'آ': {0xFE81, false}, 'أ': {0xFE83, false}, 'ؤ': {0xFE85, false}, 'إ': {0xFE87, false}, 'ئ': {0xFE89, true},
	'ا': {0xFE8D, false}, 'ب': {0xFE8F, true}, 'ة': {0xFE93, false}, 'ت': {0xFE95, true}, 'ث': {0xFE99, true},
	'ج': {0xFE9D, true}, 'ح': {0xFEA1, true}, 'خ': {0xFEA5, true}, 'د': {0xFEA9, false}, 'ذ': {0xFEAB, false},
	'ر': {0xFEAD, false}, 'ز': {0xFEAF, false}, 'س': {0xFEB1, true}, 'ش': {0xFEB5, true}, 'ص': {0xFEB9, true},
	'ض': {0xFEBD, true}, 'ط': {0xFEC1, true}, 'ظ': {0xFEC5, true}, 'ع': {0xFEC9, true}, 'غ': {0xFECD, true},
	'ف': {0xFED1, true}, 'ق': {0xFED5, true}, 'ك': {0xFED9, true}, 'ل': {0xFEDD, true}, 'م': {0xFEE1, true},
	'ن': {0xFEE5, true}, 'ه': {0xFEE9, true}, 'و': {0xFEED, false}, 'ى': {0xFEEF, false}, 'ي': {0xFEF1, true},
	// Persian and Urdu.
	'پ': {0xFB56, true}, 'ٹ': {0xFB66, true}, 'چ': {0xFB7A, true}, 'ڈ': {0xFB88, false}, 'ژ': {0xFB8A, false},
	'ڑ': {0xFB8C, false}, 'ک': {0xFB8E, true}, 'گ': {0xFB92, true}, 'ں': {0xFB9E, false}, 'ہ': {0xFBA6, true},
	'ھ': {0xFBAA, true}, 'ے': {0xFBAE, false}, 'ۓ': {0xFBB0, false}, 'ی': {0xFBFC, true},
}

const (
	tatweel   = 0x0640
	nonJoiner = "\u200c"
)

// shape gives each Arabic letter of a line, in the order of the text, the form
// that it has between its neighbours.
func shape(f *flow, list []cluster) {
	for i := range list {
		text := f.text[list[i].start:list[i].end]
		forms, known := arabicForms[firstRune(text)]
		if !known {
			continue
		}
		before := i > 0 && joinsAfter(f.text[list[i-1].start:list[i-1].end])
		after := i+1 < len(list) && joinsAfter(text) && joinsBefore(f.text[list[i+1].start:list[i+1].end])
		list[i].shape = forms.isolated
		switch {
		case before && after:
			list[i].shape += 3
		case after:
			list[i].shape += 2
		case before:
			list[i].shape++
		}
	}
}

// joinsAfter reports whether a grapheme joins the one after it.
func joinsAfter(text string) bool {
	r := firstRune(text)
	return (r == tatweel || arabicForms[r].both) && !strings.Contains(text, nonJoiner)
}

// joinsBefore reports whether a grapheme joins the one before it.
func joinsBefore(text string) bool {
	r := firstRune(text)
	return r == tatweel || arabicForms[r].isolated != 0
}
