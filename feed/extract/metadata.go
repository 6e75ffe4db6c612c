package extract

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// metadata is what a page says of itself.
type metadata struct {
	title       string
	byline      string
	published   time.Time
	updated     time.Time
	language    string
	site        string
	url         string
	image       string
	description string
	kind        string   // og:type
	body        string   // articleBody of JSON-LD, as plain text
	window      string   // the title of the window, without the site's name
	unsure      bool     // title is that of the window, and may have the site's name
	dated       bool     // the page says when it was published
	locked      bool     // not accessible for free, as the page says
	free        bool     // accessible for free, as the page says
	lockedAt    []string // places of what is locked
	next        string   // rel=next
	amp         string   // rel=amphtml
}

// article is an article with nothing but its metadata.
func (m *metadata) article() article.Article {
	return article.Article{Title: m.title, Byline: m.byline, Published: m.published, Updated: m.updated, Language: m.language,
		Site: m.site, URL: m.url, Image: article.Image{URL: m.image}}
}

// A head gathers what the elements of a page say before it is weighed.
type head struct {
	meta    map[string][]string // by name, property or itemprop, in lower case
	links   map[string]string   // by rel
	title   string
	lang    string
	h1      []string
	named   []string // headings of deeper levels whose class says that they are the title
	times   []string // datetime of time elements
	authors []string // of rel=author and itemprop=author
	linked  []thing  // JSON-LD

	publisher string // of microdata
}

// readMetadata weighs what the page says of itself against what the entry says.
func readMetadata(doc *html.Node, src Source, base *url.URL) metadata {
	h := &head{meta: map[string][]string{}, links: map[string]string{}}
	h.read(doc, 0)
	ld := newsIn(h.linked)
	m := metadata{
		kind:        strings.ToLower(h.first("og:type")),
		description: firstOf(h.first("og:description"), h.first("description"), h.first("twitter:description"), ld.text("description")),
		body:        plainBody(ld.text("articleBody")),
		locked:      ld.access() < 0 || strings.EqualFold(h.first("article:content_tier"), "locked"),
		free:        ld.access() > 0 || strings.EqualFold(h.first("article:content_tier"), "free"),
		lockedAt:    ld.lockedAt(),
		language:    languageTag(firstOf(h.lang, h.first("og:locale"), h.first("content-language"), h.first("inlanguage"), ld.text("inLanguage"), src.Language)),
		url:         firstOf(absolute(base, h.links["canonical"]), absolute(base, h.first("og:url")), article.Clean(src.URL)),
		image:       firstOf(absolute(base, h.first("og:image:secure_url")), absolute(base, h.first("og:image")), absolute(base, h.first("og:image:url")), absolute(base, h.first("twitter:image")), absolute(base, h.first("twitter:image:src")), absolute(base, ld.picture()), absolute(base, h.links["image_src"])),
		next:        h.links["next"],
		amp:         h.links["amphtml"],
	}
	m.site = siteName(h, ld, m.url)
	m.title = h.bestTitle(ld, m.site, src)
	m.unsure = m.title == oneLine(h.title) && len(h.h1) == 0
	m.window = withoutSite(h.title, m.site, hostName(src.URL))
	m.byline = withoutSites(bylineOf(h, ld, src), m.site, hostName(src.URL))
	m.published = firstDate(ld.text("datePublished"), h.first("article:published_time"), h.first("og:article:published_time"), h.first("datepublished"),
		h.first("article.published"), h.first("parsely-pub-date"), h.first("sailthru.date"), h.first("dc.date.issued"), h.first("dcterms.created"),
		h.first("pubdate"), h.first("publishdate"), h.first("publish-date"), h.first("publication_date"), h.first("date"), h.first("dc.date"),
		h.first("content_published_date"), ld.text("dateCreated"), h.firstTime())
	if m.dated = !m.published.IsZero(); !m.dated {
		m.published = src.Published
	}
	m.updated = firstDate(ld.text("dateModified"), h.first("article:modified_time"), h.first("og:updated_time"), h.first("datemodified"), h.first("lastmod"))
	if !m.updated.After(m.published) {
		m.updated = time.Time{}
	}
	return m
}

func (h *head) first(key string) string {
	for _, v := range h.meta[key] {
		if v != "" {
			return v
		}
	}
	return ""
}

func (h *head) firstTime() string {
	if len(h.times) > 0 {
		return h.times[0]
	}
	return ""
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s = oneLine(s); s != "" {
			return s
		}
	}
	return ""
}

// read walks the tree once.
func (h *head) read(n *html.Node, depth int) {
	if n.Type == html.ElementNode {
		h.element(n)
		if n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Noscript {
			return
		}
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		h.read(k, depth+1)
	}
}

func (h *head) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = firstOf(attr(n, "lang"), attr(n, "xml:lang"))
	case atom.Title:
		if h.title == "" && (n.Parent == nil || n.Parent.DataAtom != atom.Svg) {
			h.title = oneLine(textOf(n))
		}
	case atom.Meta:
		value := oneLine(attr(n, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" {
				h.meta[k] = append(h.meta[k], value)
			}
		}
	case atom.Link, atom.A:
		h.link(n)
	case atom.H1, atom.H2, atom.H3:
		t := strings.TrimRight(oneLine(textOf(n)), " ¶#\uf0c1🔗")
		switch {
		case t == "":
		case n.DataAtom == atom.H1:
			h.h1 = append(h.h1, t)
		case isAt(n, []string{".entry-title", ".post-title", ".article-title", ".headline"}) || attr(n, "itemprop") == "headline":
			h.named = append(h.named, t)
		}
	case atom.Time:
		if t := attr(n, "datetime"); t != "" {
			h.times = append(h.times, t)
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			h.linked = append(h.linked, things(textOf(n))...)
		}
	}
	h.microdata(n)
	if p := attr(n, "itemprop"); p != "" && n.DataAtom != atom.Meta {
		if p == "author" || p == "name" && n.Parent != nil && strings.Contains(attr(n.Parent, "itemprop"), "author") {
			h.authors = append(h.authors, oneLine(textOf(n)))
		}
	}
}

// microdata reads who publishes a page and when it did, where elements say so by
// their itemprop or, in old feeds of pages, by their class.
func (h *head) microdata(n *html.Node) {
	p := attr(n, "itemprop")
	switch {
	case p == "name" && (n.Parent != nil && attr(n.Parent, "itemprop") == "publisher"):
		h.publisher = firstOf(h.publisher, attr(n, "content"), textOf(n))
	case p == "datePublished" && n.DataAtom != atom.Meta, n.DataAtom == atom.Abbr && isAt(n, []string{".published", ".dt-published"}):
		if d := firstDate(attr(n, "content"), attr(n, "datetime"), attr(n, "title"), textOf(n)); !d.IsZero() {
			h.meta["datepublished"] = append(h.meta["datepublished"], d.Format(time.RFC3339))
		}
	}
}

func (h *head) link(n *html.Node) {
	for _, rel := range strings.Fields(strings.ToLower(attr(n, "rel"))) {
		if rel == "author" && n.DataAtom == atom.A {
			h.authors = append(h.authors, oneLine(textOf(n)))
			continue
		}
		if h.links[rel] == "" {
			h.links[rel] = attr(n, "href")
		}
	}
}

// textOf is all text below n.
func textOf(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	var w strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			w.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode && n.DataAtom != atom.Script && skipped[n.DataAtom] && n.DataAtom != atom.Title {
			return
		}
		if n.DataAtom == atom.Br {
			w.WriteByte(' ')
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	return w.String()
}

// absolute is an http or https address, resolved, or "".
func absolute(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return article.Clean(u.String())
}

// siteName is the publisher's name, from its own words or its host.
func siteName(h *head, ld thing, addr string) string {
	if s := firstOf(h.first("og:site_name"), h.first("application-name"), ld.publisher(), h.publisher, h.first("al:ios:app_name"), h.first("apple-mobile-web-app-title")); s != "" && !strings.Contains(s, "://") {
		return s
	}
	if u, err := url.Parse(addr); err == nil {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}

// languageTag is a language as BCP 47 writes it, "" for what is none.
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	parts := strings.Split(s, "-")
	if len(parts[0]) < 2 || len(parts[0]) > 3 || len(s) > 20 {
		return ""
	}
	for i, p := range parts {
		for _, r := range p {
			if r > 'z' || r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' {
				return ""
			}
		}
		switch {
		case i == 0:
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		}
	}
	return strings.Join(parts, "-")
}

// by is what stands before a name in a byline.
var by = later(`(?i)^(?:(?:written|words|story|report|posted|published|text)\s+)?(?:by|von|de|por|par|di|da|oleh|penulis|reporter|author|autor|auteur|autore|av|af|door|przez|автор|текст|作者|文|記者|기자|` +
	`(?:una? |an? |ein )?(?:entrevista|interview|entretien|intervista|wywiad|reportagem|reportaje|reportage|crónica|column|kolumne|opinion|essay|text|texto|texte|testo|tekst) (?:de|by|von|di|por|par|door|av|af)|` +
	`geschrieben von|ein (?:beitrag|gastbeitrag|kommentar|bericht) von|escrito por|écrit par|scritto da|geschreven door|skrevet av|skriven av|napisał[a]?|rozmawiał[a]?|написала?|беседовала?|haberi yazan|yazan|viết bởi|γράφει (?:ο|η)|` +
	`بقلم|كتب(?:ت|ه)?|إعداد|מאת|लेखक|रिपोर्ट|โดย)\s*[:：]?\s+`)

// bylineOf is the authors' names, several joined with a comma.
func bylineOf(h *head, ld thing, src Source) string {
	for _, names := range [][]string{ld.authors(), h.meta["author"], h.meta["article:author"], h.meta["byl"], h.meta["parsely-author"],
		h.labelled(), h.meta["sailthru.author"], h.meta["dc.creator"], h.meta["dcterms.creator"], h.meta["article:author_name"], h.authors} {
		if s := joinNames(names); s != "" {
			return s
		}
	}
	return oneLine(src.Byline)
}

// writtenBy labels the author's name among what a page tells of itself for cards.
var writtenBy = later(`(?i)^(?:written by|author|by|verfasst von|geschrieben von|autor(?:a|in)?|écrit par|auteure?|escrito por|publicado por|scritto da|autore|geschreven door|auteur|ditulis oleh|oleh|skrivet av|skrevet av|forfatter|författare|napisane przez|автор|написано|yazan|作者|投稿者|執筆者|작성자|συντάχθηκε από|نوشته شده توسط|كتبه)$`)

// labelled is the name behind such a label: twitter:label1 and twitter:data1.
func (h *head) labelled() []string {
	for _, n := range []string{"1", "2"} {
		if writtenBy().MatchString(h.first("twitter:label" + n)) {
			return []string{h.first("twitter:data" + n)}
		}
	}
	return nil
}

func joinNames(names []string) string {
	var out []string
	have := map[string]bool{}
	for _, n := range names {
		n = cleanName(n)
		low := strings.ToLower(n)
		if n == "" || have[low] || len(n) > 120 || strings.Contains(n, "://") || strings.HasPrefix(n, "@") || low == "admin" || low == "author" || strings.HasPrefix(low, "www.") {
			continue
		}
		have[low] = true
		out = append(out, n)
	}
	return strings.Join(out, ", ")
}
