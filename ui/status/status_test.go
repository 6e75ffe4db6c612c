package status

import (
	"strings"
	"testing"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/theme"
	"warta/ui/typeset"
)

func TestLineIsExact(t *testing.T) {
	for width := range 200 {
		l := New(theme.Styles{Glyphs: theme.Glyphs{Dot: "·", ProgressDone: "█", ProgressLeft: "░"}})
		l.SetWidth(width)
		l.SetHints(keys.Default().In(keys.Article))
		for _, a := range []feed.Activity{{}, {Total: 40, Done: 12, Failed: 3}, {Articles: 9}, {Failed: 2, Offline: true}} {
			l.SetActivity(a)
			for _, text := range []string{"", "日本 marked\x1b[2J", strings.Repeat("long ", 50)} {
				for tone := Said; tone <= Failed; tone++ {
					l.Say(tone, text)
					l.SetPressed("12")
					if got := l.View(); typeset.Width(got) != width || strings.ContainsRune(got, '\x1b') {
						t.Fatalf("%d cells in %d: %q", typeset.Width(got), width, got)
					}
				}
			}
		}
	}
}

func TestWhatIsSaid(t *testing.T) {
	for _, c := range []struct {
		activity feed.Activity
		text     string
		want     string
	}{
		{feed.Activity{Total: 40, Done: 12, Failed: 2}, "", "refreshing 12/40 · 2 failed"},
		{feed.Activity{Total: 40, Done: 40, Failed: 2}, "", "2 feeds failed: x says why"},
		{feed.Activity{Articles: 7}, "", "fetching full articles · 7 to go"},
		{feed.Activity{Articles: 7}, "starred", "starred"},
		{feed.Activity{Offline: true}, "", "offline"},
		{feed.Activity{New: 3}, "", "3 new"},
	} {
		l := New(theme.Styles{Glyphs: theme.Glyphs{Dot: "·"}})
		l.SetWidth(90)
		l.SetHealthKey("x")
		l.SetActivity(c.activity)
		l.Say(Good, c.text)
		if got := l.View(); !strings.Contains(got, c.want) {
			t.Errorf("%+v: %q lacks %q", c.activity, got, c.want)
		}
	}
}

func TestHelpIsTheLastHintToGo(t *testing.T) {
	l := New(theme.Styles{})
	l.SetHints(keys.Default().In(keys.List))
	for width := 12; width < 120; width++ {
		l.SetWidth(width)
		if !strings.Contains(l.View(), "? help") {
			t.Errorf("no help at %d: %q", width, l.View())
		}
	}
}

// A hint that there is no room for is left out, and does not end within a word.
func TestMessageWithoutItsHint(t *testing.T) {
	l := New(theme.Styles{Glyphs: theme.Styles{}.Glyphs})
	l.Say(Warned, "there are no rules yet: S searches, F makes one")
	for width, want := range map[int]string{60: "there are no rules yet: S searches, F makes one", 40: "there are no rules yet"} {
		l.SetWidth(width)
		if got := strings.TrimSpace(typeset.Clean(l.View())); got != want {
			t.Errorf("%d cells: %q", width, got)
		}
	}
}
