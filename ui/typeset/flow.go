package typeset

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"warta/feed/article"
)

// A flow is a run of text that is broken into lines together: a paragraph, a
// heading, a cell of a table, one line of code. Its text is clean, a line feed
// in it is a hard break, and its words are measured once, for every width.
type flow struct {
	text      string
	runs      []run
	segments  []segment
	firstWord int32 // words of the block before this flow
	rtl       bool  // begins with right-to-left text
	mixed     bool  // has right-to-left text in it
	marked    bool  // has marks for the line breaker in it, which are not drawn
	levels    []uint8
}

// A run is text in one look, from start to the next run's start.
type run struct {
	start int32
	look  uint16
	link  int32 // index in the manuscript's links plus one, or its pictures plus one, negated; 0 for none
}

// dottedCircle is what a mark without a letter stands on, as in print.
const dottedCircle = "\u25CC"

// flowMaker gathers spans into the text of a flow.
type flowMaker struct {
	m     *Manuscript
	role  role
	text  strings.Builder
	runs  []run
	space bool // a space is to be written before the next character
	any   bool // something stands on this line
}

// flow adds a flow with the text of spans to m and gives its index. It is -1
// when there is no text to show.
func (m *Manuscript) flow(spans []article.Span, r role) int32 {
	if len(spans) == 1 && spans[0].Link == "" && neat(spans[0].Text) && !spans[0].Style.Has(article.Superscript) && !spans[0].Style.Has(article.Subscript) {
		if spans[0].Text == "" {
			return -1
		}
		return m.addFlow(spans[0].Text, []run{{look: m.look(look{role: r, style: spans[0].Style})}})
	}
	f := flowMaker{m: m, role: r}
	for i, s := range spans {
		f.span(s, i+1 == len(spans) || spans[i+1].Link != s.Link)
	}
	f.endLine()
	text := strings.TrimRight(f.text.String(), "\n ")
	if text == "" {
		return -1
	}
	return m.addFlow(text, snapped(text, f.runs))
}

// plainFlow is flow for text in one look.
func (m *Manuscript) plainFlow(text string, r role) int32 {
	if text == "" {
		return -1
	}
	return m.flow([]article.Span{{Text: text}}, r)
}

// joins reports whether two characters are one grapheme.
func joins(a, b string) bool {
	g := displaywidth.StringGraphemes(a + b)
	return g.Next() && len(g.Value()) > len(a)
}

// addFlow measures text and adds it.
func (m *Manuscript) addFlow(text string, runs []run) int32 {
	m.measured = segments(m.measured[:0], text)
	f := flow{text: text, runs: runs, segments: m.keep(m.measured), firstWord: m.words}
	f.rtl, f.mixed = m.direction(text)
	f.markSegments()
	if f.mixed && m.options.Reorder {
		f.levels = levels(text, f.rtl)
	}
	m.words += int32(len(f.segments))
	m.flows = append(m.flows, f)
	return int32(len(m.flows) - 1)
}

// roomy is how many segments are made room for at a time.
const roomy = 512

// keep copies segments to where they stay. They lie close together, and none is
// moved when more come: the flows would hold on to where it was.
func (m *Manuscript) keep(list []segment) []segment {
	if len(list) > cap(m.room)-len(m.room) {
		m.room = make([]segment, 0, max(len(list), roomy))
	}
	first := len(m.room)
	m.room = append(m.room, list...)
	m.segments += len(list)
	return m.room[first:len(m.room):len(m.room)]
}

// breakMarks say where a line may break or may not, and are never drawn: some
// terminals would give them a cell.
const breakMarks = "\u00AD\u200B\u2060"

// markSegments finds the segments that end with a soft hyphen.
func (f *flow) markSegments() {
	if f.marked = !ascii(f.text) && strings.ContainsAny(f.text, breakMarks); !f.marked {
		return
	}
	for i := range f.segments {
		g := &f.segments[i]
		g.soft = strings.HasSuffix(f.text[g.start:g.end], "\u00AD")
	}
}

// span appends one span; last says that its link ends with it.
func (f *flowMaker) span(s article.Span, last bool) {
	l := look{role: f.role, style: s.Style &^ (article.Superscript | article.Subscript)}
	link := f.m.link(s)
	l.link = link != 0
	text := s.Text
	if s.Style.Has(article.Superscript) || s.Style.Has(article.Subscript) {
		text = raised(text, s.Style.Has(article.Superscript))
	}
	f.write(text, run{look: f.m.look(l), link: link})
	if link != 0 && last && f.any {
		f.number(link)
	}
}

// number appends the number of a link, which stays with the link's last word.
func (f *flowMaker) number(link int32) {
	space := f.space
	f.space = false
	l := look{role: roleLinkNumber}
	f.write("["+itoa(int(link))+"]", run{look: f.m.look(l), link: link})
	f.space = space
}

// write appends text with its white space collapsed and whatever a terminal
// would obey left out.
func (f *flowMaker) write(text string, r run) {
	begun := false
	begin := func() {
		if !begun && r.link == 0 { // a space beside a link is not part of it
			r.start = int32(f.text.Len())
		}
		if f.space && f.any {
			f.text.WriteByte(' ')
		}
		if !begun && r.link != 0 {
			r.start = int32(f.text.Len())
		}
		f.space, f.any = false, true
		if !begun {
			f.runs = append(f.runs, r)
			begun = true
		}
	}
	for _, c := range text {
		switch {
		case c == '\n' || c == '\u2028' || c == '\u2029':
			if f.any {
				f.endLine()
				f.text.WriteByte('\n')
			}
			f.space, f.any = false, false
		case c == ' ' || c == '\t' || c == '\r':
			f.space = true
		case !obeyed(c):
			fresh := !f.any
			begin()
			if fresh && complexRune(c) && joins(" ", string(c)) {
				f.text.WriteString(dottedCircle)
			}
			f.text.WriteRune(c)
		}
	}
}

// endLine closes a line whose last character wants another one to follow it.
func (f *flowMaker) endLine() {
	if r, _ := utf8.DecodeLastRuneInString(f.text.String()); complexRune(r) && joins(string(r), " ") {
		f.text.WriteString(dottedCircle)
	}
}

// neat reports whether text can be set as it is: ASCII letters, signs and
// single spaces.
func neat(text string) bool {
	space := true
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c == 0x7F || c == ' ' && space {
			return false
		}
		if c >= utf8.RuneSelf {
			return neatUnicode(text[i:], space)
		}
		space = c == ' '
	}
	return !space || text == ""
}

func neatUnicode(text string, space bool) bool {
	for _, c := range text {
		if c == ' ' && space || c == utf8.RuneError || obeyed(c) || c >= 0x300 && complexRune(c) {
			return false
		}
		space = c == ' '
	}
	return !space
}

// snapped moves the beginning of each run out of the middle of a grapheme, which
// must be written in one go.
func snapped(text string, runs []run) []run {
	if len(runs) < 2 || ascii(text) {
		return runs
	}
	g := displaywidth.StringGraphemes(text)
	at, i := int32(0), 0
	for g.Next() {
		next := at + int32(len(g.Value()))
		for i < len(runs) && runs[i].start < next {
			if runs[i].start > at {
				runs[i].start = next
			}
			i++
		}
		at = next
	}
	return runs
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// raised is text as superscript or subscript: in signs of that height when there
// are such, and marked when digits would run together otherwise.
func raised(text string, up bool) string {
	const digits = "0123456789+-=()n"
	signs, mark := []rune("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"), "_"
	if up {
		signs, mark = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"), "^"
	}
	out := make([]rune, 0, len(text))
	for _, r := range text {
		i := strings.IndexRune(digits, r)
		if i < 0 {
			if strings.ContainsAny(text, "0123456789") {
				return mark + text
			}
			return text
		}
		out = append(out, signs[i])
	}
	return string(out)
}
