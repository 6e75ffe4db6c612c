package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// zeroPadded is UTF-16 without a byte order mark: every other byte of its markup
// is zero.
func zeroPadded(body []byte) (encoding.Encoding, string) {
	sample := body[:min(len(body), 4<<10)]
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	name := ""
	switch half := len(sample) / 2; {
	case zeros[1]*10 > half && zeros[0]*20 < zeros[1]:
		name = "utf-16le"
	case zeros[0]*10 > half && zeros[1]*20 < zeros[0]:
		name = "utf-16be"
	default:
		return nil, ""
	}
	if !bytes.ContainsRune(sample[:min(len(sample), 200)], '<') {
		return nil, ""
	}
	enc, _ := charset.Lookup(name)
	return enc, name
}

// sniff guesses the encoding of bytes that declare none: the multi-byte one that
// reads them with fewest faults, or else the one of a single byte that makes the
// usual letters of a language of them.
func sniff(body []byte) (encoding.Encoding, string) {
	sample := body[:min(len(body), 256<<10)]
	best, bestName := encoding.Encoding(nil), ""
	bestFaults := 0.02 // of the characters
	for _, c := range []struct{ name, frequent string }{
		{"shift_jis", "のにはをがでと、。"}, {"euc-jp", "のにはをがでと、。"}, {"euc-kr", "이가을를은는의에다고"},
		{"gb18030", "的一是不了在人有我他这个们中来上大为和国，。"}, {"big5", "的一是不了在人有我他這個們中來上大為和國，。"},
	} {
		enc, err := htmlindex.Get(c.name)
		if err != nil {
			continue
		}
		if faults := faultShare(sample, enc, c.frequent); faults < bestFaults {
			best, bestName, bestFaults = enc, c.name, faults
		}
	}
	if best == nil {
		best, bestName = sniffLetters(sample[:min(len(sample), 64<<10)])
	}
	return best, bestName
}

// letters are encodings of a single byte with the letters of their languages
// that ASCII lacks, the most frequent first. What comes first wins a tie.
var letters = [...]struct{ name, of string }{
	{"windows-1252", "éèàêçôûîâùëïœ"}, {"windows-1252", "äüößéèê"}, {"windows-1252", "íóáéñúü¿¡ºª"}, {"windows-1252", "ãçáéíóõêúâôàº"}, {"windows-1252", "äöåéø"},
	{"windows-1252", "øåæéöä"}, {"windows-1252", "èàòùìé"}, {"windows-1252", "íáðéæöúóþý"}, {"windows-1252", "éëïèüö"},
	{"windows-1254", "ıişüçğöâî"}, {"windows-1250", "łąężśćóńź"}, {"iso-8859-2", "łąężśćóńź"}, {"windows-1250", "íáéěřčžýšůúďťňóľĺäô"}, {"iso-8859-2", "íáéěřčžýšůúďťňóľĺäô"},
	{"windows-1250", "áéöőóüíúű"}, {"iso-8859-2", "áéöőóüíúű"}, {"windows-1250", "ăîâşţ"}, {"windows-1250", "čćžšđ"}, {"iso-8859-2", "čćžšđ"},
	{"windows-1257", "āēīūšņļķčģžėąįųęõäöü"},
	{"windows-1251", cyrillicLetters}, {"koi8-r", cyrillicLetters}, {"iso-8859-5", cyrillicLetters}, {"ibm866", cyrillicLetters}, {"koi8-u", cyrillicLetters + "іїєґ"}, {"windows-1251", "оаніивтерскулдпмязьґбйїєчхгжюшщцф"},
	{"windows-1253", greekLetters}, {"iso-8859-7", greekLetters}, {"windows-1255", "יוהלאתרבשמנחדקעפסטזצגכםןךףץ"},
	{"windows-1256", arabicLetters}, {"iso-8859-6", arabicLetters}, {"windows-874", "านรกอเงยลวมทสตะปคดบหแจชพใไโขผถ่้ั็ิีึืุู์ำ"}, {"windows-1258", "đươàáạảâăêôìíòóùúéè"},
}

const (
	cyrillicLetters = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
	greekLetters    = "αοιετσνηυρπκμλςίάόέήώύδγωθχφβξζψ"
	arabicLetters   = "اليمونترعبدةسفهكقحجشطصخضذثزغظىئإأآؤءپچگژ"
)

// neutral stands in texts of every language.
const neutral = "“”„‚‘’«»‹›–—…•·©®°№§€£™×\u00a0\u00ad\u200c\u200d،؛؟ـ"

// sniffLetters is the encoding of a single byte that reads the sample best.
func sniffLetters(sample []byte) (encoding.Encoding, string) {
	best, bestName := encoding.Encoding(nil), ""
	most := -1e9
	read := map[string]string{}
	for _, c := range letters {
		enc, err := htmlindex.Get(c.name)
		if err != nil {
			continue
		}
		text, ok := read[c.name]
		if !ok {
			out, err := enc.NewDecoder().Bytes(sample)
			if err != nil {
				continue
			}
			text = string(out)
			read[c.name] = text
		}
		if score := letterScore(text, c.of); score > most+1e-9 {
			best, bestName, most = enc, c.name, score
		}
	}
	return best, bestName
}

// letterScore says how well text reads in the language of some letters, those
// most frequent first: at most 1.
func letterScore(text, of string) float64 {
	value := map[rune]float64{}
	n := float64(utf8.RuneCountInString(of))
	i := 0.0
	for _, r := range of {
		value[r] = 1 - 0.6*i/n
		i++
	}
	all, sum := 0.0, 0.0
	before := ' '
	for _, r := range text {
		mixed := isLatin(before) != isLatin(r) && unicode.IsLetter(before) && unicode.IsLetter(r) // no word is of two scripts
		if r < utf8.RuneSelf && mixed {
			sum--
		}
		if r >= utf8.RuneSelf {
			v, ok := value[unicode.ToLower(r)]
			switch {
			case ok && !mixed && !(unicode.IsUpper(r) && unicode.IsLower(before)):
				all++
				sum += v
			case !ok && strings.ContainsRune(neutral, r) && !unicode.IsLetter(before):
			default:
				all++
				sum -= 0.7
			}
		}
		before = r
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// faultShare is how many of the characters beyond ASCII cannot be read by enc
// or are rare ones, from 0 to 1. It is 1 for text without the characters that
// stand in every sentence of the language.
func faultShare(sample []byte, enc encoding.Encoding, frequent string) float64 {
	out, err := enc.NewDecoder().Bytes(sample)
	if err != nil {
		return 1
	}
	all, faults, usual := 0, 0, 0
	for _, r := range string(out) {
		if r < utf8.RuneSelf {
			continue
		}
		all++
		if strings.ContainsRune(frequent, r) {
			usual++
		}
		common := r >= 0x3000 && r <= 0x30ff || r >= 0x4e00 && r <= 0x9fa5 || r >= 0xac00 && r <= 0xd7a3 ||
			r >= 0xff01 && r <= 0xff5e || r >= 0x2010 && r <= 0x2030
		if !common {
			faults++
		}
	}
	if all == 0 || usual*25 < all {
		return 1
	}
	return float64(faults) / float64(all)
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }
