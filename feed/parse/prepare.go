package parse

import (
	"bytes"
	"strings"
)

// A prepared document is what gofeed is given: well-formed UTF-8, with nothing
// but the elements that are read, under the names they are known by, and every
// construct of text in its final form. gofeed resolves and cleans nothing that
// has not been resolved and cleaned.
//
// The prefixes of modules are not declared: gofeed then takes them as the names
// of the modules, and does not copy the declarations for each element.
//
// What gofeed has no place for, or would change (it normalises ids, and reads
// dates in its own way), stands in elements of the warta namespace, which it
// hands on as they are.
type prepared struct {
	xml      []byte
	texts    []string // the constructs that xml holds the numbers of
	atom     bool
	format   string
	repaired []string
	cut      bool // the document ended too soon
}

// A preparer writes the prepared document.
type preparer struct {
	scanner *scanner
	tidier  tidier
	out     []byte
	texts   []string
	atom    bool
	root    string // the lower-case name of the root
	entries []span
	name    [64]byte // scratch of rule
}

// A span is where an entry stands in the prepared document.
type span struct {
	from, to int
}

// prepare reads text, UTF-8 from the address base.
func prepare(text []byte, base string) (prepared, error) {
	p := &preparer{scanner: newScanner(text, base), tidier: tidier{budget: maxGrowth}}
	if err := p.findRoot(); err != nil {
		return prepared{}, err
	}
	s := p.scanner
	format := p.begin()
	rules := rssChannel
	if p.atom {
		rules = atomFeed
	} else if p.root != "channel" {
		rules = rssRoot
	}
	if err := p.children(rules); err != nil {
		return prepared{}, err
	}
	if p.atom {
		p.out = append(p.out, "</feed>"...)
	} else {
		p.out = append(p.out, "</channel></rss>"...)
	}
	done := prepared{xml: p.newest(), texts: p.texts, atom: p.atom, format: format, repaired: s.mended.words(), cut: s.mended.truncated}
	if len(p.entries) > maxEntries {
		done.repaired = append(done.repaired, "only the newest entries were taken")
	}
	return done, nil
}

// findRoot goes to the root of the feed, past what stands before it.
func (p *preparer) findRoot() error {
	s := p.scanner
	for {
		at := s.at
		k, err := s.next()
		if err != nil {
			return err
		}
		switch k {
		case endOfDocument:
			return errNoRoot
		case charData:
			s.mended.junk = s.mended.junk || len(bytes.TrimSpace(s.text)) > 0
		case startTag:
			p.root = strings.ToLower(string(localName(s.name)))
			switch p.root {
			case "html":
				return errNoRoot
			case "rss", "rdf", "feed", "channel":
				return p.restart(at)
			}
			s.mended.junk = true
		case endTag, rawData:
		}
	}
}

// restart makes the element just begun the root, whatever it stands in.
func (p *preparer) restart(at int) error {
	s := p.scanner
	if s.depth() > 1 {
		s.stack, s.bindings = s.stack[:1], s.bindings[:0]
		s.at, s.pending, s.selfEnd, s.reopen = at, 0, false, false
		s.mended = mended{junk: true}
		for s.depth() == 0 {
			if k, err := s.next(); k == endOfDocument || err != nil {
				return errNoRoot
			}
		}
	}
	prefix := prefixOf(s.name)
	for _, b := range s.bindings {
		if b.prefix == prefix {
			s.root = b.space
		}
	}
	p.atom = p.root == "feed"
	return nil
}

// begin writes the root's start tag, and gives the format's name.
func (p *preparer) begin() string {
	s := p.scanner
	version := line(s.foldAttr("version"), 16)
	if p.atom {
		format := "Atom 1.0"
		if version == "0.3" || strings.Contains(strings.ToLower(s.root), "purl.org/atom/ns") {
			format = "Atom 0.3"
		}
		p.out = append(p.out, "<feed>"...)
		p.leaf("warta:lang", s.lang())
		return format
	}
	p.out = append(p.out, `<rss version="2.0"><channel>`...)
	p.leaf("warta:lang", s.lang())
	switch {
	case p.root == "rdf" && p.inScope("1.0/"):
		return "RSS 1.0"
	case p.root == "rdf" && p.inScope("0.9/"):
		return "RSS 0.90"
	case p.root == "rdf":
		return "RSS 1.0"
	case p.inScope("rss1.1#/"):
		return "RSS 1.1"
	case version == "":
		return "RSS"
	}
	return "RSS " + version
}

// inScope reports whether the root declares a namespace of RSS that ends so.
func (p *preparer) inScope(suffix string) bool {
	for _, b := range p.scanner.bindings {
		if b.module == rssNS && strings.HasSuffix(strings.TrimSuffix(b.space, "/")+"/", suffix) {
			return true
		}
	}
	return false
}

// children writes the children of the element just begun by rules, to its end.
func (p *preparer) children(rules map[string]rule) error {
	s := p.scanner
	depth, titled, taken := s.depth(), false, 0
	for {
		k, err := s.next()
		switch {
		case err != nil:
			return err
		case k == endOfDocument, k == endTag && s.depth() < depth:
			return nil
		case k != startTag:
			continue
		}
		r, known := rules[string(p.ruleName())]
		before := len(p.out)
		switch {
		case !known, titled && r.as == "title", taken >= maxChildren: // the first title is the title
			err = p.skip()
		default:
			if r.as != "item" && r.as != "entry" {
				taken++
			}
			err = r.write(p, r)
			titled = titled || r.as == "title" && len(p.out) > before
		}
		if err != nil {
			return err
		}
	}
}

// ruleName is the name of the element just begun as the rules write it.
func (p *preparer) ruleName() []byte {
	s := p.scanner
	m := s.module(s.name)
	if p.atom && m == atomNS || !p.atom && m == rssNS {
		m = native
	}
	name := append(p.name[:0], m...)
	if m != native {
		name = append(name, ':')
	}
	for _, c := range localName(s.name) {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		name = append(name, c)
	}
	return name
}

// skip passes over the element just begun.
func (p *preparer) skip() error {
	depth := p.scanner.depth()
	for p.scanner.depth() >= depth {
		if k, err := p.scanner.next(); err != nil || k == endOfDocument {
			return err
		}
	}
	return nil
}

// leaf writes an element that holds text.
func (p *preparer) leaf(name, text string) {
	if text = body(text); text == "" {
		return
	}
	p.out = append(append(append(p.out, '<'), name...), '>')
	p.appendText(text)
	p.out = append(append(append(p.out, '<', '/'), name...), '>')
}

func (p *preparer) appendText(text string) {
	if !strings.ContainsAny(text, "<>&") {
		p.out = append(p.out, text...)
		return
	}
	p.out = append(p.out, "<![CDATA["...)
	p.out = append(p.out, strings.ReplaceAll(text, "]]>", "]]]]><![CDATA[>")...)
	p.out = append(p.out, "]]>"...)
}

// words says what was mended.
func (m mended) words() []string {
	var out []string
	if m.junk {
		out = append(out, "text before the feed was skipped")
	}
	if m.unclosed || m.stray {
		out = append(out, "tags that did not match were put right")
	}
	if m.truncated {
		out = append(out, cutShort)
	}
	return out
}
