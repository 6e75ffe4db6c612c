package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A mark is what an element's name, class, id or role says of its content.
type mark uint32

const (
	markNav mark = 1 << iota
	markHeader
	markFooter
	markAside
	markForm
	markShare
	markRelated
	markPromo
	markComment
	markAuthor
	markCaption
	markMeta
	markAd
	markPopup
	markContents
	markHidden
	markLive
	markTeaser
	markBody
	markArticle
	markMain
	markDeck
	markNote
	markQuote
	markEmbed
	markFact
	markLast // one past the last
)

// markCount is how many marks there are.
const markCount = 26

// classWords are words of class names and ids, whole.
var classWords = map[string]mark{
	"nav": markNav, "navigation": markNav, "navbar": markNav, "menu": markNav, "submenu": markNav, "breadcrumb": markNav,
	"breadcrumbs": markNav, "pagination": markNav, "pager": markNav, "paging": markNav, "skip": markNav,
	"header": markHeader, "masthead": markHeader, "topbar": markHeader,
	"footer": markFooter, "foot": markFooter, "bottom": markFooter, "copyright": markFooter, "colophon": markFooter,
	"disclaimer": markFooter,
	"sidebar":    markAside, "aside": markAside, "rail": markAside, "widget": markAside, "widgets": markAside, "complementary": markAside,
	"form": markForm, "login": markForm, "signin": markForm, "register": markForm, "search": markForm, "poll": markForm, "quiz": markForm,
	"button": markForm, "btn": markForm, "dropdown": markForm,
	"share": markShare, "sharing": markShare, "social": markShare, "shares": markShare, "follow": markShare, "sharebar": markShare,
	"facebook": markShare, "whatsapp": markShare, "telegram": markShare, "addthis": markShare, "sharedaddy": markShare, "tools": markShare,
	"toolbar": markShare, "print": markShare, "actions": markShare, "bookmark": markShare,
	"related": markRelated, "recommended": markRelated, "recommendation": markRelated, "recommendations": markRelated,
	"recirc": markRelated, "trending": markRelated, "popular": markRelated, "mostread": markRelated, "latest": markRelated,
	"readmore": markRelated, "readalso": markRelated, "bacajuga": markRelated, "more": markRelated, "seealso": markRelated,
	"also": markRelated, "suggested": markRelated, "similar": markRelated, "next": markRelated, "prev": markRelated, "previous": markRelated,
	"morefrom": markRelated, "yarpp": markRelated, "jp": markRelated, "lainnya": markRelated, "terkait": markRelated, "verwandt": markRelated,
	"promo": markPromo, "newsletter": markPromo, "subscribe": markPromo, "subscription": markPromo, "signup": markPromo, "cta": markPromo,
	"promotion": markPromo, "donate": markPromo, "donation": markPromo, "optin": markPromo, "campaign": markPromo, "upsell": markPromo,
	"membership": markPromo, "paywall": markPromo, "app": markPromo, "podcast": markPromo, "callout": markPromo,
	"comment": markComment, "comments": markComment, "disqus": markComment, "respond": markComment, "commentlist": markComment,
	"reply": markComment, "reader": markComment, "discussion": markComment, "kommentare": markComment, "komentar": markComment,
	"author": markAuthor, "authors": markAuthor, "bio": markAuthor, "byline": markAuthor, "contributor": markAuthor, "writer": markAuthor,
	"profile": markAuthor, "reporter": markAuthor, "editor": markAuthor, "avatar": markAuthor, "autor": markAuthor, "penulis": markAuthor,
	"caption": markCaption, "figcaption": markCaption, "credit": markCaption, "credits": markCaption, "legend": markCaption, "photo": markCaption,
	"image": markCaption, "img": markCaption, "picture": markCaption, "gallery": markCaption, "slideshow": markCaption, "carousel": markCaption,
	"media": markCaption, "video": markCaption, "figure": markCaption, "slider": markCaption, "foto": markCaption, "bild": markCaption,
	"copy": 0, "meta": markMeta, "metadata": markMeta, "date": markMeta, "time": markMeta, "timestamp": markMeta, "published": markMeta,
	"datetime": markMeta, "tags": markMeta, "tag": markMeta, "category": markMeta, "categories": markMeta, "topics": markMeta,
	"topic": markMeta, "keywords": markMeta, "source": markMeta, "info": markMeta, "label": markMeta, "kicker": markMeta, "eyebrow": markMeta,
	"dateline": markMeta, "readtime": markMeta, "duration": markMeta,
	"ad": markAd, "ads": markAd, "advert": markAd, "advertisement": markAd, "adv": markAd, "adsbygoogle": markAd, "sponsor": markAd,
	"sponsored": markAd, "banner": markAd, "outbrain": markAd, "taboola": markAd, "dfp": markAd, "affiliate": markAd, "iklan": markAd,
	"anzeige": markAd, "publicidad": markAd, "reklama": markAd,
	"popup": markPopup, "modal": markPopup, "overlay": markPopup, "cookie": markPopup, "cookies": markPopup, "consent": markPopup,
	"gdpr": markPopup, "lightbox": markPopup, "tooltip": markPopup, "notification": markPopup, "toast": markPopup, "alert": markPopup,
	"toc": markContents, "contents": markContents, "ez": markContents, "anchors": markContents, "jump": markContents, "index": markContents,
	"hidden": markHidden, "hide": markHidden, "sr": markHidden, "screen": markHidden, "visually": markHidden, "visuallyhidden": markHidden,
	"invisible": markHidden, "offscreen": markHidden,
	"live": markLive, "liveblog": markLive, "ticker": markLive,
	"teaser": markTeaser, "card": markTeaser, "cards": markTeaser, "tile": markTeaser, "item": markTeaser, "thumb": markTeaser,
	"thumbnail": markTeaser, "list": markTeaser, "box": markTeaser, "infobox": markTeaser, "factbox": markTeaser, "headline": markTeaser,
	"headlines": markTeaser, "grid": markTeaser, "feed": markTeaser, "listing": markTeaser,
	"deck": markDeck, "dek": markDeck, "standfirst": markDeck, "subtitle": markDeck, "subheadline": markDeck, "subhead": markDeck,
	"subheading": markDeck, "subline": markDeck, "strapline": markDeck, "lede": markDeck, "lead": markDeck, "leadtext": markDeck, "intro": markDeck,
	"introduction": markDeck, "excerpt": markDeck, "summary": markDeck, "synopsis": markDeck, "tagline": markDeck, "abstract": markDeck,
	"sapo": markDeck, "bajada": markDeck, "copete": markDeck, "entradilla": markDeck, "chapo": markDeck, "chapeau": markDeck, "vorspann": markDeck,
	"sottotitolo": markDeck, "sommario": markDeck, "catenaccio": markDeck, "ingress": markDeck, "manchet": markDeck, "preamble": markDeck,
	"perex": markDeck, "anons": markDeck, "ozet": markDeck, "spot": markDeck, "teaserext": markDeck, "subtitulo": markDeck, "linhafina": markDeck,
	"body": markBody, "articlebody": markBody, "entry": markBody, "story": markBody, "text": markBody, "paragraph": markBody,
	"richtext": markBody, "prose": markBody, "post": markBody, "content": markBody, "isi": markBody,
}

// moreWords are words of class names and ids that may have a mark of classWords,
// too.
var moreWords = map[string]mark{
	"note": markNote, "notes": markNote, "errata": markNote, "erratum": markNote, "correction": markNote, "corrections": markNote, "clarification": markNote,
	"disclaimer": markNote, "disclosure": markNote, "footnote": markNote, "footnotes": markNote, "endnote": markNote, "endnotes": markNote, "tagline": markNote,
	"shirttail": markNote, "signoff": markNote, "trailer": markNote, "attribution": markNote, "affiliate": markNote, "legal": markNote, "copyright": markNote,
	"rights": markNote, "sources": markNote, "references": markNote, "citation": markNote, "annotation": markNote, "hinweis": markNote, "nota": markNote,
	"quote": markQuote, "quotes": markQuote, "pullquote": markQuote, "pull": markQuote, "blockquote": markQuote, "zitat": markQuote, "citat": markQuote, "citate": markQuote,
	"cita": markQuote, "destacado": markQuote, "exergue": markQuote, "highlight": markQuote, "highlighted": markQuote,
	"embed": markEmbed, "embedded": markEmbed, "oembed": markEmbed, "inline": markEmbed, "injected": markEmbed, "insert": markEmbed, "inset": markEmbed,
	"interstitial": markEmbed, "tweet": markEmbed, "twitter": markEmbed, "instagram": markEmbed, "player": markEmbed, "recirculation": markEmbed, "module": markEmbed,
	"shortcode": markEmbed, "float": markEmbed, "floated": markEmbed, "linkbox": markEmbed, "inarticle": markEmbed,
	"fact": markFact, "facts": markFact, "factbox": markFact, "infobox": markFact, "sidebox": markFact, "keypoints": markFact, "highlights": markFact, "takeaways": markFact,
	"takeaway": markFact, "glance": markFact, "timeline": markFact, "faq": markFact, "explainer": markFact, "faktabox": markFact, "fakta": markFact, "fakten": markFact,
	"encadre": markFact, "recuadro": markFact, "kasten": markFact, "kader": markFact, "background": markFact, "specs": markFact, "verdict": markFact, "rating": markFact,
}

// classParts are looked for within longer words.
var classParts = []struct {
	part string
	mark mark
}{
	{"newsletter", markPromo}, {"subscri", markPromo}, {"promo", markPromo}, {"related", markRelated}, {"recommend", markRelated},
	{"readmore", markRelated}, {"mostpop", markRelated}, {"comment", markComment}, {"sidebar", markAside}, {"breadcrumb", markNav},
	{"advert", markAd}, {"sponsor", markAd}, {"caption", markCaption}, {"social", markShare}, {"share", markShare}, {"articlebody", markBody},
	{"articletext", markBody}, {"articlecontent", markBody}, {"storybody", markBody}, {"postcontent", markBody}, {"author", markAuthor},
	{"byline", markAuthor}, {"cookie", markPopup}, {"footer", markFooter}, {"navi", markNav}, {"menu", markNav}, {"tableofcontents", markContents},
	{"teaser", markTeaser}, {"standfirst", markDeck}, {"subtitle", markDeck}, {"subhead", markDeck}, {"paywall", markPromo}, {"taboola", markAd}, {"outbrain", markAd},
}

// tagMarks are what elements say by their name.
func tagMarks(a atom.Atom) mark {
	switch a {
	case atom.Nav, atom.Menu:
		return markNav
	case atom.Header:
		return markHeader
	case atom.Footer, atom.Address:
		return markFooter
	case atom.Aside:
		return markAside
	case atom.Form, atom.Button, atom.Fieldset, atom.Dialog:
		return markForm
	case atom.Figcaption, atom.Figure:
		return markCaption
	case atom.Article:
		return markArticle
	case atom.Main:
		return markMain
	}
	return 0
}

// roleMarks are the ARIA landmarks.
var roleMarks = map[string]mark{
	"navigation": markNav, "menu": markNav, "banner": markHeader, "contentinfo": markFooter, "complementary": markAside,
	"search": markForm, "form": markForm, "button": markForm, "dialog": markPopup, "alertdialog": markPopup, "alert": markPopup,
	"main": markMain, "article": markArticle, "tooltip": markPopup,
}

// marksOf is all that one element says of its content.
func marksOf(n *html.Node) mark {
	m := tagMarks(n.DataAtom)
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return m
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class", "id", "data-component", "data-testid", "data-type", "data-module", "data-component-name", "data-gu-name":
			m |= nameMarks(a.Val)
		case "role":
			m |= roleMarks[a.Val]
		case "hidden":
			m |= markHidden
		case "aria-hidden":
			if a.Val == "true" {
				m |= markHidden
			}
		case "style":
			if css := strings.ToLower(strings.ReplaceAll(a.Val, " ", "")); strings.Contains(css, "display:none") ||
				strings.Contains(css, "visibility:hidden") {
				m |= markHidden
			}
		case "itemprop", "property":
			m |= propMarks(a.Val)
		}
	}
	return m
}

func propMarks(v string) mark {
	switch strings.ToLower(v) {
	case "articlebody", "schema:articlebody":
		return markBody | markMain
	case "author":
		return markAuthor
	case "comment":
		return markComment
	case "datepublished", "datemodified":
		return markMeta
	}
	return 0
}

// nameMarks are the marks of the words in a class or an id. Words are parted by
// what is no letter and by capitals.
func nameMarks(s string) mark {
	if len(s) > 400 {
		s = s[:400]
	}
	var m mark
	from := 0
	end := func(to int) {
		if to > from {
			m |= wordMark(strings.ToLower(s[from:to]))
		}
	}
	for i, r := range s {
		switch {
		case !unicode.IsLetter(r):
			end(i)
			from = i + len(string(r))
		case unicode.IsUpper(r) && i > from && !unicode.IsUpper(rune(s[i-1])):
			end(i)
			from = i
		}
	}
	end(len(s))
	return m
}

func wordMark(w string) mark {
	more := moreWords[w]
	if m, ok := classWords[w]; ok || more != 0 {
		return m | more
	}
	if len(w) < 7 {
		return 0
	}
	var m mark
	for _, p := range classParts {
		if strings.Contains(w, p.part) {
			m |= p.mark
		}
	}
	return m
}
