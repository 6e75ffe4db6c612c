package extract

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"warta/feed/article"
)

// Every file in testdata/pages has a page as some system for publishing makes
// them, and what must come of it, a line each: its title, who wrote it and when, all headings in order,
// items, quotes, captions, pictures and embeds, and text that must and must not be there.
func TestLayouts(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			archive := txtar.Parse(data)
			if len(archive.Files) != 2 {
				t.Fatalf("%d parts", len(archive.Files))
			}
			a, err := Page(archive.Files[0].Data, Source{URL: "https://layouts.example/2026/story"})
			if err != nil {
				t.Error(err)
			}
			checkLayout(t, a, string(archive.Files[1].Data))
		})
	}
}

func checkLayout(t *testing.T, a article.Article, want string) {
	t.Helper()
	o := outlineOf(a)
	text := article.Text(a)
	var headings []string
	for line := range strings.Lines(want) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		kind, arg, _ := strings.Cut(key, " ")
		value = oneLine(value)
		var missing bool
		switch kind {
		case "title":
			missing = a.Title != value
		case "heading":
			headings = append(headings, value)
			continue
		case "byline":
			missing = a.Byline != value
		case "published":
			missing = a.Published.Format(time.DateOnly) != value
		case "item":
			missing = !holdsSqueezed(o.items, value)
		case "quote":
			missing = !holdsSqueezed(o.quotes, value)
		case "caption":
			missing = !holdsSqueezed(o.captions, value) || strings.Contains(text, value)
		case "picture":
			missing = !slices.Contains(o.pictures, value)
		case "unpictured":
			missing = slices.Contains(o.pictures, value)
		case "embed":
			missing = !hasEmbed(a, arg, value)
		case "keep":
			missing = !strings.Contains(text, value)
		case "drop":
			missing = strings.Contains(text, value)
		default:
			t.Fatalf("%q", line)
		}
		if missing {
			t.Errorf("%s", strings.TrimSpace(line))
		}
	}
	if got := squeezedAll(headings); !slices.Equal(got, o.headings) {
		t.Errorf("headings %q, want %q", o.headings, got)
	}
	if t.Failed() {
		t.Logf("title %q items %q quotes %q captions %q\n%s", a.Title, o.items, o.quotes, o.captions, article.Markdown(a))
	}
}

func holdsSqueezed(list []string, s string) bool {
	return slices.ContainsFunc(list, func(have string) bool { return strings.Contains(have, squeezed(s)) })
}

func hasEmbed(a article.Article, kind, addr string) bool {
	blocks := slices.Clone(a.Lead)
	for _, s := range a.Sections {
		blocks = append(blocks, s.Blocks...)
	}
	return slices.ContainsFunc(blocks, func(b article.Block) bool {
		e, ok := b.(*article.Embed)
		return ok && e.Kind == kind && e.URL == addr
	})
}
