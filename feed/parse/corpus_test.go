package parse

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"warta/feed"
)

// corpusDir is the folder of feeds that lies beside the repository, when there
// is one. Its documents belong to others and are not part of this repository.
func corpusDir(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for !exists(filepath.Join(dir, "go.mod")) {
		if parent := filepath.Dir(dir); parent != dir {
			dir = parent
			continue
		}
		t.Fatal("no go.mod above the test")
	}
	corpus := filepath.Join(dir, "..", "shared", "corpus", "feeds")
	if !exists(corpus) {
		if os.Getenv("CI") != "" {
			t.Fatal("the corpus is missing: " + corpus)
		}
		t.Skip("no corpus beside the repository")
	}
	return corpus
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

type corpusCase struct {
	ID, File, Category string
	Headers            map[string]string `json:"http_headers"`
	URL                string            `json:"document_url"`
	Expr               string            `json:"upstream_expr"`
	Expected           struct {
		Assert []struct {
			Path   string
			Equals any
		}
		Entries    *int
		FeedTitle  string `json:"feed_title"`
		FirstTitle string `json:"first_title"`
		Parses     bool
		Error      bool
		GofeedFeed *struct {
			Title, Description, Link string
			Items                    []struct{ Title, Link, GUID, Content, Description string }
		} `json:"gofeed_feed"`
	}
}

// tally counts what holds, by group.
type tally struct{ held, all int }

// TestCorpus reads the corpus of other projects' test documents, and holds the
// values that they expect of titles, links, ids, summaries, contents, dates,
// authors, enclosures and languages against what Parse gives. HTML is compared
// by tokens, titles as the plain text they become.
func TestCorpus(t *testing.T) {
	dir := corpusDir(t)
	data, err := os.ReadFile(filepath.Join(dir, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []corpusCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	groups := map[string]*tally{}
	count := func(group string, held bool) {
		if groups[group] == nil {
			groups[group] = &tally{}
		}
		groups[group].all++
		if held {
			groups[group].held++
		}
	}
	for _, c := range cases {
		if c.Category == "sanitize" || strings.HasSuffix(c.Category, "cdf") || strings.Contains(c.ID, "cdf_") {
			continue
		}
		body, err := os.ReadFile(filepath.Join(dir, c.File))
		if err != nil {
			t.Fatal(err)
		}
		group, why, judged := c.judge(body)
		if !judged {
			continue
		}
		count(group, why == "")
		if why != "" && testing.Verbose() {
			t.Logf("%s %s: %s", c.Category, c.File, why)
		}
	}
	report(t, groups)
}

// report prints the table and checks the goals.
func report(t *testing.T, groups map[string]*tally) {
	t.Helper()
	var names []string
	values := tally{}
	for name, g := range groups {
		names = append(names, name)
		if !strings.HasPrefix(name, "documents") && !strings.HasPrefix(name, "read") {
			values.held += g.held
			values.all += g.all
		}
	}
	sort.Strings(names)
	var table strings.Builder
	for _, name := range names {
		g := groups[name]
		fmt.Fprintf(&table, "%-28s %4d of %4d  %5.1f %%\n", name, g.held, g.all, 100*float64(g.held)/float64(g.all))
		if strings.HasPrefix(name, "read") && g.held < g.all {
			t.Errorf("%s: %d feeds are lost", name, g.all-g.held)
		}
	}
	share := 100 * float64(values.held) / float64(values.all)
	t.Logf("\n%s%-28s %4d of %4d  %5.1f %%", table.String(), "values in all", values.held, values.all, share)
	if share < 97 {
		t.Errorf("%.1f %% of the values hold, not 97", share)
	}
}

// judge parses the document and says what does not hold, "" for nothing.
func (c corpusCase) judge(body []byte) (group, why string, judged bool) {
	src := Source{URL: c.URL}
	for name, value := range c.Headers {
		switch strings.ToLower(name) {
		case "content-type":
			src.ContentType = value
		case "content-language":
			src.Language = value
		case "content-location":
			return "", "", false // no longer a base (RFC 9110 §8.7)
		}
	}
	doc, err := Parse(body, src)
	e := c.Expected
	switch {
	case e.Entries != nil || e.GofeedFeed != nil:
		return "documents " + c.Category, c.documentDiffers(doc, err), true
	case c.Category == "miniflux":
		return "documents miniflux", c.minifluxDiffers(doc, err), true
	case e.Assert == nil && (c.Category == "encoding" || c.Category == "illformed"):
		if c.File == "" || strings.Contains(c.ID, "empty_document") {
			return "", "", false
		}
		if err != nil {
			return "read " + c.Category, err.Error(), true
		}
		return "read " + c.Category, "", true
	case e.Assert == nil:
		return "", "", false
	case err != nil:
		return c.Category, err.Error(), true
	}
	for _, a := range e.Assert {
		got, known := valueAt(doc, a.Path)
		if !known {
			return "", "", false
		}
		if !sameValue(got, a.Equals, a.Path) {
			return c.Category, fmt.Sprintf("%s is %.300q, not %.300q", a.Path, fmt.Sprint(got), fmt.Sprint(a.Equals)), true
		}
	}
	return c.Category, "", true
}

// documentDiffers holds a whole document against what an independent parser
// counted in it.
func (c corpusCase) documentDiffers(doc feed.Document, err error) string {
	e := c.Expected
	if err != nil {
		return err.Error()
	}
	if g := e.GofeedFeed; g != nil {
		if len(g.Items) != len(doc.Entries) || !sameText(g.Title, doc.Title) || !sameText(g.Description, doc.Description) {
			return fmt.Sprintf("got %q, %q, %d entries; not %q, %q, %d", doc.Title, doc.Description, len(doc.Entries), g.Title, g.Description, len(g.Items))
		}
		for i, item := range g.Items {
			if item.GUID != "" && item.GUID != doc.Entries[i].GUID || item.Title != "" && !sameText(item.Title, doc.Entries[i].Title) {
				return fmt.Sprintf("entry %d: %q %q, not %q %q", i, doc.Entries[i].GUID, doc.Entries[i].Title, item.GUID, item.Title)
			}
		}
		return ""
	}
	if len(doc.Entries) != *e.Entries {
		return fmt.Sprintf("%d entries, not %d", len(doc.Entries), *e.Entries)
	}
	if e.FeedTitle != "" && !sameText(e.FeedTitle, doc.Title) {
		return fmt.Sprintf("feed title %q, not %q", doc.Title, e.FeedTitle)
	}
	if e.FirstTitle != "" && len(doc.Entries) > 0 && !sameText(e.FirstTitle, doc.Entries[0].Title) {
		return fmt.Sprintf("first title %q, not %q", doc.Entries[0].Title, e.FirstTitle)
	}
	return ""
}

// minifluxPolicy are values that Miniflux makes up by rules of its own when a
// feed does not give them, or that hang on which address it resolves against.
var minifluxPolicy = regexp.MustCompile(`^(Title|SiteURL|FeedURL|Entries\[\d+\]\.(URL|Title|Enclosures\[0\]\.URL|Author))$`)

func (c corpusCase) minifluxDiffers(doc feed.Document, err error) string {
	if c.Expected.Error {
		if err == nil {
			return "no error"
		}
		return ""
	}
	if err != nil {
		return err.Error()
	}
	for _, a := range c.Expected.Assert {
		got, known := minifluxValue(doc, a.Path)
		if !known || fmt.Sprint(got) == fmt.Sprint(a.Equals) || sameText(fmt.Sprint(got), fmt.Sprint(a.Equals)) {
			continue
		}
		if minifluxPolicy.MatchString(a.Path) || strings.HasSuffix(a.Path, "Language") && strings.EqualFold(fmt.Sprint(got), fmt.Sprint(a.Equals)) {
			continue
		}
		if t, ok := got.(time.Time); ok && t.Format(time.RFC3339) == a.Equals {
			continue
		}
		return fmt.Sprintf("%s is %q, not %q", a.Path, fmt.Sprint(got), fmt.Sprint(a.Equals))
	}
	return ""
}

var indexed = regexp.MustCompile(`^(len\()?Entries\[(\d+)\]\.(\w+)(?:\[(\d+)\]\.(\w+))?\)?$`)

func minifluxValue(doc feed.Document, path string) (any, bool) {
	switch path {
	case "Title":
		return doc.Title, true
	case "SiteURL":
		return doc.Site, true
	case "FeedURL":
		return doc.Self, true
	case "Language":
		return doc.Language, true
	case "Description":
		return doc.Description, true
	case "len(Entries)":
		return len(doc.Entries), true
	}
	m := indexed.FindStringSubmatch(path)
	if m == nil {
		return nil, false
	}
	n, _ := strconv.Atoi(m[2])
	if n >= len(doc.Entries) {
		return "no such entry", true
	}
	e := doc.Entries[n]
	k, _ := strconv.Atoi(m[4])
	switch m[1] + m[3] + m[5] {
	case "Title":
		return e.Title, true
	case "URL":
		return e.URL, true
	case "Language":
		return e.Language, true
	case "Author":
		return e.Author, true
	case "CommentsURL":
		return e.Comments, true
	case "Content":
		return firstOf(e.Content, e.Summary), true
	case "Date":
		return e.Published, true
	case "len(Enclosures":
		return len(e.Enclosures), true
	case "EnclosuresURL", "EnclosuresMimeType":
		if k >= len(e.Enclosures) {
			return "no such enclosure", true
		}
		if m[5] == "URL" {
			return e.Enclosures[k].URL, true
		}
		return e.Enclosures[k].Type, true
	}
	return nil, false
}

var feedparserPath = regexp.MustCompile(`^(ord\()?(feed|entries\[(\d+)\])\.([a-z_]+)(?:\[(\d+)\])?(?:\.([a-z]+))?\)?$`)

// valueAt is what doc has for a path of feedparser's.
func valueAt(doc feed.Document, path string) (any, bool) {
	m := feedparserPath.FindStringSubmatch(path)
	if m == nil {
		return nil, false
	}
	if m[2] == "feed" {
		k, _ := strconv.Atoi(m[5])
		return feedValue(doc, m[4], k, m[6])
	}
	n, _ := strconv.Atoi(m[3])
	if n >= len(doc.Entries) {
		return "no such entry", true
	}
	k, _ := strconv.Atoi(m[5])
	v, known := entryValue(doc.Entries[n], m[4], k, m[6])
	if s, ok := v.(string); ok && m[1] != "" {
		for _, r := range s {
			return float64(r), known
		}
	}
	return v, known
}

func feedValue(doc feed.Document, name string, k int, part string) (any, bool) {
	switch name {
	case "title", "title_detail":
		return doc.Title, true
	case "link", "links":
		return doc.Site, true
	case "description", "tagline", "tagline_detail", "subtitle", "subtitle_detail", "info", "info_detail":
		return doc.Description, true
	case "language":
		return doc.Language, true
	case "author":
		return doc.Author, true
	case "author_detail", "authors":
		return nth(doc.Author, k), part == "name"
	case "updated_parsed", "published_parsed", "updated", "published":
		return doc.Updated, true
	}
	return nil, false
}

// nth is the k-th name of several.
func nth(names string, k int) string {
	list := strings.Split(names, ", ")
	return list[min(k, len(list)-1)]
}

func entryValue(e feed.Entry, name string, k int, part string) (any, bool) {
	switch name {
	case "title", "title_detail":
		return e.Title, true
	case "link":
		return e.URL, true
	case "links":
		return e.URL, k == 0
	case "id", "guid":
		return e.GUID, true
	case "summary", "summary_detail", "description", "subtitle":
		return firstOf(e.Summary, e.Content), true
	case "content":
		return firstOf(e.Content, e.Summary), true
	case "author":
		return e.Author, true
	case "author_detail", "authors":
		return nth(e.Author, k), part == "name"
	case "published_parsed", "published":
		return e.Published, true
	case "updated_parsed", "updated":
		return e.Updated, true
	case "language":
		return e.Language, true
	case "enclosures":
		if k >= len(e.Enclosures) {
			return "no such enclosure", true
		}
		return e.Enclosures[k], true
	}
	return nil, false
}

func sameValue(got, want any, path string) bool {
	switch g := got.(type) {
	case time.Time:
		return sameTime(g, want)
	case float64:
		return g == want
	case feed.Enclosure:
		return sameEnclosure(g, want, path)
	case string:
		w := fmt.Sprint(want)
		if g == w || strings.Contains(path, "author") && strings.HasPrefix(w, g+" (") {
			return true
		}
		if strings.Contains(path, "link") {
			return g == w
		}
		if strings.Contains(path, "feed.") || strings.Contains(path, "title") {
			return sameText(w, g)
		}
		return slices.Equal(htmlTokens(g), htmlTokens(w)) || html.UnescapeString(g) == w // plain text
	}
	return false
}

func sameTime(got time.Time, want any) bool {
	switch w := want.(type) {
	case []any:
		var n [6]int
		for i := range n {
			n[i] = int(w[i].(float64))
		}
		return got.Equal(time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC))
	case string:
		t, ok := parseDate(w)
		return ok && got.Equal(t)
	}
	return false
}

func sameEnclosure(got feed.Enclosure, want any, path string) bool {
	switch w := want.(type) {
	case map[string]any:
		return got.URL == w["href"] && got.Type == w["type"] && strconv.FormatInt(got.Length, 10) == w["length"]
	case string:
		if strings.HasSuffix(path, "length") {
			return strconv.FormatInt(got.Length, 10) == w
		}
		return got.Type == w || got.URL == w
	}
	return false
}

// sameText compares titles: what is expected may be HTML, or a text with < in it.
func sameText(want, got string) bool {
	return line(want, maxText) == got || Text(want) == got || Text(want) == Text(got)
}

// htmlTokens are the tokens of HTML without regard to the order of attributes,
// the slash of empty elements, and the one div that Atom puts around XHTML.
func htmlTokens(s string) []string {
	s = withoutDiv(strings.TrimSpace(body(s)))
	tokens := html.NewTokenizer(strings.NewReader(s))
	var out []string
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return out
		}
		t := tokens.Token()
		switch kind {
		case html.TextToken:
			if text := strings.Join(strings.Fields(t.Data), " "); text != "" {
				out = append(out, text)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			var attrs []string
			for _, a := range t.Attr {
				if !strings.HasPrefix(a.Key, "xmlns") {
					attrs = append(attrs, a.Key+"="+a.Val)
				}
			}
			sort.Strings(attrs)
			out = append(out, "<"+t.Data+" "+strings.Join(attrs, " "))
		case html.EndTagToken:
			if t.Data != "circle" && t.Data != "br" {
				out = append(out, "</"+t.Data)
			}
		}
	}
}
