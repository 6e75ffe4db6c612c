package library

import (
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"warta/feed"
)

// under reports whether a function is being run by the caller's goroutine.
func under(name string) bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, name) {
			return true
		}
		if !more {
			return false
		}
	}
}

// A panic in a goroutine of the library is told, with its stack, and the
// library can be closed.
func TestFault(t *testing.T) {
	for _, where := range []string{"(*Library).askFeed", "(*Library).background"} {
		t.Run(where, func(t *testing.T) {
			s := newSite(t)
			s.mux["/feed.xml"] = func(w http.ResponseWriter, _ *http.Request) {
				w.Write([]byte(`<rss version="2.0"><channel><title>Lamps</title><item><guid>1</guid><title>One</title></item></channel></rss>`))
			}
			var burns atomic.Bool
			told := make(chan string, 40)
			l := open(t, Options{
				Now: func() time.Time {
					if burns.Load() && under(where) {
						panic("the lamp fell over")
					}
					return time.Now()
				},
				Fault: func(reason any, stack []byte) { told <- reason.(string) + "\n" + string(stack) },
			})
			if _, err := l.Import(t.Context(), []feed.Feed{{URL: s.URL + "/feed.xml"}}); err != nil {
				t.Fatal(err)
			}
			burns.Store(true)
			l.Start() // the feed is due
			select {
			case report := <-told:
				if !strings.HasPrefix(report, "the lamp fell over") || !strings.Contains(report, "fault_test.go") {
					t.Errorf("told: %s", report)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("nothing was told")
			}
		})
	}
}
