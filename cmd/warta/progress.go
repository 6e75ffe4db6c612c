package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"

	"warta/feed"
)

// A bar is the progress of a refresh in the last line of a terminal. A nil bar
// draws nothing.
type bar struct {
	out                     *os.File
	width                   int
	total, done, failed, of int
	drawn                   time.Time
	shown                   bool
}

// newBar is a bar on standard error for a number of feeds, or nil when a bar
// cannot be drawn there: then plain lines take its place.
func (p *program) newBar(total int) *bar {
	if p.flags.plain || os.Getenv("TERM") == "dumb" ||
		!term.IsTerminal(p.stdout.Fd()) || !term.IsTerminal(p.stderr.Fd()) {
		return nil
	}
	width, _, err := term.GetSize(p.stderr.Fd())
	if err != nil || width < 20 {
		return nil
	}
	return &bar{out: p.stderr, width: width, total: total}
}

// add counts one feed and draws the bar, at most twenty times a second.
func (b *bar) add(r feed.Result) {
	b.done++
	b.of += r.New
	if r.Failure != "" {
		b.failed++
	}
	if now := time.Now(); b.done == b.total || now.Sub(b.drawn) > time.Second/20 {
		b.drawn, b.shown = now, true
		fmt.Fprintf(b.out, "\r%s\x1b[K", b.line(oneLine(r.Label)))
	}
}

// line is the bar as text of at most the terminal's width.
func (b *bar) line(label string) string {
	const cells = 24
	filled := 0
	if b.total > 0 {
		filled = min(cells, cells*b.done/b.total)
	}
	text := fmt.Sprintf("%s%s %d/%d · %d new · %d failed · %s", strings.Repeat("█", filled),
		strings.Repeat("░", cells-filled), b.done, b.total, b.of, b.failed, label)
	return ansi.Truncate(text, b.width-1, "…")
}

// clear takes the bar off the screen.
func (b *bar) clear() {
	if b != nil && b.shown {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}

// size is a number of bytes as people read it.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// round is a duration without digits that tell nothing.
func round(d time.Duration) time.Duration {
	if d < time.Second {
		return d.Round(time.Millisecond)
	}
	return d.Round(100 * time.Millisecond)
}
