package extract

import (
	"strconv"
	"strings"
	"time"
)

// dateForms are how pages write dates for machines.
var dateForms = []string{
	time.RFC3339, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 -07:00", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"2006-01-02", "2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "20060102T150405Z0700", "20060102150405", "20060102",
	time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, "Mon Jan 02 2006 15:04:05 GMT-0700", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
	"Jan 2, 2006 15:04", "Jan 2, 2006 3:04 PM", "Jan 2, 2006 3:04:05 PM", "Jan 2, 2006", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "January 2, 2006", "January 2, 2006, 3:04 PM", "Monday, January 2, 2006",
	"Monday, January 2, 2006 - 15:04", "2 January 2006", "2 January 2006 15:04", "2 Jan 2006", "2 Jan 2006 15:04", "02.01.2006 15:04", "02.01.2006", "2.1.2006", "2006-01-02T15:04:05-07",
}

// parseDate is a date as pages write it, in UTC; the zero time for what is none
// or lies outside of 1900 to 2100.
func parseDate(s string) time.Time {
	s = strings.TrimSpace(oneLine(s))
	if s == "" || len(s) > 60 {
		return time.Time{}
	}
	if i := strings.IndexAny(s, "(["); i > 8 {
		s = strings.TrimSpace(s[:i])
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil && t.Year() >= 1900 && t.Year() < 2100 {
			return t.UTC()
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		if n > 1e12 {
			n /= 1000
		}
		if n > 5e8 && n < 4e9 {
			return time.Unix(n, 0).UTC()
		}
	}
	return time.Time{}
}

// firstDate is the first of some that is a date.
func firstDate(list ...string) time.Time {
	for _, s := range list {
		if t := parseDate(s); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
