package article

import "unicode"

// Reading speeds: Latin and other scripts that part their words are read at
// some 230 words a minute (Brysbaert 2019, silent reading of English: 238);
// Chinese, Japanese, Thai and their like, which do not, at some 500 characters
// a minute.
const (
	wordsAMinute      = 230
	charactersAMinute = 500
)

// Words is how many words the article has, title and captions left out. In
// scripts that do not part words every character counts as one.
func Words(a Article) int {
	words, characters := count(Text(a))
	return words + characters
}

// Minutes is the time it takes to read the article, by script: at least 1, or
// 0 for an article without text.
func Minutes(a Article) int {
	words, characters := count(Text(a))
	if words+characters == 0 {
		return 0
	}
	minutes := float64(words)/wordsAMinute + float64(characters)/charactersAMinute
	return max(1, int(minutes+0.5))
}

// count is how many words s has in scripts that part them, and how many
// characters in scripts that do not.
func count(s string) (words, characters int) {
	inside := false
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
			unicode.Myanmar, unicode.Tibetan):
			if unicode.IsLetter(r) {
				characters++
			}
			inside = false
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if !inside {
				words++
			}
			inside = true
		case r != '\'' && r != '’' && r != '-' && !unicode.IsMark(r) && r != '\u200c' && r != '\u200d':
			inside = false
		}
	}
	return words, characters
}
