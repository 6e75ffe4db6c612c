package library

import (
	"cmp"
	"context"
	"encoding/json"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/extract"
	"warta/feed/store"
)

// Changed is what the publisher of an entry changed in it since it first came,
// the last change first: how the article read before each, and how it reads
// now. Where the page was not kept, or is as it was, it is what the feed itself
// says that is set side by side.
func (l *Library) Changed(ctx context.Context, id feed.EntryID) ([]article.Change, error) {
	b, err := l.body(ctx, id)
	if err != nil {
		return nil, err
	}
	former, err := l.store.Revisions(ctx, id)
	if err != nil {
		return nil, err
	}
	page, own := l.article(ctx, b), complete(l.ofContent(b), b)
	list := make([]article.Change, 0, len(former))
	for i := len(former) - 1; i >= 0; i-- {
		list = append(list, l.change(b, former[i], page, own))
	}
	return list, nil
}

// change is the way from a former state of an entry to how it is now.
func (l *Library) change(b store.Body, r feed.Revision, page, own article.Article) article.Change {
	page.Title, own.Title = b.Entry.Title, b.Entry.Title
	var was article.Article
	if len(b.Page.HTML) > 0 && json.Unmarshal(r.Article, &was) == nil && article.Text(was) != article.Text(page) {
		was.Title = r.Title
		return article.Change{Until: r.Until, Before: was, After: page}
	}
	src := l.source(b, cmp.Or(r.URL, b.FeedURL))
	src.Title = r.Title
	was, _ = extract.Content(cmp.Or(r.Content, r.Summary), src) // what there is, is shown
	was.Title = r.Title
	return article.Change{Until: r.Until, Before: was, After: own}
}
