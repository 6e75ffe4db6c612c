package store

import (
	"strings"
	"testing"
	"unicode/utf8"

	"warta/feed"
)

func TestPlainText(t *testing.T) {
	for in, want := range map[string]string{
		"no markup":                            "no markup",
		"<p>one</p><p>two &amp; three</p>":     "one two & three",
		"a < b and <b>c</b>":                   "a < b and c",
		"<script>var x = '<p>'</script>after":  "after",
		"<STYLE type=x>p{}</STYLE ><i>x</i>":   "x",
		"<!-- hidden <b> --> shown":            "shown",
		"cut <a href=\"x":                      "cut",
		"<script>never closed":                 "",
		"<br/>one<br>two":                      "one two",
		"5 &lt; 6":                             "5 < 6",
		"<scripture>kept</scripture> <p>x</p>": "kept x",
	} {
		if got := strings.Join(strings.Fields(plainText(in)), " "); got != want {
			t.Errorf("plainText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIndexText(t *testing.T) {
	for in, want := range map[string]string{
		"rice":     "rice",
		"新聞":       "新聞 聞",
		"日":        "日",
		"iPhone発売": "iPhone 発売 売",
		"ｱﾙ":       "アル ル", // half-width letters are the same letters
		"ข่าว":     "ข่ ่า าว ว",
		"Łódź":     "lódź", // the tokenizer takes the accents
		"Straße":   "Strasse",
		"ǽ Ø":      "ae o",
	} {
		if got := strings.Join(strings.Fields(indexText(in)), " "); got != want {
			t.Errorf("indexText(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestLettersAreFoundAsPeopleWriteThem looks for each word as it is and as those
// write it who do not have its letters, in both ways that a search goes.
func TestLettersAreFoundAsPeopleWriteThem(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	pairs := [][]string{{"Łódź", "lodz", "ŁÓDŹ"}, {"Đà Nẵng", "da nang", "Da Nang"}, {"Straße", "strasse", "STRASSE", "STRAẞE"}, {"beschließt", "beschliesst"},
		{"smørrebrød", "smorrebrod"}, {"Ærø", "aero"}, {"Þórður", "thordur"}, {"ışık", "isik", "IŞIK"}, {"œuvre", "oeuvre"}, {"Ħamrun", "hamrun"}}
	for i, pair := range pairs {
		save(t, s, id, feed.Entry{GUID: pair[0], Title: pair[i%len(pair)], Content: "<p>of " + pair[(i+1)%len(pair)] + " today</p>"})
	}
	for _, how := range []tactics{usualTactics, {}} {
		s.tactics = how
		for _, pair := range pairs {
			for _, word := range pair {
				for _, w := range []feed.Words{{Text: word}, {Text: word, Field: feed.InTitle}, {Text: word + " today"}, {Text: word[:len(word)-1], Prefix: true}} {
					w.Text = strings.ToValidUTF8(w.Text, "")
					if got := list(t, s, feed.Query{Where: w}, feed.Window{Limit: 99}); len(got) != 1 {
						t.Errorf("%+v finds %v", w, got)
					}
				}
			}
		}
	}
}

// FuzzWords looks for any text: it must be an expression that the full-text
// index understands, and what holds a phrase must be found by it.
func FuzzWords(f *testing.F) {
	for _, text := range []string{`say "hi"`, "日本 news*", "a AND NOT (b", "x\x00y", "e\u0301", "'; DROP TABLE entry", "-", "ｱﾙ Ⅷ ﬁ", "ก็", "\u200bzero"} {
		f.Add(text, true, uint8(1))
	}
	s := newStore(f)
	id := subscribe(f, s, "https://example.org/feed", "")
	f.Fuzz(func(t *testing.T, text string, prefix bool, field uint8) {
		if !utf8.ValidString(text) || len(text) > 1000 {
			return
		}
		q := feed.Query{Where: feed.Words{Field: feed.Field(field % 3), Text: text, Prefix: prefix}}
		if _, err := s.Headlines(t.Context(), q, feed.Window{Limit: 5}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		saved := save(t, s, id, feed.Entry{GUID: text, Title: text})
		if len(saved.New) == 0 {
			return
		}
		q.Where = feed.Words{Field: feed.InTitle, Text: text}
		list, err := s.Headlines(t.Context(), q, feed.Window{Limit: 5000})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for _, h := range list {
			if h.ID == saved.New[0] {
				return
			}
		}
		t.Fatalf("the title %q is not found by itself", text)
	})
}
