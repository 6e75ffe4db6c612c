package library

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

const (
	tag      = `"tag-1"`
	modified = "Tue, 17 Nov 2026 08:49:37 GMT"
	rfc850   = "Tuesday, 17-Nov-26 08:49:37 GMT"
)

// fixed answers with the same validators in every round, and 304 when they come
// back.
func fixed(id, etag, date string) rule {
	return rule{
		id: id,
		serve: func(p *play1, w http.ResponseWriter, r *http.Request) {
			var h []string
			if etag != "" {
				h = append(h, "Etag", etag)
			}
			if date != "" {
				h = append(h, "Last-Modified", date)
			}
			if p.now() > 0 && r.Header.Get("If-None-Match") == etag && r.Header.Get("If-Modified-Since") == date {
				status(w, 304, h...)
				return
			}
			p.ok(w, h...)
		},
		judge: func(p *play1) {
			v := etag + "|" + date
			p.validators("|", v, v, v, v)
			p.times([rounds]int{1, 1, 1, 1, 1})
		},
	}
}

// first answers with validators in the first round, and as then says later.
func first(id string, then func(p *play1, w http.ResponseWriter, r *http.Request), judge func(*play1)) rule {
	return rule{id: id, judge: judge, serve: func(p *play1, w http.ResponseWriter, r *http.Request) {
		if p.now() == 0 {
			p.ok(w, "Etag", tag, "Last-Modified", modified)
			return
		}
		then(p, w, r)
	}}
}

func validatorRules() []rule {
	both := tag + "|" + modified
	return []rule{
		fixed("A1 A10", tag, ""),
		fixed("A2", "", modified),
		fixed("A3", tag, rfc850),
		fixed("A4", `W/"weak, 1"`, modified),
		fixed("A5", "bare", "yesterday"),
		{
			id: "A6", serve: func(p *play1, w http.ResponseWriter, _ *http.Request) {
				p.ok(w, "Etag", fmt.Sprint(p.now()), "Last-Modified", modified)
			},
			judge: func(p *play1) { p.validators("|", "0|"+modified, "1|"+modified, "2|"+modified, "3|"+modified) },
		},
		first("A7", func(p *play1, w http.ResponseWriter, _ *http.Request) { p.ok(w) },
			func(p *play1) { p.validators("|", both, "|", "|", "|") }),
		first("A7", func(p *play1, w http.ResponseWriter, _ *http.Request) { p.send(w, rss(p.site.URL, "F", 1, 2)) }, // the same bytes
			func(p *play1) { p.validators("|", both, "|", "|", "|") }),
		first("A8", func(p *play1, w http.ResponseWriter, _ *http.Request) { status(w, 304, "Etag", fmt.Sprint(p.now())) },
			func(p *play1) { p.validators("|", both, "1|"+modified, "2|"+modified, "3|"+modified) }),
		first("A9", func(p *play1, w http.ResponseWriter, _ *http.Request) {
			if p.now() == 1 {
				status(w, 500, "Etag", "bad", "Last-Modified", rfc850)
				return
			}
			p.ok(w, "Etag", tag, "Last-Modified", modified)
		}, func(p *play1) { p.validators("|", both, both, both, both) }),
		first("A11", func(p *play1, w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Length"] = []string{"100000"}
			p.ok(w, "Etag", "cut")
		}, func(p *play1) {
			for i := range rounds {
				if h := p.asked(i)[0].Header; h.Get("If-None-Match") == "cut" {
					p.t.Error("the validator of a truncated body was kept")
				}
			}
			if p.feed.Total < 5 {
				p.t.Errorf("only %d entries of a truncated body were kept", p.feed.Total)
			}
		}),
		first("A11", func(p *play1, w http.ResponseWriter, _ *http.Request) {
			whole := rss(p.site.URL, "F", 1, 30)
			p.send(w, whole[:len(whole)/2], "Etag", "cut")
		}, func(p *play1) {
			for i := range rounds {
				if h := p.asked(i)[0].Header; h.Get("If-None-Match") == "cut" {
					p.t.Error("the validator of a truncated document was kept")
				}
			}
		}),
		first("A12", func(p *play1, w http.ResponseWriter, _ *http.Request) { p.send(w, "<p>Under repair", "Etag", "html") },
			func(p *play1) { p.validators("|", both, both, both, both) }),
		{
			id:    "A13",
			serve: func(_ *play1, w http.ResponseWriter, _ *http.Request) { status(w, 304, "Etag", tag) },
			judge: func(p *play1) { p.validators("|", "|", "|", "|", "|") },
		},
		{
			id: "A14 B10", serve: func(p *play1, w http.ResponseWriter, _ *http.Request) {
				status(w, [rounds]int{404, 500, 304, 403, 502}[p.now()])
			},
			judge: func(p *play1) {
				for i := range rounds {
					if n := len(p.asked(i)); n > 1 {
						p.t.Errorf("round %d: asked %d times", i, n)
					}
				}
			},
		},
	}
}

// once answers with a status and header in the first round, and well later.
func once(id string, code int, header func(*play1) []string, want [rounds]int) rule {
	return rule{
		id: id,
		serve: func(p *play1, w http.ResponseWriter, _ *http.Request) {
			if p.now() > 0 {
				p.ok(w)
				return
			}
			if code != 200 {
				status(w, code, header(p)...)
				return
			}
			p.ok(w, header(p)...)
		},
		judge: func(p *play1) { p.times(want) },
	}
}

func fields(list ...string) func(*play1) []string { return func(*play1) []string { return list } }

// channel answers with a feed whose channel says something.
func channel(id, says string, want [rounds]int) rule {
	return rule{
		id: id,
		serve: func(p *play1, w http.ResponseWriter, _ *http.Request) {
			text := strings.Replace(rss(p.site.URL, "F", 1, p.now()+2), "<channel>", "<channel>"+says, 1)
			p.send(w, strings.Replace(text, "<rss ", `<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" `, 1))
		},
		judge: func(p *play1) { p.times(want) },
	}
}

func timeRules() []rule {
	date := func(d time.Duration) func(*play1) []string {
		return func(p *play1) []string {
			return []string{"Retry-After", time.Now().Add(d).UTC().Format(http.TimeFormat)}
		}
	}
	expires := func(d time.Duration) func(*play1) []string {
		return func(p *play1) []string { return []string{"Expires", time.Now().Add(d).UTC().Format(http.TimeFormat)} }
	}
	return []rule{
		once("B1", 429, fields("Retry-After", "10800"), [rounds]int{1, 0, 1, 1, 1}),
		once("B1", 503, fields("Retry-After", "18000"), [rounds]int{1, 0, 0, 1, 1}),
		once("B2", 503, date(3*time.Hour), [rounds]int{1, 0, 1, 1, 1}),
		once("B2", 429, date(5*time.Hour), [rounds]int{1, 0, 0, 1, 1}),
		{
			id: "B3", feeds: 3, serve: func(p *play1, w http.ResponseWriter, r *http.Request) {
				if p.now() == 0 {
					status(w, 429, "Retry-After", "10800")
					return
				}
				p.ok(w)
			},
			judge: func(p *play1) {
				if n := len(p.asked(0)); n > perHost {
					p.t.Errorf("after a 429 the host was asked for the others, too: %d requests", n)
				}
				if n := len(p.asked(1)); n > 0 {
					p.t.Errorf("%d feeds of a host that wants to be left alone were asked", n)
				}
				if n := len(p.asked(2)); n != 3 {
					p.t.Errorf("%d feeds were asked later", n)
				}
			},
		},
		once("B4", 200, fields("Cache-Control", "max-age=10800"), [rounds]int{1, 0, 1, 1, 1}),
		once("B4", 200, fields("Cache-Control", "max-age=0", "Expires", "Thu, 01 Dec 2044 16:00:00 GMT"), [rounds]int{1, 1, 1, 1, 1}),
		once("B5", 200, expires(3*time.Hour), [rounds]int{1, 0, 1, 1, 1}),
		once("B5", 200, fields("Cache-Control", "no-cache, max-age=10800"), [rounds]int{1, 1, 1, 1, 1}),
		first("B6", func(p *play1, w http.ResponseWriter, _ *http.Request) {
			status(w, 304, "Cache-Control", "max-age=10800")
		},
			func(p *play1) { p.times([rounds]int{1, 1, 0, 1, 0}) }),
		channel("B7", "<ttl>180</ttl>", [rounds]int{1, 0, 1, 0, 1}),
		channel("B8", "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", [rounds]int{1, 0, 1, 0, 1}),
		// The first round is at half past nine.
		channel("B9", "<skipHours><hour>10</hour><hour>11</hour><hour>12</hour></skipHours>", [rounds]int{1, 0, 1, 1, 1}),
		channel("B9", "<skipDays><day>Sunday</day></skipDays>", [rounds]int{1, 0, 0, 0, 0}), // and a Sunday
		once("B11", 200, fields(), [rounds]int{1, 1, 1, 1, 1}),
		once("B13", 410, fields(), [rounds]int{1, 0, 0, 0, 0}),
		first("B13", func(_ *play1, w http.ResponseWriter, _ *http.Request) { status(w, 410) }, func(p *play1) {
			p.times([rounds]int{1, 1, 0, 0, 0})
			if h := p.feed.Health; !h.Gone || h.Failure == "" || p.feed.Total != 2 {
				p.t.Errorf("gone %v, %q, %d entries", h.Gone, h.Failure, p.feed.Total)
			}
		}),
	}
}

// redirect leads from /feed through some statuses to /end.
func redirect(id string, codes []int, want string) rule {
	return rule{
		id: id,
		serve: func(p *play1, w http.ResponseWriter, r *http.Request) {
			at := 0
			if _, err := fmt.Sscanf(r.URL.Path, "/hop%d", &at); err != nil && r.URL.Path == "/end" {
				at = len(codes)
			}
			switch {
			case at == len(codes):
				p.ok(w, "Etag", tag)
			case at == len(codes)-1:
				status(w, codes[at], "Location", "/end")
			default:
				status(w, codes[at], "Location", fmt.Sprintf("/hop%d", at+1))
			}
		},
		judge: func(p *play1) {
			for i := 1; i < rounds; i++ {
				if got := p.asked(i)[0].Path; got != want {
					p.t.Errorf("round %d begins at %s, want %s", i, got, want)
				}
			}
			if n := len(p.asked(0)); n != len(codes)+1 || p.feed.Total != rounds+1 {
				p.t.Errorf("%d requests for %d redirects, %d entries in the end", n, len(codes), p.feed.Total)
			}
		},
	}
}

func redirectRules() []rule {
	return []rule{
		redirect("C1", []int{301}, "/end"),
		redirect("C2", []int{308}, "/end"),
		redirect("C3", []int{302}, "/feed"),
		redirect("C4", []int{307}, "/feed"),
		redirect("C6", []int{301, 302}, "/hop1"),
		redirect("C8", []int{301, 308, 301, 301}, "/end"),
		redirect("C8", []int{302, 307, 303, 302}, "/feed"),
		first("C1", func(p *play1, w http.ResponseWriter, r *http.Request) { // the moved feed has not changed
			if r.URL.Path == "/feed" {
				status(w, 301, "Location", "/end")
				return
			}
			status(w, 304)
		}, func(p *play1) {
			p.times([rounds]int{0, 1, 1, 1, 1}, "/end")
			p.times([rounds]int{1, 1, 0, 0, 0}, "/feed")
		}),
		{
			id: "C5", serve: func(p *play1, w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/feed" {
					status(w, 301, "Location", "/home")
					return
				}
				p.send(w, "<h1>We have moved</h1>")
			},
			judge: func(p *play1) {
				for i := range rounds {
					if len(p.asked(i)) > 0 && p.asked(i)[0].Path != "/feed" {
						p.t.Error("the address of a page that is no feed was kept")
					}
				}
			},
		},
		{
			id: "C7", serve: func(p *play1, w http.ResponseWriter, r *http.Request) {
				n := 0
				_, _ = fmt.Sscanf(r.URL.Path, "/hop%d", &n)
				status(w, 302, "Location", fmt.Sprintf("/hop%d", n+1))
			},
			judge: func(p *play1) {
				if n := len(p.asked(0)); n > 20 || n < 5 {
					p.t.Errorf("%d requests in a chain without end", n)
				}
			},
		},
		{id: "C7", serve: func(_ *play1, w http.ResponseWriter, _ *http.Request) { status(w, 301, "Location", "/feed") },
			judge: func(p *play1) {
				if n := len(p.asked(0)); n > 20 {
					p.t.Errorf("%d requests in a loop", n)
				}
			}},
	}
}

func loadRules() []rule {
	var running, most atomic.Int32
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(make([]byte, 1<<20))
	_ = z.Close()
	megabyte := packed.Bytes()
	return []rule{
		{
			id: "B12", feeds: 8, serve: func(p *play1, w http.ResponseWriter, _ *http.Request) {
				if n := running.Add(1); n > most.Load() {
					most.Store(n)
				}
				time.Sleep(20 * time.Millisecond) // so that requests could meet
				running.Add(-1)
				p.ok(w)
			},
			judge: func(p *play1) {
				if n := most.Load(); n > perHost {
					p.t.Errorf("%d requests to one host at a time", n)
				}
				if len(p.asked(0)) != 8 || p.took < 7*hostGap {
					p.t.Errorf("%d feeds in %v", len(p.asked(0)), p.took)
				}
			},
		},
		once("D1 D2 D3 D4 D5 D6 D7 D8", 200, fields("Set-Cookie", "a=b; Path=/"), [rounds]int{1, 1, 1, 1, 1}),
		{
			id: "D9 D13", slow: true, serve: func(_ *play1, _ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			judge: func(p *play1) { tookTooLong(p, "time") },
		},
		{
			id: "D10", slow: true, serve: func(_ *play1, w http.ResponseWriter, r *http.Request) {
				for r.Context().Err() == nil {
					_, _ = io.WriteString(w, " ")
					w.(http.Flusher).Flush()
					time.Sleep(50 * time.Millisecond) // the drip's
				}
			},
			judge: func(p *play1) { tookTooLong(p, "within") },
		},
		{
			id: "D11", serve: func(p *play1, w http.ResponseWriter, _ *http.Request) {
				n, _ := io.Copy(w, io.LimitReader(endless("<item/>"), 512<<20))
				p.taken.Add(n)
			},
			judge: func(p *play1) {
				tookTooLong(p, "larger")
				if n := p.taken.Load(); n > rounds*32<<20 {
					p.t.Errorf("%d MB were taken", n>>20)
				}
			},
		},
		{
			id: "D12", serve: func(_ *play1, w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", "gzip")
				for range 100 { // members of 1 MB stand side by side
					if _, err := w.Write(megabyte); err != nil {
						return
					}
				}
			},
			judge: func(p *play1) { tookTooLong(p, "larger") },
		},
	}
}

// tookTooLong wants a reason in the feed's health and an end in time.
func tookTooLong(p *play1, reason string) {
	p.t.Helper()
	if f := p.feed.Health.Failure; !strings.Contains(f, reason) {
		p.t.Errorf("health says %q", f)
	}
	if p.took > 10*time.Second {
		p.t.Errorf("gave up after %v", p.took)
	}
}

// endless is a text again and again.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}
