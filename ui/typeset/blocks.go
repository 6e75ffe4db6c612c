package typeset

import (
	"slices"
	"strings"
	"unicode/utf8"

	"warta/feed/article"
)

// blocks reads the blocks of the lead or of a section. Words are counted for
// each of them, because a place in the text is a block and a word in it.
func (m *Manuscript) blocks(blocks []article.Block, r role) []node {
	nodes := make([]node, 0, len(blocks))
	for _, b := range blocks {
		m.words = 0
		nodes = append(nodes, m.block(b, r))
	}
	return nodes
}

// inner is blocks for what stands inside another block.
func (m *Manuscript) inner(blocks []article.Block, r role) []node {
	nodes := make([]node, 0, len(blocks))
	for _, b := range blocks {
		nodes = append(nodes, m.block(b, r))
	}
	return nodes
}

// block reads one block. A block without text keeps its place with a node that
// draws nothing.
func (m *Manuscript) block(b article.Block, r role) node {
	n := node{kind: kindText, flow: -1, second: -1}
	switch b := b.(type) {
	case *article.Paragraph:
		n.flow = m.flow(b.Text, r)
	case *article.Heading:
		n.kind, n.flow = kindHeading, m.flow(headingText(b), roleHeading)
	case *article.Quote:
		n.kind, n.kids = kindQuote, [][]node{m.inner(b.Blocks, roleQuote)}
		n.second = m.plainFlow(b.Cite, roleCite)
	case *article.List:
		return m.list(b, r)
	case *article.Code:
		return m.code(b)
	case *article.Figure:
		return m.figure(b.Image, b.Credit)
	case *article.Table:
		return m.table(b)
	case *article.Embed:
		return m.embed(b)
	case *article.Rule:
		n.kind = kindRule
	}
	return n
}

// headingText is the text of a heading. One that stands below another heading looks a
// little less.
func headingText(h *article.Heading) []article.Span {
	if h.Level < 2 {
		return h.Text
	}
	spans := slices.Clone(h.Text)
	for i := range spans {
		spans[i].Style |= article.Italic
	}
	return spans
}

func (m *Manuscript) list(b *article.List, r role) node {
	n := node{kind: kindList, flow: -1, second: -1, tight: true}
	for i, item := range b.Items {
		n.kids = append(n.kids, m.inner(item, r))
		if b.Ordered {
			n.marks = append(n.marks, itoa(b.Start+i)+". ")
		}
		n.tight = n.tight && compact(item)
	}
	return n
}

// compact reports whether an item stands close to the next: it is a line of
// text, alone or with a list below it.
func compact(item []article.Block) bool {
	if len(item) > 2 {
		return false
	}
	for i, b := range item {
		switch b.(type) {
		case *article.Paragraph:
			if i > 0 {
				return false
			}
		case *article.List:
		default:
			return false
		}
	}
	return true
}

// code keeps every line and every space; tabs go to the next fourth column.
func (m *Manuscript) code(b *article.Code) node {
	n := node{kind: kindCode, flow: -1, second: -1}
	h := m.highlighter(b.Language)
	text := strings.ReplaceAll(strings.ReplaceAll(b.Text, "\r\n", "\n"), "\r", "\n")
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		line = strings.TrimRight(untabbed(line), " ")
		if line == "" {
			n.parts = append(n.parts, -1)
			continue
		}
		line = whole(line)
		n.parts = append(n.parts, m.addFlow(line, snapped(line, h.line(line))))
	}
	return n
}

// whole is a line that makes no grapheme with what is drawn before and after it.
func whole(line string) string {
	if r := firstRune(line); complexRune(r) && joins(" ", string(r)) {
		line = dottedCircle + line
	}
	if r, _ := utf8.DecodeLastRuneInString(line); complexRune(r) && joins(string(r), " ") {
		line += dottedCircle
	}
	return line
}

func untabbed(line string) string {
	if !strings.Contains(line, "\t") {
		return Clean(line)
	}
	var b strings.Builder
	column := 0
	for i, part := range strings.Split(line, "\t") {
		if i > 0 {
			gap := 4 - column%4
			b.WriteString(Spaces(gap))
			column += gap
		}
		part = Clean(part)
		b.WriteString(part)
		column += Width(part)
	}
	return b.String()
}

func (m *Manuscript) figure(image article.Image, credit string) node {
	m.figures++
	label := "[img " + itoa(m.figures)
	if alt := strings.TrimSpace(image.Alt); alt != "" && alt != strings.TrimSpace(image.Caption) {
		label += ": " + alt
	}
	n := node{kind: kindFigure, flow: m.plainFlow(label+"]", rolePicture)}
	if followable(image.URL) {
		m.pictures = append(m.pictures, image.URL)
		for i := range m.flows[n.flow].runs {
			m.flows[n.flow].runs[i].link = -int32(len(m.pictures))
		}
	}
	n.second = m.plainFlow(captioned(image.Caption, credit), roleCaption)
	return n
}

// captioned is a caption with its credit, which is often part of it already.
func captioned(caption, credit string) string {
	switch {
	case credit == "" || strings.Contains(caption, credit):
		return caption
	case caption == "":
		return credit
	}
	return caption + " (" + credit + ")"
}

func (m *Manuscript) embed(b *article.Embed) node {
	kind := b.Kind
	if kind == "" {
		kind = "frame"
	}
	title := strings.TrimSpace(b.Title)
	if title == "" {
		title = b.URL
	}
	spans := []article.Span{{Text: kind + ": "}, {Text: title, Link: b.URL}}
	return node{kind: kindEmbed, flow: m.flow(spans, roleEmbed), second: -1}
}

func (m *Manuscript) table(b *article.Table) node {
	n := node{kind: kindTable, flow: -1, header: b.Header}
	n.second = m.plainFlow(b.Caption, roleCaption)
	for i, row := range b.Rows {
		cells := make([]int32, len(row))
		r := roleBody
		if i < b.Header {
			r = roleTableHead
		}
		for j, c := range row {
			cells[j] = m.flow(c.Text, r)
		}
		n.rows = append(n.rows, cells)
	}
	return n
}
