package main

import (
	"cmp"
	"fmt"
	"maps"
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
	given := map[string]string{"name": name, "from": cmp.Or(t.From, theme.Default), "dark": strconv.FormatBool(!t.Light)}
	for key, value := range map[string]string{
		"paper": t.Paper, "ink": t.Ink, "dim": t.Dim, "line": t.Line, "accent": t.Accent,
		"link": t.Link, "star": t.Star, "good": t.Good, "alert": t.Alert, "select": t.Select,
	} {
		if value != "" {
			given[key] = value
		}
	}
	p, err := theme.Parse(given)
	if err != nil {
		return p, fmt.Errorf("themes.%s: %w", name, err)
	}
	return p, nil
}
