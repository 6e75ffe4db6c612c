package extract

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// MostPages is how many pages of one article are joined.
const MostPages = 10

// pageNumber finds the number of a page in a query, or at the end of a path
// without its ending.
var (
	inQuery = later(`(?i)(?:^|&)(?:page|pg|p|pn|pageno|page_no|pagenum|showpage|part|pagina|seite|halaman|hal|sayfa|strona|trang|sida|side|sivu|oldal|strana|stranica)=(\d{1,2})(?:&|$)`)
	inPath  = later(`(?i)(?:/(?:page|seite|halaman|pagina|sayfa|strona|trang|sida|side|sivu|part|teil|p)[/_-]?|[_,.-](?:page|seite|part|teil|p)?[_-]?|/)(\d{1,2})/?$`)
	ending  = later(`(?i)\.(?:s?html?|php|aspx?|jsp|cms|ece)$`)
)

// NextPages is the addresses of the other pages of the article whose first page
// is at first, in order, at most MostPages-1 of them, as the page at pageURL
// names them: its list of pages, or its next page. The next article and the next
// page of a list are none.
func NextPages(body []byte, first, pageURL, contentType string) []string {
	base, err := url.Parse(pageURL)
	start, err2 := url.Parse(first)
	if err != nil || err2 != nil || base.Host == "" {
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
	f := &pageFinder{base: base, host: siteOf(start), stems: stems(start), found: map[int]string{}}
	f.here = f.number(base)
	if f.here == 0 || isListing(doc) {
		return nil
	}
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

// stems are what the addresses of an article's pages have in common: the first
// one's address, and that without the number 1, if it has that.
func stems(first *url.URL) map[string]bool {
	whole := withoutEnding(first.Path) + question(first.RawQuery)
	list := map[string]bool{whole: true}
	if stem, n := pageParts(first); n == 1 {
		list[stem] = true
	}
	return list
}

func withoutEnding(path string) string {
	return strings.TrimRight(ending().ReplaceAllString(strings.TrimRight(path, "/"), ""), "/")
}

func question(query string) string {
	if query == "" {
		return ""
	}
	return "?" + query
}

// pageParts is an address without the number of a page, and that number; 0 when
// there is none.
func pageParts(u *url.URL) (stem string, number int) {
	path, query := withoutEnding(u.Path), u.RawQuery
	if m := inQuery().FindStringSubmatchIndex(query); m != nil {
		number, _ = strconv.Atoi(query[m[2]:m[3]])
		return path + question(strings.Trim(query[:m[0]]+"&"+query[m[1]:], "&")), number
	}
	if m := inPath().FindStringSubmatchIndex(path); m != nil {
		number, _ = strconv.Atoi(path[m[2]:m[3]])
		return strings.TrimRight(path[:m[0]], "/") + question(query), number
	}
	return path + question(query), 0
}

// A pageFinder looks for links to other pages of the article at base.
type pageFinder struct {
	base  *url.URL
	host  string
	stems map[string]bool
	here  int
	found map[int]string // by number of page
}

// number is which page of the article an address is, 0 for none of them.
func (f *pageFinder) number(u *url.URL) int {
	if f.stems[withoutEnding(u.Path)+question(u.RawQuery)] {
		return 1
	}
	if stem, n := pageParts(u); f.stems[stem] {
		return n
	}
	return 0
}

// elsewhere are boxes whose pages are not the article's.
const elsewhere = markComment | markRelated | markAside | markFooter

// besides reports whether an element holds something beside the article.
func besides(n *html.Node) bool {
	return n.DataAtom == atom.Aside || n.DataAtom == atom.Footer || marksOf(n)&elsewhere&^markRelated != 0 ||
		nameMarks(attr(n, "class"))&markRelated != 0 && marksOf(n)&markNav == 0 && n.DataAtom != atom.A && n.DataAtom != atom.Li && n.DataAtom != atom.Span
}

func (f *pageFinder) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		switch {
		case n.DataAtom == atom.A || n.DataAtom == atom.Link:
			f.link(n, attr(n, "href"))
		case n.DataAtom == atom.Option:
			f.link(n, attr(n, "value"))
		case n.DataAtom != atom.Html && n.DataAtom != atom.Body && besides(n):
			return
		}
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		f.walk(k)
	}
}

func (f *pageFinder) link(n *html.Node, href string) {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return
	}
	u = f.base.ResolveReference(u)
	u.Fragment = ""
	num := f.number(u)
	if siteOf(u) != f.host || num <= f.here || num > 50 || !leadsOn(n, num) {
		return
	}
	if _, ok := f.found[num]; !ok {
		f.found[num] = u.String()
	}
}

// leadsOn reports whether a link says that it leads to the page of that number,
// or to the next one.
func leadsOn(n *html.Node, num int) bool {
	if strings.Contains(" "+strings.ToLower(attr(n, "rel"))+" ", " next ") {
		return true
	}
	said := []string{oneLine(textOf(n)), oneLine(attr(n, "aria-label")), oneLine(attr(n, "title"))}
	eachNode(n, func(k *html.Node) { said = append(said, oneLine(attr(k, "alt"))) })
	for _, s := range said {
		if v, err := strconv.Atoi(s); err == nil && v == num || s != "" && nextWords().MatchString(s) {
			return true
		}
	}
	return false
}

// nextWords is the text of links to a further page.
var nextWords = later(`(?i)^(?:(?:go to |ke |zur |auf )?(?:the )?next(?: page)?|(?:halaman )?(?:selanjutnya|berikutnya|lanjut)|nächste(?: seite)?|weiter|vor|(?:page )?suivante?|siguiente(?: página)?|página siguiente|próxima(?: página)?|página seguinte|seguinte|(?:pagina )?(?:successiva|seguente)|avanti|volgende(?: pagina)?|nästa(?: sida)?|neste(?: side)?|næste(?: side)?|seuraava|następna(?: strona)?|dalej|další(?: strana)?|ďalej|következő(?: oldal)?|sonraki(?: sayfa)?|следующая(?: страница)?|далее|вперёд|наступна|επόμενη|التالي|הבא|अगला|次へ|次のページ(?:へ)?|下一页|下一頁|下页|다음(?: 페이지)?|trang sau|หน้าถัดไป)[\s›»→>▶:.]*$|(?i)^(?:page|halaman|seite|página|pagina|strona|sayfa|sida|side|trang|страница|第)?\s*\d+\s*(?:页|頁|ページ|페이지)?(?:\s*(?:of|von|de|di|dari|sur|/|:|[.–-])\s*.*)?$`)

// isListing reports whether a page lists articles and is none: it does not say
// that it is one, and has many headings that are links.
func isListing(doc *html.Node) bool {
	heads, article := 0, false
	eachNode(doc, func(n *html.Node) {
		switch {
		case n.DataAtom == atom.Meta && strings.EqualFold(attr(n, "property"), "og:type") && strings.EqualFold(attr(n, "content"), "article"),
			n.DataAtom == atom.Meta && strings.HasPrefix(attr(n, "property"), "article:"):
			article = true
		case n.DataAtom == atom.Script && strings.Contains(attr(n, "type"), "ld+json"):
			article = article || newsIn(things(textOf(n))) != nil
		case headingLevel(n.DataAtom) > 1:
			link := false
			eachNode(n, func(k *html.Node) { link = link || k.DataAtom == atom.A && attr(k, "href") != "" })
			if link || n.Parent != nil && n.Parent.DataAtom == atom.A {
				heads++
			}
		}
	})
	return !article && heads >= 5
}

// SameArticle reports whether two pages are pages of one article: their titles
// have most words in common.
func SameArticle(a, b article.Article) bool {
	return a.Title == "" || b.Title == "" || alike(a.Title, b.Title) || strings.Contains(squeezed(b.Title), squeezed(a.Title))
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
	given := map[*article.Heading]int{}
	counted := countOn(pages)
	var blocks []article.Block
	for i, p := range pages {
		fresh, numbers := flat(p)
		for _, b := range fresh {
			key := squeezed(article.Text(article.Article{Lead: []article.Block{b}}))
			h, isHead := b.(*article.Heading)
			switch {
			case isHead && i > 0 && same(article.Plain(h.Text), out.Title), !isHead && i > 0 && key != "" && seen[key]:
				continue
			case isHead && counted && numbers[h] > 0:
				given[h] = numbers[h]
			case len(key) > 40 || isFigure(b):
				seen[key] = true
			}
			if f, ok := b.(*article.Figure); ok && i > 0 && (seen[f.Image.URL] || f.Image.URL == out.Image.URL) {
				continue
			} else if ok {
				seen[f.Image.URL] = true
			}
			blocks = append(blocks, b)
		}
	}
	out.Lead, out.Sections = sectioned(blocks, out.Title, given)
	for _, p := range pages {
		out.Notice = cmp.Or(out.Notice, p.Notice)
	}
	return out
}

func isFigure(b article.Block) bool { _, ok := b.(*article.Figure); return ok }

// countOn reports whether the sections of some page go on counting where those
// of the one before ended: then their numbers are the page's own, printed or not.
func countOn(pages []article.Article) bool {
	last := 0
	for _, p := range pages {
		n := len(p.Sections)
		if n == 0 {
			continue
		}
		if step := p.Sections[0].Number - last; last > 0 && p.Sections[0].Number > 0 && (step == -1 || step == 1 && last > 1) {
			return true
		}
		last = p.Sections[n-1].Number
	}
	return false
}

// flat is an article's blocks with its sections' titles as headings again, and
// the numbers of those.
func flat(a article.Article) ([]article.Block, map[*article.Heading]int) {
	blocks := append([]article.Block(nil), a.Lead...)
	numbers := map[*article.Heading]int{}
	for _, s := range a.Sections {
		title := &article.Heading{Level: 2, Text: []article.Span{{Text: s.Heading()}}}
		numbers[title] = s.Number
		blocks = append(blocks, title)
		for _, b := range s.Blocks {
			if h, ok := b.(*article.Heading); ok {
				b = &article.Heading{Level: h.Level + 2, Text: h.Text}
			}
			blocks = append(blocks, b)
		}
	}
	return blocks, numbers
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
