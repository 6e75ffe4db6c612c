package keys

import "strings"

// Markdown is the table of the README: one table a group, without the menus.
func Markdown() string { return Default().Markdown() }

// Markdown is the table as Markdown, one table a group.
func (t Table) Markdown() string {
	var b strings.Builder
	for _, g := range []Group{Moving, Reading, Marking, Feeds, Screen} {
		b.WriteString("| " + string(g) + " | |\n|---|---|\n")
		for _, row := range t {
			if row.Group != g || row.Scope >= Menu || len(row.Keys) == 0 {
				continue
			}
			b.WriteString("| " + code(row) + " | " + row.Help)
			if row.Scope != Anywhere {
				b.WriteString(" (" + row.Scope.String() + ")")
			}
			b.WriteString(" |\n")
		}
		b.WriteByte('\n')
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// code is the keys of a row as Markdown.
func code(b Binding) string {
	label := b.Label()
	if label == "1–9" {
		return "`1`–`9`"
	}
	parts := strings.Split(label, ", ")
	for i, p := range parts {
		parts[i] = "`" + p + "`"
	}
	return strings.Join(parts, " ")
}
