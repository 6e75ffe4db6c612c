// Package prompt is one line to type into, at the foot of the screen. It edits
// by graphemes and keeps what was typed before.
package prompt

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/clipperhouse/displaywidth"

	"warta/ui/theme"
	"warta/ui/typeset"
)

// A Prompt is the line. It is changed by its verbs and drawn by View.
type Prompt struct {
	styles  theme.Styles
	reorder bool
	label   string
	hint    string
	wrong   string
	lacking string
	offered bool   // the text is an offer, which typing replaces
	before  string // text before the cursor
	after   string // and behind it

	history map[string][]string // by label
	recall  int                 // how far back in the history the text is from
	typed   string              // the text before the history was looked at
}

// New is a prompt that is not asking for anything.
func New(st theme.Styles) Prompt { return Prompt{styles: st, history: map[string][]string{}} }

// SetStyles changes the look.
func (p *Prompt) SetStyles(st theme.Styles) { p.styles = st }

// SetReorder says whether right-to-left text is put in visual order, for
// terminals that do not do it themselves.
func (p *Prompt) SetReorder(on bool) { p.reorder = on }

// Ask begins with a label, a text to start from, and a hint that is shown while
// there is no text. The text is an offer: typing replaces it, and keys that move
// or delete edit it.
func (p *Prompt) Ask(label, text, hint string) {
	p.label, p.hint, p.wrong, p.lacking = label, hint, "", ""
	p.set(text)
	p.recall, p.offered = 0, text != ""
}

// Text is what was typed.
func (p *Prompt) Text() string { return p.before + p.after }

// Keep puts the text into the history of its label.
func (p *Prompt) Keep() {
	text := p.Text()
	old := p.history[p.label]
	if text == "" || len(old) > 0 && old[len(old)-1] == text {
		return
	}
	old = slices.DeleteFunc(old, func(s string) bool { return s == text })
	p.history[p.label] = append(old, text)
}

// Wrong shows what is the matter with the text, until it changes: the text is
// to be mended.
func (p *Prompt) Wrong(text string) {
	p.wrong, p.offered = typeset.Clean(text), p.offered && text == ""
}

// Lacking says beside the text what it lacks as long as it is being typed, as far
// as there is room, until the text changes.
func (p *Prompt) Lacking(text string) { p.lacking = typeset.Clean(text) }

// Insert puts text at the cursor: what was typed or pasted. Line feeds become
// spaces, and control characters are left out.
func (p *Prompt) Insert(text string) {
	if p.offered {
		p.set("")
	}
	p.offered = false
	p.before += typeset.Clean(strings.Trim(text, "\r\n"))
	p.wrong, p.lacking = "", ""
}

// Key takes a keystroke; changed says whether the text is another one now.
func (p *Prompt) Key(k tea.KeyPressMsg) (changed bool) {
	former := p.Text()
	if k.Text != "" {
		p.Insert(k.Text)
	} else {
		p.edit(k.Keystroke())
		p.offered = false
	}
	if former != p.Text() {
		p.wrong, p.lacking = "", ""
		return true
	}
	return false
}

// edit does what an editing key asks for.
func (p *Prompt) edit(key string) {
	switch key {
	case "left", "ctrl+b":
		p.left(lastGrapheme(p.before))
	case "right", "ctrl+f":
		p.right(firstGrapheme(p.after))
	case "home", "ctrl+a":
		p.left(len(p.before))
	case "end", "ctrl+e":
		p.right(len(p.after))
	case "alt+b", "ctrl+left", "alt+left":
		p.left(lastWord(p.before))
	case "alt+f", "ctrl+right", "alt+right":
		p.right(firstWord(p.after))
	case "backspace", "ctrl+h", "shift+backspace":
		p.before = p.before[:len(p.before)-lastGrapheme(p.before)]
	case "delete", "ctrl+d":
		p.after = p.after[firstGrapheme(p.after):]
	case "ctrl+w", "alt+backspace":
		p.before = p.before[:len(p.before)-lastWord(p.before)]
	case "ctrl+u":
		p.before = ""
	case "ctrl+k":
		p.after = ""
	case "up", "ctrl+p":
		p.back(1)
	case "down", "ctrl+n":
		p.back(-1)
	}
}

// left moves the cursor by bytes, and right does.
func (p *Prompt) left(n int) {
	at := len(p.before) - n
	p.before, p.after = p.before[:at], p.before[at:]+p.after
}

func (p *Prompt) right(n int) {
	p.before, p.after = p.before+p.after[:n], p.after[n:]
}

func (p *Prompt) set(text string) { p.before, p.after = typeset.Clean(text), "" }

// back goes to what was typed before, or with -1 to what was typed after it.
func (p *Prompt) back(by int) {
	old := p.history[p.label]
	to := p.recall + by
	if to < 0 || to > len(old) {
		return
	}
	if p.recall == 0 {
		p.typed = p.Text()
	}
	if p.recall = to; to == 0 {
		p.set(p.typed)
	} else {
		p.set(old[len(old)-to])
	}
}

// lastGrapheme is the bytes of the last grapheme of text, and firstGrapheme of
// the first; lastWord is those of the last word with the spaces after it.
func lastGrapheme(text string) int {
	n := 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		n = len(g.Value())
	}
	return n
}

func firstGrapheme(text string) int {
	g := displaywidth.StringGraphemes(text)
	if !g.Next() {
		return 0
	}
	return len(g.Value())
}

func lastWord(text string) int {
	trimmed := strings.TrimRightFunc(text, notWord)
	return len(text) - len(strings.TrimRightFunc(trimmed, func(r rune) bool { return !notWord(r) }))
}

func firstWord(text string) int {
	trimmed := strings.TrimLeftFunc(text, notWord)
	return len(text) - len(strings.TrimLeftFunc(trimmed, func(r rune) bool { return !notWord(r) }))
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Mn, r)
}

// Remark is what is wrong with the text when a line of width cells has no room
// for it beside the text, otherwise "".
func (p *Prompt) Remark(width int) string {
	if typeset.Width(p.label)+typeset.Width(p.Text())+typeset.Width(p.wrong)+6 <= width {
		return ""
	}
	return p.wrong
}

// View is the line in exactly width cells, and the column of the cursor in it.
func (p *Prompt) View(width int) (line string, cursor int) {
	label := typeset.Cut(" "+p.label+" ", width/2, p.styles.Glyphs.Ellipsis)
	room := max(width-typeset.Width(label)-1, 0)
	wrong := ""
	if p.wrong != "" && p.Remark(width) == "" {
		wrong = "  " + p.wrong
		room -= typeset.Width(wrong)
	}
	before := p.before
	for typeset.Width(before) > room*3/4 && before != "" {
		before = before[firstGrapheme(before):]
	}
	text := before + typeset.Cut(p.after, room-typeset.Width(before), "")
	cursor = typeset.Width(label) + typeset.Width(before)
	if p.reorder {
		var column int
		text, column = typeset.VisualAt(text, len(before))
		cursor = max(typeset.Width(label)+column, 0)
		label, wrong = typeset.VisualLeft(label), typeset.VisualLeft(wrong)
	}
	input := p.styles.Input
	if p.offered {
		input = p.styles.Offered
	}
	line = p.styles.Prompt.Render(label) + input.Render(text)
	used := typeset.Width(label) + typeset.Width(text)
	if p.Text() == "" {
		hint := fitting(p.hint, room)
		line += p.styles.Hint.Render(hint)
		used += typeset.Width(hint)
	} else if lacking := p.besides(width - used - 1); lacking != "" && wrong == "" {
		line += p.styles.Hint.Render(lacking)
		used += typeset.Width(lacking)
	}
	line += p.styles.Error.Render(wrong)
	return line + typeset.Spaces(width-used-typeset.Width(wrong)), min(cursor, max(width-1, 0))
}

// besides is what the text lacks, in at most so many cells.
func (p *Prompt) besides(room int) string {
	if p.lacking == "" || room < 12 {
		return ""
	}
	text := typeset.Cut("  "+p.lacking, room, p.styles.Glyphs.Ellipsis)
	if p.reorder {
		text = typeset.VisualLeft(text)
	}
	return text
}

// fitting is as much of a hint as there is room for, in whole: what says less is
// better than what ends within a word.
func fitting(hint string, room int) string {
	for typeset.Width(hint) > room {
		i := max(strings.LastIndex(hint, ", "), strings.LastIndex(hint, "; "), strings.LastIndex(hint, ": "))
		if i < 0 {
			i = strings.LastIndexByte(hint, ' ')
		}
		hint = hint[:max(i, 0)]
	}
	return hint
}
