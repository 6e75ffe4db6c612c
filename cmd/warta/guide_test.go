package main

import (
	"encoding/xml"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"warta/ui/keys"
)

// The guide's pages are those of its feed, have numbered headings from 1, and
// one of them is in Indonesian.
func TestGuidePages(t *testing.T) {
	dir, err := guideEdition()
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(dir, "feed.xml")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Entries []struct {
			Title string `xml:"title"`
			Lang  string `xml:"lang,attr"`
			Link  struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	linked := map[string]bool{}
	indonesian := 0
	for _, e := range doc.Entries {
		linked[e.Link.Href] = true
		if e.Lang == "id" {
			indonesian++
		}
		page, err := fs.ReadFile(dir, e.Link.Href)
		if err != nil {
			t.Errorf("%s: %v", e.Title, err)
			continue
		}
		if !strings.Contains(string(page), "<h1>"+html.EscapeString(e.Title)+"</h1>") {
			t.Errorf("%s has another title than its entry, %q", e.Link.Href, e.Title)
		}
		for i, m := range numbered.FindAllStringSubmatch(string(page), -1) {
			if want := string(rune('1' + i)); m[1] != want {
				t.Errorf("%s: section %s stands where %s should", e.Link.Href, m[1], want)
			}
		}
	}
	if len(linked) < 8 || indonesian == 0 {
		t.Errorf("%d pages, %d in Indonesian", len(linked), indonesian)
	}
	pages, err := fs.Glob(dir, "*.html")
	if err != nil || len(pages) != len(linked) {
		t.Errorf("%d pages in the folder, %d in the feed, %v", len(pages), len(linked), err)
	}
}

var numbered = regexp.MustCompile(`<h2>(\d+)\. [^<]+</h2>`)

// Every key that the guide names in its text is a key of the table.
func TestGuideNamesRealKeys(t *testing.T) {
	known := map[string]bool{"12G": true, "5j": true, "9": true, "1": true, "3": true}
	for _, b := range keys.Default() {
		for _, k := range b.Keys {
			known[keys.Shown(k)] = true
		}
	}
	pages, err := filepath.Glob("guide/*.html")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`<kbd>([^<]+)</kbd>`)
	for _, name := range pages {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(data), -1) {
			if !known[html.UnescapeString(m[1])] {
				t.Errorf("%s names the key %s, which does nothing", name, m[1])
			}
		}
	}
}

// The tables in the guide's page about keys, and those in the README, are the
// key table's own; go test -run Generated -update writes them again.
func TestGeneratedTables(t *testing.T) {
	generated(t, filepath.Join("guide", "keys.html"), guideTables())
	generated(t, filepath.Join("..", "..", "README.md"), map[string]string{"keys": "\n" + keys.Markdown() + "\n"})
}

// guideTables are the tables of the guide by group.
func guideTables() map[string]string {
	tables := map[string]string{}
	for _, g := range []keys.Group{keys.Moving, keys.Reading, keys.Marking, keys.Feeds, keys.Screen} {
		var b strings.Builder
		b.WriteString("\n<table>\n<tr><th>Key</th><th>What it does</th></tr>\n")
		for _, row := range keys.Default() {
			if row.Group != g || row.Scope >= keys.Menu || len(row.Keys) == 0 {
				continue
			}
			help := row.Help
			if row.Scope != keys.Anywhere {
				help += " (" + row.Scope.String() + ")"
			}
			b.WriteString("<tr><td>" + html.EscapeString(row.Label()) + "</td><td>" + html.EscapeString(help) + "</td></tr>\n")
		}
		b.WriteString("</table>\n")
		tables["keys:"+string(g)] = b.String()
	}
	return tables
}

// generated compares the parts of a file between <!-- NAME --> and <!-- /NAME -->
// with what they should be, or writes them with -update. The end's name is the
// start's up to a colon.
func generated(t *testing.T, path string, parts map[string]string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for name, want := range parts {
		short, _, _ := strings.Cut(name, ":")
		start := strings.Index(text, "<!-- "+name+" -->")
		if start < 0 {
			t.Errorf("%s has no <!-- %s -->", path, name)
			continue
		}
		start += len("<!-- " + name + " -->")
		end := strings.Index(text[start:], "<!-- /"+short+" -->")
		if end < 0 {
			t.Errorf("%s has no <!-- /%s -->", path, short)
			continue
		}
		if text[start:start+end] == want {
			continue
		}
		if !*update {
			t.Errorf("%s: the part %q is out of date; go test ./cmd/warta -run Generated -update", path, name)
		}
		text = text[:start] + want + text[start+end:]
	}
	if *update && text != string(data) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestStarterPacks(t *testing.T) {
	packs, err := starterPacks()
	if err != nil {
		t.Fatal(err)
	}
	if len(packs) < 10 || packs[0].Name != "Indonesia" {
		t.Errorf("%d packs, the first is %q", len(packs), packs[0].Name)
	}
	for _, p := range packs {
		for _, f := range p.Feeds {
			if f.Folder != p.Name || f.Label() == "" || !strings.HasPrefix(f.URL, "http") {
				t.Errorf("%s: %+v", p.Name, f)
			}
		}
		if len(p.Feeds) == 0 {
			t.Errorf("%s is empty", p.Name)
		}
	}
}
