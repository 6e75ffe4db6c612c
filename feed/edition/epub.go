package edition

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"time"

	"warta/feed/article"
)

const (
	mimetype  = "application/epub+zip"
	container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`
	style = `body { line-height: 1.4; margin: 0 5%; }
.about { font-size: 0.85em; }
.notice { border: 1px solid; padding: 0.5em; }
h1, h2, h3 { line-height: 1.2; }
figure { margin: 1em 0; }
img { max-width: 100%; }
figcaption { font-size: 0.85em; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.2em 0.5em; }
`
)

// EPUB writes an edition as an EPUB 3.3 book: the contents, and a page for each
// article with its pictures, as far as they are at hand.
func EPUB(w io.Writer, e Edition) error {
	if len(e.Articles) == 0 {
		return ErrEmpty
	}
	b := &book{zip: zip.NewWriter(w), made: e.Made.UTC().Truncate(time.Second)}
	if err := b.mimetype(); err != nil {
		return err
	}
	b.add("META-INF/container.xml", container)
	b.add("EPUB/style.css", style)
	shots := newPictures(e.Picture)
	for i, a := range e.Articles {
		b.add("EPUB/"+pageName(i), articlePage(a, shots))
		b.pictures(shots)
	}
	b.add("EPUB/nav.xhtml", contents(e))
	b.add("EPUB/package.opf", packageFile(e, b.made, shots))
	if b.err != nil {
		return b.err
	}
	if err := b.zip.Close(); err != nil {
		return fmt.Errorf("closing the book: %w", err)
	}
	return nil
}

// A book is the archive that is being written. The first error is kept, and
// ends the writing.
type book struct {
	zip  *zip.Writer
	made time.Time
	err  error
}

// mimetype writes the first file: not compressed, and without anything between
// its name and its content, so that the book is known by its first bytes.
func (b *book) mimetype() error {
	w, err := b.zip.CreateRaw(&zip.FileHeader{
		Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(mimetype)),
		CompressedSize64: uint64(len(mimetype)), UncompressedSize64: uint64(len(mimetype)),
	})
	if err != nil {
		return fmt.Errorf("beginning the book: %w", err)
	}
	_, err = io.WriteString(w, mimetype)
	return err
}

func (b *book) add(name, content string) { b.write(name, zip.Deflate, []byte(content)) }

func (b *book) write(name string, method uint16, content []byte) {
	if b.err != nil {
		return
	}
	var w io.Writer
	if w, b.err = b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: b.made}); b.err == nil {
		_, b.err = w.Write(content)
	}
}

// pictures writes those that the last page asked for first. They are compressed
// already.
func (b *book) pictures(p *pictures) {
	for _, shot := range p.fresh {
		b.write("EPUB/"+shot.name, zip.Store, shot.data)
	}
	p.fresh = nil
}

func pageName(i int) string { return fmt.Sprintf("a%04d.xhtml", i+1) }

// contents is the navigation document: articles and their sections.
func contents(e Edition) string {
	var b strings.Builder
	fmt.Fprintf(&b, head, langAttributes(languageOf(e))+dirAttribute(e.isRightToLeft()), text(titleOf(e.Title)))
	fmt.Fprintf(&b, "<body><h1>%s</h1>\n<nav epub:type=\"toc\" id=\"toc\"><ol>\n", text(titleOf(e.Title)))
	for i, a := range e.Articles {
		fmt.Fprintf(&b, "<li><a href=\"%s\">%s</a>", pageName(i), text(titleOf(a.Title)))
		if len(a.Sections) > 0 {
			b.WriteString("<ol>\n")
			for j, s := range a.Sections {
				fmt.Fprintf(&b, "<li><a href=\"%s#s%d\">%s</a></li>\n", pageName(i), j+1, text(sectionTitle(s)))
			}
			b.WriteString("</ol>")
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ol></nav></body>\n</html>\n")
	return b.String()
}

// packageFile is the package document: what the book is, its files, and their
// order.
func packageFile(e Edition, made time.Time, shots *pictures) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">%s</dc:identifier>
<dc:title>%s</dc:title>
<dc:language>%s</dc:language>
<dc:date>%s</dc:date>
<meta property="dcterms:modified">%s</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
`, identifier(e, made), text(titleOf(e.Title)), languageOf(e), made.Format("2006-01-02"), made.Format("2006-01-02T15:04:05Z"))
	for i := range e.Articles {
		fmt.Fprintf(&b, "<item id=\"a%d\" href=\"%s\" media-type=\"application/xhtml+xml\"/>\n", i+1, pageName(i))
	}
	for i, shot := range shots.all {
		fmt.Fprintf(&b, "<item id=\"p%d\" href=\"%s\" media-type=\"%s\"/>\n", i+1, shot.name, shot.kind)
	}
	turns := ""
	if e.isRightToLeft() {
		turns = ` page-progression-direction="rtl"`
	}
	b.WriteString("</manifest>\n<spine" + turns + ">\n<itemref idref=\"nav\"/>\n")
	for i := range e.Articles {
		fmt.Fprintf(&b, "<itemref idref=\"a%d\"/>\n", i+1)
	}
	b.WriteString("</spine>\n</package>\n")
	return b.String()
}

// identifier is a UUID (RFC 9562, version 8) made of what the edition holds.
func identifier(e Edition, made time.Time) string {
	h := sha256.New()
	fmt.Fprintln(h, e.Title, made.Unix())
	for _, a := range e.Articles {
		fmt.Fprintln(h, a.URL, a.Title)
	}
	id := h.Sum(nil)[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// languageOf is the language of most articles; "und" when none says.
func languageOf(e Edition) string {
	count := map[string]int{}
	best := ""
	for _, a := range e.Articles {
		tag := validLanguage(a)
		if tag == "" {
			continue
		}
		if count[tag]++; count[tag] > count[best] {
			best = tag
		}
	}
	return cmp.Or(best, "und")
}

// isRightToLeft reports whether most articles are written from right to left.
func (e Edition) isRightToLeft() bool {
	n := 0
	for _, a := range e.Articles {
		if isRightToLeft(a) {
			n++
		}
	}
	return 2*n > len(e.Articles)
}

func validLanguage(a article.Article) string {
	if language.MatchString(a.Language) {
		return a.Language
	}
	return ""
}
