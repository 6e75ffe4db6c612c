package edition

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"warta/feed/article"
)

// Markdown writes an edition as one CommonMark text: its title, a table of
// contents with links, and the articles below headings of the second level.
func Markdown(w io.Writer, e Edition) error {
	if len(e.Articles) == 0 {
		return ErrEmpty
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s\n%s\n\n", heading(e.Title), e.Made.Format("2006-01-02"))
	for i, a := range e.Articles {
		title := strings.TrimPrefix(strings.TrimSuffix(heading(a.Title), "\n"), "# ")
		fmt.Fprintf(out, "%d. [%s](#article-%d)\n", i+1, title, i+1)
	}
	for i, a := range e.Articles {
		a.Title = titleOf(a.Title)
		fmt.Fprintf(out, "\n---\n\n<a id=\"article-%d\"></a>\n\n%s", i+1, demoted(article.Markdown(a)))
	}
	return out.Flush()
}

// heading is a title as a heading of the first level.
func heading(title string) string { return article.Markdown(article.Article{Title: titleOf(title)}) }

// demoted is Markdown with each heading one level lower. Only a heading begins
// a line with a number sign: the printer escapes it elsewhere, but for code.
func demoted(text string) string {
	var b strings.Builder
	fence := ""
	for l := range strings.Lines(text) {
		bare := strings.TrimRight(l, "\n")
		switch {
		case fence != "":
			if bare == fence {
				fence = ""
			}
		case strings.HasPrefix(bare, "```"):
			fence = bare[:len(bare)-len(strings.TrimLeft(bare, "`"))]
		case strings.HasPrefix(bare, "#") && !strings.HasPrefix(bare, "######"):
			b.WriteByte('#')
		}
		b.WriteString(l)
	}
	return b.String()
}
