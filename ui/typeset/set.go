package typeset

import "strings"

// section sets the i-th section: a frame whose upper border bears its number
// and title, the title going on inside when it is long.
func (s *setter) section(i int) {
	n := &s.m.sections[i]
	if i == 0 || s.p.Width < narrowFrame {
		s.space()
	} else {
		s.gap = false
	}
	if s.gap {
		s.gap = false
		s.blank()
	}
	s.p.sections = append(s.p.sections, int32(len(s.p.lines)))
	s.at = place{section: int32(i + 1)}
	if s.p.Width < narrowFrame {
		s.bareSection(n)
		return
	}
	outer := s.width
	lines := len(s.p.lines)
	s.title(n)
	s.kind, s.width, s.fresh = lineInside, s.p.Width-4, true
	s.gap = len(s.p.lines) > lines+1 && len(n.blocks) > 0 // air below a long title
	s.blocks(n.blocks)
	s.gap = false
	s.kind = lineBottom
	s.open(s.at.word)
	s.kind, s.width = lineOpen, outer
}

// bareSection is section where there is no room for a frame.
func (s *setter) bareSection(n *sectionNode) {
	s.fixed = true
	mark := n.number + " "
	if n.title < 0 {
		s.open(0)
		s.put(n.number, len(n.number), lookListMark)
	}
	s.within(indent{mark: mark, rest: Spaces(len(mark)), markWidth: len(mark), restWidth: len(mark), look: lookListMark},
		func() { s.flow(n.title) })
	s.fixed = false
	s.blocks(n.blocks)
}

// title sets a section's upper border. What of the title does not fit stands
// below it, inside the frame.
func (s *setter) title(n *sectionNode) {
	hang := 3 + len(n.number)
	inside := s.p.Width - 4 - hang
	if inside < leastRoom {
		hang, inside = 0, s.p.Width-4
	}
	if n.title < 0 {
		s.kind = lineTop
		s.open(0)
		return
	}
	f := &s.m.flows[n.title]
	s.cuts = f.cuts(s.cuts[:0], max(s.p.Width-9-len(n.number), 2), inside)
	at := 0
	for i, c := range s.cuts {
		s.kind = lineTop
		if i > 0 {
			s.kind = lineInside
		}
		s.fixed = true
		s.open(0)
		s.fixed = false
		if i > 0 {
			s.put(Spaces(hang), hang, lookPad)
		}
		at = s.cut(n.title, f, c, at)
	}
}

func (s *setter) quote(n *node) {
	bar, right := s.glyphs.Bar+" ", s.leftward(n)
	if right {
		bar = " " + s.glyphs.Bar
	}
	s.within(indent{mark: bar, rest: bar, markWidth: 2, restWidth: 2, look: lookQuoteBar, right: right}, func() {
		s.inner(n.kids[0], false)
		if n.second >= 0 {
			s.gap = false
			dash := s.glyphs.Dash + " "
			s.within(indent{mark: dash, rest: "  ", markWidth: 2, restWidth: 2, look: lookQuoteBar}, func() { s.flow(n.second) })
		}
	})
}

// leftward reports whether the first text in n runs from right to left.
func (s *setter) leftward(n *node) bool {
	if n.flow >= 0 {
		return s.m.flows[n.flow].rtl
	}
	for _, kids := range n.kids {
		for i := range kids {
			return s.leftward(&kids[i])
		}
	}
	return false
}

func (s *setter) list(n *node) {
	width := 2
	for _, m := range n.marks {
		width = max(width, Width(m))
	}
	list := s.leftward(n)
	s.lists++
	for i, kids := range n.kids {
		right := list
		if len(kids) > 0 { // the mark stands where its text begins, whatever the others are
			right = s.leftward(&kids[0])
		}
		if i > 0 && !n.tight {
			s.space()
		}
		in := indent{mark: s.mark(n, i, width, right), rest: Spaces(width), markWidth: width, restWidth: width, look: lookListMark, right: right}
		s.within(in, func() {
			s.inner(kids, n.tight)
			if in := &s.indents[len(s.indents)-1]; !in.used { // an empty item
				s.open(s.at.word)
				s.shut()
			}
		})
		s.gap = false
	}
	s.lists--
}

// mark is what stands before the i-th item, in width cells.
func (s *setter) mark(n *node, i, width int, right bool) string {
	text := s.glyphs.Bullet + " "
	if s.lists%2 == 0 {
		text = s.glyphs.BulletInner + " "
	}
	if n.marks != nil {
		text = n.marks[i]
	}
	if right {
		text = " " + strings.TrimSpace(text)
		return text + Spaces(width-Width(text))
	}
	return Spaces(width-Width(text)) + text
}

// code sets preformatted lines. A line that is too long goes on below, and a
// sign says so.
func (s *setter) code(n *node) {
	bar := s.glyphs.CodeBar + " "
	s.within(indent{mark: bar, rest: bar, markWidth: 2, restWidth: 2, look: lookCodeBar}, func() {
		for _, id := range n.parts {
			if id < 0 {
				s.open(s.at.word)
				s.shut()
				continue
			}
			s.codeLine(id)
		}
	})
}

func (s *setter) codeLine(id int32) {
	f := &s.m.flows[id]
	s.cuts = f.cuts(s.cuts[:0], s.room(true), max(s.room(false)-2, 2))
	at := 0
	for i, c := range s.cuts {
		s.open(f.firstWord + c.word)
		if i > 0 {
			s.put(s.glyphs.Wrapped+" ", 2, lookCodeBar)
		}
		at = s.cut(id, f, c, at)
		s.shut()
	}
}

// rule sets a short line in the middle.
func (s *setter) rule(width int) {
	room := s.room(true)
	s.open(s.at.word)
	s.put(Spaces((room-width)/2), (room-width)/2, lookPad)
	s.put(strings.Repeat(s.glyphs.Across, width), width, lookRule)
	s.shut()
}

// tail sets the list of links below the text.
func (s *setter) tail() {
	last := len(s.m.lead)
	if n := len(s.m.sections); n > 0 {
		last = len(s.m.sections[n-1].blocks)
	}
	s.at = place{section: int32(len(s.m.sections)), block: int32(last) + 1}
	for i := range s.m.tail {
		s.space()
		s.node(&s.m.tail[i])
	}
}

func (s *setter) links(n *node) {
	s.rule(s.room(true))
	s.flow(n.flow)
	s.list(n)
}
