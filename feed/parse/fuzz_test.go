package parse

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"warta/feed"
)

// seeds are documents of each format, and of each kind of damage.
var seeds = []string{
	usualFeed()[:2400],
	`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id" xml:base="http://a.example/b/"><title type="html">A &amp;amp; B</title><entry><id>x</id><link href="c"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">Hi <img src="d.png"></p></div></content><updated>2026-01-02T03:04:05Z</updated><author><name>N</name></author></entry></feed>`,
	`<feed version="0.3" xmlns="http://purl.org/atom/ns#"><tagline mode="base64">aGk=</tagline><entry><issued>2003</issued><title mode="escaped">&lt;b&gt;x</title></entry></feed>`,
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="http://a.example/"><title>T</title></channel><item rdf:about="http://a.example/1"><title>U</title><link>/1</link></item></rdf:RDF>`,
	`{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":1,"content_text":"a\nb","attachments":[{"url":"a","size_in_bytes":"3"}],"tags":"x"},]}`,
	`<!DOCTYPE rss [<!ENTITY a "b&c;"><!ENTITY c "d">]><rss version="2.0"><channel><title>&a;&#x1b;&#150;&bogus;</title><item><title><![CDATA[x <b>y]]></title><description>&lt;a href=&quot;javascript:x&quot;&gt;`,
	"\xFF\xFE<\x00r\x00s\x00s\x00>\x00<\x00i\x00t\x00e\x00m\x00>\x00<\x00t\x00i\x00t\x00l\x00e\x00>\x00q\x00",
	"\xef\xbb\xbf<?xml version='1.0' encoding='koi8-r'?>junk <rss><channel><item><title>\xf0\xd2\xc9</title><enclosure url='a' length='1,2'/><media:group><media:content url='http://a.example/b'/></media:group></item><item>",
}

var script = regexp.MustCompile(`(?i)<script[\s/>]`)

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), "text/xml; charset=utf-8")
		f.Add([]byte(s), "")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		doc, err := Parse(body, Source{URL: "https://a.example/x/feed", ContentType: contentType})
		if err != nil {
			if !errors.Is(err, feed.ErrNotFeed) {
				t.Fatalf("error %v", err)
			}
			return
		}
		checkDocument(t, doc)
	})
}

// checkDocument holds a document to what the package promises of all.
func checkDocument(t *testing.T, doc feed.Document) {
	t.Helper()
	checkLine(t, maxText, doc.Title, doc.Description, doc.Language, doc.Author, doc.Format)
	checkAddress(t, doc.Site, doc.Self, doc.Image)
	if len(doc.Entries) > maxEntries {
		t.Errorf("%d entries", len(doc.Entries))
	}
	for _, e := range doc.Entries {
		checkLine(t, maxText, e.Title, e.Author, e.Language, e.PublishedRaw)
		checkLine(t, maxText, e.Categories...)
		checkAddress(t, e.URL, e.Image, e.Comments)
		for _, s := range []string{e.Summary, e.Content, e.GUID} {
			if body(s) != s || len(s) > maxContent {
				t.Errorf("text of %d bytes with what may not stand in it: %.80q", len(s), s)
			}
		}
		if script.MatchString(e.Summary + " " + e.Content) {
			t.Errorf("a script in %.80q, %.80q", e.Summary, e.Content)
		}
		for _, enc := range e.Enclosures {
			checkAddress(t, enc.URL)
			checkLine(t, maxText, enc.Type, enc.Title)
		}
		if e.Published.Year() > 9999 || e.Published.Year() < 0 {
			t.Errorf("published in %d", e.Published.Year())
		}
	}
}

func checkLine(t *testing.T, max int, lines ...string) {
	t.Helper()
	for _, s := range lines {
		if !utf8.ValidString(s) || body(s) != s || strings.ContainsAny(s, "\n\r\t\u2028\u2029") || len(s) > max+8 {
			t.Errorf("not a clean line: %.80q", s)
		}
	}
}

func checkAddress(t *testing.T, addresses ...string) {
	t.Helper()
	checkLine(t, maxLink, addresses...)
	for _, s := range addresses {
		if s != "" && !isWeb(s) || strings.ContainsAny(s, " <>\"") {
			t.Errorf("not an address: %.80q", s)
		}
	}
}

// FuzzPrepare checks that what is prepared is well-formed, whatever it was made
// of.
func FuzzPrepare(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		text, _ = toUTF8(text, "")
		if !utf8.Valid(text) {
			t.Fatal("decoded to what is not UTF-8")
		}
		ready, err := prepare(text, "https://a.example/x/feed")
		if err != nil {
			return
		}
		decoder := xml.NewDecoder(bytes.NewReader(ready.xml))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatalf("%v in %.2000q", err, ready.xml)
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, c := range dates {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, ok := parseDate(s); ok && (got.Year() < 999 || got.Year() > 10_000) {
			t.Errorf("%q is %v", s, got)
		}
	})
}
