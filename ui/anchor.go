package ui

import (
	"encoding/hex"
	"strconv"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"warta/ui/typeset"
)

// Terminals give some graphemes more or fewer cells than the toolkit believes,
// and all that follows on the line is then at the wrong column. A drawn line that
// has such a grapheme therefore carries anchors: orders to go to a column. The
// toolkit drops orders that move the cursor, but passes on strings that mean
// nothing to a terminal (SOS); [Output] turns those into orders when they are
// written.
const (
	sosBegin = "\x1bX"
	sosEnd   = "\x1b\\"
	goTo     = 'g' // and a column, from 1
	write    = 'w' // and hexadecimal bytes of text
)

// appendAnchor appends the order to go to a column, from 0.
func appendAnchor(b []byte, column int) []byte {
	b = append(b, sosBegin...)
	b = strconv.AppendInt(append(b, goTo), int64(column+1), 10)
	return append(b, sosEnd...)
}

// appendHidden appends text that the toolkit gives no cells.
func appendHidden(b []byte, text string) []byte {
	b = append(append(b, sosBegin...), write)
	b = hex.AppendEncode(b, []byte(text))
	return append(b, sosEnd...)
}

// anchored is lines as any terminal shows them at the columns they were drawn
// for. It costs next to nothing when there is nothing to be done.
func (m *Model) anchored(lines []byte) string {
	if !typeset.Several(lines) {
		return string(lines)
	}
	b := m.layout.anchored[:0]
	for rest, line := lines, []byte(nil); ; {
		line, rest = cutLine(rest)
		b = m.anchorLine(b, line, 0)
		if rest == nil {
			break
		}
		b = append(b, '\n')
	}
	m.layout.anchored = b
	return string(b)
}

// cutLine is the first line of lines, and the others, nil when there are none.
func cutLine(lines []byte) (line, rest []byte) {
	for i, c := range lines {
		if c == '\n' {
			return lines[:i], lines[i+1:]
		}
	}
	return lines, nil
}

// evened is a drawn line in which the toolkit counts as many cells as it was
// drawn for, without orders.
func evened(line []byte) string {
	if !typeset.Several(line) {
		return string(line)
	}
	a := anchoring{off: true}
	return string(a.line(line))
}

// anchorFrom appends a part of a line that begins at a column; behind something
// on which terminals may not agree it does so with an anchor.
func (m *Model) anchorFrom(b []byte, line string, x int, behind bool) []byte {
	if behind && m.options.Anchors && line != "" {
		b = appendAnchor(b, x)
	}
	return m.anchorLine(b, []byte(line), x)
}

// anchorLine appends a drawn line that begins at a column.
func (m *Model) anchorLine(b, line []byte, x int) []byte {
	if !typeset.Several(line) {
		return append(b, line...)
	}
	a := anchoring{b: b, x: x, off: !m.options.Anchors}
	return a.line(line)
}

func (a *anchoring) line(line []byte) []byte {
	for state := byte(0); len(line) > 0; {
		seq, width, n, next := ansi.DecodeSequenceWc(line, state, nil)
		if n == 1 && len(line) > 1 && line[1] >= 0xC0 && width == 1 {
			cluster, w := ansi.FirstGraphemeCluster(line, ansi.WcWidth)
			seq, width, n = cluster, w, len(cluster)
		}
		if width == 0 {
			a.b = append(a.b, seq...)
		} else {
			a.grapheme(string(seq), width)
		}
		line, state = line[n:], next
	}
	return a.b
}

// An anchoring is a line on its way.
type anchoring struct {
	b     []byte
	x     int
	off   bool // orders would reach the terminal as they are
	now   bool // the next grapheme needs an anchor
	later bool // the next border does
}

// grapheme appends a grapheme to which the toolkit gives so many cells.
func (a *anchoring) grapheme(text string, width int) {
	if !a.off && (a.now || a.later && framed(text)) {
		a.b = appendAnchor(a.b, a.x)
		a.now, a.later = false, false
	}
	base := typeset.Emoji(text)
	if base == "" {
		a.b = append(a.b, text...)
		a.x += width
		a.later = a.later || len(text) > 1 && typeset.Several(text)
		return
	}
	if width == 2 { // a flag
		base = text
	}
	a.b = append(a.b, base...)
	if tail := text[len(base):]; tail != "" && !a.off {
		a.b = appendHidden(a.b, tail)
	}
	for i := ansi.StringWidthWc(base); i < 2; i++ {
		a.b = append(a.b, ' ')
	}
	a.x += 2
	a.now, a.later = true, true
}

// framed reports whether a grapheme is part of a frame.
func framed(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0x2500 && r < 0x2580 || r == '|'
}

// Filter keeps the toolkit from counting cells in another way than this package
// does; it belongs into the program's options.
func Filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if r, ok := msg.(tea.ModeReportMsg); ok && r.Mode == ansi.ModeUnicodeCore {
		return nil
	}
	return msg
}
