package ui

import (
	"context"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
)

// A crowd is a library with a hundred thousand headlines that are not made
// before they are asked for.
type crowd struct {
	*fake
	n int
}

func (c *crowd) headline(i int) feed.Headline {
	return feed.Headline{
		ID: feed.EntryID(c.n - i), Feed: feed.FeedID(i%4 + 1), FeedTitle: "Kali News", Title: fmt.Sprintf("Headline %d of a list that is far too long to be held at once", i),
		Published: noon.Add(-time.Duration(i) * time.Minute), URL: "https://news.example", Badge: feed.BadgeFull,
	}
}

func (c *crowd) Headlines(_ context.Context, _ feed.Query, w feed.Window) ([]feed.Headline, error) {
	from, to := 0, w.Limit
	if !w.From.IsZero() {
		from = c.n - int(w.From.ID)
		if !w.Including {
			from++
		}
		to = from + w.Limit
	}
	if w.Backward {
		if to = c.n; !w.From.IsZero() {
			to = c.n - int(w.From.ID)
		}
		from = max(to-w.Limit, 0)
	}
	var out []feed.Headline
	for i := from; i < min(to, c.n); i++ {
		out = append(out, c.headline(i))
		c.articles[c.headline(i).ID] = c.articles[1]
	}
	return out, nil
}

// crowded is a screen of 160×48 with n headlines and an article of about 5,000
// lines.
func crowded(tb testing.TB, n int) *screen {
	tb.Helper()
	lib := newFake()
	lib.articles[1] = piece("A long article", 40, 40)
	o := Options{Pause: -1}
	o.Now = func() time.Time { return noon }
	s := &screen{tb: tb, lib: lib, now: noon}
	s.Model = New(&crowd{lib, n}, o)
	s.Model.after = s.after
	s.run(s.Init())
	s.send(tea.WindowSizeMsg{Width: 160, Height: 48})
	return s
}

// frame is one key's cost on the loop: Update and View, without the commands.
func (s *screen) frame(k tea.KeyPressMsg) {
	_, _ = s.Update(k)
	_ = s.View()
}

// BenchmarkSelect moves the selection in a list of 100,000 headlines.
func BenchmarkSelect(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := crowded(b, n)
			s.press("ctrl+d")
			down, up := keyOf("j"), keyOf("k")
			b.ReportAllocs()
			for b.Loop() {
				s.frame(down)
				s.frame(up)
			}
		})
	}
}

// BenchmarkScroll scrolls an article of about 5,000 lines by one line, down and
// up again.
func BenchmarkScroll(b *testing.B) {
	s := crowded(b, 100_000)
	s.press("enter", "pgdown")
	down, up := keyOf("j"), keyOf("k")
	b.ReportAllocs()
	for b.Loop() {
		s.frame(down)
		s.frame(up)
	}
}

// BenchmarkOpen shows an article of about 5,000 lines that a command has
// brought, and the one before it again.
func BenchmarkOpen(b *testing.B) {
	s := crowded(b, 100_000)
	s.press("ctrl+l") // it is waited for the reader's rest
	var loaded [2]articleLoaded
	for i, key := range [...]string{"j", "k"} {
		_, cmd := s.Update(keyOf(key))
		loaded[i] = cmd().(articleLoaded)
		s.send(loaded[i])
	}
	b.ReportAllocs()
	for b.Loop() {
		for i := range loaded {
			s.page.wanted = loaded[i].headline
			_, _ = s.Update(loaded[i])
			_ = s.View()
		}
	}
}

// BenchmarkResize makes the terminal narrower and wider beside such an article.
func BenchmarkResize(b *testing.B) {
	s := crowded(b, 100_000)
	s.press("enter", "pgdown")
	b.ReportAllocs()
	for b.Loop() {
		for _, width := range [...]int{150, 160} {
			_, _ = s.Update(tea.WindowSizeMsg{Width: width, Height: 48})
			_ = s.View()
		}
	}
}

// BenchmarkPage pages through the list with everything that follows from it.
func BenchmarkPage(b *testing.B) {
	s := crowded(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		s.press("pgdown")
		_ = s.View()
	}
}
