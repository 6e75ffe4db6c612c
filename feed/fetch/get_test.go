package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// serve starts a server on loopback and gives its address.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// serveOn starts a server on an address of the loopback network.
func serveOn(t *testing.T, ip string, h http.HandlerFunc) string {
	t.Helper()
	l, err := net.Listen("tcp", ip+":0")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("this system has no %s: %v", ip, err)
		}
		t.Skipf("this system has no %s: %v", ip, err)
	}
	s := httptest.NewUnstartedServer(h)
	s.Listener.Close()
	s.Listener = l
	s.Start()
	t.Cleanup(s.Close)
	return s.URL
}

func client(t *testing.T, o Options) *Client {
	t.Helper()
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

func get(t *testing.T, req Request) (*Response, error) {
	t.Helper()
	return client(t, Options{UserAgent: "warta/test (+https://example.org)"}).Get(t.Context(), req)
}

func mustGet(t *testing.T, req Request) *Response {
	t.Helper()
	r, err := get(t, req)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func kindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return 0
}

func TestRequestHeader(t *testing.T) {
	var got http.Header
	var line string
	at := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		got, line = r.Header.Clone(), r.Method+" "+r.RequestURI
	})
	mustGet(t, Request{
		URL: at + "/a?b=c#fragment", Accept: "application/rss+xml", ETag: `W/"Ä 1"`,
		LastModified: "Sunday, 06-Nov-94 08:49:37 GMT", AllowPrivate: true,
		Header: http.Header{"Authorization": {"Bearer abc"}, "X-Key": {"1"}},
	})
	if line != "GET /a?b=c" {
		t.Errorf("the request is %q", line)
	}
	want := http.Header{
		"Accept": {"application/rss+xml"}, "Accept-Encoding": {"gzip, br, zstd"},
		"User-Agent": {"warta/test (+https://example.org)"}, "If-None-Match": {`W/"Ä 1"`},
		"If-Modified-Since": {"Sunday, 06-Nov-94 08:49:37 GMT"}, "Authorization": {"Bearer abc"}, "X-Key": {"1"},
	}
	for name := range got {
		if !slices.Equal(got[name], want[name]) {
			t.Errorf("%s: %q, want %q", name, got[name], want[name])
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("these were not sent: %v", want)
	}
}

func TestNoInventedValidators(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for _, name := range []string{"If-None-Match", "If-Modified-Since", "Cookie", "Referer", "Authorization"} {
			if v, ok := r.Header[name]; ok {
				t.Errorf("%s: %q", name, v)
			}
		}
		w.Header().Set("Set-Cookie", "a=b")
		if r.URL.Path == "/" {
			http.Redirect(w, r, "/next", http.StatusFound)
		}
	})
	c := client(t, Options{})
	for range 2 {
		if _, err := c.Get(t.Context(), Request{URL: at, AllowPrivate: true}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNotModified(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", "bare")
		w.Header().Set("Cache-Control", "max-age=90")
		w.WriteHeader(http.StatusNotModified)
	})
	r := mustGet(t, Request{URL: at, ETag: `"1"`, AllowPrivate: true})
	if !r.NotModified || r.ETag != "bare" || r.FreshFor != 90*time.Second || r.Trouble() != "" {
		t.Errorf("%+v, trouble %q", r, r.Trouble())
	}
	r = mustGet(t, Request{URL: at, AllowPrivate: true})
	if r.NotModified || r.Trouble() == "" {
		t.Errorf("a 304 that nobody asked for is taken: %+v", r)
	}
}

func TestStatusIsAnAnswer(t *testing.T) {
	asked := 0
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	r := mustGet(t, Request{URL: at, AllowPrivate: true})
	if r.OK() || r.RetryAfter != time.Hour || !strings.Contains(r.Trouble(), "503") || asked != 1 {
		t.Errorf("%+v, asked %d times", r, asked)
	}
}

func TestUnwantedTypeIsNotRead(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "audio/mpeg")
		_, _ = io.CopyN(w, zeros{}, 100<<20)
	})
	r := mustGet(t, Request{URL: at, Types: []string{"text/html", "image/"}, AllowPrivate: true})
	if !r.Unread || len(r.Body) > 0 || r.Wire > 0 {
		t.Errorf("%d bytes were read", len(r.Body))
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBadAddresses(t *testing.T) {
	for _, a := range []string{
		"", "example.org", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "data:text/plain,x",
		"http://", "http:///x", "http://[::1", "http://a b/", "warta://guide/feed.xml", "//example.org/", "http://\x1b[31m/",
	} {
		_, err := get(t, Request{URL: a, AllowPrivate: true})
		if kindOf(err) != BadAddress {
			t.Errorf("%q: %v", a, err)
		} else if strings.ContainsRune(err.Error(), 0x1b) {
			t.Errorf("%q: the error carries an escape: %q", a, err)
		}
	}
}

func TestFiles(t *testing.T) {
	c := client(t, Options{Offline: true, Files: map[string]fs.FS{"warta": fstest.MapFS{
		"feed.xml": {Data: []byte("<rss/>")}, "a/index.html": {Data: []byte("index")},
	}}})
	r, err := c.Get(t.Context(), Request{URL: "warta://guide/feed.xml"})
	if err != nil || string(r.Body) != "<rss/>" || !strings.Contains(r.ContentType, "xml") {
		t.Fatalf("%+v, %v", r, err)
	}
	if r, err = c.Get(t.Context(), Request{URL: "warta://guide/a/index.html"}); err != nil || string(r.Body) != "index" {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err = c.Get(t.Context(), Request{URL: "warta://guide/none"}); err != nil || r.Status != 404 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestFilesAreOutOfReachFromTheWeb(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "warta://guide/feed.xml")
		w.WriteHeader(http.StatusMovedPermanently)
	})
	c := client(t, Options{Files: map[string]fs.FS{"warta": fstest.MapFS{"feed.xml": {Data: []byte("x")}}}})
	if _, err := c.Get(t.Context(), Request{URL: at, AllowPrivate: true}); kindOf(err) != Redirect {
		t.Error(err)
	}
}

func TestOffline(t *testing.T) {
	waiting := make(chan bool)
	asked := 0
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked++; r.URL.Path == "/wait" {
			close(waiting)
			<-r.Context().Done()
		}
	})
	c := client(t, Options{Offline: true})
	if _, err := c.Get(t.Context(), Request{URL: at, AllowPrivate: true}); !errors.Is(err, ErrOffline) || asked > 0 {
		t.Fatalf("%v, asked %d times", err, asked)
	}
	c.SetOffline(false)
	if _, err := c.Get(t.Context(), Request{URL: at, AllowPrivate: true}); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() {
		_, err := c.Get(t.Context(), Request{URL: at + "/wait", AllowPrivate: true})
		ended <- err
	}()
	<-waiting
	c.SetOffline(true)
	if err := <-ended; !errors.Is(err, ErrOffline) {
		t.Errorf("a running request ends with %v", err)
	}
}

func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	at := serve(t, func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	if _, err := client(t, Options{}).Get(ctx, Request{URL: at, AllowPrivate: true}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Proto)
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	c := client(t, Options{})
	trust(c, s)
	r, err := c.Get(t.Context(), Request{URL: s.URL, AllowPrivate: true})
	if err != nil || string(r.Body) != "HTTP/2.0" {
		t.Errorf("%+v, %v", r, err)
	}
}

// trust lets a client trust a test server's certificate.
func trust(c *Client, s *httptest.Server) {
	roots := s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	c.private.TLSClientConfig.RootCAs = roots
	c.public.TLSClientConfig.RootCAs = roots
}
