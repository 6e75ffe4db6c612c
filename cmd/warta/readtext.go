package main

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"warta/feed/article"
)

// texts is each block as text for people, with lines broken at width unless it
// is 0.
func texts(blocks []article.Block, width int) []string {
	out := make([]string, 0, len(blocks))
	for _, b := range blocks {
		if text := blockText(b, width); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// blockText is a block as text for people: items have their marks, and quotes
// their bars.
func blockText(b article.Block, width int) string {
	switch b := b.(type) {
	case *article.List:
		return listText(b, width)
	case *article.Quote:
		text := strings.Join(texts(b.Blocks, less(width, 2)), "\n\n")
		if cite := oneLine(b.Cite); cite != "" {
			text += "\n" + wrapped(inSigns("— ")+cite, less(width, 2))
		}
		return hang("> ", "> ", text)
	case *article.Heading:
		return wrapped(headingText(b), width)
	case *article.Figure:
		return wrapped(picture(b), width)
	case *article.Embed:
		return wrapped(embedText(b), width)
	case *article.Code:
		return article.Text(article.Article{Lead: []article.Block{b}})
	}
	return wrapped(article.Text(article.Article{Lead: []article.Block{b}}), width)
}

// listText is a list with a mark or a number before each item.
func listText(l *article.List, width int) string {
	items := make([]string, 0, len(l.Items))
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = strconv.Itoa(l.Start+i) + ". "
		}
		text := strings.Join(texts(item, less(width, len(mark))), "\n")
		items = append(items, hang(mark, strings.Repeat(" ", len(mark)), text))
	}
	return strings.Join(items, "\n")
}

// hang puts first before the first line of text and rest before the others.
func hang(first, rest, text string) string {
	return first + strings.ReplaceAll(text, "\n", "\n"+rest)
}

// less is the width that is left beside a mark; 0 stays no width.
func less(width, by int) int {
	if width == 0 {
		return 0
	}
	return max(width-by, 10)
}

// wrapped breaks the lines of text at width unless it is 0.
func wrapped(text string, width int) string {
	if width == 0 {
		return text
	}
	return ansi.Wrap(text, width, "")
}

// sectionTitle is the title of a section with its number, which stands in the
// title already when the page prints one.
func sectionTitle(s article.Section) string {
	if s.Printed != "" {
		return oneLine(s.Printed)
	}
	return strings.TrimSpace(strconv.Itoa(s.Number) + ". " + oneLine(s.Title))
}

// headingText is a heading inside a section, with a mark. The subtitle of the
// article is none.
func headingText(h *article.Heading) string {
	text := oneLine(article.Plain(h.Text))
	if text == "" || h.Subtitle {
		return text
	}
	return "## " + text
}

// noticeOf is what is said about an article, as a sentence that is not taken for
// one of it.
func noticeOf(a article.Article) string {
	text := oneLine(a.Notice)
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return ended("Note: " + string(unicode.ToUpper(first)) + text[size:])
}

// leadPicture is what is said about the lead picture, unless it stands in the
// text, too.
func leadPicture(a article.Article) string {
	if article.Pictured(a) {
		return ""
	}
	return picture(&article.Figure{Image: a.Image})
}

// picture is what is said about a picture: its caption, or what it shows.
func picture(f *article.Figure) string {
	said := oneLine(f.Image.Caption)
	if said == "" {
		said = oneLine(f.Image.Alt)
	}
	if credit := oneLine(f.Credit); credit != "" {
		said = strings.TrimSpace(said + " (" + credit + ")")
	}
	if said == "" {
		return ""
	}
	return "[picture: " + said + "]"
}

// embedText is what stands for something of another site.
func embedText(e *article.Embed) string {
	return "[" + strings.TrimSpace(oneLine(e.Kind)+": "+oneLine(e.Title)+" "+oneLine(e.URL)) + "]"
}
