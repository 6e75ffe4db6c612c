package store

import (
	"slices"
	"sync"
	"testing"
	"time"

	"warta/feed"
)

func TestRelevance(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	at := func(hours int, title, text string) feed.Entry {
		return feed.Entry{GUID: title, Title: title, Content: text, Published: noon.Add(-time.Duration(hours) * time.Hour)}
	}
	save(t, s, id,
		at(1, "Weather", "Far down, after many other words about wind and rain and sun, somebody also mentions rice once."),
		at(2, "Rice again", "Rice, rice and nothing but rice."),
		at(3, "Sport", "Nothing of that."),
		at(4, "The price of rice", "It rose."),
		at(5, "Market", "Rice rice."))
	q := feed.Query{Where: feed.Words{Text: "rice"}, Order: feed.ByRelevance}
	want := []string{"Rice again", "The price of rice", "Market", "Weather"}
	if got := titles(t, s, q); !slices.Equal(got, want) {
		t.Errorf("by relevance %q, want %q", got, want)
	}
	all, err := s.Headlines(t.Context(), q, feed.Window{Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		w    feed.Window
		want []string
	}{
		{feed.Window{Limit: 2}, want[:2]},
		{feed.Window{Limit: 2, From: feed.CursorOf(all[1])}, want[2:]},
		{feed.Window{Limit: 2, From: feed.CursorOf(all[1]), Including: true}, want[1:3]},
		{feed.Window{Limit: 2, From: feed.CursorOf(all[3]), Backward: true}, want[1:3]},
		{feed.Window{Limit: 2, From: feed.CursorOf(all[3]), Backward: true, Including: true}, want[2:]},
		{feed.Window{Limit: 3, Backward: true}, want[1:]},
	} {
		part, err := s.Headlines(t.Context(), q, c.w)
		var got []string
		for _, h := range part {
			got = append(got, h.Title)
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%+v shows %q, %v; want %q", c.w, got, err, c.want)
		}
	}
	// Of too many hits, those with the word in their title come first.
	var ranks []int64
	err = s.run(t.Context(), q, func(search *searcher, p *plan) (err error) {
		ranks, err = search.byRelevance(p, 3)
		return err
	})
	if err != nil || len(ranks) != 4 || ranks[0] != rankOfCursor(feed.CursorOf(all[0])) || ranks[1] != rankOfCursor(feed.CursorOf(all[1])) ||
		ranks[2] != rankOfCursor(feed.CursorOf(all[3])) {
		t.Errorf("of many hits: %v, %v", ranks, err)
	}
}

// TestManyAtOnce has goroutines read, mark and save at once.
func TestManyAtOnce(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	one := save(t, s, id, aged(30)...).New
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			for i := range 20 {
				var err error
				switch n % 4 {
				case 0:
					_, err = s.Mark(t.Context(), []feed.EntryID{one[i]}, []feed.Mark{feed.MarkRead, feed.MarkUnread}[i%2])
				case 1:
					_, err = s.Headlines(t.Context(), feed.Query{Where: feed.Words{Text: "day"}}, feed.Window{Limit: 10})
				case 2:
					_, err = s.Save(t.Context(), id, Fetched{Status: 200}, feed.Document{Entries: aged(30 + i)})
				case 3:
					_, err = s.Body(t.Context(), one[i])
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if got := titles(t, s, feed.Query{}); len(got) != 49 {
		t.Errorf("%d entries, want 49", len(got))
	}
	mustBeSound(t, s)
}

func TestMarkAllUpToACursor(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	save(t, s, id, aged(6)...)
	seen, err := s.Headlines(t.Context(), feed.Query{}, feed.Window{Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	late := entry("late /late late")
	late.Published = noon.Add(time.Minute)
	save(t, s, id, late)
	mark(t, s, feed.MarkRead, seen[2].ID)
	change, err := s.MarkAll(t.Context(), feed.Query{Where: feed.Is{Property: feed.Unread}}, feed.CursorOf(seen[0]), feed.MarkRead)
	if err != nil || len(change.Entries) != 5 || change.Mark != feed.MarkRead {
		t.Errorf("change = %+v, %v", change, err)
	}
	if got := titles(t, s, feed.Query{Where: feed.Is{Property: feed.Unread}}); !slices.Equal(got, []string{"late"}) {
		t.Errorf("unread are %q", got)
	}
	undone := mark(t, s, change.Mark.Opposite(), change.Entries...)
	if n, err := s.Count(t.Context(), feed.Query{Where: feed.Is{Property: feed.Unread}}); err != nil || n != 6 || len(undone.Entries) != 5 {
		t.Errorf("after undoing %d are unread, %v", n, err)
	}
	mustBeSound(t, s)
}
