package typeset

import "testing"

func TestWrap(t *testing.T) {
	for _, width := range []int{1, 2, 5, 9, 30} {
		for _, l := range Wrap("a remark of 字字字字字 and aVeryLongWordIndeed", width) {
			if Width(l) > width && width > 1 {
				t.Errorf("%d: %q", width, l)
			}
		}
	}
}
