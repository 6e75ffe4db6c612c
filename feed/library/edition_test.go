package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// dot is the smallest PNG, with something behind it that makes it another one.
func dot(salt string) []byte {
	return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00" + salt)
}

// pictured is a site with a feed of n entries whose pages have a picture each,
// from the given base, or the site's own for "".
func pictured(t *testing.T, n int, base string) *site {
	t.Helper()
	s := newSite(t)
	if base == "" {
		base = s.URL
	}
	s.text("/feed.xml", "application/rss+xml", rss(s.URL, "Harbour", 1, n))
	for i := 1; i <= n; i++ {
		text := strings.Replace(page(fmt.Sprintf("Harbour %d", i), "Ebb", "Flow"), "</h1>",
			fmt.Sprintf(`</h1><figure><img src="%s/p/%d.png" alt="A quay" width="640" height="480"><figcaption>The quay</figcaption></figure>`, base, i), 1)
		s.text(fmt.Sprintf("/a/%d", i), "text/html", text)
		s.on(fmt.Sprintf("/p/%d.png", i), func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			w.Write(dot(r.URL.Path + strings.Repeat("x", 1000)))
		})
	}
	return s
}

func edition(t *testing.T, l *Library, text string, size feed.EditionSize) feed.Edition {
	t.Helper()
	q, err := l.Query(text)
	if err != nil {
		t.Fatal(err)
	}
	made, err := l.Edition(t.Context(), q, size, nil)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// An edition is whole with the cable out, tells what it lacks, and asks for
// nothing twice.
func TestEdition(t *testing.T) {
	s := pictured(t, 5, "")
	s.on("/a/2", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	s.on("/p/3.png", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	s.on("/p/4.png", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("<html>no picture")) })
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	q, _ := l.Query("")
	var last [2]int
	made, err := l.Edition(t.Context(), q, feed.EditionSize{}, func(done, of int) { last = [2]int{done, of} })
	if err != nil || len(made.Entries) != 5 || made.Count(feed.BadgeFull) != 4 || made.Count(feed.BadgeFailed) != 1 || made.More {
		t.Fatalf("%+v, %v", made, err)
	}
	if last[0] != last[1] || last[1] < 9 {
		t.Errorf("the progress ends with %v", last)
	}
	for _, e := range made.Entries {
		want := map[string][2]int{"Harbour 3": {0, 1}, "Harbour 4": {0, 1}, "Harbour 2": {0, 0}, "Harbour 1": {1, 0}, "Harbour 5": {1, 0}}[e.Title]
		if e.Pictures != want[0] || e.Missing != want[1] {
			t.Errorf("%s has %d pictures and lacks %d", e.Title, e.Pictures, e.Missing)
		}
		if h, err := l.Headline(t.Context(), e.ID); err != nil || h.Badge != e.Badge || h.Why != e.Why {
			t.Errorf("%s: the headline says %s, the edition %s", e.Title, h.Badge, e.Badge)
		}
		if e.Badge == feed.BadgeFailed && !strings.Contains(e.Why, "404") {
			t.Errorf("why it failed: %q", e.Why)
		}
	}
	asked := len(s.log)
	if again := edition(t, l, "", feed.EditionSize{}); len(s.log) != asked || again.Bytes() != made.Bytes() {
		t.Errorf("%d requests for the same edition again; %d bytes, then %d", len(s.log)-asked, made.Bytes(), again.Bytes())
	}
	s.Close()
	data, kind, err := l.Picture(t.Context(), s.URL+"/p/1.png")
	if err != nil || kind != "image/png" || !bytes.HasPrefix(data, dot("/p/1.png")) {
		t.Errorf("%q, %d bytes, %v", kind, len(data), err)
	}
	if list, err := l.ArticlesOf(t.Context(), made); err != nil || len(list) != 5 || len(list[0].Sections) != 2 {
		t.Errorf("%d articles, %v", len(list), err)
	}
}

// An edition keeps to its number and its size.
func TestEditionKeepsToItsSize(t *testing.T) {
	s := pictured(t, 6, "")
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	few := edition(t, l, "", feed.EditionSize{Entries: 2, NoPictures: true})
	if len(few.Entries) != 2 || !few.More || few.Entries[0].Title != "Harbour 6" || len(s.asked("/p/6.png")) != 0 {
		t.Errorf("%+v", few)
	}
	text := few.Bytes() / 2
	small := edition(t, l, "", feed.EditionSize{Bytes: 3*text + 1500})
	if n := len(small.Entries); n != 3 || !small.More || small.Bytes() > 3*text+1500 {
		t.Errorf("%d entries of %d bytes, of %d at most", n, small.Bytes(), 3*text+1500)
	}
	shown := 0
	for _, e := range small.Entries {
		shown += e.Pictures
	}
	if shown != 1 {
		t.Errorf("%d pictures of 1 kB in 1.5 kB", shown)
	}
	if all := edition(t, l, "", feed.EditionSize{}); len(all.Entries) != 6 || all.Entries[0].Pictures != 1 || all.Entries[5].Pictures != 1 {
		t.Errorf("what did not fit is never fetched: %+v", all)
	}
}

// A killed edition leaves what was fetched, and the next one goes on from there.
func TestEditionThatIsStopped(t *testing.T) {
	s := pictured(t, 4, "")
	waiting := make(chan bool, 4)
	s.on("/a/1", func(_ http.ResponseWriter, r *http.Request) { waiting <- true; <-r.Context().Done() })
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-waiting; cancel() }()
	if _, err := l.Edition(ctx, feed.Query{}, feed.EditionSize{}, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("a stopped edition: %v", err)
	}
	for _, h := range headlines(t, l, "") {
		if h.Badge == feed.BadgeFailed {
			t.Errorf("%s is said to have failed", h.Title)
		}
	}
}

// The policy says what is fetched ahead of time.
func TestPrefetch(t *testing.T) {
	for _, c := range []struct {
		name            string
		policy          Prefetch
		pages, pictures int
	}{
		{"all", Prefetch{}, 4, 4},
		{"no pictures", Prefetch{Pictures: ForNone}, 4, 0},
		{"nothing", Prefetch{Articles: ForNone}, 0, 0},
		{"starred entries", Prefetch{Articles: ForMarked, Pictures: ForMarked}, 1, 1},
		{"pictures of starred entries", Prefetch{Pictures: ForMarked}, 4, 1},
		{"a starred feed", Prefetch{Articles: ForMarked, Feeds: []string{"harbour"}}, 4, 4},
		{"a starred folder", Prefetch{Articles: ForMarked, Feeds: []string{"World"}}, 4, 4},
		{"its folder's folder", Prefetch{Articles: ForMarked, Feeds: []string{"world/ports"}}, 4, 4},
		{"another folder", Prefetch{Articles: ForMarked, Feeds: []string{"World/Port", "Wor"}}, 1, 1},
		{"an exception", Prefetch{Except: []string{"Harbour"}}, 1, 1},
		{"an exception among starred", Prefetch{Articles: ForMarked, Feeds: []string{"World"}, Except: []string{"harbour"}}, 1, 1},
		{"what a rule asks for", Prefetch{Articles: ForNone, Pictures: ForNone}, 0, 0},
		{"another feed", Prefetch{Articles: ForMarked, Feeds: []string{"Hills"}}, 1, 1},
		{"a number", Prefetch{Most: 2}, 2, 2},
		{"small pictures", Prefetch{Picture: 500}, 4, 0},
		{"little room", Prefetch{Room: 1500}, 4, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := pictured(t, 4, "")
			l := open(t, Options{Prefetch: c.policy})
			if c.name == "what a rule asks for" {
				if err := l.SaveRule(t.Context(), feed.Rule{Name: "one", Query: `title:"Harbour 2"`, Do: feed.DoPrefetch}); err != nil {
					t.Fatal(err)
				}
				c.pages = 1
			}
			if _, err := l.Subscribe(t.Context(), s.URL+"/feed.xml", "World/Ports"); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Mark(t.Context(), []feed.EntryID{headlines(t, l, "")[1].ID}, feed.MarkStarred); err != nil {
				t.Fatal(err)
			}
			if _, err := l.ArticlesNow(t.Context(), Bound{}, nil); err != nil {
				t.Fatal(err)
			}
			kept := 0
			for i := 1; i <= 4; i++ {
				if _, _, err := l.Picture(t.Context(), fmt.Sprintf("%s/p/%d.png", s.URL, i)); err == nil {
					kept++
				}
			}
			if s.pages(4) != c.pages || kept != c.pictures {
				t.Errorf("%d pages and %d pictures, want %d and %d", s.pages(4), kept, c.pages, c.pictures)
			}
		})
	}
}

// A stranger's page cannot make warta ask a private address for a picture.
func TestPicturesKeepAwayFromPrivateAddresses(t *testing.T) {
	inside := pictured(t, 3, "")
	_, port, _ := net.SplitHostPort(inside.Listener.Addr().String())
	s := pictured(t, 3, "http://localhost:"+port)
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	made := edition(t, l, "", feed.EditionSize{})
	if len(made.Entries) != 3 || made.Entries[0].Missing != 1 || len(inside.log) != 0 {
		t.Errorf("%d requests went inside; %+v", len(inside.log), made.Entries)
	}
}

// Files of pictures are named by what they hold, noticed when they are damaged,
// and go with their articles.
func TestPictureFiles(t *testing.T) {
	s := pictured(t, 2, "")
	dir := t.TempDir()
	l := open(t, Options{Dir: dir})
	f := subscribe(t, l, s.URL+"/feed.xml")
	edition(t, l, "", feed.EditionSize{})
	files, err := filepath.Glob(filepath.Join(dir, "pictures", "*", "*"))
	if err != nil || len(files) != 2 || len(filepath.Base(files[0])) != 64 {
		t.Fatalf("%q, %v", files, err)
	}
	stray := filepath.Join(dir, "pictures", "stray")
	old := time.Now().Add(-time.Hour)
	if err := errors.Join(os.WriteFile(files[0], []byte("short"), 0o600), os.WriteFile(stray, nil, 0o600), os.Chtimes(stray, old, old)); err != nil {
		t.Fatal(err)
	}
	missing, extra, err := l.Pictures(t.Context())
	if err != nil || len(missing) != 1 || len(extra) != 1 {
		t.Fatalf("missing %q, stray %q, %v", missing, extra, err)
	}
	if err := l.MendPictures(t.Context(), missing, extra); err != nil {
		t.Fatal(err)
	}
	edition(t, l, "", feed.EditionSize{})
	if missing, extra, err = l.Pictures(t.Context()); err != nil || len(missing)+len(extra) != 0 {
		t.Errorf("after mending: missing %q, stray %q, %v", missing, extra, err)
	}
	if err := l.Unsubscribe(t.Context(), f.ID); err != nil {
		t.Fatal(err)
	}
	l.dropPictures(t.Context())
	if files, _ = filepath.Glob(filepath.Join(dir, "pictures", "*", "*")); len(files) != 0 {
		t.Errorf("these stay: %q", files)
	}
}

// With the network turned off nothing is even connected to, marks work, and what
// cannot be done says so.
func TestOfflineSendsNothing(t *testing.T) {
	s := pictured(t, 3, "")
	l := open(t, Options{})
	f := subscribe(t, l, s.URL+"/feed.xml")
	l.SetOffline(true)
	l.Start()
	connected := s.connections.Load()
	before := len(s.log)
	list := headlines(t, l, "-feed:guide")
	for what, do := range map[string]func() error{
		"fetching an article": func() error { _, err := l.FetchArticle(t.Context(), list[0].ID); return err },
		"refreshing":          func() error { _, err := l.RefreshNow(t.Context(), true, nil); return err },
		"fetching articles":   func() error { _, err := l.ArticlesNow(t.Context(), Bound{}, nil); return err },
		"looking":             func() error { _, err := l.Look(t.Context(), s.URL); return err },
		"subscribing":         func() error { _, err := l.Subscribe(t.Context(), s.URL+"/other.xml", ""); return err },
		"reading a page":      func() error { _, err := l.Read(t.Context(), s.URL+"/a/1"); return err },
	} {
		if err := do(); !errors.Is(err, feed.ErrOffline) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if made := edition(t, l, "", feed.EditionSize{}); !made.Offline || made.Count(feed.BadgeFull) != 0 || len(made.Entries) != 3 {
		t.Errorf("an edition: %+v", made)
	}
	_ = l.Refresh(t.Context(), []feed.FeedID{f.ID}, true)
	if change, err := l.Mark(t.Context(), []feed.EntryID{list[0].ID}, feed.MarkStarred); err != nil || len(change.Entries) != 1 {
		t.Errorf("a mark: %+v, %v", change, err)
	}
	if got := headlines(t, l, "starred"); len(got) != 1 {
		t.Errorf("%d are starred", len(got))
	}
	if n := s.connections.Load() - connected; n != 0 || len(s.log) != before {
		t.Errorf("%d connections, %d requests", n, len(s.log)-before)
	}
	l.SetOffline(false)
	if made := edition(t, l, "", feed.EditionSize{}); made.Count(feed.BadgeFull) != 3 {
		t.Errorf("online again: %+v", made)
	}
	if len(s.log) == before {
		t.Error("the counting counts nothing")
	}
}

// Rebuilding finds entries by their articles again, and by nothing around them.
func TestRebuild(t *testing.T) {
	s := pictured(t, 2, "")
	s.text("/a/1", "text/html", strings.Replace(page("Harbour 1", "Ebb", "Flow"), "<article>", "<nav><a href=/z>Zebracrossing</a></nav><article>", 1))
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	edition(t, l, "", feed.EditionSize{})
	done := 0
	if err := l.Rebuild(t.Context(), func(n int) { done = n }); err != nil || done < 2 {
		t.Fatalf("%d articles, %v", done, err)
	}
	if got := headlines(t, l, "villages"); len(got) != 2 {
		t.Errorf("%d are found by their text", len(got))
	}
	if got := headlines(t, l, "zebracrossing"); len(got) != 0 {
		t.Errorf("%d are found by what stands around it", len(got))
	}
	if problems, err := l.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("%q, %v", problems, err)
	}
}
