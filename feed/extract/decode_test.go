package extract

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"warta/feed/article"
)

func encoded(t *testing.T, name, text string) []byte {
	t.Helper()
	enc, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	const (
		russian  = "Паром покинул остров до рассвета, потому что капитан увидел тучи над скалами. "
		japanese = "船長が西の崖の上に雲が集まるのを見たため、連絡船は夜明け前に島を離れた。"
		chinese  = "船长看见西边悬崖上乌云聚集，渡船便在天亮之前离开了小岛。"
		korean   = "선장이 서쪽 절벽 위로 구름이 모이는 것을 보았기 때문에 여객선은 섬을 떠났다. "
		french   = "Le bac a quitté l'île avant l'aube, « à l'heure », dit-il — c'était en août. "
	)
	for _, c := range []struct{ name, encoding, header, meta, text string }{
		{"header", "windows-1251", "text/html; charset=windows-1251", "", russian},
		{"meta charset", "koi8-r", "text/html", `<meta charset="koi8-r">`, russian},
		{"meta http-equiv", "euc-jp", "", `<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">`, japanese},
		{"sniffed cyrillic", "windows-1251", "text/html", "", russian},
		{"sniffed shift_jis", "shift_jis", "", "", japanese},
		{"sniffed euc-kr", "euc-kr", "", "", korean},
		{"sniffed gbk", "gbk", "", "", chinese},
		{"sniffed latin", "windows-1252", "text/html", "", french},
		{"late meta", "windows-1252", "text/html", strings.Repeat("<!-- filler -->", 150) + `<meta charset=windows-1252>`, french},
		{"escapes", "iso-2022-jp", "text/html; charset=iso-2022-jp", "", japanese},
		{"header says latin, bytes are utf-8", "utf-8", "text/html; charset=iso-8859-1", "", french},
		{"header says utf-8, bytes are not", "windows-1251", "text/html; charset=utf-8", `<meta charset="windows-1251">`, russian},
		{"unknown header", "utf-8", "text/html; charset=klingon", "", french},
	} {
		page := "<html><head>" + c.meta + "<title>x</title></head><body><p>" + strings.Repeat(c.text, 8) + "</p></body></html>"
		got, err := decode(encoded(t, c.encoding, page), c.header)
		if err != nil || got != page {
			t.Errorf("%s: %v %.300q", c.name, err, got)
		}
	}
}

func TestByteOrderMarks(t *testing.T) {
	for name, body := range map[string]string{
		"utf-8":     "\xef\xbb\xbf<p>naïf</p>",
		"utf-16 le": "\xff\xfe<\x00p\x00>\x00n\x00a\x00\xef\x00f\x00<\x00/\x00p\x00>\x00",
		"utf-16 be": "\xfe\xff\x00<\x00p\x00>\x00n\x00a\x00\xef\x00f\x00<\x00/\x00p\x00>",
	} {
		if got, err := decode([]byte(body), "text/html; charset=windows-1252"); err != nil || got != "<p>naïf</p>" {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
}

func TestNoPage(t *testing.T) {
	for _, c := range []struct{ name, body, contentType, said string }{
		{"PDF by its bytes", "%PDF-1.7 …", "text/html", "a PDF"},
		{"PDF by its header", "…", "application/pdf", "a PDF"},
		{"picture", "\x89PNG\r\n\x1a\n", "", "a picture"},
		{"film", "…", "video/mp4", "a film"},
		{"sound", "ID3\x03", "", "a sound"},
		{"data", "{}", "application/json", "application/json"},
	} {
		a, err := Page([]byte(c.body), Source{URL: "https://gull.example/f", ContentType: c.contentType, Title: "The file"})
		r, ok := Refused(err)
		if !ok || r.Kind != NotPage || !strings.Contains(r.Reason, c.said) || a.Title != "The file" || a.Notice != r.Reason {
			t.Errorf("%s: %v %+v", c.name, err, a)
		}
	}
	for _, contentType := range []string{"", "text/html", "application/xhtml+xml", "text/plain", "nonsense"} {
		if _, err := Page([]byte("<p>"+strings.Repeat(sentence, 9)), Source{ContentType: contentType}); err != nil {
			t.Errorf("%q: %v", contentType, err)
		}
	}
	if _, err := Page(make([]byte, maxPage+1), Source{}); err == nil {
		t.Error("a page beyond the limit is read")
	}
}

func TestControlsGo(t *testing.T) {
	a, err := Page([]byte("<title>A\x1b]0;evil\x07 tale</title><h1>A tale</h1><p>"+strings.Repeat(sentence, 9)+"&#27;[31m\u009b2J \u202etxet</p>"), Source{})
	if err != nil {
		t.Fatal(err)
	}
	if text := article.Text(a); !strings.Contains(text, "[31m2J txet") || article.Clean(text) != text {
		t.Errorf("%q", text)
	}
}
