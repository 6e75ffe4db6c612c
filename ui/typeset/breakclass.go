package typeset

import (
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// A class is a line breaking class of UAX #14, Unicode Line Breaking Algorithm.
// Classes that the rules treat alike for text in cells are one here: jamo are
// combining, Hangul syllables are ideographs, small kana are non-starters.
type class uint8

const (
	classNone class = iota // the beginning or the end of the text
	classAL                // letters and all that is not named below
	classHL                // Hebrew letters
	classSA                // scripts without spaces: Thai, Lao, Khmer, Myanmar
	classNU                // digits
	classID                // ideographs, kana, Hangul, emoji
	classOP                // opening marks
	classCL                // closing marks
	classCP                // closing parentheses
	classQU                // quotation marks
	classEX                // exclamation and question marks
	classIS                // infix separators
	classSY                // the slash
	classNS                // non-starters
	classHY                // the hyphen
	classBA                // a break comes after
	classBB                // a break comes before
	classB2                // a break comes before or after: the em dash
	classIN                // leaders
	classPR                // before a number
	classPO                // after a number
	classGL                // glue
	classWJ                // word joiner
	classZW                // zero width space
	classSP                // space
	classBK                // line feed
	classRI                // regional indicators
	classCM                // combining
	classZWJ
)

// asciiClasses is the class of each printable ASCII character from '!' on.
var asciiClasses = [...]class{
	'!': classEX, '"': classQU, '#': classAL, '$': classPR, '%': classPO, '&': classAL, '\'': classQU,
	'(': classOP, ')': classCP, '*': classAL, '+': classPR, ',': classIS, '-': classHY, '.': classIS, '/': classSY,
	'0': classNU, '1': classNU, '2': classNU, '3': classNU, '4': classNU,
	'5': classNU, '6': classNU, '7': classNU, '8': classNU, '9': classNU,
	':': classIS, ';': classIS, '?': classEX, '[': classOP, '\\': classPR, ']': classCP,
	'{': classOP, '|': classBA, '}': classCL, ' ': classSP, '\n': classBK, '\t': classSP, 0x7F: classCM,
}

// classOf is the line breaking class of r.
func classOf(r rune) class {
	switch {
	case r < 0x80:
		if c := asciiClasses[r]; c != classNone {
			return c
		}
		return classAL
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3:
		return classID
	case r >= 0xC0 && r < 0x250, r >= 0x3B1 && r < 0x3CF, r >= 0x400 && r < 0x483, r >= 0x48A && r < 0x530,
		r >= 0x620 && r < 0x64B, r >= 0x671 && r < 0x6D4: // Latin, Greek, Cyrillic, Arabic
		return classAL
	case r >= 0x5D0 && r <= 0x5F2:
		return classHL
	}
	if c := namedClass(r); c != classNone {
		return c
	}
	return generalClass(r)
}

// namedClass is the class of the characters whose class does not follow from
// their general category.
func namedClass(r rune) class {
	switch r {
	case 0x00A0, 0x2007, 0x2011, 0x202F, 0x0F08, 0x0F0C, 0x180E, 0x034F:
		return classGL
	case 0x2060, 0xFEFF:
		return classWJ
	case 0x200B:
		return classZW
	case 0x200D:
		return classZWJ
	case 0x2014, 0x2E3A, 0x2E3B:
		return classB2
	case 0x2024, 0x2025, 0x2026, 0x22EF, 0xFE19:
		return classIN
	case 0x00AD, 0x2010, 0x2012, 0x2013, 0x3000, 0x0964, 0x0965, 0x1361, 0x0F0B, 0x05BE, 0x2027, 0x058A, 0x104A, 0x104B, 0x17D4, 0x17D5:
		return classBA
	case 0x00B4, 0x02C8, 0x02CC:
		return classBB
	case 0x00A1, 0x00BF, 0x201A, 0x201E:
		return classOP
	case 0x3001, 0x3002, 0xFF0C, 0xFF0E, 0xFF61, 0xFF64, 0xFE11, 0xFE12, 0xFE50, 0xFE52:
		return classCL
	case 0xFF01, 0xFF1F, 0x061B, 0x061F, 0x06D4, 0x05C6, 0xFE15, 0xFE16, 0xFE56, 0xFE57, 0x2762, 0x2763, 0x0F0D:
		return classEX
	case 0x060C, 0x060D, 0x037E, 0x0589, 0x2044, 0x07F8, 0xFE10, 0xFE13, 0xFE14:
		return classIS
	case 0x3005, 0x301C, 0x303B, 0x303C, 0x30A0, 0x30FB, 0x30FC, 0x30FD, 0x30FE, 0x309B, 0x309C, 0x309D, 0x309E,
		0x203C, 0x203D, 0x2047, 0x2048, 0x2049, 0xFE54, 0xFE55, 0xFF1A, 0xFF1B, 0xFF65, 0xFF70, 0xFF9E, 0xFF9F, 0xA015:
		return classNS
	case 0x00A2, 0x00B0, 0x066A, 0x0609, 0x060A, 0x2103, 0x2109, 0xFF05, 0xFFE0, 0x20A7, 0x20B6, 0x20BB, 0x20BE:
		return classPO
	case 0x00B1, 0x2116, 0x2212, 0x2213:
		return classPR
	case 0x066B, 0x066C:
		return classNU
	}
	return rangedClass(r)
}

// rangedClass is namedClass for characters that stand together.
func rangedClass(r rune) class {
	switch {
	case r >= 0x2000 && r <= 0x200A:
		return classBA
	case r >= 0x2030 && r <= 0x2037:
		return classPO
	case r >= 0x20A0 && r <= 0x20CF:
		return classPR
	case r >= 0x1F1E6 && r <= 0x1F1FF:
		return classRI
	case r >= 0x1F3FB && r <= 0x1F3FF: // skin tones belong to what they follow
		return classCM
	case r >= 0x1160 && r <= 0x11FF: // vowels and finals of Hangul in pieces
		return classCM
	case smallKana(r):
		return classNS
	case r >= 0x3041 && r < 0x3097, r >= 0x30A1 && r < 0x30FB:
		return classID
	case r >= 0xE01 && r <= 0xEDF || r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17D3:
		if unicode.Is(unicode.Nd, r) {
			return classNU
		}
		if r == 0xE3F {
			return classPR
		}
		if unicode.Is(unicode.M, r) {
			return classCM
		}
		return classSA
	}
	return classNone
}

// smallKana reports whether r is kana that may not begin a line.
func smallKana(r rune) bool {
	switch r {
	case 'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ゎ', 'ゕ', 'ゖ',
		'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ', 'ヵ', 'ヶ':
		return true
	}
	return r >= 0x31F0 && r <= 0x31FF || r >= 0xFF67 && r <= 0xFF6F
}

// generalClass is the class that follows from r's general category and width.
func generalClass(r rune) class {
	switch {
	case unicode.In(r, unicode.M):
		return classCM
	case unicode.Is(unicode.Ps, r):
		return classOP
	case unicode.Is(unicode.Pe, r):
		return classCL
	case unicode.In(r, unicode.Pi, unicode.Pf):
		return classQU
	case displaywidth.Rune(r) == 2:
		return classID
	case unicode.Is(unicode.Nd, r):
		return classNU
	case unicode.Is(unicode.Sc, r):
		return classPR
	case unicode.Is(unicode.Cf, r):
		return classCM
	}
	return classAL
}
