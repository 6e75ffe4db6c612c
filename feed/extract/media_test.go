package extract

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"warta/feed/article"
)

// Every file in testdata/media has a page with pictures, tables, code or what
// other sites show in it, and lines that its article as Markdown has, has once, or
// lacks. The page's own address is not known.
func TestMedia(t *testing.T) {
	files, err := filepath.Glob("testdata/media/*.txtar")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			parts, err := txtar.ParseFile(file)
			if err != nil || len(parts.Files) != 2 {
				t.Fatal(file, err)
			}
			page, want := parts.Files[0].Data, string(parts.Files[1].Data)
			a, err := Page(page, Source{})
			if err != nil {
				t.Error(err)
			}
			got := strings.ReplaceAll(article.Markdown(a), "\\", "")
			for line := range strings.Lines(want) {
				kind, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
				n := strings.Count(got, text)
				if text == "" || kind == "keep" && n == 0 || kind == "once" && n != 1 || kind == "drop" && n > 0 {
					t.Errorf("%s %q: %d times in\n%s", kind, text, n, got)
				}
			}
		})
	}
}
