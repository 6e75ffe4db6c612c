package ui

import (
	"slices"
	"testing"

	"warta/feed"
)

// An article that is opened before the background fetched it is fetched at
// once; one that is whole, or has been tried, is not.
func TestOpeningFetchesWhatIsNotThere(t *testing.T) {
	for _, c := range []struct {
		badge   feed.Badge
		offline bool
		want    bool
	}{
		{feed.BadgeNone, false, true},
		{feed.BadgeSummary, false, true},
		{feed.BadgeSummary, true, false},
		{feed.BadgeFull, false, false},
		{feed.BadgeFailed, false, false},
		{feed.BadgePaywall, false, false},
	} {
		m := New(newFake(), Options{})
		m.news.activity.Offline = c.offline
		cmd := m.fetchOpened(feed.Headline{ID: 1, URL: "https://gull.example/1", Badge: c.badge})
		if (cmd != nil) != c.want {
			t.Errorf("%s, offline %v: asked %v", c.badge, c.offline, cmd != nil)
		}
		if cmd == nil {
			continue
		}
		if got, ok := cmd().(articleFetched); !ok || !got.unasked || got.headline.ID != 1 {
			t.Errorf("%s: %+v", c.badge, got)
		}
		if f := m.library.(*fake); !slices.ContainsFunc(f.log, func(s string) bool { return s == "fetch 1" }) {
			t.Errorf("%s: asked %q", c.badge, f.log)
		}
	}
}
