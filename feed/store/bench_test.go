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
	"warta/feed/query"
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
// entries 200; and 1,500 entries stored a second.
//
//	export WARTA_BENCH=/tmp/scale WARTA_BENCH_SIZES="10000 100000 1000000"
//	go test ./feed/store -run '^$' -bench Store -benchtime 20x -timeout 3h
//
// makes the stores at the first time, which takes a quarter of an hour or more.
func BenchmarkStore(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkSize(b, large(b, n)) })
	}
}

// asked are the queries that BenchmarkStore asks for.
var asked = []struct {
	name, query string
	from        feed.Cursor
}{
	{"list", "", feed.Cursor{}},
	{"unread", "unread", feed.Cursor{}},
	{"folder", `unread in:"Folder 3"`, feed.Cursor{}},
	{"feed", "feed:#9", feed.Cursor{}},
	{"page", "", middle},
	{"page-unread", "unread", middle},
	{"page-folder", `unread in:"Folder 3"`, middle},
	{"starred-or-saved", "starred or saved", feed.Cursor{}},
	{"lang", "lang:de", feed.Cursor{}},
	{"search-rare", "rarity", feed.Cursor{}},
	{"search-frequent", "retion", feed.Cursor{}},
	{"search-absent", "absentword", feed.Cursor{}},
	{"search-prefix", "con*", feed.Cursor{}},
	{"search-phrase", `"the retion"`, feed.Cursor{}},
	{"search-japanese", "新聞", feed.Cursor{}},
	{"search-unread", "unread retion", feed.Cursor{}},
	{"search-without", "unread -retion", feed.Cursor{}},
	{"relevance-rare", "rarity sort:relevance", feed.Cursor{}},
	{"relevance-frequent", "retion sort:relevance", feed.Cursor{}},
}

// middle is a place in the middle of the generator's two years.
var middle = feed.Cursor{Published: noon.Add(-300 * 24 * time.Hour), ID: 1}

func benchmarkSize(b *testing.B, s *Store) {
	b.Helper()
	for _, c := range asked {
		q, err := query.ParseAt(c.query, noon)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			defer reportCPU(b)()
			for b.Loop() {
				if _, err := s.Headlines(b.Context(), q, feed.Window{From: c.from, Limit: 200}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	benchmarkCounts(b, s)
	benchmarkViews(b, s)
	benchmarkMarks(b, s)
	b.Run("insert", func(b *testing.B) { benchmarkInsert(b, s) })
	benchmarkOpen(b, s.path)
	reportMemory(b)
}

// benchmarkCounts asks for what the sidebar shows: as it is asked after a mark,
// after a poll, and for the first time.
func benchmarkCounts(b *testing.B, s *Store) {
	b.Helper()
	feeds, err := s.Feeds(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		before func(i int)
	}{
		{"counts", func(i int) { mark(b, s, []feed.Mark{feed.MarkRead, feed.MarkUnread}[i%2], 77) }},
		{"counts-polled", func(i int) {
			s.Keep(b.Context(), []News{{Feed: feeds[i%len(feeds)].ID, Fetched: Fetched{Status: 304, NotModified: true}}}, 0)
		}},
		{"counts-first", func(int) { s.roster.rev = 0 }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var cpu time.Duration
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				c.before(i)
				before := cpuTime()
				b.StartTimer()
				askCounts(b, s)
				cpu += cpuTime() - before
			}
			b.ReportMetric(float64(cpu)/float64(b.N)/1e6, "cpu-ms/op")
		})
	}
}

func askCounts(b *testing.B, s *Store) {
	b.Helper()
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

// benchmarkViews counts views after each mark as a screen has it done, and what a
// rule would have caught.
func benchmarkViews(b *testing.B, s *Store) {
	b.Helper()
	s.parse = func(text string) (feed.Query, error) { return query.ParseAt(text, noon) }
	var names []string
	for _, c := range asked[5:] {
		names = append(names, c.name)
		if err := s.SaveView(b.Context(), c.name, c.query); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("views-screen", func(b *testing.B) {
		defer reportCPU(b)()
		for i := 0; b.Loop(); i++ {
			mark(b, s, []feed.Mark{feed.MarkStarred, feed.MarkUnstarred}[i%2], 77)
			if _, _, err := s.ViewsSoon(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, name := range names {
		if err := s.RemoveView(b.Context(), name); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("rule-30-days", func(b *testing.B) {
		q, err := query.ParseAt(`newer:30d retion -"es at"`, noon)
		if err != nil {
			b.Fatal(err)
		}
		defer reportCPU(b)()
		for b.Loop() {
			if _, err := s.Count(b.Context(), q); err != nil {
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

// BenchmarkInsert measures how fast new entries are stored and indexed in an
// empty store.
func BenchmarkInsert(b *testing.B) {
	benchmarkInsert(b, openStore(b, filepath.Join(b.TempDir(), "insert.db")))
}

// benchmarkInsert stores documents of twenty entries, and takes them away again.
func benchmarkInsert(b *testing.B, s *Store) {
	b.Helper()
	const documents, size = 100, 20
	g := newGenerator()
	id := subscribe(b, s, fmt.Sprintf("https://insert.example/%d", time.Now().UnixNano()), "")
	var cpu time.Duration
	n := 0
	for b.Loop() {
		b.StopTimer()
		var list [][]feed.Entry
		for range documents {
			var entries []feed.Entry
			for range size {
				e := g.entry(g.made, noon.Add(time.Duration(g.made)*time.Second))
				e.GUID += "/new"
				entries = append(entries, e)
			}
			list = append(list, entries)
		}
		before := cpuTime()
		b.StartTimer()
		for _, entries := range list {
			n += len(save(b, s, id, entries...).New)
		}
		cpu += cpuTime() - before
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
	b.ReportMetric(float64(n)/cpu.Seconds(), "entries/cpu-s")
	for left := true; left; {
		err := s.saving(b.Context(), "removing", func(t *tx) error {
			if left, _ = t.row(`SELECT id FROM entry WHERE feed_id = ?`, []any{id}, new(int64)); !left {
				return t.exec(`DELETE FROM identity WHERE feed_id = ?`, id)
			}
			return t.forget(`SELECT id FROM entry WHERE feed_id = ? LIMIT 500`, id)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Unsubscribe(b.Context(), id); err != nil {
		b.Fatal(err)
	}
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
