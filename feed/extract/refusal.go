package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"warta/feed/article"
)

// enough is how many words an article has at least; with fewer the page is
// looked at for the reason.
const enough = 60

// mayBeCut is how many words an article may have and still be only the part
// that a paywall lets be seen.
const mayBeCut = 400

// Words that stand on walls, in many languages.
var (
	paywallWords = later(`(?i)subscribe to (?:continue|read|unlock)|(?:already|not) (?:a |yet a )?subscri|for subscribers only|subscribers? only|this (?:article|content|story) is (?:for|reserved|available) (?:only )?(?:for |to )?(?:our )?(?:paid |premium )?(?:subscribers|members)|to continue reading|continue reading (?:with|for)|unlock (?:this|the full) (?:article|story)|start your (?:free )?trial|article réservé|réservé (?:à nos|aux) abonnés|il vous reste .{1,12} (?:de cet article|à lire)|abonnez-vous pour (?:lire|continuer)|weiterlesen mit|mit einem abo|jetzt (?:abo|abonnieren) .{0,30}(?:weiter|lesen)|nur für abonnenten|exklusiv für abonnenten|contenido exclusivo|solo para suscriptores|exclusivo para suscriptores|suscríbete para (?:seguir|continuar)|contenuto riservato|riservato agli abbonati|abbonati per (?:leggere|continuare)|conteúdo exclusivo|exclusivo para assinantes|khusus pelanggan|berlangganan untuk|alleen voor abonnees|voor abonnees|endast för prenumeranter|kun for abonnenter|tylko dla prenumerator|только для подписчиков|この記事は(?:会員|有料)|会員限定|有料会員|订阅后|구독자 전용`)
	paywallClass = later(`(?i)\b(?:paywall|regwall|meteredcontent|subscriber-only|premium-content-wall|piano-|tp-container-inner)`)
	consentWords = later(`(?i)before you continue|we value your privacy|we and our (?:\d+ )?(?:partners|vendors)|accept (?:all )?cookies|consent to (?:the use|our)|manage (?:your )?(?:cookie|privacy|consent)|cookie[- ]?(?:settings|preferences|consent|wall)|wir (?:und unsere partner|benötigen ihre zustimmung)|zustimmung|datenschutz-?einstellungen|alle akzeptieren|mit werbung weiterlesen|accepter (?:et|les cookies)|votre consentement|gérer (?:vos|les) cookies|aceptar (?:todas )?las cookies|accetta (?:tutti )?i cookie|akkoord|alle cookies accepteren`)
	scriptWords  = later(`(?i)(?:enable|activate|turn on|requires?) javascript|javascript (?:is )?(?:disabled|required|not enabled|aktivieren|is niet|est désactivé)|you need to enable javascript|please enable js|activer javascript|javascript muss|habilit\w+ javascript|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|just a moment|access denied|are you a robot|unusual traffic|captcha`)
)

// refusal says why a page gives no whole article, nil when it does.
func (p *page) refusal(a article.Article) *Refusal {
	text := article.Text(a)
	n := article.Words(a)
	if !p.meta.locked && n >= mayBeCut && !p.cutShort(text) {
		return nil
	}
	said := p.shortTexts()
	walled := paywallWords().MatchString(said) || p.hasWall()
	switch {
	case p.meta.locked && walled && n < mayBeCut, walled && n < 2*enough, p.cutShort(text) && walled:
		return &Refusal{Paywall, "the page shows the whole article to subscribers only"}
	case p.meta.locked && p.stated == nil && n < 2*enough:
		return &Refusal{Paywall, "the page says that the article is for subscribers only"}
	case n >= enough:
		return nil
	case consentWords().MatchString(said):
		return &Refusal{Consent, "the page asks for consent before it shows the article"}
	case scriptWords().MatchString(said) || scriptWords().MatchString(p.noscript()):
		return &Refusal{ScriptOnly, "the page makes its text with scripts, or keeps programs out"}
	case n == 0 && p.scripts() > 2 && p.top.words < enough:
		return &Refusal{ScriptOnly, "the page makes its text with scripts"}
	case n == 0:
		return &Refusal{Empty, "no article was found on the page"}
	}
	return nil
}

// shortTexts is the text of the pieces that a wall may be made of: short ones,
// at most some 50,000 bytes of them.
func (p *page) shortTexts() string {
	var b strings.Builder
	for _, q := range p.pieces {
		if len(q.words) < 2 || len(q.text) > 600 || q.marks()&(markNav|markComment) != 0 {
			continue
		}
		if b.WriteString(q.text); b.Len() > 50_000 {
			break
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// marks are those of all boxes around a piece.
func (q *piece) marks() mark { return q.box.marks }

// cutShort reports whether text ends in an ellipsis.
func (p *page) cutShort(text string) bool {
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
		if c := attr(b.node, "class") + " " + attr(b.node, "id"); len(c) > 4 && paywallClass().MatchString(c) {
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
