// Package discover finds the feeds behind an address: those that a page names,
// those that usually lie beside it, and those of well-known sites. It never
// fetches; it reads bytes that somebody else fetched.
//
// The way to use it: [Known] says whether the site of an address has feeds at
// places that are known, [Find] reads the page, and [Guesses] is what is left
// when the page names none.
package discover

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode"
)

// address is what somebody typed as an address of the web: one without a scheme
// gets https, or http when it is this machine's own; feed: and feed:// are taken
// off; "@name@host" is an account of the fediverse. It is "" for what is no
// address.
func address(typed string) string {
	s := strings.TrimFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || r == '<' || r == '>' || r == '"' })
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return ""
	}
	if name, host, ok := strings.Cut(strings.TrimPrefix(s, "@"), "@"); ok && strings.HasPrefix(s, "@") && strings.Contains(host, ".") {
		return "https://" + host + "/@" + name
	}
	lower := strings.ToLower(s)
	for _, prefix := range []string{"feed://", "rss://", "feed:", "rss:"} {
		if rest := s[min(len(prefix), len(s)):]; strings.HasPrefix(lower, prefix) && rest != "" {
			return address(rest)
		}
	}
	if scheme, _, ok := strings.Cut(lower, "://"); ok {
		if scheme != "http" && scheme != "https" {
			return ""
		}
	} else {
		s = withScheme(s)
	}
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || !strings.ContainsAny(u.Hostname(), ".:") && u.Hostname() != "localhost" {
		return ""
	}
	u.Scheme, u.Host, u.Fragment = strings.ToLower(u.Scheme), strings.ToLower(u.Host), ""
	return u.String()
}

func withScheme(s string) string {
	s = strings.TrimPrefix(s, "//")
	host, _, _ := strings.Cut(s, "/")
	name := host
	if i := strings.LastIndexByte(host, ':'); i > 0 && !strings.HasSuffix(host, "]") {
		name = host[:i]
	}
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	if name == "localhost" || err == nil && (addr.IsLoopback() || addr.IsPrivate()) {
		return "http://" + s
	}
	return "https://" + s
}

// Guesses gives the places where feeds usually lie on the site of pageURL, the
// most usual first: beside the page, when it is not the first one, and at the
// root. There are at most twenty.
func Guesses(pageURL string) []string {
	base, err := url.Parse(pageURL)
	if err != nil || base.Hostname() == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil
	}
	folder := base.Path[:strings.LastIndexByte(base.Path, '/')+1]
	if last := base.Path[len(folder):]; last != "" && !strings.Contains(last, ".") {
		folder = base.Path + "/"
	}
	var out []string
	add := func(path string) {
		u := url.URL{Scheme: base.Scheme, Host: base.Host, Path: path}
		for _, had := range out {
			if had == u.String() {
				return
			}
		}
		out = append(out, u.String())
	}
	if folder != "/" && folder != "" {
		for _, name := range []string{"feed", "rss.xml", "feed.xml", "atom.xml", "index.xml"} {
			add(folder + name)
		}
	}
	for _, name := range []string{"feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed/", "feed.json", "index.rdf",
		"blog/feed", "blog/rss.xml", "feeds/posts/default", "rss/news", "news/rss.xml"} {
		add("/" + name)
	}
	return out
}
