package extract

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// asideMarks are marks of boxes whose pictures belong to something else.
const asideMarks = markFooter | markNav | markAuthor | markComment | markAd | markHidden | markRelated | markPromo | markPopup | markForm

// mostMedia is how many pictures a page of news has at most; pages with more
// are read without them.
const mostMedia = 3000

// keepMedia keeps the pictures and films that stand in the text, and of those
// between the title and the text the last one.
func (p *page) keepMedia() {
	first, last := p.span()
	if first < 0 || len(p.media) > mostMedia {
		return
	}
	last = p.pastCaptions(last)
	home := p.home()
	begin := p.begin()
	var lead *box
	for _, m := range p.media {
		switch {
		case m.order > last+1:
			continue
		case m.order > first:
			if p.belongs(m, home) {
				m.keep()
			} else if lead == nil && m.order <= begin && p.leads(m, first) {
				lead = m
			}
		case m.order <= first && p.leads(m, first):
			lead = m
		}
	}
	if lead != nil {
		lead.keep()
	}
}

// begin is the first paragraph of the text: a summary may stand before the
// picture, and is no part of it.
func (p *page) begin() int {
	own := p.ownBox()
	for i, q := range p.pieces {
		if q.keep && len(q.words) >= bulkWords && own != nil && q.box.under(own) {
			return i
		}
	}
	return -1
}

// ofAuthor reports whether a picture shows who wrote the article: that is what is
// said of it.
func (p *page) ofAuthor(m *box) bool {
	if len(p.captions[m]) == 0 {
		return false
	}
	c := p.captions[m][0]
	return !c.credit && len(strings.Fields(c.text)) <= 8 && by().MatchString(c.text) && digits(c.text) == 0
}

// pastCaptions is the last piece of the pictures that follow one another right
// behind a piece, with nothing but their captions between them, in one box.
func (p *page) pastCaptions(last int) int {
	before := p.mediaBefore()
	var shared *box // around the picture before
	for i := last + 1; i < len(p.pieces) && p.pieces[i].caption; i++ {
		m := before[i]
		if m == nil {
			m = pictureNear(p.pieces[i].box)
		}
		if m == nil {
			return last
		}
		around := m.up
		if f := m.within(atom.Figure); f != nil {
			around = f.up
		}
		if shared != nil && around != shared && around != shared.up && around.up != shared.up {
			return last
		}
		shared, last = around, i
	}
	return last
}

// span is the first and the last piece that is kept, -1 when none is.
func (p *page) span() (first, last int) {
	first, last = -1, -1
	for i, q := range p.pieces {
		if q.keep {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// keep marks a box and those around it as holding something that is kept.
func (b *box) keep() {
	for ; b != nil && !b.kept; b = b.up {
		b.kept = true
	}
}

// home is the smallest box with nine tenths of the words that are kept.
func (p *page) home() *box {
	kept := map[*box]int{}
	total := 0
	for _, q := range p.pieces {
		if !q.keep {
			continue
		}
		total += len(q.words)
		for b := q.box; b != nil; b = b.up {
			kept[b] += len(q.words)
		}
	}
	b := p.top
down:
	for {
		for _, k := range b.kids {
			if !k.isLeaf() && kept[k]*10 >= total*9 {
				b = k
				continue down
			}
		}
		return b
	}
}

// belongs reports whether media between pieces of the text is part of it: it
// stands in the text's box, and the box around it that holds no text of the
// article holds hardly any other text either.
func (p *page) belongs(m, home *box) bool {
	island := m
	for island.up != nil && island.up != home && !island.up.kept {
		island = island.up
	}
	inside := false
	for b := m.up; b != nil; b = b.up {
		if b == home {
			inside = true
			break
		}
		if b == island.up {
			break
		}
		if b.own&asideMarks != 0 && b.tag() != atom.Figure && len(p.captions[m]) == 0 {
			return false
		}
	}
	if !inside && (island.up == nil || !island.up.kept) {
		return false
	}
	return p.otherWords(island) <= 12 && !p.ofAuthor(m) && !p.leadsAway(m, island)
}

// leadsAway reports whether a picture is a link to another page of the site, with
// nothing but words that lead there, too.
func (p *page) leadsAway(m, island *box) bool {
	return m.link != "" && !island.isLeaf() && island.words > 0 && island.linked*2 > island.words && p.isHere(m.link) && !pictureFile.MatchString(m.link) && len(p.captions[m]) == 0
}

// otherWords is how many words a box has that are no captions.
func (p *page) otherWords(b *box) int {
	if !b.isLeaf() && isPost(b.node) {
		return 0
	}
	if b.piece != nil {
		if b.piece.caption {
			return 0
		}
		return len(b.piece.words)
	}
	n := 0
	for _, k := range b.kids {
		n += p.otherWords(k)
	}
	return n
}

// leads reports whether a picture before the text is the article's: the one
// that the page names as its own, or one in a figure or with a caption close to
// the text or below the title.
func (p *page) leads(m *box, first int) bool {
	if !isImage(m.media) {
		return false
	}
	for b := m.up; b != nil && !b.kept; b = b.up {
		if b.own&(asideMarks|markAside) != 0 && b.own&markCaption == 0 {
			return false
		}
	}
	if p.ofAuthor(m) {
		return false
	}
	addr := pictureSource(m.media)
	if addr == "" {
		return false
	}
	if p.meta.image != "" && pictureName(addr) == pictureName(p.meta.image) {
		return true
	}
	title := -1
	for i := first; i >= 0; i-- {
		if p.pieces[i].titleLike > 0.8 {
			title = i
			break
		}
	}
	if title >= 0 && m.order > title && first-m.order <= 12 && m.link == "" && wide(m.media) {
		return true
	}
	near := first-m.order <= 12 || title >= 0 && m.order >= title-2
	return near && (m.within(atom.Figure) != nil || len(p.captions[m]) > 0 || m.within(atom.Picture) != nil)
}

// wide reports whether a picture is as wide as the text, as far as it says.
func wide(n *html.Node) bool {
	w, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, "width")), "px"))
	return err == nil && w >= 480
}

// pictureName is the file name in a picture's address, the same for all sizes
// of one picture in most papers.
func pictureName(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return addr
	}
	name := path.Base(u.Path)
	if len(name) < 8 {
		return u.Path
	}
	return strings.TrimSuffix(name, path.Ext(name))
}
