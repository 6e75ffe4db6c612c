package typeset

import (
	"strings"

	"warta/ui/theme"
)

// A Frame is the border of a pane: Width × Height cells with a title above and
// a footer below.
type Frame struct {
	Width, Height int
	Title         string
	Footer        string
	Border        theme.Style
	TitleStyle    theme.Style
	FooterStyle   theme.Style
	Glyphs        theme.Glyphs
}

// Inner is the width and height inside the border.
func (f Frame) Inner() (width, height int) { return max(f.Width-2, 0), max(f.Height-2, 0) }

// Top is the border's first line.
func (f Frame) Top() string {
	g := f.Glyphs
	return f.edge(g.TopLeft, g.TopRight, f.Title, f.TitleStyle, true)
}

// Bottom is the border's last line.
func (f Frame) Bottom() string {
	g := f.Glyphs
	return f.edge(g.BottomLeft, g.BottomRight, f.Footer, f.FooterStyle, false)
}

// edge is one horizontal border with a label near its beginning or its end.
func (f Frame) edge(left, right, label string, style theme.Style, first bool) string {
	if f.Width < 2 {
		return f.Border.Render(Spaces(f.Width))
	}
	inner := f.Width - 2
	label = Cut(label, inner-4, f.Glyphs.Ellipsis)
	if label == "" {
		return f.Border.Render(left + strings.Repeat(f.Glyphs.Across, inner) + right)
	}
	rest := strings.Repeat(f.Glyphs.Across, inner-3-Width(label))
	if first {
		return f.Border.Render(left) + " " + style.Render(label) + " " + f.Border.Render(f.Glyphs.Across+rest+right)
	}
	return f.Border.Render(left+rest+f.Glyphs.Across) + " " + style.Render(label) + " " + f.Border.Render(right)
}

// Draw puts lines inside the border. Each line must be exactly as wide as the
// inside; missing lines are blank, and lines too many are left out. The last
// line has no line feed.
func (f Frame) Draw(lines []string) string {
	width, height := f.Inner()
	var b strings.Builder
	b.Grow((f.Width + 24) * f.Height * 2)
	side := f.Border.Render(f.Glyphs.Down)
	if f.Width < 2 {
		side, width, lines = "", f.Width, nil
	}
	b.WriteString(f.Top())
	for i := range height {
		b.WriteByte('\n')
		b.WriteString(side)
		if i < len(lines) {
			b.WriteString(lines[i])
		} else {
			b.WriteString(Spaces(width))
		}
		b.WriteString(side)
	}
	if f.Height > 1 {
		b.WriteByte('\n')
		b.WriteString(f.Bottom())
	}
	return b.String()
}
