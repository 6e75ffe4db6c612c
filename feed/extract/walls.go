package extract

import "regexp"

// Words that stand on walls, in many languages. A pattern that begins with ^ and
// ends with $ is for a whole title, heading or button.
var (
	// onlyFor says for whom an article is.
	onlyFor = later(`(?i)(?:for|exclusive to|available (?:only )?to|reserved for) (?:our |the |paid |paying |premium |registered |digital )*(?:subscribers|members)(?: only)?\b|subscribers?[ -]only|members?[ -]only|` +
		`r[ée]serv[ée]e?s? (?:à nos|aux|à) abonn[ée]s|contenu abonné|(?:nur|exklusiv) für abonnent|exklusiv mit |` +
		`exclusivos? para (?:suscriptores|assinantes|abonados|socios)|(?:solo|sólo|só) para (?:suscriptores|assinantes|abonados)|` +
		`riservat[oi] agli abbonati|(?:khusus|hanya) (?:untuk |bagi )?pelanggan|(?:exclusief )?(?:voor|alleen) (?:voor )?abonnees|(?:endast|bara) för (?:prenumeranter|abonnenter)|(?:kun|forbeholdt) (?:for )?abonnenter|` +
		`(?:tylko|wyłącznie) dla (?:prenumerator|subskrybent)|(?:только|доступен) (?:для )?подписчик|(?:sadece|yalnızca) abone|` +
		`(?:この|本)(?:記事|コンテンツ|ページ)は、?(?:有料|会員|プレミアム)|会員(?:限定|専用)(?:の)?(?:記事|コンテンツ)?です|付费内容|付費內容|会员专享|(?:유료 )?(?:회원|구독자) 전용|للمشتركين فقط`)
	// goOn says what there is to do to read the rest.
	goOn = later(`(?i)(?:subscribe|sign up|register|log ?in|sign in|join|become a member|create (?:a|an|your)(?: free)? account)[^.]{0,30} to (?:continue|keep|read|unlock|access|finish)|to (?:continue|keep) reading|(?:to )?read the (?:full|whole|rest of (?:the|this)) (?:story|article)[, ]|(?:continue|keep) reading (?:with|for|this)|unlock (?:this|the full) (?:article|story)|` +
		`la suite est réservée|(?:abonnez|connectez|inscrivez)-vous pour (?:lire|continuer|accéder|poursuivre)|pour lire la suite|weiterlesen (?:mit|für|als)|(?:jetzt|um) (?:mit \S+ )?weiter(?:zu)?lesen|um (?:den|diesen) (?:ganzen |vollständigen )?artikel|` +
		`(?:suscríbete|regístrate|inicia sesión|hazte)[^.]{0,40}para (?:seguir|continuar|leer)|para (?:seguir|continuar) (?:leyendo|lendo)|continue lendo|(?:assine|faça login|cadastre-se)[^.]{0,30} para (?:ler|continuar)|` +
		`(?:abbonati|accedi|registrati|abbonamento)[^.]{0,30} per (?:leggere|continuare)|per continuare a leggere|berlangganan[^.]{0,40}untuk (?:membaca|melanjutkan)|(?:masuk|daftar) untuk (?:membaca|melanjutkan)|` +
		`verder lezen\?|(?:om )?verder te lezen|lees verder met|läs (?:vidare|hela artikeln) (?:med|som|genom)|aby czytać dalej|чтобы (?:читать|прочитать) (?:дальше|полностью)|okumaya devam etmek için|` +
		`ログインして続きを|続きを読むには|続きは(?:会員|有料)|订阅后|訂閱後|登录后(?:可)?(?:阅读|查看)|(?:구독|로그인)하고 (?:전체|계속)|تسجيل الدخول للقراءة`)
	// remaining says how much is missing.
	remaining = later(`(?i)il vous reste .{1,12}(?:de cet article|à lire)|残り\s*[\d,，０-９]+\s*文字|pozostało \d+ ?%|(?:you have|you've) (?:read|reached|used)[^.]{0,30}(?:free|limit|your last)|\d+ (?:of|out of) \d+ free (?:articles|stories)|(?:noch|restliche) \d+ ?%|осталось \d+ ?%|剩余\s*\d+\s*%`)
	// account is what stands below an offer.
	account = later(`(?i)(?:already|not) (?:a |yet a |have a |have an )?(?:subscri|member|account)|(?:sie haben|du hast|haben sie) (?:schon|bereits) ein (?:abo|konto)|bereits abonnent|déjà abonné|ya eres suscriptor|¿ya (?:estás|eres)|já é assinante|sei già abbonato|hai già un|sudah (?:berlangganan|punya akun|jadi)|al abonnee|redan (?:prenumerant|kund)|allerede abonnent|masz już dostęp|уже (?:подписаны|есть)|zaten abone|会員登録|すでに会員|已经是会员|已是會員|이미 (?:회원|구독)|log ?in|sign ?in|anmelden|einloggen|se connecter|inicia(?:r)? sesión|faça (?:seu )?login|accedi|zaloguj|войти|ログイン|请登录|로그인`)
	// price is the offer itself.
	price    = later(`(?i)cancel (?:at )?any ?time|(?:[€£$]\s?\d[\d.,]*|\d[\d.,]* ?(?:€|euros?|zł|kr|usd|dollars?)|r\$ ?\d[\d.,]*|rp\.? ?\d[\d.,]*)[^.]{0,25}(?:week|month|year|woche|monat|mois|mes|mês|mese|maand|månad|miesi|sebulan|per bulan|\bfor\b)|(?:week|month|woche|monat|mois|mes|mês|mese|maand)[^.]{0,12}(?:[€£$] ?\d|\d+ ?(?:€|euro))|(?:month|monat|maand|mese|mes|mois) (?:free|gratis|offert|voor|per|für)|free trial|start your trial|unlimited access|unbegrenzt|monatlich kündbar|jederzeit kündbar|sans engagement|accès illimité|acceso ilimitado|acesso ilimitado|accesso illimitato|首月|첫 달`)
	wallName = later(`(?i)\b(?:paywall|regwall|meteredcontent|subscriber-only|premium-content-wall|piano-(?:id|offer|paywall|inline|container|template)|tp-container-inner)`)

	// accepts is a button of a banner or a wall that asks for consent.
	accepts = later(`(?i)^(?:i )?(?:accept(?: all)?(?: cookies)?(?: (?:and|&) (?:continue|close))?|agree(?: (?:and|&) (?:continue|close|proceed))?|allow all(?: cookies)?|yes,? i agree|consent|reject all|tout accepter|accepter(?: (?:et|&) (?:continuer|fermer))?|j['’]accepte|tout refuser|continuer sans accepter|alle (?:cookies )?akzeptieren|akzeptieren(?: und weiter)?|zustimmen(?: und weiter)?|einverstanden|alle(?:s)? (?:annehmen|zulassen|ablehnen)|aceptar(?: tod[oa]s?| y (?:continuar|cerrar))?|acepto|rechazar(?: todo| y suscribirse)?|aceitar(?: tudo| todos| e continuar)?|concordo|accetta(?: tutt[io]| e continua)?|accetto|rifiuta e abbonati|akkoord|(?:alles |alle cookies )?accepteren|ja, ik accepteer|przejdź do serwisu|akceptuj(?:ę|emy)?(?: wszystkie)?|zgadzam się|zaakceptuj|godkänn(?: alla)?|acceptera(?: alla)?|godta(?: alle)?|tillad alle|accepter alle|hyväksy(?: kaikki)?|принять(?: все)?|согласен|setuju|terima semua|(?:tümünü )?kabul et|同意(?:する|して(?:続ける|進む))?|すべて(?:同意する|受け入れる)|(?:모두 )?동의|(?:全部)?接受|souhlasím|přijmout vše|elfogadom|accept(?:ă)? toate|αποδοχή|συμφωνώ)[\s.!]*$`)
	// asksConsent are what texts that ask for consent speak of.
	asksConsent = [...]func() *regexp.Regexp{
		later(`(?i)\bcookies?\b|куки|クッキー|쿠키|çerez|ملفات تعريف الارتباط|informasjonskapsler|evästee`),
		later(`(?i)\b(?:our|unsere[nr]?|nos|nostri|nuestros|nossos|onze|nasi|våra|наши)\b (?:bis zu )?(?:\d+ )?(?:\w+ )?(?:partner|partenaires|socios|parceiros|партн|vendors)|\d+ (?:partner|partenaires|socios|parceiros|vendors)|третьи лица`),
		later(`(?i)information on (?:a|your|their) device|informationen auf (?:einem|ihrem) gerät|informations sur (?:un|votre) (?:appareil|terminal)|información en (?:un|tu|su) dispositivo|informazioni su un dispositivo|informatie op (?:je|een|uw|het) apparaat|informacje na urządzeniu|informações (?:em|no) \w* ?dispositivo`),
		later(`(?i)personali[sz]ed|personalisiert|personnalisé|personalizad|personalizzat|gepersonaliseerd|spersonalizowan|personal data|personenbezogen|données personnelles|datos personales|dati personali|dados pessoais|dane osobowe|персональн`),
		later(`(?i)\bconsent\b|zustimmung|einwilligung|consentement|consentimiento|\bconsenso\b|consentimento|toestemming|\bzgod[ęy]\b|wyrażasz|persetujuan|samtykke|samtycke|согласи[ея]`),
		later(`(?i)\bprivacy\b|datenschutz|vie privée|confidentialité|privacidad|prywatność|riservatezza|конфиденциальн|プライバシー|개인정보|privasi`),
		later(`(?i)tracking|geolocation|géolocalisation|geolocali[zs]|ad(?:s|vertising)? (?:and content )?measurement|werbefrei|mit werbung|werbeanzeigen|publicit[éà]|audience insights|doeleinden`),
	}

	// missing is the title or heading of a page that is not there; missingToo may
	// be that of an article as well.
	missing = later(`(?i)^(?:sorry|oops|whoops|uh[ -]?oh|maaf|hoppla|ups|error)?[\s,!.:–—-]*(?:404)?[\s:–—|-]*(?:error)?[\s:–—|-]*(?:` +
		`(?:we (?:can['’]?t|cannot|could ?n['’]?t|couldn['’]t) find (?:the|that|this|your) (?:page|article|story)(?: you.{0,30})?)|(?:the |this |that |your )?(?:requested )?(?:page|article|story|content)(?: (?:that )?you(?:['’]re| are| were|['’]ve| have)? (?:requested|looking for|trying to reach))? (?:could not be found|could ?n['’]t be found|cannot be found|can['’]t be found|(?:was |is )?not found|wasn['’]t found|does(?: not|n['’]t) exist|no longer exists|is (?:no longer|not) available|has been (?:removed|deleted)|(?:is )?missing)|` +
		`(?:die |diese |der |dieser )?(?:angeforderte |gesuchte )?(?:seite|artikel|inhalt)(?: konnte| wurde| ist)?(?: leider)? (?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)(?: werden)?|existiert (?:leider )?nicht(?: mehr)?)|` +
		`(?:la |cette )?page (?:demandée |recherchée )?(?:est )?introuvable|page non trouvée|(?:cette|la) page n['’](?:existe (?:pas|plus)|est (?:pas|plus) disponible|a pas été trouvée)|(?:la )?página (?:no (?:encontrada|existe|disponible|se encuentra)|que buscas no existe)|no (?:hemos |se ha )?(?:podido )?encontr\w+ la página|página não (?:encontrada|existe)|(?:la )?pagina (?:non (?:è stata )?trovata|non esiste|inesistente)|` +
		`(?:de |deze )?pagina (?:is |werd )?niet gevonden|deze pagina bestaat niet(?: meer)?|(?:halaman|artikel|laman) (?:yang anda (?:cari|tuju) )?(?:tidak (?:dapat )?ditemukan|tidak tersedia|tidak ada)|(?:strona|artykuł) nie (?:został\w? znalezion\w|istnieje)|nie znaleziono strony|страница не (?:найдена|существует)|сторінку не знайдено|sidan (?:kunde inte hittas|hittades inte|finns inte)|siden (?:blev ikke fundet|finnes ikke|ble ikke funnet|findes ikke)|sayfa bulunamadı|stránka nenalezena|az oldal nem található|sivua ei löyt\w+|pagina nu (?:a fost găsită|există)|η σελίδα δεν βρέθηκε|không tìm thấy trang|` +
		`(?:お探しの|指定された)?(?:ページ|記事)(?:が|は)(?:見つかりません(?:でした)?|存在しません|ありません)|(?:요청하신 )?페이지를 찾을 수 없습니다|(?:页面|頁面|文章|网页|網頁)(?:不存在|未找到|已(?:被)?(?:删除|刪除))|找不到(?:页面|頁面|网页)|الصفحة غير موجودة|لم يتم العثور على الصفحة)[\s.!?:()0-9😕-]*$`)
	missingToo = later(`(?i)^(?:error )?(?:404|not found|404 error|error 404)(?:[\s:–—-]+not found)?[\s.!]*$`)

	// keptOut is the title or heading of a page for browsers that are not
	// trusted, and human what it asks them.
	keptOut = later(`(?i)^(?:just a moment|one moment|please wait|einen moment|nur einen moment|un momento|un instant|sebentar)(?:, please| bitte)?[.…!\s]*$|^(?:access denied|access to this page has been (?:denied|blocked)|pardon our interruption|attention required|security check|human verification|verification required|robot (?:check|challenge)|bot check|are you (?:a robot|human)|checking your browser|please verify|client challenge|ddos-guard|you have been blocked|403 forbidden|sicherheitsprüfung|sind sie ein (?:mensch|roboter)|vérification de sécurité|verificación de seguridad|подтвердите, что|вы не робот|セキュリティ(?:チェック|確認))`)
	human   = later(`(?i)(?:confirm|verify|prove|verifying)(?:ing)?(?: that)? you(?:['’]re| are) (?:a |an )?(?:human|not a (?:ro)?bot)|you were a bot|(?:kein|nicht ein) roboter|(?:n['’]êtes pas|pas) un robot|no eres un robot|non sei un robot|bukan robot|checking (?:if the site connection|your browser)|review the security of your connection|unusual traffic|enable javascript and cookies|ロボットではない|您(?:不)?是机器人`)
	// challenge is what the scripts of such pages have.
	challenge = later(`_cf_chl_opt|/cdn-cgi/challenge-platform/h/|px-captcha|captcha-delivery\.com|_Incapsula_Resource|awsWafCookie|/_sec/cp_challenge`)

	// needsScript is what pages say to browsers without scripts.
	needsScript   = later(`(?i)(?:enable|activate|turn on|requires?|needs?|allow) javascript|javascript (?:is |must be |to be |has to be )?(?:disabled|required|not enabled|enabled|turned off|deactivated)|javascript (?:aktivieren|muss|ist (?:deaktiviert|erforderlich)|is (?:niet|vereist)|est (?:désactivé|requis|nécessaire)|inschakelen)|please enable js|(?:activer|activez) javascript|(?:habilit|activ|ativ|abilit)\w+ (?:el |o |il )?javascript|aktifkan javascript|(?:włącz|zapněte|aktivera|slå på|etkinleştir) javascript|(?:включите|включить|включён) javascript|javascriptを(?:有効|オン)|(?:启用|啟用|开启)\s?javascript|자바스크립트|javascript를`)
	aboutComments = later(`(?i)comment|disqus|kommentar|comentario|komentar|analytics|google tag|search|slideshow|video|player`)

	// loginTitle is that of a page with a form for name and password.
	loginTitle = later(`(?i)^(?:please )?(?:log ?in|sign ?in|member login|login|anmelden|anmeldung|einloggen|connexion|se connecter|connectez-vous|identifiez-vous|iniciar sesión|inicia sesión|acceder|entrar|fazer login|accedi|accesso|inloggen|aanmelden|logga in|logg inn|log ind|masuk|вход|войти|авторизация|ログイン|로그인|登录|登入|zaloguj się|logowanie|giriş yap|přihlášení|تسجيل الدخول)\b?.{0,30}$`)

	// notHere is the title or heading of a page that is kept from a region, and
	// fromRegion what it says.
	notHere    = later(`(?i)^(?:sorry, )?(?:this (?:page|content|site|website) is )?(?:451[: ]+)?(?:unavailable|not available) (?:in your (?:country|region|location|area)|due to legal reasons|for legal reasons)|^nicht verfügbar in ihre[mr] |^no disponible en tu (?:país|región)|^tidak tersedia di (?:negara|wilayah) anda`)
	fromRegion = later(`(?i)from a country belonging to the european economic area|(?:not|no longer) available (?:to|for) (?:visitors|readers|users) (?:from|in) (?:the european union|europe|your)`)
)
