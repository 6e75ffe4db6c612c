package extract

import (
	"regexp"
	"strconv"
)

// runOf is the numbers of headings whose numerals are a run: they rise or fall
// by one, and headings that lost their number get the missing one. A heading
// that is no part of the run has 0: it stays inside. nil means no run.
func runOf(heads []*line, title string) []int {
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
		if diff <= 0 || a.total != b.total {
			return false
		}
		if gap := diff - (at[k] - at[k-1]); gap > 0 {
			missing += gap
		}
		alike = alike && a.rest == b.rest && a.rest != ""
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
		if numberWords[w] == n {
			return true
		}
	}
	return false
}
