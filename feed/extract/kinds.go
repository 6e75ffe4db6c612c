package extract

import (
	"bytes"
	"mime"
	"strings"
)

// notPage is the refusal for what is no HTML, by its first bytes and its header.
// Servers are often wrong about what they send: what begins like a page is one.
func notPage(body []byte, contentType string) *Refusal {
	if kind := fileKind(body); kind != "" {
		return &Refusal{NotPage, noPage(kind)}
	}
	if media := mediaType(contentType); strings.Contains(media, "/") && !textual(media) && !beginsLikeHTML(body) {
		return &Refusal{NotPage, NoPage(contentType)}
	}
	return nil
}

// NoPage says that what has a media type is no page, in words for the reader.
func NoPage(contentType string) string { return noPage(kindName(mediaType(contentType))) }

func noPage(kind string) string { return "this is " + kind + ", not a page: open it in the browser" }

// mediaType is the type of a Content-Type header, even of one with faults in its
// parameters.
func mediaType(contentType string) string {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(media))
}

// textual reports whether a media type may hold a page.
func textual(media string) bool {
	return strings.HasPrefix(media, "text/") && media != "text/calendar" && media != "text/css" ||
		strings.HasSuffix(media, "xml") && media != "image/svg+xml"
}

// beginsLikeHTML reports whether an element of HTML stands near the beginning.
func beginsLikeHTML(body []byte) bool {
	start := bytes.ToLower(body[:min(len(body), 1024)])
	return bytes.Contains(start, []byte("<html")) || bytes.Contains(start, []byte("<!doctype html"))
}

// documents are types of files that office programs make.
var documents = []string{"msword", "officedocument", "opendocument", "ms-excel", "ms-powerpoint", "rtf", "epub"}

// archives are types of files that hold other files.
var archives = []string{"zip", "gzip", "x-tar", "x-7z", "x-rar", "vnd.rar", "x-bzip"}

// kindName is a media type in words.
func kindName(media string) string {
	top, sub, _ := strings.Cut(media, "/")
	is := func(names []string) bool {
		for _, name := range names {
			if strings.Contains(sub, name) {
				return true
			}
		}
		return false
	}
	switch {
	case media == "application/pdf", media == "application/x-pdf":
		return "a PDF"
	case top == "image":
		return "a picture"
	case top == "video", strings.HasSuffix(media, "mpegurl"), sub == "dash+xml":
		return "a film"
	case top == "audio":
		return "a sound"
	case is(documents):
		return "a document"
	case is(archives):
		return "an archive"
	case media == "":
		return "a file of an unknown type"
	}
	return "a file (" + oneLine(media) + ")"
}

// fileKind is what the first bytes show, "" for what may be a page.
func fileKind(body []byte) string {
	body = bytes.TrimLeft(body[:min(len(body), 1024)], "\r\n ")
	for _, m := range []struct{ start, kind string }{
		{"%PDF-", "a PDF"}, {"\x89PNG\r\n", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"}, {"II*\x00", "a picture"},
		{"MM\x00*", "a picture"}, {"PK\x03\x04", "an archive"}, {"\x1f\x8b", "an archive"}, {"7z\xbc\xaf", "an archive"}, {"Rar!\x1a", "an archive"},
		{"ID3", "a sound"}, {"OggS", "a sound"}, {"fLaC", "a sound"}, {"\xff\xfb", "a sound"}, {"\x1aE\xdf\xa3", "a film"}, {"FLV\x01", "a film"},
		{"\xd0\xcf\x11\xe0", "a document"}, {"{\\rtf", "a document"}, {"%!PS", "a document"}, {"\x7fELF", "a program"}, {"MZ\x90", "a program"},
	} {
		if bytes.HasPrefix(body, []byte(m.start)) {
			return m.kind
		}
	}
	if len(body) > 12 {
		switch {
		case string(body[:4]) == "RIFF" && string(body[8:12]) == "WEBP", string(body[4:8]) == "ftyp" && strings.Contains("avif avis heic heix mif1", string(body[8:12])):
			return "a picture"
		case string(body[:4]) == "RIFF" && string(body[8:12]) == "WAVE", string(body[4:11]) == "ftypM4A":
			return "a sound"
		case string(body[:4]) == "RIFF", string(body[4:8]) == "ftyp":
			return "a film"
		}
	}
	if _, name := zeroPadded(body); name == "" && binary(body) && !bytes.HasPrefix(body, []byte("\xff\xfe")) && !bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return "a file of an unknown type"
	}
	return ""
}

// binary reports whether bytes have many that no text has in any encoding but
// UTF-16, where every other one may be zero.
func binary(body []byte) bool {
	controls, zeros := 0, 0
	for _, c := range body {
		switch {
		case c == 0:
			zeros++
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b:
			controls++
		}
	}
	return controls*10 > len(body) || zeros > 0 && controls*50 > len(body)
}
