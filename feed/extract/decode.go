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
// header names are read as the page or its bytes suggest; as bytes suggest, too,
// when nothing but the servers' usual Latin is declared.
func decode(body []byte, contentType string) (string, error) {
	if len(body) > maxPage {
		return "", fmt.Errorf("the page has more than %d MB", maxPage>>20)
	}
	if enc, name := byMark(body); name != "" {
		return decoded(body, enc, name), nil
	}
	if enc, name := zeroPadded(body); name != "" {
		return decoded(body, enc, name), nil
	}
	header := headerCharset(contentType)
	if utf8.Valid(body) && !escapes(header) && (!isASCII(body) || !escapes(metaCharset(body))) {
		return string(body), nil
	}
	latin := false
	for _, name := range []string{header, metaCharset(body)} {
		enc, err := htmlindex.Get(name)
		if err != nil {
			continue
		}
		switch canonical, err := htmlindex.Name(enc); {
		case err != nil || canonical == "utf-8":
		case canonical == "windows-1252": // what servers say when nobody told them
			latin = true
		default:
			return decoded(body, enc, canonical), nil
		}
	}
	if !latin && mostlyUTF8(body) {
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
