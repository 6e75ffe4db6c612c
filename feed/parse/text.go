package parse

import (
	"html"
	"strings"
	"unicode/utf8"
)

// Text is markup as plain text on one line, without control characters. Tags
// of elements that nobody knows are text: "List<T>" is a title, too.
func Text(markup string) string {
	if strings.IndexByte(markup, '<') < 0 {
		return line(html.UnescapeString(markup), maxText)
	}
	var out strings.Builder
	rest := markup
	for rest != "" {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			i = len(rest)
		}
		out.WriteString(html.UnescapeString(rest[:i]))
		rest = rest[i:]
		if rest == "" {
			break
		}
		n, space := tagLength(rest)
		if n < 0 { // no tag ends from here on
			out.WriteString(html.UnescapeString(rest))
			break
		}
		if n == 0 {
			out.WriteByte('<')
			n = 1
		} else if space {
			out.WriteByte(' ')
		}
		rest = rest[n:]
	}
	return line(out.String(), maxText)
}

// tagLength is the length of the tag or comment that s begins with, 0 when it
// begins with none that HTML knows, and -1 when it begins with one that does
// not end; space is whether it parts words. Scripts and styles count with what
// is inside them.
func tagLength(s string) (n int, space bool) {
	if strings.HasPrefix(s, "<!--") {
		if i := strings.Index(s[4:], "-->"); i >= 0 {
			return 4 + i + 3, false
		}
		return -1, false
	}
	name := tagName(s)
	if !knownElement(name) && !isDoctype(s) {
		return 0, false
	}
	end := tagEnd(s)
	if end < 0 {
		return -1, false
	}
	if (name == "script" || name == "style") && s[1] != '/' {
		return end + rawTextLength(s[end:], name), false
	}
	return end, !inlineElements[name]
}

func isDoctype(s string) bool { return len(s) > 9 && strings.EqualFold(s[:9], "<!doctype") }

// tagName is the lower-case name of the tag that s begins with, "" for none.
func tagName(s string) string {
	i := 1
	if strings.HasPrefix(s, "</") {
		i = 2
	}
	from := i
	for i < len(s) && i-from < 32 && (isNameByte(s[i]) && s[i] < 0x80) {
		i++
	}
	if i == from || !isNameStart(s[from]) {
		return ""
	}
	return strings.ToLower(s[from:i])
}

// tagEnd is the offset after the tag that s begins with, with regard to quotes;
// -1 when it does not end.
func tagEnd(s string) int {
	var quote byte
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && (s[i-1] == '=' || isSpace(s[i-1])):
			quote = c
		case c == '>':
			return i + 1
		}
	}
	if quote != 0 { // a quote without its other half
		if i := strings.IndexByte(s, '>'); i >= 0 {
			return i + 1
		}
	}
	return -1
}

// rawTextLength is the length of what stands before and with the end tag of a
// script or style.
func rawTextLength(s, name string) int {
	for i := 0; i < len(s); {
		n := strings.Index(s[i:], "</")
		if n < 0 {
			return len(s)
		}
		i += n
		if len(s) >= i+2+len(name) && strings.EqualFold(s[i+2:i+2+len(name)], name) {
			if end := strings.IndexByte(s[i:], '>'); end >= 0 {
				return i + end + 1
			}
			return len(s)
		}
		i += 2
	}
	return len(s)
}

// line is s on one line: without controls, with single spaces, and at most max
// bytes long.
func line(s string, max int) string {
	s = body(s)
	if strings.ContainsAny(s, "\n\t\r\u2028\u2029") || strings.Contains(s, "  ") ||
		strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") {
		s = strings.Join(strings.FieldsFunc(s, isBreak), " ")
	}
	return cut(s, max)
}

func isBreak(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029'
}

// cut is s with at most max bytes, whole characters.
func cut(s string, max int) string {
	if len(s) <= max {
		return s
	}
	for max > 0 && !utf8.RuneStart(s[max]) {
		max--
	}
	return s[:max]
}

// escape is text as HTML.
func escape(text string) string {
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	return textEscaper.Replace(text)
}

var (
	textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
)

// looksLikeHTML reports whether text that may be HTML or plain is HTML: it has
// a tag that HTML knows, or a reference.
func looksLikeHTML(s string) bool {
	lastEnd := strings.LastIndexByte(s, '>')
	for i := range len(s) {
		switch s[i] {
		case '<':
			if i < lastEnd && knownElement(tagName(s[i:min(len(s), i+40)])) {
				return true
			}
		case '&':
			if end := strings.IndexByte(s[i:min(len(s), i+maxReference)], ';'); end > 1 {
				if ref := s[i : i+end+1]; html.UnescapeString(ref) != ref {
					return true
				}
			}
		}
	}
	return false
}
