package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/text/unicode/bidi"
)

// direction reports whether text begins with right-to-left text (UAX #9, P2 and
// P3), and whether it has any.
func direction(text string) (rtl, mixed bool) {
	if ascii(text) {
		return false, false
	}
	strong := false
	for _, r := range text {
		switch {
		case r < 0x590:
			strong = strong || unicode.IsLetter(r)
		case leftward(r):
			return !strong, true
		case !strong && unicode.IsLetter(r):
			strong = true
		}
	}
	return false, false
}

// A side is where the lines of a language begin.
type side uint8

const (
	sideUnknown side = iota
	sideLeft
	sideRight
)

// sideOf is the side at which the lines of a language begin (BCP 47).
func sideOf(language string) side {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch base {
	case "", "und", "mul":
		return sideUnknown
	case "ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "arc", "syr", "nqo":
		return sideRight
	}
	return sideLeft
}

// direction is direction for text in the article's language: where that runs to
// the left, every text with a word of it does, and elsewhere only text that is
// mostly so.
func (m *Manuscript) direction(text string) (rtl, mixed bool) {
	rtl, mixed = direction(text)
	if !mixed || m.language == sideUnknown {
		return rtl, mixed
	}
	if m.language == sideRight {
		return true, true
	}
	balance := 0
	for _, r := range text {
		switch {
		case leftward(r):
			balance++
		case unicode.IsLetter(r):
			balance--
		}
	}
	return balance > 0, true
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

// levels is the embedding level of each byte of text by UAX #9. Marks that
// embed, override or isolate were left out of the text, so the levels are those
// of the paragraph and of numbers and words in it: 0, 1 and 2.
func levels(text string, rtl bool) []uint8 {
	out := make([]uint8, len(text))
	begin := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] == '\n' {
			lineLevels(out[begin:i], text[begin:i], rtl)
			begin = i + 1
		}
	}
	return out
}

// lineLevels finds the levels of text without line feeds.
func lineLevels(out []uint8, text string, rtl bool) {
	b := bidiText{base: bidi.L}
	if rtl {
		b.base = bidi.R
	}
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		b.runes = append(b.runes, r)
		b.at = append(b.at, i)
		b.classes = append(b.classes, p.Class())
	}
	b.weak()
	b.brackets()
	b.neutral()
	for i, at := range b.at {
		end := len(text)
		if i+1 < len(b.at) {
			end = b.at[i+1]
		}
		for j := at; j < end; j++ {
			out[j] = b.level(i)
		}
	}
}

// bidiText is text while its levels are found.
type bidiText struct {
	base    bidi.Class
	runes   []rune
	at      []int
	classes []bidi.Class
}

// level is I1 and I2.
func (b *bidiText) level(i int) uint8 {
	switch c := b.classes[i]; {
	case c == bidi.EN || c == bidi.AN:
		return 2
	case c == bidi.R:
		return 1
	case b.base == bidi.R:
		return 2
	}
	return 0
}

// weak is W1 to W7: what numbers and their signs belong to.
func (b *bidiText) weak() {
	c := b.classes
	strong, letter := b.base, b.base // the last strong class, and the same with AL
	for i := range c {
		if c[i] == bidi.NSM { // W1
			c[i] = bidi.ON
			if i > 0 {
				c[i] = c[i-1]
			}
		}
		switch c[i] {
		case bidi.AL:
			letter = bidi.AL
			c[i] = bidi.R // W3
		case bidi.R, bidi.L:
			letter = c[i]
		case bidi.EN:
			if letter == bidi.AL { // W2
				c[i] = bidi.AN
			}
		}
	}
	for i := 1; i+1 < len(c); i++ { // W4
		if c[i-1] == c[i+1] && (c[i] == bidi.CS && (c[i-1] == bidi.EN || c[i-1] == bidi.AN) || c[i] == bidi.ES && c[i-1] == bidi.EN) {
			c[i] = c[i-1]
		}
	}
	for i := range c { // W5
		if c[i] == bidi.EN {
			for j := i - 1; j >= 0 && c[j] == bidi.ET; j-- {
				c[j] = bidi.EN
			}
			for j := i + 1; j < len(c) && c[j] == bidi.ET; j++ {
				c[j] = bidi.EN
			}
		}
	}
	for i := range c {
		switch c[i] {
		case bidi.ES, bidi.ET, bidi.CS, bidi.BN, bidi.B, bidi.S, bidi.WS: // W6
			c[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c[i]
		case bidi.EN:
			if strong == bidi.L { // W7
				c[i] = bidi.L
			}
		}
	}
}

// pull is the direction that a class has for the neutrals beside it, or ON.
func pull(c bidi.Class) bidi.Class {
	switch c {
	case bidi.EN, bidi.AN, bidi.R:
		return bidi.R
	case bidi.L:
		return bidi.L
	}
	return bidi.ON
}

// brackets is N0: a pair of brackets goes with what it holds.
func (b *bidiText) brackets() {
	type open struct {
		at   int
		want rune
	}
	var stack []open
	for i, r := range b.runes {
		if b.classes[i] != bidi.ON {
			continue
		}
		m := mirrored(r)
		if m == r || !(unicode.Is(unicode.Ps, r) || unicode.Is(unicode.Pe, r)) {
			continue
		}
		if unicode.Is(unicode.Ps, r) {
			stack = append(stack, open{i, m})
			continue
		}
		for j := len(stack) - 1; j >= 0; j-- {
			if stack[j].want == r {
				b.pair(stack[j].at, i)
				stack = stack[:j]
				break
			}
		}
	}
}

// pair gives a pair of brackets its direction.
func (b *bidiText) pair(from, to int) {
	found := bidi.Class(bidi.ON)
	for _, c := range b.classes[from+1 : to] {
		if s := pull(c); s == b.base {
			found = s
			break
		} else if s != bidi.ON {
			found = s
		}
	}
	if found == bidi.ON {
		return
	}
	if found != b.base {
		before := b.base
		for i := from - 1; i >= 0; i-- {
			if s := pull(b.classes[i]); s != bidi.ON {
				before = s
				break
			}
		}
		found = before
	}
	b.classes[from], b.classes[to] = found, found
}

// neutral is N1 and N2: what has no direction takes that of both sides, or of
// the paragraph.
func (b *bidiText) neutral() {
	before := b.base
	for i := 0; i < len(b.classes); i++ {
		if s := pull(b.classes[i]); s != bidi.ON {
			before = s
			continue
		}
		end, after := i, b.base
		for end < len(b.classes) && pull(b.classes[end]) == bidi.ON {
			end++
		}
		if end < len(b.classes) {
			after = pull(b.classes[end])
		}
		if after != before {
			after = b.base
		}
		for ; i < end; i++ {
			b.classes[i] = after
		}
		i--
	}
}

// mirrored is the sign that looks like r from the other side, or r.
func mirrored(r rune) rune {
	const pairs = "()[]{}<>«»‹›≤≥⟨⟩⟦⟧⁅⁆❨❩〈〉《》「」『』【】〔〕（）［］｛｝＜＞"
	var left rune
	i := 0
	for _, p := range pairs {
		if i%2 == 0 {
			left = p
			if r == left {
				i++
				continue
			}
		} else if r == left {
			return p
		} else if r == p {
			return left
		}
		i++
	}
	return r
}

// A cluster is a grapheme of a line that is put in visual order.
type cluster struct {
	start, end int32
	level      uint8
	look       uint16
	link       int32
	space      bool
	shape      rune // in place of its first character, unless it is 0
}

// write appends the cluster's text as it looks at its level.
func (g cluster) write(dst []byte, text string) []byte {
	for i, r := range text {
		switch {
		case i == 0 && g.shape != 0:
			r = g.shape
		case g.level%2 == 1:
			r = mirrored(r)
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// visual adds the pieces of one line of a flow in visual order (L2, L4).
func (s *setter) visual(id int32, f *flow, c cut) {
	list := clusters(f, c)
	shape(f, list)
	list = reordered(list)
	for i := 0; i < len(list); {
		first := list[i]
		p := piece{flow: id + 1, start: first.start, look: first.look, link: first.link, backward: first.level%2 == 1}
		var text []byte
		for i < len(list) {
			g := list[i]
			if g.level != first.level || g.look != first.look || g.link != first.link || p.backward && g.space != first.space {
				break
			}
			text = g.write(text, f.text[g.start:g.end])
			p.start = min(p.start, g.start)
			i++
		}
		p.text = string(text)
		p.width = int32(Width(p.text))
		s.piece(p)
	}
}

// clusters is the graphemes of one line in the order of the text.
func clusters(f *flow, c cut) []cluster {
	var list []cluster
	at, run := c.start, 0
	g := displaywidth.StringGraphemes(f.text[c.start:c.end])
	for g.Next() {
		for run+1 < len(f.runs) && f.runs[run+1].start <= at {
			run++
		}
		next := at + int32(len(g.Value()))
		r := f.runs[run]
		if strings.Contains(breakMarks, g.Value()) {
			at = next
			continue
		}
		list = append(list, cluster{start: at, end: next, level: f.levels[at], look: r.look, link: r.link, space: g.Value() == " "})
		at = next
	}
	return list
}

// reordered is L2: from the highest level down, every stretch of that level or
// more is turned round.
func reordered(list []cluster) []cluster {
	for level := uint8(2); level > 0; level-- {
		for i := 0; i < len(list); i++ {
			end := i
			for end < len(list) && list[end].level >= level {
				end++
			}
			for a, b := i, end-1; a < b; a, b = a+1, b-1 {
				list[a], list[b] = list[b], list[a]
			}
			i = max(i, end-1)
		}
	}
	return list
}

// Visual is one line of text in visual order, its Arabic letters joined, for
// terminals that do neither. Text is cut before, because its end comes first.
func Visual(text string) string {
	rtl, mixed := direction(text)
	if !mixed {
		return text
	}
	out, _ := inOrder(text, rtl, -1)
	return out
}

// VisualLeft is Visual for a sentence that runs from left to right, whatever
// name it begins with.
func VisualLeft(text string) string {
	if _, mixed := direction(text); !mixed {
		return text
	}
	out, _ := inOrder(text, false, -1)
	return out
}

// VisualAt is Visual, and the column for a cursor before the byte at of text:
// on the letter that begins there or, behind the text, on the cell at which the
// next letter would stand. That is -1 left of a text that runs leftwards.
func VisualAt(text string, at int) (visual string, column int) {
	rtl, mixed := direction(text)
	if !mixed {
		return text, Width(text[:at])
	}
	return inOrder(text, rtl, at)
}

// inOrder is text in visual order, and the column of the byte at.
func inOrder(text string, rtl bool, at int) (visual string, column int) {
	f := flow{text: text, runs: []run{{}}, levels: levels(text, rtl)}
	list := clusters(&f, cut{end: int32(len(text))})
	shape(&f, list)
	out := make([]byte, 0, len(text)+8)
	last := int32(-1) // where the last cluster that counts for the column begins
	for _, g := range reordered(list) {
		if here := Width(string(out)); at >= 0 && g.start <= int32(at) && g.start > last {
			last, column = g.start, here
			switch {
			case g.end > int32(at): // it begins here
			case g.level%2 == 1:
				column--
			default:
				column += Width(text[g.start:g.end])
			}
		}
		out = g.write(out, text[g.start:g.end])
	}
	return string(out), column
}
