package extract

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// maxPage is how many bytes of a page are read; no news page is that large.
const maxPage = 32 << 20

// decode is body as UTF-8. The encoding is that of the byte order mark, the
// header, or the page's own declaration, as the HTML standard has it, with two
// repairs for servers that say what is not so: bytes that are UTF-8 beyond
// doubt are taken as such, and bytes that are not valid in the UTF-8 that the
// header names are read as the page or its bytes suggest.
func decode(body []byte, contentType string) (string, error) {
	if len(body) > maxPage {
		return "", fmt.Errorf("the page has more than %d MB", maxPage>>20)
	}
	if enc, name := byMark(body); name != "" {
		return decoded(body, enc, name), nil
	}
	header := headerCharset(contentType)
	if utf8.Valid(body) && !escapes(header) && (!isASCII(body) || !escapes(metaCharset(body))) {
		return string(body), nil
	}
	for _, name := range []string{header, metaCharset(body)} {
		enc, err := htmlindex.Get(name)
		if err != nil {
			continue
		}
		if canonical, err := htmlindex.Name(enc); err == nil && canonical != "utf-8" {
			return decoded(body, enc, canonical), nil
		}
	}
	if mostlyUTF8(body) {
		return strings.ToValidUTF8(string(body), "\uFFFD"), nil
	}
	enc, name := sniff(body)
	return decoded(body, enc, name), nil
}

// byMark is the encoding that a byte order mark names.
func byMark(body []byte) (encoding.Encoding, string) {
	for _, m := range []struct{ mark, name string }{{"\xef\xbb\xbf", "utf-8"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"}} {
		if bytes.HasPrefix(body, []byte(m.mark)) {
			enc, _ := charset.Lookup(m.name)
			return enc, m.name
		}
	}
	return nil, ""
}

func decoded(body []byte, enc encoding.Encoding, name string) string {
	if name == "utf-8" {
		return strings.TrimPrefix(strings.ToValidUTF8(string(body), "\uFFFD"), "\uFEFF")
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return strings.ToValidUTF8(string(body), "\uFFFD")
	}
	return strings.TrimPrefix(string(out), "\uFEFF")
}

// headerCharset is the charset of a Content-Type header, "" when it has none.
func headerCharset(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// metaDeclared finds a charset in a meta element or an XML declaration.
var metaDeclared = later(`(?i)<(?:meta\s[^>]*charset\s*=\s*["']?\s*|\?xml\s[^>]*encoding\s*=\s*["'])([a-z0-9_:.-]+)`)

// metaCharset is the charset that the page declares within its first 8 KB.
func metaCharset(body []byte) string {
	if m := metaDeclared().FindSubmatch(body[:min(len(body), 8<<10)]); m != nil {
		return string(m[1])
	}
	return ""
}

// escapes reports whether an encoding's text can pass for ASCII.
func escapes(name string) bool {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return false
	}
	canonical, err := htmlindex.Name(enc)
	return err == nil && (canonical == "iso-2022-jp" || canonical == "utf-16le" || canonical == "utf-16be")
}

func isASCII(body []byte) bool {
	for _, c := range body {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mostlyUTF8 reports whether nearly all that is not ASCII is valid UTF-8: a
// page cut off or stained in few places.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good > 10*bad
}

// sniff guesses the encoding of bytes that declare none: the multi-byte one
// that reads them with fewest faults, or windows-1251 or windows-1252 by which
// letters they would be.
func sniff(body []byte) (encoding.Encoding, string) {
	sample := body[:min(len(body), 256<<10)]
	best, bestName := encoding.Encoding(nil), ""
	bestFaults := 0.02 // of the characters
	for _, c := range []struct{ name, frequent string }{
		{"shift_jis", "のにはをがでと、。"}, {"euc-jp", "のにはをがでと、。"}, {"euc-kr", "이가을를은는의에다고"},
		{"gbk", "的一是不了在人有我他这个们中来上大为和国，。"}, {"big5", "的一是不了在人有我他這個們中來上大為和國，。"},
	} {
		enc, err := htmlindex.Get(c.name)
		if err != nil {
			continue
		}
		if faults := faultShare(sample, enc, c.frequent); faults < bestFaults {
			best, bestName, bestFaults = enc, c.name, faults
		}
	}
	if best != nil {
		return best, bestName
	}
	name := "windows-1252"
	if cyrillic(sample) {
		name = "windows-1251"
	}
	enc, _ := charset.Lookup(name)
	return enc, name
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

// cyrillic reports whether the bytes beyond ASCII stand in runs, as the letters
// of a word do, and not one by one, as accented letters in Latin text.
func cyrillic(sample []byte) bool {
	high, after := 0, 0
	for i, c := range sample {
		if c < 0xc0 {
			continue
		}
		high++
		if i > 0 && sample[i-1] >= 0xc0 {
			after++
		}
	}
	return high > 0 && float64(after) > 0.6*float64(high)
}

// notPage is the refusal for what is no HTML, by its header and first bytes.
func notPage(body []byte, contentType string) *Refusal {
	if kind := fileKind(body); kind != "" {
		return &Refusal{NotPage, noPage(kind)}
	}
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.Contains(media, "/") || textual(media) {
		return nil //nolint:nilerr // a header that cannot be read says nothing
	}
	if media == "application/octet-stream" && bytes.Contains(bytes.ToLower(body[:min(len(body), 1024)]), []byte("<html")) {
		return nil
	}
	return &Refusal{NotPage, NoPage(contentType)}
}

// NoPage says that what has a media type is no page, in words for the reader.
func NoPage(contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media = strings.TrimSpace(strings.ToLower(contentType))
	}
	return noPage(kindName(media))
}

func noPage(kind string) string { return "this is " + kind + ", not a page: open it in the browser" }

// textual reports whether a media type may hold a page.
func textual(media string) bool {
	return strings.HasPrefix(media, "text/") && media != "text/calendar" && media != "text/css" ||
		strings.HasSuffix(media, "xml") && media != "image/svg+xml"
}

// kindName is a media type in words.
func kindName(media string) string {
	switch top, _, _ := strings.Cut(media, "/"); {
	case media == "application/pdf":
		return "a PDF"
	case top == "image":
		return "a picture"
	case top == "video":
		return "a film"
	case top == "audio":
		return "a sound"
	}
	return "a file (" + oneLine(media) + ")"
}

// fileKind is what the first bytes show, "" for what may be a page.
func fileKind(body []byte) string {
	for _, m := range []struct{ start, kind string }{
		{"%PDF-", "a PDF"}, {"\x89PNG\r\n", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"},
		{"PK\x03\x04", "an archive"}, {"\x1f\x8b", "a compressed file"}, {"ID3", "a sound"}, {"OggS", "a sound"},
	} {
		if bytes.HasPrefix(body, []byte(m.start)) {
			return m.kind
		}
	}
	if len(body) > 12 && string(body[:4]) == "RIFF" && string(body[8:12]) == "WEBP" {
		return "a picture"
	}
	return ""
}
