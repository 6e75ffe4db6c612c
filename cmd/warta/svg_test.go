//go:build unix

package main

import (
	"fmt"
	"html"
	"image/color"
	"strings"
	"unicode"

	uv "github.com/charmbracelet/ultraviolet"
)

// The size of a cell in a picture, the margin around the screen, and the font,
// whose letters are 0.602 of its size wide, as most are for terminals.
const (
	cellWidth, cellHeight = 8.43, 17.0
	margin                = 10.0
	fontFamily            = "DejaVu Sans Mono, Menlo, Noto Sans Mono, Noto Sans Mono CJK JP, monospace"
)

// A paper is what a terminal gives cells without colours of their own.
type paper struct{ ground, ink string }

var (
	darkPaper  = paper{"#11131a", "#d8dbe2"}
	lightPaper = paper{"#fcfbf8", "#23262d"}
)

// A frame is a screen, row by row, as SVG whose rows begin at 0.
type frame struct {
	rows          []string
	width, height float64
}

// picture is the screen as it is now. Every word stands at its column, whatever
// font the viewer has, and in scripts that are wide or run to the left every
// letter.
func (t *terminal) picture(p paper) frame {
	t.drawing.Lock()
	defer t.drawing.Unlock()
	w, h := t.screen.Width(), t.screen.Height()
	f := frame{width: float64(w)*cellWidth + 2*margin, height: float64(h)*cellHeight + 2*margin}
	for y := range h {
		var b strings.Builder
		for x := 0; x < w; {
			x = t.word(&b, p, x, y)
		}
		f.rows = append(f.rows, b.String())
	}
	return f
}

// word writes what stands from a column on in one style, up to a space, and is
// the column after it.
func (t *terminal) word(b *strings.Builder, p paper, x, y int) int {
	from, style := x, uv.Style{}
	var text strings.Builder
	for x < t.screen.Width() {
		c := t.screen.CellAt(x, y)
		if c == nil || c.Width == 0 {
			c = &uv.Cell{Content: " ", Width: 1}
		}
		switch {
		case x == from:
			style = c.Style
		case !c.Style.Equal(&style), alone(text.String()), alone(c.Content), (c.Content == " ") != (strings.TrimSpace(text.String()) == ""):
			t.write(b, p, style, text.String(), from, x)
			return x
		}
		text.WriteString(c.Content)
		x += c.Width
	}
	t.write(b, p, style, text.String(), from, x)
	return x
}

// alone reports whether the letters of text are of a script whose letters stand
// alone.
func alone(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r >= 0x590 && unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}

// write writes a word and the ground below it.
func (t *terminal) write(b *strings.Builder, p paper, st uv.Style, text string, from, to int) {
	ink, ground := hex(st.Fg, p.ink), hex(st.Bg, "")
	if st.Attrs&uv.AttrReverse != 0 {
		ink, ground = hex(st.Bg, p.ground), ink
	}
	x, w := margin+float64(from)*cellWidth, float64(to-from)*cellWidth
	if ground != "" {
		fmt.Fprintf(b, `<rect x="%.1f" width="%.1f" height="%.0f" fill="%s"/>`, x, w, cellHeight, ground)
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	fmt.Fprintf(b, `<text x="%.1f" y="13" fill="%s"`, x, ink)
	for _, a := range []struct {
		on    bool
		write string
	}{
		{st.Attrs&uv.AttrBold != 0, ` font-weight="bold"`},
		{st.Attrs&uv.AttrItalic != 0, ` font-style="italic"`},
		{st.Attrs&uv.AttrFaint != 0, ` opacity="0.6"`},
		{st.Underline != uv.UnderlineNone, ` text-decoration="underline"`},
	} {
		if a.on {
			b.WriteString(a.write)
		}
	}
	b.WriteString(">" + html.EscapeString(text) + "</text>")
}

func hex(c color.Color, otherwise string) string {
	if c == nil {
		return otherwise
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// svg is one frame as a picture.
func svg(f frame, p paper) string { return tour([]frame{f}, 0, p) }

// tour is frames as a picture that shows one after the other, each for so many
// seconds. A row that is the same in several frames is there once.
func tour(frames []frame, seconds float64, p paper) string {
	var defs, body strings.Builder
	known := map[string]int{}
	for i, f := range frames {
		if len(frames) > 1 {
			fmt.Fprintf(&body, `<g class="f" style="animation-delay:%.1fs">`, float64(i)*seconds)
		}
		for y, row := range f.rows {
			if row == "" {
				continue
			}
			at := margin + float64(y)*cellHeight
			if len(frames) == 1 {
				fmt.Fprintf(&body, "<g transform=\"translate(0 %.0f)\">%s</g>\n", at, row)
				continue
			}
			n, ok := known[row]
			if !ok {
				n = len(known)
				known[row] = n
				fmt.Fprintf(&defs, "<g id=\"r%d\">%s</g>\n", n, row)
			}
			fmt.Fprintf(&body, `<use href="#r%d" y="%.0f"/>`, n, at)
		}
		if len(frames) > 1 {
			body.WriteString("</g>\n")
		}
	}
	style := ""
	if n := len(frames); n > 1 {
		style = fmt.Sprintf("<style>.f{visibility:hidden;animation:f %.1fs step-end infinite}@keyframes f{0%%{visibility:visible}%.3f%%{visibility:hidden}}</style>\n<defs>\n%s</defs>\n",
			float64(n)*seconds, 100/float64(n), defs.String())
	}
	return fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" font-family=\"%s\" font-size=\"14\">\n%s<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n%s</svg>\n",
		frames[0].width, frames[0].height, fontFamily, style, p.ground, body.String())
}
