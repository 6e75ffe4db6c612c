// Package reader is the pane in which an article is read: its lead and numbered
// sections, the outline, finding in the text, and the place where one is.
//
// The place, not the line, is what is kept: after a resize, or when a summary
// has become the full text, the pane shows the same words again. It moves only
// when the reader moves.
package reader

import (
	"slices"
	"strings"

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
	reorder       bool
	measure       int // the widest a line of text may be, 0 for the usual
	changed       int // counts the changes of what every page depends on

	shown    bool // there is a headline
	headline feed.Headline
	article  article.Article
	minutes  int  // that it takes to read, -1 while that is not known
	empty    bool // there is only a note in place of the article

	manuscript *typeset.Manuscript
	page       *typeset.Page
	late       bool                // the page is not as wide as it should be
	top        int                 // the first line in the pane
	place      feed.Place          // where the reader is, without a quote
	lost       feed.Place          // the place to be kept instead, until the reader moves: the article has not its words now
	former     *typeset.Manuscript // what the place is of, until it is found in what came in its place
	ahead      int                 // lines from the place's first line to top, which may have no place of its own
	lit        int                 // the section that was asked for, -1 once it was scrolled

	find    find
	outline outline
	pane    []byte // as it was drawn for the scene
	foot    []byte // of the border, and the same as it was said last
	said    string
	scene   scene
}

// New is an empty pane.
func New(st theme.Styles) Reader {
	r := Reader{styles: st}
	r.Clear("")
	return r
}

// SetStyles changes the look. The lines stay as they are, unless the signs in
// them are other ones.
func (r *Reader) SetStyles(st theme.Styles) {
	same := st.Glyphs == r.styles.Glyphs
	r.styles = st
	r.changed++
	if !same {
		r.prepare()
		return
	}
	r.page.SetStyles(st)
	r.pane = r.pane[:0]
}

// SetSize says how many cells the pane has, its border included.
func (r *Reader) SetSize(width, height int) {
	if width == r.width && height == r.height {
		return
	}
	again := width != r.width
	r.width, r.height = width, height
	switch {
	case again && r.manuscript.Words() > most:
		r.late = true
	case again:
		r.lay()
	default:
		r.comeBack()
	}
}

// SetFocus lights the pane's border.
func (r *Reader) SetFocus(on bool) { r.focus = on }

// SetReorder says whether right-to-left text is put in visual order, for
// terminals that do not do it themselves.
func (r *Reader) SetReorder(on bool) {
	if r.reorder != on {
		r.reorder = on
		r.changed++
		r.prepare()
	}
}

// SetMeasure says how many cells a line of text may have at most; 0 is 80.
func (r *Reader) SetMeasure(cells int) {
	if r.measure != cells {
		r.measure = cells
		r.changed++
		r.prepare()
	}
}

// SetArticle shows a, the article behind h, from the given place.
func (r *Reader) SetArticle(h feed.Headline, a article.Article, at feed.Place) {
	r.take(h, a, at)
	r.prepare()
}

// take makes a the article that is shown.
func (r *Reader) take(h feed.Headline, a article.Article, at feed.Place) {
	if h.ID != r.headline.ID || !r.shown {
		r.find, r.outline = find{}, outline{}
	}
	r.former = nil
	switch now := r.Place(); {
	case !r.shown || h.ID != r.headline.ID || !samePlace(at, now):
		r.ahead = 0
	case !r.empty && r.lost == feed.Place{}:
		r.former = r.manuscript
	}
	r.shown, r.headline, r.article, r.empty = true, h, a, false
	r.place, r.lit, r.minutes = at, -1, -1
	r.lost = feed.Place{}
}

// samePlace reports whether two places are the same but for their quotes.
func samePlace(a, b feed.Place) bool {
	a.Quote = b.Quote
	return a == b
}

// settle finds the place in an article that came in place of another one: by the
// text that was shown until now, or by the place's quote. A place whose words
// are gone is kept for when they come back.
func (r *Reader) settle() {
	at, found := r.place, true
	switch {
	case r.former == nil:
		r.place, found = r.manuscript.Seek(at)
	case r.top > 0 || at != feed.Place{}:
		at.Quote = r.former.Quote(at)
		r.place, found = r.manuscript.Follow(at, r.former)
	}
	if r.former, r.place.Quote = nil, ""; !found {
		r.lost = at
	}
}

// Return goes back to a place in the article that is shown.
func (r *Reader) Return(at feed.Place) {
	at.Quote = ""
	r.place, r.lost, r.lit, r.ahead = at, feed.Place{}, -1, 0
	r.comeBack()
}

// SetHeadline changes the marks and badge of the article that is shown.
func (r *Reader) SetHeadline(h feed.Headline) {
	if !r.shown || h.ID != r.headline.ID {
		return
	}
	title, meta := r.title(), r.meta()
	r.headline = h
	switch {
	case r.title() != title:
		r.prepare()
	case !slices.Equal(meta, r.meta()):
		if m := r.manuscript.WithMeta(r.meta()); m != nil {
			r.manuscript = m
			r.lay()
		} else {
			r.prepare()
		}
	}
}

// SetNote shows h with a note in place of its article: that it is being
// fetched, or why it cannot be had.
func (r *Reader) SetNote(h feed.Headline, note string) {
	r.SetArticle(h, noteArticle(note), feed.Place{})
	r.empty = true
}

// Clear empties the pane; note says what to do next.
func (r *Reader) Clear(note string) {
	r.SetArticle(feed.Headline{}, noteArticle(note), feed.Place{})
	r.shown, r.empty = false, true
	r.prepare()
}

// noteArticle is a note as an article: one paragraph for each line.
func noteArticle(note string) article.Article {
	var a article.Article
	for line := range strings.Lines(note) {
		a.Lead = append(a.Lead, &article.Paragraph{Text: []article.Span{{Text: strings.TrimSpace(line)}}})
	}
	return a
}

// Headline is what is shown, and false when nothing is.
func (r *Reader) Headline() (feed.Headline, bool) { return r.headline, r.shown }

// HasArticle reports whether an article is shown, and not a note in place of it.
func (r *Reader) HasArticle() bool { return r.shown && !r.empty }

// Article is what is shown; it has no blocks while there is only a note.
func (r *Reader) Article() article.Article {
	if r.empty {
		return article.Article{}
	}
	return r.article
}

// Links is the article's links, numbered as they are shown.
func (r *Reader) Links() []typeset.Link { return r.page.Links() }

// prepare measures the article anew and lays it.
func (r *Reader) prepare() {
	r.manuscript = typeset.Prepare(r.article, r.setting())
	r.settle()
	r.lay()
}

// setting is how the article is set.
func (r *Reader) setting() typeset.Options {
	o := typeset.Options{Bordered: true, Reorder: r.reorder, Measure: r.measure, Dot: r.styles.Glyphs.Dot}
	if r.shown {
		o.Title, o.Meta = r.title(), r.meta()
	}
	return o
}

// lay lays the article for the pane's width and goes back to the place.
func (r *Reader) lay() {
	r.turn(r.manuscript.Lay(r.inside(), r.styles))
}

// turn shows a page of the manuscript.
func (r *Reader) turn(page *typeset.Page) {
	r.page, r.late = page, false
	r.findAgain()
	r.comeBack()
}

// comeBack brings the place back to the top of the pane: the same line as
// before, if it still has that place, or the first that has it.
func (r *Reader) comeBack() {
	line := r.page.LineOf(r.place)
	if r.page.PlaceAt(line+r.ahead) == r.page.PlaceAt(line) {
		line += r.ahead
	}
	r.top = min(line, r.lastTop())
}

// inside is the width of the text: within the border and a cell of air.
func (r *Reader) inside() int { return max(r.width-4, 0) }

// rows is the height of the text.
func (r *Reader) rows() int { return max(r.height-2, 0) }

// lastTop is the greatest line that may stand first.
func (r *Reader) lastTop() int { return max(r.page.Len()-r.rows(), 0) }
