package article

import (
	"strings"
	"testing"
)

// Marks that Markdown would not take for marks are tags, and what stands side by
// side stays apart.
func TestMarkdownMeansItself(t *testing.T) {
	p := func(spans ...Span) []Block { return []Block{&Paragraph{spans}} }
	list := func(ordered bool) *List {
		return &List{Ordered: ordered, Start: 1, Items: [][]Block{{para("a")}, {para("b")}}}
	}
	for _, c := range []struct {
		name   string
		blocks []Block
		want   string
	}{
		{"bold between letters", p(Span{Text: "un"}, Span{Text: "believ", Style: Bold}, Span{Text: "able"}), "un**believ**able"},
		{"quotes next to a letter", p(Span{Text: "“Wir”", Style: Bold}, Span{Text: "sagte er"}), "<strong>“Wir”</strong>sagte er"},
		{"quotes before a space", p(Span{Text: "“Wir”", Style: Bold}, Span{Text: " sagte er"}), "**“Wir”** sagte er"},
		{"Chinese", p(Span{Text: "他说"}, Span{Text: "“好”", Style: Italic}, Span{Text: "。"}), "他说<em>“好”</em>。"},
		{"bold, then italic", p(Span{Text: "a", Style: Bold}, Span{Text: "b", Style: Italic}), "**a**<em>b</em>"},
		{"bold, space, bold", p(Span{Text: "a ", Style: Bold}, Span{Text: "b", Style: Bold}), "**a** **b**"},
		{"a struck tilde", p(Span{Text: "a~b", Style: Strike}), `<del>a\~b</del>`},
		{"raised", p(Span{Text: "x"}, Span{Text: "2", Style: Superscript | Bold}), "x<strong><sup>2</sup></strong>"},
		{"an exclamation before a link", p(Span{Text: "Look!"}, Span{Text: "here", Link: "https://gull.example/a_(b)"}), `Look\![here](https://gull.example/a_%28b%29)`},
		{"a bold link", p(Span{Text: "a"}, Span{Text: "“b”", Style: Bold, Link: "https://gull.example/"}, Span{Text: "c"}), "a[**“b”**](https://gull.example/)c"},
		{"breaks at the ends", p(Span{Text: "\n a \n"}), "a"},
		{"a break, then a number", p(Span{Text: "a\n1. b"}), "a\\\n1\\. b"},
		{"two lists", []Block{list(false), list(false), list(false)}, "- a\n- b\n\n* a\n* b\n\n- a\n- b"},
		{"two ordered lists", []Block{list(true), list(true)}, "1. a\n2. b\n\n1) a\n2) b"},
		{"a list and another kind", []Block{list(false), list(true)}, "- a\n- b\n\n1. a\n2. b"},
		{"an empty item", []Block{&List{Items: [][]Block{{para("a")}, nil, {para("b")}}}}, "- a\n- b"},
		{"backquotes in code", p(Span{Text: "a `b` c", Style: Mono}), "`` a `b` c ``"},
		{"a pipe in a table", []Block{&Table{Header: 1, Rows: [][]Cell{{{[]Span{{Text: "a|b"}}}, {[]Span{{Text: "c", Style: Mono}}}}}}}, "| a\\|b | `c` |\n| --- | --- |"},
	} {
		if got := strings.TrimSuffix(Markdown(Article{Lead: c.blocks}), "\n"); got != c.want {
			t.Errorf("%s: %s, not %s", c.name, got, c.want)
		}
	}
}
