package parse

import "bytes"

// tag reads the start tag at s.at into s.name and s.attrs. It gives the offset
// after the tag, and whether it ends with "/>".
func (s *scanner) tag() (end int, selfEnd bool, err error) {
	i := s.at + 1
	from := i
	for i < len(s.src) && isNameByte(s.src[i]) {
		i++
	}
	s.name, s.attrs = s.src[from:i], s.attrs[:0]
	for i < len(s.src) {
		switch c := s.src[i]; {
		case c == '>':
			return i + 1, false, nil
		case c == '<': // the tag was never ended
			return i, false, nil
		case c == '/' && i+1 < len(s.src) && s.src[i+1] == '>':
			return i + 2, true, nil
		case !isNameByte(c):
			i++
		default:
			if len(s.attrs) >= maxAttrs {
				return i, false, errManyAttrs
			}
			i = s.attribute(i)
		}
	}
	return i, false, nil
}

// attribute reads the attribute at i, and gives the offset after it.
func (s *scanner) attribute(i int) int {
	from := i
	for i < len(s.src) && isNameByte(s.src[i]) {
		i++
	}
	a := attr{name: s.src[from:i]}
	i = s.skipSpace(i)
	if i < len(s.src) && s.src[i] == '=' {
		a.value, i = s.value(s.skipSpace(i + 1))
	}
	s.attrs = append(s.attrs, a)
	return i
}

// value reads an attribute's value, quoted or bare, at i.
func (s *scanner) value(i int) (value []byte, end int) {
	if i >= len(s.src) {
		return nil, i
	}
	if quote := s.src[i]; quote == '"' || quote == '\'' {
		if n := bytes.IndexByte(s.src[i+1:], quote); n >= 0 {
			return s.src[i+1 : i+1+n], i + n + 2
		}
		i++
	}
	from := i
	for i < len(s.src) && !isSpace(s.src[i]) && s.src[i] != '>' && s.src[i] != '<' {
		i++
	}
	return s.src[from:i], i
}

func (s *scanner) skipSpace(i int) int {
	for i < len(s.src) && isSpace(s.src[i]) {
		i++
	}
	return i
}

// attr is the value of the start tag's attribute with a local name; one without
// a prefix goes before one with a prefix.
func (s *scanner) attr(local string) string {
	var prefixed []byte
	for _, a := range s.attrs {
		if string(a.name) == local {
			return s.decode(a.value)
		}
		if prefixed == nil && len(a.name) > len(local) && a.name[len(a.name)-len(local)-1] == ':' &&
			string(localName(a.name)) == local {
			prefixed = a.value
		}
	}
	return s.decode(prefixed)
}

// foldAttr is like attr, but does not regard case.
func (s *scanner) foldAttr(local string) string {
	for _, a := range s.attrs {
		if bytes.EqualFold(localName(a.name), []byte(local)) {
			return s.decode(a.value)
		}
	}
	return ""
}

// localName is a qualified name without its prefix.
func localName(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// prefixOf is the prefix of a qualified name, "" when it has none.
func prefixOf(name []byte) string {
	if i := bytes.IndexByte(name, ':'); i > 0 {
		return string(name[:i])
	}
	return ""
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

func isNameByte(c byte) bool {
	return isNameStart(c) || '0' <= c && c <= '9' || c == '-' || c == '.'
}
