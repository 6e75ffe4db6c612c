package edition

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"warta/feed/article"
)

var morning = time.Date(2026, 11, 23, 6, 30, 0, 500, time.FixedZone("", 7*3600))

// rich has every kind of block, and what a stranger may write into each.
func rich(title string) article.Article {
	hard := "a < b & \"c\" > 'd' ]]> <script>alert(1)</script> \x00\x1b[31m\uFFFE\u202E &nbsp; — 日本語"
	text := []article.Span{
		{Text: hard}, {Text: "bold\nbroken", Style: article.Bold | article.Italic}, {Text: "all", Style: 127},
		{Text: "link", Link: "https://example.org/a b?q=|{x}&y=\"1\"#one#two"}, {Text: "bad", Link: "javascript:alert(1)"},
		{Text: "worse", Link: "http://exa mple.org/%zz"}, {Text: "user", Link: "http://me:secret@example.org/%zz"},
	}
	paragraph := &article.Paragraph{Text: text}
	return article.Article{
		Title: title, Byline: hard, Site: "The Harbour & Co", URL: "https://example.org/news?a=1&b=2", Published: morning,
		Language: "en", Notice: hard,
		Image: article.Image{URL: "https://example.org/lead.png", Alt: hard, Caption: hard},
		Lead: []article.Block{
			paragraph, &article.Heading{Level: 9, Text: text}, &article.Quote{Blocks: []article.Block{paragraph, &article.List{}}, Cite: hard},
			&article.List{Ordered: true, Start: 3, Items: [][]article.Block{{paragraph}, {}, {&article.Code{Text: "# no heading\n```\n# nor this\n"}}}},
			&article.Code{Language: "go", Text: "# no heading\nif a < b && c {\n\t}\n"}, &article.Rule{},
			&article.Figure{Image: article.Image{URL: "https://example.org/gone.png"}, Credit: hard}, &article.Figure{},
			&article.Figure{Image: article.Image{URL: "https://example.org/draw.svg", Alt: "drawing"}},
			&article.Figure{Image: article.Image{URL: "https://example.org/same.png"}},
			&article.Table{Caption: hard, Header: 1, Rows: [][]article.Cell{{{Text: text}}, {{Text: text}, {Text: text}}, {}}}, &article.Table{},
			&article.Embed{Kind: "video", URL: "https://video.example/?v=1&t=2"}, &article.Embed{Kind: "frame", URL: "data:x"},
		},
		Sections: []article.Section{{Number: 1, Title: hard, Blocks: []article.Block{paragraph}}, {Number: 2}},
	}
}

// dot is a picture of one pixel, as PNG, JPEG or GIF.
func dot(encode func(io.Writer, image.Image) error) []byte {
	var b bytes.Buffer
	m := image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black})
	if err := encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// WebP of one pixel: one opaque, one that shines through.
const (
	webpOpaque = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"
	webpClear  = "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA=="
)

// files are pictures by the last part of their address.
var files = sync.OnceValue(func() map[string][]byte {
	decoded := func(text string) []byte {
		data, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			panic(err)
		}
		return data
	}
	dotPNG := dot(png.Encode)
	return map[string][]byte{
		"lead.png": dotPNG, "same.png": dotPNG,
		"quay.jpg":   dot(func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }),
		"quay.gif":   dot(func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) }),
		"lied.gif":   dotPNG,
		"quay.webp":  decoded(webpOpaque),
		"clear.webp": decoded(webpClear),
		"cut.webp":   decoded(webpOpaque)[:30],
		"fake.png":   []byte("\x89PNG not really"),
		"draw.svg":   []byte("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
		"none.avif":  []byte("\x00\x00\x00\x20ftypavif"),
		"empty.png":  {},
	}
})

func pictureAtHand(address string) (Picture, bool) {
	data, ok := files()[path.Base(address)]
	return Picture{data}, ok
}

// album is an article of all the pictures.
func album() article.Article {
	a := article.Article{Title: "Pictures"}
	for _, name := range slices.Sorted(maps.Keys(files())) {
		a.Lead = append(a.Lead, &article.Figure{Image: article.Image{URL: "https://example.org/" + name, Alt: name}})
	}
	return a
}

func sample() Edition {
	second := rich("Second")
	second.Language = `x" onload="`
	return Edition{Title: "Morning & <news>", Made: morning, Picture: pictureAtHand,
		Articles: []article.Article{rich("First <one>"), second, {}, album(), leftward()}}
}

// leftward is an article that is written from right to left.
func leftward() article.Article {
	text := []article.Span{{Text: "وصلت العبارة متأخرة إلى الميناء Harbour هذا الصباح", Link: "https://example.org/"}}
	return article.Article{Title: "أخبار الميناء", Language: "ar", Lead: []article.Block{&article.Paragraph{Text: text},
		&article.List{Items: [][]article.Block{{&article.Paragraph{Text: text}}}}, &article.Table{Header: 1, Rows: [][]article.Cell{{{Text: text}}, {{Text: text}}}}}}
}

// unpack is the files of a book, in their order.
func unpack(t *testing.T, book []byte) ([]*zip.File, map[string]string) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.File {
		if _, twice := files[f.Name]; twice {
			t.Errorf("%s is in it twice", f.Name)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		files[f.Name] = string(data)
	}
	return r.File, files
}

// An attribute of an element of a file.
type attribute struct{ element, name, value string }

// attributes reads a file as XML, strictly, and is its attributes.
func attributes(t *testing.T, name, content string) (list []attribute) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("%s is not well-formed: %v", name, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if slices.Contains([]string{"script", "iframe", "object", "form"}, e.Name.Local) {
				t.Errorf("%s has <%s>", name, e.Name.Local)
			}
			for _, a := range e.Attr {
				list = append(list, attribute{e.Name.Local, a.Name.Local, a.Value})
			}
		}
	}
}

// A book keeps the rules of EPUB 3 that epubcheck reports as errors.
func TestEPUB(t *testing.T) {
	var b bytes.Buffer
	if err := EPUB(&b, sample()); err != nil {
		t.Fatal(err)
	}
	if want := "PK\x03\x04"; !strings.HasPrefix(b.String(), want) || b.String()[30:58] != "mimetypeapplication/epub+zip" {
		t.Error("the first file is not the media type as it must be") // OCF 4.3
	}
	order, files := unpack(t, b.Bytes())
	if first := order[0]; first.Method != zip.Store || len(first.Extra) > 0 || first.Flags&8 != 0 {
		t.Errorf("the media type is stored as %+v", first.FileHeader)
	}
	if !strings.Contains(files["META-INF/container.xml"], `full-path="EPUB/package.opf"`) {
		t.Error("the container does not name the package")
	}
	checkPackage(t, files)
	checkPages(t, files)
}

// checkPackage checks the package document against the files that are there.
func checkPackage(t *testing.T, files map[string]string) {
	t.Helper()
	opf := files["EPUB/package.opf"]
	for _, want := range []string{
		`version="3.0" unique-identifier="id"`, `<dc:identifier id="id">urn:uuid:`, "<dc:title>Morning &amp; &lt;news&gt;</dc:title>",
		"<dc:language>en</dc:language>", `<meta property="dcterms:modified">2026-11-22T23:30:00Z</meta>`, `properties="nav"`,
	} {
		if !strings.Contains(opf, want) {
			t.Errorf("the package lacks %s:\n%s", want, opf)
		}
	}
	listed, ids, types := map[string]bool{}, map[string]bool{}, map[string]string{}
	var href string
	for _, a := range attributes(t, "package.opf", opf) {
		switch {
		case a.name == "id":
			if ids[a.value] {
				t.Errorf("the id %s is there twice", a.value)
			}
			ids[a.value] = true
		case a.name == "idref" && !ids[a.value]:
			t.Errorf("the spine names %s", a.value)
		case a.element == "item" && a.name == "href":
			listed["EPUB/"+a.value], href = true, a.value
		case a.element == "item" && a.name == "media-type":
			types[path.Ext(href)] = a.value
		}
	}
	for name := range files {
		own := name == "mimetype" || name == "META-INF/container.xml" || name == "EPUB/package.opf"
		if own == listed[name] {
			t.Errorf("%s: in the manifest is %v", name, listed[name])
		}
		delete(listed, name)
	}
	if len(listed) > 0 {
		t.Errorf("missing: %v", listed)
	}
	want := map[string]string{".xhtml": "application/xhtml+xml", ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif"}
	if !maps.Equal(types, want) { // core media types, but for SVG, which may carry scripts
		t.Errorf("the media types are %v", types)
	}
}

// legal is an address as RFC 3986 has it.
var legal = regexp.MustCompile(`^https?://[^/?#\s"<>\\^{|}]+(%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?@!$&'()*+,;=])*(#(%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?@!$&'()*+,;=])*)?$`)

// checkPages checks that every page is well-formed, has its ids once, links to
// what is there or to the web, and loads nothing from elsewhere.
func checkPages(t *testing.T, files map[string]string) {
	t.Helper()
	ids := map[string]bool{}
	var inside []string
	for name, content := range files {
		if path.Ext(name) != ".xhtml" {
			continue
		}
		for _, a := range attributes(t, name, content) {
			switch {
			case a.name == "id":
				if ids[name+"#"+a.value] {
					t.Errorf("%s has the id %s twice", name, a.value)
				}
				ids[name+"#"+a.value] = true
			case a.name == "src", a.element == "link" && a.name == "href", a.name == "href" && !strings.Contains(a.value, "://"):
				inside = append(inside, path.Join("EPUB", a.value))
			case a.name == "href" && (!legal.MatchString(a.value) || strings.Contains(a.value, "secret")):
				t.Errorf("%s links to %q", name, a.value)
			case strings.HasPrefix(a.name, "on"), a.name == "style":
				t.Errorf("%s has %s=%q", name, a.name, a.value)
			}
		}
		if strings.ContainsAny(content, "\x00\x1b\uFFFE\u202E") || strings.Contains(content, "<title></title>") {
			t.Errorf("%s has what may not stand there", name)
		}
	}
	for _, to := range inside {
		if file, _, part := strings.Cut(to, "#"); files[file] == "" || part && !ids[to] {
			t.Errorf("something points at %s, which is not there", to)
		}
	}
	if len(inside) < 10 || !strings.Contains(files["EPUB/nav.xhtml"], `epub:type="toc"`) {
		t.Error("the contents are thin")
	}
}

// Pictures are what their bytes say, in formats that every reading system has;
// others are links.
func TestPictures(t *testing.T) {
	var b bytes.Buffer
	if err := EPUB(&b, Edition{Title: "Album", Made: morning, Picture: pictureAtHand, Articles: []article.Article{album()}}); err != nil {
		t.Fatal(err)
	}
	_, files := unpack(t, b.Bytes())
	text := files["EPUB/a0001.xhtml"]
	for name, want := range map[string]string{
		"lead.png": ".png", "same.png": ".png", "quay.jpg": ".jpg", "quay.gif": ".gif", "lied.gif": ".png", "quay.webp": ".jpg", "clear.webp": ".png",
		"cut.webp": "", "fake.png": "", "draw.svg": "", "none.avif": "", "empty.png": "",
	} {
		got := regexp.MustCompile(`<img src="(pictures/[0-9a-f]+)?(\.[a-z]+)" alt="` + name + `"/>`).FindStringSubmatch(text)
		linked := strings.Contains(text, `<a href="https://example.org/`+name+`">`+name+`</a>`)
		switch {
		case want == "" && !linked, want != "" && (got == nil || got[2] != want):
			t.Errorf("%s: in the book as %q, linked is %v, want %q", name, got, linked, want)
		case want != "":
			if _, format, err := image.Decode(strings.NewReader(files["EPUB/"+got[1]+got[2]])); err != nil || strings.TrimSuffix(want[1:], "pg") != strings.TrimSuffix(format, "peg") {
				t.Errorf("%s is %s in the book: %v", name, format, err)
			}
		}
	}
}

// An article that is written from right to left says so, and a book of them has
// its pages turned to the other side.
func TestRightToLeft(t *testing.T) {
	for n, turned := range map[int]bool{1: true, 3: false} {
		e := Edition{Title: "Morning", Made: morning, Articles: []article.Article{leftward()}}
		for range n - 1 {
			e.Articles = append(e.Articles, article.Article{Title: "Rain", Language: "en"})
		}
		var b bytes.Buffer
		if err := EPUB(&b, e); err != nil {
			t.Fatal(err)
		}
		_, files := unpack(t, b.Bytes())
		if !strings.Contains(files["EPUB/a0001.xhtml"], ` lang="ar" xml:lang="ar" dir="rtl"`) || strings.Contains(files["EPUB/a0002.xhtml"], "dir=") {
			t.Error("the direction of an article is not said")
		}
		if got := strings.Contains(files["EPUB/package.opf"], `<spine page-progression-direction="rtl">`); got != turned {
			t.Errorf("with %d articles the pages are turned: %v", n, got)
		}
	}
}

// What a book links to is an address that can be, and means the same.
func TestHref(t *testing.T) {
	for _, address := range oddAddresses {
		got := href(address)
		if got == "" {
			continue
		}
		u, err := url.Parse(got)
		if err != nil || !legal.MatchString(got) || u.User != nil || hostname(u.Hostname()) == "" {
			t.Errorf("%q becomes %q: %v", address, got, err)
		}
	}
	for address, want := range map[string]string{
		"https://-/media/75.ashx": "", "https://a_b.example.org/x": "https://a_b.example.org/x", "https://example..org/": "", "https://1.2.3.999/x": "",
		"https://bücher.example/ä?ö#ü": "https://xn--bcher-kva.example/%C3%A4?%C3%B6#%C3%BC", "https://[::1]:8080/x": "https://[::1]:8080/x",
		"https://[fe80::1%25eth0]/": "", "https://example.123/": "", "https://example.org./x": "https://example.org/x",
		"https://user:pass@example.org/": "https://example.org/", "HTTPS://EXAMPLE.ORG/UP": "https://EXAMPLE.ORG/UP", "/x": "",
	} {
		if got := href(address); got != want {
			t.Errorf("%q becomes %q, want %q", address, got, want)
		}
	}
}

// The same edition gives the same bytes, and one without articles none.
func TestEPUBIsPure(t *testing.T) {
	var a, b bytes.Buffer
	if err := errors.Join(EPUB(&a, sample()), EPUB(&b, sample())); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("%v; two books differ", err)
	}
	for _, write := range []func(io.Writer, Edition) error{EPUB, Markdown} {
		if err := write(io.Discard, Edition{Title: "None"}); !errors.Is(err, ErrEmpty) {
			t.Errorf("an empty edition: %v", err)
		}
		if err := write(broken{}, sample()); err == nil {
			t.Error("what cannot be written is no error")
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// Markdown has one title, a table of contents, and no heading made of code.
func TestMarkdown(t *testing.T) {
	var b strings.Builder
	if err := Markdown(&b, sample()); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{
		"# Morning & \\<news>\n\n", "1. [First \\<one>](#article-1)\n2. [Second](#article-2)\n3. [Untitled](#article-3)\n4. [Pictures](#article-4)\n",
		"<a id=\"article-2\"></a>\n\n## Second\n", "\n### 1. ", "\n# no heading\nif a < b", "\n## Untitled\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
	if n := len(regexp.MustCompile(`(?m)^# `).FindAllString(text, -1)); n != 3 { // the title, and the code of two articles
		t.Errorf("%d lines begin like a title", n)
	}
}

func FuzzEPUB(f *testing.F) {
	f.Add("Rain", "https://example.org/", "a\x00<b>", "en")
	f.Add("\uFFFF]]>", "http://[::1]:8/%%%?#", "\x1b]0;x\x07\r\n", "x\"")
	f.Fuzz(func(t *testing.T, title, address, said, tag string) {
		a := rich(title)
		a.URL, a.Language, a.Image.URL = address, tag, address
		a.Lead = append(a.Lead, &article.Paragraph{Text: []article.Span{{Text: said, Link: address}}})
		var b bytes.Buffer
		if err := EPUB(&b, Edition{Title: title, Made: morning, Picture: pictureAtHand, Articles: []article.Article{a}}); err != nil {
			t.Fatal(err)
		}
		_, files := unpack(t, b.Bytes())
		for name, content := range files {
			if strings.HasSuffix(name, ".xhtml") || strings.HasSuffix(name, ".opf") {
				for _, at := range attributes(t, name, content) {
					if at.name == "href" && strings.Contains(at.value, "://") && !legal.MatchString(at.value) {
						t.Errorf("%s links to %q", name, at.value)
					}
				}
			}
		}
	})
}

// oddAddresses are addresses as they are found in the wild, and such that only
// an enemy writes.
var oddAddresses = []string{
	"https://-/media/75.ashx", "https://a_b.example.org/x", "https://-a.example.org/", "https://a-.example.org/", "https://example..org/",
	"https://.example.org/", "https://example.org./x", "https://1.2.3.4/x", "https://1.2.3.999/x", "https://12345/", "https://0x7f.1/",
	"https://[::1]/x", "https://[::1]:8080/x", "https://[::1", "https://[fe80::1%25eth0]/", "https://example.org:/x", "https://example.org:99999/x",
	"https://example.org:http/x", "https://bücher.example/ä?ö#ü", "https://例え.テスト/パス", "https://xn--bcher-kva.example/", "https://XN--A/",
	"https://example.org/a b", "https://example.org/a\\b", "https://example.org/%", "https://example.org/%zz?%a", "https://example.org/?a=[1]&b={2}|3^4`5",
	"https://example.org/#a#b", "https://example.org#frag", "https://example.org?q=1", "HTTPS://EXAMPLE.ORG/UP", "http:///x", "http://", "https:example.org",
	"//example.org/x", "/x", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.c", "https://user:pass@example.org/", "https://exa%6dple.org/",
	"https://exam<ple.org/", "https://example.org/\u202e\u0000x", "https://example.org/" + strings.Repeat("x", 5000), "https://" + strings.Repeat("a", 70) + ".org/",
	"https://" + strings.Repeat("a.", 140) + "org/", "https://example.123/", "https://example.o/", "https://localhost/x", "https://example.org/;a=1,2'(3)*!",
}

// oddLanguages are language tags, few of which are any.
var oddLanguages = []string{
	"", "en", "en-US", "zh-Hant-TW", "EN_us", "en-", "-en", "x", "i-klingon", "x-private", "en-x", "english", "a-b-c", "de-DE-1996", "de-CH-x-phonebk",
	"sr-Latn-RS", "es-419", "ar", "fa-IR", "he", "ur", "en-US-en-US", "123", "en-12345678", "en-123456789", "日本語", "en\x00", "abcdefgh", "abcd", "qaa-Qaaa-QM",
	"en-a-b", "en-a-bbb-a-ccc", "root", "und", "mul", "zxx", "c", "iw", "no-bok",
}
