package extract

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"warta/feed/article"
)

// largest is the number of bytes up to which the libraries are asked: beyond,
// their time grows without bound.
const largest = 3 << 20

// mostNodes is the number of nodes up to which they are asked, for the same
// reason.
const mostNodes = 60_000

// A page is a page while it is being read.
type page struct {
	src     Source
	base    *url.URL
	rule    *Rule // of the site, or nil
	doc     *html.Node
	size    int
	top     *box
	pieces  []*piece
	media   []*box
	meta    metadata
	trafil  *voice
	readab  *voice
	unasked bool   // the page is too large for the libraries
	stated  *voice // of the body that the page gives in JSON-LD
	fed     *voice // of the content that the feed gives

	consent bool // a part of it asks for consent, and was left out

	subtitle *box // the heading that goes with the title, if there is one

	bulk     map[*box]float64 // words of running text, by the box they stand in
	bulkAll  float64
	bulkiest *box // with the most of them

	captions    map[*box][]caption // by picture
	captionRuns map[uint64]int
	links       map[string]string // as written: as resolved
}

// readPage parses a page and cuts it into pieces, which are judged.
func readPage(text string, src Source) (*page, error) {
	p, err := openPage(text, src)
	if err == nil {
		p.judge()
		p.withoutConsent()
	}
	return p, err
}

// openPage parses a page, asks the voters and cuts it into pieces.
func openPage(text string, src Source) (*page, error) {
	doc, err := parseTree(text)
	if err != nil {
		return nil, err
	}
	eachNode(doc, unveil)
	unveilMost(bodyOf(doc))
	p := &page{src: src, doc: doc, size: len(text), base: baseOf(doc, src.base())}
	p.meta = readMetadata(doc, src, p.base)
	if p.rule = ruleFor(src); p.rule != nil {
		p.rule.prune(bodyOf(doc))
	}
	if len(text) <= largest && nodes(doc, mostNodes) < mostNodes {
		p.trafil, p.readab = askLibraries(doc, p.base)
	} else {
		p.unasked = true
	}
	if p.meta.body != "" {
		p.stated = voiceOf([]string{p.meta.body})
	}
	p.hear()
	top, c := cut(bodyOf(doc))
	p.top, p.pieces, p.media = top, c.pieces, c.media
	if p.meta.unsure {
		p.meta.title = p.printedTitle()
	}
	return p, nil
}

// nodes is how many nodes a tree has, or most when it has more.
func nodes(n *html.Node, most int) int {
	count := 1
	for k := n.FirstChild; k != nil && count < most; k = k.NextSibling {
		count += nodes(k, most-count)
	}
	return count
}

// article renders what was kept.
func (p *page) article() article.Article {
	a := p.meta.article()
	if a.Byline == "" || same(a.Byline, a.Site) {
		if name := p.bylineNear(); name != "" {
			a.Byline = name
		}
	}
	if a.Published.IsZero() {
		a.Published = p.dateNear()
	}
	blocks, given := p.render()
	blocks = p.leadPicture(&a, blocks)
	a.Lead, a.Sections = sectioned(blocks, a.Title, given)
	return a
}

// leadPicture makes the picture that stands before the text the article's
// picture, with its caption, and takes it out of the text. A picture that the
// page names and that stands in the text stays there.
func (p *page) leadPicture(a *article.Article, blocks []article.Block) []article.Block {
	for i, b := range blocks {
		switch b := b.(type) {
		case *article.Figure:
			named := a.Image.URL
			a.Image = b.Image
			a.Image.URL = cmp.Or(a.Image.URL, named)
			if a.Image.Caption = strings.TrimSpace(a.Image.Caption); b.Credit != "" && !strings.Contains(a.Image.Caption, b.Credit) {
				a.Image.Caption = strings.TrimSpace(a.Image.Caption + " " + b.Credit)
			}
			return append(blocks[:i:i], blocks[i+1:]...)
		case *article.Heading:
			continue
		}
		break
	}
	if a.Image.URL != "" {
		nameAlike(a, blocks)
		return blocks
	}
	for _, b := range blocks[:min(len(blocks), 3)] { // below a summary
		if f, ok := b.(*article.Figure); ok {
			a.Image = f.Image
			break
		}
	}
	return blocks
}

// nameAlike gives the picture that the page names the address and the caption
// that it has in the text, where it stands at another size: printers show it once.
func nameAlike(a *article.Article, blocks []article.Block) {
	for _, b := range blocks {
		if f, ok := b.(*article.Figure); ok && f.Image.URL != "" && pictureName(f.Image.URL) == pictureName(a.Image.URL) {
			a.Image = f.Image
			return
		}
	}
}
