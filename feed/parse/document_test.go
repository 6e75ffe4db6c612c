package parse

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"warta/feed"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

// TestDocuments reads each feed of testdata/*.txtar and holds what comes out
// against the file beside it. A case is two files: NAME.xml or NAME.json, then
// NAME.txt, which lists every field that is not empty. All are fetched from
// https://a.example/feeds/main.
func TestDocuments(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			in, out := &archive.Files[i], &archive.Files[i+1]
			doc, err := Parse(in.Data, Source{URL: "https://a.example/feeds/main"})
			got := listing(doc)
			if err != nil {
				got = err.Error() + "\n"
			}
			if err == nil {
				checkDocument(t, doc)
			}
			if *update {
				out.Data = []byte(got)
			} else if got != string(out.Data) {
				t.Errorf("%s: %s:\ngot\n%s\nwant\n%s", filepath.Base(path), in.Name, got, out.Data)
			}
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// listing is a document, a line for each field that is not empty.
func listing(doc feed.Document) string {
	var b strings.Builder
	field := func(indent, name string, value any) {
		text := fmt.Sprint(value)
		if t, ok := value.(time.Time); ok && !t.IsZero() {
			text = t.Format(time.RFC3339Nano)
		} else if ok {
			text = ""
		}
		if text != "" && text != "[]" && text != "0s" {
			b.WriteString(indent + name + ": " + strings.ReplaceAll(text, "\n", "⏎") + "\n")
		}
	}
	field("", "format", doc.Format)
	field("", "title", doc.Title)
	field("", "site", doc.Site)
	field("", "self", doc.Self)
	field("", "description", doc.Description)
	field("", "language", doc.Language)
	field("", "author", doc.Author)
	field("", "updated", doc.Updated)
	field("", "image", doc.Image)
	field("", "ttl", doc.Pace.TTL)
	field("", "skip hours", doc.Pace.SkipHours)
	field("", "skip days", doc.Pace.SkipDays)
	field("", "repaired", strings.Join(doc.Repaired, "; "))
	if doc.Cut {
		field("", "cut", "yes")
	}
	for _, e := range doc.Entries {
		b.WriteString("entry\n")
		field("  ", "id", e.GUID)
		field("  ", "url", e.URL)
		field("  ", "title", e.Title)
		field("  ", "author", e.Author)
		field("  ", "published", e.Published)
		field("  ", "updated", e.Updated)
		field("  ", "written", e.PublishedRaw)
		field("  ", "language", e.Language)
		field("  ", "summary", e.Summary)
		field("  ", "content", e.Content)
		field("  ", "categories", strings.Join(e.Categories, ", "))
		field("  ", "image", e.Image)
		field("  ", "comments", e.Comments)
		for _, enc := range e.Enclosures {
			field("  ", "enclosure", fmt.Sprintf("%s %s %d %s", enc.URL, enc.Type, enc.Length, enc.Title))
		}
	}
	return b.String()
}
