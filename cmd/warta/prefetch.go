package main

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"warta/feed/library"
)

// A prefetch is what the configuration says about fetching ahead of time.
type prefetch struct {
	Articles    string   `toml:"articles"` // all, starred, none
	Pictures    string   `toml:"pictures"` // starred, all, none
	Feeds       []string `toml:"feeds"`    // as good as starred: by address or name, or folders
	Except      []string `toml:"except"`   // left out unless starred: the same
	MostEntries int      `toml:"max-entries"`
	PictureSize string   `toml:"max-picture"`
	Room        string   `toml:"max-pictures"`
}

// policy is what the library is told; the error names the key that is wrong.
func (c *prefetch) policy() (p library.Prefetch, err error) {
	if err := oneOf("prefetch.articles", c.Articles, "all", "starred", "none"); err != nil {
		return p, err
	}
	if err := oneOf("prefetch.pictures", c.Pictures, "all", "starred", "none"); err != nil {
		return p, err
	}
	if c.MostEntries < 0 {
		return p, fmt.Errorf("prefetch.max-entries = %d is less than nothing", c.MostEntries)
	}
	scopes := map[string]library.Scope{"": library.ForAll, "all": library.ForAll, "starred": library.ForMarked, "none": library.ForNone}
	p.Articles, p.Pictures, p.Most = scopes[c.Articles], scopes[cmp.Or(c.Pictures, "starred")], c.MostEntries
	p.Feeds, p.Except = c.Feeds, c.Except
	if p.Picture, err = parseSize("prefetch.max-picture", c.PictureSize); err != nil {
		return p, err
	}
	p.Room, err = parseSize("prefetch.max-pictures", c.Room)
	return p, err
}

// units are the units of sizes, those that end in others first.
var units = []struct {
	name  string
	bytes float64
}{
	{"kib", 1 << 10}, {"mib", 1 << 20}, {"gib", 1 << 30}, {"kb", 1e3}, {"mb", 1e6}, {"gb", 1e9}, {"b", 1},
}

// parseSize reads a size like 20MB or 500000, in bytes; 0 for nothing.
func parseSize(key, value string) (int64, error) {
	text, unit := strings.ToLower(strings.TrimSpace(value)), 1.0
	if text == "" {
		return 0, nil
	}
	for _, u := range units {
		if number, ok := strings.CutSuffix(text, u.name); ok {
			text, unit = strings.TrimSpace(number), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n*unit >= 1) || n*unit > math.MaxInt64/2 {
		return 0, fmt.Errorf("%s = %q is no size; write it like 20MB or 500000", key, value)
	}
	return int64(n * unit), nil
}
