package extract

import (
	"regexp"
	"strings"
	"sync"
)

// Phrases that belong to the site and not to the article, by what they are for.
// They are matched without regard to case, in the languages of many papers.

// readAlso begins a line that leads to another article.
var readAlso = phrases(`^`, `\s*(?:[:：>»|–—】］-]|\b|$)`,
	"more on this story", "more on this topic", "more on this", "more from this section", "baca juga", "baca selengkapnya", "baca pula", "simak juga", "lihat juga", "baca artikel", "artikel terkait", "berita terkait",
	"simak pula", "tonton juga", "saksikan", "baca berita", "halaman selanjutnya", "pilihan editor", "baca:", "lihat pula",
	"read more", "read also", "also read", "see also", "read next", "more on", "more from", "related", "related stories",
	"related article", "related articles", "related posts", "related content", "related news", "recommended", "recommended stories",
	"recommended reading", "recommended articles", "you may also like", "you might also like", "don't miss", "watch more", "watch:", "read:",
	"watch now", "must read", "further reading", "keep reading", "continue reading", "up next", "editor's picks", "editor’s picks", "editors' picks",
	"most read", "most popular", "trending", "trending now", "what to read next", "read the full story", "here's more", "in other news",
	"lire aussi", "à lire aussi", "a lire aussi", "lire également", "à lire", "voir aussi", "à voir", "sur le même sujet", "lire la suite",
	"pour aller plus loin", "lisez aussi", "nos articles",
	"lesen sie auch", "lesen sie mehr", "lesen sie hier", "lesen sie dazu", "mehr zum thema", "siehe auch", "das könnte sie auch interessieren", "auch interessant",
	"weiterlesen", "mehr lesen", "zum thema", "lies auch", "passend dazu", "mehr dazu", "meistgelesen", "weitere artikel", "weitere themen",
	"lee también", "lea también", "lea además", "leer más", "lee además", "te puede interesar", "te recomendamos", "también te puede interesar", "más información", "ver también",
	"puedes leer", "mira también", "noticias relacionadas", "le puede interesar", "lea más", "vea también", "sigue leyendo",
	"leia também", "leia mais", "veja também", "saiba mais", "veja mais", "confira também", "notícias relacionadas", "ler mais",
	"leggi anche", "leggi pure", "vedi anche", "per approfondire", "ti potrebbe interessare", "potrebbe interessarti", "continua a leggere", "articoli correlati",
	"lees ook", "lees meer", "lees verder", "bekijk ook", "meer over",
	"läs också", "läs även", "läs mer", "les også", "les mer", "læs også", "læs mere", "se også", "lue myös", "lue lisää", "katso myös",
	"czytaj też", "czytaj także", "czytaj więcej", "zobacz także", "zobacz też", "przeczytaj też", "přečtěte si také", "čtěte také", "čtěte více",
	"prečítajte si aj", "pročitajte i", "pročitajte još", "citește și", "citește mai mult", "vezi și", "olvasd el ezt is", "kapcsolódó cikk",
	"читайте также", "читать далее", "читайте ещё", "смотрите также", "по теме", "материалы по теме", "читайте також", "дивіться також", "вижте още", "прочети още",
	"see more", "more:", "also on", "also see", "also:", "read the original", "learn more", "explore more", "more information", "watch |", "watch –", "listen:", "hear more", "in pictures", "in case you missed it", "icymi", "related coverage", "catch up on",
	"ayrıca okuyun", "ilgili haberler", "ilgili haber", "i̇lgili haber", "bunu da okuyun", "daha fazla",
	"اقرأ أيضا", "اقرأ أيضاً", "إقرأ أيضاً", "شاهد أيضاً", "اقرأ ايضا", "طالع أيضا", "اقرأ أيضًا", "إقرأ أيضا", "اقرأ المزيد", "شاهد أيضا", "ذات صلة", "بیشتر بخوانید", "همچنین بخوانید", "مطالب مرتبط", "یہ بھی پڑھیں",
	"यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "और पढ़ें", "আরও পড়ুন", "আরো পড়ুন", "மேலும் படிக்க",
	"關連記事", "関連記事", "あわせて読みたい", "こちらも読む", "続きを読む", "おすすめ記事", "関連ニュース", "相关阅读", "相关新闻", "延伸閱讀", "延伸阅读", "更多新聞", "推薦閱讀", "相關新聞", "阅读更多",
	"관련기사", "관련 기사", "관련뉴스", "함께 보면 좋은", "이 시각", "많이 본",
	"xem thêm", "đọc thêm", "tin liên quan", "อ่านเพิ่มเติม", "ข่าวที่เกี่ยวข้อง", "อ่านข่าว", "basahin", "diaba lainnya",
	"διαβάστε επίσης", "δείτε επίσης", "διαβάστε ακόμα", "קראו גם", "עוד בנושא", "skaitykite taip pat", "taip pat skaitykite", "loe ka", "lasi arī")

// invitation begins or is a line that asks for something: to follow, to share,
// to subscribe, to comment, to allow.
var invitation = phrases(`^(?:please |to |you can |bitte |silakan |klik )?`, `(?:[^\pL]|$)`,
	"share this", "share on", "share via", "tweet this", "pin it", "follow us", "like us on", "join us on", "join our", "find us on", "copy link", "print this", "email this", "save this",
	"sign up", "sign in", "log in", "subscribe", "get the latest", "get our", "newsletter", "register now", "create an account", "become a member", "support our", "support independent",
	"download our app", "download the app", "get the app", "open in app", "advertisement", "sponsored", "story continues below", "article continues", "scroll to continue",
	"leave a comment", "leave a reply", "post a comment", "join the conversation", "join the discussion", "view comments", "show comments", "comments are closed", "what do you think", "let us know in the comments",
	"this site uses cookies", "we use cookies", "accept cookies", "accept all", "privacy policy", "terms of use", "terms of service", "all rights reserved", "copyright ©", "©",
	"click here to", "click to share", "click to", "opens in new window", "skip to content", "back to top", "load more", "show more", "table of contents", "photo gallery",
	"bagikan", "ikuti kami", "ikuti berita", "dapatkan update", "gabung", "berlangganan", "unduh aplikasi", "cek berita", "komentar", "copyright", "editor:", "penulis:", "reporter:", "pewarta:", "follow",
	"partager", "partagez", "suivez-nous", "abonnez-vous", "inscrivez-vous", "s'abonner", "publicité", "commenter", "réagir", "imprimer", "tous droits réservés",
	"teilen", "folgen sie uns", "newsletter abonnieren", "jetzt abonnieren", "anmelden", "werbung", "anzeige", "kommentieren", "kommentare", "drucken", "alle rechte vorbehalten",
	"compartir", "comparte", "síguenos", "suscríbete", "suscribirse", "regístrate", "publicidad", "comentarios", "todos los derechos reservados",
	"compartilhe", "compartilhar", "siga-nos", "siga o", "inscreva-se", "assine", "publicidade", "comentários",
	"condividi", "seguici", "iscriviti", "abbonati", "pubblicità", "riproduzione riservata", "commenti", "© riproduzione",
	"delen", "volg ons", "abonneer", "aanmelden", "reageer", "advertentie", "dela", "följ oss", "prenumerera", "annons", "del på", "følg oss", "udostępnij", "reklama", "obserwuj nas",
	"поделиться", "подписывайтесь", "подпишитесь", "реклама", "комментарии", "підписуйтесь", "paylaş", "abone ol", "takip et", "شارك", "تابعنا", "اشترك",
	"シェア", "フォロー", "广告", "分享到", "공유", "구독", "무단전재", "저작권자", "chia sẻ", "แชร์")

// phrases is a pattern for any of list between before and after.
func phrases(before, after string, list ...string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp {
		quoted := make([]string, len(list))
		for i, p := range list {
			quoted[i] = regexp.QuoteMeta(p)
		}
		return regexp.MustCompile(`(?i)` + before + `(?:` + strings.Join(quoted, "|") + `)` + after)
	})
}

// later is a pattern that is compiled when it is first asked for: warta starts
// more often than it reads a page.
func later(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// opening is what stands at the start of a line, without bullets and arrows.
func opening(text string) string {
	return strings.TrimLeft(text, " \t•·*–—->»►▶|◆■●★✔☞→➜↓:[(【［“\"")
}

// credits is how pictures and reports are credited.
var credits = later(`(?i)^(?:(?:photo|image|picture|foto|bild|crédit|credit|quelle|fuente|source|sumber|imagen|fotografía|写真|사진|图片来源)s?(?: (?:by|credit|courtesy|von|de|di|par))?\s*[:：©]|©|\(c\) |getty images|reuters$|afp$|ap photo)`)

// creditTail is how captions end: with who made the picture.
var creditTail = later(`(?i)(?:\((?:[^()]{0,60}(?:photo|foto|image|bild|file|via|/|©)[^()]{0,60}|ap|afp|reuters|epa|dpa|upi|tass|xinhua|antara|ansa|efe|getty(?: images)?|courtesy[^()]{0,60})\)|(?:photo(?:graph)?|image|picture|foto|bild|crédito?|crédit|credit|créditos|kredit|quelle|fuente|sumber|zdjęcie|фото|fot\.|写真|صورة)s?(?: (?:by|von|de|di|par|via|credits?|courtesy))?\s*[:：/©][^.:]{2,60}|©\s?[^.]{2,50}|getty images|/ ?(?:afp|ap|reuters|epa|dpa|shutterstock|istock)|\bvia \pL+|/ ?(?:via )?\pL+ (?:images|via \pL+)|\p{Han}\s?(?:摄|攝|摄影|攝影|供图|提供)|＝?\p{Han}{2,6}撮影)[)\]）]?\.?\s*$`)

// colophonWords are words one of which is in every colophon: looking for them is
// much faster than matching it.
var colophonWords = []string{"contribut", "publish", "appear", "editor", "correct", "clarif", "discl", "note", "update", "commission", "affiliate", "earn", "receive",
	"report", "edit", "writing", "compil", "translat", "produc", "photogr", "reach", "contact", "follow", "mail", "tweet", "@", "http", "www.", "dpa", "afp", "apa", "sda",
	"reuters", "quelle", "fonte", "fuente", "source", "sumber", "kaynak", "bron", "källa", "źródło", "redaktion", "bearbeitung", "mitarbeit", "erstellt", "aktualisiert",
	"stand:", "lesedauer", "reading time", "temps de", "tiempo de", "erschien", "wurde", "article", "artículo", "статья", "материал", "subscri", "newsletter", "sign up", "read "}

// saysHowMade reports whether a line is a colophon.
func saysHowMade(text string) bool {
	if len(text) > longestPhrase {
		return false
	}
	low := strings.ToLower(text)
	for _, w := range colophonWords {
		if strings.Contains(low, w) {
			return colophon().MatchString(text)
		}
	}
	return false
}

// colophon is what papers say of how an article was made, where it was printed
// first, what they earn by it and how to reach its writer.
var colophon = later(`(?i)(?:(?:contributed|contributing) (?:to (?:this|the) (?:report|story|article|piece)|reporting|:)|^contributing:|^(?:this|the) (?:story|article|piece|post|column|essay|episode|interview|report) (?:was|is|has been|first|originally|appeared|appears|contains)|originally (?:published|appeared)|first (?:published|appeared) (?:in|on|at)|^(?:editor|author|writer|publisher|translator)['’]?s?['’]? note|^(?:correction|clarification|update|disclaimer|disclosure|full disclosure)\b\s?[:(—-]?|we (?:may|might|could) (?:earn|receive|get|be compensated)|(?:affiliate|earn a) (?:commission|link)|^(?:reporting|edited|editing|writing|additional reporting|compiled|translated|produced|photographs?) by\b|can be (?:reached|contacted)|(?:reach|contact|email|follow|e-mail) (?:him|her|them|us|me|the (?:author|writer|reporter)|[A-ZÀ-Þ]\pL+ [A-ZÀ-Þ]\pL+) (?:at|on|via|by)\b|^(?:follow|email|contact|tweet)\b.{0,60}@|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^(?:https?://|www\.|twitter\.com/)\S+$|^(?:mit|quelle|quellen)\s?:? (?:material von )?(?:dpa|afp|apa|sda|reuters)|^\(?(?:quelle|fonte|fuente|source|sumber|kaynak|bron|källa|źródło)s?\s?:|^(?:redaktion|bearbeitung|mitarbeit)\s?:|^(?:avec|con|com) (?:afp|ap|efe|reuters|agenc)|^(?:erstellt|aktualisiert|stand|lesedauer|reading time|temps de lecture|tiempo de lectura)\s?:|(?:dieser|der) (?:artikel|beitrag|text) (?:erschien|wurde|ist)|cet article (?:a été|est)|este artículo (?:fue|se)|это (?:статья|материал)|read (?:our|the) (?:full )?(?:review|policy|terms)|subscribe|newsletter|sign up)`)

// dateLine is a line that has little but a date or a time.
var dateLine = later(`(?i)^(?:(?:published|updated|last updated|posted|stand|veröffentlicht|publié|mis à jour|publicado|actualizado|diterbitkan|diperbarui)[^\d]{0,20})?(?:[\pL]{2,10},? )?(?:\d{1,4}[./ -]\s?(?:\d{1,2}|[\pL]{3,10})\.?[./ ,-]*\s?\d{2,4}|[\pL]{3,10}\.? \d{1,2},? \d{4}|\d{4}[年년])[^\pL]*(?:\D{0,12}\d{1,2}[:.h]\d{2}.{0,25})?$`)

// feedTail is what feeds add below an entry.
var feedTail = later(`(?i)^(?:the post .{1,200} (?:appeared first on|first appeared on)|(?:this|der beitrag|cet article|la entrada|l'articolo|o post|el post) .{0,200}(?:appeared first|erschien zuerst|est apparu en premier|apareció primero|proviene da|apareceu primeiro)|\[?(?:continue reading|read more|weiterlesen|lire la suite|baca selengkapnya)[\] .…→»]*$)`)
