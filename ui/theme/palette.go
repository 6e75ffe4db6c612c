package theme

import (
	"image/color"
	"strconv"

	"charm.land/lipgloss/v2"
)

// A Color is a colour with its stand-in for terminals that have only sixteen.
type Color struct {
	RGB  string // "#rrggbb", or "0" to "255" for a colour of the terminal's own
	ANSI uint8  // 0 to 15
}

// at is c for a terminal of the given depth.
func (c Color) at(d Depth) color.Color {
	switch {
	case d == NoColor || c.RGB == "":
		return lipgloss.NoColor{}
	case d == Colors16:
		return lipgloss.Color(strconv.Itoa(int(c.ANSI)))
	}
	return lipgloss.Color(c.RGB)
}

// A Palette is the colours of a theme, each named by its use. Paper is what the
// other colours were chosen for; it is painted only when the screen asks for it.
type Palette struct {
	Name string
	Dark bool

	Paper  Color // the background
	Ink    Color // running text
	Dim    Color // what is read second: dates, read headlines, captions
	Line   Color // borders and rules
	Accent Color // where the reader is: focus, the lit section, keys
	Link   Color // links, code's words
	Star   Color // stars and what was searched for
	Good   Color // what went well, what is on disk
	Alert  Color // what failed
	Select Color // the ground below the selected row
}

// A Depth is how many colours a terminal has.
type Depth int

// The depths. The toolkit brings TrueColor down to 256 colours by itself.
const (
	TrueColor Depth = iota
	Colors16
	NoColor
)
