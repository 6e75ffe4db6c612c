package article

import "strings"

// Text is the article as plain text: title, subtitle, byline and captions left
// out, one paragraph a line, and section titles on lines of their own as the
// page prints them. List items, the rows of a table and the lines of code are
// lines too. It has no control characters but the line feed and, in code, the tab.
func Text(a Article) string {
	var w textWriter
	w.blocks(a.Lead)
	for _, s := range a.Sections {
		w.line(s.Heading())
		w.blocks(s.Blocks)
	}
	return w.String()
}

// textOf is the plain text of some blocks, as Text gives it.
func textOf(blocks []Block) string {
	var w textWriter
	w.blocks(blocks)
	return w.String()
}

// A textWriter gathers lines.
type textWriter struct{ b strings.Builder }

func (w *textWriter) String() string { return w.b.String() }

// line writes s as one line, and nothing when s is blank.
func (w *textWriter) line(s string) { w.raw(line(s)) }

func (w *textWriter) raw(s string) {
	if s == "" {
		return
	}
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	w.b.WriteString(s)
}

func (w *textWriter) blocks(blocks []Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w *textWriter) block(b Block) {
	switch b := b.(type) {
	case *Paragraph:
		w.line(Plain(b.Text))
	case *Heading:
		if !b.Subtitle {
			w.line(Plain(b.Text))
		}
	case *Quote:
		w.blocks(b.Blocks)
		w.line(b.Cite)
	case *List:
		for _, item := range b.Items {
			w.blocks(item)
		}
	case *Code:
		w.raw(strings.Trim(Clean(b.Text), "\n"))
	case *Table:
		for _, row := range b.Rows {
			w.line(rowText(row))
		}
	}
}

// rowText is the cells of a row that are not blank, side by side.
func rowText(row []Cell) string {
	var cells []string
	for _, c := range row {
		if s := line(Plain(c.Text)); s != "" {
			cells = append(cells, s)
		}
	}
	return strings.Join(cells, " | ")
}
