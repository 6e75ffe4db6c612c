package opml

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// decode is data in UTF-8. Its encoding is told by a byte order mark, by zero
// bytes, or by the XML declaration; without any, what is not UTF-8 is taken to
// be windows-1252.
func decode(data []byte) []byte {
	label := ""
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		data, label = data[2:], "utf-16be"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		data, label = data[2:], "utf-16le"
	case len(data) > 1 && data[0] == 0 && data[1] != 0:
		label = "utf-16be"
	case len(data) > 1 && data[0] != 0 && data[1] == 0:
		label = "utf-16le"
	}
	if label == "" && utf8.Valid(data) {
		return data
	}
	if label == "" {
		label = declared(data)
	}
	for _, l := range []string{label, "windows-1252"} {
		if l == "" {
			continue
		}
		if r, err := charset.NewReaderLabel(l, bytes.NewReader(data)); err == nil {
			if text, err := io.ReadAll(r); err == nil {
				return text
			}
		}
	}
	return bytes.ToValidUTF8(data, []byte("\ufffd"))
}

// declared is the encoding that an XML declaration names; "" for UTF-8, which
// the data is not.
func declared(data []byte) string {
	head, _, ok := bytes.Cut(data[:min(len(data), 512)], []byte("?>"))
	_, value, found := bytes.Cut(head, []byte("encoding="))
	if !ok || !found || len(value) < 2 {
		return ""
	}
	name, _, _ := bytes.Cut(value[1:], value[:1])
	if bytes.EqualFold(name, []byte("utf-8")) || bytes.HasPrefix(bytes.ToLower(name), []byte("utf-16")) {
		return ""
	}
	return string(name)
}
