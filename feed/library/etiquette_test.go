package library

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"warta/feed"
	"warta/feed/fetch"
)

// The rules of HTTP etiquette, each played by a server of its own over five
// rounds two hours apart, and judged by what that server was asked.
const (
	rounds  = 5
	between = 2 * time.Hour
)

// A rule is one requirement: what a server does, and what must be seen of a
// client that keeps it.
type rule struct {
	id    string
	serve func(p *play1, w http.ResponseWriter, r *http.Request)
	judge func(p *play1)
	feeds int    // how many feeds are subscribed, 0 for one
	first string // the path that is subscribed, "" for /feed
	slow  bool   // the server is
}

// A play1 is a rule being played.
type play1 struct {
	rule
	t     *testing.T
	site  *site
	clock *clock
	lib   *Library

	mu    sync.Mutex
	round int
	from  [rounds + 1]int // where each round begins in the site's log
	feed  feed.Feed       // as it is after the last round
	took  time.Duration   // of the first round
	taken atomic.Int64    // bytes, where the rule counts them
}

func (p *play1) now() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.round
}

// ok answers with a feed that has one more entry in each round.
func (p *play1) ok(w http.ResponseWriter, header ...string) {
	p.send(w, rss(p.site.URL, "F", 1, p.now()+2), header...)
}

func (p *play1) send(w http.ResponseWriter, body string, header ...string) {
	for i := 0; i < len(header); i += 2 {
		w.Header()[header[i]] = []string{header[i+1]}
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	fmt.Fprint(w, body)
}

func status(w http.ResponseWriter, code int, header ...string) {
	for i := 0; i < len(header); i += 2 {
		w.Header()[header[i]] = []string{header[i+1]}
	}
	w.WriteHeader(code)
}

// asked are the requests of one round, for one path when it is given.
func (p *play1) asked(round int, path ...string) []request {
	var list []request
	for _, r := range p.site.requests()[p.from[round]:p.from[round+1]] {
		if len(path) == 0 || r.Path == path[0] {
			list = append(list, r)
		}
	}
	return list
}

// times wants a number of requests in each round, for one path when it is given.
func (p *play1) times(want [rounds]int, path ...string) {
	p.t.Helper()
	for i, n := range want {
		if got := len(p.asked(i, path...)); got != n {
			p.t.Errorf("round %d: %d requests %v, want %d", i, got, path, n)
		}
	}
}

// validators wants what each round's request carries, in the form "etag|date".
func (p *play1) validators(want ...string) {
	p.t.Helper()
	for i, w := range want {
		list := p.asked(i)
		if len(list) == 0 {
			p.t.Errorf("round %d: nothing was asked", i)
			continue
		}
		h := list[len(list)-1].Header
		if got := h.Get("If-None-Match") + "|" + h.Get("If-Modified-Since"); got != w {
			p.t.Errorf("round %d: %s, want %s", i, got, w)
		}
	}
}

func TestEtiquette(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range append(append(append(validatorRules(), timeRules()...), redirectRules()...), loadRules()...) {
		for id := range strings.FieldsSeq(r.id) {
			seen[id] = true
		}
		t.Run(strings.ReplaceAll(r.id, " ", "+"), func(t *testing.T) {
			t.Parallel()
			playRule(t, r)
		})
	}
	for letter, n := range map[string]int{"A": 14, "B": 13, "C": 8, "D": 13} {
		for i := range n {
			if id := fmt.Sprint(letter, i+1); !seen[id] {
				t.Errorf("no server plays %s", id)
			}
		}
	}
}

// playRule plays a rule and has it judged.
func playRule(t *testing.T, r rule) {
	t.Helper()
	p := &play1{rule: r, t: t, site: newSite(t), clock: newClock()}
	p.site.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		p.site.mu.Lock()
		p.site.log = append(p.site.log, request{req.URL.RequestURI(), req.Header.Clone(), req.Method})
		p.site.mu.Unlock()
		r.serve(p, w, req)
	})
	path := r.first
	if path == "" {
		path = "/feed"
	}
	p.lib = open(t, Options{
		Now: p.clock.now, Version: "1.2.3",
		Headers: map[string]map[string]string{p.site.URL + path: {"X-Secret": "secret"}},
	})
	if r.slow { // nobody waits a minute in a test for what a server never sends
		p.lib.client = fetch.New(fetch.Options{
			UserAgent: "warta/1.2.3 (+https://example.org)", Header: time.Second / 2, Timeout: time.Second, Now: p.clock.now,
		})
	}
	p.subscribe(path)
	for i := range rounds {
		p.mu.Lock()
		p.round = i
		p.mu.Unlock()
		p.from[i] = len(p.site.requests())
		start := time.Now()
		if _, err := p.lib.RefreshNow(t.Context(), false, nil); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			p.took = time.Since(start)
		}
		p.from[i+1] = len(p.site.requests())
		p.clock.move(between)
	}
	feeds, err := p.lib.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.feed = feeds[0]
	p.manners()
	r.judge(p)
}

func (p *play1) subscribe(path string) {
	feeds := []feed.Feed{{URL: p.site.URL + path}}
	for i := 1; i < p.feeds; i++ {
		feeds = append(feeds, feed.Feed{URL: fmt.Sprintf("%s%s%d", p.site.URL, path, i)})
	}
	if n, err := p.lib.Import(p.t.Context(), feeds); err != nil || n != len(feeds) {
		p.t.Fatal(n, err)
	}
}

var userAgent = regexp.MustCompile(`^warta/[0-9.]+ \(\+https://[^ ]+\)$`)

// manners judges every request by the rules that hold for any (D1–D8, A10).
func (p *play1) manners() {
	for i, r := range p.site.requests() {
		h := r.Header
		switch {
		case !strings.Contains(h.Get("Accept-Encoding"), "gzip"):
			p.t.Errorf("D1: gzip is not offered: %q", h.Get("Accept-Encoding"))
		case !userAgent.MatchString(h.Get("User-Agent")):
			p.t.Errorf("D2, D3: User-Agent %q", h.Get("User-Agent"))
		case !strings.Contains(h.Get("Accept"), "application/rss+xml") || !strings.Contains(h.Get("Accept"), "application/atom+xml"):
			p.t.Errorf("D4: Accept %q", h.Get("Accept"))
		case r.Method != http.MethodGet:
			p.t.Errorf("D6: %s", r.Method)
		case strings.Contains(r.Path, "?"):
			p.t.Errorf("D7: a query was added: %s", r.Path)
		case strings.Contains(r.Path, "favicon") || strings.HasPrefix(r.Path, "/a/"):
			p.t.Errorf("D8: %s was fetched", r.Path)
		case i == 0 && (h.Get("If-None-Match") != "" || h.Get("If-Modified-Since") != ""):
			p.t.Errorf("A10: the first request is conditional")
		}
		for _, name := range []string{"Cookie", "Referer", "From", "X-Forwarded-For"} {
			if v, ok := h[name]; ok {
				p.t.Errorf("D5: %s: %q", name, v)
			}
		}
	}
}
