package typeset

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"warta/feed/article"
)

// longArticle is one of so many paragraphs of 80 words.
func longArticle(paragraphs int) (a article.Article) {
	text := strings.Repeat("Clouds come in from the sea and bring rain. ", 9)[:395]
	for i := range paragraphs {
		a.Lead = append(a.Lead, &article.Paragraph{Text: []article.Span{{Text: fmt.Sprintf("%d %s", i, strings.TrimSpace(text))}}})
	}
	return a
}

// A long article takes as much memory for a word as a short one: what its words
// are gathered in is not kept each time that it has grown.
func TestMemoryOfWords(t *testing.T) {
	kept := func(paragraphs int) float64 {
		a := longArticle(paragraphs)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		m := Prepare(a, Options{})
		runtime.GC()
		runtime.ReadMemStats(&after)
		words := m.Words()
		runtime.KeepAlive(a)
		return float64(after.HeapAlloc-before.HeapAlloc) / float64(words)
	}
	kept(10) // what is made once
	if each := kept(2000); each > 40 {
		t.Errorf("%.0f bytes for each word", each)
	}
}

// Another line below the headline leaves the article as long as it is.
func TestWithMetaKeepsWords(t *testing.T) {
	m := Prepare(longArticle(20), Options{Title: "Rain", Meta: []string{"Harbour News"}})
	n := m.WithMeta([]string{"Harbour News", "read"})
	if n == nil || n.Words() < m.Words() {
		t.Errorf("%d words have become fewer", m.Words())
	}
}
