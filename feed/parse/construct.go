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
	spoken  // as guessed, and the lines of plain text are lines: of films and podcasts
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
	g := gatherer{preparer: p, form: f, limit: limit}
	for {
		k, err := s.next()
		if err == nil && k == startTag && f != bare {
			err = g.start()
		}
		switch {
		case err != nil:
			return construct{}, err
		case k == endOfDocument, k == endTag && s.depth() < depth:
			return newConstruct(string(g.out), g.elements), nil
		case k == endTag && g.elements:
			g.end()
		case k == charData:
			g.text()
		case k == rawData:
			g.add(s.text, f == escaped || f == guessed || f == spoken)
		}
	}
}

// A gatherer gathers what a construct holds.
type gatherer struct {
	*preparer
	form     form
	limit    int
	out      []byte
	elements bool // among it
}

func (g *gatherer) room() int { return max(g.limit-len(g.out), 0) }

// text takes text with references.
func (g *gatherer) text() {
	if g.room() == 0 {
		return
	}
	raw := g.scanner.text
	raw = raw[:min(len(raw), 4*g.limit)]
	g.add(g.scanner.entities.appendDecoded(nil, raw, 0), g.form == escaped)
}

func (g *gatherer) add(text []byte, isHTML bool) {
	text = text[:min(len(text), g.room())]
	if g.elements && !isHTML {
		g.out = append(g.out, escape(string(text))...)
	} else {
		g.out = append(g.out, text...)
	}
}

// start takes a start tag. The text before the first one turns out to be markup.
func (g *gatherer) start() error {
	if !g.elements {
		g.elements = true
		if g.form != escaped {
			g.out = []byte(escape(string(g.out)))
		}
	}
	switch strings.ToLower(string(localName(g.scanner.name))) {
	case "script", "style":
		return g.skip()
	}
	if g.room() > 0 {
		g.out = g.appendTag(g.out)
	}
	return nil
}

func (g *gatherer) end() {
	if g.room() > 0 {
		g.out = appendEndTag(g.out, g.scanner.closed)
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
		return paragraphs(whole(c.text), false)
	case escaped:
		return whole(c.text)
	case encoded:
		if decoded, ok := unbase64(c.text); ok {
			return whole(decoded)
		}
	case guessed, spoken:
	}
	if text := whole(c.text); looksLikeHTML(text) {
		return text
	}
	return paragraphs(whole(c.text), f == spoken)
}

// paragraphs is plain text as HTML: blank lines part paragraphs, and with lines,
// each line stands on its own.
func paragraphs(text string, lines bool) string {
	text = escape(strings.ReplaceAll(text, "\r\n", "\n"))
	if !strings.Contains(text, "\n\n") && !(lines && strings.Contains(text, "\n")) {
		return text
	}
	var out strings.Builder
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.TrimSpace(p); lines {
			p = strings.ReplaceAll(p, "\n", "<br>\n")
		}
		if p != "" {
			out.WriteString("<p>" + p + "</p>\n")
		}
	}
	return strings.TrimSpace(out.String())
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
	case guessed, spoken, escaped:
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
