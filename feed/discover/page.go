package discover

import (
	"bytes"
	"io"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"warta/feed"
)

// The most that is looked at and given back.
const (
	maxPage       = 4 << 20
	maxFound      = 1000 // of which the best are given back
	maxCandidates = 40
)

// formats are the media types of feeds.
var formats = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true,
	"application/x-rss+xml": true, "application/x-atom+xml": true, "text/rss+xml": true, "text/atom+xml": true,
	"application/rss": true, "application/atom": true, "text/rss": true, "text/atom": true, "application/x.atom+xml": true,
}

// vague are media types that feeds have, and much else has too.
var vague = map[string]bool{"text/xml": true, "application/xml": true, "application/json": true, "": true}

// A found is a candidate with how much speaks for it.
type found struct {
	feed.Candidate
	score int
}

// Find gives the feeds that a page names, best first, with absolute addresses
// and without repeats: those of its link elements, of its structured data, and,
// weaker, those that it links to. Feeds of comments come last.
func Find(page []byte, pageURL, contentType string) []feed.Candidate {
	base, err := url.Parse(pageURL)
	if err != nil {
		return nil
	}
	page = page[:min(len(page), maxPage)]
	f := finder{base: base, page: base, index: map[string]int{}}
	f.site(page)
	f.read(decoded(page, contentType))
	sort.SliceStable(f.all, func(a, b int) bool { return f.all[a].score > f.all[b].score })
	var out []feed.Candidate
	for _, c := range f.all[:min(len(f.all), maxCandidates)] {
		out = append(out, c.Candidate)
	}
	return out
}

// decoded is page in UTF-8.
func decoded(page []byte, contentType string) io.Reader {
	if r, err := charset.NewReader(bytes.NewReader(page), contentType); err == nil {
		return r
	}
	return bytes.NewReader(page)
}

// A finder reads one page.
type finder struct {
	page, base *url.URL
	all        []found
	index      map[string]int // address to index in all
	anchor     *found         // the link whose text is being read
	ld         bool           // within structured data
	script     bool
}

func (f *finder) read(r io.Reader) {
	tokens := html.NewTokenizer(r)
	tokens.SetMaxBuf(maxPage)
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			f.start(tokens)
		case html.EndTagToken:
			name, _ := tokens.TagName()
			switch string(name) {
			case "a":
				f.endAnchor()
			case "script":
				f.ld, f.script = false, false
			}
		case html.TextToken:
			f.text(tokens.Raw())
		}
	}
}

// start reads a start tag.
func (f *finder) start(tokens *html.Tokenizer) {
	name, more := tokens.TagName()
	switch tag := string(name); tag {
	case "link", "a", "area", "base", "script":
		attr := map[string]string{}
		for more && len(attr) < 32 {
			var key, value []byte
			key, value, more = tokens.TagAttr()
			if _, had := attr[string(key)]; !had {
				attr[string(key)] = string(value)
			}
		}
		f.element(tag, attr)
	}
}

func (f *finder) element(tag string, attr map[string]string) {
	switch tag {
	case "base":
		if u, err := f.page.Parse(strings.TrimSpace(attr["href"])); err == nil && f.base == f.page {
			f.base = u
		}
	case "link":
		f.link(attr)
	case "a", "area":
		f.endAnchor()
		f.anchor = f.anchored(attr)
	case "script":
		f.script, f.ld = true, strings.EqualFold(strings.TrimSpace(attr["type"]), "application/ld+json")
	}
}

// link takes a link element that names a feed.
func (f *finder) link(attr map[string]string) {
	rel := " " + strings.ToLower(strings.Join(strings.Fields(attr["rel"]), " ")) + " "
	kind := mediaType(attr["type"])
	score := 0
	switch {
	case strings.Contains(rel, " alternate ") && formats[kind]:
		score = 100
	case strings.Contains(rel, " feed "):
		score = 95
	case strings.Contains(rel, " alternate ") && vague[kind] && kind != "" && feedLike(attr["href"]+" "+attr["title"]):
		score = 90
	case strings.Contains(rel, " alternate ") && kind == "" && feedPath(attr["href"]):
		score = 80
	case formats[kind] && !strings.Contains(rel, "edit") && !strings.Contains(rel, " self "):
		score = 70
	default:
		return
	}
	f.add(attr["href"], attr["title"], kind, score)
}

// anchored is a link in the text that may lead to a feed.
func (f *finder) anchored(attr map[string]string) *found {
	href, kind := attr["href"], mediaType(attr["type"])
	score := 0
	switch {
	case formats[kind]:
		score = 60
	case feedPath(href):
		score = 50
	case strings.Contains(strings.ToLower(href), "feed") || strings.Contains(strings.ToLower(href), "rss"):
		score = 30
	default:
		return nil
	}
	title := attr["title"]
	if title == "" {
		title = attr["aria-label"]
	}
	return &found{Candidate: feed.Candidate{URL: href, Title: title, Format: kind}, score: score}
}

// endAnchor takes the link whose text has been read. One whose address only
// hints at a feed must say that it is one.
func (f *finder) endAnchor() {
	a := f.anchor
	if f.anchor = nil; a == nil {
		return
	}
	if a.score > 30 || feedWords.MatchString(a.Title) {
		f.add(a.URL, a.Title, a.Format, a.score)
	}
}

var feedWords = regexp.MustCompile(`(?i)\b(rss|atom|xml|json feed|feed|newsfeed|web ?feed)s?\b`)

// text reads text: of a link, or structured data.
func (f *finder) text(raw []byte) {
	switch {
	case f.ld:
		f.structured(raw)
	case f.anchor != nil && !f.script && len(f.anchor.Title) < 200:
		f.anchor.Title = strings.TrimSpace(f.anchor.Title + " " + html.UnescapeString(string(raw[:min(len(raw), 400)])))
	}
}

// add takes a candidate; one that is there already keeps what is better of both.
func (f *finder) add(href, title, kind string, score int) {
	href = strings.TrimSpace(href)
	if rest, ok := strings.CutPrefix(href, "feed:"); ok {
		href = strings.TrimPrefix(rest, "//")
		if !strings.Contains(href, "://") {
			href = "https://" + href
		}
	}
	u, err := f.base.Parse(href)
	if href == "" || len(href) > 4<<10 || err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	u.Fragment = ""
	title = line(title)
	if isComments(u.Path+"?"+u.RawQuery, title) {
		score -= 60
	}
	address := u.String()
	if i, had := f.index[address]; had {
		if f.all[i].score < score {
			f.all[i].score = score
		}
		if f.all[i].Title == "" {
			f.all[i].Title = title
		}
		return
	}
	if len(f.all) >= maxFound {
		return
	}
	f.index[address] = len(f.all)
	f.all = append(f.all, found{Candidate: feed.Candidate{URL: address, Title: title, Format: line(kind)}, score: score})
}

// isComments reports whether a feed is one of comments.
func isComments(path, title string) bool {
	path, title = strings.ToLower(path), strings.ToLower(title)
	return strings.Contains(path, "comment") || strings.Contains(path, "komentar") || strings.Contains(title, "comment") ||
		strings.Contains(title, "komentar") || strings.Contains(title, "kommentar") || strings.Contains(title, "comentario")
}

// mediaType is a type attribute without its parameters.
func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// feedLike reports whether text speaks of a feed, and of nothing else that is
// offered the same way.
func feedLike(text string) bool {
	text = strings.ToLower(text)
	if strings.Contains(text, "oembed") || strings.Contains(text, "wp-json") || strings.Contains(text, "sitemap") || strings.Contains(text, "opensearch") {
		return false
	}
	return strings.Contains(text, "rss") || strings.Contains(text, "atom") || strings.Contains(text, "feed") || strings.Contains(text, "rdf")
}

// feedPath reports whether an address ends as those of feeds do.
func feedPath(href string) bool {
	path, query, _ := strings.Cut(strings.ToLower(strings.TrimSpace(href)), "?")
	path = strings.TrimSuffix(path, "/")
	if strings.Contains(path, "sitemap") || strings.HasPrefix(path, "mailto:") {
		return false
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch name {
	case "rss", "feed", "atom", "rss.xml", "feed.xml", "atom.xml", "index.xml", "index.rdf", "rss2", "feed.json", "rssfeed":
		return true
	}
	return strings.HasSuffix(name, ".rss") || strings.HasSuffix(name, ".atom") || strings.HasSuffix(name, ".rdf") ||
		strings.HasSuffix(name, "rss.xml") || strings.HasSuffix(name, "feed.xml") || strings.HasPrefix(query, "feed=")
}

// line is text on one line, without controls, at most 200 characters.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > 200 {
		s = strings.TrimSpace(string(runes[:200]))
	}
	return s
}
