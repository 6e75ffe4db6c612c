package library

import (
	"net/http"
	"testing"

	"warta/feed/parse"
)

// A warta that reads feeds better fetches each of them once as if it were new.
func TestBetterParserFetchesOnce(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 2))
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/feed")
	for i, same := range []int{1, 0, 1} {
		version := parse.Version + min(i, 1)
		if err := l.store.ForgetAll(t.Context(), version); err != nil {
			t.Fatal(err)
		}
		c.move(between)
		if sum := refresh(t, l); sum.Same != same || sum.Failed > 0 {
			t.Errorf("round %d, version %d: %+v", i, version, sum)
		}
	}
}

// A repository that has no releases is not offered as an empty feed when it has
// another one with entries.
func TestFeedWithEntriesIsPreferred(t *testing.T) {
	s := newSite(t)
	s.text("/empty", "text/xml", rss(s.URL, "Empty", 1, 0))
	s.text("/full", "text/xml", rss(s.URL, "Full", 1, 2))
	l := open(t, Options{})
	for _, all := range []bool{false, true} {
		q := &search{Library: l, typed: s.URL, all: all, tried: map[string]bool{}}
		q.try(t.Context(), []string{s.URL + "/empty", s.URL + "/full"}, all)
		if best := q.best(); len(best) != 2 || best[0].Title != "Full" {
			t.Errorf("all %v: %+v", all, best)
		}
	}
}

// That a feed has moved is known even when it has not changed, and stays known.
func TestMovedIsTold(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 2))
	s.text("/end", "text/xml", rss(s.URL, "River", 1, 2))
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/feed")
	s.on("/feed", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/end", http.StatusMovedPermanently) })
	for range 2 {
		c.move(between)
		refresh(t, l)
		feeds, err := l.Feeds(t.Context())
		if err != nil || feeds[0].Health.MovedTo != s.URL+"/end" || feeds[0].URL != s.URL+"/end" {
			t.Fatalf("%+v, %v", feeds, err)
		}
		s.text("/end", "text/xml", rss(s.URL, "River", 1, 3))
	}
}
