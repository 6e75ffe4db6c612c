package typeset

import (
	"strings"
	"unicode/utf8"

	"warta/ui/theme"
)

// defaultMeasure is the widest a line of text may be: about as many cells as
// the eye follows back without losing the line.
const defaultMeasure = 80

// The narrowest page, the narrowest one whose sections have borders, and the
// room that an indent must leave.
const (
	narrowest   = 10
	narrowFrame = 20
	leastRoom   = 10
)

// Lay lays the manuscript out at the given width. A page is never wider than
// the measure and a section's border, and never narrower than ten cells.
func (m *Manuscript) Lay(width int, st theme.Styles) *Page {
	measure := m.options.Measure
	if measure <= 0 {
		measure = defaultMeasure
	}
	measure = max(measure, narrowest)
	p := &Page{Width: max(min(width, measure+4), narrowest), manuscript: m}
	p.SetStyles(st)
	p.references()
	p.reserve()
	s := setter{p: p, m: m, st: st, glyphs: st.Glyphs, width: min(p.Width, measure), fresh: true}
	s.head(width)
	s.blocks(m.lead)
	for i := range m.sections {
		s.section(i)
	}
	p.end = len(p.lines)
	s.tail()
	p.noteWide()
	return p
}

// SetStyles changes the page's look; its lines stay. The signs must be those
// the page was laid with.
func (p *Page) SetStyles(st theme.Styles) {
	p.styles = st
	looks := p.manuscript.looks
	p.looks = make([]theme.Style, len(looks))
	p.lit = make([]theme.Style, len(looks))
	for i, l := range looks {
		p.looks[i] = styleOf(l, st, false)
		p.lit[i] = p.looks[i]
		if l.role == roleSection {
			p.lit[i] = styleOf(l, st, true)
		}
	}
}

// reserve makes room for about as many lines as there will be.
func (p *Page) reserve() {
	cells := 0
	for i := range p.manuscript.flows {
		cells += len(p.manuscript.flows[i].text) + p.Width/2
	}
	lines := cells/max(p.Width-8, 8) + len(p.manuscript.flows) + 4*len(p.manuscript.sections) + 16
	p.lines = make([]line, 0, lines)
	p.pieces = make([]piece, 0, lines*2)
}

// A setter lays blocks, one below the other.
type setter struct {
	p       *Page
	m       *Manuscript
	st      theme.Styles
	glyphs  theme.Glyphs
	width   int      // between the sides of what is being set
	kind    lineKind // of the lines that are made
	at      place
	fixed   bool // at is the place of every line
	fresh   bool // nothing was set here yet
	gap     bool // a blank line comes before the next one
	indents []indent
	lists   int // depth
	cuts    []cut
	cells   [][]cut
}

// An indent is what stands beside the lines of a block: a list's mark on the
// first, a quote's bar on all.
type indent struct {
	mark, rest           string
	look                 uint16
	markWidth, restWidth int
	used                 bool // the mark stands
	right                bool // it stands at the right: the text runs leftwards
}

// head sets what stands above the lead. The headline stands there only when
// the pane's border cannot show the whole of it.
func (s *setter) head(width int) {
	s.fixed = true
	for i := range s.m.head {
		n := &s.m.head[i]
		if i == 0 && s.m.options.Bordered && s.m.headlineWidth > 0 && s.m.headlineWidth <= width-2 {
			continue
		}
		if n.kind != kindText {
			s.space()
		}
		s.node(n)
	}
	s.space()
	s.fixed = false
}

// blocks sets blocks with a blank line between them; a heading stays close to
// what it heads.
func (s *setter) blocks(nodes []node) {
	for i := range nodes {
		s.at.block, s.at.word = int32(i), 0
		if nodes[i].blank() {
			continue
		}
		s.node(&nodes[i])
		s.gap = nodes[i].kind != kindHeading
	}
}

// blank reports whether the node draws nothing.
func (n *node) blank() bool {
	switch n.kind {
	case kindText, kindHeading, kindEmbed, kindNotice:
		return n.flow < 0
	case kindList:
		return len(n.kids) == 0
	case kindQuote:
		return len(n.kids[0]) == 0 && n.second < 0
	case kindTable:
		return len(n.rows) == 0 && n.second < 0
	case kindCode:
		return len(n.parts) == 1 && n.parts[0] < 0
	case kindFigure, kindRule, kindLinks:
	}
	return false
}

// inner sets the blocks of another block.
func (s *setter) inner(nodes []node, tight bool) {
	for i := range nodes {
		if nodes[i].blank() {
			continue
		}
		s.node(&nodes[i])
		s.gap = !tight && nodes[i].kind != kindHeading
	}
}

// space asks for a blank line, unless nothing was set yet.
func (s *setter) space() { s.gap = !s.fresh }

func (s *setter) node(n *node) {
	switch n.kind {
	case kindText:
		s.flow(n.flow)
	case kindHeading:
		s.gap = s.gap || !s.fresh
		s.flow(n.flow)
	case kindQuote:
		s.quote(n)
	case kindList:
		s.list(n)
	case kindCode:
		s.code(n)
	case kindFigure:
		s.flow(n.flow)
		s.flow(n.second)
	case kindTable:
		s.table(n)
	case kindEmbed:
		s.within(indent{mark: s.glyphs.Play + " ", rest: "  ", markWidth: 2, restWidth: 2, look: lookEmbed}, func() { s.flow(n.flow) })
	case kindNotice:
		s.within(indent{mark: s.glyphs.Warning + " ", rest: "  ", markWidth: 2, restWidth: 2, look: lookNotice}, func() { s.flow(n.flow) })
	case kindRule:
		s.rule(min(9, s.room(true)))
	case kindLinks:
		s.links(n)
	}
}

// within sets something beside an indent. Where it would leave too little room
// the indent's mark stands on the first line only, and where many marks would
// stand on one line, those that came first get a line of their own.
func (s *setter) within(in indent, set func()) {
	if s.room(false)-in.restWidth < leastRoom {
		if in.mark == in.rest {
			in.mark, in.markWidth = "", 0
		}
		in.rest, in.restWidth = "", 0
	}
	if s.room(true)-in.markWidth < leastRoom && s.pending() {
		s.open(s.at.word)
		s.shut()
	}
	s.indents = append(s.indents, in)
	set()
	s.indents = s.indents[:len(s.indents)-1]
}

// pending reports whether a mark waits for its line.
func (s *setter) pending() bool {
	for i := range s.indents {
		if in := &s.indents[i]; !in.used && in.mark != in.rest {
			return true
		}
	}
	return false
}

// room is how many cells are left beside the indents, on the first line of what
// comes next or on those after it.
func (s *setter) room(first bool) int {
	w := s.width
	for i := range s.indents {
		if in := &s.indents[i]; first && !in.used {
			w -= in.markWidth
		} else {
			w -= in.restWidth
		}
	}
	return max(w, 2)
}

// open begins a line that holds the word-th word of the block.
func (s *setter) open(word int32) {
	if s.gap {
		s.gap = false
		s.blank()
	}
	if !s.fixed {
		s.at.word = word
	}
	s.fresh = false
	n := int32(len(s.p.pieces))
	s.p.lines = append(s.p.lines, line{first: n, last: n, kind: s.kind, place: s.at})
	for i := range s.indents {
		in := &s.indents[i]
		if !in.right {
			s.indent(in)
		}
	}
}

func (s *setter) indent(in *indent) {
	if in.used {
		s.put(in.rest, in.restWidth, in.look)
	} else {
		s.put(in.mark, in.markWidth, in.look)
	}
	in.used = true
}

// shut ends the line that was opened, with what stands at its right.
func (s *setter) shut() {
	for i := len(s.indents) - 1; i >= 0; i-- {
		if in := &s.indents[i]; in.right {
			s.indent(in)
		}
	}
}

// blank sets a blank line. It belongs to the text above it.
func (s *setter) blank() {
	at := s.at
	if n := len(s.p.lines); n > 0 {
		at = s.p.lines[n-1].place
	}
	n := int32(len(s.p.pieces))
	s.p.lines = append(s.p.lines, line{first: n, last: n, kind: s.kind, place: at})
	for i := range s.indents {
		if in := &s.indents[i]; in.used && !in.right {
			s.put(in.rest, in.restWidth, in.look)
		}
	}
}

// put adds what the typesetter writes itself to the open line.
func (s *setter) put(text string, width int, look uint16) {
	if text == "" {
		return
	}
	s.piece(piece{text: text, width: int32(width), look: look})
}

func (s *setter) piece(c piece) {
	s.p.pieces = append(s.p.pieces, c)
	l := &s.p.lines[len(s.p.lines)-1]
	l.last++
	l.width += c.width
}

// flow sets a flow, if there is one: from the left, or from the right when it
// begins with right-to-left text.
func (s *setter) flow(id int32) {
	if id < 0 {
		return
	}
	f := &s.m.flows[id]
	s.cuts = f.cuts(s.cuts[:0], s.room(true), s.room(false))
	at := 0
	for _, c := range s.cuts {
		room := s.room(true)
		s.open(f.firstWord + c.word)
		if f.rtl {
			s.put(Spaces(room-int(c.width)), room-int(c.width), lookPad)
		}
		at = s.cut(id, f, c, at)
		s.rightGap(f, room-int(c.width))
		s.shut()
	}
}

// rightGap fills a line of left-to-right text up to what stands at its right.
func (s *setter) rightGap(f *flow, gap int) {
	if f.rtl || gap <= 0 {
		return
	}
	for i := range s.indents {
		if s.indents[i].right {
			s.put(Spaces(gap), gap, lookPad)
			return
		}
	}
}

// cut adds the pieces of one line of a flow; from is a run that does not begin
// after it, and so is what is returned, for the next line.
func (s *setter) cut(id int32, f *flow, c cut, from int) int {
	if f.levels != nil {
		s.visual(id, f, c)
		s.hyphen(c)
		return 0
	}
	for from+1 < len(f.runs) && f.runs[from+1].start <= c.start {
		from++
	}
	for i := from; i < len(f.runs); i++ {
		r := &f.runs[i]
		if r.start >= c.end && i > from {
			break
		}
		start, end := max(r.start, c.start), c.end
		if i+1 < len(f.runs) {
			end = min(end, f.runs[i+1].start)
		}
		if start >= end {
			continue
		}
		width := c.width
		if start != c.start || end != c.end {
			width = int32(Width(f.text[start:end]))
		}
		p := piece{text: f.text[start:end], flow: id + 1, start: start, width: width, look: r.look, link: r.link}
		if f.marked {
			s.unmarked(p)
		} else {
			s.piece(p)
		}
		from = i
	}
	s.hyphen(c)
	return from
}

// unmarked adds a piece without its marks for the line breaker.
func (s *setter) unmarked(p piece) {
	for text := p.text; ; {
		i := strings.IndexAny(text, breakMarks)
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			p.text, p.width = text[:i], int32(Width(text[:i]))
			s.piece(p)
		}
		if i == len(text) {
			return
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		p.start += int32(i + size)
		text = text[i+size:]
	}
}

// hyphen ends a line that was broken at a soft hyphen.
func (s *setter) hyphen(c cut) {
	if !c.hyphen {
		return
	}
	look := lookPad
	if l := s.p.lines[len(s.p.lines)-1]; l.last > l.first {
		look = s.p.pieces[l.last-1].look
	}
	s.put("-", 1, look)
}
