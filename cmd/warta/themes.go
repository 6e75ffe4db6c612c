package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"warta/ui/theme"
)

// A themeFile is one theme of the reader's own, under [themes.NAME]. Colours
// are "#rrggbb" or "0" to "255" for a colour of the terminal; those left out
// are taken from the theme named by From.
type themeFile struct {
	From   string `toml:"from"`
	Light  bool   `toml:"light"`
	Paper  string `toml:"paper"`
	Ink    string `toml:"ink"`
	Dim    string `toml:"dim"`
	Line   string `toml:"line"`
	Accent string `toml:"accent"`
	Link   string `toml:"link"`
	Star   string `toml:"star"`
	Good   string `toml:"good"`
	Alert  string `toml:"alert"`
	Select string `toml:"select"`
}

// palettes are the reader's own themes, by name.
func (c *config) palettes() ([]theme.Palette, error) {
	var own []theme.Palette
	for _, name := range slices.Sorted(maps.Keys(c.Themes)) {
		p, err := c.Themes[name].palette(name)
		if err != nil {
			return nil, err
		}
		own = append(own, p)
	}
	return own, nil
}

// palette is the theme as ui/theme knows it.
func (t themeFile) palette(name string) (theme.Palette, error) {
	from := t.From
	if from == "" {
		from = theme.Default
	}
	p, ok := theme.Pick(from, !t.Light)
	if !ok {
		return p, fmt.Errorf("themes.%s: from = %q is not a theme of warta", name, from)
	}
	p.Name, p.Dark = name, !t.Light
	for _, c := range []struct {
		key, value string
		color      *theme.Color
	}{
		{"paper", t.Paper, &p.Paper}, {"ink", t.Ink, &p.Ink}, {"dim", t.Dim, &p.Dim},
		{"line", t.Line, &p.Line}, {"accent", t.Accent, &p.Accent}, {"link", t.Link, &p.Link},
		{"star", t.Star, &p.Star}, {"good", t.Good, &p.Good}, {"alert", t.Alert, &p.Alert},
		{"select", t.Select, &p.Select},
	} {
		if err := setColor(c.color, c.value); err != nil {
			return p, fmt.Errorf("themes.%s: %s = %w", name, c.key, err)
		}
	}
	return p, nil
}

var hexColor = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// setColor changes c to value unless value is empty. On a terminal of sixteen
// colours a "#rrggbb" keeps the stand-in of the theme it comes from.
func setColor(c *theme.Color, value string) error {
	if value == "" {
		return nil
	}
	if hexColor.MatchString(value) {
		c.RGB = value
		return nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 255 {
		return fmt.Errorf("%q is no colour; write it like \"#1a2b3c\", or a number from 0 to 255", value)
	}
	c.RGB = value
	if n < 16 {
		c.ANSI = uint8(n)
	}
	return nil
}
