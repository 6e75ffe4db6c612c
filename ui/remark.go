package ui

import (
	"bytes"
	"strings"

	"warta/ui/typeset"
)

// mostRemark is how many lines a remark may take.
const mostRemark = 6

// remark is what went wrong and is too long for the last line of the screen.
func (m *Model) remark() string {
	if m.over.kind == prompting {
		return m.prompt.Remark(m.layout.width)
	}
	if m.over.kind == nothing {
		return m.status.Remark()
	}
	return ""
}

// withRemark is a screen, as lines with a line feed behind each, whose last
// lines make room for the remark.
func (m *Model) withRemark(screen []byte) []byte {
	text := m.remark()
	if text == "" {
		return screen
	}
	width := m.layout.width
	lines := wrapped(text, width-2)
	most := min(mostRemark, m.layout.rows()-1)
	if len(lines) > most {
		lines = lines[:most]
	}
	for range lines {
		screen = screen[:bytes.LastIndexByte(screen[:max(len(screen)-1, 0)], '\n')+1]
	}
	for _, l := range lines {
		if m.options.Reorder {
			l = typeset.VisualLeft(l)
		}
		screen = append(screen, m.styles.Error.Render(typeset.Fit(" "+l, width, m.styles.Glyphs.Ellipsis))...)
		screen = append(screen, '\n')
	}
	return screen
}

// wrapped is text in lines of at most width cells, parted between words; a word
// that is longer is cut where the line ends.
func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(strings.ReplaceAll(text, "\u00AD", "")) { // as Cut leaves it out, too
		if line != "" && typeset.Width(line)+1+typeset.Width(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for typeset.Width(word) > width && width > 0 {
			head := typeset.Cut(word, width, "")
			if head == "" {
				break
			}
			lines, word = append(lines, head), word[len(head):]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
