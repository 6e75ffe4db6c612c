package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"warta/feed"
	"warta/feed/article"
)

// A site is a small web site on loopback, and a log of what was asked.
type site struct {
	*httptest.Server
	t   *testing.T
	mu  sync.Mutex
	log []request
	mux map[string]http.HandlerFunc

	connections atomic.Int64 // that were made to it
}

// A request is one that a site got.
type request struct {
	Path   string
	Header http.Header
	Method string
}

// newSite starts a site, on an address of 127.0.0.0/8 when one is given.
func newSite(t *testing.T, ip ...string) *site {
	t.Helper()
	s := &site{t: t, mux: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			s.connections.Add(1)
		}
	}
	if len(ip) > 0 {
		l, err := net.Listen("tcp", ip[0]+":0")
		if err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("this system has no %s: %v", ip[0], err)
			}
			t.Skipf("this system has no %s: %v", ip[0], err)
		}
		s.Listener.Close()
		s.Listener = l
	}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.log = append(s.log, request{r.URL.RequestURI(), r.Header.Clone(), r.Method})
	h := s.mux[r.URL.Path]
	s.mu.Unlock()
	if h == nil {
		http.NotFound(w, r)
		return
	}
	h(w, r)
}

// on answers a path.
func (s *site) on(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mux[path] = h
}

// text answers a path with a text.
func (s *site) text(path, contentType, text string) {
	s.on(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, text)
	})
}

// requests are all requests so far.
func (s *site) requests() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.log)
}

// asked are the requests for a path.
func (s *site) asked(path string) []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []request
	for _, r := range s.log {
		if r.Path == path {
			list = append(list, r)
		}
	}
	return list
}

// rss is a feed with entries from first to last, an hour apart, whose links are
// at base.
func rss(base, title string, first, last int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0"><channel><title>%s</title><link>%s/</link>`, title, base)
	for i := last; i >= first; i-- {
		at := time.Date(2026, 11, 20, i, 0, 0, 0, time.UTC).Format(time.RFC1123Z)
		fmt.Fprintf(&b, `<item><title>%s %d</title><link>%s/a/%d</link><guid isPermaLink="false">%s-%d</guid><pubDate>%s</pubDate>`+
			`<description>Summary of %d.</description></item>`, title, i, base, i, title, i, at, i)
	}
	return b.String() + `</channel></rss>`
}

// page is an article's page with sections.
func page(title string, sections ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1>`, title, title)
	para := func(of string) {
		for i := range 4 {
			fmt.Fprintf(&b, `<p>%s: the river rose again during the night, and %d villages were told to move their boats before noon on Sunday.</p>`, of, i+2)
		}
	}
	para("Lead of " + title)
	for i, s := range sections {
		fmt.Fprintf(&b, `<h2>%d. %s</h2>`, i+1, s)
		para(s)
	}
	return b.String() + `</article></body></html>`
}

// A clock is moved by the test.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)} }

// open opens a library in a directory of its own.
func open(t *testing.T, o Options) *Library {
	t.Helper()
	if o.Dir == "" {
		o.Dir = t.TempDir()
	}
	l, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func subscribe(t *testing.T, l *Library, address string) feed.Feed {
	t.Helper()
	f, err := l.Subscribe(t.Context(), address, "")
	if err != nil {
		t.Fatalf("subscribing to %s: %v", address, err)
	}
	return f
}

// headlines are all titles of a query, newest first.
func headlines(t *testing.T, l *Library, text string) []feed.Headline {
	t.Helper()
	q, err := l.Query(text)
	if err != nil {
		t.Fatal(err)
	}
	list, err := l.Headlines(t.Context(), q, feed.Window{Limit: 5000})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func refresh(t *testing.T, l *Library) feed.Summary {
	t.Helper()
	sum, err := l.RefreshNow(t.Context(), false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestSubscribeAndRefresh(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed.xml", "application/rss+xml", rss(s.URL, "River", 1, 3))
	l := open(t, Options{Now: c.now})
	f := subscribe(t, l, s.URL+"/feed.xml")
	if f.Title != "River" || f.Unread != 3 || len(s.asked("/feed.xml")) != 1 {
		t.Fatalf("%+v after %d requests", f, len(s.asked("/feed.xml")))
	}
	s.text("/feed.xml", "application/rss+xml", rss(s.URL, "River", 2, 5))
	if sum := refresh(t, l); sum.NotDue != 1 || len(s.asked("/feed.xml")) != 1 {
		t.Errorf("asked again at once: %+v", sum)
	}
	c.move(2 * time.Hour)
	if sum := refresh(t, l); sum.New != 2 || sum.Feeds != 1 || sum.Failed != 0 {
		t.Errorf("%+v", sum)
	}
	list := headlines(t, l, "unread")
	if len(list) != 5 || list[0].Title != "River 5" {
		t.Errorf("%d headlines, the first %+v", len(list), list[0])
	}
	c.move(2 * time.Hour)
	if sum := refresh(t, l); sum.Same != 1 || sum.New != 0 {
		t.Errorf("the same bytes again: %+v", sum)
	}
}

func TestSubscribeByPage(t *testing.T) {
	s := newSite(t)
	s.text("/", "text/html", `<html><head><link rel="alternate" type="application/rss+xml" href="/main.xml" title="All">
		<link rel="alternate" type="application/atom+xml" href="/other.xml"></head><body>Hello</body></html>`)
	s.text("/main.xml", "text/xml", rss(s.URL, "Main", 1, 8))
	s.text("/other.xml", "text/xml", rss(s.URL, "Other", 1, 2))
	l := open(t, Options{})
	list, err := l.Look(t.Context(), strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Title != "Main" || len(list[0].Headlines) != samples || list[0].Headlines[0] != "Main 8" {
		t.Fatalf("%+v", list)
	}
	f := subscribe(t, l, list[1].URL)
	if n := len(s.asked("/other.xml")); f.Title != "Other" || n != 1 {
		t.Errorf("%s, asked %d times for what was looked into", f.Title, n)
	}
	if f := subscribe(t, l, s.URL); f.Title != "Main" {
		t.Errorf("of a page the first feed is taken, not %s", f.Title)
	}
	for _, typed := range []string{list[1].URL, strings.Replace(list[1].URL, "http:", "https:", 1), s.URL} {
		again, err := l.Subscribe(t.Context(), typed, "")
		if !errors.Is(err, feed.ErrExists) || typed != s.URL && again.ID != f.ID {
			t.Errorf("%s: %+v, %v", typed, again, err)
		}
	}
}

func TestSubscribeFailures(t *testing.T) {
	s := newSite(t)
	s.text("/page", "text/html", "<p>No feed here.")
	s.text("/typed.xml", "application/rss+xml", "<p>No feed here, whatever the type says.")
	s.on("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	s.on("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	l := open(t, Options{})
	for typed, want := range map[string]any{
		s.URL + "/page": feed.ErrNoFeeds, s.URL + "/typed.xml": feed.ErrNoFeeds, s.URL + "/gone": feed.ErrGone,
		s.URL + "/none": "404", s.URL + "/broken": "500", "gopher://example.org/": "http", "": "address",
		"http://127.0.0.1:1/": "refuses", "http://name:word@127.0.0.1:1/": "refuses",
	} {
		_, err := l.Subscribe(t.Context(), typed, "")
		switch w := want.(type) {
		case error:
			if !errors.Is(err, w) {
				t.Errorf("%s: %v", typed, err)
			}
		case string:
			if err == nil || !strings.Contains(err.Error(), w) || strings.Contains(err.Error(), "word") {
				t.Errorf("%s: %v", typed, err)
			}
		}
	}
	if feeds, err := l.Feeds(t.Context()); err != nil || len(feeds) != 0 {
		t.Errorf("%v, %v", feeds, err)
	}
	l.SetOffline(true)
	if _, err := l.Subscribe(t.Context(), s.URL, ""); !errors.Is(err, feed.ErrOffline) {
		t.Error(err)
	}
}

// await waits until a snapshot of the activity fits.
func await(t *testing.T, l *Library, what string, fits func(feed.Activity) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for {
		if fits(feed.Activity{}) {
			return
		}
		select {
		case a := <-l.Activity():
			if fits(a) {
				return
			}
		case <-ctx.Done():
			t.Fatalf("%s never came", what)
		}
	}
}

func TestBackground(t *testing.T) {
	s := newSite(t)
	s.text("/feed.xml", "text/xml", rss(s.URL, "River", 1, 3))
	for i := range 3 {
		s.text(fmt.Sprintf("/a/%d", i+1), "text/html", page(fmt.Sprintf("River %d", i+1), "Boats", "Houses"))
	}
	l := open(t, Options{})
	if n, err := l.Import(t.Context(), []feed.Feed{{URL: s.URL + "/feed.xml", Folder: "World"}, {URL: "none"}}); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	l.Start()
	await(t, l, "the full articles", func(feed.Activity) bool { return len(headlines(t, l, "has:full")) == 3 })
	h := headlines(t, l, "in:world")[0]
	a, err := l.Article(t.Context(), h.ID)
	if err != nil || len(a.Sections) != 2 || a.Sections[1].Title != "Houses" || a.Site != "River" {
		t.Fatalf("%+v, %v", a, err)
	}
	s.Close()
	if a, err = l.Article(t.Context(), h.ID); err != nil || article.Words(a) < 100 {
		t.Errorf("without the server: %v", err)
	}
	for _, r := range s.requests() {
		for _, name := range []string{"Cookie", "Referer"} {
			if _, ok := r.Header[name]; ok {
				t.Errorf("%s was sent %s", r.Path, name)
			}
		}
	}
}

func TestGuide(t *testing.T) {
	dir := t.TempDir()
	guide := os.DirFS(guideDir(t))
	l := open(t, Options{Dir: dir, Guide: guide, Offline: true})
	list := headlines(t, l, "unread")
	if len(list) < 6 {
		t.Fatalf("the guide has %d entries", len(list))
	}
	for _, h := range list {
		a, err := l.Article(t.Context(), h.ID)
		if err != nil || len(a.Sections) == 0 || a.Notice != "" {
			t.Errorf("%s: %d sections, notice %q, %v", h.Title, len(a.Sections), a.Notice, err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	another := fstest.MapFS{}
	for _, name := range []string{"feed.xml", "welcome.html"} {
		text, err := fs.ReadFile(guide, name)
		if err != nil {
			t.Fatal(err)
		}
		another[name] = &fstest.MapFile{Data: bytes.ReplaceAll(text, []byte("</article>"), []byte("<p>One sentence more than before.</p></article>"))}
	}
	l = open(t, Options{Dir: dir, Guide: another, Offline: true})
	if again := headlines(t, l, "unread"); len(again) != len(list) {
		t.Errorf("%d entries of the guide, %d when warta brings another one", len(list), len(again))
	}
	a, err := l.Article(t.Context(), list[0].ID)
	if err != nil || !strings.Contains(article.Text(a), "than before") {
		t.Errorf("the guide that has changed is not read again: %v", err)
	}
	feeds, err := l.Feeds(t.Context())
	if err != nil || len(feeds) != 1 || !feeds[0].Guide {
		t.Fatalf("%+v, %v", feeds, err)
	}
	if err := l.Unsubscribe(t.Context(), feeds[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := l.store.Put(t.Context(), guideKey, []byte("another")); err != nil {
		t.Fatal(err)
	}
	if err := l.openGuide(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list := headlines(t, l, "unread"); len(list) != 0 {
		t.Error("a guide that was unsubscribed comes back")
	}
}

// guideDir is the guide's folder.
func guideDir(t *testing.T) string {
	t.Helper()
	return filepath.Join("..", "..", "cmd", "warta", "guide")
}

// What rules hid counts for the refresh that hid it, and not for the one after.
func TestRefreshTellsWhatRulesHid(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed.xml", "application/rss+xml", rss(s.URL, "River", 1, 1))
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/feed.xml")
	if err := l.SaveRule(t.Context(), feed.Rule{Name: "floods", Query: `title:"River 2" or title:"River 3"`, Do: feed.DoMute}); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ entries, hidden int }{{4, 2}, {5, 0}} {
		s.text("/feed.xml", "application/rss+xml", rss(s.URL, "River", 1, step.entries))
		c.move(2 * time.Hour)
		hidden := 0
		if _, err := l.RefreshNow(t.Context(), false, func(r feed.Result) { hidden += r.Hidden }); err != nil {
			t.Fatal(err)
		}
		if hidden != step.hidden {
			t.Errorf("%d entries, and rules hid %d, want %d", step.entries, hidden, step.hidden)
		}
	}
}
