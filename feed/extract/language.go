package extract

import (
	"cmp"
	"strings"
	"sync"
	"unicode"

	"warta/feed/article"
)

// scripts are languages by the script that only, or mostly, they are written in.
var scripts = [...]struct {
	table *unicode.RangeTable
	usual string // the language when nothing else is said
	also  string // others
}{
	{unicode.Hangul, "ko", ""}, {unicode.Cyrillic, "ru", "uk be bg sr mk kk ky tg mn uz"}, {unicode.Arabic, "ar", "fa ur ps ckb ug sd ku"},
	{unicode.Hebrew, "he", "yi iw"}, {unicode.Greek, "el", ""}, {unicode.Thai, "th", ""}, {unicode.Devanagari, "hi", "mr ne sa mai bho"},
	{unicode.Bengali, "bn", "as"}, {unicode.Tamil, "ta", ""}, {unicode.Telugu, "te", ""}, {unicode.Georgian, "ka", ""}, {unicode.Armenian, "hy", ""},
	{unicode.Khmer, "km", ""}, {unicode.Lao, "lo", ""}, {unicode.Myanmar, "my", ""}, {unicode.Sinhala, "si", ""}, {unicode.Ethiopic, "am", "ti"},
}

// frequent are the words that stand in every few sentences of a language which
// is written in Latin letters, and in few others.
var frequent = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for lang, list := range map[string]string{
		"en": "the and of to in is that was for with it on he by are this at from his which be an had not they but were she has its who will would",
		"de": "der die und das ist den dem nicht von mit sich auf des ein eine für wird auch nach wie bei einer noch aus werden hat wurde sie dass",
		"fr": "le la les et des du est une dans que qui pour pas sur au par plus avec ce sont aux été cette ses mais il elle a d l qu s",
		"es": "el la los las de y en que del se por con una para es su al como más pero fue ha sus este esta lo no",
		"pt": "o a os as de e do da em que um uma para com não por mais dos das no na ao foi seu sua são como ele está pela",
		"it": "il la di e che è un una per del della con non sono dei nel alla più gli ha si da al anche le ma come dal",
		"nl": "de het een en van is dat op te in zijn voor met niet aan er om ook als maar door bij nog naar uit heeft werd",
		"id": "yang dan di ini itu dengan untuk dari pada tidak dalam akan ke oleh juga kata telah bisa ada sebagai adalah kami mereka",
		"ms": "yang dan di ini itu dengan untuk dari pada tidak dalam akan oleh kepada telah adalah berkata beliau ialah boleh",
		"pl": "w i na z się nie do jest to że o jak po od za przez dla był ale są oraz który jego",
		"tr": "ve bir bu için ile da de olarak olan daha çok gibi sonra en kadar ancak ne ya yeni var dedi",
		"sv": "och i att det som en på är av för med den till inte om ett har de från var men vid han",
		"da": "og i at det er en på af for til med den ikke de der som har et fra var men blev han",
		"no": "og i at det er en på av for til med den ikke de som har et fra var men ble han",
		"fi": "ja on ei että se oli hän mutta myös ovat kun joka niin sen mukaan kuin ole",
		"cs": "a v se na je že z do s o to i jsou pro za by ale podle jak který byl po které",
		"hu": "a az és hogy nem is egy van volt meg de ez csak már mint azt még",
		"ro": "și în de la a cu pe că din nu este o pentru mai sau fost au care să",
		"vi": "và của là có được trong cho các một không với người những đã này khi để",
		"tl": "ang ng sa na mga at ay ni si para ito nang",
		"sw": "ya na wa kwa ni katika za la kuwa hiyo huo",
	} {
		for _, w := range strings.Fields(list) {
			m[w] = append(m[w], lang)
		}
	}
	return m
})

// spoken is the language of a text: the declared one, unless the text can be no
// such text.
func spoken(declared, text string) string {
	if len(text) > 20_000 {
		text = strings.ToValidUTF8(text[:20_000], "")
	}
	base, _, _ := strings.Cut(strings.ToLower(declared), "-")
	if seen, fits := byScript(text, base); seen != "" {
		if fits {
			return declared
		}
		return seen
	}
	return cmp.Or(byWords(text, base), declared)
}

// byScript is the language of a text in another script than Latin, "" for none
// of those, and whether the one that was declared is written in it.
func byScript(text, declared string) (seen string, fits bool) {
	letters, kana, han := 0, 0, 0
	count := make([]int, len(scripts))
	for _, r := range text {
		if r < 0x250 || !unicode.IsLetter(r) {
			if unicode.IsLetter(r) {
				letters++
			}
			continue
		}
		letters++
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		default:
			for i := range scripts {
				if unicode.Is(scripts[i].table, r) {
					count[i]++
					break
				}
			}
		}
	}
	if letters < 20 {
		return "", false
	}
	switch {
	case (kana+han)*2 > letters && kana*8 > han:
		return "ja", declared == "ja"
	case (kana+han)*2 > letters:
		return "zh", declared == "zh" || declared == "yue" || declared == "wuu"
	}
	for i, n := range count {
		if n*2 > letters {
			return scripts[i].usual, declared == scripts[i].usual || declared != "" && strings.Contains(" "+scripts[i].also+" ", " "+declared+" ")
		}
	}
	return "", false
}

// byWords is the language that a text in Latin letters is in by its words, when
// that is beyond doubt and not the declared one; otherwise "".
func byWords(text, declared string) string {
	all := 0
	votes := map[string]float64{}
	for _, w := range wordsOf(text) {
		all++
		for _, lang := range frequent()[strings.ToLower(w)] {
			votes[lang]++
		}
	}
	best := ""
	for lang, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && lang < best {
			best = lang
		}
	}
	if all < 40 || best == "" || votes[best] < 0.15*float64(all) {
		return ""
	}
	second := 0.0
	for lang, n := range votes {
		if lang != best && !akin(lang, best) {
			second = max(second, n)
		}
	}
	if best == declared || akin(best, declared) || votes[best] < 1.5*second || votes[declared]*1.8 > votes[best] {
		return ""
	}
	return best
}

// akin reports whether two languages are too like each other to be told apart by
// a few words.
func akin(a, b string) bool {
	for _, group := range []string{"id ms", "da no nb nn sv", "es pt gl ca", "cs sk", "it"} {
		if a != b && strings.Contains(" "+group+" ", " "+a+" ") && strings.Contains(" "+group+" ", " "+b+" ") {
			return true
		}
	}
	return false
}

// speaks gives an article the language that its text is in.
func speaks(a *article.Article) { a.Language = spoken(a.Language, article.Text(*a)) }
