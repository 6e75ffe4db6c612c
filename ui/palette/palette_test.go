package palette

import (
	"strings"
	"testing"

	"warta/ui/theme"
	"warta/ui/typeset"
)

func TestFuzzyOrder(t *testing.T) {
	for _, c := range []struct {
		typed string
		items []string
		want  string // the best, "" when none fits
	}{
		{"star", []string{"scroll to a rate", "starter packs", "toggle star"}, "starter packs"},
		{"mar", []string{"summary", "mark all read"}, "mark all read"},
		{"ft", []string{"left", "fetch the article", "find text"}, "find text"},
		{"ÉT", []string{"été"}, "été"},
		{"ab", []string{"b a b"}, "b a b"},
		{"abc", []string{"a-cab c"}, "a-cab c"},
		{"zz", []string{"fizz", "pizza"}, "fizz"},
		{"xyz", []string{"x", "y", "z"}, ""},
	} {
		m := New(theme.Styles{})
		var items []Item
		for _, i := range c.items {
			items = append(items, Item{Label: i})
		}
		m.Open("", items, false)
		m.Narrow(c.typed)
		got, _ := m.Selected()
		if got.Label != c.want {
			t.Errorf("%q: %q, want %q", c.typed, got.Label, c.want)
		}
	}
}

func TestMarkedRowsAreChosen(t *testing.T) {
	m := New(theme.Styles{})
	m.Open("", []Item{{Label: "a"}, {Label: "b"}, {Label: "c"}}, true)
	m.Move(1)
	m.Toggle()
	m.Narrow("c")
	m.Toggle()
	m.Narrow("a")
	var labels []string
	for _, i := range m.Chosen() {
		labels = append(labels, i.Label)
	}
	if strings.Join(labels, "") != "bc" {
		t.Errorf("%v are chosen", labels)
	}
}

func TestOffer(t *testing.T) {
	m := New(theme.Styles{})
	m.Open("", []Item{{Label: "World"}}, false)
	m.Narrow("Wo")
	m.Offer(Item{Label: "new folder Wo", Value: "Wo"})
	m.Move(1)
	if i, _ := m.Selected(); i.Value != "Wo" {
		t.Errorf("%+v is selected", i)
	}
	m.Narrow("x")
	if i, ok := m.Selected(); ok {
		t.Errorf("%+v is left", i)
	}
}

func TestViewIsExact(t *testing.T) {
	p, _ := theme.Pick("", true)
	st := theme.Styles{Glyphs: theme.New(p, theme.Options{}).Glyphs}
	items := []Item{{Label: "日本", Detail: "detail", Key: "k"}, {Label: strings.Repeat("long ", 40), Detail: "x", Preview: []string{"one", "\x1b[2Jtwo", "three"}}, {Label: "c", Key: "ctrl+x"}}
	for width := 4; width < 110; width++ {
		for height := 3; height < 16; height++ {
			m := New(st)
			m.Open("A title that is long", items, width%2 == 0)
			m.Narrow("o")
			m.Move(1)
			lines := m.View(width, height)
			if len(lines) > height || m.Cursor() < 1 || m.Cursor() >= len(lines) {
				t.Fatalf("%dx%d: %d lines, cursor at %d", width, height, len(lines), m.Cursor())
			}
			for _, l := range lines {
				if typeset.Width(l) != min(width, 96) {
					t.Fatalf("%dx%d: %d cells: %q", width, height, typeset.Width(l), l)
				}
			}
		}
	}
}

func FuzzNarrow(f *testing.F) {
	f.Add("st", "toggle star")
	f.Add("é", "\xffé")
	f.Fuzz(func(t *testing.T, typed, label string) {
		m := New(theme.Styles{})
		m.Open("", []Item{{Label: label}}, false)
		m.Narrow(typed)
		m.View(40, 5)
	})
}
