package parse

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The limits on entities that a document declares for itself. They may not
// stand for markup that matters, so what goes beyond is left as it is written.
const (
	maxEntities     = 256
	maxEntityLength = 2 << 10
	maxExpansion    = 256 << 10 // bytes from declared entities in one document
	maxEntityDepth  = 4
	maxReference    = 40 // bytes in a reference, with & and ;
)

// entities are those that a document's type declaration declares.
type entities struct {
	values map[string]string
	spent  int
}

// doctype skips the document type declaration at s.at and keeps the entities
// that it declares within itself. Nothing outside is ever fetched.
func (s *scanner) doctype() {
	i := s.at
	for i < len(s.src) && s.src[i] != '>' && s.src[i] != '[' {
		i++
	}
	if i < len(s.src) && s.src[i] == '[' {
		i = s.subset(i + 1)
	}
	if n := bytes.IndexByte(s.src[min(i, len(s.src)):], '>'); n >= 0 {
		s.at = i + n + 1
		return
	}
	s.at = len(s.src)
}

// subset reads the internal subset from i to its closing bracket.
func (s *scanner) subset(i int) int {
	for i < len(s.src) {
		rest := s.src[i:]
		switch {
		case rest[0] == ']':
			return i
		case bytes.HasPrefix(rest, []byte("<!--")):
			i = after(s.src, i+4, "-->")
		case bytes.HasPrefix(rest, []byte("<!ENTITY")):
			i = s.declare(i + len("<!ENTITY"))
		case rest[0] == '"' || rest[0] == '\'':
			i = after(s.src, i+1, string(rest[:1]))
		default:
			i++
		}
	}
	return i
}

// after is the offset after the next mark from i on, or the end.
func after(src []byte, i int, mark string) int {
	if i < len(src) {
		if n := bytes.Index(src[i:], []byte(mark)); n >= 0 {
			return i + n + len(mark)
		}
	}
	return len(src)
}

// declare reads the rest of an entity declaration: name, quoted value.
func (s *scanner) declare(i int) int {
	i = s.skipSpace(i)
	from := i
	for i < len(s.src) && isNameByte(s.src[i]) {
		i++
	}
	name := string(s.src[from:i])
	i = s.skipSpace(i)
	if name == "" || i >= len(s.src) || s.src[i] != '"' && s.src[i] != '\'' {
		return i // a parameter entity, or one that lies outside
	}
	value, end := s.value(i)
	e := s.entities
	if len(e.values) < maxEntities && len(value) <= maxEntityLength {
		if e.values == nil {
			e.values = map[string]string{}
		}
		if _, known := e.values[name]; !known {
			e.values[name] = string(value)
		}
	}
	return end
}

// decode is text with its references resolved.
func (s *scanner) decode(raw []byte) string {
	if bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	return string(s.entities.appendDecoded(nil, raw, 0))
}

// appendDecoded appends raw with its references resolved to dst. What is no
// reference stays as it is written.
func (e *entities) appendDecoded(dst, raw []byte, depth int) []byte {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		raw = raw[i:]
		end := bytes.IndexByte(raw[:min(len(raw), maxReference)], ';')
		if end < 2 {
			dst = append(dst, '&')
			raw = raw[1:]
			continue
		}
		var known bool
		if dst, known = e.appendReference(dst, raw[1:end], depth); !known {
			dst = append(dst, '&')
			raw = raw[1:]
			continue
		}
		raw = raw[end+1:]
	}
}

// appendReference appends what a reference stands for.
func (e *entities) appendReference(dst, name []byte, depth int) ([]byte, bool) {
	switch string(name) {
	case "amp":
		return append(dst, '&'), true
	case "lt":
		return append(dst, '<'), true
	case "gt":
		return append(dst, '>'), true
	case "quot":
		return append(dst, '"'), true
	case "apos":
		return append(dst, '\''), true
	}
	if name[0] == '#' {
		r, ok := character(string(name[1:]))
		if !ok {
			return dst, false
		}
		if r >= 0 {
			dst = utf8.AppendRune(dst, r)
		}
		return dst, true
	}
	if value, ok := e.values[string(name)]; ok {
		if depth >= maxEntityDepth || e.spent+len(value) > maxExpansion {
			return dst, false
		}
		e.spent += len(value)
		return e.appendDecoded(dst, []byte(value), depth+1), true
	}
	whole := "&" + string(name) + ";"
	decoded := html.UnescapeString(whole)
	// The legacy names of HTML end anywhere ("&copy2;"); a reference here is
	// the whole name or none.
	if decoded == whole || strings.HasSuffix(decoded, ";") {
		return dst, false
	}
	return append(dst, decoded...), true
}

// character is the character that a numeric reference stands for, and -1 for
// one that must not stand in text. Numbers from 128 to 159 mean what they mean
// in windows-1252, as in HTML.
func character(digits string) (rune, bool) {
	base := 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return 0, len(digits) > 6 && strings.Trim(digits, "0123456789abcdefABCDEF") == ""
	}
	r := rune(n)
	if n > utf8.MaxRune {
		return -1, true
	}
	if 0x80 <= r && r <= 0x9F {
		r = windows1252[r-0x80]
	}
	if !allowed(r) {
		return -1, true
	}
	return r, true
}
