// Package article is the readable tree: what a page or an entry's content
// becomes once the site around it is gone, and before it is drawn.
//
// An [Article] has a lead and numbered sections; both are made of blocks, and
// blocks of spans. Package feed/extract makes the tree, package ui/typeset lays
// it out in lines, and the printers in this package write it as plain text, as
// Markdown and as JSON. All text in a tree is plain: valid UTF-8 without
// control characters, and line feeds only where a comment says so.
package article

import "time"

// An Article is one piece of news, ready to be read.
type Article struct {
	Title     string
	Byline    string
	Published time.Time // zero when unknown
	Updated   time.Time // zero when unknown or never
	Language  string    // BCP 47, "" when unknown
	Site      string    // the publisher's name
	URL       string    // the page's own address
	Image     Image     // the lead picture; a zero Image when there is none
	Lead      []Block   // what stands before the first section
	Sections  []Section
	Notice    string // why this is not the whole article, in words, or ""
}

// A Section is a numbered part of an article. Numbers are those the text
// carries, and may fall in a countdown; in an article without numbers they run
// from 1. Printed is the title as the page prints it, number included, and ""
// when that is no different from Title.
type Section struct {
	Number  int
	Title   string
	Printed string
	Blocks  []Block
}

// Heading is the section's title as the page prints it.
func (s Section) Heading() string {
	if s.Printed != "" {
		return s.Printed
	}
	return s.Title
}

// An Image is a picture's address and what is said about it.
type Image struct {
	URL     string
	Alt     string
	Caption string
}

// A Block is one of *Paragraph, *Heading, *Quote, *List, *Code, *Figure,
// *Table, *Embed and *Rule.
type Block interface{ block() }

type (
	// A Paragraph is running text.
	Paragraph struct{ Text []Span }
	// A Heading stands inside a section; Level is 1 for the highest level
	// below the section's own title. Subtitle says that it stands below the
	// article's title and goes with that: Text leaves it out, too.
	Heading struct {
		Level    int
		Text     []Span
		Subtitle bool
	}
	// A Quote is quoted blocks, with who is quoted when the page says so.
	Quote struct {
		Blocks []Block
		Cite   string
	}
	// A List has one or more blocks an item. Start is the first number of an
	// ordered list.
	List struct {
		Ordered bool
		Start   int
		Items   [][]Block
	}
	// Code is preformatted text with its line feeds and spaces kept.
	Code struct {
		Language string
		Text     string
	}
	// A Figure is a picture in the text, with its caption and credit.
	Figure struct {
		Image  Image
		Credit string
	}
	// A Table is rows of cells. A row may be shorter than another one; Header
	// says how many of the first rows are headings.
	Table struct {
		Caption string
		Header  int
		Rows    [][]Cell
	}
	// An Embed is something of another site, given as a link with its kind:
	// "video", "post", "audio", "map", "document" or "frame".
	Embed struct {
		Kind  string
		URL   string
		Title string
	}
	// A Rule is a break between two parts of the text.
	Rule struct{}
)

func (*Paragraph) block() {}
func (*Heading) block()   {}
func (*Quote) block()     {}
func (*List) block()      {}
func (*Code) block()      {}
func (*Figure) block()    {}
func (*Table) block()     {}
func (*Embed) block()     {}
func (*Rule) block()      {}

// A Cell is one cell of a table.
type Cell struct{ Text []Span }

// A Span is a run of text in one style. A line feed in Text is a hard line
// break.
type Span struct {
	Text  string
	Style Style
	Link  string // an absolute http or https address, or ""
}

// A Style is a set of the ways in which a span stands out.
type Style uint16

// The styles.
const (
	Bold Style = 1 << iota
	Italic
	Mono
	Strike
	Highlight
	Superscript
	Subscript
	Inserted // in a change: what came, see Change
	Deleted  // in a change: what went
)

// Has reports whether s contains all of t.
func (s Style) Has(t Style) bool { return s&t == t }

// Plain is the text of spans without style.
func Plain(spans []Span) string {
	n := 0
	for _, s := range spans {
		n += len(s.Text)
	}
	b := make([]byte, 0, n)
	for _, s := range spans {
		b = append(b, s.Text...)
	}
	return string(b)
}
