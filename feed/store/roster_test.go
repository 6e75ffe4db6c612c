package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"

	"warta/feed"
)

// TestFeedsStayCurrent holds a list of feeds that was kept up to date through
// changes of every kind, of this process and another one, against a new one.
func TestFeedsStayCurrent(t *testing.T) {
	path := filepath.Join(t.TempDir(), "warta.db")
	here, other := openStore(t, path), openStore(t, path)
	r := rand.New(rand.NewPCG(1, 2))
	var ids []feed.FeedID
	for i := range 300 {
		s := []*Store{here, other}[r.IntN(2)]
		id := feed.FeedID(0)
		if len(ids) > 0 {
			id = ids[r.IntN(len(ids))]
		}
		var err error
		switch r.IntN(8) {
		case 0, 1:
			ids = append(ids, subscribe(t, s, fmt.Sprintf("https://site%d.example/feed", i), []string{"", "A", "B/C"}[r.IntN(3)]))
		case 2:
			err = s.Rename(t.Context(), id, fmt.Sprintf("Name %d", r.IntN(20)))
		case 3:
			err = s.Move(t.Context(), id, []string{"", "A", "B", "B/C"}[r.IntN(4)])
		case 4:
			if r.IntN(4) == 0 {
				err = s.Unsubscribe(t.Context(), id)
			}
		case 5:
			s.Keep(t.Context(), []News{{Feed: id, Fetched: Fetched{Status: 500, Failure: fmt.Sprint("failure ", i)}}}, 0)
		case 6:
			doc := &feed.Document{Title: fmt.Sprint("Title ", r.IntN(9)), Entries: entries(fmt.Sprintf("%d /%d rain", i, i))}
			s.Keep(t.Context(), []News{{Feed: id, Fetched: Fetched{Status: 200}, Doc: doc}}, 0)
		case 7:
			_, err = s.MarkAll(t.Context(), feed.Query{Where: feed.FromFeed{Feed: id}}, feed.Cursor{}, feed.MarkRead)
		}
		if id == 0 {
			continue
		}
		_ = err // a feed may be unsubscribed by now
		got, err := here.Feeds(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want, err := here.feeds(t.Context(), ``)
		if err != nil {
			t.Fatal(err)
		}
		want = ordered(want, func(f *feed.Feed) []string { return []string{f.Folder, f.Label()} })
		if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("step %d: %+v\nwant %+v", i, got, want)
		}
		for i := range got { // what a caller does with its list is nobody's business
			got[i].Title, got[i].ID = "changed", -1
		}
	}
}
