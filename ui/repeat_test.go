package ui

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// drawn is all that a terminal shows.
func drawn(e *vt.Emulator) string {
	var b strings.Builder
	for y := range e.Height() {
		for x := range e.Width() {
			if c := e.CellAt(x, y); c != nil {
				fmt.Fprintf(&b, "%s%v%v", c.Content, c.Style, c.Link)
			}
		}
		b.WriteByte('\n')
	}
	return b.String() + fmt.Sprint(e.CursorPosition())
}

// What a repeat leaves out is on the screen already: whatever is drawn, a
// terminal that gets less shows the same.
func TestRepeat(t *testing.T) {
	words := []string{"雨の季節", "harga", "東京", "\x1b[1;38;5;3mberas\x1b[m", "\x1b[4m新聞\x1b[m", "  ", "naik", "각", "\x1b]8;;http://a.example\x1b\\雨\x1b]8;;\x1b\\", "│", "क्षि"}
	saved, all := 0, 0
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		const width, height = 40, 12
		whole, less := vt.NewEmulator(width, height), vt.NewEmulator(width, height)
		var out bytes.Buffer
		r := uv.NewTerminalRenderer(&out, []string{"TERM=xterm-256color"})
		r.SetFullscreen(true)
		r.SetRelativeCursor(false)
		r.SetScrollOptim(true)
		screen := uv.NewScreenBuffer(width, height)
		screen.Method = ansi.WcWidth
		var o repeat
		lines := make([]string, height)
		for frame := range 120 {
			switch rnd.IntN(8) {
			case 0: // all other lines
				for y := range lines {
					lines[y] = ""
				}
			case 1: // scrolled
				lines = append(lines[1:], "")
			case 2:
				lines = append([]string{""}, lines[:height-1]...)
			case 3:
				r.Erase()
			}
			for y := range lines {
				if lines[y] == "" || rnd.IntN(10) == 0 {
					lines[y] = ""
					for range 1 + rnd.IntN(6) {
						lines[y] += words[rnd.IntN(len(words))]
					}
				}
			}
			screen.Clear()
			uv.NewStyledString(strings.Join(lines, "\n")).Draw(screen, screen.Bounds())
			r.Render(screen.RenderBuffer)
			r.MoveTo(rnd.IntN(width), rnd.IntN(height))
			if err := r.Flush(); err != nil {
				t.Fatal(err)
			}
			part := o.filter(nil, out.Bytes())
			whole.Write(out.Bytes())
			less.Write(part)
			saved, all = saved+out.Len()-len(part), all+out.Len()
			if got, want := drawn(less), drawn(whole); got != want {
				t.Fatalf("seed %d, frame %d: %q is written of %q", seed, frame, part, out.Bytes())
			}
			out.Reset()
		}
	}
	if saved < all/4 {
		t.Errorf("%d of %d bytes were left out", saved, all)
	}
}
