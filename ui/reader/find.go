package reader

import (
	"sort"

	"warta/ui/typeset"
)

// find is what is looked for in the article.
type find struct {
	text    string
	changes bool // what the publisher changed, instead of a text
	matches []typeset.Match
	lines   []int // of the matches
	current int
}

// Find looks for text, without regard to case and accents, lights what it
// finds, moves to the first match at or below the top of the pane, and says how
// many there are. "" ends finding.
func (r *Reader) Find(text string) int {
	return r.seek(find{text: text})
}

// FindChanges moves to the first place at or below the top of the pane where
// the article says that it was changed, and says how many there are. The next
// and the previous match are then such places.
func (r *Reader) FindChanges() int { return r.seek(find{changes: true}) }

func (r *Reader) seek(what find) int {
	r.find = what
	r.findAgain()
	n := len(r.find.matches)
	if n == 0 {
		return 0
	}
	r.find.current = sort.SearchInts(r.find.lines, r.top) % n
	r.showMatch()
	return n
}

// findAgain looks for the text on a page that was laid anew.
func (r *Reader) findAgain() {
	if r.find.changes {
		r.find.matches, r.find.lines = r.page.Changes()
	} else {
		r.find.matches, r.find.lines = r.page.Find(r.find.text)
	}
	r.find.current = min(r.find.current, max(len(r.find.matches)-1, 0))
}

// Finding reports whether something is looked for, found or not.
func (r *Reader) Finding() bool { return r.find.text != "" || r.find.changes }

// NextMatch moves to the next match, from the last to the first.
func (r *Reader) NextMatch() bool { return r.moveMatch(1) }

// PreviousMatch moves to the match before, from the first to the last.
func (r *Reader) PreviousMatch() bool { return r.moveMatch(-1) }

func (r *Reader) moveMatch(by int) bool {
	n := len(r.find.matches)
	if n == 0 {
		return false
	}
	r.find.current = (r.find.current + by + n) % n
	r.showMatch()
	return true
}

// showMatch brings the current match on screen, with some text above it.
func (r *Reader) showMatch() {
	line := r.find.lines[r.find.current]
	if line < r.top || line >= r.top+r.rows() {
		r.Scroll(line - r.rows()/3 - r.top)
	}
}

// Matches is the number of the current match, from 1, and how many there are.
func (r *Reader) Matches() (current, total int) {
	if total = len(r.find.matches); total == 0 {
		return 0, 0
	}
	return r.find.current + 1, total
}
