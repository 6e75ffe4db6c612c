package extract

import (
	"strings"

	"warta/feed/article"
)

// Content makes an article of an entry's own content, which is HTML or plain
// text: all of it is the article, but for the feed's own trimmings.
func Content(content string, src Source) (article.Article, error) {
	if !tags.MatchString(content) {
		content = paragraphs(content)
	}
	whole := fewTags(content, mostEntryTags)
	doc, err := parseTree(content[:whole])
	if err != nil {
		r := &Refusal{Empty, "the entry's content cannot be read: " + err.Error()}
		return bare(src, r), r
	}
	p := &page{src: src, doc: doc, size: len(content), base: baseOf(doc, src.base())}
	p.meta = metadata{title: oneLine(src.Title), byline: oneLine(src.Byline), published: src.Published, language: languageTag(src.Language), url: article.Clean(src.URL)}
	top, c := cut(bodyOf(doc))
	p.top, p.pieces, p.media = top, c.pieces, c.media
	p.gatherPlain()
	for _, q := range p.pieces {
		q.keep = !q.caption && !isTrimming(q) && !p.never(q)
	}
	p.settle()
	a := p.article()
	if len(a.Lead) == 0 && len(a.Sections) == 0 {
		r := &Refusal{Empty, "the entry has no text"}
		a.Notice = r.Reason
		return a, r
	}
	speaks(&a)
	if whole < len(content) {
		a.Notice = "the entry is too long to be shown whole: it has more than 100,000 tags, and what comes after them is left out"
	}
	return a, nil
}

// paragraphs is plain text as HTML: blank lines part paragraphs.
func paragraphs(text string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r", ""), "\n\n") {
		b.WriteString("<p>" + strings.ReplaceAll(strings.ReplaceAll(part, "<", "&lt;"), "\n", "<br>") + "</p>")
	}
	return b.String()
}

// isTrimming reports whether a piece of an entry's content is the feed's own:
// read-also lines, "appeared first on", invitations to follow.
func isTrimming(q *piece) bool {
	return len(q.words) <= 30 && (q.also && q.linkShare() > 0.3 || len(q.text) <= longestPhrase && feedTail().MatchString(opening(q.text)))
}
