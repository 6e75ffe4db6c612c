package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// A Style is a way of writing text. It is made by Lip Gloss once, and then kept
// as the two strings that go before and after the text, because writing a cell
// must cost next to nothing. The zero Style writes text as it is.
type Style struct {
	look   *lipgloss.Style // by pointer: it is large, and a pane has many
	before string
	after  string
}

// styleOf makes the Style that writes as look does. Look must have no width,
// margin, padding or border.
func styleOf(look lipgloss.Style) Style {
	const mark = "x"
	before, after, _ := strings.Cut(look.Render(mark), mark)
	return Style{look: &look, before: before, after: after}
}

// Render is text in the style. Text must be one line without control
// characters.
func (s Style) Render(text string) string {
	if text == "" || s.before == "" {
		return text
	}
	return s.before + text + s.after
}

// Append appends text in the style to dst, as Render would write it.
func (s Style) Append(dst []byte, text string) []byte {
	if text == "" {
		return dst
	}
	dst = append(dst, s.before...)
	dst = append(dst, text...)
	return append(dst, s.after...)
}

// Before is what goes to the terminal before text in the style.
func (s Style) Before() string { return s.before }

// After is what goes to the terminal after text in the style.
func (s Style) After() string { return s.after }

// Over is s laid over under: what s says holds, and under says the rest.
func (s Style) Over(under Style) Style {
	if under.before == "" {
		return s
	}
	if s.before == "" {
		return under
	}
	return styleOf(s.look.Inherit(*under.look))
}
