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
func (f *Frame) Inner() (width, height int) { return max(f.Width-2, 0), max(f.Height-2, 0) }

// Top is the border's first line.
func (f *Frame) Top() string { return string(f.AppendTop(nil)) }

// Bottom is the border's last line.
func (f *Frame) Bottom() string { return string(f.AppendBottom(nil)) }

// AppendTop appends the border's first line.
func (f *Frame) AppendTop(dst []byte) []byte {
	label := f.label(f.Title)
	if label == "" {
		return f.bare(dst, f.Glyphs.TopLeft, f.Glyphs.TopRight)
	}
	dst = f.Border.Append(dst, f.Glyphs.TopLeft)
	dst = append(dst, ' ')
	dst = f.TitleStyle.Append(dst, label)
	dst = append(dst, ' ')
	dst = append(dst, f.Border.Before()...)
	dst = appendRepeat(dst, f.Glyphs.Across, f.Width-4-Width(label))
	dst = append(dst, f.Glyphs.TopRight...)
	return append(dst, f.Border.After()...)
}

// AppendBottom appends the border's last line.
func (f *Frame) AppendBottom(dst []byte) []byte {
	label := f.label(f.Footer)
	if label == "" {
		return f.bare(dst, f.Glyphs.BottomLeft, f.Glyphs.BottomRight)
	}
	dst = append(dst, f.Border.Before()...)
	dst = append(dst, f.Glyphs.BottomLeft...)
	dst = appendRepeat(dst, f.Glyphs.Across, f.Width-4-Width(label))
	dst = append(dst, f.Border.After()...)
	dst = append(dst, ' ')
	dst = f.FooterStyle.Append(dst, label)
	dst = append(dst, ' ')
	return f.Border.Append(dst, f.Glyphs.BottomRight)
}

// label is what of a label there is room for.
func (f *Frame) label(text string) string {
	if f.Width < 2 {
		return ""
	}
	return Cut(text, f.Width-6, f.Glyphs.Ellipsis)
}

// bare is a horizontal border without a label.
func (f *Frame) bare(dst []byte, left, right string) []byte {
	if f.Width < 2 {
		return f.Border.Append(dst, Spaces(f.Width))
	}
	dst = append(dst, f.Border.Before()...)
	dst = append(dst, left...)
	dst = appendRepeat(dst, f.Glyphs.Across, f.Width-2)
	dst = append(dst, right...)
	return append(dst, f.Border.After()...)
}

// Draw puts lines inside the border. Each line must be exactly as wide as the
// inside; missing lines are blank, and lines too many are left out. The last
// line has no line feed.
func (f *Frame) Draw(lines []string) string {
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
