package store

import (
	"bytes"
	"database/sql"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"warta/feed"
	"warta/feed/query"
)

func wordsOf(text string) (list []string) {
	eachWord(text, func(word string) { list = append(list, word) })
	return list
}

// TestWordsAreFoldedAsTheIndexDoes compares the words of every letter with those
// that the tokenizer makes of it.
func TestWordsAreFoldedAsTheIndexDoes(t *testing.T) {
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "fold.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, query := range []string{
		`CREATE VIRTUAL TABLE words USING fts5(text, content = '', tokenize = "unicode61 remove_diacritics 2")`,
		`CREATE VIRTUAL TABLE seen USING fts5vocab(words, instance)`, `BEGIN`,
	} {
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	insert, err := db.Prepare(`INSERT INTO words(rowid, text) VALUES (?, ?)`)
	if err != nil {
		t.Fatal(err)
	}
	defer insert.Close()
	for r := rune('0'); r < 0x1e944; r++ {
		if utf8.ValidRune(r) && unicode.IsLetter(r) && (r < 0x3400 || r > 0xd7a3) {
			if _, err := insert.Exec(int64(r), indexText("x"+string(r))); err != nil {
				t.Fatal(err)
			}
		}
	}
	rows, err := db.Query(`SELECT doc, group_concat(term, ' ') FROM seen GROUP BY doc`)
	if err != nil {
		t.Fatal(err)
	}
	n, others := 0, 0
	var r rune
	var want string
	err = scan(rows, []any{&r, &want}, func() error {
		if want == "x" {
			return nil // no letter to it
		}
		n++
		got := map[string]bool{}
		for _, word := range wordsOf("x" + string(r)) {
			got[word] = true
		}
		for word := range strings.FieldsSeq(want) {
			if !got[word] {
				others++
				t.Logf("%U %c: %v, want %q", r, r, got, want)
				return nil
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 10_000 || others > 0 {
		t.Errorf("of %d letters %d are folded otherwise", n, others)
	}
}

// TestFewEntriesAreSearchedInWhatTheIndexHas compares both ways of searching few
// entries: with an article that a page gave, with what the feed has, with nothing.
func TestFewEntriesAreSearchedInWhatTheIndexHas(t *testing.T) {
	s := newStore(t)
	s.text = func(article []byte) string { return strings.TrimPrefix(string(article), "article:") }
	id := subscribe(t, s, "https://example.org/feed", "")
	ids := save(t, s, id, aged(4)...).New
	page := Page{HTML: []byte("<p>menu</p> Ripe cherries, 早生"), Article: []byte("article:Ripe cherries, 早生"), Text: "Ripe cherries, 早生", Badge: feed.BadgeFull}
	if err := s.SavePage(t.Context(), ids[0], page); err != nil {
		t.Fatal(err)
	}
	page = Page{Article: []byte("article:made of the feed's own"), Badge: feed.BadgeFull}
	if err := s.SavePage(t.Context(), ids[1], page); err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, text := range []string{"cher*", "ripe cher*", "ripe", `"ripe cherries"`, "早生", "menu", "made*", "-cher*", "article*", "tit*", "-ripe", "te* -cherries", "title:t*"} {
		q, err := query.ParseAt("feed:#1 "+text, noon)
		if err != nil {
			t.Fatal(err)
		}
		s.byIndex = false
		got := list(t, s, q, feed.Window{Limit: 10})
		s.byIndex = true
		if want := list(t, s, q, feed.Window{Limit: 10}); !slices.Equal(got, want) {
			t.Errorf("%s lists %v without the index, want %v", text, got, want)
		}
		found += len(got)
	}
	if found < 10 {
		t.Errorf("only %d were found", found)
	}
}

// TestRoughLettersHoldEveryWord looks in the rough letters of texts for each word
// that the index would have of them.
func TestRoughLettersHoldEveryWord(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	signs := []rune("aBc9 é\u0301ßøŁđæıẞǽǅĳªｂ３ｱ｡日本語㎏ㄱ한국’“…\u00a0\u200bÅÅſΑжı½´ﬁ①🅰")
	told := 0
	for range 50_000 {
		text := make([]rune, 1+r.IntN(5))
		for i := range text {
			if text[i] = signs[r.IntN(len(signs))]; r.IntN(3) == 0 {
				text[i] = rune(0x20 + r.IntN(0xffdf))
			}
		}
		plain := strings.ToValidUTF8(string(text), " ")
		letters, ok := rough(plain)
		if !ok {
			continue
		}
		for _, word := range wordsOf(plain) {
			if isASCII(word) {
				if told++; !bytes.Contains(letters, []byte(word)) {
					t.Fatalf("%q: %q has no %q", plain, letters, word)
				}
			}
		}
	}
	if told < 1_000 {
		t.Errorf("only %d words", told)
	}
}
