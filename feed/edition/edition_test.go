package edition

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
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

func pictureAtHand(address string) (Picture, bool) {
	switch path.Base(address) {
	case "lead.png", "same.png":
		return Picture{"image/png", []byte("\x89PNG not really")}, true
	case "draw.svg":
		return Picture{"image/svg+xml", []byte("<svg/>")}, true
	}
	return Picture{}, false
}

func sample() Edition {
	second := rich("Second")
	second.Language = `x" onload="`
	return Edition{Title: "Morning & <news>", Made: morning, Picture: pictureAtHand,
		Articles: []article.Article{rich("First <one>"), second, {}}}
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
	if types[".xhtml"] != "application/xhtml+xml" || types[".png"] != "image/png" || types[".css"] != "text/css" {
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
		"# Morning & \\<news>\n\n", "1. [First \\<one>](#article-1)\n2. [Second](#article-2)\n3. [Untitled](#article-3)\n",
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
