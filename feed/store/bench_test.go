package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// sizes are the stores that are measured; WARTA_BENCH_SIZES="10000 1000000"
// asks for others.
func sizes() []int {
	var list []int
	for _, word := range strings.Fields(os.Getenv("WARTA_BENCH_SIZES")) {
		n, err := strconv.Atoi(word)
		if err == nil {
			list = append(list, n)
		}
	}
	if list == nil {
		return []int{10_000, 100_000}
	}
	return list
}

// BenchmarkStore measures what a reader waits for. The goals are in ms: a list
// 5, the next page 3, counts 5, a search 20, by relevance 250, marking 10,000
// entries 200.
func BenchmarkStore(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkSize(b, large(b, n)) })
	}
}

// BenchmarkSparse is BenchmarkStore over short texts: by default of a million
// entries.
func BenchmarkSparse(b *testing.B) {
	n := 1_000_000
	if list := os.Getenv("WARTA_BENCH_SIZES"); list != "" {
		n = sizes()[0]
	}
	benchmarkSize(b, sparse(b, n))
}

func benchmarkSize(b *testing.B, s *Store) {
	b.Helper()
	middle := feed.Cursor{Published: noon.Add(-300 * 24 * time.Hour), ID: 1}
	unread := feed.Is{Property: feed.Unread}
	for _, c := range []struct {
		name string
		q    feed.Query
		from feed.Cursor
	}{
		{"list", feed.Query{}, feed.Cursor{}},
		{"unread", feed.Query{Where: unread}, feed.Cursor{}},
		{"folder", feed.Query{Where: feed.And{unread, feed.InFolder{Folder: "Folder 3"}}}, feed.Cursor{}},
		{"feed", feed.Query{Where: feed.FromFeed{Feed: 9}}, feed.Cursor{}},
		{"page", feed.Query{}, middle},
		{"page-unread", feed.Query{Where: unread}, middle},
		{"page-folder", feed.Query{Where: feed.And{unread, feed.InFolder{Folder: "Folder 3"}}}, middle},
		{"starred-or-saved", feed.Query{Where: feed.Or{feed.Is{Property: feed.Starred}, feed.Is{Property: feed.Saved}}}, feed.Cursor{}},
		{"lang", feed.Query{Where: feed.Lang{Tag: "de"}}, feed.Cursor{}},
		{"search-rare", feed.Query{Where: feed.Words{Text: "rarity"}}, feed.Cursor{}},
		{"search-common", feed.Query{Where: feed.Words{Text: "the"}}, feed.Cursor{}},
		{"search-prefix", feed.Query{Where: feed.Words{Text: "con", Prefix: true}}, feed.Cursor{}},
		{"search-japanese", feed.Query{Where: feed.Words{Text: "新聞"}}, feed.Cursor{}},
		{"search-without", feed.Query{Where: feed.And{unread, feed.Not{Condition: feed.Words{Text: "the"}}}}, feed.Cursor{}},
		{"relevance-rare", feed.Query{Where: feed.Words{Text: "rarity"}, Order: feed.ByRelevance}, feed.Cursor{}},
		{"relevance-common", feed.Query{Where: feed.Words{Text: "the"}, Order: feed.ByRelevance}, feed.Cursor{}},
	} {
		b.Run(c.name, func(b *testing.B) {
			defer reportCPU(b)()
			for b.Loop() {
				if _, err := s.Headlines(b.Context(), c.q, feed.Window{From: c.from, Limit: 200}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	benchmarkCounts(b, s)
	benchmarkMarks(b, s)
	benchmarkOpen(b, s.path)
	reportMemory(b)
}

func benchmarkCounts(b *testing.B, s *Store) {
	b.Helper()
	b.Run("counts", func(b *testing.B) {
		defer reportCPU(b)()
		for b.Loop() {
			if _, err := s.Feeds(b.Context()); err != nil {
				b.Fatal(err)
			}
			if _, err := s.Folders(b.Context()); err != nil {
				b.Fatal(err)
			}
			if _, err := s.Count(b.Context(), feed.Query{Where: feed.Is{Property: feed.Unread}}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchmarkMarks(b *testing.B, s *Store) {
	b.Helper()
	headlines, err := s.Headlines(b.Context(), feed.Query{}, feed.Window{Limit: 10_000})
	if err != nil {
		b.Fatal(err)
	}
	var ids []feed.EntryID
	for _, h := range headlines {
		ids = append(ids, h.ID)
	}
	b.Run("mark-10000", func(b *testing.B) {
		defer reportCPU(b)()
		for i := 0; b.Loop(); i++ {
			mark(b, s, []feed.Mark{feed.MarkRead, feed.MarkUnread}[i%2], ids...)
		}
		mark(b, s, feed.MarkUnread, ids...)
	})
	b.Run("mark-1", func(b *testing.B) {
		defer reportCPU(b)()
		for i := 0; b.Loop(); i++ {
			mark(b, s, []feed.Mark{feed.MarkStarred, feed.MarkUnstarred}[i%2], ids[5])
		}
		mark(b, s, feed.MarkUnstarred, ids[5])
	})
}

func benchmarkOpen(b *testing.B, path string) {
	b.Helper()
	b.Run("open", func(b *testing.B) {
		defer reportCPU(b)()
		for b.Loop() {
			s, err := Open(b.Context(), path, Options{Now: func() time.Time { return noon }})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.Headlines(b.Context(), feed.Query{Where: feed.Is{Property: feed.Unread}}, feed.Window{Limit: 200}); err != nil {
				b.Fatal(err)
			}
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// reportMemory logs what is resident, where the system tells.
func reportMemory(b *testing.B) {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "VmRSS") || strings.HasPrefix(line, "VmHWM") {
			b.Log(strings.TrimSpace(line))
		}
	}
}

// BenchmarkInsert measures how fast new entries are stored and indexed.
func BenchmarkInsert(b *testing.B) {
	g := newGenerator()
	s := openStore(b, filepath.Join(b.TempDir(), "insert.db"))
	id := subscribe(b, s, "https://insert.example/feed", "")
	var documents [][]feed.Entry
	at := noon.Add(-1000 * time.Hour)
	for range 200 {
		var entries []feed.Entry
		for range 20 {
			at = at.Add(time.Minute)
			entries = append(entries, g.entry(len(documents), at))
		}
		documents = append(documents, entries)
	}
	n := 0
	defer reportCPU(b)()
	for b.Loop() {
		entries := documents[n%len(documents)]
		for i := range entries {
			entries[i].GUID += "x"
			entries[i].URL += "x"
			entries[i].Title += "x"
			entries[i].Published = at.Add(time.Duration(n*20+i) * time.Second)
		}
		save(b, s, id, entries...)
		n++
	}
	b.ReportMetric(float64(n*20)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkOpenNew measures the first start: making a database.
func BenchmarkOpenNew(b *testing.B) {
	defer reportCPU(b)()
	for i := 0; b.Loop(); i++ {
		s, err := Open(b.Context(), filepath.Join(b.TempDir(), strconv.Itoa(i), "warta.db"), Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPoll measures a document of 100 entries that are all known.
func BenchmarkPoll(b *testing.B) {
	s := newStore(b)
	id := subscribe(b, s, "https://example.org/feed", "")
	list := aged(100)
	save(b, s, id, list...)
	defer reportCPU(b)()
	for b.Loop() {
		save(b, s, id, list...)
	}
}
