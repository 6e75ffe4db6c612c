package library

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/extract"
	"warta/feed/store"
)

// item is a feed with one entry.
func item(base, link, more string) string {
	return fmt.Sprintf(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>River</title>
		<link>%s</link><item><title>The flood</title><link>%s%s</link><guid>1</guid>%s</item></channel></rss>`, base, base, link, more)
}

// whole is a feed's own content that is a whole article.
func whole() string {
	var b strings.Builder
	b.WriteString("<content:encoded><![CDATA[")
	for i := range 12 {
		fmt.Fprintf(&b, "<p>Part %d. The river rose again during the night, and the villages below the bridge were told to move their boats "+
			"to the upper harbour before noon, because the rain in the hills would not end before the week did.</p>", i)
	}
	return b.String() + "]]></content:encoded>"
}

// only is the only headline there is.
func only(t *testing.T, l *Library) feed.Headline {
	t.Helper()
	list := headlines(t, l, "")
	if len(list) != 1 {
		t.Fatalf("%d headlines", len(list))
	}
	return list[0]
}

func TestArticleBeforeAndAfterItsPage(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "text/xml", item(s.URL, "/a", "<description>The river has risen.</description>"))
	s.text("/a", "text/html", page("The flood", "Boats", "Houses"))
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed")
	id := only(t, l).ID
	a, err := l.Article(t.Context(), id)
	if err != nil || !strings.Contains(article.Text(a), "has risen") || len(s.asked("/a")) > 0 {
		t.Fatalf("%q, %v, %d requests", article.Text(a), err, len(s.asked("/a")))
	}
	l.SetOffline(true)
	if a, err = l.FetchArticle(t.Context(), id); !errors.Is(err, feed.ErrOffline) || article.Words(a) == 0 {
		t.Errorf("offline: %v, %d words", err, article.Words(a))
	}
	l.SetOffline(false)
	if a, err = l.FetchArticle(t.Context(), id); err != nil || len(a.Sections) != 2 || a.Title != "The flood" {
		t.Fatalf("%+v, %v", a, err)
	}
	if h := only(t, l); h.Badge != feed.BadgeFull || h.Minutes < 1 {
		t.Errorf("%+v", h)
	}
	s.on("/a", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	if a, err = l.FetchArticle(t.Context(), id); err == nil || len(a.Sections) != 2 {
		t.Errorf("the page is gone: %v, %d sections", err, len(a.Sections))
	}
	if h := only(t, l); h.Badge != feed.BadgeFull {
		t.Errorf("a page that is gone takes the article along: %+v", h)
	}
}

func TestArticleIsMadeAnewByABetterExtractor(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "text/xml", item(s.URL, "/a", ""))
	s.text("/a", "text/html", page("The flood", "Boats"))
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed")
	id := only(t, l).ID
	if a, err := l.Article(t.Context(), id); err != nil || a.Notice == "" || a.Title != "The flood" {
		t.Errorf("of a bare headline: %+v, %v", a, err)
	}
	if _, err := l.FetchArticle(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if err := l.store.SaveArticle(t.Context(), id, []byte(`{"title":"Former"}`), "", extract.Version); err != nil {
		t.Fatal(err)
	}
	if a, _ := l.Article(t.Context(), id); a.Title != "Former" {
		t.Errorf("the article that is kept is not used: %+v", a)
	}
	if err := l.store.SaveArticle(t.Context(), id, []byte(`{"title":"Former"}`), "", extract.Version-1); err != nil {
		t.Fatal(err)
	}
	if a, _ := l.Article(t.Context(), id); len(a.Sections) != 1 {
		t.Errorf("the article is not made anew: %+v", a)
	}
	b, err := l.store.Body(t.Context(), id)
	if err != nil || b.Page.Version != extract.Version {
		t.Errorf("version %d, %v", b.Page.Version, err)
	}
}

func TestArticleOfSeveralPages(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "text/xml", item(s.URL, "/a", ""))
	nav := `<nav class="pagination"><a href="/a">1</a> <a href="/a?page=2">2</a> <a href="/a?page=3">3</a></nav></article>`
	s.on("/a", func(w http.ResponseWriter, r *http.Request) {
		n := r.URL.Query().Get("page")
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, strings.Replace(page("The flood", "Chapter "+n+" begins"), "</article>", nav, 1))
	})
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed")
	id := only(t, l).ID
	a, err := l.FetchArticle(t.Context(), id)
	if err != nil || len(a.Sections) != 3 {
		t.Fatalf("%d sections, %v", len(a.Sections), err)
	}
	if err := l.store.SaveArticle(t.Context(), id, nil, "", extract.Version-1); err != nil {
		t.Fatal(err)
	}
	if a, err = l.Article(t.Context(), id); err != nil || len(a.Sections) != 3 {
		t.Errorf("made anew from disk: %d sections, %v", len(a.Sections), err)
	}
}

func TestBackgroundSkipsWhatIsWhole(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "text/xml", item(s.URL, "/a", whole()))
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed")
	l.Start()
	await(t, l, "the whole article", func(feed.Activity) bool { return only(t, l).Badge == feed.BadgeFull })
	if n := len(s.asked("/a")); n > 0 {
		t.Errorf("the page was asked for %d times", n)
	}
	if a, err := l.Article(t.Context(), only(t, l).ID); err != nil || article.Words(a) < 300 {
		t.Errorf("%d words, %v", article.Words(a), err)
	}
}

func TestPagesThatCannotBeHad(t *testing.T) {
	const summary = "<description>The river has risen.</description>"
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		badge  feed.Badge
		why    string
	}{
		"not found": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, feed.BadgeFailed, "404"},
		"a film": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "video/mp4\x1b[31m")
		}, feed.BadgeFailed, "video/mp4"},
		"an error": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, feed.BadgeFailed, "503"},
		"nothing": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<html><body></body></html>")
		}, feed.BadgeFailed, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.text("/feed", "text/xml", item(s.URL, "/a", summary))
			s.on("/a", c.answer)
			l := open(t, Options{})
			subscribe(t, l, s.URL+"/feed")
			l.Start()
			await(t, l, "a badge", func(feed.Activity) bool { return only(t, l).Badge == c.badge })
			h := only(t, l)
			if !strings.Contains(h.Why, c.why) || h.Why == "" || strings.Contains(h.Why, "\x1b") {
				t.Errorf("why: %q", h.Why)
			}
			if n := len(s.asked("/a")); n != 1 {
				t.Errorf("asked %d times", n)
			}
			a, err := l.Article(t.Context(), h.ID)
			if err != nil || !strings.Contains(article.Text(a), "has risen") {
				t.Errorf("%q, %v", article.Text(a), err)
			}
		})
	}
}

// An entry without an address, or whose page is on no host, is done with.
func TestEntriesWithoutPages(t *testing.T) {
	s := newSite(t)
	text := item(s.URL, "/a", "<description>Short.</description>")
	text = strings.Replace(text, "<link>"+s.URL+"/a</link>", "", 1)
	s.text("/feed", "text/xml", text)
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed")
	l.Start()
	await(t, l, "an end of the wanting", func(feed.Activity) bool {
		list, err := l.store.Wanted(t.Context(), store.Wish{Limit: 10})
		return err == nil && len(list) == 0
	})
	if h := only(t, l); h.Badge != feed.BadgeSummary {
		t.Errorf("%+v", h)
	}
	if _, err := l.FetchArticle(t.Context(), only(t, l).ID); err == nil {
		t.Error("a page without an address is fetched")
	}
}

func TestRead(t *testing.T) {
	s := newSite(t)
	s.text("/a", "text/html", page("The flood", "Boats", "Houses"))
	s.text("/b.bin", "application/octet-stream", "x")
	name := filepath.Join(t.TempDir(), "a.html")
	if err := os.WriteFile(name, []byte(page("The flood", "Boats")), 0o600); err != nil {
		t.Fatal(err)
	}
	l := open(t, Options{})
	for what, sections := range map[string]int{s.URL + "/a": 2, strings.TrimPrefix(s.URL, "http://") + "/a": -1, name: 1} {
		a, err := l.Read(t.Context(), what)
		if sections >= 0 && (err != nil || len(a.Sections) != sections) {
			t.Errorf("%s: %d sections, %v", what, len(a.Sections), err)
		}
	}
	for _, what := range []string{s.URL + "/none", s.URL + "/b.bin", filepath.Join(t.TempDir(), "none"), "http://"} {
		if a, err := l.Read(t.Context(), what); err == nil {
			t.Errorf("%s: %+v", what, a)
		}
	}
	if n := len(headlines(t, l, "")); n != 0 {
		t.Errorf("%d entries were stored", n)
	}
	l.SetOffline(true)
	if _, err := l.Read(t.Context(), s.URL+"/a"); !errors.Is(err, feed.ErrOffline) {
		t.Error(err)
	}
	if _, err := l.Read(t.Context(), name); err != nil {
		t.Errorf("a file needs no network: %v", err)
	}
}

func TestMarksAndViews(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 5))
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/feed")
	list := headlines(t, l, "unread")
	change, err := l.MarkAll(t.Context(), feed.Query{}, feed.CursorOf(list[1]), feed.MarkRead)
	if err != nil || len(change.Entries) != 4 {
		t.Fatalf("%+v, %v", change, err)
	}
	if left := headlines(t, l, "unread"); len(left) != 1 || left[0].ID != list[0].ID {
		t.Errorf("%d are unread", len(left))
	}
	if err := l.Undo(t.Context(), change); err != nil || len(headlines(t, l, "unread")) != 5 {
		t.Error(err)
	}
	if _, err := l.Mark(t.Context(), []feed.EntryID{list[2].ID}, feed.MarkStarred); err != nil {
		t.Fatal(err)
	}
	if err := l.SaveView(t.Context(), "Floods", "river"); err != nil {
		t.Fatal(err)
	}
	if l.SaveView(t.Context(), "Starred", "river") == nil || l.SaveView(t.Context(), "Bad", "newer:x") == nil {
		t.Error("a view takes a built-in name, or a query that cannot be read")
	}
	views, err := l.Views(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, v := range views {
		if _, err := l.Query(v.Query); err != nil {
			t.Error(err)
		}
		got += fmt.Sprintf("%s %d, ", v.Name, v.Unread)
	}
	if want := "All 5, Unread 5, Today 0, Starred 1, Saved 0, Floods 5, "; got != want {
		t.Errorf("%s want %s", got, want)
	}
}

func TestHealthInWords(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 5))
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/feed")
	s.text("/feed", "text/html", `<link rel="alternate" type="application/rss+xml" href="/new.xml"><p>Moved`)
	for range 2 {
		c.move(between)
		refresh(t, l)
	}
	feeds, err := l.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h := feeds[0].Health
	if h.Failures != 2 || !strings.Contains(h.Failure, "not a feed") || h.FailingSince.IsZero() || !h.NextTry.After(c.now()) ||
		h.NextTry.After(c.now().Add(3*time.Hour)) || len(h.Candidates) != 1 || !strings.HasSuffix(h.Candidates[0], "/new.xml") {
		t.Errorf("%+v", h)
	}
}

// What a publisher changed is told by the pages as they were read then and now,
// and by the feed's own words where there is no page.
func TestChanged(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", item(s.URL, "/a", "<description>The river has risen.</description>"))
	s.text("/a", "text/html", page("The flood", "Boats", "Houses"))
	l := open(t, Options{Now: c.now})
	subscribe(t, l, s.URL+"/feed")
	id := only(t, l).ID
	again := func(text string) {
		t.Helper()
		c.move(2 * time.Hour)
		s.text("/feed", "text/xml", item(s.URL, "/a", "<description>"+text+"</description>"))
		if _, err := l.RefreshNow(t.Context(), true, nil); err != nil {
			t.Fatal(err)
		}
	}
	changed := func() (all []string) {
		t.Helper()
		list, err := l.Changed(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			marked, _ := c.Marked()
			all = append(all, article.Text(marked))
		}
		return all
	}
	if got := changed(); len(got) != 0 {
		t.Errorf("nothing was changed, yet %q", got)
	}
	again("The river has fallen.")
	if got := changed(); len(got) != 1 || got[0] != "The river has [-risen] [+fallen]." {
		t.Errorf("without a page: %q", got)
	}
	if _, err := l.FetchArticle(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	again("The river has gone.")
	if got := changed(); len(got) != 2 || got[0] != "The river has [-fallen] [+gone]." {
		t.Errorf("with the page as it was: %q", got)
	}
	s.text("/a", "text/html", page("The flood", "Boats", "Barns"))
	if _, err := l.FetchArticle(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if got := changed(); len(got) != 2 || !strings.Contains(got[0], "Barns") || !strings.Contains(got[0], "[-") || strings.Contains(got[0], "river has") ||
		got[1] != "The river has [-risen] [+gone]." {
		t.Errorf("with another page: %q", got)
	}
}

// An entry is found by the language of its article, when its feed says none, or
// another one.
func TestLanguageOfTheArticle(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "text/xml", item(s.URL, "/a", "<description>The river has risen.</description>"))
	s.text("/a", "text/html", strings.Replace(page("The flood", "Boats"), "<html", `<html lang="en-NZ"`, 1))
	s.text("/whole", "text/xml", item(s.URL, "/b", whole()))
	l := open(t, Options{})
	subscribe(t, l, s.URL+"/feed")
	id := only(t, l).ID
	if list := headlines(t, l, "lang:en"); len(list) != 0 {
		t.Fatalf("before its page: %+v", list)
	}
	if _, err := l.FetchArticle(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if list := headlines(t, l, "lang:en-nz"); len(list) != 1 {
		t.Errorf("%+v", headlines(t, l, ""))
	}
	subscribe(t, l, s.URL+"/whole")
	if _, err := l.ArticlesNow(t.Context(), Bound{}, nil); err != nil {
		t.Fatal(err)
	}
	if list := headlines(t, l, "lang:en"); len(list) != 2 {
		t.Errorf("of a feed's own whole article: %+v", headlines(t, l, ""))
	}
	// What an older warta did not keep comes with the next rebuilding.
	if err := l.store.SavePage(t.Context(), id, store.Page{Language: "xx", Badge: feed.BadgeSummary}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.FetchArticle(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if err := l.store.Index(t.Context(), id, "", "xx"); err != nil {
		t.Fatal(err)
	}
	if err := l.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if list := headlines(t, l, "lang:en"); len(list) != 2 {
		t.Errorf("after a rebuilding: %+v", headlines(t, l, ""))
	}
}
