package article

import (
	"fmt"
	"strconv"
	"strings"
)

// Markdown is the article as CommonMark with GitHub's tables and strikes: the
// title as a heading of level 1, a line of byline, date and site, the lead,
// and each section under a heading of level 2 that carries its number.
func Markdown(a Article) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if title := line(a.Title); title != "" {
		add("# " + headingText(escape(title)))
	}
	add(about(a))
	if notice := line(a.Notice); notice != "" {
		add("> " + guard(escape(notice)))
	}
	if a.Image.URL != "" && !Pictured(a) {
		add(figureMarkdown(&Figure{Image: a.Image}))
	}
	add(blocksMarkdown(a.Lead))
	for _, s := range a.Sections {
		add(fmt.Sprintf("## %d. %s", s.Number, headingText(escape(line(s.Title)))))
		add(blocksMarkdown(s.Blocks))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "\n\n") + "\n"
}

// Pictured reports whether the lead picture is also a figure of the text: the
// same picture, or one with the same caption.
func Pictured(a Article) bool {
	same := func(x, y string) bool { return x != "" && x == y }
	in := func(blocks []Block) bool {
		for _, b := range blocks {
			if f, ok := b.(*Figure); ok && (same(f.Image.URL, a.Image.URL) || same(f.Image.Caption, a.Image.Caption)) {
				return true
			}
		}
		return false
	}
	if in(a.Lead) {
		return true
	}
	for _, s := range a.Sections {
		if in(s.Blocks) {
			return true
		}
	}
	return false
}

// about is the line below the title.
func about(a Article) string {
	var parts []string
	for _, s := range []string{a.Byline, a.Site} {
		if s = line(s); s != "" {
			parts = append(parts, escape(s))
		}
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Format("2006-01-02"))
	}
	if a.URL != "" {
		parts = append(parts, "<"+address(a.URL)+">")
	}
	return guard(strings.Join(parts, " · "))
}

// blocksMarkdown is blocks with a blank line between them.
func blocksMarkdown(blocks []Block) string {
	var parts []string
	var before *List // the block before, if it is one
	other := false   // it has the other marks
	for _, b := range blocks {
		l, isList := b.(*List)
		s := ""
		if isList {
			other = before != nil && before.Ordered == l.Ordered && !other // two lists are not one
			s = listMarkdown(l, other)
		} else {
			s = blockMarkdown(b)
		}
		if s != "" {
			parts = append(parts, s)
			before = l
		}
	}
	return strings.Join(parts, "\n\n")
}

func blockMarkdown(b Block) string {
	switch b := b.(type) {
	case *Paragraph:
		return guard(inline(b.Text))
	case *Heading:
		return strings.Repeat("#", min(max(b.Level, 1)+2, 6)) + " " + headingText(oneLine(inline(b.Text)))
	case *Quote:
		text := blocksMarkdown(b.Blocks)
		if cite := line(b.Cite); cite != "" {
			text += "\n\n— " + escape(cite)
		}
		return prefixed(text, "> ", "> ")
	case *List:
		return listMarkdown(b, false)
	case *Code:
		return codeMarkdown(b)
	case *Figure:
		return figureMarkdown(b)
	case *Table:
		return tableMarkdown(b)
	case *Embed:
		kind, title := escape(line(b.Kind)), escape(line(b.Title))
		if title == "" {
			title = kind
		}
		return "[" + title + "](" + address(b.URL) + ") (" + kind + ")"
	}
	return "---"
}

// listMarkdown is tight when every item is one line. CommonMark has two marks for
// each kind of list: a list with other marks is another list.
func listMarkdown(l *List, other bool) string {
	var items []string
	between := "\n"
	for i, item := range l.Items {
		marker := "- "
		switch {
		case l.Ordered && other:
			marker = strconv.Itoa(max(l.Start+i, 0)) + ") "
		case l.Ordered:
			marker = strconv.Itoa(max(l.Start+i, 0)) + ". "
		case other:
			marker = "* "
		}
		text := blocksMarkdown(item)
		if text == "" {
			continue
		}
		if strings.Contains(text, "\n") {
			between = "\n\n"
		}
		items = append(items, prefixed(text, marker, strings.Repeat(" ", len(marker))))
	}
	return strings.Join(items, between)
}

// prefixed is text with first before its first line and rest before the others.
func prefixed(text, first, rest string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		p := rest
		if i == 0 {
			p = first
		}
		if l == "" {
			p = strings.TrimRight(p, " ")
		}
		lines[i] = p + l
	}
	return strings.Join(lines, "\n")
}

// codeMarkdown is fenced by more backquotes than the text has in a row.
func codeMarkdown(c *Code) string {
	text := strings.Trim(Clean(c.Text), "\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + strings.Trim(line(c.Language), "` ") + "\n" + text + "\n" + fence
}

// figureMarkdown is the picture, and below it what is said about it.
func figureMarkdown(f *Figure) string {
	said := strings.TrimSpace(line(f.Image.Caption) + " " + line(f.Credit))
	picture := "![" + escape(line(f.Image.Alt)) + "](" + address(f.Image.URL) + ")"
	if said == "" {
		return picture
	}
	return picture + "\n\n*" + escape(said) + "*"
}

// tableMarkdown has a blank heading when the table has none: GitHub's tables
// need one.
func tableMarkdown(t *Table) string {
	width := 0
	for _, row := range t.Rows {
		width = max(width, len(row))
	}
	if width == 0 {
		return ""
	}
	rows := t.Rows
	if t.Header == 0 {
		rows = append([][]Cell{nil}, rows...)
	}
	var lines []string
	if caption := line(t.Caption); caption != "" {
		lines = append(lines, guard(escape(caption)), "")
	}
	for i, row := range rows {
		lines = append(lines, tableRow(row, width))
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", width))
		}
	}
	return strings.Join(lines, "\n")
}

func tableRow(row []Cell, width int) string {
	var b strings.Builder
	b.WriteByte('|')
	for i := range width {
		cell := ""
		if i < len(row) {
			cell = strings.ReplaceAll(oneLine(inline(row[i].Text)), "|", "\\|")
		}
		b.WriteString(" " + cell + " |")
	}
	return b.String()
}
