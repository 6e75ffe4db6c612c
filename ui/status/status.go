// Package status is the last line of the screen: what is going on, what was
// just done, and the keys that matter here.
package status

import (
	"strconv"
	"strings"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/theme"
	"warta/ui/typeset"
)

// A Tone is how a message is meant.
type Tone int

// The tones.
const (
	Said Tone = iota
	Good
	Warned
	Failed
)

// A Line is the status line. It is changed by its verbs and drawn by View.
type Line struct {
	styles   theme.Styles
	reorder  bool
	width    int
	text     string
	tone     Tone
	activity feed.Activity
	waiting  string // what is being waited for
	pressed  string // a count or the beginning of a sequence
	why      string // the key that says why feeds fail
	hints    []hint
	spots    []spot // of the hints that are shown
	drawn    string // the line as drawn, "" when it must be drawn again
}

// A hint is a key and what it does here, with the cells both take.
type hint struct {
	action    keys.Action
	key, text string
	width     int
}

// A spot is where in the line a hint stands.
type spot struct {
	action   keys.Action
	from, to int
}

// New is a status line that says nothing.
func New(st theme.Styles) Line { return Line{styles: st} }

// SetStyles changes the look.
func (l *Line) SetStyles(st theme.Styles) { l.styles, l.drawn = st, "" }

// SetReorder says whether right-to-left names are put in visual order, for
// terminals that do not do it themselves.
func (l *Line) SetReorder(on bool) { l.reorder, l.drawn = on, "" }

// SetWidth says how many cells the line has.
func (l *Line) SetWidth(width int) {
	if l.width != width {
		l.width, l.drawn = width, ""
	}
}

// Say shows a message until the next one; "" takes it away.
func (l *Line) Say(tone Tone, text string) {
	if l.tone != tone || l.text != text {
		l.tone, l.text, l.drawn = tone, l.styles.Glyphs.Words(typeset.Clean(text)), ""
	}
}

// Said is the message that is shown.
func (l *Line) Said() string { return l.text }

// Remark is the failure that is said when it is too long for the line,
// otherwise "".
func (l *Line) Remark() string {
	if l.tone != Failed || typeset.Width(l.text) <= l.width-2 {
		return ""
	}
	return l.text
}

// Wait shows what is being waited for; "" takes it away.
func (l *Line) Wait(text string) { l.waiting, l.drawn = typeset.Clean(text), "" }

// SetActivity shows how the work in the background goes.
func (l *Line) SetActivity(a feed.Activity) { l.activity, l.drawn = a, "" }

// SetPressed shows a count or the keys of a sequence that has not ended.
func (l *Line) SetPressed(text string) {
	if l.pressed != text {
		l.pressed, l.drawn = text, ""
	}
}

// SetHealthKey says which key shows why feeds fail; "" names none.
func (l *Line) SetHealthKey(key string) { l.why, l.drawn = key, "" }

// SetHints sets the bindings whose keys are shown; those without a short text
// are left out.
func (l *Line) SetHints(t keys.Table) {
	l.hints, l.drawn = l.hints[:0], ""
	for _, b := range t {
		if b.Short == "" || len(b.Keys) == 0 {
			continue
		}
		h := hint{action: b.Action, key: l.styles.Glyphs.Words(keys.Shown(b.Keys[0])), text: " " + b.Short + "  "}
		if len(b.Keys) == 9 {
			h.key = l.styles.Glyphs.Words(b.Label())
		}
		h.width = typeset.Width(h.key) + typeset.Width(h.text)
		l.hints = append(l.hints, h)
	}
}

// At is the action whose hint stands at a column, or "".
func (l *Line) At(x int) keys.Action {
	for _, s := range l.spots {
		if x >= s.from && x < s.to {
			return s.action
		}
	}
	return ""
}

// View is the line, exactly as wide as SetWidth said.
func (l *Line) View() string {
	if l.drawn == "" {
		l.drawn = l.draw()
	}
	return l.drawn
}

func (l *Line) draw() string {
	b := make([]byte, 0, l.width*4)
	b, room := piece(b, theme.Style{}, " ", l.width)
	b, room = l.left(b, room)
	b, room = l.right(b, room)
	return string(append(b, typeset.Spaces(room)...))
}

// left is what is going on and what was just done.
func (l *Line) left(b []byte, room int) ([]byte, int) {
	dot := " " + l.styles.Glyphs.Dot + " "
	begin := len(b)
	next := func(style theme.Style, text string) {
		if text == "" {
			return
		}
		if len(b) > begin {
			b, room = piece(b, l.styles.Status, dot, room)
		}
		if text = typeset.Cut(text, room, l.styles.Glyphs.Ellipsis); l.reorder {
			text = typeset.VisualLeft(text)
		}
		b, room = piece(b, style, text, room)
	}
	if l.text != "" && l.tone == Failed && l.Remark() == "" {
		next(l.styles.Error, l.text)
	}
	if l.activity.Offline {
		next(l.styles.Warning, "offline")
	}
	next(l.styles.Busy, l.waiting)
	if a := l.activity; a.EditionOf > 0 {
		next(l.styles.Busy, "edition "+strconv.Itoa(a.Edition)+"/"+strconv.Itoa(a.EditionOf))
	}
	if l.activity.Busy() {
		if len(b) > begin {
			b, room = piece(b, l.styles.Status, dot, room)
		}
		b, room = l.progress(b, room)
	}
	if l.text != "" && l.tone != Failed {
		style := l.styles.Status
		switch l.tone {
		case Good:
			style = l.styles.Good
		case Warned:
			style = l.styles.Warning
		case Said, Failed:
		}
		next(style, hintless(l.text, room))
	}
	if l.text == "" && l.waiting == "" && !l.activity.Busy() {
		next(l.styles.Status, l.quiet())
	}
	if n := l.activity.Hidden; l.text == "" && n > 0 {
		next(l.styles.Status, "rules hid "+strconv.Itoa(n))
	}
	return b, room
}

// hintless is a message without the hint at its end when there is no room for both.
func hintless(text string, room int) string {
	if typeset.Width(text) <= room {
		return text
	}
	if i := strings.LastIndex(text, ": "); i > 0 && typeset.Width(text[:i]) <= room {
		return text[:i]
	}
	return text
}

// progress is a bar and how many feeds were asked.
func (l *Line) progress(b []byte, room int) ([]byte, int) {
	a := l.activity
	text := "refreshing " + strconv.Itoa(a.Done) + "/" + strconv.Itoa(a.Total)
	if a.Failed > 0 {
		text += " " + l.styles.Glyphs.Dot + " " + strconv.Itoa(a.Failed) + " failed"
	}
	if cells := 12; room > 60 {
		done := cells * a.Done / a.Total
		for i := range cells {
			if i < done {
				b, room = piece(b, l.styles.ProgressDone, l.styles.Glyphs.ProgressDone, room)
			} else {
				b, room = piece(b, l.styles.ProgressLeft, l.styles.Glyphs.ProgressLeft, room)
			}
		}
		b, room = piece(b, l.styles.Status, " ", room)
	}
	return piece(b, l.styles.Busy, text, room)
}

// quiet is what the line says about the background when there is nothing else.
func (l *Line) quiet() string {
	switch a := l.activity; {
	case a.Articles > 0:
		return "fetching full articles " + l.styles.Glyphs.Dot + " " + strconv.Itoa(a.Articles) + " to go"
	case a.Failed == 1:
		return "1 feed failed" + l.whoSays()
	case a.Failed > 1:
		return strconv.Itoa(a.Failed) + " feeds failed" + l.whoSays()
	case a.New > 0:
		return strconv.Itoa(a.New) + " new"
	}
	return ""
}

// whoSays names the key that says why feeds fail.
func (l *Line) whoSays() string {
	if l.why == "" {
		return ""
	}
	return ": " + l.why + " says why"
}

// right is the hints, as many as fit from the first on, and always the last.
func (l *Line) right(b []byte, room int) ([]byte, int) {
	need := 2
	if l.pressed != "" {
		need += typeset.Width(l.pressed) + 3
	}
	n := len(l.hints)
	last := l.hints[max(n-1, 0):]
	for _, h := range last {
		need += h.width
	}
	first := 0
	for first < n-1 && need+l.hints[first].width < room {
		need += l.hints[first].width
		first++
	}
	gap := max(room-need, min(room, 2)) // what was said stands apart
	b, room = append(b, typeset.Spaces(gap)...), room-gap
	if l.pressed != "" {
		b, room = piece(b, l.styles.Key, l.pressed+"   ", room)
	}
	l.spots = l.spots[:0]
	for _, shown := range [...][]hint{l.hints[:first], last} {
		for _, h := range shown {
			from := l.width - room
			l.spots = append(l.spots, spot{h.action, from, min(from+h.width-2, l.width)})
			b, room = piece(b, l.styles.Key, h.key, room)
			b, room = piece(b, l.styles.Hint, h.text, room)
		}
	}
	return b, room
}

// piece appends text as far as there is room, and gives the room that is left.
func piece(b []byte, style theme.Style, text string, room int) ([]byte, int) {
	text = typeset.Cut(text, room, "")
	return style.Append(b, text), room - typeset.Width(text)
}
