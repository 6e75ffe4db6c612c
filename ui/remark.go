package ui

import (
	"bytes"

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
	lines := typeset.Wrap(text, width-2)
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
