package library

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"warta/feed"
)

func TestBoardReplacesWhatNobodyTook(t *testing.T) {
	b := board{slot: make(chan feed.Activity, 1)}
	up := 0
	for i := 1; i <= 10; i++ { // every 30 ms
		b.now.Done = i
		if left := b.publish(noon.Add(time.Duration(i) * 30 * time.Millisecond)); left == 0 {
			up++
		} else if left > pace {
			t.Errorf("it wants to wait %v", left)
		}
	}
	if got := <-b.slot; got.Done != 9 || up != 3 {
		t.Errorf("%d snapshots went up, the last is %d", up, got.Done)
	}
	b.publish(noon.Add(time.Hour))
	if left := b.publish(noon.Add(2 * time.Hour)); left != 0 {
		t.Error("nothing is new, and it wants to be called again")
	}
}

// By hand a feed is asked once in 15 minutes, by force at once.
func TestRefreshByHand(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 2))
	l := open(t, Options{Now: c.now})
	f := subscribe(t, l, s.URL+"/feed")
	l.Start()
	ask := func(ids []feed.FeedID, force bool, want int) {
		t.Helper()
		if err := l.Refresh(t.Context(), ids, force); err != nil {
			t.Fatal(err)
		}
		await(t, l, "an end of the refresh", func(a feed.Activity) bool { return a.Total == 1 && a.Done == 1 && len(s.asked("/feed")) >= want })
		if n := len(s.asked("/feed")); n != want {
			t.Errorf("asked %d times, want %d", n, want)
		}
	}
	ask(nil, false, 1)
	ask(nil, true, 1) // force is for one feed
	ask([]feed.FeedID{f.ID}, true, 2)
	c.move(20 * time.Minute)
	ask(nil, false, 3)
}

// While the network is off nothing is asked, and it is no failure.
func TestOfflineInTheMiddle(t *testing.T) {
	s := newSite(t)
	var off atomic.Bool
	waiting := make(chan bool, 1)
	s.on("/feed", func(w http.ResponseWriter, r *http.Request) {
		if off.Load() {
			t.Error("it was asked")
		}
		waiting <- true
		<-r.Context().Done()
	})
	l := open(t, Options{})
	if _, err := l.Import(t.Context(), []feed.Feed{{URL: s.URL + "/feed"}}); err != nil {
		t.Fatal(err)
	}
	l.Start()
	<-waiting
	off.Store(true)
	l.SetOffline(true)
	await(t, l, "an end", func(a feed.Activity) bool { return a.Offline && !a.Busy() })
	feeds, err := l.Feeds(t.Context())
	if err != nil || feeds[0].Health.Failures != 0 || feeds[0].Health.Failure != "" {
		t.Errorf("%+v, %v", feeds, err)
	}
	if err := l.Refresh(t.Context(), nil, false); err == nil {
		t.Error("a refresh without the network is promised")
	}
	off.Store(false)
	l.SetOffline(false)
	<-waiting
}

// A feed that is unsubscribed while it is asked is no failure.
func TestRefreshAfterUnsubscribe(t *testing.T) {
	s, c := newSite(t), newClock()
	l := open(t, Options{Now: c.now})
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 2))
	f := subscribe(t, l, s.URL+"/feed")
	s.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		if err := l.Unsubscribe(t.Context(), f.ID); err != nil {
			t.Error(err)
		}
		_, _ = w.Write([]byte(rss(s.URL, "River", 1, 3)))
	})
	c.move(between)
	sum, err := l.RefreshNow(t.Context(), false, func(r feed.Result) {
		if strings.Contains(r.Failure, "not found") {
			t.Errorf("%+v", r)
		}
	})
	if err != nil || sum.New != 0 {
		t.Errorf("%+v, %v", sum, err)
	}
}

// A feed that ends before its root does is said to break off, from the first
// time until it is whole. What it had stays, and it is asked as often as others.
func TestFeedBreaksOff(t *testing.T) {
	s, c := newSite(t), newClock()
	whole := rss(s.URL, "River", 1, 30)
	s.text("/half", "text/xml", whole[:len(whole)/2])
	s.text("/start", "text/xml", "<rss><channel><title>x")
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/start")
	f := subscribe(t, l, s.URL+"/half")
	had := f.Total
	fares := func(want string) {
		t.Helper()
		feeds, err := l.Feeds(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range feeds {
			if f.Health.Failure != want || f.Health.Failures != 0 {
				t.Errorf("%s: %q, %d tries failed", f.URL, f.Health.Failure, f.Health.Failures)
			}
		}
	}
	if had == 0 || had == 30 {
		t.Fatalf("%d entries of half a feed", had)
	}
	fares(feed.BreaksOff)
	c.move(25 * time.Hour)
	if sum := refresh(t, l); sum.Failed != 0 {
		t.Errorf("%+v", sum)
	}
	fares(feed.BreaksOff)
	s.text("/half", "text/xml", whole)
	s.text("/start", "text/xml", rss(s.URL, "Sea", 1, 2))
	c.move(25 * time.Hour)
	refresh(t, l)
	fares("")
	if n := len(headlines(t, l, "feed:River")); n != 30 {
		t.Errorf("%d entries of the whole feed", n)
	}
}
