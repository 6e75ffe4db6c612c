package library

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"warta/feed"
)

// However many want a page, it is fetched once: two editions of two processes,
// the screen's background, and the reader who opens the article meanwhile.
func TestPagesAreFetchedOnce(t *testing.T) {
	const n = 6
	s := pictured(t, n, "")
	dir := t.TempDir()
	one := open(t, Options{Dir: dir})
	subscribe(t, one, s.URL+"/feed.xml")
	release := make(chan struct{})
	for i := 1; i <= n; i++ {
		text := strings.Replace(page(fmt.Sprintf("Harbour %d", i), "Ebb", "Flow"), "</h1>",
			fmt.Sprintf(`</h1><figure><img src="%s/p/%d.png" alt="A quay" width="640" height="480"></figure>`, s.URL, i), 1)
		s.on(fmt.Sprintf("/a/%d", i), func(w http.ResponseWriter, _ *http.Request) {
			<-release
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, text)
		})
	}
	two := open(t, Options{Dir: dir})
	all := headlines(t, one, "")
	var together, begun sync.WaitGroup
	for _, l := range []*Library{one, two} {
		begun.Add(1)
		once := sync.OnceFunc(begun.Done)
		together.Go(func() {
			made, err := l.Edition(t.Context(), feed.Query{}, feed.EditionSize{}, func(int, int) { once() })
			if err != nil || made.Count(feed.BadgeFull) != n {
				t.Errorf("%d of %d in full, %v", made.Count(feed.BadgeFull), n, err)
			}
		})
	}
	one.Start()
	for _, h := range all {
		together.Go(func() {
			if a, err := two.OpenArticle(t.Context(), h.ID); err != nil || len(a.Sections) != 2 {
				t.Errorf("%s: %d sections, %v", h.Title, len(a.Sections), err)
			}
		})
	}
	begun.Wait()
	close(release)
	together.Wait()
	for i := 1; i <= n; i++ {
		if got := len(s.asked(fmt.Sprintf("/a/%d", i))); got != 1 {
			t.Errorf("page %d was fetched %d times", i, got)
		}
		if got := len(s.asked(fmt.Sprintf("/p/%d.png", i))); got != 1 {
			t.Errorf("picture %d was fetched %d times", i, got)
		}
	}
}

// What a process held that is no more holds nobody up.
func TestClaimOfAKilledProcess(t *testing.T) {
	s := pictured(t, 1, "")
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	id := headlines(t, l, "")[0].ID
	host := strings.Split(l.owner, "@")[1]
	if ok, err := l.store.Lease(t.Context(), fmt.Sprintf("page %d", id), fmt.Sprintf("%d@%s@7", 1<<22+1, host), leaseTime); err != nil || !ok {
		t.Fatal(ok, err)
	}
	if _, err := l.FetchArticle(t.Context(), id); err != nil {
		t.Error(err)
	}
	if got := len(s.asked("/a/1")); got != 1 {
		t.Errorf("%d requests", got)
	}
}

// Pictures that are fetched at the same time do not overshoot the room, whether
// it is that of the edition or that of all pictures; and those that were on disk
// before take room, too.
func TestPicturesKeepToTheirRoom(t *testing.T) {
	const n = 8
	for name, c := range map[string]struct {
		policy Prefetch
		size   func(text int64) feed.EditionSize
		before bool // all pictures are on disk already
		want   int
	}{
		"the edition's":                {size: func(text int64) feed.EditionSize { return feed.EditionSize{Bytes: text + 3500} }, want: 3},
		"the edition's, of those here": {size: func(text int64) feed.EditionSize { return feed.EditionSize{Bytes: text + 3500} }, before: true, want: 3},
		"that of all pictures":         {policy: Prefetch{Room: 3500}, size: func(int64) feed.EditionSize { return feed.EditionSize{} }, want: 3},
		"none":                         {size: func(text int64) feed.EditionSize { return feed.EditionSize{Bytes: text} }, want: 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := pictured(t, n, "")
			l := open(t, Options{Prefetch: c.policy})
			subscribe(t, l, s.URL+"/feed.xml")
			text := edition(t, l, "", feed.EditionSize{NoPictures: true}).Bytes()
			if c.before {
				edition(t, l, "", feed.EditionSize{})
			}
			size := c.size(text)
			made := edition(t, l, "", size)
			shown := 0
			for _, e := range made.Entries {
				shown += e.Pictures
			}
			if len(made.Entries) != n || shown != c.want || len(made.Pictures) != c.want || size.Bytes > 0 && made.Bytes() > size.Bytes {
				t.Errorf("%d entries of %d bytes of %d, with %d pictures, want %d", len(made.Entries), made.Bytes(), size.Bytes, shown, c.want)
			}
			if missing, stray, err := l.Pictures(t.Context()); err != nil || len(missing)+len(stray) != 0 {
				t.Errorf("missing %q, stray %q, %v", missing, stray, err)
			}
		})
	}
}

// A picture that several articles show is fetched and counted once.
func TestSharedPicture(t *testing.T) {
	s := pictured(t, 3, "")
	for i := 1; i <= 3; i++ {
		text := strings.Replace(page(fmt.Sprintf("Harbour %d", i), "Ebb"), "</h1>",
			fmt.Sprintf(`</h1><figure><img src="%s/p/1.png" alt="A quay" width="640" height="480"></figure>`, s.URL), 1)
		s.text(fmt.Sprintf("/a/%d", i), "text/html", text)
	}
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	text := edition(t, l, "", feed.EditionSize{NoPictures: true}).Bytes()
	made := edition(t, l, "", feed.EditionSize{})
	size := int64(len(dot("/p/1.png")) + 1000)
	if got := made.Bytes() - text; got != size || len(made.Pictures) != 1 || len(s.asked("/p/1.png")) != 1 || made.Entries[2].Pictures != 1 {
		t.Errorf("%d bytes of pictures, want %d; %d requests; %+v", got, size, len(s.asked("/p/1.png")), made.Entries)
	}
}

// An edition that is stopped tells what is on disk.
func TestStoppedEditionIsTold(t *testing.T) {
	s := pictured(t, 3, "")
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed.xml")
	edition(t, l, "title:\"Harbour 3\"", feed.EditionSize{})
	ctx, cancel := context.WithCancel(t.Context())
	cancelAt := func(done, of int) {
		if done == 1 && of == 3 {
			cancel()
		}
	}
	made, err := l.Edition(ctx, feed.Query{}, feed.EditionSize{}, cancelAt)
	if err == nil || len(made.Entries) != 3 || made.Entries[0].Badge != feed.BadgeFull || made.Entries[0].Pictures != 1 {
		t.Errorf("%v; %+v", err, made.Entries)
	}
}
