package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"warta/feed/library"
)

// A keep is what the configuration says about how long entries stay. What is
// starred or saved stays in any case; without this section everything does.
type keep struct {
	Age     string `toml:"age"`
	PerFeed int    `toml:"per-feed"`
	Unread  *bool  `toml:"unread"`
}

// retention is what the library is told; the error names the key that is wrong.
func (c *keep) retention() (r library.Retention, err error) {
	if r.MaxAge, err = parseAge("keep.age", c.Age); err != nil {
		return r, err
	}
	if c.PerFeed < 0 {
		return r, fmt.Errorf("keep.per-feed = %d is less than nothing", c.PerFeed)
	}
	r.MaxPerFeed = c.PerFeed
	r.Unread = c.Unread != nil && !*c.Unread && (r.MaxAge > 0 || r.MaxPerFeed > 0)
	return r, nil
}

// ages are the units of ages, by the letters that begin them.
var ages = []struct {
	name string
	days float64
}{{"d", 1}, {"w", 7}, {"m", 30}, {"y", 365}}

// parseAge reads an age like 90d, "6 months" or 1y; 0 for nothing.
func parseAge(key, value string) (time.Duration, error) {
	text := strings.ToLower(strings.TrimSpace(value))
	if text == "" {
		return 0, nil
	}
	digits := strings.TrimLeft(text, "0123456789.")
	n, err := strconv.ParseFloat(strings.TrimSpace(text[:len(text)-len(digits)]), 64)
	unit := strings.TrimSpace(digits)
	for _, u := range ages {
		days := n * u.days
		if err == nil && days >= 1 && days <= 36500 && !math.IsNaN(days) && isUnit(unit, u.name) {
			return time.Duration(days * float64(24*time.Hour)), nil
		}
	}
	return 0, fmt.Errorf("%s = %q is no age from a day to a hundred years; write it like 90d, 12w, 6 months or 2y", key, value)
}

// isUnit reports whether a word is a unit's letter or its name.
func isUnit(word, letter string) bool {
	names := map[string]string{"d": "day", "w": "week", "m": "month", "y": "year"}
	return word == letter || word == names[letter] || word == names[letter]+"s"
}
