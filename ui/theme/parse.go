package theme

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Parse makes a palette of a reader's own from names and colours:
//
//	from    the theme it starts from, "warta-dark" when it is not given
//	name    its name
//	dark    "true" or "false": the kind of background it is for
//	paper, ink, dim, line, accent, link, star, good, alert, select
//	        "#rrggbb", "#rgb", a number from 0 to 255, or the name of one of
//	        the terminal's sixteen colours: "red", "bright blue"
//
// An error names the key, and what it may be.
func Parse(in map[string]string) (Palette, error) {
	base := in["from"]
	if base == "" {
		base = Default + "-dark"
	}
	p, ok := Pick(base, in["dark"] != "false")
	if !ok {
		return Palette{}, fmt.Errorf("from = %q is no theme; there are %s", base, strings.Join(Names(), ", "))
	}
	colours := p.colours()
	for _, key := range slices.Sorted(maps.Keys(in)) {
		value := strings.TrimSpace(in[key])
		switch key {
		case "from":
		case "name":
			p.Name = value
		case "dark":
			dark, err := strconv.ParseBool(value)
			if err != nil {
				return Palette{}, fmt.Errorf("dark: %q is neither true nor false", value)
			}
			p.Dark = dark
		default:
			c, known := colours[key]
			if !known {
				return Palette{}, fmt.Errorf("%s: a theme has no such colour; it has %s", key, strings.Join(slices.Sorted(maps.Keys(colours)), ", "))
			}
			parsed, err := parseColor(value)
			if err != nil {
				return Palette{}, fmt.Errorf("%s = %w", key, err)
			}
			*c = parsed
		}
	}
	return p, nil
}

// colours is the palette's colours by the names that Parse knows.
func (p *Palette) colours() map[string]*Color {
	return map[string]*Color{
		"paper": &p.Paper, "ink": &p.Ink, "dim": &p.Dim, "line": &p.Line, "accent": &p.Accent,
		"link": &p.Link, "star": &p.Star, "good": &p.Good, "alert": &p.Alert, "select": &p.Select,
	}
}

// sixteen are the terminal's own colours, and what they are taken to look like
// when the nearest of them is sought.
var sixteen = [16]struct {
	name    string
	r, g, b uint8
}{
	{"black", 0, 0, 0}, {"red", 170, 0, 0}, {"green", 0, 130, 0}, {"yellow", 150, 100, 0},
	{"blue", 0, 0, 170}, {"magenta", 150, 0, 150}, {"cyan", 0, 130, 130}, {"white", 190, 190, 190},
	{"bright black", 110, 110, 110}, {"bright red", 255, 100, 100}, {"bright green", 110, 230, 110}, {"bright yellow", 245, 220, 90},
	{"bright blue", 110, 160, 255}, {"bright magenta", 240, 120, 240}, {"bright cyan", 100, 225, 225}, {"bright white", 255, 255, 255},
}

// parseColor reads one colour.
func parseColor(text string) (Color, error) {
	name := strings.NewReplacer("-", " ", "_", " ").Replace(strings.ToLower(text))
	for i, c := range sixteen {
		if c.name == name {
			return Color{RGB: strconv.Itoa(i), ANSI: uint8(i)}, nil
		}
	}
	if n, err := strconv.ParseUint(text, 10, 8); err == nil {
		if n < 16 {
			return Color{RGB: text, ANSI: uint8(n)}, nil
		}
		r, g, b := indexed(uint8(n))
		return Color{RGB: text, ANSI: nearest(r, g, b)}, nil
	}
	if digits, ok := strings.CutPrefix(text, "#"); ok {
		if len(digits) == 3 {
			digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
		}
		n, err := strconv.ParseUint(digits, 16, 32)
		if err == nil && len(digits) == 6 {
			return Color{RGB: "#" + strings.ToLower(digits), ANSI: nearest(uint8(n>>16), uint8(n>>8), uint8(n))}, nil
		}
	}
	return Color{}, fmt.Errorf("%q is no colour; write #rrggbb, a number from 0 to 255, or a name such as red or bright blue", text)
}

// indexed is a colour of the 256: from 16 on a cube of 6×6×6, from 232 on greys.
func indexed(n uint8) (r, g, b uint8) {
	if n >= 232 {
		grey := 8 + 10*(n-232)
		return grey, grey, grey
	}
	step := func(i uint8) uint8 {
		if i == 0 {
			return 0
		}
		return 55 + 40*i
	}
	n -= 16
	return step(n / 36), step(n / 6 % 6), step(n % 6)
}

// nearest is the one of the terminal's sixteen colours that looks most alike.
func nearest(r, g, b uint8) uint8 {
	best, least := uint8(0), math.MaxFloat64
	for i, c := range sixteen {
		dr, dg, db := float64(r)-float64(c.r), float64(g)-float64(c.g), float64(b)-float64(c.b)
		if d := 3*dr*dr + 4*dg*dg + 2*db*db; d < least {
			best, least = uint8(i), d
		}
	}
	return best
}
