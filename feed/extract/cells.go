package extract

import (
	"strings"

	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// headed reports whether the first row of a table without a marked heading is
// one: all of its cells are bold, and hardly any below them beside the first of
// each row.
func headed(t *article.Table) bool {
	if t.Header > 0 {
		return false
	}
	for _, c := range t.Rows[0] {
		if !allBold(c.Text) {
			return false
		}
	}
	plain, bold := 0, 0
	for _, row := range t.Rows[1:] {
		for _, c := range row[min(1, len(row)):] {
			switch {
			case len(c.Text) == 0:
			case allBold(c.Text):
				bold++
			default:
				plain++
			}
		}
	}
	return plain > 0 && bold*4 <= plain
}

// allBold reports whether spans have text, and all of it is bold.
func allBold(spans []article.Span) bool {
	for _, s := range spans {
		if strings.TrimSpace(s.Text) != "" && !s.Style.Has(article.Bold) {
			return false
		}
	}
	return len(spans) > 0
}

// rowsIn are the cells of the rows of a table that hold anything.
func rowsIn(t *box) [][]*box {
	var out [][]*box
	for _, k := range t.kids {
		switch {
		case k.isLeaf() || !k.kept:
		case k.tag() == atom.Tr:
			var cells []*box
			for _, c := range k.kids {
				if !c.isLeaf() && (c.tag() == atom.Td || c.tag() == atom.Th) {
					cells = append(cells, c)
				}
			}
			out = append(out, cells)
		default:
			out = append(out, rowsIn(k)...)
		}
	}
	return out
}

// lists reports whether a cell holds a list of two items or more.
func lists(b *box) bool {
	for _, k := range b.kids {
		if k.isLeaf() || !k.kept {
			continue
		}
		if (k.tag() == atom.Ul || k.tag() == atom.Ol) && count(k, atom.Li) > 1 || lists(k) {
			return true
		}
	}
	return false
}

// listsBehind reports whether every row is a label and a list.
func listsBehind(rows [][]*box) bool {
	for _, row := range rows {
		if len(row) != 2 || lists(row[0]) || !lists(row[1]) {
			return false
		}
	}
	return len(rows) > 0
}

// listsBelow reports whether a table is a row of labels and one of lists: what is
// said for something, and what against it.
func listsBelow(rows [][]*box) bool {
	if len(rows) != 2 || len(rows[0]) != len(rows[1]) {
		return false
	}
	for i, label := range rows[0] {
		if lists(label) || !lists(rows[1][i]) {
			return false
		}
	}
	return true
}

// columns is a table of labels and lists as what it holds, each list below its
// label.
func (r *renderer) columns(rows [][]*box, to []article.Block) []article.Block {
	for i := range rows[0] {
		for _, row := range rows {
			to = r.kids(row[i], to)
		}
	}
	return to
}

// itemSign stands before the items of lists in cells.
const itemSign = "• "

// inlineOf is all kept text below b as one run, its pieces on lines, the items of
// lists with a sign.
func (r *renderer) inlineOf(b *box) []article.Span {
	var out []article.Span
	sign := ""
	var walk func(*box)
	walk = func(b *box) {
		for _, k := range b.kids {
			if k.piece == nil {
				if k.media == nil && k.tag() == atom.Li && count(b, atom.Li) > 1 {
					sign = itemSign
				}
				walk(k)
				continue
			}
			// A cell with nothing but signs has no words to be judged by; it
			// stands with the others of its row.
			if s := r.spans(k.piece.leaves); (k.kept || len(k.piece.words) == 0) && len(s) > 0 {
				if len(out) > 0 {
					out = append(out, article.Span{Text: "\n"})
				}
				if sign != "" {
					out = append(out, article.Span{Text: sign})
				}
				out, sign = append(out, s...), ""
			}
		}
	}
	walk(b)
	return joined(out)
}
