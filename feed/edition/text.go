package edition

import (
	"net/url"
	"strings"

	"warta/feed/article"
)

// escaper makes text mean itself in XML, in attributes too.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\uFFFE", "", "\uFFFF", "")

// text is s for XML 1.0: without what may not stand there (section 2.2).
func text(s string) string { return escaper.Replace(article.Clean(s)) }

// line is s cleaned, with every run of white space a single space.
func line(s string) string { return strings.Join(strings.Fields(article.Clean(s)), " ") }

// href is an address as a book may link to it: absolute, http or https, and
// with nothing that RFC 3986 does not allow; "" for another one.
func href(address string) string {
	address = strings.TrimSpace(article.Clean(address))
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsAny(u.Host, " \"<>\\^`{|}%") {
		return ""
	}
	u.User = nil
	scheme, rest, _ := strings.Cut(u.String(), "://")
	host, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, path = rest[:i], rest[i:]
	}
	return scheme + "://" + host + encoded(path)
}

// encoded is the path, query and fragment of an address with the bytes that may
// not stand there percent-encoded. A second number sign is one of them.
func encoded(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	hash := false
	for i := range len(s) {
		c := s[i]
		ok := c > ' ' && c < 0x7f && !strings.ContainsRune("\"<>\\^`{|}[]", rune(c))
		switch c {
		case '%':
			ok = i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
		case '#':
			ok, hash = !hash, true
		}
		if ok {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}
