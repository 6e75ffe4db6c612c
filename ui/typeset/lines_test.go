package typeset

import (
	"slices"
	"strings"
	"testing"

	"warta/feed/article"
)

// lay is the lines of a paragraph in width cells, without what fills them.
func lay(t *testing.T, text string, width int) []string {
	t.Helper()
	a := article.Article{Lead: []article.Block{&article.Paragraph{Text: []article.Span{{Text: text}}}}}
	p := Lay(a, width, styles(t), Options{})
	var lines []string
	for i := range p.Len() {
		lines = append(lines, strings.TrimRight(p.Text(i), " "))
	}
	return lines
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"a word fills the line", "ab defghij kl", 10, []string{"ab defghij", "kl"}},
		{"one cell too many", "abc defghij kl", 10, []string{"abc", "defghij kl"}},
		{"a long word is torn", "abcdefghijklmnopqrstuvw", 10, []string{"abcdefghij", "klmnopqrst", "uvw"}},
		{"what is left of it goes on", "a bcdefghijklm no", 10, []string{"a", "bcdefghijk", "lm no"}},
		{"wide characters do not stand half", "a漢字漢字漢字漢字", 10, []string{"a漢字漢字", "漢字漢字"}},
		{"no closing mark at the beginning", "漢字漢字漢。字", 10, []string{"漢字漢字", "漢。字"}},
		{"no opening mark at the end", "漢字漢字「漢", 10, []string{"漢字漢字", "「漢"}},
		{"a flag is one", "aaaaaaaaa🇮🇩🇯🇵", 10, []string{"aaaaaaaaa", "🇮🇩🇯🇵"}},
		{"a family is one", strings.Repeat("👨‍👩‍👧", 6), 10, []string{strings.Repeat("👨‍👩‍👧", 5), "👨‍👩‍👧"}},
		{"an accent stays", strings.Repeat("e\u0301", 11), 10, []string{strings.Repeat("e\u0301", 10), "e\u0301"}},
		{"a soft hyphen shows where it breaks", "Ferien\u00adwohnungs\u00adgeber", 14, []string{"Ferien-", "wohnungsgeber"}},
		{"and not where it does not", "Ferien\u00adhaus ja", 14, []string{"Ferienhaus ja"}},
		{"its hyphen needs a cell", "aaaaa bbbb\u00adcc", 10, []string{"aaaaa", "bbbbcc"}},
		{"a hard break", "a\n\nb", 10, []string{"a", "b"}},
		{"spaces are one", "  a \t b  ", 10, []string{"a b"}},
		{"a vowel stays with its consonant", "กาเกเกเกเกเกเก", 10, []string{"กาเกเกเกเก", "เกเก"}},
		{"no cell too few", "ab", -5, []string{"ab"}},
	} {
		if got := lay(t, c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestFindThroughWhatIsNotDrawn(t *testing.T) {
	a := article.Article{Title: "Rent", Lead: []article.Block{&article.Paragraph{Text: []article.Span{
		{Text: "Die Ferien\u00adwohnung "}, {Text: "kostet", Link: "https://a.example"}, {Text: " viel. Ende"},
	}}}}
	p := Lay(a, 12, styles(t), Options{Title: "Rent", Bordered: true})
	for text, want := range map[string]int{"ferienwohnung kostet viel": 1, "rent": 0, "ENDE": 1, "a.example": 1} {
		if found, lines := p.Find(text); len(found) != want || len(lines) != want {
			t.Errorf("%q is found %d times, on %v", text, len(found), lines)
		}
	}
}
