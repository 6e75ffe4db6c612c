package parse

import (
	"net/url"
	"strings"
)

// The longest addresses: what is longer is left out.
const (
	maxBase = 1 << 10 // a base, which every relative link repeats
	maxLink = 4 << 10
)

// resolve is ref against base (RFC 3986 §5.2), by the letters: nothing is
// re-encoded, so that an address stays as it was published. A ref that cannot
// be resolved comes back as it is.
func resolve(base, ref string) string {
	ref = tidyAddress(ref)
	if ref == "" || hasScheme(ref) {
		return ref
	}
	if strings.HasPrefix(ref, "www.") { // what publishers mean, not what they say
		return "http://" + ref
	}
	if !isWeb(base) {
		return ref
	}
	if i := strings.IndexByte(base, '#'); i >= 0 {
		base = base[:i]
	}
	if ref[0] == '#' {
		return base + ref
	}
	if i := strings.IndexByte(base, '?'); i >= 0 {
		base = base[:i]
	}
	if ref[0] == '?' {
		return base + ref
	}
	authority := strings.Index(base, "://") + 3
	slash := strings.IndexByte(base[authority:], '/')
	origin, path := base, "/"
	if slash >= 0 {
		origin, path = base[:authority+slash], base[authority+slash:]
	}
	switch {
	case strings.HasPrefix(ref, "//"):
		return base[:authority-2] + ref
	case ref[0] == '/':
		return origin + withoutDots(ref)
	}
	return origin + withoutDots(path[:strings.LastIndexByte(path, '/')+1]+ref)
}

// tidyAddress is s without the spaces around it and the line breaks in it.
func tidyAddress(s string) string {
	s = strings.Trim(s, " \t\r\n\f\u00a0")
	if strings.ContainsAny(s, "\t\r\n") {
		s = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(s)
	}
	return s
}

// withoutDots removes the "." and ".." segments of a path; what follows ? or #
// is left alone.
func withoutDots(path string) string {
	end := strings.IndexAny(path, "?#")
	if end < 0 {
		end = len(path)
	}
	if !strings.Contains(path[:end], "/.") {
		return path
	}
	var out []string
	segments := strings.Split(path[1:end], "/")
	for i, segment := range segments {
		last := i == len(segments)-1
		switch segment {
		case "..":
			out = out[:max(len(out)-1, 0)]
		case ".":
		default:
			out = append(out, segment)
			continue
		}
		if last {
			out = append(out, "")
		}
	}
	return "/" + strings.Join(out, "/") + path[end:]
}

// hasScheme reports whether ref begins with a scheme (RFC 3986 §3.1).
func hasScheme(ref string) bool {
	for i := range len(ref) {
		switch c := ref[i] | 0x20; {
		case 'a' <= c && c <= 'z':
		case i > 0 && ('0' <= ref[i] && ref[i] <= '9' || ref[i] == '+' || ref[i] == '-' || ref[i] == '.'):
		default:
			return i > 0 && ref[i] == ':'
		}
	}
	return false
}

// isWeb reports whether s is an absolute address of the web.
func isWeb(s string) bool {
	i := strings.Index(s[:min(len(s), len("https://"))], "://")
	if i < 0 || len(s) == i+3 {
		return false
	}
	scheme := s[:i]
	return (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")) && s[i+3] != '/'
}

// absolute is ref against base, "" when it is longer than addresses may be.
func absolute(base, ref string) string {
	if s := body(resolve(base, ref)); len(s) <= maxLink {
		return s
	}
	return ""
}

// webAddress is ref against base as an address that may be opened: http or
// https, without controls and spaces, at most maxLink long; "" for all else.
func webAddress(base, ref string) string {
	s := resolve(base, ref)
	if !isWeb(s) {
		return ""
	}
	if strings.ContainsAny(s, " \"<>`") {
		s = strings.NewReplacer(" ", "%20", `"`, "%22", "<", "%3C", ">", "%3E", "`", "%60").Replace(s)
	}
	if len(s) > maxLink || !hasHost(s) {
		return ""
	}
	return line(s, maxLink)
}

// hasHost reports whether an address of the web names a host that can be one. A
// path may be as it likes: browsers take what net/url does not.
func hasHost(s string) bool {
	from := strings.Index(s, "://") + 3
	end := strings.IndexAny(s[from:], "/?#")
	if end < 0 {
		end = len(s) - from
	}
	u, err := url.Parse(s[:from+end])
	return err == nil && u.Hostname() != ""
}
