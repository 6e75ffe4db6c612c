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

func TestTextSaysWhatThingsAre(t *testing.T) {
	t.Parallel()
	heading := func(text string, subtitle bool) article.Block {
		return &article.Heading{Level: 1, Text: []article.Span{{Text: text}}, Subtitle: subtitle}
	}
	harbour := article.Image{URL: "https://p.example/1.jpg", Caption: "The harbour"}
	a := article.Article{Title: "Fog", Notice: "only the beginning is on disk", Image: harbour,
		Lead: []article.Block{
			heading("Nobody sailed", true), &article.Figure{Image: harbour},
			&article.Quote{Blocks: []article.Block{heading("In short", false), paragraph("Fog.")}}},
		Sections: []article.Section{
			{Number: 1, Title: "In the morning", Blocks: []article.Block{paragraph("Fog."), heading("At the pier", false), paragraph("Fog.")}},
			{Number: 2, Title: "At noon", Printed: "2) At noon", Blocks: []article.Block{paragraph("Sun.")}},
		}}
	want := `Fog

Note: Only the beginning is on disk.

Nobody sailed

[picture: The harbour]

> ## In short
> 
> Fog.

1. In the morning

Fog.

## At the pier

Fog.

2) At noon

Sun.
`
	var b strings.Builder
	if err := writeArticle(&b, a, 0); err != nil || b.String() != want {
		t.Errorf("%v\n%s\nwant\n%s", err, b.String(), want)
	}
	a.Lead = a.Lead[:1]
	b.Reset()
	if err := writeArticle(&b, a, 0); err != nil || !strings.Contains(b.String(), "[picture: The harbour]\n\nNobody") {
		t.Errorf("a picture that is not in the text is not told: %v\n%s", err, b.String())
	}
}
