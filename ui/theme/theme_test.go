package theme

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, c Color) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(c.RGB, "#"), 16, 32)
	if err != nil || len(c.RGB) != 7 {
		t.Fatalf("%q is not #rrggbb", c.RGB)
	}
	part := func(v uint64) float64 {
		s := float64(v&255) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}

func contrast(t *testing.T, a, b Color) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestThemesCanBeRead(t *testing.T) {
	if n := len(Names()); n < 6 {
		t.Errorf("only %d themes", n)
	}
	for _, name := range Names() {
		p, ok := Named(name)
		if !ok {
			t.Fatalf("%s is not there", name)
		}
		if dark := luminance(t, p.Paper) < 0.2; dark != p.Dark {
			t.Errorf("%s: dark is %v", name, p.Dark)
		}
		for what, c := range p.colours() {
			least := 4.5
			switch what {
			case "paper":
				continue
			case "line":
				least = 1.6 // borders are not read
			case "select":
				if got := contrast(t, *c, p.Ink); got < 4.5 {
					t.Errorf("%s: ink on select has a contrast of %.1f", name, got)
				}
				if got := contrast(t, *c, p.Dim); got < 3.5 {
					t.Errorf("%s: dim on select has a contrast of %.1f", name, got)
				}
				continue
			}
			if got := contrast(t, *c, p.Paper); got < least {
				t.Errorf("%s: %s on paper has a contrast of %.1f", name, what, got)
			}
		}
		if base, _, _ := strings.Cut(name, "-"); p.Dark {
			if light, ok := Pick(base, false); !ok || light.Dark {
				t.Errorf("%s has no light form", name)
			}
		}
	}
}

func TestPick(t *testing.T) {
	for _, c := range []struct {
		name string
		dark bool
		want string
	}{
		{"", true, "warta-dark"}, {"", false, "warta-light"}, {"laut", true, "laut-dark"},
		{"laut-light", true, "laut-light"}, {"nothing", true, ""},
	} {
		p, ok := Pick(c.name, c.dark)
		if p.Name != c.want || ok != (c.want != "") {
			t.Errorf("Pick(%q, %v) = %q, %v", c.name, c.dark, p.Name, ok)
		}
	}
}

// all is every style of s by name.
func all(s Styles) map[string]Style {
	out := map[string]Style{}
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		if st, ok := v.Field(i).Interface().(Style); ok {
			out[v.Type().Field(i).Name] = st
		}
	}
	return out
}

func TestWithoutColoursNothingIsColouredAndMeaningStays(t *testing.T) {
	p, _ := Named("warta-dark")
	s := New(p, Options{NoColor: true})
	for name, st := range all(s) {
		if strings.Contains(st.Before(), "38;") || strings.Contains(st.Before(), "48;") {
			t.Errorf("%s is coloured: %q", name, st.Before())
		}
	}
	for _, pair := range [][2]Style{
		{s.RowSelected, s.Row}, {s.RowSelectedBlur, s.Row}, {s.RowSelected, s.RowSelectedBlur}, {s.Unread, s.Read},
		{s.SectionLit, s.Section}, {s.BorderFocus, s.Border}, {s.Match, s.MatchCurrent}, {s.Match, s.Body},
		{s.Link, s.Body}, {s.Error, s.Status}, {s.Key, s.Help}, {s.Heading, s.Body}, {s.CodeWord, s.Code}, {s.Mono, s.Body}, {s.Strong, s.Body}, {s.Emphasis, s.Body}, {s.Highlight, s.Body},
	} {
		if pair[0].Before() == pair[1].Before() {
			t.Errorf("two meanings look alike without colours: %q", pair[0].Before())
		}
	}
}

// TestSixteenColours checks that only the sixteen foregrounds are used: a ground
// of another colour could hide the text on it.
func TestSixteenColours(t *testing.T) {
	for _, name := range Names() {
		p, _ := Named(name)
		for what, st := range all(New(p, Options{Depth: Colors16})) {
			for _, param := range strings.FieldsFunc(st.Before(), func(r rune) bool { return r < '0' || r > '9' }) {
				if n, _ := strconv.Atoi(param); n > 9 && n/10 != 3 && n/10 != 9 || n%10 > 7 && n > 9 {
					t.Errorf("%s: %s is not of the sixteen: %q", name, what, st.Before())
				}
			}
		}
	}
}

func TestParse(t *testing.T) {
	p, err := Parse(map[string]string{"name": "mine", "from": "laut-light", "ink": "#123", "accent": "bright-blue", "star": "214", "dark": "false"})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := Named("laut-light")
	want.Name, want.Ink, want.Accent, want.Star = "mine", Color{"#112233", 0}, Color{"12", 12}, Color{"214", 11}
	if p != want {
		t.Errorf("got %v, want %v", p, want)
	}
	if st := New(p, Options{}); st.Key.Before() != "\x1b[1;94m" || !strings.Contains(st.Star.Before(), "38;5;214") {
		t.Errorf("styles are %q and %q", st.Key.Before(), st.Star.Before())
	}
	for _, c := range []struct {
		in   map[string]string
		want string
	}{
		{map[string]string{"inc": "#000"}, "inc: a theme has no such colour; it has accent, alert,"},
		{map[string]string{"ink": "#12345"}, `ink = "#12345" is no colour; write #rrggbb`},
		{map[string]string{"ink": "256"}, `ink = "256" is no colour`},
		{map[string]string{"ink": "#ggg"}, `ink = "#ggg" is no colour`},
		{map[string]string{"ink": ""}, `ink = "" is no colour`},
		{map[string]string{"from": "x"}, `from = "x" is no theme; there are warta-dark,`},
		{map[string]string{"dark": "maybe"}, `dark: "maybe" is neither`},
	} {
		if _, err := Parse(c.in); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: %v, want %s", c.in, err, c.want)
		}
	}
}

func TestStyle(t *testing.T) {
	p, _ := Named("warta-dark")
	s := New(p, Options{})
	if got := s.Strong.Render("x"); got != "\x1b[1mx\x1b[m" {
		t.Errorf("bold is %q", got)
	}
	if got := string(s.Strong.Append([]byte("a"), "x")); got != "a\x1b[1mx\x1b[m" {
		t.Errorf("appended, bold is %q", got)
	}
	if got := (Style{}).Render("x"); got != "x" {
		t.Errorf("no style is %q", got)
	}
	if s.Strong.Render("") != "" {
		t.Error("nothing is not written as nothing")
	}
	over := s.Strong.Over(s.Caption).Before()
	if !strings.Contains(over, "1;") || !strings.Contains(over, "3;") || !strings.Contains(over, "38;2;") {
		t.Errorf("bold over caption is %q", over)
	}
	if s.Link.Over(s.Body).Before() != s.Link.Before() {
		t.Error("the link's colour does not win")
	}
}

func TestGlyphs(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		v := reflect.ValueOf(glyphs(ascii))
		for i := range v.NumField() {
			g := v.Field(i).String()
			if len([]rune(g)) != 1 || ascii && g[0] >= 0x80 {
				t.Errorf("ascii %v: %s is %q", ascii, v.Type().Field(i).Name, g)
			}
		}
	}
}

func TestTintedGreysStayGreysIn256Colours(t *testing.T) {
	for rgb, want := range map[string]string{
		"#262c37": "236", "#e6eaf0": "255", "#000000": "16", "#ffffff": "231", "#ff0000": "196", "#808080": "244", "17": "17",
	} {
		if got := (Color{RGB: rgb}).of256(); got != want {
			t.Errorf("%s is %s, want %s", rgb, got, want)
		}
	}
}
