package ui

import (
	"testing"

	"warta/feed"
)

// What became of a refresh is said even when nothing came of it.
func TestRefreshSaysHowItEnded(t *testing.T) {
	for _, c := range []struct {
		name string
		end  feed.Activity
		want string
	}{
		{"left alone", feed.Activity{Total: 2, Done: 2, NotDue: 2}, "every feed was asked in the last 15 minutes: r asks the selected one anyway"},
		{"nothing new", feed.Activity{Total: 2, Done: 2, NotDue: 1}, "nothing new"},
		{"no feeds", feed.Activity{}, "there is no feed to refresh"},
		{"news", feed.Activity{Total: 2, Done: 2, New: 3}, ""},
		{"failures", feed.Activity{Total: 2, Done: 2, Failed: 1}, ""},
	} {
		m := New(newFake(), Options{})
		m.refreshAll(0)
		if got := m.status.Said(); got != "refreshing" {
			t.Fatalf("%s: %q", c.name, got)
		}
		m.noteActivity(feed.Activity{Round: 1, Total: 2})
		if got := m.status.Said(); got != "" {
			t.Errorf("%s: under way it says %q beside the progress", c.name, got)
		}
		c.end.Round = 1
		m.noteActivity(c.end)
		if got := m.status.Said(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
