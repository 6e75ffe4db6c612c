package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"warta/feed/article"
)

// Every file in testdata/walls has a page and what becomes of it: the kind of
// refusal, or "whole", and what the article has and lacks.
func TestWalls(t *testing.T) {
	files, err := filepath.Glob("testdata/walls/*.txtar")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	prose := readProse(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := txtar.Parse(data).Files
			a, err := Page(prose.fill(t, parts[0].Data), Source{URL: "https://gull.example/news/gate"})
			kind := Kind("whole")
			if r, ok := Refused(err); ok {
				kind = r.Kind
			}
			text := article.Text(a)
			for line := range strings.Lines(string(parts[1].Data)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				switch {
				case key == "kind" && Kind(value) != kind:
					t.Errorf("it is %s, not %s: %q", kind, value, text)
				case key == "has" && !strings.Contains(text, value), key == "lacks" && strings.Contains(text, value):
					t.Errorf("%s: %q", line, text)
				}
			}
			if kind != "whole" && a.Notice == "" {
				t.Error("it does not say why")
			}
		})
	}
}

// A prose is paragraphs by language.
type prose map[string][]string

func readProse(t *testing.T) prose {
	t.Helper()
	data, err := os.ReadFile("testdata/walls/prose.txt")
	if err != nil {
		t.Fatal(err)
	}
	p := prose{}
	for line := range strings.Lines(string(data)) {
		if lang, text, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && len(lang) == 2 {
			p[lang] = append(p[lang], text)
		}
	}
	return p
}

var wanted = regexp.MustCompile(`\{\{(\w\w) (\d)-(\d)\}\}`)

// fill puts paragraphs in place of {{en 1-4}}.
func (p prose) fill(t *testing.T, page []byte) []byte {
	t.Helper()
	return wanted.ReplaceAllFunc(page, func(m []byte) []byte {
		paragraphs := p[string(m[2:4])]
		var from, to int
		if _, err := fmt.Sscanf(string(m[5:]), "%d-%d", &from, &to); err != nil || to > len(paragraphs) {
			t.Fatalf("%s: %v", m, err)
		}
		return []byte("<p>" + strings.Join(paragraphs[from-1:to], "</p>\n<p>") + "</p>\n")
	})
}

var locked = regexp.MustCompile(`"isAccessibleForFree"\s*:\s*"?[fF]alse`)

// No page of the corpus is taken for a wall, but for those that say themselves
// that they are behind one: the annotators found an article on each of them.
func TestNoWallsInTheCorpus(t *testing.T) {
	for _, tr := range truths(t) {
		_, err := Page(tr.body, Source{URL: tr.URL})
		if r, ok := Refused(err); ok && !(r.Kind == Paywall && locked.Match(tr.body)) {
			t.Errorf("%s (%d words): %s", tr.ID, len(strings.Fields(tr.Text)), r.Kind)
		}
	}
}
