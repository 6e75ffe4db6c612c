package library

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"warta/feed"
	"warta/feed/article"
)

// paged is a site with a feed of n entries, each with a page; those in broken
// cannot be had.
func paged(t *testing.T, n int, broken ...int) *site {
	t.Helper()
	s := newSite(t)
	s.text("/feed.xml", "application/rss+xml", rss(s.URL, "Harbour", 1, n))
	for i := 1; i <= n; i++ {
		s.text(fmt.Sprintf("/a/%d", i), "text/html", page(fmt.Sprintf("Harbour %d", i), "Ebb", "Flow"))
	}
	for _, i := range broken {
		s.on(fmt.Sprintf("/a/%d", i), func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	}
	return s
}

// pages is how often the site's articles were asked for.
func (s *site) pages(n int) (asked int) {
	for i := 1; i <= n; i++ {
		asked += len(s.asked(fmt.Sprintf("/a/%d", i)))
	}
	return asked
}

// After the articles were made ready everything can be read with the cable out,
// and no page is asked for twice.
func TestArticlesNow(t *testing.T) {
	s := paged(t, 6, 3)
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	var last [2]int
	each := func(done, of int) { last = [2]int{done, of} }
	sum, err := l.ArticlesNow(t.Context(), Bound{Most: 2}, each)
	if err != nil || sum.Ready != 2 || !sum.More || last != [2]int{2, 2} {
		t.Fatalf("%+v, %v, %v", sum, err, last)
	}
	if len(s.asked("/a/6")) != 1 || len(s.asked("/a/5")) != 1 {
		t.Error("the newest do not come first")
	}
	sum, err = l.ArticlesNow(t.Context(), Bound{}, each)
	if err != nil || sum.Ready != 3 || sum.Failed != 1 || sum.More || last != [2]int{4, 4} {
		t.Fatalf("%+v, %v, %v", sum, err, last)
	}
	if sum, err = l.ArticlesNow(t.Context(), Bound{}, nil); err != nil || sum.Ready+sum.Failed != 0 || s.pages(6) != 6 {
		t.Errorf("%+v, %v, %d pages were asked for", sum, err, s.pages(6))
	}
	s.Close()
	full := headlines(t, l, "has:full")
	if len(full) != 5 {
		t.Errorf("%d are whole", len(full))
	}
	for _, h := range full {
		if a, err := l.Article(t.Context(), h.ID); err != nil || len(a.Sections) != 2 {
			t.Errorf("%s has %d sections, %v", h.Title, len(a.Sections), err)
		}
	}
}

// One process makes articles ready at a time.
func TestArticlesNowWhileAnotherDoes(t *testing.T) {
	s := paged(t, 2)
	dir := t.TempDir()
	l := open(t, Options{Dir: dir})
	subscribe(t, l, s.URL+"/feed.xml")
	other := open(t, Options{Dir: dir})
	if ok, err := other.store.Lease(t.Context(), leaseArticles, "somebody", time.Minute); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if sum, err := l.ArticlesNow(t.Context(), Bound{}, nil); err != nil || !sum.Another || s.pages(2) != 0 {
		t.Errorf("%+v, %v, %d pages were asked for", sum, err, s.pages(2))
	}
}

// A refresh that waits for another one says so, once, and then goes on.
func TestRefreshWaits(t *testing.T) {
	s := paged(t, 1)
	dir := t.TempDir()
	other := open(t, Options{Dir: dir})
	subscribe(t, other, s.URL+"/feed.xml")
	if ok, err := other.store.Lease(t.Context(), leaseFeeds, "somebody", time.Minute); !ok || err != nil {
		t.Fatal(ok, err)
	}
	told := 0
	l := open(t, Options{Dir: dir, Waiting: func() {
		told++
		if err := other.store.Release(t.Context(), leaseFeeds, "somebody"); err != nil {
			t.Error(err)
		}
	}})
	if sum, err := l.RefreshNow(t.Context(), false, nil); err != nil || sum.Feeds != 1 || told != 1 {
		t.Errorf("%+v, %v, told %d times", sum, err, told)
	}
}

// A bound in time ends it, and what had not come is neither kept nor given up.
func TestArticlesNowInTime(t *testing.T) {
	s := paged(t, 2)
	s.on("/a/2", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	sum, err := l.ArticlesNow(t.Context(), Bound{Within: 500 * time.Millisecond}, nil)
	if err != nil || !sum.More || sum.Failed != 0 {
		t.Errorf("%+v, %v", sum, err)
	}
	for _, h := range headlines(t, l, "") {
		if h.Badge == feed.BadgeFailed {
			t.Errorf("%s is said to have failed", h.Title)
		}
	}
}

// Opening an article fetches its page once, and shows what is on disk when that
// fails.
func TestOpenArticle(t *testing.T) {
	s := paged(t, 2, 1)
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	list := headlines(t, l, "")
	for range 2 {
		if a, err := l.OpenArticle(t.Context(), list[0].ID); err != nil || len(a.Sections) != 2 {
			t.Errorf("%d sections, %v", len(a.Sections), err)
		}
		a, err := l.OpenArticle(t.Context(), list[1].ID)
		if err == nil || !strings.Contains(err.Error(), "404") || !strings.Contains(article.Text(a), "Summary of 1") {
			t.Errorf("%q, %v", article.Text(a), err)
		}
	}
	if n := s.pages(2); n != 2 {
		t.Errorf("%d pages were asked for", n)
	}
	l.SetOffline(true)
	if _, err := l.OpenArticle(t.Context(), list[1].ID); err != nil {
		t.Errorf("offline: %v", err)
	}
	if _, err := l.OpenArticle(t.Context(), 999); !errors.Is(err, feed.ErrNotFound) {
		t.Errorf("an entry that is not there: %v", err)
	}
}
