package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A numeral is the number at the start of a heading.
type numeral struct {
	value int
	total int    // of "2/5" and "2 of 5", otherwise 0
	rest  string // what follows it
	weak  bool   // it might as well be part of the text: counts only in a long run
	whole bool   // the words around it belong to the title: "Day 2"
	label string // a word before it, or behind it, that says what is counted
}

// label is a word that stands before the number of a part, in many languages.
const label = `part|chapter|section|step|tip|reason|rule|fact|lesson|number|no|nr|item|point|idea|myth|question|q|sign|way|trick|secret|mistake|` +
	`bagian|bab|langkah|fakta|nomor|alasan|cara|tips|poin|babak|teil|kapitel|abschnitt|schritt|grund|punkt|nummer|tipp|` +
	`partie|chapitre|étape|etape|numéro|numero|conseil|raison|point|parte|capítulo|capitulo|paso|número|consejo|razón|passo|dica|motivo|` +
	`capitolo|punto|consiglio|deel|hoofdstuk|stap|reden|del|steg|trinn|trin|luku|osa|vaihe|część|czesc|rozdział|krok|powód|část|kapitola|` +
	`часть|глава|шаг|пункт|совет|причина|номер|частина|крок|розділ|bölüm|kısım|adım|madde|neden|μέρος|κεφάλαιο|βήμα|phần|chương|bước|` +
	`rész|fejezet|lépés|díl|kapitola|poglavlje|dio|partea|capitolul|pasul|dalis|daļa|osa|` +
	`الجزء|الفصل|الخطوة|القسم|المرحلة|السبب|رقم|بخش|فصل|گام|قسمت|حصہ|باب|חלק|פרק|שלב|עצה|भाग|अध्याय|चरण|कारण|পর্ব|অধ্যায়|பகுதி|ตอนที่|บทที่|ข้อที่|ข้อ|ส่วนที่`

// whole are words that belong to the title with their number.
const wholeLabel = `day|week|month|round|game|set|act|scene|episode|season|phase|stage|hari|pekan|tag|woche|jour|día|dia|giorno|dag|день|day`

// The forms of numbers, after the text was made plain: digits of any script
// are 0 to 9 by then, and full-width and circled forms are undone.
var (
	marked   = later(`^[(\[{【〔«]?\s*(\d{1,3})\s*(?:[)\]}】〕»]|\.\)|\.?[º°ª]|[.:/、·•|_]|[-–—‒―](?:\s|$)|ـ|\\)\s*[-–—:.]?\s*(.*)$`)
	dashed   = regexp.MustCompile(`^(\d{1,3})\s*[-–—‒―]\s*(\D.*)$`)
	hashed   = later(`(?i)^(?:#|№|n[º°ª]\.?|no\.|nos\.|nr\.|num\.)\s*(\d{1,3})\b\s*[.):/、|–—-]*\s*(.*)$`)
	labelled = later(`(?i)^(?:the\s+)?(?:` + label + `)(?:\.?\s*[#:]?\s*(\d{1,3})|\.?(?:\s+#?|\s*[#:]\s*)([ivxlc]{1,6}|[\pL\pM'’-]+))(?:\s*(?:of|dari|von|de|sur|di|из|/)\s*(\d{1,3}))?(?:\s*[.):/、|–—-]+\s*|\s+|$)(.*)$`)
	// behind is a label behind its ordinal word: "Erster Teil: …".
	behind    = later(`(?i)^(?:the |yang |el |la |le |l['’]|der |die |das |den |det |il |o |a |os |as )?([\pL\pM][\pL\pM-]*)\s+(?:` + label + `|resan|orsak|årsag|årsak|syy|ok|sebep|powód|důvod|alasan|razón|razão|ragione|cause)(?:\s*[.):/、|–—-]+\s*|$)(.*)$`)
	entire    = later(`(?i)^(?:` + wholeLabel + `)\s+(\d{1,3})(?:\s*[.):/|,–—-]|\s|$)(.*)$`)
	fraction  = regexp.MustCompile(`(?i)^[(\[]?(\d{1,3})\s*(?:/|of|out of|dari|von|sur|de|di|из)\s*(\d{1,3})[)\]]?(?:\s*[.):、|–—-]+\s*|\s+|$)(.*)$`)
	ordinal   = regexp.MustCompile(`^(\d{1,3})(?:st|nd|rd|th|er|re|e|ème|eme|a|o)\b\s*[.):|,–—-]\s*(.*)$`)
	ordinalOf = regexp.MustCompile(`^(\d{1,3})(?:st|nd|rd|th|er|ère|re|ème|eme|e|-?(?:й|я|е|ое|ый|ая|ша|га|тя)|:[ea])\s+(\pL.*[:：–—]\s+.*)$`)
	anyLabel  = later(`^([\pL\pM][\pL\pM '’-]{0,30}?)\s*(?:#|№|(?i:no\.?)\s)?\s*(\d{1,3})\s*(?:[:.)|–—-]\s+|[:：．、·]\s*)(\S.*)$`)
	roman     = regexp.MustCompile(`^[(\[]?([IVXLC]{1,7})(?:\s*[.):/|]\)?|\s+[–—-]|\])\s*(.*)$`)
	bareNum   = regexp.MustCompile(`^(\d{1,3})\s+(\pL.*|["“'‘«¿¡(].*)$`)
	alone     = regexp.MustCompile(`^[(\[#]?\s*(\d{1,3})[)\]]?$`)
	romanRaw  = regexp.MustCompile(`^([IVX]{1,6})(?:\s+(.*))?$`)
	han       = later(`^(?:第|제|その)\s*(\d{1,3}|[一二三四五六七八九十百]{1,4})\s*(?:章|节|節|回|部|部分|話|话|位|条|条|項|项|点|步|步骤|步驟|課|课|集|幕|弹|弾|장|부|화|회|위|절)?(?:\s*[.):：、|・–—-]+\s*|\s+|$)(.*)$`)
	hanMark   = regexp.MustCompile(`^(?:[(（【]\s*([一二三四五六七八九十]{1,3})\s*[)）】]|(?:其)?([一二三四五六七八九十]{1,3})\s*[、.．:：)|]|其([一二三四五六七八九十]{1,3})\s*[，,])\s*(.*)$`)
	ranked    = regexp.MustCompile(`^(\d{1,3})\s*(?:위|位|つ目|つめ|番目|부|장|화)(?:\s*[.):：、|・–—-]+\s*|\s+|$)(.*)$`)
	spelled   = later(`(?i)^(?:the |yang |el |la |le |der |die |das |il |o |a )?([\pL\pM][\pL\pM-]*(?: [\pL\pM]+)?)\s*(?:[.:)،、，：]|,|\s[–—-])\s*(.*)$`)
)

// numeralOf reads the number at the start of a heading.
func numeralOf(text string) (numeral, bool) {
	s, keycap := plainDigits(text)
	s = strings.TrimSpace(s)
	if s == "" {
		return numeral{}, false
	}
	if keycap {
		if m := regexpKeycap.FindStringSubmatch(s); m != nil {
			return made(m[1], m[2], false)
		}
	}
	for _, try := range []func(string) (numeral, bool){fractionOf, markedOf, labelledOf, hanOf, romanOf, spelledOf, bareOf, anyLabelOf} {
		if n, ok := try(s); ok {
			n.rest = partWord().ReplaceAllString(n.rest, "")
			return n, n.value > 0 && n.value < 500
		}
	}
	return numeral{}, false
}

// partWord is the word for a part, or a step, in languages that put it after the
// number: "2. Bölüm: …", "2. rész – …".
var partWord = later(`(?i)^(?:bölüm|kısım|adım|teil|kapitel|abschnitt|schritt|rész|fejezet|lépés|díl|část|kapitola|krok|časť|poglavlje|dio|del|kapittel|trin|steg|osa|luku|vaihe|dalis|skyrius|daļa|nodaļa|peatükk|глава|часть|шаг|частина|розділ|крок)\s*[:.–—-]\s+`)

var regexpKeycap = regexp.MustCompile(`^(\d{1,2})\s*[.):-]?\s*(.*)$`)

// made is the numeral of some digits and what follows.
func made(digits, rest string, weak bool) (numeral, bool) {
	n, err := strconv.Atoi(digits)
	return numeral{value: n, rest: strings.TrimSpace(rest), weak: weak}, err == nil
}

func fractionOf(s string) (numeral, bool) {
	m := fraction.FindStringSubmatch(s)
	if m == nil {
		return numeral{}, false
	}
	n, ok := made(m[1], m[3], false)
	n.total, _ = strconv.Atoi(m[2])
	return n, ok && n.value <= n.total
}

func markedOf(s string) (numeral, bool) {
	for _, form := range []*regexp.Regexp{hashed(), ordinal, ordinalOf, ranked} {
		if m := form.FindStringSubmatch(s); m != nil {
			return made(m[1], m[2], form != hashed())
		}
	}
	for _, form := range []*regexp.Regexp{marked(), dashed} {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		mark := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, m[1]), m[2]))
		tight := !strings.ContainsAny(s[len(m[1]):len(s)-len(m[2])], " \u00a0")
		if m[2] != "" && m[2][0] >= '0' && m[2][0] <= '9' && tight || mark == "/" && tight && startsDigit(m[2]) || afterOrdinal(m[2]) {
			return numeral{}, false
		}
		return made(m[1], m[2], isDate(m[2]))
	}
	if m := alone.FindStringSubmatch(s); m != nil {
		return made(m[1], "", false)
	}
	return numeral{}, false
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func labelledOf(s string) (numeral, bool) {
	if m := entire().FindStringSubmatch(s); m != nil {
		n, ok := made(m[1], m[2], false)
		n.whole = true
		return n, ok
	}
	if m := labelled().FindStringSubmatch(s); m != nil {
		word := m[2]
		if m[1] != "" {
			n, ok := made(m[1], m[4], false)
			n.total, _ = strconv.Atoi(m[3])
			return n, ok
		}
		if v := romanValue(strings.ToUpper(word)); v > 0 && strings.ToUpper(word) == word {
			return numeral{value: v, rest: strings.TrimSpace(m[4])}, true
		}
		if v := wordValue(word); v > 0 {
			return numeral{value: v, rest: strings.TrimSpace(m[4])}, true
		}
	}
	if m := behind().FindStringSubmatch(s); m != nil {
		if v := wordValue(m[1]); v > 0 {
			return numeral{value: v, rest: strings.TrimSpace(m[2])}, true
		}
	}
	return numeral{}, false
}

// wordValue is the value of a word for a number, 0 for another word.
func wordValue(word string) int {
	return numberWords()[strings.ReplaceAll(strings.ToLower(word), "i\u0307", "i")]
}

func hanOf(s string) (numeral, bool) {
	if m := han().FindStringSubmatch(s); m != nil {
		if startsDigit(m[1]) {
			return made(m[1], m[2], false)
		}
		return numeral{value: hanValue(m[1]), rest: strings.TrimSpace(m[2])}, true
	}
	if m := hanMark.FindStringSubmatch(s); m != nil {
		return numeral{value: hanValue(m[1] + m[2] + m[3]), rest: strings.TrimSpace(m[4])}, true
	}
	return numeral{}, false
}

func romanOf(s string) (numeral, bool) {
	if m := roman.FindStringSubmatch(s); m != nil {
		v := romanValue(m[1])
		return numeral{value: v, rest: strings.TrimSpace(m[2]), weak: len(m[1]) == 1 && m[1] != "I" && m[1] != "V" && m[1] != "X"}, v > 0
	}
	if m := romanRaw.FindStringSubmatch(s); m != nil {
		v := romanValue(m[1])
		return numeral{value: v, rest: strings.TrimSpace(m[2]), weak: true}, v > 0
	}
	return numeral{}, false
}

func spelledOf(s string) (numeral, bool) {
	m := spelled().FindStringSubmatch(s)
	if m == nil {
		return numeral{}, false
	}
	if v := wordValue(m[1]); v > 0 {
		return numeral{value: v, rest: strings.TrimSpace(m[2]), weak: true}, true
	}
	return numeral{}, false
}

func bareOf(s string) (numeral, bool) {
	m := bareNum.FindStringSubmatch(s)
	if m == nil || isDate(m[2]) || isUnit(m[2]) {
		return numeral{}, false
	}
	return made(m[1], m[2], true)
}

// anyLabelOf reads a number behind a word that is not known to count parts. It
// does when all headings of a run have the same word: "Frage 1: …".
func anyLabelOf(s string) (numeral, bool) {
	m := anyLabel().FindStringSubmatch(s)
	if m == nil || startsDigit(m[3]) && !strings.Contains(s, " "+m[3]) || months().MatchString(m[1]) || units().MatchString(m[1]) {
		return numeral{}, false
	}
	n, ok := made(m[2], m[3], true)
	n.label = strings.ToLower(m[1])
	return n, ok
}

// plainDigits is text with the digits of all scripts, full-width, circled and
// other enclosed numbers as 0 to 9 and a mark, and whether it began with a
// keycap (1️⃣).
func plainDigits(text string) (string, bool) {
	var b strings.Builder
	keycap := false
	for i, r := range strings.TrimLeftFunc(text, isOrnament) {
		switch {
		case r == '\u20e3':
			keycap = keycap || i < 8
		case r == '\ufe0f' || r == '\u200f' || r == '\u200e':
		case i < 24 && r >= '①' && r <= '⒛', i < 24 && r >= '⓪' && r <= '⓿', i < 24 && r >= '❶' && r <= '➓', i < 24 && r >= '㉑' && r <= '㉟', i < 24 && r >= '㊱' && r <= '㊿':
			b.WriteString(strconv.Itoa(enclosed(r)) + ". ")
		case i < 24 && (r >= '㈠' && r <= '㈩' || r >= '㊀' && r <= '㊉'):
			b.WriteString(strings.Trim(norm.NFKC.String(string(r)), "()") + "、")
		case unicode.Is(unicode.Nd, r):
			b.WriteByte(byte('0' + digitValue(r)))
		case r >= 'Ⅰ' && r <= 'Ⅿ', r >= '！' && r <= '～' && i < 24:
			b.WriteString(norm.NFKC.String(string(r)))
		case r == '\u00a0' || r == '\u3000' || r == '\u2009' || r == '\u202f':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), keycap
}

// isOrnament reports whether r may stand before a number and says nothing: a
// bullet, an arrow, a picture.
func isOrnament(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("•▪■►▶➤➔→*\u200b\u2060\u200d\ufe0f", r) ||
		unicode.Is(unicode.So, r) && enclosed(r) == 0 && (r < '㈀' || r > '㋿') || r >= 0x1f3fb && r <= 0x1f3ff
}

// enclosed is the value of a number in a circle, in brackets or with a dot.
func enclosed(r rune) int {
	for _, block := range []struct {
		first, last rune
		start       int
	}{{'①', '⑳', 1}, {'⑴', '⒇', 1}, {'⒈', '⒛', 1}, {'❶', '❿', 1}, {'➀', '➉', 1}, {'➊', '➓', 1}, {'⓫', '⓴', 11}, {'⓵', '⓾', 1}, {'㉑', '㉟', 21}, {'㊱', '㊿', 36}} {
		if r >= block.first && r <= block.last {
			return block.start + int(r-block.first)
		}
	}
	return 0
}

// digitValue is the value of a decimal digit: those of a script stand in a row
// of ten whose first is 0.
func digitValue(r rune) int {
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	return 0
}

// romanValue is the value of a well-formed Roman number, otherwise 0.
func romanValue(s string) int {
	value := map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	n := 0
	for i := range len(s) {
		v := value[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && value[s[i+1]] > v {
			v = -v
		}
		n += v
	}
	if n <= 0 || toRoman(n) != s {
		return 0
	}
	return n
}

func toRoman(n int) string {
	var b strings.Builder
	for _, p := range []struct {
		v int
		s string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= p.v {
			b.WriteString(p.s)
			n -= p.v
		}
	}
	return b.String()
}

// hanValue is the value of a Chinese number below 1000.
func hanValue(s string) int {
	n, digit := 0, 0
	for _, r := range s {
		switch r {
		case '百':
			n, digit = n+max(digit, 1)*100, 0
		case '十':
			n, digit = n+max(digit, 1)*10, 0
		default:
			digit = strings.IndexRune("一二三四五六七八九", r)/3 + 1
		}
	}
	return n + digit
}
