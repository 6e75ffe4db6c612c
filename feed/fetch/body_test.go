package fetch

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// packed is text in an encoding.
func packed(t *testing.T, encoding string, text io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch encoding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriterLevel(&b, 5)
	case "zstd":
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	}
	if _, err := io.Copy(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sends answers with a body under a Content-Encoding.
func sends(encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		_, _ = w.Write(body)
	}
}

func TestEncodings(t *testing.T) {
	text := strings.Repeat("Beras naik lagi. ", 500)
	for _, e := range []string{"gzip", "br", "zstd"} {
		p := packed(t, e, strings.NewReader(text))
		r := mustGet(t, Request{URL: serve(t, sends(e, p)), AllowPrivate: true})
		if string(r.Body) != text || r.Wire != int64(len(p)) || r.Cut {
			t.Errorf("%s: %d bytes from %d on the wire", e, len(r.Body), r.Wire)
		}
		at := serve(t, sends(e, p[:len(p)/2]))
		r, err := get(t, Request{URL: at, AllowPrivate: true})
		if err == nil && !r.Cut {
			t.Errorf("%s: half of it is taken as whole", e)
		}
	}
	twice := packed(t, "br", bytes.NewReader(packed(t, "gzip", strings.NewReader(text))))
	for name, c := range map[string]struct {
		encoding string
		body     []byte
	}{
		"gzip, then br":       {"gzip, br", twice},
		"a gzip file":         {"", packed(t, "gzip", strings.NewReader(text))},
		"says gzip, is plain": {"gzip", []byte(text)},
		"identity":            {"identity", []byte(text)},
		"x-gzip":              {"X-GZIP", packed(t, "gzip", strings.NewReader(text))},
	} {
		r := mustGet(t, Request{URL: serve(t, sends(c.encoding, c.body)), AllowPrivate: true})
		if string(r.Body) != text {
			t.Errorf("%s: %d bytes", name, len(r.Body))
		}
	}
	for _, e := range []string{"compress", "gzip, gzip, gzip"} {
		if _, err := get(t, Request{URL: serve(t, sends(e, []byte(text))), AllowPrivate: true}); kindOf(err) != Broken {
			t.Errorf("%s: %v", e, err)
		}
	}
}

func TestDamagedGzipGivesWhatCameBefore(t *testing.T) {
	p := packed(t, "gzip", strings.NewReader(strings.Repeat("abc", 50000)))
	p[len(p)-6]++ // the checksum
	r := mustGet(t, Request{URL: serve(t, sends("gzip", p)), AllowPrivate: true})
	if !r.Cut || len(r.Body) == 0 {
		t.Errorf("cut %v, %d bytes", r.Cut, len(r.Body))
	}
}

func TestCutBody(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "half")
	})
	r := mustGet(t, Request{URL: at, AllowPrivate: true})
	if !r.Cut || string(r.Body) != "half" {
		t.Errorf("%+v", r)
	}
}

// within fails the test when f allocates more live memory than most bytes or
// takes longer than d.
func within(t *testing.T, most uint64, d time.Duration, f func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > most {
		t.Errorf("%d MB were allocated, at most %d are allowed", got>>20, most>>20)
	}
	if took > d {
		t.Errorf("it took %v, at most %v are allowed", took, d)
	}
}

func TestBombs(t *testing.T) {
	for e, times := range map[string]int{"gzip": 64, "zstd": 64, "br": 1} { // frames can stand side by side, but for br
		bomb := bytes.Repeat(packed(t, e, io.LimitReader(zeros{}, 16<<20)), times)
		at := serve(t, sends(e, bomb))
		within(t, 100<<20, 3*time.Second, func() {
			if _, err := get(t, Request{URL: at, AllowPrivate: true}); kindOf(err) != TooLarge {
				t.Errorf("%s: %v", e, err)
			}
		})
	}
}

func TestLargeBodies(t *testing.T) {
	var sent atomic.Int64
	announced := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(512<<20))
		_, _ = io.CopyN(w, zeros{}, 512<<20)
	})
	silent := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n, _ := io.CopyN(w, zeros{}, 512<<20)
		sent.Add(n)
	})
	for _, at := range []string{announced, silent} {
		within(t, 100<<20, 3*time.Second, func() {
			if _, err := get(t, Request{URL: at, AllowPrivate: true}); kindOf(err) != TooLarge {
				t.Error(err)
			}
		})
	}
	if n := sent.Load(); n > 64<<20 {
		t.Errorf("%d MB were taken", n>>20)
	}
	if r := mustGet(t, Request{URL: serve(t, sends("", make([]byte, 1000))), MaxBytes: 1000, AllowPrivate: true}); len(r.Body) != 1000 {
		t.Error("a body of exactly the limit is refused")
	}
	if _, err := get(t, Request{URL: serve(t, sends("", make([]byte, 1001))), MaxBytes: 1000, AllowPrivate: true}); kindOf(err) != TooLarge {
		t.Error(err)
	}
}
