package status

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"warta/feed"
	"warta/ui/theme"
)

// What rules hide is told while nothing else was said, beside what goes on.
func TestWhatRulesHid(t *testing.T) {
	l := New(theme.Styles{Glyphs: theme.Styles{}.Glyphs})
	l.SetWidth(120)
	for _, c := range []struct {
		hidden feed.Hidden
		a      feed.Activity
		want   string
	}{
		{feed.Hidden{}, feed.Activity{}, ""},
		{feed.Hidden{Entries: 12, Rules: 3}, feed.Activity{}, "3 rules hid 12"},
		{feed.Hidden{Entries: 1, Rules: 1}, feed.Activity{}, "1 rule hid 1"},
		{feed.Hidden{Entries: 12, Rules: 3}, feed.Activity{Total: 40, Done: 12, Failed: 2}, "3 rules hid 12"},
	} {
		l.SetHidden(c.hidden)
		l.SetActivity(c.a)
		if got := ansi.Strip(l.View()); !strings.Contains(got, c.want) || c.want == "" && strings.Contains(got, "hid") {
			t.Errorf("%+v, %+v: %q", c.hidden, c.a, got)
		}
	}
	l.Say(Good, "done")
	if got := ansi.Strip(l.View()); strings.Contains(got, "hid") {
		t.Errorf("what was said is not alone: %q", got)
	}
}
