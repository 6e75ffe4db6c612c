package parse

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// maxSample is how much of a document is looked at to guess its encoding.
const maxSample = 64 << 10

// A legacy is an encoding that nobody named, with the characters that text in
// it mostly has. Most is the share of those among all that are not ASCII.
type legacy struct {
	name   string
	enc    encoding.Encoding
	common func(r rune) bool
	most   float64
}

// legacies are the encodings that are guessed. The frequent letters of a script
// tell two encodings of it apart: in the wrong one, frequent letters come out
// as rare ones or capitals.
var legacies = []legacy{
	{"shift_jis", japanese.ShiftJIS, isKana, 0.25},
	{"euc-jp", japanese.EUCJP, isKana, 0.25},
	{"koi8-r", charmap.KOI8R, letters("оеаинтсрвлкмдпу"), 0.6},
	{"windows-1251", charmap.Windows1251, letters("оеаинтсрвлкмдпуі"), 0.6},
	{"windows-874", charmap.Windows874, letters("านรอกเงมยลวดทสต่้ัิีปบหคแไ"), 0.6},
	{"windows-1253", charmap.Windows1253, letters("αοιετσνηυρπκμλωςάέίό"), 0.6},
	{"windows-1255", charmap.Windows1255, letters("יוהלאברתשמנ"), 0.6},
	{"windows-1256", charmap.Windows1256, letters("اليمنوترهبدفعس"), 0.6},
	{"euc-kr", korean.EUCKR, func(r rune) bool { return 0xAC00 <= r && r <= 0xD7A3 }, 0.8},
	{"gb18030", simplifiedchinese.GB18030, letters(commonHan + "们这个国来时说会为对过发开问从现没见长经样还应动关间业进电机实体门话产头应车马东书报传专习难极讯导术络图网数据软码"), 0.12},
	{"big5", traditionalchinese.Big5, letters(commonHan + "們這個國來時說會為對過發開問從現沒見長經樣還應動關間業進電機實體門話產頭應車馬東書報傳專習難極訊導術絡圖網數據軟碼"), 0.12},
}

// commonHan are frequent characters that both ways of writing Chinese share.
const commonHan = "的一是了我不人在他有上你到也去和大小中要天可能以子都然生自年着用家出起想成同如面本去把所行己心明方又前此如新力等最全部分理性物重工手文公高情作好日品地外化合系列服务務"

func letters(s string) func(rune) bool {
	return func(r rune) bool { return strings.ContainsRune(s, r) }
}

func isKana(r rune) bool { return 0x3041 <= r && r <= 0x30FF }

// detect guesses the encoding of a document that is not UTF-8 and names none; a
// nil encoding is for text in the Latin script.
func detect(body []byte) (encoding.Encoding, string) {
	sample := highRuns(body)
	if len(sample) < 8 {
		return nil, ""
	}
	best, found := 1.0, -1
	for i, l := range legacies {
		if score := l.score(sample) / l.most; score > best {
			best, found = score, i
		}
	}
	if found < 0 {
		return nil, ""
	}
	return legacies[found].enc, legacies[found].name
}

// score is the share of common characters, 0 when sample cannot be decoded.
func (l legacy) score(sample []byte) float64 {
	text := decodeAll(l.enc, sample)
	total, common, bad := 0, 0, 0
	for _, r := range string(text) {
		switch {
		case r < utf8.RuneSelf:
			continue
		case r == utf8.RuneError, 0xE000 <= r && r <= 0xF8FF, 0x80 <= r && r < 0xA0:
			bad++
		case l.common(r):
			common++
		}
		total++
	}
	if total == 0 || bad > total/20 {
		return 0
	}
	return float64(common) / float64(total)
}

// highRuns is the part of body that stands in runs of at least four bytes
// beyond ASCII, each with the byte after it, which may be half of a character.
// Text in the Latin script has few of them.
func highRuns(body []byte) []byte {
	var out []byte
	high := 0
	for i := 0; i < len(body) && len(out) < maxSample; {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		from := i
		for i < len(body) && (body[i] >= utf8.RuneSelf || i > from && body[i-1] >= utf8.RuneSelf && isTrail(body[i])) {
			high++
			i++
		}
		if i-from >= 4 {
			out = append(append(out, body[from:i]...), ' ')
		}
	}
	if len(out) < high/2 {
		return nil
	}
	return out
}

// isTrail reports whether an ASCII byte may be the second half of a character.
func isTrail(c byte) bool { return 0x40 <= c && c <= 0x7E }
