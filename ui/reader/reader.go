// Package reader is the pane in which an article is read: its lead and numbered
// sections, the outline, finding in the text, and the place where one is.
package reader

import (
	"warta/feed"
	"warta/feed/article"
	"warta/ui/theme"
	"warta/ui/typeset"
)

// A Reader is the pane. It is changed by its verbs and drawn by View, which is
// always as wide and as high as SetSize said.
type Reader struct {
	styles        theme.Styles
	width, height int
	focus         bool
}

// New is an empty pane.
func New(st theme.Styles) Reader { return Reader{styles: st} }

// SetStyles changes the look.
func (r *Reader) SetStyles(st theme.Styles) { r.styles = st }

// SetSize says how many cells the pane has, its border included.
func (r *Reader) SetSize(width, height int) { r.width, r.height = width, height }

// SetFocus lights the pane's border.
func (r *Reader) SetFocus(on bool) { r.focus = on }

// SetReorder says whether right-to-left text is put in visual order, for
// terminals that do not do it themselves.
func (r *Reader) SetReorder(on bool) {}

// SetArticle shows a, the article behind h, from the given place.
func (r *Reader) SetArticle(h feed.Headline, a article.Article, at feed.Place) {}

// SetHeadline changes the marks and badge of the article that is shown.
func (r *Reader) SetHeadline(h feed.Headline) {}

// SetNote shows h with a note in place of its article: that it is being
// fetched, or why it cannot be had.
func (r *Reader) SetNote(h feed.Headline, note string) {}

// Clear empties the pane; note says what to do next.
func (r *Reader) Clear(note string) {}

// Headline is what is shown, and false when nothing is.
func (r *Reader) Headline() (feed.Headline, bool) { return feed.Headline{}, false }

// Article is what is shown; it has no blocks while there is only a note.
func (r *Reader) Article() article.Article { return article.Article{} }

// Scroll moves by lines, down when by is positive.
func (r *Reader) Scroll(by int) {}

// PageDown moves on by nearly a pane. It is false when the end was on screen
// already.
func (r *Reader) PageDown() bool { return false }

// PageUp moves back by nearly a pane. It is false at the beginning.
func (r *Reader) PageUp() bool { return false }

// Top moves to the beginning.
func (r *Reader) Top() {}

// Bottom moves to the end.
func (r *Reader) Bottom() {}

// GoTo moves to the section that bears the number, or, when none does, to the
// number-th section; 0 is the lead. It is false when there is no such section.
func (r *Reader) GoTo(number int) bool { return false }

// NextSection moves to the next section, and is false in the last.
func (r *Reader) NextSection() bool { return false }

// PreviousSection moves to the section's beginning, or, from there, to the
// section before. It is false at the beginning.
func (r *Reader) PreviousSection() bool { return false }

// Section is the section that is being read, counted from 1, 0 for the lead,
// and how many there are.
func (r *Reader) Section() (current, total int) { return 0, 0 }

// Place is where the reader is, to come back to after a restart.
func (r *Reader) Place() feed.Place { return feed.Place{} }

// Progress is how much of the article has been on screen, from 0 to 1.
func (r *Reader) Progress() float64 { return 0 }

// ToggleOutline opens or closes the outline: the list of sections and headings.
func (r *Reader) ToggleOutline() {}

// OutlineShown reports whether the outline is open.
func (r *Reader) OutlineShown() bool { return false }

// MoveOutline moves the outline's selection.
func (r *Reader) MoveOutline(by int) {}

// OpenOutline closes the outline and moves to what is selected in it.
func (r *Reader) OpenOutline() {}

// Find looks for text, without regard to case and accents, lights what it finds, moves to
// the first match at or below the top of the pane, and says how many there are.
// "" ends finding.
func (r *Reader) Find(text string) int { return 0 }

// NextMatch moves to the next match, from the last to the first.
func (r *Reader) NextMatch() bool { return false }

// PreviousMatch moves to the match before, from the first to the last.
func (r *Reader) PreviousMatch() bool { return false }

// Matches is the number of the current match, from 1, and how many there are.
func (r *Reader) Matches() (current, total int) { return 0, 0 }

// Links is the article's links, numbered as they are shown.
func (r *Reader) Links() []typeset.Link { return nil }

// Click does what a click on a cell of the pane asks for (0, 0 is the corner of
// the border): it gives the link's address there, or "".
func (r *Reader) Click(x, y int) string { return "" }

// View is the pane: as many lines as it is high, each as wide as it is.
func (r *Reader) View() string {
	return typeset.Frame{Width: r.width, Height: r.height, Border: r.styles.Border, Glyphs: r.styles.Glyphs}.Draw(nil)
}
