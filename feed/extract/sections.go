package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"warta/feed/article"
)

// pseudoLevel is the level of headings that are no heading elements: numbered
// titles in bold paragraphs or after a line break.
const pseudoLevel = 9

// A line is a block on its way into sections. A heading has a level; what may
// be one and is not yet known to be has the pseudo level.
type line struct {
	block   article.Block
	level   int // 0: no heading
	text    []article.Span
	printed string
	numeral numeral
	has     bool // a numeral
	apart   bool // its number stood in an element of its own
	filler  bool // a pseudo heading without a number: may only fill a gap in a run
	section bool
	number  int
}

// sectioned parts blocks into the lead and the sections: the headings of the
// article's top level, with the numbers they carry, or 1 to n when they carry
// none. given are the numbers that ordered lists give to headings in them.
func sectioned(blocks []article.Block, title string, given map[*article.Heading]int) ([]article.Block, []article.Section) {
	if len(blocks) > mostBlocks {
		return byHeadings(blocks)
	}
	lines := mergedNumbers(withoutTitle(linesOf(withoutContents(blocks), given), title))
	if whole := bridged(lines, title); whole != nil {
		return parted(whole)
	}
	if !chooseNumbered(lines, title) {
		lines = choosePseudo(lines, title)
	}
	return parted(lines)
}

// mostBlocks is how many blocks an article has at most whose numbers are looked
// for; larger ones are books.
const mostBlocks = 5000

// byHeadings parts blocks at their highest headings, numbered from 1.
func byHeadings(blocks []article.Block) ([]article.Block, []article.Section) {
	lines := make([]line, len(blocks))
	for i, b := range blocks {
		lines[i].block = b
		if h, ok := b.(*article.Heading); ok && !h.Subtitle {
			lines[i].level, lines[i].text, lines[i].printed = h.Level, h.Text, oneLine(article.Plain(h.Text))
		}
	}
	top, _ := levels(lines)
	plainNumbers(top)
	return parted(lines)
}

// linesOf is blocks as lines, with the numbers of headings read.
func linesOf(blocks []article.Block, given map[*article.Heading]int) []line {
	lines := make([]line, 0, len(blocks))
	for _, b := range blocks {
		l := line{block: b}
		if h, ok := b.(*article.Heading); ok && h.Subtitle {
			l.block = h
		} else if ok && onlyMarks(article.Plain(h.Text)) {
			l.block = &article.Rule{}
		} else if ok && isStandfirst(lines, h) {
			l.block = &article.Paragraph{Text: h.Text}
		} else if ok {
			l.head(h.Level, h.Text)
			if n := given[h]; n > 0 && !l.has {
				l.numeral, l.has = numeral{value: n, rest: l.printed}, true
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// isStandfirst reports whether a heading before all text is no heading but the
// summary below the title: it is long, or ends like a sentence.
func isStandfirst(before []line, h *article.Heading) bool {
	for _, l := range before {
		if l.level > 1 || l.level == 0 && l.plain() != "" {
			return false
		}
	}
	text := article.Plain(h.Text)
	n := len(strings.Fields(text))
	if _, ok := numeralOf(text); ok || isQuestion(text) {
		return false
	}
	return h.Level > 1 && (n > 14 || n > 6 && ends(text) || utf8.RuneCountInString(text) > 90)
}

// head makes l a heading.
func (l *line) head(level int, text []article.Span) {
	l.level, l.text = level, text
	l.printed = oneLine(article.Plain(text))
	l.numeral, l.has = numeralOf(l.printed)
}

// withoutTitle drops the headings that repeat the article's title before the
// first section, and those that repeat the heading right before them.
func withoutTitle(lines []line, title string) []line {
	out := lines[:0]
	heads := 0
	for _, l := range lines {
		if l.level > 0 {
			n := len(out)
			if heads == 0 && same(l.printed, title) || n > 0 && out[n-1].level > 0 && same(out[n-1].printed, l.printed) {
				continue
			}
			heads++
		}
		out = append(out, l)
	}
	return out
}

// mergedNumbers gives a number that stands in an element of its own to the
// heading, or the bold paragraph, after it.
func mergedNumbers(lines []line) []line {
	var out []line
	counted := countedLines(lines)
	for i := range lines {
		l := &lines[i]
		if i+1 < len(lines) && l.onlyNumber() {
			next := &lines[i+1]
			if counted {
				next.headOf(l)
			}
			if l.level > 0 && next.level == 0 && next.shortBold() {
				next.head(l.level, next.block.(*article.Paragraph).Text)
			}
			n, ok := numeralOf(l.plain())
			if ok && next.level > 0 && !next.has {
				n.rest, n.weak = next.printed, false
				next.numeral, next.has, next.apart, next.printed = n, true, true, l.plain()+" "+next.printed
				if l.level > 0 {
					next.level = min(next.level, l.level)
				}
				continue
			}
		}
		out = append(out, *l)
	}
	return out
}

// headingsLevel is the level of headings that are made of a number and a line.
const headingsLevel = 2

// headOf makes the short line after a number in a paragraph of its own a heading.
func (l *line) headOf(number *line) {
	if p, ok := l.block.(*article.Paragraph); ok && number.level == 0 && l.level == 0 {
		l.head(headingsLevel, p.Text)
	}
}

// countedLines reports whether an article without headings has three paragraphs or
// more that are a number and nothing else, each before a short line that is no
// sentence, and whether they count up or down by one.
func countedLines(lines []line) bool {
	n, before, step := 0, 0, 0
	for i := range lines {
		l := &lines[i]
		if l.level > 0 {
			return false
		}
		if !l.onlyNumber() {
			continue
		}
		v, _ := numeralOf(l.plain())
		if i+1 == len(lines) || !lines[i+1].shortTitle() || n > 0 && v.value-before != 1 && before-v.value != 1 || n > 1 && v.value-before != step {
			return false
		}
		step, before = v.value-before, v.value
		n++
	}
	return n >= 3
}

// shortTitle reports whether a line is a paragraph of a few words that does not end
// like a sentence.
func (l *line) shortTitle() bool {
	s := l.plain()
	n := len(strings.Fields(s))
	return l.level == 0 && n > 0 && n <= 15 && !ends(s) && !onlyMarks(s)
}

// plain is the text of a heading or a paragraph, "" of other blocks.
func (l *line) plain() string {
	if l.level > 0 {
		return l.printed
	}
	if p, ok := l.block.(*article.Paragraph); ok {
		return oneLine(article.Plain(p.Text))
	}
	return ""
}

// onlyNumber reports whether a line is a number and nothing else.
func (l *line) onlyNumber() bool {
	s := l.plain()
	if s == "" || len(s) > 24 {
		return false
	}
	n, ok := numeralOf(s)
	return ok && n.rest == "" && !n.whole
}

// shortBold reports whether a line is a paragraph of few words, all bold.
func (l *line) shortBold() bool {
	p, ok := l.block.(*article.Paragraph)
	if !ok {
		return false
	}
	for _, s := range p.Text {
		if strings.TrimSpace(s.Text) != "" && !s.Style.Has(article.Bold) && !onlyMarks(s.Text) {
			return false
		}
	}
	return len(p.Text) > 0 && len(strings.Fields(article.Plain(p.Text))) <= 25
}

// onlyMarks reports whether s has no letters and no digits.
func onlyMarks(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return isWord(r) && r != '_' }) < 0
}

// chooseNumbered makes sections of the article's headings, and reports whether
// it did: not when there are none, nor when there are so few that numbered
// paragraphs may be the better sections.
func chooseNumbered(lines []line, title string) bool {
	top, all := levels(lines)
	if len(all) == 0 {
		return false
	}
	if wide := widened(lines, top); len(wide) > len(top) && decide(wide, title) {
		return true
	}
	if decide(top, title) {
		return true
	}
	if len(top) == 1 && hasPseudo(lines) {
		return false
	}
	plainNumbers(top)
	return true
}

// plainNumbers numbers headings that carry no numbers from 1.
func plainNumbers(heads []*line) {
	for i, l := range heads {
		if l.apart {
			l.printed = l.numeral.rest
		}
		l.section, l.number, l.has = true, i+1, false
	}
}

// levels are the headings of the highest level, and all headings.
func levels(lines []line) (top, all []*line) {
	highest := pseudoLevel
	for i := range lines {
		if l := lines[i].level; l > 0 && l < highest {
			highest = l
		}
	}
	for i := range lines {
		if l := &lines[i]; l.level > 0 && l.level < pseudoLevel {
			all = append(all, l)
			if l.level == highest {
				top = append(top, l)
			}
		}
	}
	return top, all
}

// widened is the top headings with the numbered ones of deeper levels, for
// papers that mix levels. It is top alone when two or more headings without a
// number have numbered ones below them: those are parts of their own.
func widened(lines []line, top []*line) []*line {
	isTop := map[*line]bool{}
	for _, l := range top {
		isTop[l] = true
	}
	parents := 0
	counted := true
	var wide []*line
	for i := range lines {
		l := &lines[i]
		switch {
		case isTop[l]:
			counted = l.has
			wide = append(wide, l)
		case l.level > 0 && l.has && !l.numeral.weak:
			if !counted {
				parents++
				counted = true
			}
			wide = append(wide, l)
		case l.level == pseudoLevel && l.filler:
			wide = append(wide, l)
		}
	}
	if parents > 1 {
		return top
	}
	return wide
}

// decide makes sections of heads when their numbers are a run.
func decide(heads []*line, title string) bool {
	numbers := runOf(heads, title)
	if numbers == nil {
		return false
	}
	what := counted(heads)
	for i, l := range heads {
		l.section, l.number = numbers[i] > 0, numbers[i]
		if l.has && what != "" {
			_, l.numeral.rest, _ = cutLabel(l.numeral.rest)
		}
	}
	return true
}

// counted is the word that stands between the number and the title of every one
// of three or more heads: "1st reason: …", "3º lugar: …".
func counted(heads []*line) string {
	what, n := "", 0
	for _, l := range heads {
		if !l.has {
			continue
		}
		word, _, ok := cutLabel(l.numeral.rest)
		if !ok || n > 0 && word != what {
			return ""
		}
		what = word
		n++
	}
	if n < 3 {
		return ""
	}
	return what
}

// cutLabel parts "reason: the fog" at its colon or dash, when one or two words
// stand before it.
func cutLabel(rest string) (word, title string, ok bool) {
	i := strings.IndexAny(rest, ":：–—")
	if i <= 0 {
		return "", rest, false
	}
	_, size := utf8.DecodeRuneInString(rest[i:])
	word, title = strings.ToLower(strings.TrimSpace(rest[:i])), strings.TrimSpace(rest[i+size:])
	if title == "" || len(strings.Fields(word)) > 2 || len(word) > 40 || strings.IndexFunc(word, func(r rune) bool { return !isWord(r) && r != ' ' }) >= 0 {
		return "", rest, false
	}
	return word, title, true
}

// parted is the lead and the sections of lines whose sections are chosen.
func parted(lines []line) (lead []article.Block, sections []article.Section) {
	level := 0
	for i := range lines {
		l := &lines[i]
		if l.section {
			s := article.Section{Number: l.number, Title: l.printed}
			if l.has && l.numeral.value == l.number && !l.numeral.whole {
				s.Title = strings.TrimLeft(l.numeral.rest, " .):–—-．：、，")
			}
			if s.Title == "" && strings.IndexFunc(l.printed, func(r rune) bool { return unicode.IsLetter(r) && !strings.ContainsRune("IVXLCDMivxlcdm", r) }) >= 0 {
				s.Title = l.printed // "Part 1", and nothing else
			}
			if s.Title != l.printed {
				s.Printed = l.printed
			}
			sections = append(sections, s)
			level = l.level
			continue
		}
		block := l.block
		if l.level > 0 && l.level < pseudoLevel {
			block = &article.Heading{Level: min(max(1, l.level-level), 6), Text: l.text}
			if level == 0 {
				block = &article.Heading{Level: 1, Text: l.text}
			}
		}
		if n := len(sections); n > 0 {
			sections[n-1].Blocks = append(sections[n-1].Blocks, block)
		} else {
			lead = append(lead, block)
		}
	}
	return lead, sections
}
