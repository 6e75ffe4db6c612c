package typeset

import "github.com/clipperhouse/displaywidth"

// A cut is the part of a flow that stands on one line.
type cut struct {
	start, end int32 // offsets in the flow's text
	width      int32
	word       int32 // the segment it begins in
	hyphen     bool  // a hyphen is drawn at its end
}

// cuts appends the lines of f to dst; the first may be first cells wide and the
// others rest. Only a grapheme wider than that makes a line wider.
func (f *flow) cuts(dst []cut, first, rest int) []cut {
	room := int32(first)
	open, soft := false, false
	var c cut
	space := int32(0)
	for i := range f.segments {
		g := &f.segments[i]
		need := space + g.width
		if g.soft {
			need++
		}
		if open && c.width+need <= room {
			c.width += space + g.width
			c.end = g.end
		} else {
			if open {
				if soft && c.width < room {
					c.hyphen = true
					c.width++
				}
				dst = append(dst, c)
				room = int32(rest)
			}
			c = cut{start: g.start, end: g.end, width: g.width, word: int32(i)}
			open = true
			if g.width > room {
				before := len(dst)
				dst, c = f.split(dst, c, room, int32(rest))
				if len(dst) > before {
					room = int32(rest)
				}
			}
		}
		space, soft = g.space, g.soft
		if g.must {
			dst = append(dst, c)
			open, room = false, int32(rest)
		}
	}
	if open {
		dst = append(dst, c)
	}
	return dst
}

// split breaks a segment that is wider than a line between graphemes. The full
// lines go to dst, and what is left is the beginning of the next line.
func (f *flow) split(dst []cut, c cut, room, rest int32) ([]cut, cut) {
	g := displaywidth.StringGraphemes(f.text[c.start:c.end])
	now := cut{start: c.start, end: c.start, word: c.word}
	good, goodWidth := now.start, int32(0) // the last place where it may be torn
	prev := rune(0)
	for g.Next() {
		w := int32(clusterWidth(g.Value(), g.Width()))
		r := firstRune(g.Value())
		if !leadingVowel(prev) && !trailing(r) {
			good, goodWidth = now.end, now.width
		}
		if now.width+w > room && now.end > now.start {
			left := cut{start: now.start, end: now.end, width: now.width, word: c.word}
			if good > now.start {
				left.end, left.width = good, goodWidth
			}
			dst = append(dst, left)
			now.start, now.width = left.end, now.width-left.width
			room = rest
			good, goodWidth = now.start, 0
		}
		now.end += int32(len(g.Value()))
		now.width += w
		prev = r
	}
	return dst, now
}
