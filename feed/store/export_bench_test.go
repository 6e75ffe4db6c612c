package store

import (
	"path/filepath"
	"testing"

	"warta/feed"
)

// BenchmarkExport measures how fast entries with 3 kB of text each are read for
// an export. The goal is 15,000 a second.
func BenchmarkExport(b *testing.B) {
	s := exportable(b)
	defer reportCPU(b)()
	n := 0
	for b.Loop() {
		if err := s.Records(b.Context(), func(feed.Record) error { n++; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkRestore measures how fast they are stored and indexed again. The goal
// is 1,500 a second.
func BenchmarkRestore(b *testing.B) {
	s := exportable(b)
	feeds, err := s.FeedRecords(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	list := records(b, s)
	defer reportCPU(b)()
	n := 0
	for b.Loop() {
		b.StopTimer()
		to := openStore(b, filepath.Join(b.TempDir(), "restored.db"))
		if _, err := to.ImportFeeds(b.Context(), feeds); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for from := 0; from < len(list); from += 1000 {
			if _, err := to.Restore(b.Context(), list[from:min(from+1000, len(list))]); err != nil {
				b.Fatal(err)
			}
		}
		n += len(list)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
}

// exportable is a store of some thousand entries.
func exportable(b *testing.B) *Store {
	b.Helper()
	s := openStore(b, filepath.Join(b.TempDir(), "exported.db"))
	newGenerator().fill(b, s, 20, 4000)
	return s
}
