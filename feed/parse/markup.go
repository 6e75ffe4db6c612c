package parse

import (
	"html"
	"strings"
)

// A tidier makes the HTML of one document fit to be kept: its links absolute,
// without scripts, event handlers, comments and references to controls. It
// leaves all else as it was published; package extract makes articles of it.
type tidier struct {
	budget int // bytes that links may still grow by in this document
}

// addresses are the attributes that hold an address.
var addresses = map[string]bool{
	"href": true, "src": true, "poster": true, "cite": true, "action": true, "background": true, "longdesc": true,
	"data": true, "data-src": true, "xlink:href": true, "formaction": true, "usemap": false,
}

// tidy is markup with its links resolved against base.
func (t *tidier) tidy(markup, base string) string {
	markup = body(markup)
	i := strings.IndexAny(markup, "<&")
	if i < 0 {
		return cut(markup, maxContent)
	}
	var out strings.Builder
	out.Grow(len(markup) + len(markup)/8)
	rest, endless := markup, false
	for {
		i = strings.IndexAny(rest, "<&")
		if i < 0 || out.Len() > maxContent {
			break
		}
		out.WriteString(rest[:i])
		rest = rest[i:]
		var n int
		if rest[0] == '&' {
			n = t.reference(&out, rest)
		} else if !endless {
			n, endless = t.tag(&out, rest, base)
		}
		switch {
		case n > 0:
		case endless && rest[0] == '<':
			out.WriteString("&lt;")
			n = 1
		default:
			out.WriteByte(rest[0])
			n = 1
		}
		rest = rest[n:]
	}
	if out.Len() <= maxContent {
		out.WriteString(rest)
	}
	return cut(out.String(), maxContent)
}

// reference drops a numeric reference to a character that may not stand in
// text; it gives the length of what it took.
func (t *tidier) reference(out *strings.Builder, s string) int {
	if len(s) < 3 || s[1] != '#' {
		return 0
	}
	end := 2
	for end < len(s) && end < maxReference && (isNameByte(s[end]) && s[end] < 0x80) {
		end++
	}
	r, ok := character(s[2:end])
	if !ok {
		return 0
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	if r >= 0 {
		out.WriteString(s[:end])
	}
	return end
}

// tag takes the tag or comment that s begins with, and gives the length of what
// it took, 0 for what is no tag; endless is when it has no end.
func (t *tidier) tag(out *strings.Builder, s, base string) (n int, endless bool) {
	if strings.HasPrefix(s, "<!--") {
		i := strings.Index(s, "-->")
		if i < 0 {
			return len(s), true
		}
		return i + 3, false
	}
	name := tagName(s)
	if name == "" {
		return 0, false
	}
	end := tagEnd(s)
	if end < 0 {
		return 0, true
	}
	switch name {
	case "script", "style", "noscript":
		if s[1] == '/' || name == "noscript" {
			return end, false
		}
		return end + rawTextLength(s[end:], name), false
	}
	if s[1] == '/' || !strings.Contains(s[:end], "=") {
		out.WriteString(s[:end])
		return end, false
	}
	t.attributes(out, s[:end], base)
	return end, false
}

// attributes writes a start tag with what its attributes shall be.
func (t *tidier) attributes(out *strings.Builder, tag, base string) {
	i := 1
	for i < len(tag) && !isSpace(tag[i]) && tag[i] != '>' && tag[i] != '/' {
		i++
	}
	out.WriteString(tag[:i])
	for i < len(tag) {
		if c := tag[i]; isSpace(c) || c == '/' || c == '>' || c == '"' || c == '\'' || c == '=' {
			if c != '"' && c != '\'' && c != '=' {
				out.WriteByte(c)
			}
			i++
			continue
		}
		from := i
		for i < len(tag) && !isSpace(tag[i]) && tag[i] != '=' && tag[i] != '>' && tag[i] != '/' {
			i++
		}
		name := strings.ToLower(tag[from:i])
		value, end := attributeValue(tag, i)
		t.attribute(out, tag[from:end], name, value, base)
		i = end
	}
}

// attributeValue is the value that follows an attribute's name at i, with its
// references, and the offset after it.
func attributeValue(tag string, i int) (value string, end int) {
	j := i
	for j < len(tag) && isSpace(tag[j]) {
		j++
	}
	if j >= len(tag) || tag[j] != '=' {
		return "", i
	}
	for j++; j < len(tag) && isSpace(tag[j]); j++ {
	}
	if j < len(tag) && (tag[j] == '"' || tag[j] == '\'') {
		if n := strings.IndexByte(tag[j+1:], tag[j]); n >= 0 {
			return tag[j+1 : j+1+n], j + n + 2
		}
	}
	from := j
	for j < len(tag) && !isSpace(tag[j]) && tag[j] != '>' {
		j++
	}
	return tag[from:j], j
}

// attribute writes one attribute, whole being how it was written.
func (t *tidier) attribute(out *strings.Builder, whole, name, value, base string) {
	switch {
	case strings.HasPrefix(name, "on"):
	case name == "srcset" && len(value) > maxLink:
	case name == "srcset":
		out.WriteString(`srcset="`)
		attrEscaper.WriteString(out, t.srcset(html.UnescapeString(value), base))
		out.WriteByte('"')
	case addresses[name] && value != "":
		plain := html.UnescapeString(value)
		link, ok := t.link(plain, base)
		switch {
		case !ok:
		case link == plain && !strings.Contains(whole, "&#"):
			out.WriteString(whole)
		default:
			out.WriteString(name + `="`)
			attrEscaper.WriteString(out, link)
			out.WriteByte('"')
		}
	case strings.Contains(value, "&#"):
		out.WriteString(name + `="`)
		attrEscaper.WriteString(out, body(html.UnescapeString(value)))
		out.WriteByte('"')
	default:
		out.WriteString(whole)
	}
}

// link is an address in HTML, absolute; false for one that runs a script.
// Addresses within the page stay what they are.
func (t *tidier) link(ref, base string) (string, bool) {
	ref = body(tidyAddress(ref))
	lower := strings.ToLower(ref[:min(len(ref), 12)])
	if strings.HasPrefix(lower, "javascript:") || strings.HasPrefix(lower, "vbscript:") ||
		strings.HasPrefix(lower, "data:") && !strings.HasPrefix(lower, "data:image/") {
		return "", false
	}
	if strings.HasPrefix(ref, "#") || t.budget < 0 {
		return ref, true
	}
	link := resolve(base, ref)
	t.budget -= max(len(link)-len(ref), 0)
	return link, true
}

// srcset is a list of pictures with their sizes, the addresses absolute.
func (t *tidier) srcset(list, base string) string {
	parts := strings.Split(list, ", ")
	for i, part := range parts {
		ref, size, sized := strings.Cut(strings.TrimSpace(part), " ")
		link, ok := t.link(ref, base)
		if !ok {
			link = ""
		}
		parts[i] = link
		if sized {
			parts[i] += " " + size
		}
	}
	return strings.Join(parts, ", ")
}
