package parse

import (
	"bytes"
	"errors"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// toUTF8 is body in UTF-8, and what had to be mended for it, "" for nothing.
//
// Its encoding is told by a byte order mark, else by the charset of the HTTP
// header, else by the document itself (RFC 7303 §3.2, §8); one that cannot be
// right is passed over. Bytes that fit none are what windows-1252 says they are:
// a feed is never lost for them.
func toUTF8(body []byte, contentType string) (text []byte, note string) {
	if enc, skip := byteOrder(body); enc != nil {
		return decodeAll(enc, body[skip:]), ""
	}
	body, marked := bytes.CutPrefix(body, []byte("\xEF\xBB\xBF"))
	valid := utf8.Valid(body)
	switch {
	case valid && (marked || isPlain(body)):
		return body, ""
	case marked:
		return repair(body), oddBytes
	}
	labels := []string{httpCharset(contentType), declaredCharset(body)}
	for _, label := range labels {
		if label == "" {
			continue
		}
		enc, name := lookup(label)
		switch {
		case name == "utf-8" && valid:
			return body, ""
		case name == "" || name == "utf-8" || strings.HasPrefix(name, "utf-16"):
			continue
		case valid && (name == "windows-1252" || name == "iso-8859-1"):
			// The servers' default; text that happens to be UTF-8 is UTF-8.
			return body, "it is UTF-8, though it says " + line(label, 40)
		}
		if text := decodeAll(enc, body); fits(text) {
			return text, ""
		}
	}
	switch {
	case valid:
		return body, ""
	case mostlyUTF8(body):
		return repair(body), oddBytes
	}
	if enc, name := detect(body); enc != nil {
		return decodeAll(enc, body), "its encoding was guessed: " + name
	}
	return repair(body), oddBytes
}

const oddBytes = "bytes that were not UTF-8 were put right"

// isPlain reports whether body is ASCII, and in no encoding that hides in it.
func isPlain(body []byte) bool {
	for _, c := range body {
		if c >= utf8.RuneSelf || c == 0x1B || c == 0 {
			return false
		}
	}
	return true
}

// byteOrder is the encoding that a byte order mark or the zero bytes among the
// first four bytes tell, and the length of the mark.
func byteOrder(body []byte) (enc encoding.Encoding, mark int) {
	if len(body) < 4 {
		return nil, 0
	}
	utf16 := func(e unicode.Endianness) encoding.Encoding { return unicode.UTF16(e, unicode.IgnoreBOM) }
	utf32 := func(e utf32.Endianness) encoding.Encoding { return utf32.UTF32(e, utf32.IgnoreBOM) }
	a, b, c, d := body[0], body[1], body[2], body[3]
	switch {
	case a == 0xFF && b == 0xFE && c == 0 && d == 0:
		return utf32(littleEndian32), 4
	case a == 0 && b == 0 && c == 0xFE && d == 0xFF:
		return utf32(bigEndian32), 4
	case a == 0xFE && b == 0xFF:
		return utf16(unicode.BigEndian), 2
	case a == 0xFF && b == 0xFE:
		return utf16(unicode.LittleEndian), 2
	case a == 0 && b == 0 && c == 0 && d != 0:
		return utf32(bigEndian32), 0
	case a != 0 && b == 0 && c == 0 && d == 0:
		return utf32(littleEndian32), 0
	case a == 0 && b != 0 && c == 0:
		return utf16(unicode.BigEndian), 0
	case a != 0 && b == 0 && c != 0 && d == 0:
		return utf16(unicode.LittleEndian), 0
	case a == 0x4C && b == 0x6F && c == 0xA7 && d == 0x94: // "<?xm" in EBCDIC
		return charmap.CodePage037, 0
	}
	return nil, 0
}

const (
	bigEndian32    = utf32.BigEndian
	littleEndian32 = utf32.LittleEndian
)

// decodeAll is body decoded; what cannot be decoded becomes U+FFFD.
func decodeAll(enc encoding.Encoding, body []byte) []byte {
	decoder := enc.NewDecoder()
	out := make([]byte, 0, len(body)+len(body)/4+16)
	for {
		n, taken, err := decoder.Transform(out[len(out):cap(out)], body, true)
		out, body = out[:len(out)+n], body[taken:]
		switch {
		case errors.Is(err, transform.ErrShortDst):
			out = slices.Grow(out, len(body)+utf8.UTFMax)
		case err != nil && len(body) > 0: // cut within a character
			return append(out, "\uFFFD"...)
		default:
			return out
		}
	}
}

// fits reports whether text, just decoded, looks right: next to nothing in it
// could not be decoded.
func fits(text []byte) bool {
	return bytes.Count(text, []byte("\uFFFD")) <= len(text)/200
}

// httpCharset is the charset of a Content-Type header.
func httpCharset(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return strings.Trim(params["charset"], `'" `)
	}
	_, rest, ok := strings.Cut(strings.ToLower(contentType), "charset")
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " =")
	rest, _, _ = strings.Cut(strings.TrimLeft(rest, `'"`), ";")
	return strings.Trim(rest, `'" `)
}

// declaredCharset is the encoding that the XML declaration names.
func declaredCharset(body []byte) string {
	head := body[:min(len(body), 1<<10)]
	_, head, ok := bytes.Cut(head, []byte("<?xml"))
	if !ok {
		return ""
	}
	head, _, _ = bytes.Cut(head, []byte("?>"))
	_, value, ok := bytes.Cut(head, []byte("encoding"))
	value = bytes.TrimLeft(value, " \t\r\n=")
	if !ok || len(value) < 2 || value[0] != '"' && value[0] != '\'' {
		return ""
	}
	end := bytes.IndexByte(value[1:], value[0])
	if end < 0 {
		return ""
	}
	return string(bytes.TrimSpace(value[1 : 1+end]))
}

// lookup is the encoding of a label and its name, "" for one nobody knows. What
// the web calls a charset goes first (the Encoding Standard), then the names of
// IANA, also with what Python and Java write for dashes.
func lookup(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	for _, l := range []string{label, strings.ReplaceAll(label, "_", "-"), strings.ReplaceAll(label, "iso8859", "iso-8859"),
		strings.Replace(label, "cp", "windows-", 1), strings.Replace(label, "cp", "ibm", 1), "ibm" + label, aliases[label]} {
		if l == "" {
			continue
		}
		if enc, name := charset.Lookup(l); enc != nil {
			return enc, name
		}
		if enc, err := ianaindex.IANA.Encoding(l); err == nil && enc != nil {
			return enc, l
		}
	}
	return nil, ""
}

// aliases are labels that no registry has.
var aliases = map[string]string{
	"u8": "utf-8", "utf": "utf-8", "utf8mb4": "utf-8", "cp932": "shift_jis", "ms932": "shift_jis", "cp936": "gbk",
	"ms936": "gbk", "cp949": "euc-kr", "ms949": "euc-kr", "uhc": "euc-kr", "cp950": "big5", "ms950": "big5",
	"euc_jp": "euc-jp", "euc_kr": "euc-kr", "l1": "iso-8859-1", "latin_1": "iso-8859-1", "tis620": "tis-620",
	"ansi": "windows-1252", "8859_1": "iso-8859-1", "johab": "euc-kr", "iso2022_jp": "iso-2022-jp",
}

// mostlyUTF8 reports whether body is UTF-8 but for some bytes.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good >= bad
}

// repair is body with each byte that is not UTF-8 as windows-1252 says it is.
func repair(body []byte) []byte {
	high := 0
	for _, c := range body {
		high += int(c >> 7)
	}
	out := make([]byte, 0, len(body)+high)
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			out = append(out, body[i])
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			out = appendByte(out, body[i])
		} else {
			out = append(out, body[i:i+size]...)
		}
		i += size
	}
	return out
}
