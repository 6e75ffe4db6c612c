package store

import (
	"errors"
	"path/filepath"
	"testing"

	"warta/feed"
)

// A place comes back as it was kept, with its words, from a new store and from
// one of the first schema.
func TestPlaceComesBack(t *testing.T) {
	old := filepath.Join(t.TempDir(), "warta.db")
	oldDatabase(t, old, 3)
	s := newStore(t)
	id := save(t, s, subscribe(t, s, "https://example.org/feed", ""), entries("1 /1 tides")...).New[0]
	for _, one := range []struct {
		store *Store
		id    feed.EntryID
	}{{s, id}, {openStore(t, old), 2}} {
		for _, want := range []feed.Place{{}, {Section: 2, Block: 1, Word: 7, Quote: "the ebb begins at noon"}, {Block: 3, Quote: "東京都では"}, {Word: 1}} {
			if want != (feed.Place{}) {
				if err := one.store.SetPlace(t.Context(), one.id, want); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := one.store.Place(t.Context(), one.id); got != want || err != nil {
				t.Errorf("the place is %+v, not %+v, %v", got, want, err)
			}
		}
	}
	if err := s.SetPlace(t.Context(), 99, feed.Place{Word: 1}); err != nil && !errors.Is(err, feed.ErrNotFound) {
		t.Error(err)
	}
}
