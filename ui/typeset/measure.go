package typeset

import (
	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
)

// Terminals do not agree on the cells of a grapheme of several characters. Most
// add up its characters, which is how the toolkit is told to count, and so are
// the syllables of Indic scripts measured here. An emoji of several characters
// (a family, a flag, a heart in colour) is two cells by the standard, and is
// written so that any terminal leaves it at that: see [Emoji].

// Width is how many cells plain text takes.
func Width(text string) int {
	if !Several(text) {
		return displaywidth.String(text)
	}
	n := 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		n += clusterWidth(g.Value(), g.Width())
	}
	return n
}

// Several reports whether text may have graphemes on whose width terminals do
// not agree. It looks at the first bytes of characters: those of Arabic number signs, of Indic scripts,
// of old Hangul and its tones, of joiners, of signs around a digit, of variants, and of all
// beyond U+FFFF.
func Several[T string | []byte](text T) bool {
	for i := range len(text) {
		c := text[i]
		if c < 0xD8 {
			continue
		}
		next := byte(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		switch {
		case c < 0xE0 && c != 0xD8 && c != 0xDB && c != 0xDC:
		case c == 0xD8 && next <= 0x85, c == 0xDB && next == 0x9D, c == 0xDC && next == 0x8F, c == 0xE0, c == 0xE1, c >= 0xF0, c == 0xEA && next < 0xB0, c == 0xEF && (next == 0xB8 || next == 0xBE),
			c == 0xE3 && next == 0x80 && i+2 < len(text) && text[i+2]&^1 == 0xAE,
			c == 0xE2 && i+2 < len(text) && (next == 0x80 && text[i+2] == 0x8D || next == 0x83 && text[i+2] == 0xA3):
			return true
		}
	}
	return false
}

// clusterWidth is the cells of one grapheme that is so wide by the standard.
func clusterWidth(cluster string, standard int) int {
	if standard == 2 && Emoji(cluster) != "" {
		return 2
	}
	return ansi.StringWidthWc(cluster)
}

// Emoji is the character that an emoji of several characters begins with, and
// "" for any other grapheme. The others change how it looks, and terminals that
// do not know that give them cells of their own.
func Emoji(cluster string) string {
	first, n := rune(0), 0
	for i, r := range cluster {
		switch {
		case i == 0:
			if first, n = r, len(string(r)); first >= 0x300 && first < 0x2000 || first >= 0x3300 && first < 0x1F000 {
				return ""
			}
		case r == 0xFE0F, r == 0x200D, r == 0x20E3, r >= 0x1F3FB && r <= 0x1F3FF, r >= 0x1F1E6 && r <= 0x1F1FF, r >= 0xE0020 && r <= 0xE007F:
			return cluster[:n]
		}
	}
	return ""
}

// truncated is text in at most width cells, with the ellipsis where it was cut.
func truncated(text string, width int, ellipsis string) string {
	if !Several(text) {
		return displaywidth.TruncateString(text, width, ellipsis)
	}
	room, n, end := width-Width(ellipsis), 0, 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if n += clusterWidth(g.Value(), g.Width()); n > room {
			break
		}
		end += len(g.Value())
	}
	return text[:end] + ellipsis
}
