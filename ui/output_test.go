package ui

import (
	"os"
	"path/filepath"
	"testing"
)

// The orders in what is written are obeyed, in however many parts it comes;
// everything else is written as it is.
func TestOutput(t *testing.T) {
	text := string(appendHidden([]byte("plain \x1b[1mbold👩"), "\u200d👧")) + string(appendAnchor(nil, 41)) + "│ 雨\x1b]8;;\x1b\\ \x1bXother\x1b\\end\x1b"
	const want = "plain \x1b[1mbold👩\u200d👧\x1b[42G│ 雨\x1b]8;;\x1b\\ end"
	for part := 1; part <= len(text); part++ {
		path := filepath.Join(t.TempDir(), "out")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		o := &Output{File: f}
		for rest := text; rest != ""; {
			n := min(part, len(rest))
			if wrote, err := o.Write([]byte(rest[:n])); wrote != n || err != nil {
				t.Fatal(wrote, err)
			}
			rest = rest[n:]
		}
		f.Close()
		if got, _ := os.ReadFile(path); string(got) != want {
			t.Fatalf("in parts of %d: %q", part, got)
		}
	}
}

// A line whose graphemes terminals measure alike is drawn without orders, and
// one with others has them where something must stand at its column.
func TestAnchors(t *testing.T) {
	m := New(newFake(), Options{Anchors: true})
	for line, want := range map[string]string{
		"│ harga 雨 é │": "│ harga 雨 é │",
		"│ का │ b":      "│ का \x1bXg6\x1b\\│ b",
		"│👩‍👧x│":        "│👩\x1bXwe2808df09f91a7\x1b\\\x1bXg4\x1b\\x│",
		"❤️|":           "❤\x1bXwefb88f\x1b\\ \x1bXg3\x1b\\|",
		"🇮🇩🇮🇩":          "🇮🇩\x1bXg3\x1b\\🇮🇩",
	} {
		if got := m.anchored([]byte(line)); got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
	m.options.Anchors = false
	if got := m.anchored([]byte("👩‍👧 का ❤️")); got != "👩 का ❤ " {
		t.Errorf("without an output it is %q", got)
	}
}
