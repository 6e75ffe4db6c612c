package status

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"warta/feed"
	"warta/ui/theme"
)

// What rules hid in the last refresh is told while nothing else was said, beside
// what goes on.
func TestWhatRulesHid(t *testing.T) {
	l := New(theme.Styles{Glyphs: theme.Styles{}.Glyphs})
	l.SetWidth(120)
	for _, c := range []struct {
		a    feed.Activity
		want string
	}{
		{feed.Activity{New: 13, Hidden: 12}, "rules hid 12"},
		{feed.Activity{Total: 40, Done: 12, Failed: 2, New: 1, Hidden: 1}, "rules hid 1"},
		{feed.Activity{New: 4}, ""}, // the refresh after that hid none
	} {
		l.SetActivity(c.a)
		if got := ansi.Strip(l.View()); !strings.Contains(got, c.want) || c.want == "" && strings.Contains(got, "hid") {
			t.Errorf("%+v: %q", c.a, got)
		}
	}
	l.SetActivity(feed.Activity{New: 4, Hidden: 4})
	l.Say(Good, "done")
	if got := ansi.Strip(l.View()); strings.Contains(got, "hid") {
		t.Errorf("what was said is not alone: %q", got)
	}
}
