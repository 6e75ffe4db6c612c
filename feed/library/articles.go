package library

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/extract"
	"warta/feed/store"
)

// nothingYet is the notice of an entry of which only the headline is on disk.
const nothingYet = "Only the headline is on disk: the article has not been fetched yet."

// Article is an entry's article from what is on disk; the network is not used.
func (l *Library) Article(ctx context.Context, id feed.EntryID) (article.Article, error) {
	b, err := l.finished(ctx, id)
	if err != nil {
		return article.Article{}, err
	}
	if a, ok := l.kept(b); ok {
		return complete(a, b), nil
	}
	if len(b.Page.Article) > 0 { // it cannot be read, and the rest was left out
		if b, err = l.body(ctx, id); err != nil {
			return article.Article{}, err
		}
	}
	if len(b.Page.HTML) == 0 && isGuide(b.Entry.URL) {
		a, err := l.FetchArticle(ctx, id) // from within warta itself
		if isRefusal(err) {
			return a, nil // it is only kept so that it need not be made again
		}
		return a, err
	}
	return l.article(ctx, b), nil
}

// article is the article kept for an entry, or made anew when the extractor has
// become better since.
func (l *Library) article(ctx context.Context, b store.Body) article.Article {
	if a, ok := l.kept(b); ok {
		return complete(a, b)
	}
	a := l.derive(b)
	if len(b.Page.HTML) > 0 {
		if text, err := json.Marshal(a); err == nil {
			// It is only kept so that it need not be made again.
			_ = l.store.SaveArticle(ctx, b.Headline.ID, text, a.Language, l.version())
		}
	}
	return complete(a, b)
}

// kept is the article that is kept for an entry, if this version made it.
func (l *Library) kept(b store.Body) (a article.Article, ok bool) {
	if len(b.Page.Article) == 0 || b.Page.Version != l.version() {
		return a, false
	}
	return a, a.UnmarshalJSON(b.Page.Article) == nil
}

// derive makes an article of what is stored of an entry: the better one of its
// page's and its feed's.
func (l *Library) derive(b store.Body) article.Article {
	page, refused := l.ofPages(b)
	own := l.ofContent(b)
	return better(page, refused, own)
}

// better chooses between a page's article and that of the feed's own content. A
// page that was refused only has what stands before its wall.
func better(page article.Article, refused *extract.Refusal, own article.Article) article.Article {
	p, o := article.Words(page), article.Words(own)
	switch {
	case p == 0 && o == 0:
		page.Notice = cmp.Or(page.Notice, reason(refused), nothingYet)
		return page
	case refused != nil && o >= p, o > 2*p, o > p && p < thin:
		own.Notice = cmp.Or(own.Notice, page.Notice, reason(refused))
		return own
	}
	page.Notice = cmp.Or(page.Notice, reason(refused))
	return page
}

func reason(r *extract.Refusal) string {
	if r == nil {
		return ""
	}
	return r.Reason
}

// ofPages makes an article of an entry's pages.
func (l *Library) ofPages(b store.Body) (article.Article, *extract.Refusal) {
	if len(b.Page.HTML) == 0 {
		return article.Article{}, nil
	}
	var list []article.Article
	var refused *extract.Refusal
	for i, p := range splitPages(b.Page.HTML, b.Page.URL) {
		src := l.source(b, p.url)
		src.ContentType = b.Page.ContentType
		a, err := extract.Page(p.html, src)
		r, ok := extract.Refused(err)
		switch {
		case ok && i > 0:
			refused = &extract.Refusal{Kind: r.Kind, Reason: fmt.Sprintf("page %d of the article: %s", i+1, r.Reason)}
			a.Notice = refused.Reason
		case ok:
			refused = r
		case i > 0 && !extract.SameArticle(list[0], a): // a link to something else
			continue
		}
		list = append(list, a)
		if ok {
			break
		}
	}
	if len(list) == 1 {
		return list[0], refused
	}
	return extract.Join(list...), refused
}

// ofContent makes an article of an entry's own content, or of its summary.
func (l *Library) ofContent(b store.Body) article.Article {
	text := cmp.Or(b.Entry.Content, b.Entry.Summary)
	if text == "" {
		return article.Article{}
	}
	a, _ := extract.Content(text, l.source(b, cmp.Or(b.Entry.URL, b.FeedURL))) // what there is, is shown
	return a
}

// source is what is known of an entry's HTML.
func (l *Library) source(b store.Body, at string) extract.Source {
	return extract.Source{
		URL: at, Title: b.Entry.Title, Byline: b.Entry.Author, Language: b.Entry.Language, Published: b.Headline.Published, Rules: l.o.Sites,
		Content: b.Entry.Content,
	}
}

// complete fills in what an article does not say of itself.
func complete(a article.Article, b store.Body) article.Article {
	a.Title = cmp.Or(a.Title, b.Headline.Title)
	a.Byline = cmp.Or(a.Byline, b.Headline.Author)
	a.Language = cmp.Or(a.Language, b.Headline.Language)
	if a.Site == "" || sameHost("http://"+a.Site, b.Headline.URL) { // a bare host says less than the feed
		a.Site = b.Headline.FeedTitle
	}
	a.URL = cmp.Or(a.URL, b.Headline.URL)
	if a.Published.IsZero() {
		a.Published = b.Entry.Published
	}
	if !a.Updated.After(a.Published) {
		a.Updated = time.Time{} // no update comes before the article
	}
	if a.Image.URL == "" {
		a.Image.URL = b.Entry.Image
	}
	if h := b.Headline; h.Why != "" && (h.Badge == feed.BadgeFailed || h.Badge == feed.BadgePaywall) && (a.Notice == "" || a.Notice == nothingYet) {
		a.Notice = h.Why
	}
	return a
}

// Several pages of one article are stored as one text, each but the first behind
// a line with its address.
var (
	pageBreak = []byte("\n<!-- warta: the next page is ")
	pageEnd   = []byte(" -->\n")
)

// A part is one page of an article.
type part struct {
	url  string
	html []byte
}

func joinPages(parts []part) []byte {
	var b bytes.Buffer
	for i, p := range parts {
		if i > 0 {
			b.Write(pageBreak)
			b.WriteString(p.url)
			b.Write(pageEnd)
		}
		b.Write(p.html)
	}
	return b.Bytes()
}

func splitPages(html []byte, first string) []part {
	parts := []part{{url: first}}
	for {
		last := &parts[len(parts)-1]
		before, rest, found := bytes.Cut(html, pageBreak)
		last.html = before
		address, after, whole := bytes.Cut(rest, pageEnd)
		if !found || !whole || len(parts) == extract.MostPages {
			last.html = html
			return parts
		}
		parts = append(parts, part{url: string(address)})
		html = after
	}
}
