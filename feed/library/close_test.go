package library

import (
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// ours are the goroutines that the library or its fetcher started, in words.
func ours() []string {
	buf := make([]byte, 4<<20)
	var list []string
	for g := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		for _, name := range []string{"library.(*desk)", "library.(*Library)", "net/http.(*persistConn)", "store.(*"} {
			if strings.Contains(g, name) && !strings.Contains(g, "testing.tRunner(") {
				list = append(list, g)
				break
			}
		}
	}
	return list
}

func TestCloseLeavesNothingRunning(t *testing.T) {
	silent := newSite(t)
	waiting := make(chan bool, 8)
	silent.on("/feed", func(_ http.ResponseWriter, r *http.Request) { waiting <- true; <-r.Context().Done() })
	quick := newSite(t)
	quick.text("/feed", "text/xml", rss(quick.URL, "F", 1, 9))
	quick.on("/a/9", func(_ http.ResponseWriter, r *http.Request) { waiting <- true; <-r.Context().Done() })
	for range 3 {
		l, err := Open(t.Context(), Options{Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Import(t.Context(), []feed.Feed{{URL: silent.URL + "/feed"}, {URL: quick.URL + "/feed"}}); err != nil {
			t.Fatal(err)
		}
		l.Start()
		l.Start()
		<-waiting
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		for range l.Activity() { // it is closed
		}
	}
	var left []string
	for start := time.Now(); time.Since(start) < 5*time.Second; runtime.Gosched() {
		if left = ours(); len(left) == 0 {
			return
		}
	}
	t.Errorf("%d goroutines are left, the first:\n%s", len(left), left[0])
}

func TestRefreshWithoutStart(t *testing.T) {
	l := open(t, Options{})
	if err := l.Refresh(t.Context(), nil, false); err == nil {
		t.Error("a refresh in the background that was never started is promised")
	}
	l.SetOffline(true)
	if _, err := l.RefreshNow(t.Context(), false, nil); err == nil {
		t.Error("a refresh without the network is promised")
	}
}
