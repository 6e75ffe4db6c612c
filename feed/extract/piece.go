package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"warta/feed/article"
)

// A leaf is a text node, a line break or a picture within a piece, with the
// style and the link that the elements around it give it.
type leaf struct {
	node  *html.Node
	style article.Style
	link  string // href as written
}

// A piece is a run of text that no block and no blank line interrupts: what
// is kept or left out as one.
type piece struct {
	box    *box
	leaves []leaf
	text   string // one line
	words  []uint32
	linked int // bytes of text in links
	bold   int // bytes of bold text
	italic int // the same, in italics
	order  int // its place among the page's pieces
	facts
	keep bool
}

// newPiece is the piece of some leaves, nil when they have no text.
func newPiece(b *box, leaves []leaf) *piece {
	p := &piece{box: b, leaves: leaves}
	var w strings.Builder
	space := false
	for _, l := range leaves {
		if l.node.Type != html.TextNode {
			space = true
			continue
		}
		before := w.Len()
		for _, r := range l.node.Data {
			switch {
			case unicode.IsSpace(r):
				space = true
				continue
			case invisible(r):
				continue
			}
			if space && w.Len() > 0 {
				w.WriteByte(' ')
			}
			space = false
			w.WriteRune(r)
		}
		if l.link != "" {
			p.linked += w.Len() - before
		}
		if l.style.Has(article.Bold) {
			p.bold += w.Len() - before
		}
		if l.style.Has(article.Italic) {
			p.italic += w.Len() - before
		}
	}
	if w.Len() == 0 {
		return nil
	}
	p.text = w.String()
	p.words = appendWords(nil, p.text)
	return p
}

// invisible reports whether r takes no room and is of no use.
func invisible(r rune) bool {
	return r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\u2060' || r < 0x20 || r == utf8.RuneError
}

// isWord reports whether r is part of a word.
func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// appendWords adds a hash (FNV-1a) for each word of s.
func appendWords(to []uint32, s string) []uint32 {
	h := uint32(0)
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case isWord(r):
			if h == 0 {
				h = 2166136261
			}
			for _, c := range []byte(s[i : i+n]) {
				h = (h ^ uint32(c)) * 16777619
			}
		case h != 0 && r != '\u200b' && r != '\u00ad':
			to, h = append(to, h), 0
		}
		i += n
	}
	if h != 0 {
		to = append(to, h)
	}
	return to
}

// run is the hash of some words in order.
func run(words []uint32) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		h = (h ^ uint64(w)) * 1099511628211
	}
	return h
}

// share is linked as a part of the piece's text.
func (p *piece) linkShare() float64 { return float64(p.linked) / float64(len(p.text)) }

// oneLine is s without control characters, with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(article.Clean(s)), " ") }
