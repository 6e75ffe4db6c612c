package typeset

import (
	"sort"
	"strings"

	"warta/ui/theme"
)

// A Light says what stands out when a line is drawn.
type Light struct {
	Section int     // the section that is being read
	Matches []Match // what was found, in order
	Current int     // index of the match the reader is at
}

// Append appends a line as it goes to the terminal: exactly Width cells, with
// styles and links.
func (p *Page) Append(dst []byte, number int, light Light) []byte {
	l := p.lines[number]
	lit := light.Section > 0 && int(l.place.section) == light.Section
	border := p.styles.Section
	if lit {
		border = p.styles.SectionLit
	}
	g := p.styles.Glyphs
	switch l.kind {
	case lineTop:
		return p.appendTop(dst, l, light, lit, border)
	case lineBottom:
		dst = append(dst, border.Before()...)
		dst = append(dst, g.BottomLeft...)
		dst = appendRepeat(dst, g.Across, p.Width-2)
		dst = append(dst, g.BottomRight...)
		return append(dst, border.After()...)
	case lineInside:
		dst = border.Append(dst, g.Down)
		dst = append(dst, ' ')
		dst = p.appendText(dst, l, light, lit)
		dst = append(dst, ' ')
		return border.Append(dst, g.Down)
	case lineOpen:
	}
	return p.appendText(dst, l, light, lit)
}

// appendText draws the text of a line, as wide as there is room.
func (p *Page) appendText(dst []byte, l line, light Light, lit bool) []byte {
	gap := p.room(&l) - int(l.width)
	if gap < 0 {
		return p.appendWide(dst, l, light, lit)
	}
	dst = p.appendPieces(dst, l, light, lit)
	return append(dst, Spaces(gap)...)
}

// appendTop draws a section's upper border, which bears its number and title.
func (p *Page) appendTop(dst []byte, l line, light Light, lit bool, border theme.Style) []byte {
	g := p.styles.Glyphs
	numbered := p.styles.SectionNumber
	if lit {
		numbered = p.styles.SectionNumberLit
	}
	number := p.number(l)
	dst = border.Append(dst, g.TopLeft)
	dst = append(dst, ' ')
	dst = numbered.Append(dst, number)
	dst = append(dst, ' ')
	used := 3 + len(number)
	if l.width > 0 {
		dst = border.Append(dst, g.Across)
		dst = append(dst, ' ')
		dst = p.appendPieces(dst, l, light, lit)
		dst = append(dst, ' ')
		used += 3 + int(l.width)
	}
	dst = append(dst, border.Before()...)
	dst = appendRepeat(dst, g.Across, p.Width-1-used)
	dst = append(dst, g.TopRight...)
	return append(dst, border.After()...)
}

func (p *Page) appendPieces(dst []byte, l line, light Light, lit bool) []byte {
	for i := l.first; i < l.last; i++ {
		dst = p.appendPiece(dst, &p.pieces[i], light, lit)
	}
	return dst
}

func (p *Page) appendPiece(dst []byte, c *piece, light Light, lit bool) []byte {
	style := &p.looks[c.look]
	if lit {
		style = &p.lit[c.look]
	}
	switch {
	case c.link > 0:
		dst = append(dst, p.hrefs[c.link]...)
	case c.link < 0:
		dst = append(dst, p.pictures[-c.link]...)
	}
	if len(light.Matches) > 0 && c.flow > 0 {
		dst = p.appendMatched(dst, c, *style, light)
	} else {
		dst = style.Append(dst, c.text)
	}
	if c.link != 0 {
		dst = append(dst, linkEnd...)
	}
	return dst
}

// appendMatched draws a piece in which something may have been found.
func (p *Page) appendMatched(dst []byte, c *piece, st theme.Style, light Light) []byte {
	end := c.start + int32(len(c.text))
	at := c.start
	i := sort.Search(len(light.Matches), func(i int) bool {
		m := light.Matches[i]
		return m.flow > c.flow-1 || m.flow == c.flow-1 && m.end > c.start
	})
	for ; i < len(light.Matches) && at < end; i++ {
		m := light.Matches[i]
		if m.flow != c.flow-1 || m.start >= end {
			break
		}
		from, to := max(m.start, at), min(m.end, end)
		if c.backward { // a word in visual order stands out as a whole
			from, to = c.start, end
		}
		dst = st.Append(dst, c.text[at-c.start:from-c.start])
		mark := p.styles.Match
		if i == light.Current {
			mark = p.styles.MatchCurrent
		}
		dst = mark.Append(dst, c.text[from-c.start:to-c.start])
		at = to
	}
	return st.Append(dst, c.text[at-c.start:])
}

const linkEnd = "\x1b]8;;\x1b\\"

// href is what begins a link on a terminal (OSC 8). The id makes the parts of a
// link on several lines one link.
func href(id, address string) string {
	return "\x1b]8;id=" + id + ";" + escaped(address) + "\x1b\\"
}

// references prepares what begins each link and picture.
func (p *Page) references() {
	p.hrefs, p.pictures = []string{""}, []string{""}
	for i, l := range p.manuscript.links {
		p.hrefs = append(p.hrefs, href(itoa(i+1), l.URL))
	}
	for i, address := range p.manuscript.pictures {
		p.pictures = append(p.pictures, href("p"+itoa(i+1), address))
	}
}

func appendRepeat(dst []byte, text string, n int) []byte {
	if text == " " {
		return append(dst, Spaces(n)...)
	}
	for range n {
		dst = append(dst, text...)
	}
	return dst
}

// Text is a line without styles and links, for what is copied and for tests.
func (p *Page) Text(number int) string {
	plain := Page{Width: p.Width, manuscript: p.manuscript, lines: p.lines, pieces: p.pieces, aside: p.aside, overhang: p.overhang}
	plain.styles.Glyphs = p.styles.Glyphs
	plain.looks = make([]theme.Style, len(p.looks))
	plain.lit = plain.looks
	plain.hrefs, plain.pictures = make([]string, len(p.hrefs)), make([]string, len(p.pictures))
	out := string(plain.Append(nil, number, Light{}))
	return strings.ReplaceAll(out, linkEnd, "")
}
