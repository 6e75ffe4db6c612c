package reader

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"warta/feed"
	"warta/ui/theme"
)

// An article that was laid out elsewhere is shown as one that is laid out here,
// whatever has changed in the pane meanwhile.
func TestLaid(t *testing.T) {
	h := river
	light, _ := theme.Pick("", false)
	for name, change := range map[string]func(*Reader){
		"nothing":  func(*Reader) {},
		"width":    func(r *Reader) { r.SetSize(50, 20) },
		"measure":  func(r *Reader) { r.SetMeasure(40) },
		"styles":   func(r *Reader) { r.SetStyles(theme.New(light, theme.Options{ASCII: true})) },
		"headline": func(r *Reader) { h.Starred = true },
	} {
		t.Run(name, func(t *testing.T) {
			at := feed.Place{Section: 3, Block: 2}
			r, want := open(t, flood(1), 70, 20), open(t, flood(1), 70, 20)
			laid := r.Lay(h)(flood(5))
			change(r)
			change(want)
			r.Show(h, flood(5), at, laid)
			want.SetArticle(h, flood(5), at)
			if r.View() != want.View() || r.Place() != want.Place() {
				t.Errorf("at %v:\n%s\nat %v, it should be:\n%s", r.Place(), ansi.Strip(r.View()), want.Place(), ansi.Strip(want.View()))
			}
		})
	}
}

// The lines of a long article come late when the pane's width changes; until
// then the pane is as wide as it should be, and then the same words are shown.
func TestLateLines(t *testing.T) {
	r := open(t, flood(30), 70, 20)
	r.Return(feed.Place{Section: 3, Block: 2})
	place := r.Place()
	for _, width := range []int{90, 40, 12, 120, 70} {
		r.SetSize(width, 20)
		lay := r.Late()
		if lay == nil {
			t.Fatalf("nothing is late at %d", width)
		}
		checkSize(t, r, width, 20)
		r.SetSize(width+3, 20)
		r.Catch(lay()) // too late itself
		checkSize(t, r, width+3, 20)
		r.Catch(r.Late()())
		if r.Late() != nil || r.Place() != place {
			t.Errorf("at %d it is late, or at %v instead of %v", width, r.Place(), place)
		}
		checkSize(t, r, width+3, 20)
	}
}
