package typeset

import (
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
)

// What Several does not hold for is measured alike by all, alone and beside
// other characters.
func TestSeveral(t *testing.T) {
	beside := []string{"", "a", "1", " ", "雨", "\u0301", "\uFE0F", "\u200D", "क", "\u094D", "ก", "\U0001F469", "\U0001F3FD", "\u1100"}
	for r := rune(0xA0); r < 0x20000; r++ {
		if r >= 0xD800 && r < 0xE000 || obeyed(r) || !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) || r == 0xAD {
			continue
		}
		for _, b := range beside {
			for _, text := range [...]string{string(r) + b, b + string(r)} {
				if standard, sum := displaywidth.String(text), ansi.StringWidthWc(text); standard != sum && !Several(text) {
					t.Errorf("%q (%U) has %d or %d cells", text, r, standard, sum)
				}
			}
		}
	}
}

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "harga": 5, "é": 1, "e\u0301": 1, "雨の": 4, "각": 2, "ที่": 1, "น้ำ": 2, "مُتَأَ": 3,
		"का": 2, "क्षि": 3, "ភ្លៀង": 4, "தமிழ்": 4,
		"👩‍👩‍👧": 2, "🏳️‍🌈": 2, "❤️": 2, "👍🏽": 2, "1️⃣": 2, "🇮🇩": 2, "🇮🇩🇯🇵": 4, "🇮": 1, "😀": 2, "❤": 1, "☺": 1,
		"🏴\U000E0067\U000E0062\U000E007F": 2,
	} {
		if got := Width(text); got != want {
			t.Errorf("%q has %d cells, want %d", text, got, want)
		}
		for width := range want {
			if cut := Cut(text, width, ""); Width(cut) > width {
				t.Errorf("%q cut to %d cells is %q", text, width, cut)
			}
		}
	}
}
