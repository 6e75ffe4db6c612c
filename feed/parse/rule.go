package parse

import (
	"strconv"
	"strings"
)

// A rule says how an element is written into the prepared document.
type rule struct {
	as    string
	write func(*preparer, rule) error
	inner map[string]rule // of an element that holds others
	attrs []string        // that are kept; those in links are addresses
}

// text keeps the element's text.
func text(p *preparer, r rule) error {
	c, err := p.construct(bare, maxLeaf)
	if err == nil {
		p.leaf(r.as, cut(body(c.text), maxText))
	}
	return err
}

// address keeps an address, absolute.
func address(p *preparer, r rule) error {
	base, href, resource := p.scanner.base(), p.scanner.attr("href"), p.scanner.attr("resource")
	c, err := p.construct(bare, maxLeaf)
	if err != nil {
		return err
	}
	ref := c.text
	for _, other := range []string{href, resource} {
		if ref == "" {
			ref = other
		}
	}
	if strings.ContainsAny(strings.TrimSpace(ref), " \t\n") && !hasScheme(ref) && !strings.Contains(ref, "/") {
		return nil // words, no address
	}
	p.leaf(r.as, absolute(base, ref))
	return nil
}

// title keeps a construct as plain text on one line.
func title(p *preparer, r rule) error {
	f := p.form()
	c, err := p.construct(f, maxLeaf)
	if err == nil {
		p.leaf(r.as, c.line(f))
	}
	return err
}

// content keeps a construct as HTML. The prepared document only holds its
// number among the texts: there is no need for gofeed to read it again.
func content(p *preparer, r rule) error { return p.keep(r, p.form()) }

// prose keeps a description of a film or a podcast.
func prose(p *preparer, r rule) error { return p.keep(r, spoken) }

func (p *preparer) keep(r rule, f form) error {
	base := p.scanner.base()
	c, err := p.construct(f, maxContent+maxContent/4)
	if err != nil {
		return err
	}
	if text := p.tidier.tidy(c.html(f), base); text != "" {
		p.texts = append(p.texts, text)
		p.leaf(r.as, strconv.Itoa(len(p.texts)-1))
	}
	return nil
}

// form is how the construct just begun is to be read.
func (p *preparer) form() form {
	s := p.scanner
	m := s.module(s.name)
	if !(p.atom && m == native) && m != atomNS {
		return guessed
	}
	kind, mode := s.attr("type"), s.attr("mode")
	f := atomForm(kind, mode)
	if f == plain && kind == "" && !strings.EqualFold(string(localName(s.name)), "title") {
		return guessed // many leave the type out of HTML
	}
	return f
}

// link keeps a link of Atom; one without an address has it as its text.
func link(p *preparer, r rule) error {
	base, href := p.scanner.base(), p.scanner.foldAttr("href")
	p.startWith(r)
	c, err := p.construct(bare, maxLeaf)
	if ref := line(absolute(base, c.text), maxLink); href == "" && ref != "" {
		p.out = append(append(append(p.out, ` href="`...), attrEscaper.Replace(ref)...), '"')
	}
	p.out = append(p.out, "/>"...)
	return err
}

// attributes keeps an empty element for its attributes.
func attributes(p *preparer, r rule) error {
	p.startWith(r)
	p.out = append(p.out, "/>"...)
	return p.skip()
}

// startWith writes a start tag, but for its end, with the attributes of r.
func (p *preparer) startWith(r rule) {
	p.out = append(append(p.out, '<'), r.as...)
	for _, name := range r.attrs {
		value := p.scanner.foldAttr(name)
		if name == "url" || name == "href" || name == "src" {
			value = absolute(p.scanner.base(), value)
		}
		if value = line(value, maxLink); value != "" {
			p.out = append(append(append(p.out, ' '), name...), `="`...)
			p.out = append(append(p.out, attrEscaper.Replace(value)...), '"')
		}
	}
}

// category keeps a category's text, or its attribute's.
func category(p *preparer, r rule) error {
	name := ""
	for _, attr := range []string{"label", "term", "text"} {
		if name == "" {
			name = p.scanner.attr(attr)
		}
	}
	c, err := p.construct(guessed, maxLeaf)
	if err != nil {
		return err
	}
	if c.text != "" {
		name = c.text
	}
	p.leaf("warta:category", Text(name))
	return nil
}

// nested keeps an element with those inside it.
func nested(p *preparer, r rule) error {
	p.startWith(r)
	p.out = append(p.out, '>')
	if err := p.children(r.inner); err != nil {
		return err
	}
	p.out = append(append(append(p.out, '<', '/'), r.as...), '>')
	return nil
}

// within keeps those inside an element, as if they stood where it stands.
func within(p *preparer, r rule) error { return p.children(r.inner) }

// entry keeps an item or an entry.
func entry(p *preparer, r rule) error {
	s := p.scanner
	from := len(p.out)
	p.out = append(append(append(p.out, '<'), r.as...), '>')
	p.leaf("warta:lang", s.lang())
	p.leaf("warta:about", body(s.attr("about")))
	if err := p.children(r.inner); err != nil {
		return err
	}
	p.out = append(append(append(p.out, '<', '/'), r.as...), '>')
	if len(p.entries) >= maxSpans {
		p.out = p.out[:from]
		return nil
	}
	p.entries = append(p.entries, span{from: from, to: len(p.out)})
	return nil
}

// guid keeps the id of RSS, and whether it is an address.
func guid(p *preparer, _ rule) error {
	permanent := p.scanner.foldAttr("ispermalink")
	c, err := p.construct(bare, maxLeaf)
	if err != nil {
		return err
	}
	p.leaf("warta:id", cut(body(c.text), maxLink))
	if !strings.EqualFold(strings.TrimSpace(permanent), "false") {
		p.leaf("warta:permalink", absolute("", c.text))
	}
	return nil
}

// author keeps the author of RSS, who may be given as in Atom.
func author(p *preparer, r rule) error {
	depth := p.scanner.depth()
	var names []string
	for {
		k, err := p.scanner.next()
		switch {
		case err != nil:
			return err
		case k == endOfDocument, k == endTag && p.scanner.depth() < depth:
			p.leaf(r.as, line(strings.Join(names, " "), maxText))
			return nil
		case k == charData && len(names) < 8:
			names = append(names, p.scanner.decode(p.scanner.text[:min(len(p.scanner.text), maxLeaf)]))
		case k == rawData && len(names) < 8:
			names = append(names, string(p.scanner.text[:min(len(p.scanner.text), maxLeaf)]))
		}
	}
}

// itunesCategory keeps a category and those inside it.
func itunesCategory(p *preparer, r rule) error {
	p.leaf("warta:category", Text(p.scanner.attr("text")))
	return p.children(map[string]rule{"itunes:category": r})
}

// image keeps the address of an item's picture, however it is given.
func image(p *preparer, r rule) error {
	for _, attr := range []string{"url", "href", "src"} {
		if ref := p.scanner.attr(attr); ref != "" {
			p.leaf(r.as, absolute(p.scanner.base(), ref))
			return p.skip()
		}
	}
	inner := map[string]rule{"url": {as: r.as, write: address}}
	return p.children(inner)
}

// atomContent keeps the content of an Atom entry, which may lie elsewhere.
func atomContent(p *preparer, r rule) error {
	if src := p.scanner.attr("src"); src != "" {
		p.leaf("warta:src", absolute(p.scanner.base(), src))
	}
	switch kind := strings.ToLower(p.scanner.attr("type")); {
	case strings.HasPrefix(kind, "image/"), strings.HasPrefix(kind, "audio/"), strings.HasPrefix(kind, "video/"):
		return p.skip()
	}
	return content(p, r)
}

// mediaContent keeps a file of Media RSS; what describes it is kept beside it.
func mediaContent(p *preparer, r rule) error {
	p.startWith(r)
	p.out = append(p.out, "/>"...)
	return p.children(r.inner)
}

// person keeps a person of Atom; one without elements is a name.
func person(p *preparer, r rule) error {
	p.startWith(r)
	p.out = append(p.out, '>')
	s, empty, loose := p.scanner, len(p.out), []string(nil)
	depth := s.depth()
	for done := false; !done; {
		k, err := s.next()
		if err == nil && k == startTag {
			if inner, known := r.inner[string(p.ruleName())]; known {
				err = inner.write(p, inner)
			} else {
				err = p.skip()
			}
		}
		if err != nil {
			return err
		}
		if k == charData && len(loose) < 8 {
			loose = append(loose, s.decode(s.text[:min(len(s.text), maxLeaf)]))
		}
		done = k == endOfDocument || k == endTag && s.depth() < depth
	}
	if len(p.out) == empty {
		p.leaf(strings.Replace(r.as, "author", "name", 1), line(strings.Join(loose, " "), maxText))
	}
	p.out = append(append(append(p.out, '<', '/'), r.as...), '>')
	return nil
}
