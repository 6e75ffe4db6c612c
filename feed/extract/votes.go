package extract

import (
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// shingle is how many words in a row are looked up at once.
const shingle = 4

// A voice is what one voter would keep: every run of four words of its text,
// and every line of it.
type voice struct {
	runs  map[uint64]struct{}
	lines map[uint64]struct{}
}

// voiceOf is the voice of some lines of text.
func voiceOf(lines []string) *voice {
	v := &voice{runs: map[uint64]struct{}{}, lines: map[uint64]struct{}{}}
	var all []uint32
	for _, l := range lines {
		from := len(all)
		all = appendWords(all, l)
		if len(all) > from {
			v.lines[run(all[from:])] = struct{}{}
		}
	}
	for i := 0; i+shingle <= len(all); i++ {
		v.runs[run(all[i:i+shingle])] = struct{}{}
	}
	return v
}

// covers is how much of some words the voice has, from 0 to 1. Fewer than four
// words are had when they are a line.
func (v *voice) covers(words []uint32) float64 {
	if v == nil || len(words) == 0 {
		return 0
	}
	if _, ok := v.lines[run(words)]; ok {
		return 1
	}
	n := len(words) - shingle + 1
	if n <= 0 {
		return 0
	}
	had := 0
	for i := range n {
		if _, ok := v.runs[run(words[i:i+shingle])]; ok {
			had++
		}
	}
	return float64(had) / float64(n)
}

// askLibraries asks the two libraries. A library that fails or panics has no voice.
func askLibraries(doc *html.Node, base *url.URL) (trafil, readab *voice) {
	if base == nil {
		base = &url.URL{Scheme: "https", Host: "page.invalid", Path: "/"}
	}
	trafil = safely(func() *html.Node {
		r, err := trafilatura.ExtractDocument(doc, trafilatura.Options{OriginalURL: base, ExcludeComments: true,
			HtmlDateMode: trafilatura.Disabled})
		if err != nil {
			return nil
		}
		return r.ContentNode
	})
	readab = safely(func() *html.Node {
		p := readability.NewParser()
		p.DisableJSONLD = true
		r, err := p.ParseDocument(doc, base)
		if err != nil {
			return nil
		}
		return r.Node
	})
	return trafil, readab
}

// safely is the voice of what ask gives; strangers' pages make libraries panic.
func safely(ask func() *html.Node) (v *voice) {
	defer func() {
		if recover() != nil {
			v = nil
		}
	}()
	n := ask()
	if n == nil {
		return nil
	}
	var w lineWriter
	w.node(n)
	w.end()
	return voiceOf(w.lines)
}

// A lineWriter gathers the text of a tree, one block a line.
type lineWriter struct {
	lines []string
	b     strings.Builder
}

func (w *lineWriter) end() {
	if w.b.Len() > 0 {
		w.lines = append(w.lines, w.b.String())
		w.b.Reset()
	}
}

func (w *lineWriter) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.b.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && skipped[n.DataAtom]:
		return
	}
	inline := n.Type == html.ElementNode && isInline[n.DataAtom] && n.DataAtom != atom.Br
	if !inline {
		w.end()
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		w.node(k)
	}
	if !inline {
		w.end()
	}
}
