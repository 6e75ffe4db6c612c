package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// Every file in testdata/sections has a page and what must come of it: its
// title, its sections in order, and what must and must not be in it.
func TestSections(t *testing.T) {
	files, err := filepath.Glob("testdata/sections/*.txtar")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			page, want := readCase(t, file)
			a, err := Page(page, Source{URL: "https://gull.example/news/pier"})
			if err != nil {
				t.Error(err)
			}
			checkSections(t, a, want)
		})
	}
}

func readCase(t *testing.T, file string) ([]byte, sectionCase) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want sectionCase
	archive := txtar.Parse(data)
	if len(archive.Files) != 2 {
		t.Fatalf("%d parts", len(archive.Files))
	}
	for line := range strings.Lines(string(archive.Files[1].Data)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch word, _, _ := strings.Cut(key, " "); word {
		case "title":
			want.Title = value
		case "keep":
			want.Keep = append(want.Keep, value)
		case "drop":
			want.Drop = append(want.Drop, value)
		case "section":
			var s struct {
				Number int
				Title  string
			}
			if _, err := fmt.Sscanf(key, "section %d", &s.Number); err != nil {
				t.Fatal(line, err)
			}
			s.Title = value
			want.Sections = append(want.Sections, s)
		default:
			t.Fatalf("%q", line)
		}
	}
	return archive.Files[0].Data, want
}
