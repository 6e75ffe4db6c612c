package extract

import (
	"strings"

	"warta/feed/article"
)

// contentsTitle is what stands above a table of contents.
var contentsTitle = later(`(?i)^(?:table of contents|contents|in this article|in this story|on this page|jump to|quick links|what'?s inside|daftar isi|isi artikel|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|indice|tabla de contenidos?|contenido|sumário|nesta matéria|sommario|inhoud(?:sopgave)?|innehåll|innhold|indhold|sisällys|spis treści|obsah|содержание|оглавление|зміст|içindekiler|المحتويات|فهرست|目次|目录|目錄|목차|mục lục|สารบัญ)\s*:?$`)

// withoutContents is blocks without tables of contents: lists most of whose
// items are headings of the article, and what stands above them.
func withoutContents(blocks []article.Block) []article.Block {
	titles := map[string]bool{}
	for _, b := range blocks {
		if h, ok := b.(*article.Heading); ok {
			titles[squeezed(article.Plain(h.Text))] = true
			if n, ok := numeralOf(article.Plain(h.Text)); ok && n.rest != "" {
				titles[squeezed(n.rest)] = true
			}
		}
	}
	if len(titles) < 2 {
		return blocks
	}
	out := blocks[:0:0]
	for i, b := range blocks {
		if l, ok := b.(*article.List); ok && isContents(l, titles) {
			continue
		}
		if contentsTitle().MatchString(strings.TrimSpace(blockText(b))) && (i+1 == len(blocks) || !isText(blocks[i+1])) {
			continue
		}
		out = append(out, b)
	}
	return out
}

func isText(b article.Block) bool {
	_, ok := b.(*article.Paragraph)
	return ok
}

// isContents reports whether most items of a list are titles.
func isContents(l *article.List, titles map[string]bool) bool {
	hits, all := 0, 0
	var count func(*article.List)
	count = func(l *article.List) {
		for _, item := range l.Items {
			for _, b := range item {
				if inner, ok := b.(*article.List); ok {
					count(inner)
					continue
				}
				text := blockText(b)
				all++
				if n, ok := numeralOf(text); titles[squeezed(text)] || ok && titles[squeezed(n.rest)] {
					hits++
				}
			}
		}
	}
	count(l)
	return all >= 2 && hits*10 >= all*6
}

// blockText is the plain text of a paragraph or a heading, "" of other blocks.
func blockText(b article.Block) string {
	switch b := b.(type) {
	case *article.Paragraph:
		return article.Plain(b.Text)
	case *article.Heading:
		return article.Plain(b.Text)
	}
	return ""
}

// wordsOf is the words of text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWord(r) && r != '-' })
}
