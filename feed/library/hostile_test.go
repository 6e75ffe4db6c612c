package library

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// Each of these is a feed that was made to do harm. It gets a reason in its
// health; the feed beside it is not harmed, and memory and time stay bounded.
func TestHostileFeeds(t *testing.T) {
	text := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s) }
	}
	const start = `<rss version="2.0"><channel><title>T</title>`
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		mayOK  bool // it may be read in part, too
	}{
		"nesting":         {text(start + strings.Repeat("<x:a>", 2<<20/5*5)), true},
		"namespaces":      {text(start + nested(20000, `<a%d xmlns:n%d="u%d">`)), true},
		"xml:base":        {text(start + nested(30000, `<a%d xml:base="b%d/" c="%d">`)), true},
		"10 MB of text":   {text(start + "<item><title>" + strings.Repeat("a ", 5<<20) + "</title></item></channel></rss>"), true},
		"100k entries":    {func(w http.ResponseWriter, _ *http.Request) { manyEntries(w) }, true},
		"gzip bomb":       {func(w http.ResponseWriter, _ *http.Request) { gzipBomb(w) }, false},
		"billion laughs":  {text(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + start + `<item><title>&b;</title></item></channel></rss>`), true},
		"JSON nesting":    {text(`{"version":"https://jsonfeed.org/version/1.1","items":` + strings.Repeat("[", 1<<20)), false},
		"nothing at all":  {text(""), false},
		"binary":          {text(strings.Repeat("\x00\xff\x1b[2J", 1<<16)), false},
		"script for feed": {text(`<html><script>alert(1)</script></html>`), false},
	} {
		t.Run(name, func(t *testing.T) {
			s, good := newSite(t), newSite(t)
			s.on("/feed", c.answer)
			good.text("/feed", "text/xml", rss(good.URL, "Good", 1, 3))
			l := open(t, Options{})
			if _, err := l.Import(t.Context(), []feed.Feed{{URL: s.URL + "/feed"}, {URL: good.URL + "/feed"}}); err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			began := time.Now()
			sum := refresh(t, l)
			runtime.ReadMemStats(&after)
			if grown := int64(after.Sys) - int64(before.Sys); grown > 150<<20 {
				t.Errorf("memory grew by %d MB", grown>>20)
			}
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
			feeds, err := l.Feeds(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range feeds {
				bad := strings.HasPrefix(f.URL, s.URL)
				if !bad && (f.Total != 3 || f.Health.Failure != "") {
					t.Errorf("the good feed is harmed: %+v", f)
				}
				if bad && !c.mayOK && f.Health.Failure == "" {
					t.Errorf("no reason in %+v", f.Health)
				}
				if strings.ContainsAny(f.Health.Failure, "\x1b\x00") {
					t.Errorf("health says %q", f.Health.Failure)
				}
			}
			if !c.mayOK && sum.Failed != 1 {
				t.Errorf("%+v", sum)
			}
		})
	}
}

// nested is n nested elements, each with its number in it.
func nested(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, i, i)
	}
	return b.String()
}

func manyEntries(w io.Writer) {
	_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>T</title>`)
	for i := range 100_000 {
		fmt.Fprintf(w, "<item><title>Item %d</title><guid>%d</guid></item>", i, i)
	}
	_, _ = io.WriteString(w, `</channel></rss>`)
}

func gzipBomb(w http.ResponseWriter) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	_, _ = io.Copy(z, io.LimitReader(endless(strings.Repeat(" ", 1<<16)), 256<<20))
	_ = z.Close()
}
