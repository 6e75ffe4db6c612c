package article

import (
	"regexp"
	"strings"
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

// special are the characters that mean something within a line of Markdown.
var special = regexp.MustCompile("[\\\\`*_\\[\\]<>~]|&[#a-zA-Z]|!\\[")

// escape makes text mean itself within a line.
func escape(s string) string {
	return special.ReplaceAllStringFunc(s, func(m string) string { return "\\" + m })
}

// starts are what begins a block when it begins a line.
var starts = regexp.MustCompile(`(?m)^(\s*)([#+|:=-]|\d{1,9}([.)]))`)

// guard makes the first character of each line of a paragraph mean itself.
func guard(s string) string {
	return starts.ReplaceAllStringFunc(s, func(m string) string {
		last := len(m) - 1
		return m[:last] + "\\" + m[last:]
	})
}

// address is a link's address with what would end it percent-encoded.
func address(s string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\n", "", "\t", "").
		Replace(Clean(s))
}
