package parse

import (
	"bytes"
	"errors"
	"fmt"
)

// The limits on what a document may nest and declare. Beyond them it is refused
// before any other parser sees it: XML parsers recurse, copy the namespaces of
// each level, or resolve each level's base, so that small documents could cost
// them minutes and gigabytes.
const (
	maxDepth    = 256  // open elements
	maxAttrs    = 512  // attributes of one element
	maxBindings = 1024 // namespace declarations in scope
)

// errTooDeep and the others say why a document was refused.
var (
	errTooDeep      = fmt.Errorf("its elements nest more than %d deep", maxDepth)
	errManyAttrs    = fmt.Errorf("an element has more than %d attributes", maxAttrs)
	errManyBindings = fmt.Errorf("more than %d namespaces are declared at once", maxBindings)
	errNoRoot       = errors.New("it has no element of a feed")
)

// A kind is what a token is.
type kind int

const (
	endOfDocument kind = iota
	startTag
	endTag
	charData // text with references
	rawData  // the inside of a CDATA section
)

// An attr is an attribute as it is written; its value has its references still.
type attr struct{ name, value []byte }

// An open is an element that has not ended yet.
type open struct {
	name     []byte // qualified, as it is written
	bindings int    // namespace declarations in scope outside of it
	base     string // in force inside it
	lang     string
	hasLang  bool
}

// A scanner reads XML as feeds hold it, well-formed or not. Its tokens are
// always balanced: it closes what a document left open, drops end tags that
// close nothing, takes a stray < or & as text, and skips comments, processing
// instructions and document types.
type scanner struct {
	src      []byte
	at       int
	stack    []open
	bindings []binding
	entities *entities
	root     string // the namespace of the document's root

	pending int     // elements to close before going on
	reopen  bool    // the start tag just read waits for that
	selfEnd bool    // the start tag just read ends at once
	noCDATA bool    // no CDATA section ends from here on
	noEnd   [2]bool // nor a comment, nor a processing instruction

	name   []byte // of the start tag just read
	attrs  []attr
	text   []byte
	closed []byte // the name of the element just closed
	mended mended
}

// mended says what had to be put right.
type mended struct {
	unclosed, stray, truncated, junk bool
}

// newScanner is a scanner over UTF-8 text, whose addresses are relative to base.
func newScanner(src []byte, base string) *scanner {
	s := &scanner{src: src, entities: &entities{}}
	s.stack = append(s.stack, open{base: base})
	return s
}

// base is the address that relative ones are resolved against here.
func (s *scanner) base() string { return s.stack[len(s.stack)-1].base }

// lang is the xml:lang in force here, "" when there is none.
func (s *scanner) lang() string { return s.stack[len(s.stack)-1].lang }

// depth is the number of elements that are open.
func (s *scanner) depth() int { return len(s.stack) - 1 }

// next reads one token.
func (s *scanner) next() (kind, error) {
	switch {
	case s.pending > 0:
		s.pending--
		s.pop()
		return endTag, nil
	case s.reopen:
		s.reopen = false
		return startTag, s.push()
	case s.selfEnd:
		s.selfEnd = false
		s.pop()
		return endTag, nil
	}
	for s.at < len(s.src) {
		if s.src[s.at] != '<' {
			s.text = s.untilMarkup()
			return charData, nil
		}
		k, err := s.markup()
		if k != endOfDocument || err != nil {
			return k, err
		}
	}
	if s.depth() > 0 {
		s.mended.truncated = true
		s.pop()
		return endTag, nil
	}
	return endOfDocument, nil
}

// untilMarkup takes the text up to the next <.
func (s *scanner) untilMarkup() []byte {
	from := s.at
	if i := bytes.IndexByte(s.src[s.at+1:], '<'); i >= 0 {
		s.at += 1 + i
	} else {
		s.at = len(s.src)
	}
	return s.src[from:s.at]
}

// markup reads what a < begins. It gives endOfDocument for what says nothing.
func (s *scanner) markup() (kind, error) {
	rest := s.src[s.at:]
	switch {
	case len(rest) > 1 && isNameStart(rest[1]):
		return s.start()
	case bytes.HasPrefix(rest, []byte("</")):
		return s.end(), nil
	case bytes.HasPrefix(rest, []byte("<!--")):
		s.skipPast("-->", 4, &s.noEnd[0])
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		s.cdata()
		return rawData, nil
	case bytes.HasPrefix(rest, []byte("<?")):
		s.skipPast("?>", 2, &s.noEnd[1])
	case len(rest) > 9 && bytes.EqualFold(rest[:9], []byte("<!DOCTYPE")) && s.depth() == 0:
		s.doctype()
	case isCut(rest):
		s.at = len(s.src)
	default:
		s.text = s.untilMarkup()
		return charData, nil
	}
	return endOfDocument, nil
}

// isCut reports whether rest is markup that the document's end cut short.
func isCut(rest []byte) bool {
	return len(rest) < 9 && (bytes.HasPrefix([]byte("<![CDATA["), rest) || bytes.HasPrefix([]byte("<!--"), rest))
}

// skipPast skips to what ends a comment or a processing instruction; missing
// says that no such end is left, so that it is looked for in vain only once.
func (s *scanner) skipPast(end string, from int, missing *bool) {
	if !*missing {
		if i := bytes.Index(s.src[s.at+from:], []byte(end)); i >= 0 {
			s.at += from + i + len(end)
			return
		}
		*missing = true
	}
	// A processing instruction or comment without an end: only its own tag
	// is lost, so that one stray <? does not lose the feed.
	if i := bytes.IndexByte(s.src[s.at:], '>'); i >= 0 {
		s.at += i + 1
		return
	}
	s.at = len(s.src)
}

// cdata reads a CDATA section; one without an end ends with its element.
func (s *scanner) cdata() {
	s.at += len("<![CDATA[")
	rest := s.src[s.at:]
	if !s.noCDATA {
		if i := bytes.Index(rest, []byte("]]>")); i >= 0 {
			s.text = rest[:i]
			s.at += i + 3
			return
		}
		s.noCDATA = true
	}
	s.mended.unclosed = true
	closing := append([]byte("</"), s.stack[len(s.stack)-1].name...)
	i := bytes.Index(rest, closing)
	if i < 0 {
		i = len(rest)
	}
	s.text = rest[:i]
	s.at += i
}

// start reads a start tag.
func (s *scanner) start() (kind, error) {
	end, selfEnd, err := s.tag()
	if err != nil {
		return startTag, err
	}
	if end == len(s.src) && s.src[end-1] != '>' { // cut short by the document's end
		s.at = end
		return endOfDocument, nil
	}
	s.at, s.selfEnd = end, selfEnd || isVoid(s.name)
	if n := s.reopened(); n > 0 {
		s.mended.unclosed = true
		s.pending, s.reopen = n-1, true
		s.pop()
		return endTag, nil
	}
	return startTag, s.push()
}

// reopened is the number of elements that the start tag just read closes,
// because an entry stands in no entry.
func (s *scanner) reopened() int {
	parent := s.stack[len(s.stack)-1].name
	if !isEntry(localName(s.name)) || prefixOf(parent) != prefixOf(s.name) || bytes.EqualFold(localName(parent), []byte("source")) {
		return 0 // entries do stand in the elements of some modules
	}
	for i := len(s.stack) - 1; i > 0; i-- {
		if bytes.Equal(s.stack[i].name, s.name) {
			return len(s.stack) - i
		}
	}
	return 0
}

func isEntry(local []byte) bool {
	return bytes.EqualFold(local, []byte("item")) || bytes.EqualFold(local, []byte("entry"))
}

// isVoid reports whether an element of HTML has no end tag, though it stands in
// XML without the slash.
func isVoid(name []byte) bool {
	switch string(name) {
	case "br", "img", "hr", "wbr", "BR", "IMG", "HR":
		return true
	}
	return false
}

// push opens the element of the start tag just read.
func (s *scanner) push() error {
	if s.depth() >= maxDepth {
		return errTooDeep
	}
	outer := s.stack[len(s.stack)-1]
	o := open{name: s.name, bindings: len(s.bindings), base: outer.base, lang: outer.lang}
	for _, a := range s.attrs {
		switch {
		case !bytes.HasPrefix(a.name, []byte("xml")):
		case string(a.name) == "xmlns":
			s.bindings = append(s.bindings, bind("", s.decode(a.value)))
		case bytes.HasPrefix(a.name, []byte("xmlns:")):
			s.bindings = append(s.bindings, bind(string(a.name[6:]), s.decode(a.value)))
		case string(a.name) == "xml:base":
			if base := resolve(outer.base, s.decode(a.value)); len(base) <= maxBase && isWeb(base) {
				o.base = base
			}
		case string(a.name) == "xml:lang":
			o.lang, o.hasLang = s.decode(a.value), true
		}
	}
	if len(s.bindings) > maxBindings {
		return errManyBindings
	}
	s.stack = append(s.stack, o)
	return nil
}

// pop closes the innermost element.
func (s *scanner) pop() {
	last := len(s.stack) - 1
	s.closed = s.stack[last].name
	s.bindings = s.bindings[:s.stack[last].bindings]
	s.stack = s.stack[:last]
}

// end reads an end tag, and closes what it closes: its own element, and those
// inside it that were left open. It gives endOfDocument when it closes nothing.
func (s *scanner) end() kind {
	from := s.at + 2
	stop := bytes.IndexAny(s.src[from:], "<>")
	if stop < 0 {
		s.at = len(s.src)
		return endOfDocument
	}
	name := bytes.TrimSpace(s.src[from : from+stop])
	s.at = from + stop
	if s.src[s.at] == '>' {
		s.at++
	}
	n := s.closes(name)
	if n == 0 {
		s.mended.stray = s.mended.stray || !isVoid(name)
		return endOfDocument
	}
	s.mended.unclosed = s.mended.unclosed || n > 1
	s.pending = n - 1
	s.pop()
	return endTag
}

// closes is the number of open elements that an end tag closes.
func (s *scanner) closes(name []byte) int {
	for i := len(s.stack) - 1; i > 0; i-- {
		if bytes.EqualFold(s.stack[i].name, name) {
			return len(s.stack) - i
		}
	}
	return 0
}
