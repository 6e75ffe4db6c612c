// Package typeset lays an article out in lines of a given width. It is pure: the
// same article, width and styles give the same lines.
//
// An article is read once into a [Manuscript], in which every word is measured;
// from it a [Page] is laid out for a width, which costs the number of words. A
// line of a page becomes bytes when it is drawn, so a frame costs the lines on
// screen.
//
// Lines break by UAX #14 (no closing mark begins a line of Japanese, no number
// is torn from its unit), and only between graphemes. Widths are those of
// displaywidth, with which the toolkit agrees. Whatever a terminal would obey
// is left out here too, though no such byte should come this far.
package typeset

import (
	"cmp"
	"slices"
	"sort"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/theme"
)

// A Page is an article as lines of one width.
type Page struct {
	Width int // of every line, in cells

	manuscript *Manuscript
	styles     theme.Styles
	looks      []theme.Style // by the index of a look
	lit        []theme.Style // the same, in the section that is being read
	hrefs      []string      // by the number of a link: what begins it
	pictures   []string      // by the number of a picture
	lines      []line
	pieces     []piece
	sections   []int32 // first line of each section
	end        int     // the first line after the text
	overhang   int     // by which the widest table is wider than the page
	aside      int     // how far the windows on wide tables are moved
}

// A line is pieces side by side, and the place of its first word.
type line struct {
	first, last int32 // its pieces
	width       int32 // what they take
	place       place
	kind        lineKind
}

// A place is feed.Place in less room.
type place struct{ section, block, word int32 }

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.section, q.section), cmp.Compare(p.block, q.block), cmp.Compare(p.word, q.word))
}

type lineKind uint8

const (
	lineOpen   lineKind = iota // nothing around it
	lineTop                    // a section's upper border
	lineInside                 // between a section's sides
	lineBottom                 // a section's lower border
)

// A piece is text in one look. Flow is where it comes from, plus one, and 0 for
// what the typesetter added.
type piece struct {
	text  string
	flow  int32
	start int32 // offset in the flow's text
	width int32
	link  int32
	look  uint16

	backward bool // put in visual order: the text's last letter stands first
}

// Lay sets a at the given width. It is pure: the same article, width, styles
// and options give the same lines.
func Lay(a article.Article, width int, st theme.Styles, o Options) *Page {
	return Prepare(a, o).Lay(width, st)
}

// Len is the number of lines.
func (p *Page) Len() int { return len(p.lines) }

// End is the line after the last line of the text; the list of links follows.
func (p *Page) End() int { return p.end }

// Sections is the number of sections.
func (p *Page) Sections() int { return len(p.sections) }

// SectionLine is the first line of a section, counted from 1; of the lead, 0,
// it is the first line.
func (p *Page) SectionLine(section int) int {
	if section < 1 || len(p.sections) == 0 {
		return 0
	}
	return int(p.sections[min(section, len(p.sections))-1])
}

// SectionAt is the section of a line, 0 for the lead.
func (p *Page) SectionAt(line int) int {
	return sort.Search(len(p.sections), func(i int) bool { return int(p.sections[i]) > line })
}

// PlaceAt is the place of a line: that of its first word, or, for borders and
// blank lines, of the text they belong to.
func (p *Page) PlaceAt(line int) feed.Place {
	if len(p.lines) == 0 {
		return feed.Place{}
	}
	at := p.lines[min(max(line, 0), len(p.lines)-1)].place
	return feed.Place{Section: int(at.section), Block: int(at.block), Word: int(at.word)}
}

// LineOf is the line that holds a place: the first line of those with the last
// place that is not after it. For every line l, PlaceAt(LineOf(PlaceAt(l))) is
// PlaceAt(l), at any width.
func (p *Page) LineOf(at feed.Place) int {
	q := place{int32(at.Section), int32(at.Block), int32(at.Word)}
	after := sort.Search(len(p.lines), func(i int) bool { return p.lines[i].place.compare(q) > 0 })
	if after == 0 {
		return 0
	}
	q = p.lines[after-1].place
	first, _ := slices.BinarySearchFunc(p.lines, q, func(l line, q place) int { return l.place.compare(q) })
	return first
}

// Links is the article's links in the order of their numbers.
func (p *Page) Links() []Link { return p.manuscript.links }

// LinkAt is the address of the link or picture on a cell of a line, or "".
func (p *Page) LinkAt(line, column int) string {
	if line < 0 || line >= len(p.lines) {
		return ""
	}
	l := p.lines[line]
	at := p.textColumn(l)
	if int(l.width) > p.room(&l) {
		at -= min(p.aside, int(l.width)-p.room(&l))
	}
	for _, c := range p.pieces[l.first:l.last] {
		if column >= at && column < at+int(c.width) {
			switch {
			case c.link > 0:
				return p.manuscript.links[c.link-1].URL
			case c.link < 0:
				return p.manuscript.pictures[-c.link-1]
			}
			return ""
		}
		at += int(c.width)
	}
	return ""
}

// textColumn is the column where a line's pieces begin.
func (p *Page) textColumn(l line) int {
	switch l.kind {
	case lineTop:
		return 2 + Width(p.number(l)) + 3
	case lineInside:
		return 2
	case lineOpen, lineBottom:
	}
	return 0
}

// number is the number of the section to which l belongs.
func (p *Page) number(l line) string { return p.manuscript.sections[l.place.section-1].number }
