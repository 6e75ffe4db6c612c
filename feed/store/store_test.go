package store

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"warta/feed"
)

// noon is when the tests take place.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// newStore is an empty store with a clock that stands still.
func newStore(t testing.TB) *Store {
	t.Helper()
	return openStore(t, filepath.Join(t.TempDir(), "warta.db"))
}

func openStore(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func subscribe(t testing.TB, s *Store, url, folder string) feed.FeedID {
	t.Helper()
	id, err := s.Subscribe(t.Context(), Subscription{URL: url, Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func save(t testing.TB, s *Store, id feed.FeedID, entries ...feed.Entry) Saved {
	t.Helper()
	saved, err := s.Save(t.Context(), id, Fetched{Status: 200}, feed.Document{Title: "Feed", Entries: entries})
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func titles(t testing.TB, s *Store, q feed.Query) []string {
	t.Helper()
	list, err := s.Headlines(t.Context(), q, feed.Window{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, h := range list {
		all = append(all, h.Title)
	}
	return all
}

func TestSubscribeTwice(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "World/Asia")
	again, err := s.Subscribe(t.Context(), Subscription{URL: "https://example.org/feed"})
	if !errors.Is(err, feed.ErrExists) || again != id {
		t.Errorf("second Subscribe = %d, %v; want %d and ErrExists", again, err, id)
	}
	f, err := s.Feed(t.Context(), id)
	if err != nil || f.Folder != "World/Asia" || f.URL != "https://example.org/feed" {
		t.Errorf("Feed = %+v, %v", f, err)
	}
}

func TestSaveListsNewestFirst(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	saved := save(t, s, id,
		feed.Entry{GUID: "a", Title: "older", Published: noon.Add(-2 * time.Hour), Content: "<p>Rice prices rose again this week.</p>"},
		feed.Entry{GUID: "b", Title: "newer", Published: noon.Add(-time.Hour)},
		feed.Entry{GUID: "c", Title: "undated, first"},
		feed.Entry{GUID: "d", Title: "undated, second"},
	)
	if len(saved.New) != 4 {
		t.Errorf("New = %v", saved.New)
	}
	got := titles(t, s, feed.Query{})
	want := []string{"undated, first", "undated, second", "newer", "older"}
	if len(got) != 4 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] {
		t.Errorf("list = %q, want %q", got, want)
	}
	if again := save(t, s, id, feed.Entry{GUID: "b", Title: "newer", Published: noon.Add(-time.Hour)}); len(again.New)+len(again.Updated) != 0 {
		t.Errorf("the same again = %+v", again)
	}
	if got := titles(t, s, feed.Query{Where: feed.Words{Text: "RICE pric", Prefix: true}}); len(got) != 1 || got[0] != "older" {
		t.Errorf("search = %q", got)
	}
	b, err := s.Body(t.Context(), saved.New[0])
	if err != nil || b.Entry.Content != "<p>Rice prices rose again this week.</p>" || b.Entry.GUID != "a" {
		t.Errorf("Body = %+v, %v", b, err)
	}
}
