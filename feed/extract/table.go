package extract

import (
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// wholeTables brings back the cells of a table within the article of which a good
// part is kept: they are short, and hardly any can be told by its words. A table
// of data is kept whole, with what its figure says of it, when a sixth of it is,
// and dropped whole else.
func (p *page) wholeTables() {
	home := p.ownBox()
	holder := func(q *piece) *box {
		t := q.box.within(atom.Table)
		if f := q.box.within(atom.Figure); t == nil && f != nil {
			return tableIn(f)
		}
		if t != nil && t != home && t.under(home) {
			return t
		}
		return nil
	}
	all, kept := map[*box]int{}, map[*box]int{}
	data := map[*box]bool{}
	for _, q := range p.pieces {
		t := holder(q)
		if t == nil {
			continue
		}
		if all[t] == 0 {
			data[t] = isData(t)
		}
		all[t] += len(q.words) + 1
		if q.keep {
			kept[t] += len(q.words) + 1
		}
	}
	for _, q := range p.pieces {
		t := holder(q)
		if t == nil || kept[t] == 0 {
			continue
		}
		switch {
		case data[t] && kept[t]*6 < all[t]:
			q.keep = false
		case data[t]:
			q.keep = !q.caption && !q.inside(atom.Button)
		case !q.keep && kept[t]*10 >= all[t]*4:
			q.keep = !q.caption && !p.never(q)
		}
	}
}

// tableIn is the table that a figure without pictures holds, nil when it has none.
func tableIn(f *box) *box {
	for _, k := range f.kids {
		if k.isLeaf() {
			continue
		}
		if k.tag() == atom.Table {
			return k
		}
		if t := tableIn(k); t != nil && k.tag() == atom.Div {
			return t
		}
	}
	return nil
}

// isData reports whether a table holds rows of cells with nothing but text in
// them, two columns or more, and no more than a page of text in any.
func isData(t *box) bool {
	rows := 0
	var walk func(*box) bool
	walk = func(b *box) bool {
		for _, k := range b.kids {
			if k.isLeaf() {
				continue
			}
			if k.tag() == atom.Tr {
				cells := count(k, atom.Td) + count(k, atom.Th)
				if cells >= 2 {
					rows++
				}
				for _, c := range k.kids {
					if !c.isLeaf() && (holdsBlocks(c) || c.words > 60) {
						return false
					}
				}
			} else if !walk(k) {
				return false
			}
		}
		return true
	}
	return walk(t) && rows >= 2
}

// table is a table of data; one that only places blocks on the page (a single
// column or row, blocks in its cells) is what it holds.
func (r *renderer) table(b *box, to []article.Block) []article.Block {
	t := &article.Table{}
	plain := true
	var rows func(*box)
	rows = func(b *box) {
		for _, k := range b.kids {
			switch {
			case k.isLeaf() || !k.kept && k.tag() != atom.Tr:
			case k.tag() == atom.Caption:
				t.Caption = article.Plain(r.inlineOf(k))
			case k.tag() == atom.Tr:
				plain = r.row(t, k) && plain
			default:
				rows(k)
			}
		}
	}
	rows(b)
	width := 0
	for _, row := range t.Rows {
		width = max(width, len(row))
	}
	switch {
	case !plain || width < 2 || len(t.Rows) < 2:
		return r.kids(b, to)
	case headed(t):
		t.Header = 1
	}
	switch trs := rowsIn(b); {
	case width == 2 && listsBehind(trs):
		return r.kids(b, to)
	case listsBelow(trs):
		return r.columns(trs, to)
	}
	return append(to, t)
}

// row adds one row, and reports whether its cells hold nothing but text.
func (r *renderer) row(t *article.Table, b *box) bool {
	var cells []article.Cell
	heads, filled := 0, 0
	for _, k := range b.kids {
		if k.tag() != atom.Td && k.tag() != atom.Th || k.isLeaf() {
			continue
		}
		if holdsBlocks(k) {
			return false
		}
		text := r.inlineOf(k)
		if len(text) > 0 {
			filled++
		}
		if k.tag() == atom.Th {
			heads++
		}
		cells = append(cells, article.Cell{Text: text})
	}
	if filled == 0 {
		return true
	}
	if (heads == len(cells) || b.up.tag() == atom.Thead) && t.Header == len(t.Rows) {
		t.Header++
	}
	t.Rows = append(t.Rows, cells)
	return true
}

// holdsBlocks reports whether a cell has more in it than a table can show.
func holdsBlocks(b *box) bool {
	for _, k := range b.kids {
		if k.isLeaf() {
			continue
		}
		switch k.tag() {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.Table, atom.Blockquote, atom.Figure, atom.Pre:
			return true
		}
		if holdsBlocks(k) {
			return true
		}
	}
	return len(b.kids) > 12
}
