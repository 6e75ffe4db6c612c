package typeset

import (
	"slices"
	"strings"
	"testing"

	"warta/feed/article"
)

// TestVisualOrder uses capital letters for right-to-left text, as UAX #9 does.
func TestVisualOrder(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a sentence", "ABC DEF.", ".FED CBA"},
		{"a number keeps its order", "ABC 15 DEF", "FED 15 CBA"},
		{"a number with a separator", "ABC 1,5 DEF", "FED 1,5 CBA"},
		{"a price", "ABC $15", "$15 CBA"},
		{"a Latin word in it", "ABC iphone DEF", "FED iphone CBA"},
		{"two Latin words", "ABC new york DEF", "FED new york CBA"},
		{"in a Latin sentence", "he said ABC DEF, ok", "he said FED CBA, ok"},
		{"a number after it in a Latin sentence", "see ABC 15 now", "see 15 CBA now"},
		{"brackets", "ABC (DEF) GHI", "IHG (FED) CBA"},
		{"brackets round Latin", "ABC (un) DEF", "FED (un) CBA"},
		{"brackets in a Latin sentence", "a (ABC) b", "a (CBA) b"},
		{"a mark stays on its letter", "AB\u0301C", "CB\u0301A"},
		{"nothing to do", "plain (text).", "plain (text)."},
	} {
		got := Visual(hebrew(c.text))
		if got != hebrew(c.want) {
			t.Errorf("%s: %q becomes %q, want %q", c.name, c.text, got, hebrew(c.want))
		}
	}
}

func TestVisualLeft(t *testing.T) {
	if got := VisualLeft(hebrew("ABC is moved to DEF")); got != hebrew("CBA is moved to FED") {
		t.Errorf("%q", got)
	}
}

// A cursor stands on the letter it is before, and behind the text where the
// next letter will be.
func TestVisualAt(t *testing.T) {
	for _, c := range []struct {
		text string
		want []int // by letter, and behind the last
	}{
		{"abc", []int{0, 1, 2, 3}},
		{"ABC", []int{2, 1, 0, -1}},
		{"a BC", []int{0, 1, 3, 2, 1}},
		{"AB cd", []int{4, 3, 2, 0, 1, 2}},
		{"", []int{0}},
	} {
		text := hebrew(c.text)
		var got []int
		for at := range text + "." {
			_, column := VisualAt(text, at)
			got = append(got, column)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

// hebrew puts Hebrew letters for capital ones.
func hebrew(text string) string {
	out := []rune(text)
	for i, r := range out {
		if r >= 'A' && r <= 'Z' {
			out[i] = 'א' + r - 'A'
		}
	}
	return string(out)
}

func TestDirectionByLanguage(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           bool
	}{
		{"ar", "iPhone الجديد", true},
		{"ar-EG", "plain", false},
		{"en", "שלום is how one greets", false},
		{"en", "שלום עולם ok", true},
		{"", "שלום is how one greets", true},
		{"", "iPhone الجديد", false},
	} {
		m := Manuscript{language: sideOf(c.language)}
		if got, _ := m.direction(c.text); got != c.want {
			t.Errorf("%s: %q begins at the right: %v", c.language, c.text, got)
		}
	}
}

func TestDirection(t *testing.T) {
	for _, c := range []struct {
		text       string
		rtl, mixed bool
	}{
		{"rain", false, false},
		{"12 – حرب", true, true},
		{"«שלום» hello", true, true},
		{"hello שלום", false, true},
		{"日本語", false, false},
		{"日本 שלום", false, true},
		{"… 12", false, false},
	} {
		if rtl, mixed := direction(c.text); rtl != c.rtl || mixed != c.mixed {
			t.Errorf("direction(%q) = %v, %v", c.text, rtl, mixed)
		}
	}
}

// TestArabicLettersAreJoined names the forms: i for isolated, f for final, b for
// the beginning of a word, m for its middle, - for what has no forms.
func TestArabicLettersAreJoined(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a word", "سلم", "bmf"},
		{"alef joins only what is before it", "سلام", "bmfi"},
		{"alone", "ب", "i"},
		{"two words", "بن بن", "bf-bf"},
		{"a hamza joins nothing", "شيء", "bf-"},
		{"marks let letters join", "بَن", "bf"},
		{"a non-joiner parts", "می\u200cخواهم", "bfbfibf"},
		{"tatweel joins", "بـب", "b-f"},
		{"numbers do not", "ب5ب", "i-i"},
	} {
		f := flow{text: c.text, runs: []run{{}}, levels: make([]uint8, len(c.text))}
		list := clusters(&f, cut{end: int32(len(c.text))})
		shape(&f, list)
		got := ""
		for _, g := range list {
			if g.shape == 0 {
				got += "-"
				continue
			}
			base := arabicForms[firstRune(c.text[g.start:])].isolated
			got += string("ifbm"[g.shape-base])
		}
		if got != c.want {
			t.Errorf("%s: %q has the forms %s, want %s", c.name, c.text, got, c.want)
		}
	}
}

// A name that runs to the left leaves the other parts of the line below the
// headline where they are.
func TestMetaInVisualOrder(t *testing.T) {
	for _, reorder := range []bool{false, true} {
		p := Lay(article.Article{Language: "he"}, 60, styles(t), Options{Meta: []string{"חדשות", "22 Nov 2026", "1 min"}, Reorder: reorder})
		want := "חדשות · 22 Nov 2026 · 1 min"
		if reorder {
			want = "תושדח · 22 Nov 2026 · 1 min"
		}
		if got := strings.TrimSpace(p.Text(0)); got != want {
			t.Errorf("reorder %v: %q, want %q", reorder, got, want)
		}
	}
}
