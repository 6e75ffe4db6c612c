package library

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"

	"warta/feed"
	"warta/feed/store"
)

// noResolver has no name looked up, as on a machine without a network.
func noResolver(t *testing.T) {
	t.Helper()
	system := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Err: fmt.Errorf("no network")}
	}}
	t.Cleanup(func() { net.DefaultResolver = system })
}

// A page that cannot be had for want of a network is not the page's failure: it
// is tried again, and when its reader asked for it, also after it was read.
func TestPageWithoutNetwork(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", item("http://river.example", "/a", "<description>The river has risen.</description>"))
	noResolver(t)
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/feed")
	l.reached.Store(0) // that was long ago
	id := only(t, l).ID
	if sum, err := l.ArticlesNow(t.Context(), Bound{}, nil); err != nil || sum.Failed != 0 || sum.Ready != 0 {
		t.Errorf("in the background: %+v, %v", sum, err)
	}
	if h := only(t, l); h.Badge != feed.BadgeSummary || h.Why != "" {
		t.Errorf("in the background: %+v", h)
	}
	wanted := func() int {
		list, err := l.store.Wanted(t.Context(), store.Wish{Limit: 9})
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if wanted() != 0 {
		t.Error("it is tried again at once")
	}
	made, err := l.Edition(t.Context(), feed.Query{}, feed.EditionSize{}, nil)
	if err != nil || !made.Away || len(made.Entries) != 1 || made.Entries[0].Badge != feed.BadgeSummary || made.Entries[0].Why != "there is no network" {
		t.Errorf("an edition: %+v, %v", made, err)
	}
	c.move(awayAgain)
	if wanted() != 1 {
		t.Error("it is not tried again")
	}
	a, err := l.OpenArticle(t.Context(), id)
	if err == nil || len(a.Lead) == 0 {
		t.Errorf("opened: %+v, %v", a, err)
	}
	if _, err := l.Mark(t.Context(), []feed.EntryID{id}, feed.MarkRead); err != nil {
		t.Fatal(err)
	}
	if h := only(t, l); h.Badge != feed.BadgeSummary || h.Why != "" || wanted() != 0 {
		t.Errorf("opened: %+v, %d wanted", h, wanted())
	}
	c.move(awayAgain)
	if wanted() != 1 {
		t.Error("what was opened and read is not tried again")
	}
	// Others answer: it is the page's, then.
	l.reached.Store(time.Now().UnixNano())
	if _, err := l.OpenArticle(t.Context(), id); err == nil {
		t.Error("a host that is not there has answered")
	}
	if h := only(t, l); h.Badge != feed.BadgeFailed {
		t.Errorf("a host that is not there: %+v", h)
	}
}

func TestPaymentRequiredIsAPaywall(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "text/xml", item(s.URL, "/a", "<description>The river has risen.</description>"))
	s.on("/a", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusPaymentRequired) })
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed")
	if _, err := l.OpenArticle(t.Context(), only(t, l).ID); err == nil {
		t.Error("it was opened")
	}
	if h := only(t, l); h.Badge != feed.BadgePaywall || h.Why == "" {
		t.Errorf("%+v", h)
	}
}
