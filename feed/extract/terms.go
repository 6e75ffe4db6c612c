package extract

import (
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// How many words a term and what is said of it have at most in a table of them.
const (
	mostTerm = 8
	mostSaid = 20
)

// terms is a list of terms: a table where every term has one short line beside it,
// as lists of measures and prices do, and else what it holds.
func (r *renderer) terms(b *box, to []article.Block) []article.Block {
	t := &article.Table{}
	if !r.pairs(t, b) || len(t.Rows) < 2 || len(t.Rows[len(t.Rows)-1]) != 2 {
		return r.kids(b, to)
	}
	return append(to, t)
}

// pairs adds the terms of a list with what is said of them as rows, and reports
// whether each has one short line.
func (r *renderer) pairs(t *article.Table, b *box) bool {
	for _, k := range b.kids {
		if !k.kept {
			continue
		}
		if k.isLeaf() || pictureIn(k, 6) != nil {
			return false
		}
		n := len(t.Rows)
		open := n > 0 && len(t.Rows[n-1]) == 1
		switch k.tag() {
		case atom.Dt:
			if open || k.words > mostTerm || pieces(k, 2) != 1 {
				return false
			}
			t.Rows = append(t.Rows, []article.Cell{{Text: r.inlineOf(k)}})
		case atom.Dd:
			if !open || k.words > mostSaid || pieces(k, 2) != 1 || holdsBlocks(k) {
				return false
			}
			t.Rows[n-1] = append(t.Rows[n-1], article.Cell{Text: r.inlineOf(k)})
		case atom.Div:
			if !r.pairs(t, k) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
