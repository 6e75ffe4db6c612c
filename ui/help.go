package ui

import (
	"warta/ui/keys"
	"warta/ui/typeset"
)

// drawHelp is the keys that work where the reader was, as a box.
func (m *Model) drawHelp() []string {
	l := &m.layout
	column := min(l.width-4, 64)
	lines := m.helpLines(column - 2)
	width := column + 2
	if len(lines) > l.rows()-2 && l.width >= 2*column+4 {
		lines, width = twoColumns(lines, column), 2*column+2
	}
	f := typeset.Frame{
		Width: width, Height: min(len(lines)+2, max(l.rows(), 3)), Title: "Keys that work in the " + m.layout.focus.String(),
		Footer: "esc closes", Border: m.styles.Dialog, TitleStyle: m.styles.DialogTitle,
		FooterStyle: m.styles.Footer, Glyphs: m.styles.Glyphs,
	}
	inner, rows := f.Inner()
	m.over.bottom = max(len(lines)-rows, 0)
	m.over.top = within(m.over.top, 0, m.over.bottom)
	if m.over.bottom > 0 {
		f.Footer = "j k scroll · esc closes"
	}
	side := f.Border.Render(f.Glyphs.Down)
	out := []string{f.Top()}
	for i := range rows {
		line := typeset.Spaces(inner)
		if at := m.over.top + i; at < len(lines) {
			line = lines[at]
		}
		out = append(out, side+line+side)
	}
	return append(out, f.Bottom())
}

// twoColumns puts the second half of lines beside the first.
func twoColumns(lines []string, column int) []string {
	half := (len(lines) + 1) / 2
	out := make([]string, half)
	for i := range half {
		out[i] = lines[i]
		if half+i < len(lines) {
			out[i] += lines[half+i]
		} else {
			out[i] += typeset.Spaces(column)
		}
	}
	return out
}

// helpLines is the help in lines of width plus two cells.
func (m *Model) helpLines(width int) []string {
	scope := m.layout.focus
	if scope == keys.Article && m.finding() {
		scope = keys.Finding
	}
	var lines []string
	group := keys.Group("")
	for _, b := range m.keys.In(scope) {
		if v, ok := m.verbs[b.Action]; !ok || v.needs(m) != "" {
			continue
		}
		if b.Group != group {
			if group = b.Group; len(lines) > 0 {
				lines = append(lines, typeset.Spaces(width+2))
			}
			lines = append(lines, " "+m.styles.HelpTitle.Render(string(group))+typeset.Spaces(width+1-len(group)))
		}
		lines = append(lines, m.helpLine(b, width))
	}
	return lines
}

func (m *Model) helpLine(b keys.Binding, width int) string {
	column := min(18, width/3)
	key := typeset.Fit(b.Label(), column, m.styles.Glyphs.Ellipsis)
	return "  " + m.styles.Key.Render(key) + " " + m.styles.Help.Render(typeset.Fit(b.Help, width-column-1, m.styles.Glyphs.Ellipsis))
}
