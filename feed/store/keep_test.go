package store

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"warta/feed"
)

// News of several feeds go into one transaction; each piece is its own affair.
func TestKeepManyFeeds(t *testing.T) {
	s := newStore(t)
	ctx := context.Background()
	var news []News
	for i := range 5 {
		id, err := s.Subscribe(ctx, Subscription{URL: fmt.Sprintf("http://a.example/%d", i)})
		if err != nil {
			t.Fatal(err)
		}
		n := News{Feed: id, Fetched: Fetched{Failure: "no answer"}}
		if i%2 == 0 {
			n = News{Feed: id, Doc: &feed.Document{Title: "T", Entries: []feed.Entry{{GUID: "1", Title: fmt.Sprintf("Rain number%d", i)}}}}
		}
		news = append(news, n)
	}
	if err := s.Unsubscribe(ctx, news[2].Feed); err != nil {
		t.Fatal(err)
	}
	kept := s.Keep(ctx, news, time.Hour)
	if len(kept) != len(news) {
		t.Fatalf("%d pieces were kept", len(kept))
	}
	for i, k := range kept {
		switch {
		case i == 2:
			if !errors.Is(k.Err, feed.ErrNotFound) {
				t.Errorf("of a feed that is unsubscribed: %v", k.Err)
			}
		case k.Err != nil || len(k.New) != (i+1)%2:
			t.Errorf("piece %d: %+v", i, k)
		}
	}
	for i, want := range []int{1, 0, 0, 0, 1} { // the words are found at once
		n, err := s.Count(ctx, feed.Query{Where: feed.Words{Text: fmt.Sprintf("number%d", i)}})
		if err != nil || n != want {
			t.Errorf("%d entries have the words of piece %d, %v", n, i, err)
		}
	}
	f, err := s.Feed(ctx, news[1].Feed)
	if err != nil || f.Health.Failure != "no answer" {
		t.Errorf("%+v, %v", f.Health, err)
	}
}

// A transaction ends when its time is over; one piece at least is kept.
func TestKeepEndsInTime(t *testing.T) {
	s := newStore(t)
	ctx := context.Background()
	var news []News
	for i := range 3 {
		id, err := s.Subscribe(ctx, Subscription{URL: fmt.Sprintf("http://a.example/%d", i)})
		if err != nil {
			t.Fatal(err)
		}
		news = append(news, News{Feed: id, Doc: &feed.Document{Entries: []feed.Entry{{GUID: "1", Title: "A"}}}})
	}
	for len(news) > 0 {
		kept := s.Keep(ctx, news, 0)
		if len(kept) != 1 || kept[0].Err != nil || len(kept[0].New) != 1 {
			t.Fatalf("%+v", kept)
		}
		news = news[1:]
	}
}

// A piece that cannot be stored takes none of the others with it.
func TestKeepOneThatFails(t *testing.T) {
	s := newStore(t)
	ctx := context.Background()
	if err := s.saving(ctx, "making trouble", func(t *tx) error {
		return t.exec(`CREATE TRIGGER trouble BEFORE INSERT ON entry WHEN new.title = 'bad' BEGIN SELECT raise(ABORT, 'trouble'); END`)
	}); err != nil {
		t.Fatal(err)
	}
	var news []News
	for i, title := range []string{"good", "bad", "good"} {
		id, err := s.Subscribe(ctx, Subscription{URL: fmt.Sprintf("http://a.example/%d", i)})
		if err != nil {
			t.Fatal(err)
		}
		entries := []feed.Entry{{GUID: "1", Title: "good"}, {GUID: "2", Title: title}}
		news = append(news, News{Feed: id, Doc: &feed.Document{Entries: entries}})
	}
	var all []Kept
	for len(all) < len(news) {
		all = append(all, s.Keep(ctx, news[len(all):], time.Hour)...)
	}
	for i, want := range []int{2, 0, 2} {
		f, err := s.Feed(ctx, news[i].Feed)
		if err != nil || f.Total != want || (all[i].Err != nil) != (want == 0) {
			t.Errorf("feed %d has %d entries, %v: %v", i, f.Total, err, all[i].Err)
		}
	}
}
