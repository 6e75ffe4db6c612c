package ui

import (
	"warta/ui/keys"
	"warta/ui/theme"
	"warta/ui/typeset"
)

// drawHelp is the keys that work where the reader was, as a box.
func (m *Model) drawHelp() []string {
	l := &m.layout
	groups := m.helpGroups()
	keys, column := helpColumns(groups, m.styles.Glyphs, l.width-4)
	lines := append(m.helpLines(groups, keys, column), m.helpSigns(keys, column)...)
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
		f.Footer = m.styles.Glyphs.Words("j k scroll · esc closes")
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

// twoColumns puts the second half of lines beside the first; it begins with a
// group where one is near.
func twoColumns(lines []string, column int) []string {
	blank := typeset.Spaces(column)
	half := (len(lines) + 1) / 2
	left, right := lines[:half], lines[half:]
	for i := range len(lines) / 5 {
		if at := half + i; at < len(lines) && lines[at] == blank {
			left, right = lines[:at], lines[at+1:]
			break
		}
		if at := half - 1 - i; at > 0 && lines[at] == blank {
			left, right = lines[:at], lines[at+1:]
			break
		}
	}
	out := make([]string, max(len(left), len(right)))
	for i := range out {
		for _, side := range [...][]string{left, right} {
			if i < len(side) {
				out[i] += side[i]
			} else {
				out[i] += blank
			}
		}
	}
	return out
}

// helpGroups is the bindings that work where the reader was, by group.
func (m *Model) helpGroups() []keys.Table {
	scope := m.layout.focus
	if scope == keys.Article && m.finding() {
		scope = keys.Finding
	}
	var groups []keys.Table
	for _, b := range m.keys.In(scope) {
		if v, ok := m.verbs[b.Action]; !ok || v.needs(m) != "" {
			continue
		}
		if n := len(groups); n == 0 || groups[n-1][0].Group != b.Group {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], b)
	}
	return groups
}

// helpColumns is how many cells the keys have and how many a line of the help
// has: as many as the longest needs, but no more than most.
func helpColumns(groups []keys.Table, g theme.Glyphs, most int) (labels, column int) {
	text := 0
	for _, group := range groups {
		for _, b := range group {
			labels, text = max(labels, typeset.Width(g.Words(b.Label()))), max(text, typeset.Width(b.Help))
		}
	}
	column = min(labels+text+5, most)
	return min(labels, column/3), column
}

// helpLines is the help in lines of width cells. What is too long for its
// column goes on in the next line.
func (m *Model) helpLines(groups []keys.Table, labels, width int) []string {
	var lines []string
	for i, g := range groups {
		if i > 0 {
			lines = append(lines, typeset.Spaces(width))
		}
		title := string(g[0].Group)
		lines = append(lines, " "+m.styles.HelpTitle.Render(title)+typeset.Spaces(width-1-len(title)))
		for _, b := range g {
			lines = m.helpRow(lines, m.styles.Glyphs.Words(b.Label()), b.Help, labels, width)
		}
	}
	return lines
}

// helpRow appends the lines of one key or sign.
func (m *Model) helpRow(lines []string, label, text string, labels, width int) []string {
	key, help := typeset.Wrap(label, labels), typeset.Wrap(text, width-labels-5)
	for j := range max(len(key), len(help)) {
		lines = append(lines, "  "+m.styles.Key.Render(fitted(key, j, labels))+"  "+m.styles.Help.Render(fitted(help, j, width-labels-4)))
	}
	return lines
}

// helpSigns says what the signs of the list mean, in lines as those of helpLines.
func (m *Model) helpSigns(labels, width int) []string {
	if m.layout.focus != keys.List {
		return nil
	}
	g := &m.styles.Glyphs
	lines := []string{typeset.Spaces(width), " " + m.styles.HelpTitle.Render("Signs") + typeset.Spaces(width-6)}
	for _, sign := range [...][2]string{
		{g.Unread, "unread"}, {g.Read, "read"},
		{g.Full, "full: the whole article is here"}, {g.Summary, "summary: what the feed gave"},
		{g.Paywall, "paywall: for subscribers of the site"}, {g.Failed, "failed: the page could not be had"},
		{g.Star, "starred"}, {g.Saved, "saved for later"}, {g.Updated, "changed by its publisher"},
	} {
		lines = m.helpRow(lines, sign[0], sign[1], labels, width)
	}
	return lines
}

// fitted is line i in exactly width cells; lines that are missing are blank.
func fitted(lines []string, i, width int) string {
	if i < len(lines) {
		return typeset.Fit(lines[i], width, "")
	}
	return typeset.Spaces(width)
}
