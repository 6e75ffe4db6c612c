package ui

import "testing"

// A theme that is made for the other ground than the terminal's brings its own:
// light ink on light paper cannot be read.
func TestThemeOfTheOtherSideIsPainted(t *testing.T) {
	m := New(newFake(), Options{})
	for _, c := range []struct {
		theme   string
		light   bool
		painted bool
	}{{"warta-dark", false, false}, {"warta-light", false, true}, {"warta-light", true, false}, {"warta-dark", true, true}} {
		m.layout.light = c.light
		m.wear(c.theme)
		if v := m.View(); (v.BackgroundColor != nil) != c.painted {
			t.Errorf("%s, light %v: painted %v", c.theme, c.light, v.BackgroundColor)
		}
	}
}
