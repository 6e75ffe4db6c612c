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
	for _, s := range spans {
		b.WriteString(inlineSpan(s))
	}
	return strings.TrimSpace(b.String())
}

// inlineSpan is one span. Marks stand next to the words: white space at the
// span's ends goes outside of them.
func inlineSpan(s Span) string {
	text := Clean(s.Text)
	core := strings.TrimSpace(text)
	if core == "" {
		return hardBreaks(text)
	}
	from := strings.Index(text, core)
	before, after := text[:from], text[from+len(core):]
	if s.Style.Has(Mono) {
		core = codeSpan(core)
	} else {
		core = hardBreaks(escape(core))
	}
	for _, m := range marks {
		if s.Style.Has(m.style) {
			core = m.open + core + m.close
		}
	}
	if s.Link != "" {
		core = "[" + core + "](" + address(s.Link) + ")"
	}
	return hardBreaks(before) + core + hardBreaks(after)
}

// marks are what stands around styled text, from the inside out.
var marks = [...]struct {
	style       Style
	open, close string
}{
	{Superscript, "<sup>", "</sup>"},
	{Subscript, "<sub>", "</sub>"},
	{Highlight, "<mark>", "</mark>"},
	{Strike, "~~", "~~"},
	{Inserted, "<ins>", "</ins>"},
	{Deleted, "<del>", "</del>"},
	{Italic, "*", "*"},
	{Bold, "**", "**"},
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
