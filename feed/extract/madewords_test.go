package extract

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pages are made of words of many languages, by chance but always the same: what
// is theirs and what is the site's is then known exactly, and shapes of pages can
// be tried that the corpus has none of.

// A tongue is the words that text and a site's furniture are made of.
type tongue struct {
	code  string
	words []string
	join  string // between words
	stop  string // after a sentence

	nav                                            []string // a site's menu
	share, related, comments, newsletter, cookies  []string // a heading, then lines and buttons
	by, tags, previous, next, rights, read, thanks string
	author                                         string // a sentence of an author box
	source                                         string // before where a quote comes from
}

func lines(s string) []string { return strings.Split(s, "|") }

// tongues are the languages; of each the first half of them is fitted to.
var tongues = []tongue{
	{code: "en", join: " ", stop: ".", words: strings.Fields(`the harbour of a small boat and in to keeper morning tide was with rope had not when they stone bread along village under winter
		kitchen lamp paper green window road seldom every carried between because quiet garden machine letters slowly copper if we can measure field that is has been for on at by from
		these ferry barley orchard kettle ladder promise theatre yellow after before until number fifteen people`),
		nav: lines("Home|About|Archive|Contact|Topics"), share: lines("Share this|Twitter|Facebook|Email|Copy link"), related: lines("Related posts|You might also like|More from the blog"),
		comments: lines("3 comments|Leave a reply|Your email address will not be published.|Post comment"), newsletter: lines("Join our newsletter|Get new posts by email, once a week. No spam.|Subscribe"),
		cookies: lines("We use cookies to improve this site.|Accept|Decline"), by: "By", tags: "Tagged", previous: "Previous", next: "Next", rights: "All rights reserved", read: "5 min read", thanks: "Back to top",
		author: "writes about boats and bread and lives by the sea", source: "Letters from the quay"},
	{code: "de", join: " ", stop: ".", words: strings.Fields(`der die das und Hafen klein Boot Morgen mit dem ein eine nicht als Seil hatte war Brot Dorf unter Winter Küche Lampe Papier grün Fenster Straße
		selten jeder trug zwischen weil still Garten Maschine Briefe langsam Kupfer wenn wir können messen Feld ist auf bei von diese Fähre Gerste Kessel Leiter gelb nach vor bis Zahl fünfzehn Leute aber auch noch`),
		nav: lines("Start|Über uns|Archiv|Kontakt|Themen"), share: lines("Teilen|Twitter|Facebook|E-Mail|Link kopieren"), related: lines("Ähnliche Beiträge|Das könnte auch gefallen|Mehr aus dem Blog"),
		comments: lines("3 Kommentare|Schreibe einen Kommentar|Deine E-Mail-Adresse wird nicht veröffentlicht.|Kommentar abschicken"), newsletter: lines("Newsletter abonnieren|Neue Beiträge einmal in der Woche per E-Mail.|Anmelden"),
		cookies: lines("Wir verwenden Cookies auf dieser Seite.|Alle akzeptieren|Ablehnen"), by: "Von", tags: "Schlagwörter", previous: "Vorheriger Beitrag", next: "Nächster Beitrag", rights: "Alle Rechte vorbehalten", read: "5 Minuten Lesezeit", thanks: "Nach oben",
		author: "schreibt über Boote und Brot und lebt am Meer", source: "Briefe vom Kai"},
	{code: "es", join: " ", stop: ".", words: strings.Fields(`el la los las y de puerto pequeño barco mañana con una no cuando cuerda tenía era pan pueblo bajo invierno cocina lámpara papel verde ventana
		camino raras veces cada llevaba entre porque jardín máquina cartas despacio cobre si podemos medir campo que es ha sido para en por desde estos cebada huerto tetera escalera amarillo después antes hasta número quince gente`),
		nav: lines("Inicio|Sobre mí|Archivo|Contacto|Temas"), share: lines("Compartir|Twitter|Facebook|Correo|Copiar enlace"), related: lines("Entradas relacionadas|También te puede gustar|Más del blog"),
		comments: lines("3 comentarios|Deja una respuesta|Tu dirección de correo no será publicada.|Publicar el comentario"), newsletter: lines("Suscríbete al boletín|Una carta a la semana con lo nuevo del blog.|Suscribirme"),
		cookies: lines("Usamos cookies para mejorar este sitio.|Aceptar|Rechazar"), by: "Por", tags: "Etiquetas", previous: "Anterior", next: "Siguiente", rights: "Todos los derechos reservados", read: "5 minutos de lectura", thanks: "Volver arriba",
		author: "escribe sobre barcos y pan y vive junto al mar", source: "Cartas del muelle"},
	{code: "id", join: " ", stop: ".", words: strings.Fields(`pelabuhan yang kecil perahu dan di ke penjaga pagi pasang dengan tali tidak ketika mereka batu roti sepanjang desa bawah musim dapur lampu kertas hijau jendela
		jalan jarang setiap membawa antara karena sunyi kebun mesin surat pelan tembaga jika kami dapat mengukur ladang itu ini sudah untuk pada oleh dari tangga janji kuning sesudah sebelum sampai angka lima belas orang juga akan`),
		nav: lines("Beranda|Tentang|Arsip|Kontak|Topik"), share: lines("Bagikan|Twitter|Facebook|Surel|Salin tautan"), related: lines("Artikel terkait|Anda mungkin suka|Tulisan lainnya"),
		comments: lines("3 komentar|Tinggalkan balasan|Alamat email Anda tidak akan dipublikasikan.|Kirim komentar"), newsletter: lines("Berlangganan buletin|Tulisan baru lewat email seminggu sekali.|Langganan"),
		cookies: lines("Situs ini memakai cookie.|Terima|Tolak"), by: "Oleh", tags: "Tag", previous: "Sebelumnya", next: "Selanjutnya", rights: "Hak cipta dilindungi", read: "5 menit baca", thanks: "Kembali ke atas",
		author: "menulis tentang perahu dan roti dan tinggal di tepi laut", source: "Surat dari dermaga"},
	{code: "ja", join: "", stop: "。", words: strings.Fields(`港は 小さな 船と 朝の 潮が 綱を 持って いた パンは 村の 下で 冬に 台所の 灯りが 紙は 緑の 窓から 道を めったに 毎日 運んだ 静かな 庭で 機械は 手紙を ゆっくり 銅の 私たちは 測る 畑に
		ある これらの 麦が 鍋を 梯子は 約束の 黄色い 後で 前に まで 数は 十五 人々は 思った 言って しかし また`),
		nav: lines("ホーム|紹介|アーカイブ|お問い合わせ"), share: lines("シェアする|ツイート|リンクをコピー"), related: lines("関連記事|おすすめの記事"), comments: lines("コメント|コメントを残す|メールアドレスは公開されません。|送信"),
		newsletter: lines("メールマガジン|新しい記事を週に一度お届けします。|登録"), cookies: lines("当サイトはクッキーを使用します。|同意する"), by: "文", tags: "タグ", previous: "前の記事", next: "次の記事", rights: "無断転載を禁じます", read: "5分で読めます", thanks: "トップへ戻る",
		author: "は海辺に住み船とパンについて書いている", source: "岸からの手紙"},
	{code: "fr", join: " ", stop: ".", words: strings.Fields(`le la les et de port petit bateau matin avec une pas quand corde avait était pain village sous hiver cuisine lampe papier vert fenêtre chemin rarement
		chaque portait entre parce que jardin machine lettres lentement cuivre si nous pouvons mesurer champ qui est a été pour sur par depuis ces orge verger bouilloire échelle jaune après avant nombre quinze gens mais aussi encore`),
		nav: lines("Accueil|À propos|Archives|Contact|Thèmes"), share: lines("Partager|Twitter|Facebook|Courriel|Copier le lien"), related: lines("Articles similaires|Vous aimerez aussi|À lire sur le blog"),
		comments: lines("3 commentaires|Laisser un commentaire|Votre adresse ne sera pas publiée.|Publier"), newsletter: lines("La lettre du blog|Les nouveaux articles chaque semaine par courriel.|S'abonner"),
		cookies: lines("Ce site utilise des cookies.|Accepter|Refuser"), by: "Par", tags: "Étiquettes", previous: "Article précédent", next: "Article suivant", rights: "Tous droits réservés", read: "5 minutes de lecture", thanks: "Haut de page",
		author: "écrit sur les bateaux et le pain et vit au bord de la mer", source: "Lettres du quai"},
	{code: "pt", join: " ", stop: ".", words: strings.Fields(`o a os as e de porto pequeno barco manhã com uma não quando corda tinha era pão aldeia sob inverno cozinha lâmpada papel verde janela caminho
		raramente cada levava entre porque jardim máquina cartas devagar cobre se podemos medir campo que é foi para em por desde estes cevada pomar chaleira escada amarelo depois antes até número quinze gente mas também ainda`),
		nav: lines("Início|Sobre|Arquivo|Contato|Assuntos"), share: lines("Compartilhar|Twitter|Facebook|E-mail|Copiar link"), related: lines("Posts relacionados|Você também pode gostar|Mais do blog"),
		comments: lines("3 comentários|Deixe um comentário|O seu endereço de e-mail não será publicado.|Publicar comentário"), newsletter: lines("Assine a carta|Os textos novos uma vez por semana no seu e-mail.|Assinar"),
		cookies: lines("Este site usa cookies.|Aceitar|Recusar"), by: "Por", tags: "Marcadores", previous: "Anterior", next: "Próximo", rights: "Todos os direitos reservados", read: "5 minutos de leitura", thanks: "Voltar ao topo",
		author: "escreve sobre barcos e pão e mora perto do mar", source: "Cartas do cais"},
	{code: "ru", join: " ", stop: ".", words: strings.Fields(`гавань маленькая лодка и в на утром прилив был с верёвкой не когда они камень хлеб вдоль деревня под зимой кухня лампа бумага зелёный окно дорога
		редко каждый нёс между потому что тихий сад машина письма медленно медь если мы можем измерить поле это для от эти паром ячмень чайник лестница жёлтый после до число пятнадцать люди но также ещё`),
		nav: lines("Главная|Обо мне|Архив|Контакты"), share: lines("Поделиться|Твиттер|Телеграм|Скопировать ссылку"), related: lines("Похожие записи|Вам может понравиться"), comments: lines("3 комментария|Оставить комментарий|Ваш адрес не будет опубликован.|Отправить"),
		newsletter: lines("Подпишитесь на рассылку|Новые записи раз в неделю на почту.|Подписаться"), cookies: lines("Этот сайт использует куки.|Принять"), by: "Автор:", tags: "Метки", previous: "Предыдущая запись", next: "Следующая запись", rights: "Все права защищены", read: "5 минут чтения", thanks: "Наверх",
		author: "пишет о лодках и хлебе и живёт у моря", source: "Письма с причала"},
	{code: "tr", join: " ", stop: ".", words: strings.Fields(`liman küçük bir tekne ve sabah gelgit ile ip değildi zaman taş ekmek boyunca köy altında kış mutfak lamba kağıt yeşil pencere yol nadiren her taşıdı arasında çünkü
		sessiz bahçe makine mektuplar yavaşça bakır eğer biz ölçebiliriz tarla bu için üzerinde tarafından bunlar feribot arpa çaydanlık merdiven sarı sonra önce kadar sayı on beş insanlar ama da henüz`),
		nav: lines("Ana sayfa|Hakkımda|Arşiv|İletişim"), share: lines("Paylaş|Twitter|Facebook|Bağlantıyı kopyala"), related: lines("Benzer yazılar|Bunlar da ilginizi çekebilir"), comments: lines("3 yorum|Yorum yap|E-posta adresiniz yayınlanmayacak.|Gönder"),
		newsletter: lines("Bültene katıl|Yeni yazılar haftada bir e-postanızda.|Abone ol"), cookies: lines("Bu site çerez kullanır.|Kabul et"), by: "Yazan", tags: "Etiketler", previous: "Önceki yazı", next: "Sonraki yazı", rights: "Tüm hakları saklıdır", read: "5 dakikalık okuma", thanks: "Başa dön",
		author: "tekneler ve ekmek üzerine yazıyor ve deniz kenarında yaşıyor", source: "Rıhtımdan mektuplar"},
	{code: "ar", join: " ", stop: ".", words: strings.Fields(`الميناء الصغير قارب و في إلى حارس الصباح المد كان مع حبل لم عندما حجر خبز على طول القرية تحت الشتاء المطبخ مصباح ورق أخضر نافذة الطريق نادرا كل حمل بين لأن هادئ
		حديقة آلة رسائل ببطء نحاس إذا نحن نستطيع قياس حقل هذا من أجل عن هذه عبارة شعير إبريق سلم أصفر بعد قبل حتى رقم خمسة عشر ناس لكن أيضا`),
		nav: lines("الرئيسية|من نحن|الأرشيف|اتصل"), share: lines("شارك|تويتر|فيسبوك|انسخ الرابط"), related: lines("مقالات ذات صلة|قد يعجبك أيضا"), comments: lines("٣ تعليقات|اترك تعليقا|لن ينشر عنوان بريدك.|أرسل"),
		newsletter: lines("اشترك في النشرة|مقالات جديدة كل أسبوع إلى بريدك.|اشترك"), cookies: lines("يستخدم هذا الموقع ملفات الارتباط.|موافق"), by: "بقلم", tags: "وسوم", previous: "السابق", next: "التالي", rights: "جميع الحقوق محفوظة", read: "٥ دقائق", thanks: "إلى الأعلى",
		author: "يكتب عن القوارب والخبز ويعيش قرب البحر", source: "رسائل من الرصيف"},
	{code: "nl", join: " ", stop: ".", words: strings.Fields(`de het een haven kleine boot en in ochtend tij was met touw niet toen zij steen brood langs dorp onder winter keuken lamp papier groen raam weg zelden
		elke droeg tussen omdat stille tuin machine brieven langzaam koper als we kunnen meten veld dat is voor op bij van deze veerboot gerst ketel ladder geel na tot getal vijftien mensen maar ook nog`),
		nav: lines("Start|Over|Archief|Contact"), share: lines("Delen|Twitter|Facebook|Kopieer link"), related: lines("Gerelateerde berichten|Misschien ook leuk"), comments: lines("3 reacties|Geef een reactie|Je e-mailadres wordt niet gepubliceerd.|Reactie plaatsen"),
		newsletter: lines("Schrijf je in|Nieuwe stukken, één keer per week in je mailbox.|Inschrijven"), cookies: lines("Deze site gebruikt cookies.|Akkoord"), by: "Door", tags: "Labels", previous: "Vorig bericht", next: "Volgend bericht", rights: "Alle rechten voorbehouden", read: "5 minuten lezen", thanks: "Naar boven",
		author: "schrijft over boten en brood en woont aan zee", source: "Brieven van de kade"},
	{code: "ko", join: " ", stop: ".", words: strings.Fields(`항구는 작은 배와 아침의 밀물이 밧줄을 가지고 있었다 빵은 마을의 아래에서 겨울에 부엌의 등불이 종이는 초록 창문에서 길을 드물게 매일 날랐다 조용한 정원에서 기계는 편지를 천천히 구리의
		우리는 재다 밭에 있다 이들 보리가 주전자를 사다리는 약속의 노란 나중에 전에 까지 수는 열다섯 사람들은 그러나 또한`),
		nav: lines("홈|소개|글 목록|연락처"), share: lines("공유하기|트위터|링크 복사"), related: lines("관련 글|함께 읽으면 좋은 글"), comments: lines("댓글 3|댓글 남기기|이메일은 공개되지 않습니다.|등록"),
		newsletter: lines("뉴스레터|새 글을 일주일에 한 번 보내 드립니다.|구독"), cookies: lines("이 사이트는 쿠키를 사용합니다.|동의"), by: "글", tags: "태그", previous: "이전 글", next: "다음 글", rights: "무단 전재 금지", read: "5분 읽기", thanks: "맨 위로",
		author: "바닷가에 살며 배와 빵에 대해 쓴다", source: "부두에서 온 편지"},
}

// A teller makes text in a tongue.
type teller struct {
	*tongue
	*rand.Rand
	used map[string]bool
}

func (w *teller) one(list []string) string { return list[w.IntN(len(list))] }

func (w *teller) chance(percent int) bool { return w.IntN(100) < percent }

func (w *teller) between(low, high int) int { return low + w.IntN(high-low+1) }

// phrase is some words, the first one with a capital, that no phrase before had.
func (w *teller) phrase(low, high int) string {
	for {
		var out []string
		for range w.between(low, high) {
			out = append(out, w.one(w.words))
		}
		s := capital(strings.Join(out, w.join))
		if !w.used[s] {
			w.used[s] = true
			return s
		}
		low, high = low+1, high+1
	}
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// sentence is a phrase with commas and a full stop.
func (w *teller) sentence(low, high int) string {
	s := w.phrase(low, high)
	if w.chance(40) {
		comma := ", "
		if w.join == "" {
			comma = "、"
		}
		s += comma + w.one(w.words) + w.join + w.phrase(2, 7)
	}
	if w.chance(6) {
		return s + "?"
	}
	return s + w.stop
}

// prose is some sentences.
func (w *teller) prose(low, high int) string {
	var out []string
	for range w.between(low, high) {
		out = append(out, w.sentence(5, 16))
	}
	return strings.Join(out, w.join)
}

// name is a person's.
func (w *teller) name() string {
	return w.one(lines("Ana|Jonas|Mira|Pavel|Ines|Tomo|Leila|Otto|Ruth|Sami")) + " " + w.one(lines("Holm|Ruiz|Kern|Okada|Novak|Sand|Amari|Lind|Vega|Roos"))
}
