package store

import (
	"testing"
	"time"

	"warta/feed"
)

// TestViewsSoon asks for the counts of views as a screen does: what there was no
// time for is told of, and comes when it is asked again.
func TestViewsSoon(t *testing.T) {
	s := newParsing(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	saved := save(t, s, id, entries("1 /1 rice", "2 /2 rice", "3 /3 wheat")...)
	for name, query := range map[string]string{"a": "rice", "b": "wheat", "c": "title:rice or wheat", "d": "-rice", "e": "not a query:"} {
		if err := s.SaveView(t.Context(), name, query); err != nil {
			t.Fatal(err)
		}
	}
	counts := func(want ...int) {
		t.Helper()
		views, behind, err := s.ViewsSoon(t.Context())
		if err != nil || behind || len(views) != len(want) {
			t.Fatalf("%+v, %v, %v", views, behind, err)
		}
		byName := map[string]int{}
		for _, v := range views {
			byName[v.Name] = v.Unread
		}
		for i, n := range want {
			if name := string(rune('a' + i)); byName[name] != n {
				t.Errorf("%s has %d unread, want %d", name, byName[name], n)
			}
		}
	}
	counts(2, 1, 3, 1, 0)
	mark(t, s, feed.MarkRead, saved.New[0]) // of one time, the last is the first to arrive: wheat
	counts(2, 0, 2, 0, 0)
	s.tallies.rest = time.Now().Add(time.Hour)
	counts(2, 0, 2, 0, 0) // nothing has changed
	mark(t, s, feed.MarkRead, saved.New...)
	if views, behind, err := s.ViewsSoon(t.Context()); err != nil || !behind || len(views) != 5 {
		t.Errorf("while it rests: %+v, %v, %v", views, behind, err)
	}
	s.tallies.rest = time.Time{}
	counts(0, 0, 0, 0, 0)
}
