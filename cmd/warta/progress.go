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

// articles draws how many articles are fetched of those that are wanted.
func (b *bar) articles(done, of int) { b.drawCount(done, of, "articles") }

// edition draws how much of an edition is ready: its articles, then its pictures.
func (b *bar) edition(done, of int) { b.drawCount(done, of, "ready") }

// drawCount draws a number of things that are done, and of how many.
func (b *bar) drawCount(done, of int, things string) {
	if b == nil {
		return
	}
	if now := time.Now(); done == of || now.Sub(b.drawn) > time.Second/20 {
		b.drawn, b.shown = now, true
		text := fmt.Sprintf("%s %d/%d %s", filled(done, of), done, of, things)
		fmt.Fprintf(b.out, "\r%s\x1b[K", ansi.Truncate(text, b.width-1, "…"))
	}
}

// line is the bar as text of at most the terminal's width.
func (b *bar) line(label string) string {
	text := fmt.Sprintf("%s %d/%d · %d new · %d failed · %s", filled(b.done, b.total), b.done, b.total, b.of, b.failed, label)
	return ansi.Truncate(text, b.width-1, "…")
}

// filled is the bar itself.
func filled(done, of int) string {
	const cells = 24
	n := 0
	if of > 0 {
		n = min(cells, cells*done/of)
	}
	return strings.Repeat("█", n) + strings.Repeat("░", cells-n)
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
