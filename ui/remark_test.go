package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"warta/ui/status"
	"warta/ui/typeset"
)

// What went wrong is said whole, however narrow the screen is.
func TestFailuresAreSaidWhole(t *testing.T) {
	const why = "reading https://gull.example/a/long/address: the name gull.example could not be looked up (DNS); check the address and the network"
	for _, width := range []int{40, 80, 200} {
		s := newScreen(t, newFake(), Options{}, width, 24)
		s.status.Say(status.Failed, why)
		screen := ansi.Strip(s.View().Content)
		if got := strings.Join(strings.Fields(screen), " "); !strings.Contains(got, "could not be looked up") || !strings.Contains(got, "the network") {
			t.Errorf("%d: the failure is cut:\n%s", width, screen)
		}
		lines := strings.Split(screen, "\n")
		if len(lines) != 24 {
			t.Errorf("%d: %d lines", width, len(lines))
		}
		for _, l := range lines {
			if typeset.Width(l) != width {
				t.Errorf("%d: a line of %d cells: %q", width, typeset.Width(l), l)
			}
		}
	}
}
