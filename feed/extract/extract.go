// Package extract makes a readable [article.Article] of HTML: of a page, with
// the site around the article taken away, or of an entry's own content.
//
// It is pure: the same bytes and the same [Source] give the same article, and
// nothing is fetched. Pages go through these steps, a file or a few for each:
//
//   - the bytes are decoded and parsed (decode.go, tree.go);
//   - the tree is cut into boxes and pieces of text (box.go, piece.go);
//   - two extraction libraries say what they would keep, and their votes and
//     what the page itself says of a piece decide about it (votes.go,
//     features.go, choose.go): the libraries choose, they never render;
//   - what is kept is rendered from the page's own tree (render.go, spans.go,
//     figure.go, table.go), so that headings, lists, quotes and captions stay;
//   - numbered sections are found in the rendered blocks (sections.go,
//     numerals.go);
//   - title, byline, dates and the like come from what the page says of itself
//     (metadata.go, jsonld.go, dates.go).
package extract

import (
	"errors"
	"net/url"
	"time"

	"warta/feed/article"
)

// Version moves whenever the same page may give another article than before.
// Articles kept from an older version are to be made again.
const Version = 15

// A Source says what is known of some HTML before it is read. Every field may
// be empty.
type Source struct {
	URL         string    // the page's address, the base of its links
	ContentType string    // the header, for the charset and the kind of document
	Title       string    // the entry's, as the feed gives it
	Byline      string    // the same
	Language    string    // of the feed, BCP 47
	Published   time.Time // the entry's
	Content     string    // the entry's own, as HTML: what it has of the article is kept
	Rules       []Rule    // the caller's own rules for sites, before the built-in ones
}

// base is the address that links are resolved against, nil when there is none.
func (s Source) base() *url.URL {
	u, err := url.Parse(s.URL)
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// A Kind says why a page gives no whole article.
type Kind string

// The kinds of refusal.
const (
	Paywall    Kind = "paywall"    // its text is for subscribers
	Consent    Kind = "consent"    // a wall that asks for consent stands before it
	ScriptOnly Kind = "script"     // its text is made by scripts
	NotPage    Kind = "not a page" // it is no HTML: a PDF, a picture …
	Missing    Kind = "missing"    // it says that it is not there any more
	Login      Kind = "login"      // it asks for a name and a password
	Region     Kind = "region"     // it is not shown in the reader's region
	Empty      Kind = "empty"      // it has no article
	TooLarge   Kind = "too large"  // it is too large to be read
)

// A Refusal is the error for a page without a whole article. The article that
// comes with it has what text and metadata there was.
type Refusal struct {
	Kind   Kind
	Reason string // in words, for the reader
}

// Error is the reason.
func (r *Refusal) Error() string { return r.Reason }

// Refused is the refusal in err, if there is one.
func Refused(err error) (*Refusal, bool) {
	var r *Refusal
	ok := errors.As(err, &r)
	return r, ok
}

// Page makes an article of a whole page. A page without a whole article gives a
// *Refusal and whatever text there was; its Notice then says why.
func Page(body []byte, src Source) (article.Article, error) {
	if r := notPage(body, src.ContentType); r != nil {
		return bare(src, r), r
	}
	text, err := decode(body, src.ContentType)
	if err != nil {
		r := &Refusal{TooLarge, err.Error()}
		return bare(src, r), r
	}
	if fewTags(text, mostTags) < len(text) {
		r := &Refusal{TooLarge, "the page is too large to be read: it has more than 250,000 tags"}
		return bare(src, r), r
	}
	if !tags.MatchString(text) { // plain text is all the article's
		return Content(text, src)
	}
	p, err := readPage(text, src)
	if err != nil {
		r := &Refusal{NotPage, "the page cannot be read: " + err.Error()}
		return bare(src, r), r
	}
	a := p.article()
	speaks(&a)
	r := p.refusal(a)
	if r == nil {
		return a, nil
	}
	if r.Kind != Paywall && p.meta.body != "" {
		if b, ok := p.fromBody(article.Words(a)); ok {
			return b, nil
		}
	}
	switch r.Kind {
	case Consent, Missing, Login, Region: // what the page says of itself is not about the article
		return bare(src, r), r
	case ScriptOnly:
		a.Lead, a.Sections = nil, nil
	case Paywall, NotPage, Empty, TooLarge: // what there is, is shown
	}
	a.Notice = r.Reason
	return a, r
}

// fromBody is the article of the body that the page gives in JSON-LD, when that
// has more words than were found on the page.
func (p *page) fromBody(found int) (article.Article, bool) {
	b, err := Content(p.meta.body, p.src)
	if n := article.Words(b); err != nil || n < enough || n < 2*found {
		return b, false
	}
	a := p.meta.article()
	a.Lead, a.Sections = b.Lead, b.Sections
	return a, true
}

// bare is an article of nothing but what the entry says, with the reason.
func bare(src Source, r *Refusal) article.Article {
	return article.Article{
		Title: oneLine(src.Title), Byline: oneLine(src.Byline), Published: src.Published,
		Language: src.Language, URL: article.Clean(src.URL), Notice: r.Reason,
	}
}
