package typeset

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"warta/feed/article"
	"warta/ui/theme"
)

var update = flag.Bool("update", false, "write the pages of testdata anew")

// TestPages lays out the articles in testdata; testdata/README.md explains the
// files.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in testdata: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var a article.Article
			if err := json.Unmarshal(archive.Files[0].Data, &a); err != nil {
				t.Fatal(err)
			}
			for i := 1; i < len(archive.Files); i++ {
				f := &archive.Files[i]
				got := drawPage(t, a, f.Name)
				if *update {
					f.Data = []byte(got)
				} else if got != string(f.Data) {
					t.Errorf("%s is\n%s\nwant\n%s", f.Name, got, f.Data)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// drawPage draws a page as its name asks for.
func drawPage(t *testing.T, a article.Article, name string) string {
	t.Helper()
	words := strings.Fields(name)
	width, err := strconv.Atoi(words[1])
	if err != nil {
		t.Fatalf("the page %q has no width", name)
	}
	has := func(word string) bool { return strings.Contains(name, word) }
	p, _ := theme.Pick("", !has("light"))
	st := theme.New(p, theme.Options{ASCII: has("ascii"), NoColor: has("plain")})
	page := Lay(a, width, st, Options{Title: a.Title, Meta: []string{a.Site, a.Byline, "14 Sep 2023"}, Reorder: has("reorder"), Dot: st.Glyphs.Dot})
	light := Light{}
	if i := strings.Index(name, "section "); i >= 0 {
		light.Section, _ = strconv.Atoi(name[i+len("section "):])
	}
	var b strings.Builder
	for i := range page.Len() {
		text := page.Text(i)
		if has("dark") || has("light") || has("plain") {
			text = strings.ReplaceAll(string(page.Append(nil, i, light)), "\x1b", "^[")
		}
		b.WriteString(text + "|\n") // the bar shows where the line ends
	}
	return b.String()
}
