package edition

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"warta/feed/article"
)

// epubcheck is where Debian's package of that name has it.
const epubcheck = "/usr/share/java/epubcheck.jar"

// Where epubcheck and Java are installed, it finds nothing to say about a book
// of everything that is hard. What it said once is in the other tests, which
// need neither.
func TestEpubcheck(t *testing.T) {
	java, err := exec.LookPath("java")
	if _, missing := os.Stat(epubcheck); err != nil || missing != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("epubcheck is not installed")
		}
		t.Skip("epubcheck is not installed")
	}
	name := filepath.Join(t.TempDir(), "hard.epub")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	e := sample()
	for _, language := range oddLanguages {
		e.Articles = append(e.Articles, article.Article{Title: "Tagged " + language, Language: language})
	}
	links := article.Article{Title: "Links"}
	for _, address := range oddAddresses {
		links.Lead = append(links.Lead, &article.Paragraph{Text: []article.Span{{Text: address, Link: address}}},
			&article.Figure{Image: article.Image{URL: address}}, &article.Embed{Kind: "video", URL: address})
	}
	e.Articles = append(e.Articles, links)
	if err := EPUB(f, e); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), java, "-jar", epubcheck, name).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "No errors or warnings detected") {
		t.Errorf("epubcheck: %v\n%s", err, out)
	}
}
