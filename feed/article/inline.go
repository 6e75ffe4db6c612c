package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline is spans as Markdown.
func inline(spans []Span) string {
	var b strings.Builder
	before, marked := ' ', false // the last character, and whether a mark ended there
	for i, s := range spans {
		after := ' '
		for _, next := range spans[i+1:] {
			if next.Text != "" {
				after, _ = utf8.DecodeRuneInString(Clean(next.Text))
				break
			}
		}
		var text string
		text, marked = inlineSpan(s, before, after, marked)
		if all := b.String(); strings.HasPrefix(text, "[") && strings.HasSuffix(all, "!") {
			b.Reset()
			b.WriteString(strings.TrimSuffix(all, "!") + "\\!") // a link, not a picture
		}
		b.WriteString(text)
		if s.Text != "" {
			before, _ = utf8.DecodeLastRuneInString(Clean(s.Text))
		}
	}
	return trimBreaks(b.String())
}

// trimBreaks is Markdown without white space and hard breaks at its ends: what
// would be left of those is a backslash.
func trimBreaks(s string) string {
	for {
		short := strings.Trim(s, " \t\u00a0")
		short = strings.TrimSuffix(strings.TrimPrefix(short, "\\\n"), "\\\n")
		if short == s {
			return strings.TrimSpace(s)
		}
		s = short
	}
}

// inlineSpan is one span, between two characters, and whether it ends in a mark.
// Marks stand next to the words: white space at the span's ends goes outside of
// them. Where Markdown would not take them for marks, tags of HTML are used.
func inlineSpan(s Span, before, after rune, behindMark bool) (text string, mark bool) {
	text = Clean(s.Text)
	core := strings.TrimSpace(text)
	if core == "" {
		return hardBreaks(text), behindMark && text == ""
	}
	from := strings.Index(text, core)
	left, right := text[:from], text[from+len(core):]
	if left != "" {
		before, behindMark = ' ', false
	}
	if right != "" {
		after = ' '
	}
	if s.Link != "" {
		before, after, behindMark = '[', ']', false
	}
	if s.Style.Has(Mono) {
		core = codeSpan(core)
	} else {
		core = hardBreaks(escape(core))
	}
	for _, m := range marks {
		if !s.Style.Has(m.style) {
			continue
		}
		if m.tag == "" || flanks(core, before, after) && !behindMark && !(m.style == Strike && strings.ContainsRune(core+string(before)+string(after), '~')) {
			core = m.open + core + m.close
			mark = m.tag != ""
		} else {
			core, mark = "<"+m.tag+">"+core+"</"+m.tag+">", false
		}
	}
	if s.Link != "" {
		core, mark = "["+core+"]("+address(s.Link)+")", false
	}
	return hardBreaks(left) + core + hardBreaks(right), mark && right == ""
}

// flanks reports whether marks around core are marks between two characters: see
// https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run.
func flanks(core string, before, after rune) bool {
	first, _ := utf8.DecodeRuneInString(core)
	last, _ := utf8.DecodeLastRuneInString(core)
	return (!isMark(first) || unicode.IsSpace(before) || isMark(before)) && (!isMark(last) || unicode.IsSpace(after) || isMark(after))
}

// isMark reports whether r is punctuation or a symbol.
func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// marks are what stands around styled text, from the inside out, and the tags for
// those that only count between certain characters.
var marks = [...]struct {
	style            Style
	open, close, tag string
}{
	{Superscript, "<sup>", "</sup>", ""},
	{Subscript, "<sub>", "</sub>", ""},
	{Highlight, "<mark>", "</mark>", ""},
	{Inserted, "<ins>", "</ins>", ""},
	{Deleted, "<del>", "</del>", ""},
	{Strike, "~~", "~~", "del"},
	{Italic, "*", "*", "em"},
	{Bold, "**", "**", "strong"},
}

// codeSpan is text between enough backquotes.
func codeSpan(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	text = line(text)
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// hardBreaks makes CommonMark's hard breaks of line feeds.
func hardBreaks(s string) string { return strings.ReplaceAll(s, "\n", "\\\n") }

// oneLine takes hard breaks out of Markdown that must stay on its line.
func oneLine(s string) string { return strings.ReplaceAll(s, "\\\n", " ") }

// escape makes text mean itself within a line: what Markdown would misread gets
// a backslash, and nothing else does. See https://spec.commonmark.org/0.31.2/.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		if isSpecial(before, r, s[i+size:]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isSpecial reports whether r means something between what stands before and
// after it. Behind the end of the text other text may follow.
func isSpecial(before, r rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '\\', '`', '*', '[', ']', '~':
		return true
	case '_': // within a word it emphasises nothing
		return !isWord(before) || !isWord(after)
	case '<':
		return after == utf8.RuneError || unicode.IsLetter(after) || strings.ContainsRune("/!?", after)
	case '&':
		end := strings.IndexFunc(rest, func(r rune) bool { return r != '#' && !isWord(r) })
		return end < 0 || end > 0 && rest[end] == ';'
	}
	return false
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// starts are what begins a block, or makes a heading or a table of the line
// before, when it begins a line.
var starts = regexp.MustCompile(`(?m)^[ \t]*(?:>|(?:#{1,6}|[+-]|\d{1,9}[.)])(?:[ \t]|\\?$)|[-+:=|][-+:=| \t]*\\?$)`)

// guard makes the beginning of each line of a paragraph mean itself.
func guard(s string) string {
	return starts.ReplaceAllStringFunc(s, func(m string) string {
		i := strings.IndexAny(m, ">#+-:=|.)")
		return m[:i] + "\\" + m[i:]
	})
}

// closing is what a heading of Markdown may end with without showing it.
var closing = regexp.MustCompile(`(^|[ \t])(#+)$`)

// headingText is escaped text as a heading.
func headingText(s string) string { return closing.ReplaceAllString(s, `$1\$2`) }

// address is a link's address with what would end it percent-encoded.
func address(s string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\n", "", "\t", "").
		Replace(Clean(s))
}
