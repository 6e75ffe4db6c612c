package typeset

import (
	"strings"
	"testing"

	"warta/ui/theme"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                                         "plain",
		"two\nlines\tand a tab":                         "two lines and a tab",
		"\x1b[31mred\x1b]8;;x\x07":                      "[31mred]8;;x",
		"c1 \u009b2J and a broken \xff":                 "c1 2J and a broken \ufffd",
		"\u202egnorw\u202c \u2066a\u2069 \u200eb\u200f": "gnorw a b",
		"del\x7f nul\x00":                               "del nul",
		"line\u2028paragraph\u2029":                     "line paragraph ",
		"ab\ufeffc\ufff9d":                              "abcd",
		"👨\u200d👩 ن\u200cه a\u00a0b é":                  "👨\u200d👩 ن\u200cه a\u00a0b é",
		"a picture \U0010EEEE":                          "a picture ",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutAndFit(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		cut   string
	}{
		{"rain", 4, "rain"}, {"rains", 4, "rai…"}, {"rain", 0, ""}, {"rain", 1, "…"}, {"rain", -3, ""},
		{"日本語", 5, "日本…"}, {"日本語", 4, "日…"}, {"👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"}, {"", 3, ""},
		{"\U0001F3FC", 4, "\u25CC\U0001F3FC"}, {"\u0301a", 4, "\u25CC\u0301a"}, {"a\u0605", 9, "a\u0605\u25CC"},
	} {
		if got := Cut(c.text, c.width, "…"); got != c.cut {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.text, c.width, got, c.cut)
		}
		if got := Fit(c.text, c.width, "…"); Width(got) != max(c.width, 0) || !strings.HasPrefix(got, c.cut) {
			t.Errorf("Fit(%q, %d) = %q", c.text, c.width, got)
		}
	}
}

func TestFrame(t *testing.T) {
	p, _ := theme.Pick("", true)
	f := Frame{Width: 12, Height: 4, Title: "Headlines", Footer: "24%", Glyphs: theme.New(p, theme.Options{}).Glyphs}
	want := "╭ Headl… ──╮\n│inside    │\n│          │\n╰───── 24% ╯"
	if got := f.Draw([]string{"inside    "}); got != want {
		t.Errorf("the frame is\n%s, want\n%s", got, want)
	}
	for width := range 8 {
		f.Width = width
		for _, line := range strings.Split(f.Draw(nil), "\n") {
			if Width(line) != width {
				t.Errorf("a frame %d wide has the line %q", width, line)
			}
		}
	}
}

func TestEscaped(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x?y=1&z=%20":   "https://a.example/x?y=1&z=%20",
		"https://a.example/é x\x1b\\\x07": "https://a.example/%C3%A9%20x%1B\\%07",
	} {
		if got := escaped(in); got != want {
			t.Errorf("escaped(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutLeavesOutSoftHyphens(t *testing.T) {
	if got := Cut("Helikopter\u00ADlandeplatz", 40, "…"); got != "Helikopterlandeplatz" {
		t.Errorf("%q", got)
	}
}
