package store

import (
	"html"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"warta/feed"
)

// unspaced are the scripts that are written without spaces between words, or
// whose words are long compounds: their runs are cut into pairs of letters.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan}

func isUnspaced(r rune) bool {
	return r >= 0x0e00 && (r == 'ー' || r == '々') || r >= 0x0e00 && unicode.IsOneOf(unspaced, r) &&
		(unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
}

// indexText prepares text for the full-text index, whose tokenizer folds case
// and diacritics and splits at everything that is no letter or number; letters
// like ł and ß, which are no others with an accent, are folded here. A run of
// an unspaced script becomes its overlapping pairs of letters, and its last
// letter.
func indexText(text string) string {
	if isASCII(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text)*2 + len(text)/8)
	eachRun(text, func(run string, pairs bool) {
		if pairs {
			writePairs(&b, run, true)
		} else {
			b.WriteString(run)
		}
	})
	return b.String()
}

// isAccent reports whether r is part of the letter before.
func isAccent(r rune) bool { return 0x300 <= r && r <= 0x331 }

// writePairs writes the pairs of letters of a run, and its last letter on its own
// when asked.
func writePairs(b *strings.Builder, run string, last bool) {
	previous := rune(0)
	b.WriteByte(' ')
	for _, r := range run {
		if previous != 0 {
			b.WriteRune(previous)
			b.WriteRune(r)
			b.WriteByte(' ')
		}
		previous = r
	}
	if last {
		b.WriteRune(previous)
		b.WriteByte(' ')
	}
}

// eachRun cuts text, composed, without loose accents and with plain letters, into
// runs of unspaced scripts and what is between them.
func eachRun(text string, do func(run string, pairs bool)) {
	text = bareText(text)
	start, pairs := 0, false
	for i, r := range text {
		if is := isUnspaced(r); is != pairs {
			if i > start {
				do(text[start:i], pairs)
			}
			start, pairs = i, is
		}
	}
	if start < len(text) {
		do(text[start:], pairs)
	}
}

// bareText is text as it is cut into runs.
func bareText(text string) string { return withPlainLetters(withoutAccents(norm.NFKC.String(text))) }

// plainLetters is what people write who do not have a letter that is no other
// letter with an accent, as Unicode sees it: "" for every other one.
func plainLetters(r rune) string {
	if r < 'Æ' || r > 'ẞ' {
		return ""
	}
	switch r {
	case 'Ł', 'ł':
		return "l"
	case 'Đ', 'đ', 'Ð', 'ð':
		return "d"
	case 'Ø', 'ø', 'Ǿ', 'ǿ':
		return "o"
	case 'Æ', 'æ', 'Ǽ', 'ǽ', 'Ǣ', 'ǣ':
		return "ae"
	case 'Œ', 'œ':
		return "oe"
	case 'ß', 'ẞ':
		return "ss"
	case 'Þ', 'þ':
		return "th"
	case 'ı':
		return "i"
	case 'Ħ', 'ħ':
		return "h"
	case 'Ŧ', 'ŧ':
		return "t"
	}
	return ""
}

func withPlainLetters(text string) string {
	first := strings.IndexFunc(text, func(r rune) bool { return plainLetters(r) != "" })
	if first < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 8)
	b.WriteString(text[:first])
	for _, r := range text[first:] {
		if plain := plainLetters(r); plain != "" {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// withoutAccents takes the accents off letters of those alphabets whose accents
// the tokenizer does not know: Greek and all up to the Indic ones.
func withoutAccents(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return 0x370 <= r && r < 0x900 }) {
		return text
	}
	bare := strings.Map(func(r rune) rune {
		if r < 0x900 && unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
	return norm.NFC.String(bare)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// isWords reports whether a condition is made of nothing but words that must be
// there, so that the full-text index alone tells whether it holds.
func isWords(c feed.Condition) bool {
	switch c := c.(type) {
	case feed.Words:
		return saysWord(c)
	case feed.Or:
		return len(c) > 0 && !slices.ContainsFunc(c, func(one feed.Condition) bool { return !isWords(one) })
	case feed.And:
		return areWords(c)
	}
	return false
}

// areWords is isWords for an and, some of whose words may be forbidden.
func areWords(all feed.And) bool {
	some := false
	for _, one := range all {
		not, without := one.(feed.Not)
		if without {
			one = not.Condition
		}
		if !isWords(one) {
			return false
		}
		some = some || !without
	}
	return some
}

// saysWord is false for words without a letter or number, which forbid nothing.
func saysWord(w feed.Words) bool {
	text, _ := phrase(w)
	return strings.ContainsFunc(text, isWordRune)
}

// phrase is the words as they stand in the index, before they are cut and folded,
// and whether the last one need only begin like this.
func phrase(w feed.Words) (text string, prefix bool) {
	var b strings.Builder
	prefix = w.Prefix
	end := strings.TrimRightFunc(w.Text, func(r rune) bool { return !isWordRune(r) })
	rest := len(bareText(end)) // after a run
	eachRun(end, func(run string, pairs bool) {
		rest -= len(run)
		if !pairs {
			b.WriteString(run)
			return
		}
		one := len([]rune(run)) == 1
		writePairs(&b, run, rest > 0 || one)
		prefix = prefix || one && rest == 0
	})
	return b.String(), prefix
}

// isWordRune reports whether r is part of a word.
func isWordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

// plainText is the text of HTML, for the index and for comparing entries; it is
// never shown.
func plainText(source string) string {
	if !strings.ContainsAny(source, "<&") {
		return source
	}
	var b strings.Builder
	b.Grow(len(source))
	for source != "" {
		text, rest, found := strings.Cut(source, "<")
		b.WriteString(text)
		if !found {
			break
		}
		source = skipTag(&b, rest)
	}
	return html.UnescapeString(b.String())
}

// skipTag passes over a tag, and over what stands in a script or style element.
func skipTag(b *strings.Builder, rest string) string {
	if rest == "" || !isTagStart(rest[0]) {
		b.WriteByte('<')
		return rest
	}
	b.WriteByte(' ')
	if comment, ok := strings.CutPrefix(rest, "!--"); ok {
		_, after, _ := strings.Cut(comment, "-->")
		return after
	}
	tag, after, found := strings.Cut(rest, ">")
	if !found {
		return ""
	}
	for _, name := range []string{"script", "style"} {
		if hasName(tag, name) && !strings.HasSuffix(tag, "/") {
			return afterEnd(after, name)
		}
	}
	return after
}

// hasName reports whether a tag, or what begins with one, has a name.
func hasName(tag, name string) bool {
	return len(tag) >= len(name) && strings.EqualFold(tag[:len(name)], name) &&
		(len(tag) == len(name) || strings.ContainsRune(" \t\r\n\f/>", rune(tag[len(name)])))
}

func isTagStart(c byte) bool {
	return c == '/' || c == '!' || c == '?' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// afterEnd is what follows the end tag of an element.
func afterEnd(source, name string) string {
	for {
		_, rest, found := strings.Cut(source, "</")
		if !found {
			return ""
		}
		if hasName(rest, name) {
			_, after, _ := strings.Cut(rest, ">")
			return after
		}
		source = rest
	}
}
