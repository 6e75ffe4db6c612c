package parse

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func inEncoding(t *testing.T, enc encoding.Encoding, s string) string {
	t.Helper()
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func titled(declaration, title string) string {
	return declaration + "<rss><channel><title>" + title + "</title></channel></rss>"
}

// The texts say, each in its language, that the ferry was late again this week
// because of the weather, and that the port's office is sorry for it.
const (
	russian  = "На этой неделе паром снова опоздал из-за погоды, контора порта приносит свои извинения"
	greek    = "Αυτή την εβδομάδα το πλοίο άργησε και πάλι λόγω του καιρού και το γραφείο του λιμανιού ζητά συγγνώμη"
	thai     = "สัปดาห์นี้เรือข้ามฟากมาช้าอีกครั้งเพราะสภาพอากาศ และสำนักงานท่าเรือขออภัยในความไม่สะดวก"
	nihongo  = "今週もフェリーは天候のために遅れました。港の事務所はおわびします。"
	koreans  = "이번 주에도 날씨 때문에 연락선이 늦었습니다. 항만 사무소에서 사과드립니다."
	chinese  = "这个星期因为天气的关系，渡船又来晚了。港口的工作人员说，他们对此表示歉意，请大家不要生气。"
	taiwan   = "這個星期因為天氣的關係，渡船又來晚了。港口的工作人員說，他們對此表示歉意，請大家不要生氣。"
	hebrew   = "השבוע המעבורת איחרה שוב בגלל מזג האוויר והנהלת הנמל מתנצלת על כך מאוד"
	arabic   = "تأخرت العبارة مرة أخرى هذا الأسبوع بسبب الطقس ومكتب الميناء يعتذر عن ذلك"
	french   = "Le bac était encore en retard à cause du temps, et la capitainerie s'en excuse très sincèrement"
	bytesOdd = "caf\xe9"
)

func TestEncodings(t *testing.T) {
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) encoding.Encoding { return unicode.UTF16(e, b) }
	for _, c := range []struct{ name, body, contentType, want string }{
		{"UTF-8", titled("", russian), "", russian},
		{"UTF-8 with a mark", "\xEF\xBB\xBF" + titled("", russian), "text/xml; charset=koi8-r", russian},
		{"UTF-16 LE with a mark", inEncoding(t, utf16(unicode.LittleEndian, unicode.UseBOM), titled("", russian)), "text/xml; charset=utf-8", russian},
		{"UTF-16 BE with a mark", inEncoding(t, utf16(unicode.BigEndian, unicode.UseBOM), titled(`<?xml version="1.0" encoding="utf-16"?>`, russian)), "", russian},
		{"UTF-16 LE", inEncoding(t, utf16(unicode.LittleEndian, unicode.IgnoreBOM), titled(`<?xml version="1.0" encoding="utf-8"?>`, russian)), "", russian},
		{"UTF-16 BE", inEncoding(t, utf16(unicode.BigEndian, unicode.IgnoreBOM), titled("", russian)), "", russian},
		{"UTF-32 LE with a mark", inEncoding(t, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), titled("", russian)), "", russian},
		{"UTF-32 BE", inEncoding(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), titled("", russian)), "", russian},
		{"EBCDIC", inEncoding(t, charmap.CodePage037, titled(`<?xml version="1.0" encoding="cp037"?>`, "caf\u00e9")), "", "café"},
		{"declared", inEncoding(t, charmap.Windows1251, titled(`<?xml version='1.0' encoding='windows-1251'?>`, russian)), "text/xml", russian},
		{"HTTP before the declaration", inEncoding(t, charmap.KOI8R, titled(`<?xml version="1.0" encoding="windows-1251"?>`, russian)), "application/xml; charset=KOI8-R", russian},
		{"HTTP in quotes", inEncoding(t, charmap.KOI8R, titled("", russian)), `text/xml;charset= "koi8-r"`, russian},
		{"HTTP without sense", inEncoding(t, charmap.KOI8R, titled(`<?xml version="1.0" encoding="koi8-r"?>`, russian)), "text/xml; charset:iso-8859-1", russian},
		{"HTTP wrong", titled("", russian), "text/xml; charset=iso-8859-1", russian},
		{"HTTP says UTF-8, is not", inEncoding(t, charmap.KOI8R, titled(`<?xml version="1.0" encoding="koi8-r"?>`, russian)), "text/xml; charset=utf-8", russian},
		{"unknown name", titled(`<?xml version="1.0" encoding="x-nobody"?>`, russian), "", russian},
		{"unknown name, Latin", titled(`<?xml version="1.0" encoding="x-nobody"?>`, bytesOdd), "", "café"},
		{"ASCII that is not", titled(`<?xml version="1.0" encoding="us-ascii"?>`, bytesOdd), "", "café"},
		{"UTF-8 with an odd byte", titled("", "naïve "+bytesOdd+" \x93quoted\x94"), "", "naïve café “quoted”"},
		{"UTF-8 cut in a character", titled("", "naïve na\xc3"), "", "naïve naÃ"},
		{"C1 for quotes", titled("", "\u0093quoted\u0094"), "", "“quoted”"},
		{"encoded twice", titled("", "IÃ±tÃ«rnÃ¢tiÃ´nÃ\u00a0l â€“ yes"), "", "Iñtërnâtiônàl – yes"},
		{"Python's name", inEncoding(t, charmap.ISO8859_15, titled(`<?xml version="1.0" encoding="iso8859_15"?>`, "€ 5")), "", "€ 5"},
		{"guessed Russian KOI8", inEncoding(t, charmap.KOI8R, titled("", russian)), "", russian},
		{"guessed Russian Windows", inEncoding(t, charmap.Windows1251, titled("", russian)), "", russian},
		{"guessed Greek", inEncoding(t, charmap.Windows1253, titled("", greek)), "", greek},
		{"guessed Thai", inEncoding(t, charmap.Windows874, titled("", thai)), "", thai},
		{"guessed Hebrew", inEncoding(t, charmap.Windows1255, titled("", hebrew)), "", hebrew},
		{"guessed Arabic", inEncoding(t, charmap.Windows1256, titled("", arabic)), "", arabic},
		{"guessed Shift JIS", inEncoding(t, japanese.ShiftJIS, titled("", nihongo)), "", nihongo},
		{"guessed EUC-JP", inEncoding(t, japanese.EUCJP, titled("", nihongo)), "", nihongo},
		{"guessed EUC-KR", inEncoding(t, korean.EUCKR, titled("", koreans)), "", koreans},
		{"guessed GBK", inEncoding(t, simplifiedchinese.GBK, titled("", chinese)), "", chinese},
		{"guessed Big5", inEncoding(t, traditionalchinese.Big5, titled("", taiwan)), "", taiwan},
		{"guessed Latin", inEncoding(t, charmap.Windows1252, titled("", french)), "", french},
	} {
		doc, err := Parse([]byte(c.body), Source{ContentType: c.contentType})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if doc.Title != c.want {
			t.Errorf("%s: got %q, not %q", c.name, doc.Title, c.want)
		}
	}
}

func TestHTTPCharset(t *testing.T) {
	for contentType, want := range map[string]string{
		"": "", "text/xml": "", "text/xml; charset=UTF-8": "utf-8", `text/xml;charset='koi8-r'`: "koi8-r",
		"text/xml; charset = us-ascii": "us-ascii", "text/xml; qs=0.9": "", "charset=x": "x", "text/xml; charset": "",
	} {
		if got := strings.ToLower(httpCharset(contentType)); got != want {
			t.Errorf("%q: got %q, not %q", contentType, got, want)
		}
	}
}
