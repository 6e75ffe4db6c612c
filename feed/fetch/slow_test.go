package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// pipes lets a client talk to a handler without a network, so that time is that
// of the synctest bubble.
func pipes(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	c := New(Options{})
	conns := make(chan net.Conn)
	done := make(chan struct{})
	s := &http.Server{Handler: h}
	go func() { _ = s.Serve(&pipeListener{conns, done}) }()
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		near, far := net.Pipe()
		select {
		case conns <- far:
			return near, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	c.private.DialContext, c.public.DialContext = dial, dial
	t.Cleanup(func() { c.Close(); s.Close() })
	return c
}

type pipeListener struct {
	conns chan net.Conn
	done  chan struct{}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
func (l *pipeListener) Close() error   { close(l.done); return nil }
func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{} }

// every writes text at an interval until the client is gone.
func every(d time.Duration, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for {
			fmt.Fprint(w, text)
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(d):
			}
		}
	}
}

func TestSlowServers(t *testing.T) {
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		most    time.Duration
	}{
		"silent":          {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, 31 * time.Second},
		"stops in a body": {every(time.Hour, "<rss>"), 21 * time.Second},
		"a byte a second": {every(time.Second, "x"), 17 * time.Second},
		"a byte in 19 s":  {every(19*time.Second, "x"), 40 * time.Second},
		"never ends":      {every(time.Second, string(make([]byte, 5000))), 61 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client := pipes(t, c.handler)
				start := time.Now()
				_, err := client.Get(t.Context(), Request{URL: "http://slow.example/", AllowPrivate: true})
				if kindOf(err) != TimedOut {
					t.Errorf("%v", err)
				}
				if took := time.Since(start); took > c.most {
					t.Errorf("gave up after %v, want at most %v: %v", took, c.most, err)
				}
			})
		})
	}
}

func TestDeadlineOfTheCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := pipes(t, every(time.Hour, "x"))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := client.Get(ctx, Request{URL: "http://slow.example/", AllowPrivate: true}); kindOf(err) != TimedOut {
			t.Error(err)
		}
	})
}

// A slow reader of many small pieces is no slow server.
func TestSteadyServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := pipes(t, func(w http.ResponseWriter, r *http.Request) {
			for range 40 {
				_, _ = w.Write(make([]byte, 1024))
				w.(http.Flusher).Flush()
				time.Sleep(time.Second) // the bubble's time
			}
		})
		r, err := client.Get(t.Context(), Request{URL: "http://slow.example/", AllowPrivate: true})
		if err != nil || len(r.Body) != 40<<10 {
			t.Error(err)
		}
	})
}
