package parse

import (
	"errors"
	"testing"

	"warta/feed"
)

func TestParseFormats(t *testing.T) {
	for _, c := range []struct{ name, body, title, entry string }{
		{"rss", `<rss version="2.0"><channel><title>Rice &amp;amp; rain</title><item><title>Dry week</title></item></channel></rss>`, "Rice & rain", "Dry week"},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><entry><title type="html">&lt;b>Ferry&lt;/b> late</title></entry></feed>`, "Harbour", "Ferry late"},
		{"json", `{"version":"https://jsonfeed.org/version/1.1","title":"Hills","items":[{"id":"1","title":"Fog"}]}`, "Hills", "Fog"},
	} {
		doc, err := Parse([]byte(c.body), Source{URL: "https://example.org/feed"})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if doc.Title != c.title || len(doc.Entries) != 1 || doc.Entries[0].Title != c.entry {
			t.Errorf("%s: got %+v", c.name, doc)
		}
	}
}

func TestParseNotFeed(t *testing.T) {
	for _, body := range []string{"", "   ", "hello", "<!doctype html><html><body>x</body></html>"} {
		if _, err := Parse([]byte(body), Source{}); !errors.Is(err, feed.ErrNotFeed) {
			t.Errorf("%q: error %v", body, err)
		}
	}
}
