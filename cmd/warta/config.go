package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/theme"
)

// A config is the configuration file. Every key is optional; its zero value is
// what warta does without it.
type config struct {
	Data    string                       `toml:"data"`
	Offline bool                         `toml:"offline"`
	Timeout string                       `toml:"timeout"` // a duration, for one request
	Headers map[string]map[string]string `toml:"headers"` // by the address of a feed

	Prefetch prefetch `toml:"prefetch"`
	Keep     keep     `toml:"keep"`

	Theme      string               `toml:"theme"`
	Themes     map[string]themeFile `toml:"themes"`
	Background string               `toml:"background"` // auto, dark, light
	Paint      bool                 `toml:"paint"`
	ASCII      bool                 `toml:"ascii"`
	Rows       string               `toml:"rows"` // one, two
	Measure    int                  `toml:"measure"`
	Mouse      *bool                `toml:"mouse"`
	Reorder    *bool                `toml:"reorder"`
	View       string               `toml:"view"`

	Sites []siteRule `toml:"site"`

	Keys string            `toml:"keys"` // a preset
	Bind map[string]string `toml:"bind"`

	path, text string // of the file
}

// readConfig reads the configuration at path. A key that is unknown or has a
// value that cannot be used is a usage error that names it with its line; a
// file that is not there wraps fs.ErrNotExist.
func readConfig(path string) (config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return config{}, &feed.Advised{
			Err:    fmt.Errorf("reading the configuration: %w", err),
			Remedy: "make it readable, or name another file with --config FILE",
		}
	}
	c := config{path: path, text: string(data)}
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return config{}, usage("%s: %w", path, plainTOML(string(data), err))
	}
	if err := c.check(); err != nil {
		return config{}, usage("%s: %w", path, err)
	}
	return c, nil
}

// check refuses values that cannot be used.
func (c *config) check() error {
	if err := c.at("", "background", oneOf("background", c.Background, "auto", "dark", "light")); err != nil {
		return err
	}
	if err := c.at("", "rows", oneOf("rows", c.Rows, "one", "two")); err != nil {
		return err
	}
	if _, err := c.patience(); err != nil {
		return c.at("", "timeout", err)
	}
	if _, err := c.Prefetch.policy(); err != nil {
		return err
	}
	if _, err := c.Keep.retention(); err != nil {
		return err
	}
	if c.Measure != 0 && (c.Measure < 20 || c.Measure > 400) {
		return c.at("", "measure", fmt.Errorf("measure = %d is not between 20 and 400 cells", c.Measure))
	}
	if err := c.checkSites(); err != nil {
		return err
	}
	if err := c.checkKeys(); err != nil {
		return err
	}
	return c.checkThemes()
}

// patience is how long one request may take, 0 when nothing is said about it.
func (c *config) patience() (time.Duration, error) {
	if c.Timeout == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(c.Timeout)
	if err != nil || d < time.Second || d > time.Hour {
		return 0, fmt.Errorf("timeout = %q is no duration from 1s to 1h; write it like 30s", c.Timeout)
	}
	return d, nil
}

// checkTheme refuses a theme that is neither warta's nor in own.
func (c *config) checkTheme(own []theme.Palette) error {
	known := slices.ContainsFunc(own, func(p theme.Palette) bool { return p.Name == c.Theme })
	if _, ok := theme.Pick(c.Theme, true); c.Theme == "" || ok || known {
		return nil
	}
	return fmt.Errorf("theme = %q is not a theme; choose one of %s, or define it under [themes.%s]",
		c.Theme, strings.Join(theme.Names(), ", "), c.Theme)
}

// oneOf refuses a value that is neither empty nor one of the allowed ones.
func oneOf(key, value string, allowed ...string) error {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s = %q must be one of %s", key, value, strings.Join(allowed, ", "))
}

// keyTable is the keys of the preset with the reader's own changes.
func (c *config) keyTable() (keys.Table, error) {
	table, err := keys.Preset(c.Keys)
	if err != nil {
		return nil, err
	}
	if len(c.Bind) == 0 {
		return table, nil
	}
	return table.Remap(c.Bind)
}

// takenKeys says which keys the reader's own changes took from other actions.
func (c *config) takenKeys(table keys.Table) []string {
	former, err := keys.Preset(c.Keys)
	if err != nil {
		return nil
	}
	return table.Taken(former, c.Bind)
}
