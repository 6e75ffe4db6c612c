package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// never reports whether a piece is the site's beyond doubt, whatever the voters
// say: a line that leads to another article, a caption that is printed twice,
// what stands in navigation, forms and windows of their own.
func (p *page) never(q *piece) bool {
	return q.away || p.repeatsCaption(q) || q.titleLike > 0.95 && q.level() <= 1 || p.namesAuthor(q) || q.inside(atom.Button) && q.level() == 0 || len(q.text) < 40 && adLabel().MatchString(q.text) || q.spoken()
}

// adLabel is what stands above or in place of an advertisement.
var adLabel = later(`(?i)^[\s\[(–—-]*(?:advertisement|advertising|advertorial|sponsored(?: content)?|ads by \pL+|paid post|publicidad|contenido patrocinado|publicité|pubblicità|publicidade|continua após a publicidade|anzeige|werbung|advertentie|reclame|annons|annonse|annonce|reklame?|mainos|reklama|реклама|iklan|advertensi|διαφήμιση|פרסומת|إعلان|اعلان|विज्ञापन|โฆษณา|quảng cáo|広告|スポンサーリンク|广告|廣告|광고)[\s\])–—.:-]*$`)

// spoken reports whether a piece is a line that only programs which read a page
// aloud say.
func (q *piece) spoken() bool {
	if len(q.words) > 15 {
		return false
	}
	for _, c := range strings.Fields(attr(q.box.node, "class")) {
		switch c {
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "u-visually-hidden", "a11y-hidden", "offscreen":
			return true
		}
	}
	return false
}

// readsAlso reports whether a piece begins like a read-also line, and whether it
// is one: one of the phrases, and a link for most of what follows.
func (q *piece) readsAlso() (begins, is bool) {
	if len(q.words) > 45 {
		return false, false
	}
	text := opening(q.text)
	at := readAlso().FindStringIndex(text[:min(len(text), longestPhrase)])
	if at == nil {
		return false, false
	}
	return true, q.linkShare() > 0.3 || q.bold*10 > len(q.text)*9 && !ends(q.text) && behindColon(text[at[1]-1:]) || strings.Trim(text[at[1]:], " .…:：!]】") == ""
}

// behindColon reports whether a few words stand behind a colon near the beginning
// of text.
func behindColon(text string) bool {
	label, rest, ok := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	return ok && len(label) < 16 && len(strings.Fields(rest)) > 2
}

// repeatsCaption reports whether a piece says again what the caption or the
// text alternative of a picture right before it says.
func (p *page) repeatsCaption(q *piece) bool {
	if len(q.words) < 3 || len(q.words) > 90 || q.level() > 0 {
		return false
	}
	at, ok := p.captionRuns[run(q.words)]
	return ok && q.order >= at-1 && q.order <= at+4
}

// noteCaptions remembers what is said about pictures, and where, to know its
// repetitions.
func (p *page) noteCaptions() {
	p.captionRuns = map[uint64]int{}
	for _, m := range p.media {
		if alt := appendWords(nil, attr(m.media, "alt")); len(alt) >= 5 {
			p.captionRuns[run(alt)] = m.order
		}
		whole := ""
		for _, c := range p.captions[m] {
			p.captionRuns[run(appendWords(nil, c.text))] = m.order
			whole += " " + c.text
		}
		p.captionRuns[run(appendWords(nil, whole))] = m.order
	}
}
