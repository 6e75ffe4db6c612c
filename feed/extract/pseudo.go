package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"warta/feed/article"
)

// choosePseudo makes sections of numbered titles that are no headings: bold
// paragraphs, lines after a line break, and, in runs of three, short plain
// paragraphs and bold beginnings of paragraphs. Failing these it makes them of
// the headings there are, of bold questions, or of bold titles. It gives the lines back with
// what it parted.
func choosePseudo(lines []line, title string) []line {
	for _, loose := range []bool{false, true} {
		out := expanded(lines, loose)
		top, _ := levels(out)
		wide := widened(out, top)
		if runsOn(wide, loose) && bodied(out, wide) && decide(wide, title) {
			return out
		}
	}
	top, all := levels(lines)
	if len(all) > 0 {
		plainNumbers(top)
		return lines
	}
	if out := questions(lines); out != nil {
		return out
	}
	if out := boldHeads(lines); out != nil {
		return out
	}
	return lines
}

// hasPseudo reports whether two or more lines may be numbered titles.
func hasPseudo(lines []line) bool {
	n := 0
	for _, l := range expanded(lines, true) {
		if l.level == pseudoLevel && l.has {
			n++
		}
	}
	return n >= 2
}

// runsOn reports whether there are enough numbered pseudo headings.
func runsOn(heads []*line, loose bool) bool {
	n := 0
	for _, l := range heads {
		if l.has && l.level == pseudoLevel {
			n++
		}
	}
	return n >= 3 || n == 2 && !loose
}

// bodied reports whether nearly every numbered pseudo heading has text of its
// own below it. In a list that was typed as paragraphs it has none.
func bodied(lines []line, heads []*line) bool {
	is := map[*line]bool{}
	for _, h := range heads {
		is[h] = h.has
	}
	all, bare := 0, 0
	for i := range lines {
		if !is[&lines[i]] {
			continue
		}
		all++
		if i+1 == len(lines) || is[&lines[i+1]] {
			bare++
		}
	}
	return bare*5 <= all
}

// expanded is lines with what may be a numbered title as pseudo headings.
func expanded(lines []line, loose bool) []line {
	var out []line
	for i := range lines {
		l := lines[i]
		p, ok := l.block.(*article.Paragraph)
		if l.level > 0 || !ok {
			out = append(out, l)
			continue
		}
		out = append(out, split(p, l, loose)...)
	}
	return out
}

// split is a paragraph as the pseudo headings and the paragraphs in it.
func split(p *article.Paragraph, l line, loose bool) []line {
	rows := rowsOf(p.Text)
	if len(rows) > mostRows {
		return []line{l}
	}
	if len(rows) > 1 {
		return splitRows(rows, l)
	}
	whole := line{block: p}
	switch {
	case l.shortBold():
		whole.head(pseudoLevel, p.Text)
		whole.filler = !whole.has
		return []line{whole}
	case !loose:
		return []line{l}
	}
	if titleLike(article.Plain(p.Text), 12) {
		if whole.head(pseudoLevel, p.Text); whole.has && !whole.numeral.weak {
			return []line{whole}
		}
		return []line{l}
	}
	if first, rest := boldStart(p.Text); len(rest) > 0 {
		if whole.head(pseudoLevel, first); whole.has && !whole.numeral.weak && whole.numeral.rest != "" {
			return []line{whole, {block: &article.Paragraph{Text: rest}}}
		}
	}
	return []line{l}
}

// mostRows is how many lines a paragraph has at most that titles are looked for
// in.
const mostRows = 500

// rowsOf is spans parted at line breaks.
func rowsOf(spans []article.Span) [][]article.Span {
	var rows [][]article.Span
	var row []article.Span
	for _, s := range spans {
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 {
				rows, row = append(rows, joined(row)), nil
			}
			row = append(row, article.Span{Text: part, Style: s.Style, Link: s.Link})
		}
	}
	rows = append(rows, joined(row))
	out := rows[:0]
	for _, r := range rows {
		if len(r) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// splitRows is the rows of a paragraph as pseudo headings, where they are
// numbered titles, and paragraphs of what stands between those.
func splitRows(rows [][]article.Span, l line) []line {
	var out []line
	var held []article.Span
	flush := func() {
		if t := joined(held); len(t) > 0 {
			out = append(out, line{block: &article.Paragraph{Text: t}})
		}
		held = nil
	}
	found := false
	for _, r := range rows {
		h := line{block: &article.Paragraph{Text: r}}
		bold := h.shortBold()
		if bold || titleLike(article.Plain(r), 14) {
			h.head(pseudoLevel, r)
			if h.has && (bold || !h.numeral.weak) {
				flush()
				out, found = append(out, h), true
				continue
			}
		}
		if len(held) > 0 {
			held = append(held, article.Span{Text: "\n"})
		}
		held = append(held, r...)
	}
	flush()
	if !found {
		return []line{l}
	}
	return out
}

// titleLike reports whether text is short and does not end like a sentence.
func titleLike(text string, most int) bool {
	text = strings.TrimSpace(text)
	n := len(strings.Fields(text))
	if n == 0 || n > most || utf8.RuneCountInString(text) > 100 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return !strings.ContainsRune(".;,:。、،", last)
}

// boldStart parts a paragraph that begins with bold text from the rest of it;
// rest is nil when it does not, or is bold throughout.
func boldStart(spans []article.Span) (first, rest []article.Span) {
	for i, s := range spans {
		if s.Style.Has(article.Bold) || onlyMarks(s.Text) {
			continue
		}
		if i == 0 {
			return nil, nil
		}
		return joined(spans[:i]), joined(spans[i:])
	}
	return nil, nil
}

// questions makes sections of the bold questions of an interview: two or more,
// each with an answer that is not bold.
func questions(lines []line) []line {
	out := boldRows(lines)
	var heads []*line
	for i := range out {
		l := &out[i]
		if !l.shortBold() || i+1 == len(out) || out[i+1].shortBold() {
			continue
		}
		p := l.block.(*article.Paragraph)
		if text := strings.TrimSpace(article.Plain(p.Text)); isQuestion(text) {
			l.head(pseudoLevel, p.Text)
			heads = append(heads, l)
		}
	}
	if len(heads) < 2 {
		return nil
	}
	plainNumbers(heads)
	return out
}

// isQuestion reports whether text ends with a question mark, of any script.
func isQuestion(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'”’»)`, r) })
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("?？؟;", last) && (last != ';' || strings.ContainsAny(text, "αεηιου"))
}
