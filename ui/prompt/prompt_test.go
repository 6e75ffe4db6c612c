package prompt

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"warta/ui/theme"
	"warta/ui/typeset"
)

func press(p *Prompt, keys ...string) {
	codes := map[string]rune{"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "up": tea.KeyUp,
		"down": tea.KeyDown, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete}
	for _, k := range keys {
		if code, ok := codes[k]; ok {
			p.Key(tea.KeyPressMsg{Code: code})
		} else if rest, ok := strings.CutPrefix(k, "ctrl+"); ok {
			p.Key(tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl})
		} else {
			p.Key(tea.KeyPressMsg{Code: []rune(k)[0], Text: k})
		}
	}
}

func TestEditing(t *testing.T) {
	for _, c := range []struct {
		name, text string
		keys       []string
		want       string
	}{
		{"typing", "", []string{"a", "é", "日"}, "aé日"},
		{"in the middle", "ac", []string{"left", "b"}, "abc"},
		{"a family is one", "x👩‍👩‍👧", []string{"backspace"}, "x"},
		{"a flag is one", "🇮🇩🇯🇵", []string{"left", "delete"}, "🇮🇩"},
		{"a combined letter is one", "क्षि", []string{"home", "delete"}, ""},
		{"a word", "rice price falls ", []string{"ctrl+w"}, "rice price "},
		{"to the beginning", "rice price", []string{"left", "ctrl+u"}, "e"},
		{"to the end", "rice", []string{"home", "right", "ctrl+k"}, "r"},
		{"nothing before", "", []string{"backspace", "left", "delete", "right"}, ""},
	} {
		p := New(theme.Styles{})
		p.Ask("x", c.text, "")
		press(&p, c.keys...)
		if p.Text() != c.want {
			t.Errorf("%s: %q, want %q", c.name, p.Text(), c.want)
		}
	}
}

func TestPastedTextIsOneCleanLine(t *testing.T) {
	p := New(theme.Styles{})
	p.Ask("x", "", "")
	p.Insert("https://x.example/\x1b[2J\x07a\nb\r\n")
	if got := p.Text(); got != "https://x.example/[2Ja b" {
		t.Errorf("%q", got)
	}
}

func TestHistory(t *testing.T) {
	p := New(theme.Styles{})
	for _, text := range []string{"one", "two", "one"} {
		p.Ask("search", text, "")
		p.Keep()
	}
	p.Ask("search", "", "")
	press(&p, "n", "up")
	if p.Text() != "one" {
		t.Errorf("first %q", p.Text())
	}
	press(&p, "up", "up", "up")
	if p.Text() != "two" {
		t.Errorf("last %q", p.Text())
	}
	press(&p, "down", "down")
	if p.Text() != "n" {
		t.Errorf("back at %q", p.Text())
	}
	p.Ask("add feed", "", "")
	if press(&p, "up"); p.Text() != "" {
		t.Errorf("%q is another label's", p.Text())
	}
}

func TestViewIsExactAndHoldsTheCursor(t *testing.T) {
	for width := 1; width < 60; width++ {
		p := New(theme.Styles{})
		p.Ask("search", strings.Repeat("日本 text ", 9), "hint")
		p.Wrong("this is wrong in many words")
		for range 12 {
			line, cursor := p.View(width)
			if typeset.Width(line) != width || cursor < 0 || cursor >= width {
				t.Fatalf("width %d: %d cells, cursor %d: %q", width, typeset.Width(line), cursor, line)
			}
			press(&p, "left", "left", "left", "left", "left")
		}
	}
}

func TestHintsEndWithAWord(t *testing.T) {
	for _, c := range []struct {
		room int
		want string
	}{
		{40, "words, or a query: unread newer:2d"}, {33, "words, or a query"}, {16, "words"}, {4, ""},
	} {
		if got := fitting("words, or a query: unread newer:2d", c.room); got != c.want {
			t.Errorf("%d cells: %q, want %q", c.room, got, c.want)
		}
	}
	if got := fitting("one more word", 11); got != "one more" {
		t.Errorf("a hint of one part: %q", got)
	}
}
