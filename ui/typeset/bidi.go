package typeset

import "unicode"

// direction reports whether text begins with right-to-left text (UAX #9, P2 and
// P3), and whether it has any.
func direction(text string) (rtl, mixed bool) {
	strong := false
	for _, r := range text {
		switch {
		case r < 0x590:
			strong = strong || unicode.IsLetter(r)
		case leftward(r):
			mixed = true
			if !strong {
				return true, true
			}
		case !strong && unicode.IsLetter(r):
			strong = true
		}
		if strong && mixed {
			return false, true
		}
	}
	return false, mixed
}

// leftward reports whether r is a letter or a mark of a script that is written
// from right to left.
func leftward(r rune) bool {
	switch {
	case r >= 0x590 && r < 0x900, r >= 0xFB1D && r < 0xFE00, r >= 0xFE70 && r < 0xFF00, r >= 0x10800 && r < 0x11000, r >= 0x1E800 && r < 0x1F000:
		return unicode.IsLetter(r)
	}
	return false
}

func levels(text string, rtl bool) []uint8 { return nil }

func (s *setter) visual(id int32, f *flow, c cut) {}
