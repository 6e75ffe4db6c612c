package main

import (
	"strings"
	"testing"

	"warta/feed/article"
)

func paragraph(text string) article.Block {
	return &article.Paragraph{Text: []article.Span{{Text: text}}}
}

func TestTextForPeople(t *testing.T) {
	t.Parallel()
	a := article.Article{Title: "Rice", Lead: []article.Block{
		&article.List{Ordered: true, Start: 9, Items: [][]article.Block{
			{paragraph("Wash the rice until the water is clear.")},
			{paragraph("Boil."), &article.List{Items: [][]article.Block{{paragraph("gently")}}}},
		}},
		&article.Quote{Blocks: []article.Block{paragraph("It was dry."), paragraph("It is wet.")}, Cite: "a farmer"},
		&article.Embed{Kind: "video", URL: "https://v.example/1", Title: "How"},
	}}
	for width, want := range map[int]string{
		0: `Rice

9. Wash the rice until the water is clear.
10. Boil.
    - gently

> It was dry.
> 
> It is wet.
> — a farmer

[video: How https://v.example/1]
`,
		24: `Rice

9. Wash the rice until
   the water is clear.
10. Boil.
    - gently

> It was dry.
> 
> It is wet.
> — a farmer

[video: How
https://v.example/1]
`,
	} {
		var b strings.Builder
		if err := writeArticle(&b, a, width); err != nil || b.String() != want {
			t.Errorf("at width %d: %v\n%s\nwant\n%s", width, err, b.String(), want)
		}
	}
}
