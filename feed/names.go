package feed

import (
	"slices"
	"strings"
	"unicode"
)

// Among is those of feeds that a query means by the name: with Prefix those whose
// label begins with it, otherwise the ones whose label or address it is; if there is none,
// those that have it in their label; and if there is none, in their address.
// Capitals, accents, hyphens and the width of spaces do not matter.
func (c FeedNamed) Among(feeds []Feed) []FeedID {
	name := nameOf(c.Name)
	if name == "" {
		return nil
	}
	var called, having, at []FeedID
	address := strings.ToLower(c.Name)
	for i := range feeds {
		f := &feeds[i]
		label := nameOf(f.Label())
		switch {
		case c.Prefix && strings.HasPrefix(label, name), !c.Prefix && (label == name || f.URL == c.Name):
			called = append(called, f.ID)
		case c.Prefix:
		case strings.Contains(label, name):
			having = append(having, f.ID)
		case strings.Contains(strings.ToLower(f.URL), address):
			at = append(at, f.ID)
		}
	}
	switch {
	case len(called) > 0:
		return called
	case len(having) > 0:
		return having
	}
	return at
}

// Called reports whether the name is that of one of feeds, and not only a part of
// it.
func (c FeedNamed) Called(feeds []Feed) bool {
	return slices.ContainsFunc(feeds, func(f Feed) bool { return f.URL == c.Name || nameOf(f.Label()) == nameOf(c.Name) })
}

// nameOf is a name as it is compared: in small letters without accents, its words
// with one space between them. A name without a letter or a digit stays.
func nameOf(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	between := false
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Mn, r) && r < 0x900: // an accent of its own
		case unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.So):
			if between && b.Len() > 0 {
				b.WriteByte(' ')
			}
			between = false
			writeBare(&b, unicode.ToLower(r))
		default:
			between = true
		}
	}
	if b.Len() == 0 {
		return strings.TrimSpace(name)
	}
	return b.String()
}

// writeBare writes a small letter without its accent.
func writeBare(b *strings.Builder, r rune) {
	if r < 0x80 {
		b.WriteByte(byte(r))
	} else if plain, ok := bareLetters[r]; ok {
		b.WriteString(plain)
	} else {
		b.WriteRune(r)
	}
}

// bareLetters are the Latin, Greek and Cyrillic letters with accents, and what
// people write who do not have them.
var bareLetters = lettersOf(map[string]string{
	"a": "àáâãäåāăąǎḁạảấầẩẫậắằẳẵặ", "ae": "æǣǽ", "b": "ḃḅḇ", "c": "çćĉċčḉ", "d": "ðďđḋḍḏḑḓ", "e": "èéêëēĕėęěḕḗḙḛḝẹẻẽếềểễệ",
	"f": "ḟ", "g": "ĝğġģǧḡ", "h": "ĥħḣḥḧḩḫẖ", "i": "ìíîïĩīĭįıǐḭḯỉị", "j": "ĵ", "k": "ķḱḳḵ", "l": "ĺļľłḷḹḻḽ", "m": "ḿṁṃ",
	"n": "ñńņňṅṇṉṋ", "o": "òóôõöøōŏőơǒǿṍṏṑṓọỏốồổỗộớờởỡợ", "oe": "œ", "p": "ṕṗ", "r": "ŕŗřṙṛṝṟ", "s": "śŝşšșṡṣṥṧṩ", "ss": "ß",
	"t": "ţťŧțṫṭṯṱẗ", "th": "þ", "u": "ùúûüũūŭůűųưǔṳṵṷṹṻụủứừửữự", "v": "ṽṿ", "w": "ŵẁẃẅẇẉẘ", "x": "ẋẍ", "y": "ýÿŷẏẙỳỵỷỹ", "z": "źżžẑẓẕ",
	"α": "ά", "ε": "έ", "η": "ή", "ι": "ίϊΐ", "ο": "ό", "υ": "ύϋΰ", "ω": "ώ", "σ": "ς", "е": "ё", "и": "й", "і": "ї",
})

func lettersOf(marked map[string]string) map[rune]string {
	letters := map[rune]string{}
	for plain, list := range marked {
		for _, r := range list {
			letters[r] = plain
		}
	}
	return letters
}
