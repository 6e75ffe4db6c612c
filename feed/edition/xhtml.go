package edition

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"warta/feed/article"
)

// A page is the XHTML of one article.
type page struct {
	b        strings.Builder
	pictures *pictures
}

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"%s>
<head><title>%s</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
`

// articlePage is an article as XHTML. Sections have the ids s1, s2 and so on.
func articlePage(a article.Article, pictures *pictures) string {
	p := page{pictures: pictures}
	fmt.Fprintf(&p.b, head, langAttributes(a.Language)+dirAttribute(isRightToLeft(a)), text(titleOf(a.Title)))
	p.b.WriteString("<body><article>\n")
	p.element("h1", text(titleOf(a.Title)))
	p.about(a)
	if notice := line(a.Notice); notice != "" {
		p.b.WriteString(`<p class="notice">` + text(notice) + "</p>\n")
	}
	if a.Image.URL != "" {
		p.figure(&article.Figure{Image: a.Image})
	}
	p.blocks(a.Lead)
	for i, s := range a.Sections {
		fmt.Fprintf(&p.b, "<section id=\"s%d\">\n", i+1)
		p.element("h2", text(sectionTitle(s)))
		p.blocks(s.Blocks)
		p.b.WriteString("</section>\n")
	}
	p.b.WriteString("</article></body>\n</html>\n")
	return p.b.String()
}

func sectionTitle(s article.Section) string {
	return strings.TrimSpace(strconv.Itoa(s.Number) + ". " + line(s.Title))
}

// about is the line below the title.
func (p *page) about(a article.Article) {
	var parts []string
	for _, s := range []string{a.Byline, a.Site} {
		if s = line(s); s != "" {
			parts = append(parts, text(s))
		}
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Format("2006-01-02"))
	}
	if to := href(a.URL); to != "" {
		parts = append(parts, `<a href="`+text(to)+`">`+text(hostOf(to))+`</a>`)
	}
	if len(parts) > 0 {
		p.b.WriteString(`<p class="about">` + strings.Join(parts, " · ") + "</p>\n")
	}
}

func (p *page) element(name, inside string) {
	p.b.WriteString("<" + name + ">" + inside + "</" + name + ">\n")
}

func (p *page) blocks(blocks []article.Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

func (p *page) block(b article.Block) {
	switch b := b.(type) {
	case *article.Paragraph:
		p.element("p", spans(b.Text))
	case *article.Heading:
		p.element("h"+strconv.Itoa(min(max(b.Level, 1)+2, 6)), spans(b.Text))
	case *article.Quote:
		p.b.WriteString("<blockquote>\n")
		p.blocks(b.Blocks)
		if cite := line(b.Cite); cite != "" {
			p.element("p", "— "+text(cite))
		}
		p.b.WriteString("</blockquote>\n")
	case *article.List:
		p.list(b)
	case *article.Code:
		p.b.WriteString("<pre><code>" + text(strings.Trim(b.Text, "\n")) + "</code></pre>\n")
	case *article.Figure:
		p.figure(b)
	case *article.Table:
		p.table(b)
	case *article.Embed:
		p.embed(b)
	case *article.Rule:
		p.b.WriteString("<hr/>\n")
	}
}

func (p *page) list(l *article.List) {
	if len(l.Items) == 0 {
		return
	}
	open, end := "<ul>\n", "</ul>\n"
	if l.Ordered {
		open, end = fmt.Sprintf("<ol start=\"%d\">\n", l.Start), "</ol>\n"
	}
	p.b.WriteString(open)
	for _, item := range l.Items {
		p.b.WriteString("<li>")
		p.blocks(item)
		p.b.WriteString("</li>\n")
	}
	p.b.WriteString(end)
}

// figure is the picture when it is at hand, and a link to it when it is not.
func (p *page) figure(f *article.Figure) {
	alt := line(f.Image.Alt)
	said := strings.TrimSpace(line(f.Image.Caption) + " " + line(f.Credit))
	file, at := p.pictures.file(f.Image.URL), href(f.Image.URL)
	var inside string
	switch {
	case file != "":
		inside = `<img src="` + text(file) + `" alt="` + text(alt) + `"/>`
	case at != "":
		label := alt
		if label == "" {
			label = "picture"
		}
		inside = `<p><a href="` + text(at) + `">` + text(label) + `</a></p>`
	case said == "":
		return
	}
	if said != "" {
		inside += "<figcaption>" + text(said) + "</figcaption>"
	}
	p.element("figure", inside)
}

func (p *page) table(t *article.Table) {
	p.b.WriteString("<table>\n")
	if caption := line(t.Caption); caption != "" {
		p.element("caption", text(caption))
	}
	open := ""
	for i, row := range t.Rows {
		part, cell := "tbody", "td"
		if i < t.Header {
			part, cell = "thead", "th"
		}
		if part != open {
			if open != "" {
				p.b.WriteString("</" + open + ">\n")
			}
			p.b.WriteString("<" + part + ">\n")
			open = part
		}
		p.b.WriteString("<tr>")
		for _, c := range row {
			p.b.WriteString("<" + cell + ">" + spans(c.Text) + "</" + cell + ">")
		}
		p.b.WriteString("</tr>\n")
	}
	if open != "" {
		p.b.WriteString("</" + open + ">\n")
	}
	p.b.WriteString("</table>\n")
}

func (p *page) embed(e *article.Embed) {
	title, kind := line(e.Title), line(e.Kind)
	if title == "" {
		title = kind
	}
	if to := href(e.URL); to != "" {
		p.element("p", `<a href="`+text(to)+`">`+text(title)+`</a> (`+text(kind)+`)`)
	}
}

// tags are what stands around styled text, from the inside out.
var tags = [...]struct {
	style article.Style
	name  string
}{
	{article.Mono, "code"}, {article.Superscript, "sup"}, {article.Subscript, "sub"}, {article.Highlight, "mark"},
	{article.Strike, "s"}, {article.Italic, "em"}, {article.Bold, "strong"},
}

// spans is running text as XHTML.
func spans(list []article.Span) string {
	var b strings.Builder
	for _, s := range list {
		inside := strings.ReplaceAll(text(s.Text), "\n", "<br/>")
		if inside == "" {
			continue
		}
		for _, t := range tags {
			if s.Style.Has(t.style) {
				inside = "<" + t.name + ">" + inside + "</" + t.name + ">"
			}
		}
		if to := href(s.Link); to != "" {
			inside = `<a href="` + text(to) + `">` + inside + `</a>`
		}
		b.WriteString(inside)
	}
	return b.String()
}

// language is what a language tag looks like (RFC 5646, without the rare forms).
var language = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// langAttributes are the attributes that tell a page's language; "" when it is
// not known.
func langAttributes(tag string) string {
	if !language.MatchString(tag) {
		return ""
	}
	return ` lang="` + tag + `" xml:lang="` + tag + `"`
}

// isRightToLeft reports whether an article is written from right to left.
func isRightToLeft(a article.Article) bool { return runsLeft(a.Title + " " + article.Text(a)) }

func dirAttribute(rightToLeft bool) string {
	if rightToLeft {
		return ` dir="rtl"`
	}
	return ""
}
