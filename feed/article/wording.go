package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What stands around changed words: signs, because a style is not seen on
// every terminal, and not heard at all.
const (
	wentOpen  = "[-"
	cameOpen  = "[+"
	signClose = "]"
)

// A token is a word, a mark or white space of a text, in one style.
type token struct {
	Span
	space bool
}

// tokens is spans word by word. Scripts that do not part words are taken
// character by character.
func tokens(spans []Span) []token {
	var out []token
	for _, s := range spans {
		for text := s.Text; text != ""; {
			n, space := tokenEnd(text)
			out = append(out, token{Span{Text: text[:n], Style: s.Style, Link: s.Link}, space})
			text = text[n:]
		}
	}
	return out
}

// tokenEnd is where the first token of text ends, and whether it is space.
func tokenEnd(text string) (n int, space bool) {
	first, size := utf8.DecodeRuneInString(text)
	kind := tokenKind(first)
	n = size
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if next := tokenKind(r); !unicode.IsMark(r) && (next != kind || kind == kindMark || kind == kindCharacter) {
			break
		}
		n += size
	}
	return n, kind == kindSpace
}

// The kinds of token.
const (
	kindWord = iota
	kindCharacter
	kindSpace
	kindMark
)

func tokenKind(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return kindSpace
	case unparted(r):
		return kindCharacter
	case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
		return kindWord
	}
	return kindMark
}

// unparted reports whether r is of a script that does not part its words.
func unparted(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar, unicode.Tibetan)
}

// A run is tokens that stayed, or that went and came in one place.
type wordRun struct {
	stayed     bool
	went, came []token
}

// wording is now with the words that are different in old, and in how many
// places they are.
func wording(old, now []Span) ([]Span, int) {
	var out []Span
	places := 0
	for _, r := range wordRuns(tokens(old), tokens(now)) {
		switch {
		case r.stayed || blank(r.went) && blank(r.came):
			for _, t := range r.came {
				out = addSpan(out, t.Span)
			}
		default:
			places++
			out = addChange(out, r)
		}
	}
	return out, places
}

// wordRuns is two texts side by side. What stays between two changes and is
// shorter than either is taken as changed too: a word that is the same by
// chance helps nobody.
func wordRuns(old, now []token) []wordRun {
	var runs []wordRun
	for _, p := range aligned(texts(old), texts(now), nil) {
		stayed := p.old >= 0 && p.now >= 0
		if n := len(runs); n == 0 || runs[n-1].stayed != stayed {
			runs = append(runs, wordRun{stayed: stayed})
		}
		r := &runs[len(runs)-1]
		if p.old >= 0 {
			r.went = append(r.went, old[p.old])
		}
		if p.now >= 0 {
			r.came = append(r.came, now[p.now])
		}
	}
	for i := 1; i+1 < len(runs); i++ {
		if r := runs[i]; r.stayed && words(r.came) <= min(runs[i-1].size(), runs[i+1].size())-1 {
			runs[i-1].went = append(append(runs[i-1].went, r.went...), runs[i+1].went...)
			runs[i-1].came = append(append(runs[i-1].came, r.came...), runs[i+1].came...)
			runs = append(runs[:i], runs[i+2:]...)
			i--
		}
	}
	return slid(runs)
}

// slid is runs in which what only went or only came begins with a word rather
// than with the mark that ends the sentence before, where either says the same.
func slid(runs []wordRun) []wordRun {
	for i := 1; i+1 < len(runs); i++ {
		before, r, after := &runs[i-1], &runs[i], &runs[i+1]
		list := &r.came
		if len(r.came) == 0 {
			list = &r.went
		} else if len(r.went) > 0 {
			continue
		}
		for !r.stayed && len(after.came) > 0 && (*list)[0].Text == after.came[0].Text && endsSentence((*list)[0]) {
			before.went, before.came = append(before.went, (*list)[0]), append(before.came, (*list)[0])
			*list = append((*list)[1:len(*list):len(*list)], after.came[0])
			after.went, after.came = after.went[1:], after.came[1:]
		}
	}
	return runs
}

func endsSentence(t token) bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return tokenKind(r) == kindMark
}

func (r wordRun) size() int { return max(words(r.went), words(r.came)) }

func texts(list []token) []string {
	out := make([]string, len(list))
	for i, t := range list {
		if out[i] = t.Text; t.space {
			out[i] = " "
		}
	}
	return out
}

// words is how many tokens are no space.
func words(list []token) int {
	n := 0
	for _, t := range list {
		if !t.space {
			n++
		}
	}
	return n
}

func blank(list []token) bool { return words(list) == 0 }

// addChange appends what went and what came, each with its signs. White space
// at their ends stands outside.
func addChange(out []Span, r wordRun) []Span {
	before, went, behind := trimmed(r.went)
	lead, came, after := trimmed(r.came)
	if len(came) == 0 {
		lead, after = before, behind
	}
	for _, t := range lead {
		out = addSpan(out, t.Span)
	}
	out = addSigned(out, went, Deleted, wentOpen)
	if len(went) > 0 && len(came) > 0 && !unpartedEnd(went) {
		out = addSpan(out, Span{Text: " "})
	}
	out = addSigned(out, came, Inserted, cameOpen)
	for _, t := range after {
		out = addSpan(out, t.Span)
	}
	return out
}

// trimmed is tokens without the white space at their ends, and that.
func trimmed(list []token) (before, middle, after []token) {
	i, j := 0, len(list)
	for i < j && list[i].space {
		i++
	}
	for j > i && list[j-1].space {
		j--
	}
	return list[:i], list[i:j], list[j:]
}

func unpartedEnd(list []token) bool {
	r, _ := utf8.DecodeLastRuneInString(list[len(list)-1].Text)
	return unparted(r)
}

func addSigned(out []Span, list []token, style Style, open string) []Span {
	if len(list) == 0 {
		return out
	}
	out = addSpan(out, Span{Text: open, Style: style})
	for _, t := range list {
		s := t.Span
		s.Text = strings.ReplaceAll(s.Text, "\n", " ")
		s.Style |= style
		out = addSpan(out, s)
	}
	return addSpan(out, Span{Text: signClose, Style: style})
}

// addSpan appends s, to the last span when it looks the same.
func addSpan(out []Span, s Span) []Span {
	if n := len(out); n > 0 && out[n-1].Style == s.Style && out[n-1].Link == s.Link {
		out[n-1].Text += s.Text
		return out
	}
	return append(out, s)
}

// signed is spans that went or came as a whole.
func signed(spans []Span, style Style) []Span {
	open := cameOpen
	if style == Deleted {
		open = wentOpen
	}
	before, middle, after := trimmed(tokens(spans))
	var out []Span
	for _, t := range before {
		out = addSpan(out, t.Span)
	}
	out = addSigned(out, middle, style, open)
	for _, t := range after {
		out = addSpan(out, t.Span)
	}
	return out
}

// likeness is how much two texts have in common, from 0 to 1: the words of the
// one that are in the other.
func likeness(a, b string) float64 {
	in := map[string]int{}
	total, both := 0, 0
	for _, t := range tokens([]Span{{Text: a}}) {
		if !t.space {
			in[t.Text]++
			total++
		}
	}
	for _, t := range tokens([]Span{{Text: b}}) {
		if t.space {
			continue
		}
		if total++; in[t.Text] > 0 {
			in[t.Text]--
			both += 2
		}
	}
	if total == 0 {
		return 1
	}
	return float64(both) / float64(total)
}
