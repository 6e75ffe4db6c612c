package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// Sizes of what stands before a wall, in words.
const (
	few      = 25  // what is kept by mistake of a page without an article
	enough   = 60  // an article has so many at least; with fewer the page is looked at for the reason
	aNote    = 120 // a teaser, or a short piece of news
	mayBeCut = 400 // an article may have so many and still be only the part before a paywall
)

// refusal says why a page gives no whole article, nil when it does.
func (p *page) refusal(a article.Article) *Refusal {
	n := article.Words(a)
	if r := p.notAnArticle(n); r != nil {
		return r
	}
	text := article.Text(a)
	if (n < mayBeCut || p.meta.locked || cutShort(text)) && p.walled(n, cutShort(text)) {
		return &Refusal{Paywall, "the page shows the whole article to subscribers only"}
	}
	switch {
	case n >= enough:
		return nil
	case n < few && p.consent, n < enough && !p.meta.dated && p.consentOnly():
		return &Refusal{Consent, "the page asks for consent before it shows the article"}
	case n < few && p.wantsScripts(n):
		return &Refusal{ScriptOnly, "the page makes its text with scripts"}
	case n == 0:
		return &Refusal{Empty, "no article was found on the page"}
	}
	return nil
}

// notAnArticle is the refusal for pages that stand in place of an article.
func (p *page) notAnArticle(n int) *Refusal {
	if n >= mayBeCut+aNote || n >= enough && p.meta.kind == "article" && p.meta.dated {
		return nil
	}
	heads := p.headlines()
	is := func(pattern func() *regexp.Regexp) bool {
		for _, h := range heads {
			if pattern().MatchString(h) {
				return true
			}
		}
		return false
	}
	switch {
	case is(missing), n < enough && is(missingToo):
		return &Refusal{Missing, "the page is not there any more"}
	case n < aNote && (is(keptOut) || p.challenges()):
		return &Refusal{ScriptOnly, "the page wants to see a browser before it shows the article"}
	case n < enough && is(loginTitle) && p.asksPassword():
		return &Refusal{Login, "the page asks for a login before it shows the article"}
	case n < aNote && (is(notHere) || fromRegion().MatchString(p.shortTexts(0))):
		return &Refusal{Region, "the page is not shown in your region"}
	}
	return nil
}

// headlines are the page's title and its first headings, without the site's name.
func (p *page) headlines() []string {
	list := []string{p.meta.window, p.meta.title}
	for _, q := range p.pieces {
		if l := q.level(); l > 0 && l <= 2 && len(q.text) < 200 && q.box.marks&(markNav|markFooter|markPopup) == 0 {
			if list = append(list, q.text); len(list) == 5 {
				break
			}
		}
	}
	return list
}

// walled reports whether a paywall stands behind the text.
func (p *page) walled(n int, cut bool) bool {
	present, absent := p.lockedParts()
	if present && !cut {
		return false
	}
	said := p.shortTexts(1)
	score := 0
	for _, strong := range []func() *regexp.Regexp{onlyFor, goOn, remaining} {
		if strong().MatchString(said) {
			score += 2
		}
	}
	told := score > 0
	for _, weak := range []func() *regexp.Regexp{account, price} {
		if told && weak().MatchString(said) {
			score++
		}
	}
	if p.meta.locked {
		score += 2
	}
	if p.meta.free {
		score--
	}
	switch {
	case p.meta.locked && absent && (n < aNote+few || n < mayBeCut && (told || p.hasWall())), p.meta.locked && p.stated == nil && n < aNote:
		return true
	case n < aNote && score >= 2 && (told || p.hasWall()):
		return true
	}
	return told && score >= 3 && (n < mayBeCut || cut && n < 4*mayBeCut)
}

// lockedParts reports whether the parts that JSON-LD says are locked have their
// text in the page, or are not there.
func (p *page) lockedParts() (present, absent bool) {
	if len(p.meta.lockedAt) == 0 {
		return false, false
	}
	words := 0
	eachNode(p.doc, func(n *html.Node) {
		if isAt(n, p.meta.lockedAt) {
			words += len(appendWords(nil, textOf(n)))
		}
	})
	return words >= aNote+30, words == 0
}

// shortTexts is the text of the pieces that a wall may be made of: short ones
// that are no links to elsewhere, at most some 50,000 bytes of them. From the
// first kept piece on, when from is 1: what a wall says stands behind its
// teaser, and what a short article says of walls stands in whole sentences.
func (p *page) shortTexts(from int) string {
	first, last := p.span()
	var b strings.Builder
	for i, q := range p.pieces {
		switch {
		case q.box.marks&(markNav|markComment|markFooter|markAside|markHidden) != 0 || q.inside(atom.Nav, atom.Footer, atom.Aside) || q.hidden():
			continue
		case len(q.words) < 2 && len(q.text) < 12 || len(q.text) > 600, q.linkShare() > 0.9 && len(q.words) > 5:
			continue
		case from > 0 && i < first && (q.inside(atom.Form) || q.inside(atom.Header) && !q.inside(atom.Article, atom.Main)):
			continue
		case from > 0 && first >= 0 && (i < first-4 || i > last+25 || q.keep && (len(q.words) > 30 || i < last && len(q.words) > 14)):
			continue
		}
		if b.WriteString(q.text); b.Len() > 50_000 {
			break
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// cutShort reports whether text ends in an ellipsis.
func cutShort(text string) bool {
	text = strings.TrimRight(text, " \n")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// hasWall reports whether an element says by its class or id that it is a wall.
func (p *page) hasWall() bool {
	found := false
	var walk func(*box)
	walk = func(b *box) {
		if found || b.isLeaf() {
			return
		}
		if c := attr(b.node, "class") + " " + attr(b.node, "id"); b != p.top && len(c) > 4 && wallName().MatchString(c) {
			found = true
			return
		}
		for _, k := range b.kids {
			walk(k)
		}
	}
	walk(p.top)
	return found
}

// challenges reports whether the page tries whether somebody is a human.
func (p *page) challenges() bool {
	said := p.shortTexts(0)
	if human().MatchString(said) && needsScript().MatchString(said+p.noscript()) || strings.Contains(strings.ToLower(said), "enable javascript and cookies to continue") {
		return true
	}
	found := false
	eachNode(p.doc, func(n *html.Node) {
		switch n.DataAtom {
		case atom.Script, atom.Iframe, atom.Div:
			found = found || challenge().MatchString(attr(n, "src")+" "+attr(n, "class")) ||
				n.DataAtom == atom.Script && challenge().MatchString(textOf(n))
		}
	})
	return found && p.top.words < aNote
}

// asksPassword reports whether the page has a form for a password.
func (p *page) asksPassword() bool {
	found := false
	eachNode(p.doc, func(n *html.Node) {
		found = found || n.DataAtom == atom.Input && strings.EqualFold(attr(n, "type"), "password")
	})
	return found
}

// wantsScripts reports whether scripts make the text of a page with n words.
func (p *page) wantsScripts(n int) bool {
	if p.emptyMount() {
		return true
	}
	said := p.noscript()
	if needsScript().MatchString(said) && !aboutComments().MatchString(said) || needsScript().MatchString(p.shortTexts(0)) {
		return true
	}
	return n == 0 && p.scripts() > 2 && p.top.words < enough
}

// mounts are the ids of elements that scripts fill.
var mounts = map[string]bool{"root": true, "app": true, "__next": true, "__nuxt": true, "___gatsby": true, "svelte": true,
	"react-root": true, "app-root": true, "main-app": true, "q-app": true, "ember-app": true, "application": true}

// emptyMount reports whether the element that scripts fill is there and has
// hardly any text.
func (p *page) emptyMount() bool {
	found := false
	eachNode(p.doc, func(n *html.Node) {
		if !found && (mounts[strings.ToLower(attr(n, "id"))] || n.Data == "app-root" || n.Data == "ion-app") {
			found = len(appendWords(nil, textOf(n))) < 12
		}
	})
	return found
}

// noscript is what the page says to browsers without scripts.
func (p *page) noscript() string {
	var b strings.Builder
	eachNode(p.doc, func(n *html.Node) {
		if n.DataAtom == atom.Noscript && b.Len() < 10_000 {
			b.WriteString(textOf(n))
		}
	})
	return b.String()
}

// scripts is how many scripts the page has.
func (p *page) scripts() int {
	n := 0
	eachNode(p.doc, func(e *html.Node) {
		if e.DataAtom == atom.Script {
			n++
		}
	})
	return n
}

// eachNode calls do for every element below n.
func eachNode(n *html.Node, do func(*html.Node)) {
	if n.Type == html.ElementNode {
		do(n)
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		eachNode(k, do)
	}
}
