package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// usualFeed is a feed as most are: 20 entries, some 20 KB.
func usualFeed() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>The Harbour Post</title><link>https://harbour.example/</link><description>News of a small port</description><language>en</language>
<atom:link href="https://harbour.example/feed" rel="self" type="application/rss+xml"/><ttl>60</ttl>`)
	for i := range 20 {
		fmt.Fprintf(&b, `
<item><title>Ferry number %d is late &amp; full</title><link>https://harbour.example/news/%d</link><guid isPermaLink="false">harbour-%d</guid>
<pubDate>Mon, %02d Jun 2026 08:30:00 GMT</pubDate><dc:creator><![CDATA[Ann Waters]]></dc:creator><category><![CDATA[Ferries]]></category>
<description><![CDATA[<p>The ferry was late again.</p>]]></description>
<content:encoded><![CDATA[<p>The ferry was <a href="/news/%d/more">late again</a>, and %s</p><p><img src="https://harbour.example/p/%d.jpg" alt="A quay"/></p>]]></content:encoded></item>`,
			i, i, i, i+1, i, strings.Repeat("people waited in the rain for it. ", 10), i)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	body := []byte(usualFeed())
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, err := Parse(body, Source{URL: "https://harbour.example/feed"}); err != nil || len(doc.Entries) != 20 {
			b.Fatal(err, len(doc.Entries))
		}
	}
}

// BenchmarkGofeedAlone is what the parser alone takes for the same document.
func BenchmarkGofeedAlone(b *testing.B) {
	body := usualFeed()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := gofeed.NewParser().ParseString(body); err != nil {
			b.Fatal(err)
		}
	}
}
