package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A sectionsCase is what must come out of a page of the corpus.
type sectionsCase struct {
	Title    string
	Sections []struct {
		Number int
		Title  string
	}
	Keep, Drop []string
}

// Each page of the corpus gives its title, its numbered sections and its text
// through the command line, and nothing of the site around it.
func TestSectionsOfTheCorpus(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "corpus", "sections")
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(pages) == 0 {
		cannot(t, "no corpus in %s, %v", dir, err)
	}
	for _, page := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(page), ".html"), func(t *testing.T) {
			data, err := os.ReadFile(strings.TrimSuffix(page, ".html") + ".json")
			if err != nil {
				t.Fatal(err)
			}
			var want sectionsCase
			if err := json.Unmarshal(data, &want); err != nil {
				t.Fatal(err)
			}
			got := readJSON(t, page)
			want.check(t, got)
			html, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range caption.FindAllSubmatch(html, -1) {
				if n := strings.Count(got.raw, `"caption": "`+string(m[1])); n != 1 {
					t.Errorf("the caption %q is there %d times", m[1], n)
				}
				if strings.Contains(got.Text, string(m[1])) {
					t.Errorf("the text repeats the caption %q", m[1])
				}
			}
		})
	}
}

var caption = regexp.MustCompile(`<figcaption[^>]*>\s*([^<(]*[^<(\s])`)

// An articleJSON is the part of warta read --format json that is looked at.
type articleJSON struct {
	Title    string
	Sections []struct {
		Number int
		Title  string
	}
	Text string
	raw  string
}

// readJSON runs warta read on a file.
func readJSON(t *testing.T, file string) articleJSON {
	t.Helper()
	out := done(t, environment(t.TempDir()), "read", file, "--format", "json")
	a := articleJSON{raw: out}
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func (want *sectionsCase) check(t *testing.T, got articleJSON) {
	t.Helper()
	if got.Title != want.Title {
		t.Errorf("the title is %q, not %q", got.Title, want.Title)
	}
	if len(got.Sections) != len(want.Sections) {
		t.Errorf("%d sections, not %d: %+v", len(got.Sections), len(want.Sections), got.Sections)
	} else {
		for i, s := range want.Sections {
			if got.Sections[i] != s {
				t.Errorf("section %d is %+v, not %+v", i+1, got.Sections[i], s)
			}
		}
	}
	for _, text := range want.Keep {
		if !strings.Contains(got.Text, text) {
			t.Errorf("the text lacks %q", text)
		}
	}
	for _, text := range want.Drop {
		if strings.Contains(got.raw, text) {
			t.Errorf("%q is still there", text)
		}
	}
}
