package query

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"
)

const day = 24 * time.Hour

// A unit of age. A month is 30 days and a year 365: an age is no calendar.
type unit struct {
	length time.Duration
	names  []string // the first is the one that is written
}

var units = []unit{
	{365 * day, []string{"y", "year", "years"}},
	{30 * day, []string{"mo", "month", "months"}},
	{7 * day, []string{"w", "week", "weeks"}},
	{day, []string{"d", "day", "days"}},
	{time.Hour, []string{"h", "hour", "hours"}},
	{time.Minute, []string{"min", "m", "mins", "minute", "minutes"}},
	{time.Second, []string{"s", "sec", "second", "seconds"}},
}

var (
	errAge  = errors.New("an age is a number and a unit, like 2d, 12h or \"3 weeks\"")
	errDate = errors.New("a date is written like 2026-11-01, 2026-11, today or yesterday")
)

// parseAge reads "2d", "1h30min" or "2 weeks".
func parseAge(text string) (time.Duration, error) {
	var age time.Duration
	rest := strings.ToLower(strings.TrimSpace(text))
	if rest == "" {
		return 0, errAge
	}
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		n, err := strconv.ParseInt(rest[:digits], 10, 64)
		if err != nil {
			return 0, errAge
		}
		rest = strings.TrimLeft(rest[digits:], " ")
		letters := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsLetter))
		length, ok := unitLength(rest[:letters])
		if !ok {
			return 0, errAge
		}
		rest = strings.TrimLeft(rest[letters:], " ")
		if n > int64((maxAge-age)/length) {
			return 0, errors.New("an age is at most 200 years")
		}
		age += time.Duration(n) * length
	}
	return age, nil
}

const maxAge = 200 * 365 * day

func unitLength(name string) (time.Duration, bool) {
	for _, u := range units {
		for _, n := range u.names {
			if n == name {
				return u.length, true
			}
		}
	}
	return 0, false
}

// formatAge writes what parseAge reads, in whole seconds.
func formatAge(age time.Duration) string {
	age = min(max(age, 0), maxAge).Truncate(time.Second)
	for _, u := range units {
		if age > 0 && age%u.length == 0 {
			return strconv.FormatInt(int64(age/u.length), 10) + u.names[0]
		}
	}
	return "0d"
}

// layouts are the forms of a date.
var layouts = []string{"2006-01-02", "2006-01", "2006", "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04",
	"2006-01-02 15:04:05", time.RFC3339Nano}

// parseDate reads a date in the zone of now.
func parseDate(text string, now time.Time) (time.Time, error) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch strings.ToLower(text) {
	case "today":
		return today, nil
	case "yesterday":
		return today.AddDate(0, 0, -1), nil
	case "tomorrow":
		return today.AddDate(0, 0, 1), nil
	case "now":
		return now, nil
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, strings.ToUpper(text), now.Location()); err == nil {
			return t.In(now.Location()), nil
		}
	}
	return time.Time{}, errDate
}

// formatDate writes what parseDate reads.
func formatDate(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0 && t.Location() == time.Local {
		return t.Format("2006-01-02")
	}
	return t.Format(time.RFC3339Nano)
}
