package ui

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/headlines"
	"warta/ui/palette"
)

// health lists the feeds by how they fare, the worst first.
func (m *Model) health(int) tea.Cmd {
	now := m.options.Now()
	feeds := slices.Clone(m.sidebar.Feeds())
	slices.SortStableFunc(feeds, func(a, b feed.Feed) int { return cmp.Compare(badness(b, now), badness(a, now)) })
	var items []palette.Item
	for _, f := range feeds {
		items = append(items, palette.Item{
			Label: f.Label(), Detail: fares(f, now), Key: headlines.Ago(f.Health.LastOK, now),
			Value: strconv.FormatInt(int64(f.ID), 10), Preview: m.inSigns(particulars(f, now)),
		})
	}
	m.choose(menu{title: "Feed health", label: "feed", items: items, done: (*Model).treat})
	return nil
}

// inSigns is lines of warta's own in the signs that the terminal has.
func (m *Model) inSigns(lines []string) []string {
	for i := range lines {
		lines[i] = m.styles.Glyphs.Words(lines[i])
	}
	return lines
}

// badness orders feeds by how they fare.
func badness(f feed.Feed, now time.Time) int {
	switch h := f.Health; {
	case h.Gone:
		return 4
	case h.Failure != "":
		return 3
	case silent(f, now):
		return 2
	case h.MovedTo != "":
		return 1
	}
	return 0
}

// silent reports whether a feed has had nothing new for six times as long as
// it usually takes.
func silent(f feed.Feed, now time.Time) bool {
	h := f.Health
	return h.Usual > 0 && !h.Newest.IsZero() && now.Sub(h.Newest) > 6*max(h.Usual, 12*time.Hour)
}

// fares says in words how a feed fares.
func fares(f feed.Feed, now time.Time) string {
	switch h := f.Health; {
	case f.Guide:
		return "built in"
	case h.Gone:
		return "gone for good, no longer asked"
	case h.Failure == feed.BreaksOff:
		return h.Failure
	case h.Failure != "":
		return "failing for " + length(now.Sub(h.FailingSince)) + ": " + h.Failure
	case h.LastTry.IsZero():
		return "not asked yet"
	case silent(f, now):
		return "silent for " + length(now.Sub(h.Newest)) + ", usually " + length(h.Usual)
	case h.MovedTo != "":
		return "moved to " + h.MovedTo
	}
	return "well"
}

// length is a time as people say it.
func length(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return strconv.Itoa(int(d/(24*time.Hour))) + " days"
	case d >= 2*time.Hour:
		return strconv.Itoa(int(d/time.Hour)) + " hours"
	}
	if d < 2*time.Minute {
		return "1 minute"
	}
	return strconv.Itoa(int(d/time.Minute)) + " minutes"
}

// particulars is what else is known of a feed's health.
func particulars(f feed.Feed, now time.Time) []string {
	h := f.Health
	lines := []string{f.URL}
	if !f.Guide {
		lines = append(lines, fares(f, now))
	}
	last := "last answer"
	if !h.LastOK.IsZero() {
		last += " " + headlines.Ago(h.LastOK, now)
	} else {
		last += " never"
	}
	if h.HTTPStatus != 0 {
		last += " · HTTP " + strconv.Itoa(h.HTTPStatus)
	}
	if h.Bytes > 0 {
		last += " · " + strconv.FormatInt((h.Bytes+1023)/1024, 10) + " KB in " + strconv.Itoa(int(h.Took.Milliseconds())) + " ms"
	}
	switch {
	case h.Failures == 1:
		last += " · 1 try failed"
	case h.Failures > 1:
		last += " · " + strconv.Itoa(h.Failures) + " tries failed"
	}
	lines = append(lines, last)
	if h.NextTry.After(now) {
		lines = append(lines, "asked again in "+length(h.NextTry.Sub(now)))
	}
	if h.MovedTo != "" {
		lines = append(lines, "moved to "+h.MovedTo)
	}
	for _, c := range h.Candidates {
		lines = append(lines, "found instead: "+c)
	}
	return lines
}

// treat offers what can be done for a feed.
func (m *Model) treat(items []palette.Item) tea.Cmd {
	id, err := strconv.ParseInt(items[0].Value, 10, 64)
	if err != nil || !m.sidebar.SelectFeed(feed.FeedID(id)) {
		return nil
	}
	follow := m.follow()
	item, _ := m.sidebar.Selected()
	f := item.Feed
	rows := []palette.Item{
		{Label: "show its headlines", Value: "show"},
		{Label: "refresh it now", Value: "refresh"},
		{Label: "rename it", Value: "rename"},
		{Label: "move it to a folder", Value: "move"},
		{Label: "unsubscribe", Value: "unsubscribe"},
	}
	others := f.Health.Candidates
	if f.Health.MovedTo != "" {
		others = append(slices.Clone(others), f.Health.MovedTo)
	}
	for _, c := range others {
		rows = append(rows, palette.Item{Label: "subscribe to " + c, Value: c})
	}
	m.choose(menu{title: f.Label(), items: rows, done: func(m *Model, items []palette.Item) tea.Cmd {
		return m.treatment(f, items[0].Value)
	}})
	return follow
}

// treatment does what was chosen for a feed.
func (m *Model) treatment(f feed.Feed, what string) tea.Cmd {
	switch what {
	case "show":
		return m.enter(0)
	case "refresh":
		return m.askRefresh([]feed.FeedID{f.ID})
	case "rename":
		return m.rename(0)
	case "move":
		return m.moveFeed(0)
	case "unsubscribe":
		return m.unsubscribe(0)
	}
	return m.subscribeTo(what, f.Folder)
}
