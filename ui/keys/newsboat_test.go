package keys

import (
	"strings"
	"testing"
)

// TestNewsboat sets the preset beside newsboat's default keys, as its manual
// (newsboat 2.21, "Available operations") lists them, in its feed list, its
// article list and its article. What warta has not, or has otherwise for a
// reason, stands below with that.
func TestNewsboat(t *testing.T) {
	table, err := Preset("newsboat")
	if err != nil {
		t.Fatal(err)
	}
	const all = "feeds list article"
	for _, c := range []struct {
		key, operation string
		want           Action
		where          string
	}{
		{"enter", "open", Open, "feeds list"},
		{"q", "quit", Quit, all},
		{"Q", "hard-quit", QuitNow, all},
		{"r", "reload", Refresh, all},
		{"R", "reload-all", RefreshAll, all},
		{"A", "mark-feed-read", MarkAllRead, all},
		{"C", "mark-all-feeds-read", MarkEverything, all},
		{"s", "save", ToggleSaved, "list article"},
		{"n", "next-unread", NextUnread, all},
		{"p", "prev-unread", PrevUnread, all},
		{"J", "next", NextHeadline, "list article"},
		{"K", "prev", PrevHeadline, "list article"},
		{"o", "open-in-browser", OpenBrowser, all},
		{"O", "open-in-browser-and-mark-read", OpenAndMark, all},
		{"?", "help", Help, all},
		{"N", "toggle-article-read", ToggleRead, all},
		{"l", "toggle-show-read-feeds", UnreadOnly, all},
		{"u", "show-urls", Links, all},
		{"t", "set-tag", GoTo, all},
		{"/", "open-search", Find, all},
		{"F", "set-filter", Find, all},
		{"#", "goto-url", Links, "article"},
		{"1", "one: open URL 1", Links, "article"},
		{"9", "nine: open URL 9", Links, "article"},
		{"0", "zero: open URL 10", Links, "article"},
		{"ctrl+l", "redraw", Redraw, all},
		{":", "cmdline", Palette, all},
		{"ctrl+b", "bookmark", ToggleSaved, "list article"},
		{"ctrl+e", "edit-flags", ToggleStar, "list article"},
		{"ctrl+n", "next-unread-feed", NextFeed, all},
		{"ctrl+p", "prev-unread-feed", PreviousFeed, all},
		{"ctrl+x", "close-dialog", Back, all},
		{"ctrl+v", "next-dialog", NextPane, all},
		{"ctrl+g", "prev-dialog", PreviousPane, all},
		{"up", "up", Up, all},
		{"down", "down", Down, all},
		{"pgup", "pageup", PageUp, all},
		{"pgdown", "pagedown", PageDown, all},
		{"space", "(the pager's page down)", Advance, "list article"},
		{"home", "home", Top, all},
		{"end", "end", Bottom, all},

		// As in vi and in most configurations of newsboat; there they go to the
		// next feed and sort.
		{"j", "next-feed", Down, all},
		{"k", "prev-feed", Up, all},
		{"g", "sort", Top, all},
		{"G", "rev-sort", Bottom, all},

		// What would do something else than hands expect does nothing.
		{"ctrl+k", "random-unread", "", all},
		{"ctrl+u", "toggle-source-view", "", all},
		{"ctrl+d", "delete-all-articles", "", all},
		{"ctrl+f", "clear-filter", "", all},
		{"ctrl+t", "clear-tag", "", all},
		{"ctrl+r", "reload-urls", "", all},
		{"D", "delete-article", "", "list article"},
		{"E", "edit-urls", "", all},
		{"$", "purge-deleted", "", all},
		{"|", "pipe-to", "", all},
		{",", "macro-prefix", "", all},
	} {
		for name, scope := range map[string]Scope{"feeds": Sidebar, "list": List, "article": Article} {
			if !strings.Contains(c.where, name) {
				continue
			}
			if got, more := table.Find(scope, c.key); got != c.want || more {
				t.Errorf("%s (%s) in the %s asks for %q, not for %q", c.key, c.operation, name, got, c.want)
			}
		}
	}
}

// Every action that has a key in the default table has one in the preset, but
// for those that newsboat's hands do not expect.
func TestNewsboatHasEveryAction(t *testing.T) {
	table, err := Preset("newsboat")
	if err != nil {
		t.Fatal(err)
	}
	without := map[Action]bool{GoToSection: true, HalfDown: true, HalfUp: true}
	for _, b := range Default() {
		if b.Scope < Menu && table.First(b.Action) == "" && !without[b.Action] {
			t.Errorf("%s has no key", b.Action)
		}
	}
}
