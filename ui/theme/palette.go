package theme

import (
	"image/color"
	"math"
	"strconv"
	"strings"

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
	case d == Colors256:
		return lipgloss.Color(c.of256())
	}
	return lipgloss.Color(c.RGB)
}

// of256 is c as a number of the 256 colours: the one that looks most alike.
func (c Color) of256() string {
	n, err := strconv.ParseUint(strings.TrimPrefix(c.RGB, "#"), 16, 32)
	if err != nil || !strings.HasPrefix(c.RGB, "#") {
		return c.RGB // it is a number already
	}
	best, least := 0, math.MaxInt
	for i := 16; i < 256; i++ {
		r, g, b := indexed(uint8(i))
		dr, dg, db := int(r)-int(n>>16&255), int(g)-int(n>>8&255), int(b)-int(n&255)
		if d := 3*dr*dr + 4*dg*dg + 2*db*db; d < least {
			best, least = i, d
		}
	}
	return strconv.Itoa(best)
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

// The depths. Colours are brought down to 256 here and not by the toolkit,
// which makes a tinted dark grey a full dark blue.
const (
	TrueColor Depth = iota
	Colors256
	Colors16
	NoColor
)
