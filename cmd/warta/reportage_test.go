package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A reportage is an article on several pages, by their paths.
type reportage struct {
	name     string
	pages    map[string]string // the article's part of each page
	start    string
	sections string   // the sections' titles, with their numbers
	text     []string // in this order, each once
	lacks    []string
	asked    int // requests
	notice   string
}

// words are some sentences that no other paragraph has.
func words(about string) string {
	return "<p>About " + about + " a lot can be said, and " + about + " has been looked at from every side by the people of the harbour, who know " + about + " better than anybody who only came with the ferry.</p>" +
		"<p>The story of " + about + " begins before the railway came, when the log of the gate was still kept in pencil, and it will not end with this page.</p>"
}

// An article on several pages is one, in order, each paragraph once, and nothing
// else is followed.
func TestSeveralPages(t *testing.T) {
	t.Parallel()
	h2 := func(titles ...string) string {
		var b strings.Builder
		for _, title := range titles {
			b.WriteString("<h2>" + title + "</h2>" + words(strings.Trim(title, "0123456789. ")))
		}
		return b.String()
	}
	chain := map[string]string{}
	for i := 1; i <= 14; i++ {
		chain[fmt.Sprintf("/chain?page=%d", i)] = h2(fmt.Sprintf("%d. Thing %c", i, 'A'+i-1)) + fmt.Sprintf(`<a rel="next" href="/chain?page=%d">Next</a>`, i+1)
	}
	chain["/chain"] = chain["/chain?page=1"]
	list := `<div class="pagination"><a href="/story?page=1">1</a> <a href="/story?page=2">2</a> <a href="/story?page=3">3</a></div>`
	for _, c := range []reportage{
		{name: "a list of pages", start: "/story", asked: 3, pages: map[string]string{"/story": words("rain") + h2("1. Gate", "2. Hinge") + list, "/story?page=2": words("rain") + h2("3. Chain", "4. Launch") + list, "/story?page=3": h2("5. Bell") + words("ferries") + list},
			sections: "1 Gate|2 Hinge|3 Chain|4 Launch|5 Bell", text: []string{"About rain", "About Gate", "About Hinge", "About Chain", "About Launch", "About Bell", "About ferries"}},
		{name: "without numbers", start: "/s.html", asked: 2, pages: map[string]string{"/s.html": h2("Gate", "Hinge") + `<a href="/s_2.html">下一页</a>`, "/s_2.html": words("an end") + h2("Chain") + `<a href="/s.html">1</a>`},
			sections: "1 Gate|2 Hinge|3 Chain", text: []string{"About Hinge", "About an end", "About Chain"}},
		{name: "a countdown", start: "/top/", asked: 2, pages: map[string]string{"/top/": h2("4. Gate", "3. Hinge") + `<p>Pages: 1 <a href="/top/2/">2</a></p>`, "/top/2/": h2("2. Chain", "1. Bell")},
			sections: "4 Gate|3 Hinge|2 Chain|1 Bell"},
		{name: "ten at most", start: "/chain", asked: 10, pages: chain, sections: "1 Thing A|2 Thing B|3 Thing C|4 Thing D|5 Thing E|6 Thing F|7 Thing G|8 Thing H|9 Thing I|10 Thing J"},
		{name: "a circle", start: "/c", asked: 3, pages: map[string]string{"/c": words("tides") + `<a rel="next" href="/c?page=2">2</a>`, "/c?page=2": words("moons") + `<a rel="next" href="/c?page=3">3</a><a href="/c">1</a>`, "/c?page=3": words("stars") + `<a rel="next" href="/c?page=2">2</a>`},
			text: []string{"About tides", "About moons", "About stars"}},
		{name: "the next article", start: "/news/7", asked: 1, pages: map[string]string{"/news/7": words("herons") + `<a rel="next" href="/news/8">Next</a>`, "/news/8": words("turnips")}, lacks: []string{"turnips"}},
		{name: "another title", start: "/t", asked: 2, pages: map[string]string{"/t": words("herons") + `<a href="/t?page=2">2</a>`, "/t?page=2": "<h1>Turnips on sale</h1><title>Turnips on sale</title>" + words("turnips")}, text: []string{"About herons"}, lacks: []string{"turnips"}},
		{name: "pages of comments", start: "/k", asked: 1, pages: map[string]string{"/k": words("herons") + `<section id="comments"><a href="/k?page=2">2</a></section>`, "/k?page=2": words("turnips")}},
		{name: "one is missing", start: "/m", asked: 3, pages: map[string]string{"/m": words("herons") + `<a href="/m?page=2">2</a><a href="/m?page=3">3</a><a href="/m?page=4">4</a>`, "/m?page=2": words("turnips"), "/m?page=4": words("eels")},
			text: []string{"About herons", "About turnips"}, lacks: []string{"eels"}, notice: "page 3 of the article could not be had"},
		{name: "a wall on the second", start: "/w", asked: 2, pages: map[string]string{"/w": words("herons") + `<a href="/w?page=2">2</a>`, "/w?page=2": "<p>About turnips only this.</p><div><p>This story is for subscribers only.</p><p>Subscribe to continue reading for £1 a month.</p></div>"},
			text: []string{"About herons"}, notice: "page 2 of the article"},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func (c reportage) check(t *testing.T) {
	t.Helper()
	var asked atomic.Int64
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		body, ok := c.pages[r.URL.RequestURI()]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if !strings.Contains(body, "<h1>") {
			body = "<title>The harbour in many parts</title><h1>The harbour in many parts</h1>" + body
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<html><body><nav><a href="/">Home</a></nav><article>`+body+`</article></body></html>`)
	})
	out := done(t, environment(t.TempDir()), "read", s.URL+c.start, "--format", "json")
	var a struct {
		Notice, Text string
		Sections     []struct {
			Number int
			Title  string
		}
	}
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, s := range a.Sections {
		titles = append(titles, fmt.Sprint(s.Number, " ", s.Title))
	}
	if got := strings.Join(titles, "|"); c.sections != "" && got != c.sections {
		t.Errorf("the sections are %s", got)
	}
	from := 0
	for _, s := range c.text {
		i := strings.Index(a.Text[from:], s)
		if i < 0 || strings.Count(a.Text, s) != 1 {
			t.Errorf("%q is not there once, or not in its place:\n%s", s, a.Text)
			continue
		}
		from += i
	}
	for _, s := range c.lacks {
		if strings.Contains(a.Text, s) {
			t.Errorf("%q is there:\n%s", s, a.Text)
		}
	}
	if !strings.Contains(a.Notice, c.notice) || (a.Notice == "") != (c.notice == "") {
		t.Errorf("it says %q", a.Notice)
	}
	if n := int(asked.Load()); n != c.asked {
		t.Errorf("%d requests, not %d", n, c.asked)
	}
}

// Where the page itself has no text, the version for slow networks may have it.
func TestAMP(t *testing.T) {
	t.Parallel()
	amp := strings.Replace(story, "<html>", "<html amp>", 1)
	shell := `<html><head><title>The gate</title><link rel="amphtml" href="%s"></head><body><div id="root"></div><script src="a.js"></script></body></html>`
	var full, slow, elsewhere atomic.Int64
	other := newServer(t, func(w http.ResponseWriter, _ *http.Request) { elsewhere.Add(1); fmt.Fprint(w, amp) })
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/full/amp":
			full.Add(1)
		case "/shell/amp":
			slow.Add(1)
		}
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/shell":
			fmt.Fprintf(w, shell, "/shell/amp")
		case "/shell/amp", "/full/amp":
			fmt.Fprint(w, amp)
		case "/full":
			fmt.Fprint(w, strings.Replace(story, "<head>", `<head><link rel="amphtml" href="/full/amp">`, 1))
		case "/elsewhere":
			fmt.Fprintf(w, shell, other.URL+"/x")
		case "/both":
			fmt.Fprintf(w, shell, "/elsewhere")
		}
	})
	env := environment(t.TempDir())
	if text := done(t, env, "read", s.URL+"/shell"); !strings.Contains(text, "That was all that could be learned") {
		t.Errorf("not read:\n%s", text)
	}
	done(t, env, "read", s.URL+"/full")
	for _, path := range []string{"/elsewhere", "/both"} {
		if out, _, code := command(t, env, "read", s.URL+path); code == 0 {
			t.Errorf("%s is read: %s", path, out)
		}
	}
	if full.Load() != 0 || elsewhere.Load() != 0 || slow.Load() != 1 {
		t.Errorf("asked %d, %d and %d times", full.Load(), elsewhere.Load(), slow.Load())
	}
}

// A page that was fetched is asked for again only if it has changed, when its
// entry has; an article that was whole is not lost to a page that is no more.
func TestPageAgain(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex // of the three below
	var header []http.Header
	version, mode := 1, "well"
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if r.URL.Path == "/feed" {
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>F</title><item><title>The gate</title><guid>1</guid><link>/a</link><description>Edition %d.</description></item></channel></rss>`, version)
			return
		}
		header = append(header, r.Header.Clone())
		w.Header().Set("Content-Type", "text/html")
		switch {
		case mode == "gone":
			w.WriteHeader(404)
		case mode == "wall":
			fmt.Fprint(w, `<title>Just a moment...</title><h1>Just a moment...</h1><p>Checking your browser.</p>`)
		case r.Header.Get("If-None-Match") == `"one"`:
			w.WriteHeader(304)
		default:
			w.Header().Set("ETag", `"one"`)
			w.Header().Set("Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT")
			fmt.Fprint(w, story)
		}
	})
	home := t.TempDir()
	done(t, environment(home), "add", s.URL+"/feed")
	done(t, environment(home), "refresh")
	for i, m := range []string{"well", "well", "gone", "wall"} {
		mu.Lock()
		mode = m
		if i > 0 {
			version++
		}
		mu.Unlock()
		env := environment(home, fmt.Sprintf("WARTA_CLOCK_OFFSET=%dh", 5*(i+1)))
		done(t, env, "refresh", "--force")
		h := list(t, env, "-feed:guide")
		if len(h) != 1 || h[0].Badge != "full" || h[0].Why != "" {
			t.Errorf("%s: %+v", m, h)
		}
		if text := done(t, env, "--offline", "read", fmt.Sprint(h[0].ID)); !strings.Contains(text, "That was all that could be learned") {
			t.Errorf("%s: the article is lost:\n%s", m, text)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if len(header) != 4 {
		t.Fatalf("%d requests", len(header))
	}
	if header[0].Get("If-None-Match") != "" || header[0].Get("If-Modified-Since") != "" {
		t.Errorf("the first: %v", header[0])
	}
	for _, h := range header[1:] {
		if h.Get("If-None-Match") != `"one"` || h.Get("If-Modified-Since") != "Sun, 22 Nov 2026 10:00:00 GMT" {
			t.Errorf("a later one: %v", h)
		}
	}
}

// A host that asks to be left alone while its pages are fetched is, by all of
// them, and other hosts are not kept waiting.
func TestBusyHost(t *testing.T) {
	t.Parallel()
	var asked, other atomic.Int64
	var calm atomic.Bool
	items := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<item><title>Entry %d</title><guid>%d</guid><link>/a/%d</link></item>", i, i, i)
		}
		return `<rss version="2.0"><channel><title>F</title>` + b.String() + `</channel></rss>`
	}
	serve := func(count *atomic.Int64, busy func() bool) string {
		return newServer(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/feed" {
				w.Header().Set("Content-Type", "application/rss+xml")
				fmt.Fprint(w, items(12))
				return
			}
			count.Add(1)
			if busy() {
				w.Header().Set("Retry-After", "5400")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, story)
		}).URL + "/feed"
	}
	home := t.TempDir()
	env := environment(home)
	done(t, env, "add", serve(&asked, func() bool { return !calm.Load() }))
	done(t, env, "add", serve(&other, func() bool { return false }))
	done(t, env, "refresh")
	if n := asked.Load(); n == 0 || n > 2 {
		t.Errorf("%d requests to a busy host", n)
	}
	if n := other.Load(); n != 12 {
		t.Errorf("%d requests to the other", n)
	}
	done(t, env, "refresh", "--force")
	if n := asked.Load(); n > 2 {
		t.Errorf("%d requests before the time is over", n)
	}
	calm.Store(true)
	done(t, environment(home, "WARTA_CLOCK_OFFSET=26h"), "refresh")
	full := 0
	for _, h := range list(t, env, "-feed:guide") {
		if h.Badge == "full" {
			full++
		}
	}
	if full != 24 {
		t.Errorf("%d articles in the end, of 24", full)
	}
}
