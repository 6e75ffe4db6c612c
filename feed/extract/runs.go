package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// runOf is the numbers of headings whose numerals are a run: they rise or fall
// by one, and headings that lost their number get the missing one. A heading
// that is no part of the run has 0: it stays inside. nil means no run.
func runOf(heads []*line, title string) []int {
	mendSlip(heads)
	for _, weak := range []bool{false, true} {
		var at []int
		for i, l := range heads {
			if l.has && (weak || !l.numeral.weak) {
				at = append(at, i)
			}
		}
		if isRun(heads, at, weak) {
			return filled(heads, at, title)
		}
	}
	return nil
}

// isRun reports whether the numerals of heads at some places are a run. Weak
// ones must be complete, and three at least or all of the headings.
func isRun(heads []*line, at []int, weak bool) bool {
	n := len(at)
	numbers := 0 // headings that are not mere fillers
	for _, l := range heads {
		if !l.filler {
			numbers++
		}
	}
	if n == 1 && numbers == 1 {
		v := heads[at[0]].numeral
		return v.value == 1 && !weak && v.rest != "" && heads[at[0]].level < pseudoLevel
	}
	if n < 2 || 2*n < numbers || weak && n < 3 && n < numbers {
		return false
	}
	first, last := heads[at[0]].numeral, heads[at[n-1]].numeral
	step := 1
	if last.value < first.value {
		step = -1
	}
	missing, alike := 0, true
	for k := 1; k < n; k++ {
		a, b := heads[at[k-1]].numeral, heads[at[k]].numeral
		diff := (b.value - a.value) * step
		if diff <= 0 || a.total != b.total || a.label != b.label {
			return false
		}
		if gap := diff - (at[k] - at[k-1]); gap > 0 {
			missing += gap
		}
		alike = alike && (a.rest == b.rest || isDate(a.rest) && firstWord(a.rest) == firstWord(b.rest)) && a.rest != ""
	}
	low := min(first.value, last.value)
	switch {
	case alike && !first.whole:
		return false
	case weak:
		return low == 1 && missing == 0
	case n < 3 && low > 1+len(heads)-n:
		return false
	}
	return missing <= n/3+1 || n >= 5 && missing <= n
}

// firstWord is the first word of a title: days of one month are dates, and the
// months of a year may be a run.
func firstWord(rest string) string {
	word, _, _ := strings.Cut(rest, " ")
	return strings.TrimRight(word, ",.:;")
}

// filled is the numbers of a run with its gaps filled.
func filled(heads []*line, at []int, title string) []int {
	out := make([]int, len(heads))
	for _, i := range at {
		out[i] = heads[i].numeral.value
	}
	first, last := at[0], at[len(at)-1]
	step := 1
	if out[last] < out[first] {
		step = -1
	}
	for k := 1; k < len(at); k++ {
		i, j := at[k-1], at[k]
		between := j - i - 1
		if between == 0 || (out[j]-out[i])*step-1 < between {
			continue
		}
		for m := 1; m <= between; m++ {
			out[i+m] = out[i] + m*step
		}
	}
	fillBefore(heads, out, first, step, title)
	for i := last + 1; i < len(heads); i++ {
		if heads[i].filler || out[i-1] == 0 {
			continue
		}
		if n := out[i-1] + step; n > 0 {
			out[i] = n
		}
	}
	return out
}

// fillBefore numbers the headings before a run when there is room for them:
// they lost their number. In a countdown only the title, or a round number to
// begin with, can tell a lost number from an introduction.
func fillBefore(heads []*line, out []int, first, step int, title string) {
	for i := range first {
		if heads[i].filler {
			return
		}
	}
	if step > 0 {
		if out[first]-1 < first {
			return
		}
	} else {
		start := out[first] + first
		if first > 1 || !saysNumber(title, start) && (start%5 != 0 || out[first]%5 == 0) {
			return
		}
	}
	for i := first - 1; i >= 0; i-- {
		out[i] = out[i+1] - step
	}
}

var figures = regexp.MustCompile(`\d+`)

// saysNumber reports whether a title has a number in it, in figures or words.
func saysNumber(title string, n int) bool {
	for _, f := range figures.FindAllString(title, -1) {
		if v, err := strconv.Atoi(f); err == nil && v == n {
			return true
		}
	}
	for _, w := range wordsOf(title) {
		if numberWords()[w] == n {
			return true
		}
	}
	return false
}

// mendSlip gives the number it should have to a heading that repeats the one
// before it, in an article whose other headings all count from 1: a slip of the
// pen, and no reason to lose the numbers.
func mendSlip(heads []*line) {
	wrong := -1
	for i, l := range heads {
		switch {
		case !l.has || l.numeral.weak || l.numeral.whole || l.filler:
			return
		case l.numeral.value == i+1:
		case wrong >= 0 || i == 0 || l.numeral.value != i && l.numeral.value != i+2:
			return
		default:
			wrong = i
		}
	}
	if wrong > 0 && len(heads) >= 4 {
		heads[wrong].numeral.value = wrong + 1
	}
}

// bridged makes sections of an article that prints some of its numbered titles
// as headings and the others as bold lines: together they must be a run without
// a gap, which the headings alone are not. nil means that it is no such article.
func bridged(lines []line, title string) []line {
	if top, _ := levels(lines); len(top) < 2 || consecutive(top) {
		return nil
	}
	out := expanded(lines, false)
	top, _ := levels(out)
	heads := widened(out, top)
	bold, kept := 0, heads[:0:0]
	for _, l := range heads {
		if l.filler {
			continue
		}
		if l.level == pseudoLevel {
			bold++
		}
		kept = append(kept, l)
	}
	if bold == 0 || bold == len(kept) || !consecutive(kept) || !decide(kept, title) {
		return nil
	}
	return out
}

// consecutive reports whether each of heads has a number, one more or one less
// than that before it.
func consecutive(heads []*line) bool {
	for i, l := range heads {
		if !l.has || l.numeral.weak {
			return false
		}
		if i > 1 && l.numeral.value-heads[i-1].numeral.value != heads[1].numeral.value-heads[0].numeral.value {
			return false
		}
	}
	if len(heads) < 2 {
		return false
	}
	step := heads[1].numeral.value - heads[0].numeral.value
	return step == 1 || step == -1
}
