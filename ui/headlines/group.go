package headlines

import (
	"strconv"
	"time"
)

// A Grouping is what stands together below a heading.
type Grouping int

// The groupings.
const (
	Flat Grouping = iota
	ByDay
	ByFeed
)

// String is the grouping as people say it.
func (g Grouping) String() string {
	return [...]string{"not grouped", "grouped by day", "grouped by feed"}[g]
}

// headed reports whether a heading stands above row i.
func (l *List) headed(i int) bool {
	switch l.grouping {
	case ByDay:
		return i == 0 || !sameDay(l.rows[i].Published.In(l.now.Location()), l.rows[i-1].Published.In(l.now.Location()))
	case ByFeed:
		return i == 0 || l.rows[i].Feed != l.rows[i-1].Feed
	case Flat:
	}
	return false
}

// heading is the text above row i.
func (l *List) heading(i int) string {
	if l.grouping == ByFeed {
		return l.rows[i].FeedTitle
	}
	return Day(l.rows[i].Published, l.now)
}

func sameDay(a, b time.Time) bool {
	y1, m1, d1 := a.Date()
	y2, m2, d2 := b.Date()
	return d1 == d2 && m1 == m2 && y1 == y2
}

// Day names the day of t as somebody would at the time now.
func Day(t, now time.Time) string {
	t = t.In(now.Location())
	switch {
	case t.IsZero():
		return "No date"
	case sameDay(t, now):
		return "Today"
	case sameDay(t, now.AddDate(0, 0, -1)):
		return "Yesterday"
	case t.Year() == now.Year():
		return t.Format("Monday 2 January")
	}
	return t.Format("2 January 2006")
}

// Ago tells the date t as somebody would at the time now: "5 min", "2 h",
// "3 d", "14 Sep", and "14 Sep 2023" in another year.
func Ago(t, now time.Time) string {
	d := now.Sub(t)
	switch {
	case t.IsZero():
		return ""
	case d < -24*time.Hour:
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + " min"
	case d < 24*time.Hour:
		return strconv.Itoa(int(d/time.Hour)) + " h"
	case d < 7*24*time.Hour:
		return strconv.Itoa(int(d/(24*time.Hour))) + " d"
	}
	if t = t.In(now.Location()); t.Year() == now.Year() {
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}
