package parse

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

func TestLimits(t *testing.T) {
	long := strings.Repeat("word ", 1<<19)
	doc, err := Parse([]byte(inRSS(`<title>`+long+`</title><item><title>`+long+`</title><author>`+long+`</author><link>http://a.example/`+
		strings.ReplaceAll(long, " ", "/")+`</link><description>`+long+`</description>`+
		numbered(100, func(i int) string { return fmt.Sprintf("<category>c%d</category>", i) })+
		numbered(100, func(i int) string { return fmt.Sprintf(`<enclosure url="http://a.example/%d"/>`, i) })+`</item>`)), Source{})
	if err != nil {
		t.Fatal(err)
	}
	checkDocument(t, doc)
	e := doc.Entries[0]
	for name, c := range map[string][2]int{
		"feed title": {len(doc.Title), maxText}, "title": {len(e.Title), maxText}, "author": {len(e.Author), maxName}, "link": {len(e.URL), 0},
		"summary": {len(e.Summary), maxContent}, "categories": {len(e.Categories), maxCategories}, "enclosures": {len(e.Enclosures), maxEnclosures},
	} {
		if c[0] > c[1] || c[0] < c[1]-8 {
			t.Errorf("%s: %d, not %d", name, c[0], c[1])
		}
	}
}

// TestNewest checks that of too many entries the newest are taken, in the order
// of the document, wherever they stand.
func TestNewest(t *testing.T) {
	first := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	entries := func(at func(i int) time.Time) string {
		return inRSS(numbered(maxEntries+500, func(i int) string {
			return fmt.Sprintf("<item><guid>%d</guid><pubDate>%s</pubDate></item>", i, at(i).Format(time.RFC1123Z))
		}))
	}
	items := func(at func(i int) time.Time) string {
		list := strings.TrimSuffix(numbered(maxEntries+500, func(i int) string {
			return fmt.Sprintf(`{"id":"%d","date_published": "%s","content_text":"\"date_published\":\"1999-01-01\" ]}"},`, i, at(i).Format(time.RFC3339))
		}), ",")
		return `{"version":"https://jsonfeed.org/version/1.1","items":[` + list + `], "title": "T"}`
	}
	for name, c := range map[string]struct {
		body         string
		first, final string
	}{
		"JSON, rising":  {items(func(i int) time.Time { return first.AddDate(0, 0, i) }), "500", "2499"},
		"JSON, falling": {items(func(i int) time.Time { return first.AddDate(0, 0, -i) }), "0", "1999"},
		"rising":        {entries(func(i int) time.Time { return first.AddDate(0, 0, i) }), "500", "2499"},
		"falling":       {entries(func(i int) time.Time { return first.AddDate(0, 0, -i) }), "0", "1999"},
		"undated":       {inRSS(numbered(maxEntries+500, func(i int) string { return fmt.Sprintf("<item><guid>%d</guid></item>", i) })), "0", "1999"},
	} {
		doc, err := Parse([]byte(c.body), Source{})
		if err != nil || len(doc.Entries) != maxEntries || len(doc.Repaired) == 0 {
			t.Errorf("%s: %d entries, %q, %v", name, len(doc.Entries), doc.Repaired, err)
			continue
		}
		if a, b := doc.Entries[0].GUID, doc.Entries[maxEntries-1].GUID; a != c.first || b != c.final {
			t.Errorf("%s: from %s to %s", name, a, b)
		}
	}
}

// TestRefused checks that what is refused says why.
func TestRefused(t *testing.T) {
	for body, want := range map[string]string{
		`<rss>` + strings.Repeat("<x>", maxDepth+1):                                 "nest more than 256 deep",
		`<rss ` + strings.Repeat(`a="b" `, maxAttrs+1) + `/>`:                       "more than 512 attributes",
		`<rss>` + strings.Repeat(`<x `+strings.Repeat(`xmlns:a="b" `, 10)+`>`, 200): "more than 1024 namespaces",
		`{"items":` + strings.Repeat("[", maxDepth+1):                               "nest more than 256 deep",
		strings.Repeat(" ", MaxBody+1):                                              "longer than 16 MB",
		"words":                                                                     "no element of a feed",
		`{"items":[`:                                                                "not JSON",
	} {
		_, err := Parse([]byte(body), Source{})
		if !errors.Is(err, feed.ErrNotFeed) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: error %v, not %q", body, err, want)
		}
	}
}
