package typeset

import (
	"testing"

	"warta/feed/article"
)

// FuzzLay sets a stranger's text as every kind of block.
func FuzzLay(f *testing.F) {
	m := newMaker(1)
	for range 12 {
		f.Add(m.text(30), 20+m.IntN(80))
	}
	f.Add("\x1b]8;;https://evil.example\x1b\\link\x1b[31m red \x9b2J \u202e\u2066\n\n\t\x00\x7f", 20)
	f.Add("\u0301\u0301\u0301 \U000E0041 \u200d\u200d \u2060\ufeff\u200b", 1)
	f.Add("\U0001F3FC", 92)
	f.Add("\u0605 a", 132)
	f.Add("two\nlines", -42)
	st := styles(f)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = width % 200
		spans := []article.Span{{Text: text}, {Text: text, Style: article.Bold | article.Superscript, Link: "https://x.example/" + text}, {Text: text, Style: article.Mono}}
		p := &article.Paragraph{Text: spans}
		a := article.Article{Title: text, Notice: text, Lead: []article.Block{p}, Sections: []article.Section{{Number: 1, Title: text, Blocks: []article.Block{
			&article.Quote{Blocks: []article.Block{p}, Cite: text},
			&article.List{Ordered: true, Start: 998, Items: [][]article.Block{{p, &article.List{Items: [][]article.Block{{p}, {}}}}}},
			&article.Code{Text: text},
			&article.Figure{Image: article.Image{Alt: text, Caption: text}},
			&article.Table{Header: 1, Rows: [][]article.Cell{{{Text: spans}, {Text: spans[:1]}}, {{Text: spans[:1]}, {Text: spans}}}},
			&article.Embed{Kind: text, URL: "https://x.example/", Title: text},
		}}}}
		page := Lay(a, width, st, Options{Title: text, Meta: []string{text}, Reorder: len(text)%2 == 0})
		checkWidths(t, page, max(width, narrowest))
		checkPlaces(t, page)
		page.Find(text)
	})
}
