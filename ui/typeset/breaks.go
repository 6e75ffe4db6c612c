package typeset

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// A segment is text between two places where a line may end. Start and end are
// offsets in the flow's text; the spaces after it are not part of it.
type segment struct {
	start, end int32
	width      int32 // cells
	space      int32 // cells of the spaces after it
	must       bool  // the line ends here
	soft       bool  // a hyphen shows when the line ends here
}

// A scan walks through text and says where a line may break, by UAX #14. It
// remembers what the rules look back on.
type scan struct {
	prev    class // the character before, combining marks left out
	rune    rune  // that character
	last    rune  // the character before, be it a mark
	prior   rune  // the one before rune
	before  class // the one before prev
	wide    bool  // before is East Asian; for quotation marks
	spaces  bool  // spaces came after prev
	joined  bool  // a zero width joiner came after prev
	number  bool  // prev ends digits with separators
	closed  bool  // prev closes such a number
	opening bool  // prev is a quotation mark that opens
	start   bool  // prev began a word
	complex bool  // some graphemes may be more than one character
	flags   int   // regional indicators that prev ends
}

// segments appends the segments of text to dst.
func segments(dst []segment, text string) []segment {
	if text == "" {
		return dst
	}
	var s scan
	begun := len(dst)
	start, end := 0, 0 // of the segment that is being read, without its spaces
	flush := func(must bool, next int) {
		g := segment{start: int32(start), end: int32(end), must: must}
		g.width = int32(Width(text[start:end]))
		if g.space = int32(next - end); must {
			g.space = 0
		}
		dst = append(dst, g)
		start, end = next, next
	}
	for i := 0; i < len(text); {
		if b := text[i] | 0x20; b >= 'a' && b <= 'z' && s.prev == classAL && !s.spaces && !s.joined {
			s.before, s.rune, s.last, s.start, s.wide = classAL, rune(b), rune(b), false, false // the middle of a word
			i++
			end = i
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		c := classOf(r)
		s.complex = s.complex || complexRune(r)
		switch {
		case c == classBK:
			flush(true, i+size)
			s = scan{complex: s.complex}
		case c == classSP:
			s.spaces = true
		case c == classZW:
			s.push(c, r)
			end = i + size
		default:
			if end > start && s.breakBefore(c, r, text[i+size:]) {
				flush(false, i)
			}
			s.push(c, r)
			end = i + size
		}
		i += size
	}
	flush(false, len(text))
	if s.complex {
		dst = dst[:begun+len(joined(dst[begun:], text))]
	}
	return dst
}

// joined puts together segments that a grapheme spans: a mark without a letter
// makes one with the space before it, and a sign that wants a letter makes one
// with the space after it.
func joined(list []segment, text string) []segment {
	g := displaywidth.StringGraphemes(text)
	at, n, torn := int32(0), 0, false
	boundary := func(offset int32) bool {
		for at < offset && g.Next() {
			at += int32(len(g.Value()))
		}
		return at == offset
	}
	for _, s := range list {
		if starts := boundary(s.start); n == 0 || starts && !torn {
			list[n] = s
			n++
		} else {
			p := &list[n-1]
			p.end, p.space, p.must = s.end, s.space, s.must
			p.width = int32(Width(text[p.start:p.end]))
		}
		torn = !boundary(s.end)
	}
	return list[:n]
}

// complexRune reports whether r may make one grapheme with its neighbours.
func complexRune(r rune) bool {
	switch {
	case r < 0x300, r >= 0x370 && r < 0x483, r >= 0x2010 && r < 0x2028, r >= 0x3000 && r < 0x302A, r >= 0x3030 && r < 0x3099,
		r >= 0x30A0 && r < 0xA000, r >= 0xAC00 && r < 0xD7A4, r >= 0xFF00 && r < 0xFF9E:
		return false
	}
	return true
}

// push makes c what comes before the next character.
func (s *scan) push(c class, r rune) {
	s.last = r
	if (c == classCM || c == classZWJ) && !s.spaces && s.prev != classNone && s.prev != classZW {
		s.joined = c == classZWJ
		return
	}
	if c == classCM || c == classZWJ {
		s.joined = c == classZWJ
		c = classAL
	} else {
		s.joined = false
	}
	s.start = s.prev == classNone || s.spaces || s.prev == classZW || s.prev == classGL
	s.opening = c == classQU && unicode.Is(unicode.Pi, r) && (s.start || s.prev == classOP || s.prev == classQU)
	switch {
	case c == classNU:
		s.number, s.closed = true, false
	case (c == classSY || c == classIS) && s.number && !s.closed && !s.spaces:
	case (c == classCL || c == classCP) && s.number && !s.closed && !s.spaces:
		s.closed = true
	default:
		s.number, s.closed = false, false
	}
	if c == classRI {
		s.flags++
	} else {
		s.flags = 0
	}
	s.wide = s.prev == classID || s.rune >= 0x1100 && displaywidth.Rune(s.rune) == 2
	s.before, s.prev, s.prior, s.rune, s.spaces = s.prev, c, s.rune, r, false
}

// breakBefore reports whether a line may end before a character of class c. The
// comments name the rules of UAX #14.
func (s *scan) breakBefore(c class, r rune, after string) bool {
	p := s.prev
	switch {
	case p == classZW: // LB8
		return true
	case s.joined && !s.spaces: // LB8a
		return false
	case (c == classCM || c == classZWJ) && !s.spaces: // LB9
		return false
	case c == classWJ, p == classWJ && !s.spaces: // LB11
		return false
	case p == classGL && !s.spaces: // LB12
		return false
	case c == classGL && !s.spaces && p != classBA && p != classHY: // LB12a
		return false
	case c == classCL, c == classCP, c == classEX, c == classIS, c == classSY: // LB13, LB15d
		return c == classIS && s.spaces && firstClass(after) == classNU // LB15c
	case p == classOP, s.opening: // LB14, LB15a
		return false
	case c == classQU && unicode.Is(unicode.Pf, r) && closes(firstClass(after)): // LB15b
		return false
	case (p == classCL || p == classCP) && c == classNS, p == classB2 && c == classB2: // LB16, LB17
		return false
	case s.spaces: // LB18
		return true
	case c == classQU: // LB19, LB19a
		return unicode.Is(unicode.Pi, r) && wideRune(s.rune) && wideRune(firstRune(after))
	case p == classQU:
		return unicode.Is(unicode.Pf, s.rune) && s.wide && wideRune(r)
	}
	return s.breakBetween(c, r, after)
}

// breakBetween is breakBefore for two characters that touch and are neither
// glue, nor quotation marks, nor closing marks.
func (s *scan) breakBetween(c class, r rune, after string) bool {
	p := s.prev
	letter, lettered := c == classAL || c == classHL, p == classAL || p == classHL
	switch {
	case p == classHY && s.start && (letter || c == classSA): // LB20a
		return false
	case c == classBA, c == classHY, c == classNS, p == classBB: // LB21
		return false
	case s.before == classHL && (p == classHY || p == classBA) && c != classHL: // LB21a
		return false
	case p == classSY && c == classHL, c == classIN: // LB21b, LB22
		return false
	case lettered && c == classNU, p == classNU && letter: // LB23
		return false
	case p == classPR && c == classID, p == classID && c == classPO: // LB23a
		return false
	case (p == classPR || p == classPO) && letter, lettered && (c == classPR || c == classPO): // LB24
		return false
	case s.withinNumber(c, after): // LB25
		return false
	case lettered && letter, p == classIS && letter: // LB28, LB29
		return false
	case (lettered || p == classNU) && c == classOP && !wideRune(r): // LB30
		return false
	case p == classCP && (letter || c == classNU) && !wideRune(s.rune):
		return false
	case p == classRI && c == classRI && s.flags%2 == 1: // LB30a
		return false
	case p == classSA && c == classSA:
		return syllableBefore(s.prior, s.rune, s.last, r, after)
	case (p == classSA && (letter || c == classNU)) || (c == classSA && (lettered || p == classNU)):
		return false
	}
	return true
}

// withinNumber is LB25: a number is not torn from its signs and units.
func (s *scan) withinNumber(c class, after string) bool {
	p := s.prev
	switch c {
	case classPO, classPR:
		return s.number
	case classNU:
		return p == classPO || p == classPR || p == classHY || p == classIS || p == classNU || s.number && !s.closed
	case classOP:
		return (p == classPO || p == classPR) && firstClass(after) == classNU
	case classHY:
		return (p == classPO || p == classPR) && firstClass(after) == classNU
	}
	return false
}

// closes reports whether a quotation mark before a character of class c ends
// what was quoted.
func closes(c class) bool {
	switch c {
	case classNone, classSP, classBK, classGL, classWJ, classCL, classQU, classCP, classEX, classIS, classSY, classZW:
		return true
	}
	return false
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return ' '
}

func firstClass(text string) class {
	for _, r := range text {
		return classOf(r)
	}
	return classNone
}

// wideRune reports whether r is East Asian for the rules on quotation marks and
// brackets.
func wideRune(r rune) bool { return r >= 0x1100 && displaywidth.Rune(r) == 2 }
