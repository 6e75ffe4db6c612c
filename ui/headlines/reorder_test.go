package headlines

import (
	"strings"
	"testing"
)

func TestTitlesInVisualOrder(t *testing.T) {
	for _, oneLine := range []bool{false, true} {
		l := bare(30, 8)
		l.SetOneLine(oneLine)
		h := rows(0, 1)
		h[0].Title, h[0].FeedTitle = "שלום עולם", "חדשות"
		l.SetItems(h, true, true)
		if !strings.Contains(l.View(), "שלום עולם") {
			t.Errorf("the title is not in the order of its text:\n%s", l.View())
		}
		l.SetReorder(true)
		if !strings.Contains(l.View(), "םלוע םולש") {
			t.Errorf("the title is not in visual order:\n%s", l.View())
		}
		if !oneLine && !strings.Contains(l.View(), "תושדח") {
			t.Errorf("the feed's name is not in visual order:\n%s", l.View())
		}
		exact(t, &l, 30, 8)
	}
}
