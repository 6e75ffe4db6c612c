package typeset

// syllableBefore reports whether a line may break between two letters of a
// script that is written without spaces. A dictionary would find words; these
// rules find places where a syllable must begin, so that a vowel is never torn
// from its consonant. Prev is the letter before r, prior the one before that,
// and mark the sign that stands right before r, which may be prev.
func syllableBefore(prior, prev, mark, r rune, after string) bool {
	next := firstRune(after)
	switch {
	case r >= 0xE80 && r < 0xEE0, r >= 0xE00 && r < 0xE80:
		return thaiBefore(prior, prev, r)
	case r >= 0x1000 && r < 0x10A0: // Myanmar: not before a killed or stacked consonant
		return r <= 0x102A && mark != 0x1039 && next != 0x103A && next != 0x1039
	case r >= 0x1780 && r < 0x1800: // Khmer: not below a consonant
		return r <= 0x17B3 && mark != 0x17D2
	}
	return false
}

// thaiBefore is syllableBefore for Thai and Lao, whose blocks are laid out
// alike: a vowel that is written first begins a syllable, and some signs end
// one, though the vowel after an r mostly ends a prefix.
func thaiBefore(prior, prev, r rune) bool {
	const lao = 0x80
	if r >= 0xE80 {
		r -= lao
	}
	if prev >= 0xE80 {
		prev -= lao
	}
	if leadingVowel(prev) || trailing(r) {
		return false
	}
	return leadingVowel(r) || prev == 'ะ' && prior != 'ร' || prev == 'ๆ' || prev == 'ฯ'
}

// leadingVowel reports whether r is written before its consonant.
func leadingVowel(r rune) bool { return r >= 'เ' && r <= 'ไ' }

// trailing reports whether r belongs to what stands before it.
func trailing(r rune) bool {
	switch r {
	case 'ะ', 'า', 'ำ', 'ๅ', 'ๆ', 'ฯ':
		return true
	}
	return false
}
