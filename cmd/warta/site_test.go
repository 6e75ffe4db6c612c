package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func init() {
	// What testdata has, whatever the system's own table of types says.
	for ext, kind := range map[string]string{".atom": "application/atom+xml", ".xml": "application/rss+xml", ".json": "application/feed+json"} {
		if err := mime.AddExtensionType(ext, kind); err != nil {
			panic(err)
		}
	}
}

// A site is a small news site on loopback: what is below testdata/site, with
// its own address in place of http://site.test, pictures, and addresses that
// misbehave.
type site struct {
	*httptest.Server
	requests atomic.Int64
	release  chan struct{}
	came     chan struct{} // one for each request to /hold/
	went     chan struct{} // one for each of them that ended
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := startSite()
	t.Cleanup(s.stop)
	return s
}

func startSite() *site {
	s := &site{release: make(chan struct{}), came: make(chan struct{}, 100), went: make(chan struct{}, 100)}
	mux := http.NewServeMux()
	mux.HandleFunc("/", s.file)
	mux.HandleFunc("/pictures/", servePicture)
	mux.HandleFunc("/down/", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "out of order", http.StatusInternalServerError)
	})
	mux.HandleFunc("/gone/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/loop/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	mux.HandleFunc("/hold/", s.hold)
	mux.HandleFunc("/rude", rude)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		mux.ServeHTTP(w, r)
	}))
	return s
}

// stop pulls the cable: nothing answers at the site's address any more.
func (s *site) stop() {
	select {
	case <-s.release:
		return
	default:
		close(s.release)
	}
	s.CloseClientConnections()
	s.Close()
}

// file serves what is below testdata/site.
func (s *site) file(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, err := os.ReadFile(filepath.Join("testdata", "site", filepath.FromSlash(path.Clean("/"+name))))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	data = bytes.ReplaceAll(data, []byte("http://site.test"), []byte("http://"+r.Host))
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	http.ServeContent(w, r, name, time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), bytes.NewReader(data))
}

// hold answers with a feed, half of it, and the rest when the site stops.
func (s *site) hold(w http.ResponseWriter, r *http.Request) {
	s.came <- struct{}{}
	defer func() { s.went <- struct{}{} }()
	w.Header().Set("Content-Type", "application/rss+xml")
	w.Write([]byte(`<rss version="2.0"><channel><title>Held</title><item><title>Half`))
	w.(http.Flusher).Flush()
	select {
	case <-s.release:
	case <-r.Context().Done():
	}
}

// rude answers with a reason that would change the terminal's title.
func rude(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	conn.Write([]byte("HTTP/1.1 503 \x1b]0;owned\x07\x1b[31mred\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
}

// servePicture gives a small PNG.
func servePicture(w http.ResponseWriter, _ *http.Request) {
	m := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for i := range 640 * 480 {
		m.Set(i%640, i/640, color.RGBA{R: uint8(i), G: 90, B: 160, A: 255})
	}
	w.Header().Set("Content-Type", "image/png")
	if err := png.Encode(w, m); err != nil {
		panic(err)
	}
}

// cannot skips a test that the system has no means for; in CI it must have them.
func cannot(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// isPatient reports whether there is time for all that tests can do: CI is set, or
// WARTA_PATIENT.
func isPatient() bool { return os.Getenv("CI") != "" || os.Getenv("WARTA_PATIENT") != "" }

// patient skips a test that mostly waits, unless there is time.
func patient(t *testing.T, why string) {
	t.Helper()
	if !isPatient() {
		t.Skip(why)
	}
}

// rounds is how often something is done at random: as often as a variable of the
// environment says, or less often than usual when there is not the time.
func rounds(variable string, usual, few int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	if isPatient() {
		return usual
	}
	return few
}

// newServer is a server on loopback that ends with the test.
func newServer(t testing.TB, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server
}
