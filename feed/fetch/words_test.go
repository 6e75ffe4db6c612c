package fetch

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"unicode"
)

// raw serves bytes as they are to every connection.
func raw(t *testing.T, answer string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = http.ReadRequest(bufio.NewReader(c))
			_, _ = io.WriteString(c, answer)
			c.Close()
		}
	}()
	return "http://" + l.Addr().String()
}

func TestFailuresInWords(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secure.Close)
	plain := serve(t, func(http.ResponseWriter, *http.Request) {})
	for name, c := range map[string]struct {
		url, words string
		kind       Kind
	}{
		"refused":         {closed.URL, "refuses", Unreachable},
		"no such name":    {"http://nothing.invalid/", "DNS", UnknownHost},
		"certificate":     {secure.URL, "certificate", Certificate},
		"no TLS there":    {strings.Replace(plain, "http:", "https:", 1), "https", Certificate},
		"hangs up":        {raw(t, ""), "closed the connection", Unreachable},
		"no HTTP":         {raw(t, "SSH-2.0-\x1b]52;c;x\x07 \u202e\r\n"), "cannot be read", Broken},
		"bad header":      {raw(t, "HTTP/1.1 200 OK\r\nA\x1b[31m: x\r\n\r\n"), "cannot be read", Broken},
		"half a header":   {raw(t, "HTTP/1.1 200 OK\r\nA: "), "closed the connection", Unreachable},
		"header too long": {raw(t, "HTTP/1.1 200 OK\r\nA: "+strings.Repeat("a", 1<<20)+"\r\n\r\n"), "cannot be read", Broken},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := get(t, Request{URL: c.url, AllowPrivate: true})
			if kindOf(err) != c.kind || !strings.Contains(err.Error(), c.words) {
				t.Fatalf("%v (kind %d, want %d)", err, kindOf(err), c.kind)
			}
			for _, r := range err.Error() {
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Errorf("%q carries %U", err.Error(), r)
				}
			}
		})
	}
}

func TestReasonPhraseIsNotShown(t *testing.T) {
	for _, line := range []string{"503 \x1b]52;c;x\x07", "599 \x1b[31mred", "404 \u202etxt"} {
		r := mustGet(t, Request{URL: raw(t, "HTTP/1.1 "+line+"\r\nContent-Length: 0\r\n\r\n"), AllowPrivate: true})
		if r.Trouble() == "" || strings.ContainsAny(r.Trouble(), "\x1b\x07\u202e") {
			t.Errorf("%q", r.Trouble())
		}
	}
}

func TestTroubleNamesTheStatus(t *testing.T) {
	for status := 300; status < 600; status++ {
		if r := (&Response{Status: status}); status != 304 && !strings.Contains(r.Trouble(), fmt.Sprint(status)) {
			t.Errorf("%d: %q", status, r.Trouble())
		}
	}
}

func TestConnectionErrors(t *testing.T) {
	wrap := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	for _, c := range []struct {
		err  error
		want Kind
	}{
		{wrap(&net.DNSError{Err: "no such host", IsNotFound: true}), UnknownHost},
		{wrap(&net.DNSError{Err: "timeout", IsTimeout: true}), UnknownHost},
		{wrap(&net.DNSError{Err: "server misbehaving", IsTemporary: true}), UnknownHost},
		{wrap(syscall.ENETUNREACH), Unreachable},
		{wrap(syscall.Errno(10061)), Unreachable},
		{wrap(syscall.ECONNRESET), Unreachable},
		{&net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}, Unreachable},
		{errors.New("http2: server sent GOAWAY \x1b[0m"), Broken},
		{wrap(context.DeadlineExceeded), TimedOut},
	} {
		trip, err := New(Options{}).newTrip(Request{URL: "http://example.org/"})
		if err != nil {
			t.Fatal(err)
		}
		if got := trip.fail(t.Context(), c.err); kindOf(got) != c.want {
			t.Errorf("%v: %v", c.err, got)
		}
	}
}
