package edition

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"warta/feed/article"
)

// escaper makes text mean itself in XML, in attributes too.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\uFFFE", "", "\uFFFF", "")

// text is s for XML 1.0: without what may not stand there (section 2.2).
func text(s string) string { return escaper.Replace(article.Clean(s)) }

// line is s cleaned, with every run of white space a single space.
func line(s string) string { return strings.Join(strings.Fields(article.Clean(s)), " ") }

// href is an address as a book may link to it: absolute, http or https, with a
// host that can be, in ASCII, and with nothing that RFC 3986 does not allow; ""
// for another one.
func href(address string) string {
	address = strings.TrimSpace(article.Clean(address))
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	host := hostname(u.Hostname())
	if host == "" {
		return ""
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.User, u.Host = nil, "host"
	_, rest, _ := strings.Cut(u.String(), "://host")
	return u.Scheme + "://" + host + encoded(rest)
}

// hostname is the name or the number of a host as it may stand in an address, ""
// for what is none.
func hostname(name string) string {
	if ip, err := netip.ParseAddr(name); err == nil {
		if ip.Is4() {
			return ip.String()
		}
		return map[bool]string{true: "[" + ip.String() + "]"}[ip.Zone() == ""]
	}
	name, err := idna.Punycode.ToASCII(strings.TrimSuffix(name, "."))
	if err != nil || len(name) > 253 {
		return ""
	}
	last := ""
	for label := range strings.SplitSeq(name, ".") {
		if !hostLabel.MatchString(label) {
			return ""
		}
		last = label
	}
	if last[0] >= '0' && last[0] <= '9' { // a number, and not that of a host
		return ""
	}
	return name
}

// hostLabel is a part of a host's name between dots. There are hosts with an
// underscore.
var hostLabel = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$`)

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

// rightToLeft are the scripts that are written so.
var rightToLeft = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam}

// runsLeft reports whether most letters of a text are of such a script.
func runsLeft(text string) bool {
	balance := 0
	for _, r := range text {
		switch {
		case unicode.In(r, rightToLeft...):
			balance++
		case unicode.IsLetter(r):
			balance--
		}
	}
	return balance > 0
}
