// Package discover finds the feeds behind an address: those that a page names,
// those that usually lie beside it, and those of well-known sites. It never
// fetches; it reads bytes that somebody else fetched.
package discover

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"warta/feed"
)

// Known gives the feed addresses that well-known sites have for addr, best
// first, without a look at the page; nil when addr is not of such a site.
func Known(addr string) []string {
	return nil
}

// Guesses gives the paths where feeds usually lie on the site of pageURL, the
// most usual first.
func Guesses(pageURL string) []string {
	base, err := url.Parse(pageURL)
	if err != nil || base.Host == "" {
		return nil
	}
	var out []string
	for _, path := range []string{"/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json"} {
		out = append(out, base.ResolveReference(&url.URL{Path: path}).String())
	}
	return out
}

// Find gives the feeds that a page names, in the order it prefers them, with
// absolute addresses and without repeats.
func Find(page []byte, pageURL, contentType string) []feed.Candidate {
	base, err := url.Parse(pageURL)
	if err != nil {
		return nil
	}
	var out []feed.Candidate
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			if token.Data != "link" {
				continue
			}
			attrs := map[string]string{}
			for _, a := range token.Attr {
				attrs[a.Key] = a.Val
			}
			if strings.EqualFold(attrs["rel"], "alternate") && strings.Contains(attrs["type"], "xml") {
				if u, err := base.Parse(attrs["href"]); err == nil {
					out = append(out, feed.Candidate{URL: u.String(), Title: attrs["title"], Format: attrs["type"]})
				}
			}
		}
	}
}
