package extract

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Words that lines have which are about the article, the site or its readers
// more often than articles are: by what they are for, in the languages of many
// papers. One of them says little; how many a short line has, and beside what
// else, says much.
var siteWords = [...]string{
	// what a site asks for
	`subscribe subscribed subscriber subscribers subscription subscriptions newsletter newsletters inbox signup sign register registration login join joining member members membership donate donation donations
	app apps download notifications alerts alert follow followed share sharing facebook twitter instagram whatsapp telegram youtube tiktok linkedin pinterest snapchat threads mastodon bluesky podcast podcasts spotify
	itunes tune stream streaming comment comments enter giveaway survey poll vote advertisement sponsored promo offer offers deal deals discount sale coupon shop buy
	abonnieren abonnent abonnenten abo kostenlos anmelden anmeldung registrieren folgen folge teilen werbung anzeige spenden spende mitglied gewinnspiel
	abonnez abonner abonné abonnés abonnement inscrivez suivez partagez partager gratuitement publicité application dons soutenez
	suscríbete suscríbase suscriptor suscriptores suscripción boletín síguenos sigue comparte compartir regístrate publicidad gratis únete canal descarga
	inscreva assine assinante assinantes siga compartilhe cadastre publicidade grátis baixe iscriviti abbonati abbonato seguici condividi pubblicità registrati canale
	abonneer abonnee nieuwsbrief volg deel aanmelden advertentie prenumerera nyhetsbrev följ dela annons abonner følg tilmeld subskrybuj zapisz obserwuj udostępnij reklama
	подпишитесь подписывайтесь подписка канал поделиться реклама телеграм abone takip paylaş reklam bülten berlangganan ikuti bagikan gabung saluran unduh aplikasi iklan`,
	// who made it, and whose it is
	`copyright rights reserved reuters ap afp dpa efe ansa getty shutterstock alamy unsplash pexels pixabay freepik photo photos photograph photographs photography photographer image images picture pictures illustration
	credit credits courtesy contributed contributing contributor contributors reporting edited editing editor editors editorial producer produced production styling writing translated compiled published originally appeared
	republished correction corrected clarification updated update version disclaimer disclosure affiliate affiliated commission commissions terms privacy policy license licensed permission distributed syndicated
	associated press staff correspondent wire via source sources doi issn isbn
	foto fotos bild bilder quelle quellen redaktion redakteur agentur material rechte vorbehalten veröffentlicht aktualisiert erschienen ersterscheinung mitarbeit bildnachweis titelbild
	droits réservés crédit crédits rédaction publié source actualisé parution agence derechos reservados crédito créditos redacción publicado fuente fuentes imagen imágenes agencia agencias actualizado fotografía
	direitos reservados redação fonte imagem agência atualizado diritti riservati riproduzione riservata redazione fonte immagine agenzia pubblicato rechten voorbehouden bron redactie beeld
	källa redaktion kilde foto zdjęcie źródło redakcja prawa zastrzeżone источник фото редакция права защищены kaynak fotoğraf haber sumber penulis editor pewarta hak cipta`,
	// where else to look
	`read reading watch listen click tap see here more below above related also next previous full story stories article articles video videos gallery slideshow scroll continue visit check find learn explore view
	original link links page site website homepage latest headlines recommended popular trending coverage interview episode
	lesen lies mehr hier klicken weiterlesen siehe auch video videos artikel thema themen sehen schauen weitere
	lire lisez voir aussi cliquez ici plus découvrez regardez écoutez article articles vidéo retrouvez
	lee lea leer más también aquí clic ver mira vea noticia noticias vídeo nota artículo leia mais também aqui clique veja confira notícias matéria leggi anche qui clicca guarda articolo notizie
	lees meer ook hier klik bekijk artikel läs mer också här klicka les mere også her czytaj więcej także tutaj kliknij zobacz читайте также здесь смотрите подробнее
	oku tıklayın izle haberi baca juga simak klik lihat selengkapnya berita artikel tonton`,
	// who wrote it
	`author authors writer writers journalist journalists reporter reporters columnist blogger freelance freelancer professor lecturer fellow director founder cofounder ceo analyst covers covering based lives bio biography
	contact reach reached email mail e-mail tweet tweets him her phone tel books bestselling graduate
	autor autorin autoren journalist journalistin korrespondent korrespondentin redakteurin schreibt erreichen auteur auteure autrice journaliste chroniqueur écrivain autora autores periodista columnista escritor escritora
	jornalista colunista escritora giornalista autrice scrittore scrittrice schrijver journaliste författare forfatter skribent dziennikarz autorka автор журналист корреспондент yazar muhabir wartawan jurnalis`,
	// the site speaks to its reader
	`you your yours we our us let please thanks thank welcome dear free click want don
	sie ihr ihre ihren uns unser unsere unserem bitte danke du dein deine vous votre vos nous notre nos merci usted su sus tu tus nosotros nuestro nuestra nuestros nuestras gracias você seu sua nosso nossa obrigado
	voi vostro vostra noi nostro nostra grazie jij je jouw ons onze bedankt dig din vår vårt våra tack deg dere vi dem jer vores вы ваш вас нас наш наша спасибо siz sizin bizim lütfen teşekkürler anda kami kita silakan terima kasih`,
}

// siteWordKinds is how many kinds of them there are.
const siteWordKinds = len(siteWords)

// siteWordTable has the kinds of each word, as bits.
var siteWordTable = sync.OnceValue(func() map[uint32]uint8 {
	m := map[uint32]uint8{}
	for kind, list := range siteWords {
		for _, w := range appendWords(nil, list) {
			m[w] |= 1 << kind
		}
	}
	return m
})

// mostWorded is how many words a piece has at most whose words are looked up.
const mostWorded = 80

// A wording is what is known of a piece's words and links.
type wording struct {
	kinds        [siteWordKinds]uint8 // words of each kind
	opens        uint8                // kinds of its first three words
	social, asks bool                 // it has links to networks or mail, to what a site asks for
	paid, within bool                 // links that are paid for, to places on the page
	away         int                  // bytes of text in links to other sites
	names        bool                 // it names the author or the site
}

// topicWord is how many bytes a word has at least that says what a text is about.
const topicWord = 5

// topics are the long words of a text in lower case, each once.
func topics(low string) []uint32 {
	var out []uint32
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !isWord(r) }) {
		if len(w) >= topicWord {
			out = appendWords(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// word fills in a piece's wording.
func (p *page) word(q *piece, names [][]uint32) {
	low := strings.ToLower(q.text)
	q.topics = topics(low)
	q.wording = wording{}
	w := &q.wording
	for _, l := range q.leaves {
		if l.link != "" {
			p.wordLink(w, l)
		}
	}
	if len(q.words) > mostWorded {
		return
	}
	table := siteWordTable()
	all := appendWords(nil, low)
	for i, h := range all {
		bits := table[h]
		for k := range siteWordKinds {
			w.kinds[k] += bits >> k & 1
		}
		if i < 3 {
			w.opens |= bits
		}
	}
	for _, n := range names {
		w.names = w.names || holdsWords(all, n)
	}
}

// wordLink notes where a link leads.
func (p *page) wordLink(w *wording, l leaf) {
	href := strings.ToLower(l.link)
	if strings.HasPrefix(href, "#") {
		w.within = true
		return
	}
	if strings.HasPrefix(href, "mailto:") {
		w.social = true
		return
	}
	for _, s := range askingPaths {
		w.asks = w.asks || strings.Contains(href, s)
	}
	for n := l.node.Parent; n != nil && isInline[n.DataAtom]; n = n.Parent {
		if rel := attr(n, "rel"); rel != "" {
			w.paid = w.paid || strings.Contains(rel, "sponsored") || strings.Contains(rel, "nofollow")
		}
	}
	u, err := url.Parse(href)
	if err != nil || u.Host == "" || p.base != nil && domainOf(u.Host) == domainOf(p.base.Host) {
		return
	}
	w.away += len(l.node.Data)
	w.social = w.social || networks[domainOf(u.Host)]
}

// askingPaths are parts of addresses of pages where a site asks for something.
var askingPaths = []string{"subscri", "newsletter", "signup", "sign-up", "register", "donat", "support", "/app", "apps.apple", "play.google", "membership", "abonn", "suscri", "abo.", "/abo"}

// networks are the sites where others follow and share.
var networks = map[string]bool{"facebook.com": true, "twitter.com": true, "x.com": true, "instagram.com": true, "linkedin.com": true, "pinterest.com": true, "youtube.com": true,
	"tiktok.com": true, "t.me": true, "whatsapp.com": true, "wa.me": true, "telegram.me": true, "threads.net": true, "bsky.app": true, "snapchat.com": true, "reddit.com": true, "flipboard.com": true,
	"spotify.com": true, "vk.com": true, "ok.ru": true, "apple.com": true, "google.com": true}

// domainOf is the last two parts of a host's name.
func domainOf(host string) string {
	host = strings.ToLower(host)
	i := strings.LastIndexByte(host, '.')
	if i <= 0 {
		return host
	}
	return host[strings.LastIndexByte(host[:i], '.')+1:]
}

// holdsWords reports whether some words stand among others, in a row.
func holdsWords(all, some []uint32) bool {
	for i := 0; len(some) > 0 && i+len(some) <= len(all); i++ {
		k := 0
		for k < len(some) && all[i+k] == some[k] {
			k++
		}
		if k == len(some) {
			return true
		}
	}
	return false
}

// sum is how many words of any kind a piece has.
func (w *wording) sum() float64 {
	n := 0.0
	for _, k := range w.kinds[:4] {
		n += float64(k)
	}
	return n
}

// wordingFeatures are the numbers that say what a piece's words and links are.
func (q *piece) wordingFeatures(f []float32) []float32 {
	w := &q.wording
	n := float64(len(q.words))
	for _, k := range w.kinds {
		f = append(f, float32(k), float32(ratio(float64(k), n)))
	}
	for k := range siteWordKinds {
		f = append(f, float32(w.opens>>k&1))
	}
	first, _ := utf8.DecodeRuneInString(q.text)
	for _, x := range []float64{w.sum() / n, is(w.social), is(w.asks), is(w.paid), is(w.within), ratio(float64(w.away), float64(len(q.text))), is(w.names),
		is(strings.ContainsRune(`"'“”‘’«»„「『`, first)), is(!unicode.IsLetter(first) && !unicode.IsDigit(first)), is(strings.HasSuffix(q.text, "?")), is(strings.HasSuffix(q.text, "…") || strings.HasSuffix(q.text, "...")),
		is(strings.Contains(q.text, "20") && hasYear(q.text)), is(strings.Contains(q.text, "©")), float64(len(q.text)) / n, float64(strings.Count(q.text, ". "))} {
		f = append(f, float32(x))
	}
	return f
}

// hasYear reports whether text has a year of this century in it.
func hasYear(text string) bool {
	for i := 0; i+4 <= len(text); i++ {
		if text[i] == '2' && text[i+1] == '0' && digit(text[i+2]) && digit(text[i+3]) && (i == 0 || !digit(text[i-1])) && (i+4 == len(text) || !digit(text[i+4])) {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
