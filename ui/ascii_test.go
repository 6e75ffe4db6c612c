package ui

import (
	"testing"

	"warta/ui/keys"
	"warta/ui/theme"
)

// On a terminal that has only ASCII, warta itself writes nothing else.
func TestOnlyASCII(t *testing.T) {
	for _, b := range keys.Default() {
		if b.Scope >= keys.Menu || len(b.Keys) == 0 {
			continue
		}
		o := Options{Terminal: theme.Options{ASCII: true}, Packs: packsForTests()}
		s := newScreen(t, newFake(), o, 100, 24)
		s.happen("fail", "")
		s.press("enter", "h")
		if b.Scope == keys.Sidebar {
			s.press("h", "j", "j", "j", "j", "j")
		}
		for _, key := range []string{b.Keys[0], "esc", "?", "esc", "G", "?"} {
			s.press(key)
			for _, r := range s.text() {
				if r > 0x7E {
					t.Fatalf("%s: after %s there is a %q on the screen\n%s", b.Action, key, r, s.text())
				}
			}
		}
	}
}
