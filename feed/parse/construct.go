package parse

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// A form is how the text of a construct is to be read: a title, a summary or a
// content is text, HTML whose markup is escaped, or markup as it stands.
type form int

const (
	guessed form = iota // HTML when it looks like it: RSS never says
	plain
	escaped
	inline
	encoded // base64
	bare    // the text, whatever elements stand in it
)

// atomForm is the form that Atom's type and, in Atom 0.3, mode attributes name.
func atomForm(kind, mode string) form {
	kind, mode = strings.ToLower(strings.TrimSpace(kind)), strings.ToLower(strings.TrimSpace(mode))
	kind, _, _ = strings.Cut(kind, ";")
	switch {
	case mode == "base64":
		return encoded
	case kind == "html", kind == "text/html":
		return escaped
	case kind == "xhtml", strings.HasSuffix(kind, "xml"):
		if mode == "escaped" {
			return escaped
		}
		return inline
	case kind == "" && mode == "escaped":
		return guessed
	case kind == "":
		return plain
	case kind == "text", strings.HasPrefix(kind, "text/"):
		return plain
	}
	return encoded // RFC 4287 §4.1.3.3: other media types are in base64
}

// A construct is what an element of text holds.
type construct struct {
	text   string // when it holds no elements: the text, references resolved
	markup string // when it does: those, as HTML, with their addresses absolute
}

// construct reads the element whose start tag was just read, to its end. Of what
// is longer than limit it keeps the beginning.
func (p *preparer) construct(f form, limit int) (construct, error) {
	s := p.scanner
	depth := s.depth()
	var out []byte
	elements := false
	add := func(text []byte, isHTML bool) {
		text = text[:min(len(text), max(limit-len(out), 0))]
		if elements && !isHTML {
			out = append(out, escape(string(text))...)
		} else {
			out = append(out, text...)
		}
	}
	for {
		k, err := s.next()
		if err != nil {
			return construct{}, err
		}
		switch k {
		case charData:
			if len(out) < limit {
				text := s.text[:min(len(s.text), 4*limit)]
				add(s.entities.appendDecoded(nil, text, 0), f == escaped)
			}
		case rawData:
			add(s.text, f == escaped || f == guessed)
		case startTag:
			if f == bare {
				continue
			}
			if !elements {
				elements = true
				if f != escaped {
					out = []byte(escape(string(out)))
				}
			}
			if done, err := p.skipActive(); done || err != nil {
				if err != nil {
					return construct{}, err
				}
				continue
			}
			if len(out) < limit {
				out = p.appendTag(out)
			}
		case endTag, endOfDocument:
			if k == endOfDocument || s.depth() < depth {
				return newConstruct(string(out), elements), nil
			}
			if f != bare && len(out) < limit {
				out = appendEndTag(out, s.closed)
			}
		}
	}
}

func newConstruct(s string, elements bool) construct {
	if elements {
		return construct{markup: strings.TrimSpace(s)}
	}
	return construct{text: unwrapped(strings.TrimSpace(s))}
}

// unwrapped is s without the marks of a CDATA section that stood in another, or
// whose marks were escaped.
func unwrapped(s string) string {
	inner, ok := strings.CutSuffix(s, "]]>")
	if !ok {
		return s
	}
	if rest, whole := strings.CutPrefix(inner, "<![CDATA["); whole && rest != "" {
		return strings.TrimSpace(rest)
	}
	if strings.Contains(inner, "<![CDATA[") {
		return s
	}
	return strings.TrimSpace(inner)
}

// skipActive skips the element just begun when it is a script or a style.
func (p *preparer) skipActive() (bool, error) {
	switch strings.ToLower(string(localName(p.scanner.name))) {
	case "script", "style":
		return true, p.skip()
	}
	return false, nil
}

// appendTag appends the start tag just read as HTML.
func (p *preparer) appendTag(out []byte) []byte {
	s := p.scanner
	out = append(append(out, '<'), localName(s.name)...)
	for _, a := range s.attrs {
		name := string(a.name)
		if strings.HasPrefix(name, "xml") || strings.HasPrefix(strings.ToLower(name), "on") {
			continue
		}
		if prefixOf(a.name) != "xlink" {
			name = string(localName(a.name))
		}
		value := s.decode(a.value)
		if addresses[strings.ToLower(name)] {
			link, ok := p.tidier.link(value, s.base())
			if !ok {
				continue
			}
			value = link
		}
		out = append(append(append(out, ' '), name...), `="`...)
		out = append(append(out, attrEscaper.Replace(value)...), '"')
	}
	return append(out, '>')
}

func appendEndTag(out, name []byte) []byte {
	if isVoid(name) {
		return out
	}
	return append(append(append(out, '<', '/'), localName(name)...), '>')
}

// html is the construct as HTML.
func (c construct) html(f form) string {
	if c.markup != "" {
		return withoutDiv(c.markup)
	}
	switch f {
	case plain, inline, bare:
		return escape(whole(c.text))
	case escaped:
		return whole(c.text)
	case encoded:
		if decoded, ok := unbase64(c.text); ok {
			return whole(decoded)
		}
	case guessed:
	}
	if text := whole(c.text); looksLikeHTML(text) {
		return text
	}
	return escape(whole(c.text))
}

// line is the construct as a title: plain text on one line.
func (c construct) line(f form) string {
	if c.markup != "" {
		return Text(c.markup)
	}
	switch f {
	case plain, inline, bare:
		return line(whole(c.text), maxText)
	case encoded:
		if decoded, ok := unbase64(c.text); ok {
			return Text(whole(decoded))
		}
	case guessed, escaped:
	}
	return Text(whole(c.text))
}

// withoutDiv is markup without the one div that it stands in: Atom asks for it
// (RFC 4287 §3.1.1.3).
func withoutDiv(markup string) string {
	if !strings.HasPrefix(markup, "<div>") {
		return markup
	}
	depth, i := 1, len("<div>")
	for depth > 0 {
		n := strings.Index(markup[i:], "div")
		if n < 0 {
			return markup
		}
		switch i += n; {
		case strings.HasSuffix(markup[:i], "</"):
			depth--
		case markup[i-1] == '<':
			depth++
		}
		i += len("div")
	}
	if i+1 != len(markup) {
		return markup
	}
	return strings.TrimSpace(markup[len("<div>") : i-len("</div")])
}

// unbase64 decodes base64 that holds text.
func unbase64(s string) (string, bool) {
	s = strings.Join(strings.Fields(s), "")
	decoded, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		decoded, err = base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	}
	if err != nil || !utf8.Valid(decoded) {
		return "", false
	}
	return string(decoded), true
}

// whole mends text that was UTF-8 once, was taken for windows-1252 and encoded
// again, so that … became â€¦.
func whole(s string) string {
	if isASCII(s) {
		return s
	}
	bytes := make([]byte, 0, 64)
	odd := false
	for _, r := range s {
		if r < 0x80 {
			continue
		}
		c, ok := toWindows1252(r)
		if !ok {
			return s
		}
		odd = odd || 0xC3 <= c && c <= 0xF4
		bytes = append(bytes, c)
	}
	if !odd || !utf8.Valid(bytes) {
		return s
	}
	out := make([]byte, 0, len(s))
	for _, r := range s {
		c, _ := toWindows1252(r)
		out = append(out, c)
	}
	if !utf8.Valid(out) {
		return s
	}
	return string(out)
}

// toWindows1252 is the byte of a character in windows-1252. What stands for
// nothing there is taken as the C1 control it was.
func toWindows1252(r rune) (byte, bool) {
	if r < 0x80 || 0xA0 <= r && r <= 0xFF {
		return byte(r), true
	}
	if 0x80 <= r && r <= 0x9F {
		return byte(r), true
	}
	for i, w := range windows1252 {
		if w == r {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
