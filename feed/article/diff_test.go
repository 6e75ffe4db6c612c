package article

import (
	"math/rand/v2"
	"testing"
)

// What two lists have in common stands in both, in order, and is as long as the
// longest there is.
func TestCommonIsLongest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	list := func() []string {
		out := make([]string, r.IntN(14))
		for i := range out {
			out[i] = string(rune('a' + r.IntN(4)))
		}
		return out
	}
	for range 5000 {
		old, now := list(), list()
		got := common(old, now)
		last := pair{-1, -1}
		for _, p := range got {
			if p.old <= last.old || p.now <= last.now || old[p.old] != now[p.now] {
				t.Fatalf("%v and %v have %v in common", old, now, got)
			}
			last = p
		}
		if want := longest(old, now); len(got) != want {
			t.Fatalf("%v and %v have %d in common, not %d: %v", old, now, want, len(got), got)
		}
	}
}

// longest is the length of the longest common list, by all the ways there are.
func longest(a, b []string) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
	}
	for i := range a {
		for j := range b {
			rows[i+1][j+1] = max(rows[i][j+1], rows[i+1][j])
			if a[i] == b[j] {
				rows[i+1][j+1] = max(rows[i+1][j+1], rows[i][j]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// Nothing is lost, and what went stands before what came.
func TestAlignedHasEverything(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		old, now := make([]string, r.IntN(9)), make([]string, r.IntN(9))
		for i := range old {
			old[i] = string(rune('a' + r.IntN(9)))
		}
		for i := range now {
			now[i] = string(rune('a' + r.IntN(9)))
		}
		i, j := 0, 0
		for _, p := range aligned(old, now, func(i, j int) bool { return (old[i][0]+now[j][0])%3 == 0 }) {
			if p.old >= 0 && p.old != i || p.now >= 0 && p.now != j || p.old < 0 && p.now < 0 {
				t.Fatalf("%v and %v: %v", old, now, p)
			}
			if p.old >= 0 {
				i++
			}
			if p.now >= 0 {
				j++
			}
		}
		if i != len(old) || j != len(now) {
			t.Fatalf("%v and %v: %d and %d of them", old, now, i, j)
		}
	}
}
