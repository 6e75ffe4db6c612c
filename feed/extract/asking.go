package extract

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// mostAskingLine is how many words a line has at most that asks for something.
const mostAskingLine = 45

// asking is a whole line that wants something of its reader, or is a machine's:
// where the text goes on below an advertisement, that opinions are welcome, that
// there is a newsletter, that the rest is for subscribers.
var asking = later(`(?i)^(?:` + strings.Join([]string{
	`(?:the )?(?:story|article|text|post|content) continues (?:below|after)\b.{0,40}`, `scroll to continue.{0,40}`, `(?:der )?artikel (?:wird|geht) .{0,20}(?:anzeige|werbung)\b.{0,30}`,
	`la suite .{0,20}après (?:la|cette) publicité.{0,20}`, `sigue .{0,30}(?:después|tras) .{0,10}publicidad`, `continua (?:após|depois da?) .{0,4}publicidade`, `(?:tekst|artikel) gaat (?:verder|door) onder.{0,40}`,
	`(?:artikeln fortsätter|saken fortsetter|artiklen fortsætter) (?:efter|etter|under) (?:annonsen|annoncen)`, `dalsz(?:y|a) .{0,30}pod reklamą`, `продолжение .{0,20}после рекламы`,
	`what do you think\?.{0,30}\b(?:let us know|tell us|share|leave|comments?)\b.{0,80}`, `(?:let us know|tell us|share your (?:thoughts|views|opinions?)).{0,60}\bin the comments?\b.{0,40}`,
	`was (?:denken sie|meinen sie|meinst du|denkst du)\b.{0,60}kommentar.{0,40}`, `qu['’]en pensez-vous\s?\?.{0,80}commentaire.{0,40}`, `(?:¿?qué opinas|cuéntanos|déjanos tu opinión).{0,80}comentarios.{0,40}`,
	`(?:o que você acha|conte para nós|deixe sua opinião).{0,80}comentários.{0,40}`, `(?:cosa ne pens|facci sapere|dicci).{0,80}commenti.{0,40}`, `(?:wat vind jij|laat het (?:ons )?weten).{0,60}reacties.{0,40}`,
	`(?:tulis|sampaikan|bagaimana) .{0,40}(?:kolom )?komentar.{0,40}`, `(?:что вы думаете|делитесь|поделитесь|пишите).{0,80}комментари.{0,40}`, `(?:fikirlerinizi|düşüncelerinizi).{0,60}(?:yorum|paylaş).{0,40}`,
	`(?:sign up|subscribe|register)\b.{0,60}\b(?:newsletters?|inbox|mailing list|youtube channel)\b.{0,60}`, `suscríb(?:ete|ase)\b.{0,60}\b(?:newsletters?|boletín|boletines)\b.{0,80}`,
	`(?:abonnieren|bestellen) sie\b.{0,60}newsletter.{0,80}`, `(?:jetzt|hier)\b.{0,30}newsletter.{0,60}(?:anmelden|abonnieren|bestellen).{0,20}`, `(?:abonnez|inscrivez)-vous\b.{0,60}\b(?:newsletters?|infolettre|lettre d['’]information)\b.{0,80}`,
	`iscriviti\b.{0,60}newsletter.{0,80}`, `(?:assine|inscreva-se|cadastre-se)\b.{0,60}newsletter.{0,80}`, `(?:schrijf je in|meld je aan|abonneer je)\b.{0,60}nieuwsbrief.{0,60}`,
	`(?:prenumerera|anmäl dig|skriv upp dig|meld deg|tilmeld dig)\b.{0,60}nyhetsbrev.{0,60}`, `(?:zapisz się|subskrybuj) .{0,60}newsletter.{0,60}`, `(?:подпишитесь|подписывайтесь|подпишись).{0,60}(?:рассылк|канал|telegram|телеграм|youtube).{0,60}`,
	`(?:daftar|berlangganan|ikuti)\b.{0,60}(?:newsletter|buletin|channel whatsapp|saluran whatsapp|google news)\b.{0,80}`, `(?:already|déjà|bereits|¿?ya eres|già|já é) (?:a |an |un |una )?(?:subscribers?|member|abonnée?|abonnent|suscriptora?|abbonato|assinante)(?:[^\pL].{0,60})?`,
	`il vous reste \d+(?:[.,]\d+)?\s?% de cet article.{0,80}`, `(?:cet article|la suite) est réservée? (?:aux|à nos) abonnés.{0,60}`, `para seguir leyendo,? .{0,60}`, `(?:contenido|artículo) exclusivo para suscriptores.{0,40}`,
	`dieser artikel ist (?:nur )?für abonnenten.{0,60}`, `.{0,30}会員登録.{0,30}`, `この記事は.{0,6}会員(?:限定|専用).{0,30}`,
	`(?:(?:please )?follow us|siga-nos|síguenos|seguici|suivez-nous|folgen sie uns|volg ons|ikuti kami|följ oss|следите за нами|подписывайтесь на нас|bizi takip edin|theo dõi chúng tôi)\b.{0,20}(?:\bon|en|no|na|su|sur|auf|op|di|på|в|на)?\b.{0,60}\b(?:google news|telegram|whatsapp|twitter|facebook|instagram|youtube|tiktok|threads|bluesky|linkedin|дзен|вконтакте)\b.{0,80}`,
	`(?:do you )?(?:have|got|know) (?:a|any|more)(?: news)? (?:story|tip|tips|information|news)\b.{0,60}(?:email|e-mail|contact|write to|get in touch|send|let us know|@).{0,80}`, `(?:download|get|install|try) (?:the|our) .{0,30}\bapp\b.{0,60}`,
	`(?:rate|vote for|vota|bewerten sie|bewerte|notez|valora|puntúa|avalie|beoordeel|oceń|оцените|nilai) .{0,40}[★☆⭐\s]{3,}`, `[<↑^ ]*(?:(?:back|return) to (?:the )?(?:top|contents)|zurück (?:nach oben|zum (?:anfang|inhalt))|nach oben|retour en haut|haut de page|volver arriba|voltar ao topo|torna su|terug naar boven|наверх)`, `(?:jump|go|skip|scroll) to (?:the )?(?:recipe|comments|video|results)`, `vai alla ricetta|zum rezept(?: springen)?|aller à la recette|ir a la receta|ir para a receita|naar (?:het )?recept|przejdź do przepisu`,
	`(?:print(?:able)? version|print this (?:page|article|story)|druckversion|artikel drucken|version (?:imprimable|à imprimer)|imprimer(?: l['’]article)?|versión para imprimir|imprimir(?: esta noticia)?|versão para impressão|versione (?:per la stampa|stampabile)|printversie|версия для печати|распечатать|версія для друку|yazdır|인쇄하기|印刷する|打印本页)`,
	`this slideshow requires javascript`, `please enable javascript\b.{0,80}`, `(?:print|pin|save|jump to) (?:this )?recipe`, `\d(?:[.,]\d+)? (?:from|\() ?[\d,.]+ (?:votes?|ratings?|reviews?)\)?`, `thanks for contributing an answer.{0,120}`,
}, `|`) + `)\s*[.!?…»:]*$`)

// askingWords are words one of which is in every asking line: looking for them is
// much faster than matching it.
var askingWords = []string{"continu", "anzeige", "werbung", "publici", "onder", "annons", "annonc", "reklam", "реклам", "comment", "kommentar", "comentarios", "comentários", "commenti",
	"reacties", "komentar", "комментар", "yorum", "paylaş", "newsletter", "inbox", "mailing list", "youtube", "boletín", "boletines", "infolettre", "lettre d", "nieuwsbrief", "nyhetsbrev",
	"рассылк", "канал", "telegram", "телеграм", "buletin", "whatsapp", "google news", "subscriber", "member", "abonn", "suscriptor", "abbonat", "assinante", "il vous reste", "seguir leyendo",
	"会員", "follow us", "siga-nos", "síguenos", "seguici", "suivez-nous", "folgen sie uns", "volg ons", "ikuti kami", "följ oss", "следите", "bizi takip", "theo dõi", "have a", "got a", "know a", "have any", "have more", " app", "★", "☆", "⭐", "recette", "receta", "receita", "rezept", "recept", "ricetta", "przepisu",
	"to top", "to the top", "contents", "nach oben", "zurück", "haut de page", "en haut", "arriba", "ao topo", "torna su", "boven", "наверх", "print", "druck", "imprim", "impress", "stampa", "печат", "друку", "yazdır", "인쇄", "印刷", "打印", "javascript", "recipe", "vote", "rating", "review", "contributing"}

// isAsking reports whether a line is an asking one.
func isAsking(text string) bool {
	low := strings.ToLower(text)
	for _, w := range askingWords {
		if strings.Contains(low, w) {
			return asking().MatchString(text)
		}
	}
	return false
}

// contributed is a line that says who else worked on an article, and nothing else.
var contributed = later(`(?i)^[^.]{4,220} contributed (?:to this (?:report|story|article|piece)|reporting)(?: from [^.]{2,60})?\.?$`)

// shortcode is what a machine left unread of its own marks, or the initials of
// those who wrote and edited an article.
var shortcode = later(`^\[/?[a-z][a-z_-]*(?: [^\]]*=[^\]]*)?\](?:[^\[\]]{0,60}\[/[a-z][a-z_-]*\])?$|^\[Gambas:[^\]]*\]$|^\[[A-Z]+(?:_[A-Z]+)+\]$|^\(\pL{2,4}(?:/\pL{2,4}){1,3}\)$`)

// onSite labels a link with the name of a site: "On Example.com: …".
var onSite = later(`(?i)^(?:(?:also |more |read )?(?:on|from|at|in|via)|auf|bei|sur|en|su|op|på) [\pL\d-]+(?:\.[\pL\d-]+)*\.[a-z]{2,10}\s*:`)

// askingLink is the text of a link that asks.
var askingLink = later(`(?i)^(?:(?:sign up|subscribe|register|donate|join)(?: here| now| today)?|click here(?: (?:for|to) .{0,40})?|(?:hier|jetzt) (?:anmelden|abonnieren|bestellen)|(?:suscríbete|regístrate) aquí|inscrivez-vous(?: ici)?|iscriviti qui|inscreva-se aqui|daftar di sini)[.!]?$`)

// askingLines drops the lines that want something of their reader, those that say
// who else worked on the article, and the links to a site by its name.
func (p *page) askingLines() {
	for _, q := range p.pieces {
		if !q.keep || len(q.words) > mostAskingLine || q.level() > 0 || q.inside(atom.Blockquote) {
			continue
		}
		text := opening(q.text)
		item := q.inside(atom.Li)
		q.keep = !(!item && (isAsking(text) || q.shouts()) || q.colophon && contributed().MatchString(q.text) || shortcode().MatchString(q.text) || q.labelled && onSite().MatchString(text) ||
			office().MatchString(text) || q.signsUp() && (q.score < 0.5 || q.colophon))
	}
}

// office is a line of an office: who edited the article, and how to reach its writer.
var office = later(`^[（]?(?:\p{Hangul}{2,4} ?기자\s+[\w.+-]+@[\w.-]+|责任编辑\s*[:：].{0,12}|責任編輯\s*[:：].{0,12})[)）】\]]?$`)

// shouts reports whether a piece is nothing but a link to another page of the site
// in capitals: how papers print the titles of other articles between paragraphs.
func (q *piece) shouts() bool {
	return len(q.words) >= 5 && q.linkShare() > 0.9 && q.linkedHere*10 > len(q.text)*9 && capitals(q.text) > 0.8
}

// signsUp reports whether a piece has a link that asks.
func (q *piece) signsUp() bool {
	for _, l := range q.leaves {
		if l.link != "" && len(l.node.Data) < 80 && askingLink().MatchString(strings.TrimSpace(l.node.Data)) {
			return true
		}
	}
	return false
}

// letterBox is the label of a box for a newsletter.
var letterBox = later(`(?i)^(?:(?:our|the|der|unser|la|notre|nuestra?|il nostro|onze) )?(?:newsletter|nieuwsbrief|nyhetsbrev|boletín|infolettre|bülten|рассылка|ニュースレター|뉴스레터)(?:[^\pL]|$)`)

// letterBoxes drops small boxes of which the first line is the label of the site's
// newsletter or of other articles.
func (p *page) letterBoxes() {
	home := p.ownBox()
	for i, q := range p.pieces {
		if len(q.words) > 10 || !letterBox().MatchString(opening(q.text)) {
			continue
		}
		b := q.box.up
		for b.up != nil && b.up != home && b.up.isShort(mostAsking) {
			b = b.up
		}
		if b == home || !b.isShort(mostAsking) || b.words == len(q.words) || i > 0 && p.pieces[i-1].box.under(b) {
			continue
		}
		for _, m := range p.pieces[i:] {
			if !m.box.under(b) {
				break
			}
			m.keep = false
		}
	}
}
