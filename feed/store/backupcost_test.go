package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"warta/feed"
)

// BenchmarkBackup copies the database that WARTA_STORE names, and times the marks
// that are made meanwhile: they must not wait for it.
func BenchmarkBackup(b *testing.B) {
	path := os.Getenv("WARTA_STORE")
	if path == "" {
		b.Skip("WARTA_STORE names no database")
	}
	s, err := Open(b.Context(), path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	list, err := s.Headlines(b.Context(), feed.Query{}, feed.Window{Limit: 200})
	if err != nil || len(list) == 0 {
		b.Fatal(len(list), err)
	}
	for b.Loop() {
		ctx, cancel := context.WithCancel(b.Context())
		var took []time.Duration
		marked := make(chan struct{})
		go func() {
			defer close(marked)
			for n := 0; ctx.Err() == nil; n++ {
				m := feed.MarkStarred
				if n/len(list)%2 == 1 {
					m = feed.MarkUnstarred
				}
				began := time.Now()
				if _, err := s.Mark(b.Context(), []feed.EntryID{list[n%len(list)].ID}, m); err != nil {
					b.Error(err)
				}
				took = append(took, time.Since(began))
				time.Sleep(20 * time.Millisecond) // as a reader who is quick
			}
		}()
		copied, err := s.Backup(b.Context())
		cancel()
		<-marked
		if err != nil {
			b.Fatal(err)
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/mark-p50")
		b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms/mark-p99")
		b.ReportMetric(float64(len(took)), "marks")
		if err := os.Remove(copied); err != nil {
			b.Fatal(err)
		}
	}
}

// A store of half a gigabyte is not copied every day.
func TestLargeStoresAreNotSmall(t *testing.T) {
	s := &Store{path: filepath.Join(t.TempDir(), "warta.db")}
	if s.IsSmall() || s.HasRoom() {
		t.Error("what is not there is small, or has room")
	}
	if err := os.WriteFile(s.path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if !s.IsSmall() {
		t.Error("a byte is not small")
	}
	if err := os.Truncate(s.path, 1<<30); err != nil {
		t.Fatal(err)
	}
	if s.IsSmall() {
		t.Error("a gigabyte is small")
	}
	if left, known := room(filepath.Dir(s.path)); known && s.HasRoom() != (left > 2<<30) {
		t.Errorf("with %d bytes left on the disk it has room: %v", left, s.HasRoom())
	}
}
