package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"warta/feed/article"
)

// corpus is a folder of the shared corpus, which lies beside the repository.
// Without it the test is skipped, in CI it fails.
func corpus(tb testing.TB, name string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			tb.Fatal("no go.mod above the test")
		}
		dir = up
	}
	found := filepath.Join(dir, "..", "shared", "corpus", name)
	if _, err := os.Stat(found); err != nil {
		if os.Getenv("CI") != "" {
			tb.Fatal(err)
		}
		tb.Skip(err)
	}
	return found
}

// A sectionCase is what must come out of one page of the sections corpus.
type sectionCase struct {
	Title    string
	Sections []struct {
		Number int
		Title  string
	}
	Keep, Drop []string
}

func TestSectionsCorpus(t *testing.T) {
	dir := corpus(t, "sections")
	files, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(files) < 10 {
		t.Fatalf("%d pages, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(filepath.Join(dir, name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var want sectionCase
			if err := json.Unmarshal(data, &want); err != nil {
				t.Fatal(err)
			}
			a, err := Page(body, Source{URL: "https://kabar.example/" + name})
			if err != nil {
				t.Error(err)
			}
			checkSections(t, a, want)
			for _, caption := range []string{"Presiden meresmikan bendungan (dok. Humas)", "September 2023. (dok. Twitter @nknewsorg)"} {
				if strings.Contains(string(body), caption) {
					if n := strings.Count(asJSON(t, a), caption); n != 1 {
						t.Errorf("the caption is there %d times", n)
					}
				}
			}
		})
	}
}

func asJSON(tb testing.TB, a article.Article) string {
	tb.Helper()
	out, err := json.Marshal(a)
	if err != nil {
		tb.Fatal(err)
	}
	return string(out)
}

// checkSections compares by way of JSON, as readers of `warta read` see it.
func checkSections(t *testing.T, a article.Article, want sectionCase) {
	t.Helper()
	out := asJSON(t, a)
	var got struct {
		sectionCase
		Text string
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != want.Title {
		t.Errorf("title %q, want %q", got.Title, want.Title)
	}
	if len(got.Sections) != len(want.Sections) {
		t.Errorf("sections %+v, want %+v", got.Sections, want.Sections)
	} else {
		for i, s := range want.Sections {
			if got.Sections[i] != s {
				t.Errorf("section %+v, want %+v", got.Sections[i], s)
			}
		}
	}
	for _, s := range want.Keep {
		if !strings.Contains(got.Text, s) {
			t.Errorf("%q is not in the text\n%s", s, got.Text)
		}
	}
	for _, s := range want.Drop {
		quoted, _ := json.Marshal(s)
		if strings.Contains(out, strings.Trim(string(quoted), `"`)) {
			t.Errorf("%q is in\n%s", s, out)
		}
	}
}
