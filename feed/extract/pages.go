package extract

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// MostPages is how many pages of one article are joined.
const MostPages = 10

// pageNumber finds the number of a page in a path or a query.
var pageNumber = later(`(?i)(?:[?&](?:page|p|pg|pagina|seite|halaman)=|/(?:page|seite|halaman|pagina)[/-]?|[/_-](?:p|page|seite))(\d{1,2})(?:[/&.#]|$)|/(\d{1,2})/?$`)

// NextPages is the addresses of the other pages of the article on this page, in
// order, at most MostPages-1 of them: the page's list of pages, or its next
// page. The next article and the next page of a list are none.
func NextPages(body []byte, pageURL, contentType string) []string {
	base, err := url.Parse(pageURL)
	if err != nil || base.Host == "" {
		return nil
	}
	text, err := decode(body, contentType)
	if err != nil {
		return nil
	}
	doc, err := parseTree(text)
	if err != nil {
		return nil
	}
	f := &pageFinder{base: base, here: pageOf(base), found: map[int]string{}}
	f.walk(doc)
	var out []string
	for n := f.here + 1; len(out) < MostPages-1; n++ {
		addr, ok := f.found[n]
		if !ok {
			break
		}
		out = append(out, addr)
	}
	return out
}

// A pageFinder looks for links to other pages of the article at base.
type pageFinder struct {
	base  *url.URL
	here  int
	found map[int]string // by number of page
}

func (f *pageFinder) walk(n *html.Node) {
	if n.Type == html.ElementNode && (n.DataAtom == atom.A || n.DataAtom == atom.Link) {
		f.link(n)
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		f.walk(k)
	}
}

func (f *pageFinder) link(n *html.Node) {
	u, err := url.Parse(strings.TrimSpace(attr(n, "href")))
	if err != nil || attr(n, "href") == "" {
		return
	}
	u = f.base.ResolveReference(u)
	u.Fragment = ""
	num := pageOf(u)
	if u.Host != f.base.Host || num <= f.here || num > 50 || stem(u) != stem(f.base) {
		return
	}
	next := strings.Contains(" "+strings.ToLower(attr(n, "rel"))+" ", " next ")
	text := strings.TrimSpace(textOf(n))
	if v, err := strconv.Atoi(text); !(err == nil && v == num) && !next && !nextWords().MatchString(text) {
		return
	}
	if _, ok := f.found[num]; !ok {
		f.found[num] = u.String()
	}
}

// nextWords is the text of links to the next page.
var nextWords = later(`(?i)^(?:next(?: page)?|selanjutnya|halaman (?:selanjutnya|berikutnya)|berikutnya|nächste seite|weiter|page suivante|suivant|siguiente|página siguiente|próxima|successiva|volgende|nästa|neste|næste|следующая|далее|次へ|次のページ|下一页|下一頁|다음)?[\s›»→>]*$|(?i)^(?:page|halaman|seite|página|pagina)?\s*\d+(?:\s*[:.–-].*)?$`)

// pageOf is the number of the page that an address names, 1 when it names none.
func pageOf(u *url.URL) int {
	m := pageNumber().FindStringSubmatch(u.Path + question(u))
	if m == nil {
		return 1
	}
	n, err := strconv.Atoi(m[1] + m[2])
	if err != nil || n == 0 {
		return 1
	}
	return n
}

func question(u *url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	return "?" + u.RawQuery
}

// stem is an address without the number of a page: equal for all pages of one
// article.
func stem(u *url.URL) string {
	s := strings.TrimSuffix(strings.TrimSuffix(u.Path, ".html"), ".htm") + question(u)
	if m := pageNumber().FindStringIndex(s); m != nil {
		s = s[:m[0]] + strings.TrimLeft(s[m[1]:], "/")
	}
	return u.Host + strings.TrimRight(s, "/?&")
}

// Join is the pages of one article as one: the blocks of the later ones follow
// those of the first, what they repeat is left out, and the sections are found
// again over the whole.
func Join(pages ...article.Article) article.Article {
	if len(pages) == 0 {
		return article.Article{}
	}
	out := pages[0]
	seen := map[string]bool{}
	var blocks []article.Block
	for i, p := range pages {
		for _, b := range flat(p) {
			key := squeezed(article.Text(article.Article{Lead: []article.Block{b}}))
			if _, isHead := b.(*article.Heading); i > 0 && key != "" && seen[key] && !isHead {
				continue
			}
			blocks = append(blocks, b)
			if len(key) > 40 {
				seen[key] = true
			}
		}
	}
	out.Lead, out.Sections = sectioned(blocks, out.Title, nil)
	out.Notice = ""
	return out
}

// flat is an article's blocks with its sections' titles as headings again.
func flat(a article.Article) []article.Block {
	blocks := append([]article.Block(nil), a.Lead...)
	for _, s := range a.Sections {
		blocks = append(blocks, &article.Heading{Level: 2, Text: []article.Span{{Text: s.Heading()}}})
		for _, b := range s.Blocks {
			if h, ok := b.(*article.Heading); ok {
				b = &article.Heading{Level: h.Level + 2, Text: h.Text}
			}
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// AMP is the address of the version for slow networks that a page names of
// itself, when that is on the same site; "" when there is none.
func AMP(body []byte, pageURL, contentType string) string {
	base, err := url.Parse(pageURL)
	if err != nil || base.Host == "" {
		return ""
	}
	text, err := decode(body, contentType)
	if err != nil {
		return ""
	}
	doc, err := parseTree(text)
	if err != nil {
		return ""
	}
	found := ""
	eachNode(doc, func(n *html.Node) {
		if found != "" || n.DataAtom != atom.Link || !strings.EqualFold(strings.TrimSpace(attr(n, "rel")), "amphtml") {
			return
		}
		addr := absolute(base, attr(n, "href"))
		if u, err := url.Parse(addr); err == nil && addr != pageURL && siteOf(u) == siteOf(base) {
			found = addr
		}
	})
	return found
}

// siteOf is an address's host without the names that sites give to versions of
// themselves, and with its port.
func siteOf(u *url.URL) string {
	host := strings.ToLower(u.Host)
	for _, prefix := range []string{"www.", "amp.", "m.", "mobile."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			host = rest
		}
	}
	return host
}
