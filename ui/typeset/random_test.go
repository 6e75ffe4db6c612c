package typeset

import (
	"math/rand/v2"
	"strings"

	"warta/feed/article"
)

// words is what random articles are made of: every script that breaks lines in
// its own way, what is wider than one cell, what joins, and what must not pass.
var words = strings.Fields(`rain harga beras naik-turun negara-negara 10.000,50% Rp5.000 (021) "quoted" «mot» it's
	https://example.org/a/very/long/path/that-goes-on/and_on?with=a&query=string#and-fragment
	Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen 「東京都では、来週から雨が続く見込みです。」 ゃっぱりー！
	新华社北京电，记者“张三”报道。 한국어로된문장입니다 ประเทศไทยจึงต้องใช้พจนานุกรม น้ำ เมื่อวานนี้ ພາສາລາວ မြန်မာဘာသာ ភាសាខ្មែរ
	क्षि हिन्दी में। أعلنت الحكومة اليوم، 15 مارس שלום עולם 👨‍👩‍👧‍👦 🇮🇩🇯🇵 👍🏽 ❤️ é e` + "\u0301\u0308" + ` ﷽ ａｂｃ １２３ — … a` +
	"\u00a0b Ferien\u00adwohnungs\u00adgeber im\u200bWald c\u200bd e\u2060f ｶﾞ 🏴\U000E0067\U000E0062\U000E007F z\u0336a\u0336")

// A maker makes random articles that never hold a sign of the typesetter's own.
type maker struct{ *rand.Rand }

func newMaker(seed uint64) maker { return maker{rand.New(rand.NewPCG(seed, 7))} }

func (m maker) text(most int) string {
	var b strings.Builder
	for i := range 1 + m.IntN(most) {
		if i > 0 && m.IntN(8) > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[m.IntN(len(words))])
	}
	return b.String()
}

func (m maker) spans(most int) []article.Span {
	spans := []article.Span{{Text: m.text(most)}}
	for range m.IntN(3) {
		s := article.Span{Text: m.text(6), Style: article.Style(m.IntN(32))}
		if m.IntN(3) == 0 {
			s.Link = "https://example.org/" + m.text(1)
		}
		if m.IntN(4) == 0 {
			s.Text = "\n" + s.Text
		}
		spans = append(spans, s)
	}
	return spans
}

func (m maker) blocks(most, depth int) []article.Block {
	var blocks []article.Block
	for range m.IntN(most + 1) {
		blocks = append(blocks, m.block(depth))
	}
	return blocks
}

func (m maker) block(depth int) article.Block {
	kinds := 10
	if depth > 4 {
		kinds = 7
	}
	switch m.IntN(kinds) {
	case 0:
		return &article.Heading{Level: 1 + m.IntN(3), Text: m.spans(6)}
	case 1:
		return &article.Code{Text: "\tfunc " + m.text(20) + "\n\n  " + m.text(3)}
	case 2:
		return &article.Figure{Image: article.Image{URL: "https://example.org/a.jpg", Alt: m.text(4), Caption: m.text(9)}, Credit: m.text(2)}
	case 3:
		return &article.Embed{Kind: "video", URL: "https://example.org/v", Title: m.text(5)}
	case 4:
		return &article.Rule{}
	case 5, 6:
		return &article.Paragraph{Text: m.spans(60)}
	case 7:
		return &article.Quote{Blocks: m.blocks(3, depth+1), Cite: m.text(3)}
	case 8:
		l := &article.List{Ordered: m.IntN(2) == 0, Start: m.IntN(1000)}
		for range m.IntN(5) {
			l.Items = append(l.Items, m.blocks(2, depth+1))
		}
		return l
	}
	t := &article.Table{Header: m.IntN(2), Caption: m.text(4)}
	for range 1 + m.IntN(4) {
		var row []article.Cell
		for range m.IntN(6) {
			row = append(row, article.Cell{Text: m.spans(1 + m.IntN(8))})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (m maker) article() article.Article {
	a := article.Article{Title: m.text(12), Notice: m.text(4), Lead: m.blocks(4, 0)}
	for i := range m.IntN(5) {
		a.Sections = append(a.Sections, article.Section{Number: i*i*7 + 1, Title: m.text(12), Blocks: m.blocks(5, 0)})
	}
	if m.IntN(4) == 0 && len(a.Sections) > 0 {
		a.Sections[0].Title, a.Sections[0].Blocks = "", nil
	}
	return a
}
