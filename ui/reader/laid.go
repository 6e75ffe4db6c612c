package reader

import (
	"slices"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/typeset"
)

// A Laid is an article in the lines of a pane, ready to be shown. The zero Laid
// is none.
type Laid struct {
	manuscript *typeset.Manuscript
	page       *typeset.Page
	setting    typeset.Options
	minutes    int
	width      int
	changed    int
}

// Lay is how the pane would lay out the article behind h, as the pane is now. To
// lay out a long article takes longer than a frame may: the function may be
// called in any goroutine, and [Reader.Show] takes what it gives.
func (r *Reader) Lay(h feed.Headline) func(article.Article) Laid {
	draft := Reader{
		styles: r.styles, width: r.width, reorder: r.reorder, measure: r.measure, changed: r.changed,
		shown: true, headline: h,
	}
	return func(a article.Article) Laid {
		draft.article, draft.minutes = a, -1
		l := Laid{setting: draft.setting(), width: draft.width, changed: draft.changed}
		l.minutes = draft.minutes
		l.manuscript = typeset.Prepare(a, l.setting)
		l.page = l.manuscript.Lay(draft.inside(), draft.styles)
		return l
	}
}

// Show is SetArticle for an article that was laid out. What has changed in the
// pane since is made good.
func (r *Reader) Show(h feed.Headline, a article.Article, at feed.Place, l Laid) {
	r.take(h, a, at)
	r.minutes = l.minutes
	if now := r.setting(); l.page == nil || l.changed != r.changed || l.setting.Title != now.Title || !slices.Equal(l.setting.Meta, now.Meta) {
		r.prepare()
		return
	}
	r.manuscript = l.manuscript
	r.settle()
	if l.width != r.width {
		r.lay()
		return
	}
	r.turn(l.page)
}

// most is how many words are laid out anew at once when the pane's width changes.
const most = 3000

// Late gives a function that lays the article out for the width that the pane
// has by now, and nil unless that waits to be done. It may be called in any
// goroutine; [Reader.Catch] takes what it gives.
func (r *Reader) Late() func() Laid {
	if !r.late {
		return nil
	}
	m, width, inside, st, changed := r.manuscript, r.width, r.inside(), r.styles, r.changed
	return func() Laid {
		return Laid{manuscript: m, page: m.Lay(inside, st), width: width, changed: changed}
	}
}

// Catch shows lines that were late, unless others are wanted by now.
func (r *Reader) Catch(l Laid) {
	if r.late && l.manuscript == r.manuscript && l.width == r.width && l.changed == r.changed {
		r.turn(l.page)
	}
}
