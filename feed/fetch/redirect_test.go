package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// hops serves redirects: /301/302/end answers 301 to /302/end, and so on.
func hops(w http.ResponseWriter, r *http.Request) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	status, err := strconv.Atoi(first)
	if err != nil {
		return
	}
	w.Header().Set("Location", "/"+rest)
	w.WriteHeader(status)
}

func TestPermanentPrefix(t *testing.T) {
	at := serve(t, hops)
	for path, want := range map[string]string{
		"/end":                     "",
		"/301/end":                 "/end",
		"/308/301/end":             "/end",
		"/302/end":                 "",
		"/307/301/end":             "",
		"/303/end":                 "",
		"/301/302/end":             "/302/end",
		"/301/301/301/301/end":     "/end",
		"/301/307/308/302/301/end": "/307/308/302/301/end",
	} {
		r := mustGet(t, Request{URL: at + path, AllowPrivate: true})
		if got := strings.TrimPrefix(r.Moved, at); got != want || r.URL != at+"/end" {
			t.Errorf("%s: moved to %q, want %q; ended at %s", path, got, want, r.URL)
		}
	}
}

func TestCircles(t *testing.T) {
	asked := 0
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch r.URL.Path {
		case "/self":
			w.Header().Set("Location", "/self")
		case "/a":
			w.Header().Set("Location", "/b")
		case "/b":
			w.Header().Set("Location", "/a")
		case "/end":
			return
		default:
			n, _ := strconv.Atoi(r.URL.Query().Get("n"))
			w.Header().Set("Location", "?n="+strconv.Itoa(n+1))
		}
		w.WriteHeader(http.StatusMovedPermanently)
	})
	for path, most := range map[string]int{"/self": 1, "/a": 2, "/endless": 20} {
		asked = 0
		_, err := get(t, Request{URL: at + path, AllowPrivate: true})
		if kindOf(err) != Redirect || asked > most {
			t.Errorf("%s: %v after %d requests", path, err, asked)
		}
	}
}

func TestRedirectsToElsewhere(t *testing.T) {
	for _, place := range []string{"file:///etc/passwd", "ftp://a/", "javascript:1", "http://", "gopher://x/", "http://[::1", "data:,x"} {
		at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", place)
			w.WriteHeader(http.StatusFound)
		})
		if _, err := get(t, Request{URL: at, AllowPrivate: true}); kindOf(err) != Redirect {
			t.Errorf("%s: %v", place, err)
		}
	}
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusFound) })
	if r := mustGet(t, Request{URL: at, AllowPrivate: true}); r.Trouble() == "" {
		t.Error("a redirect to nowhere is taken as an answer")
	}
}

func TestCredentialsStayAtHome(t *testing.T) {
	var seen []string
	note := func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Get("Authorization")+r.Header.Get("Cookie")+r.Header.Get("X-Key"))
	}
	away := serve(t, note)
	home := serve(t, func(w http.ResponseWriter, r *http.Request) {
		note(w, r)
		switch r.URL.Path {
		case "/inside":
			w.Header().Set("Location", "/end")
			w.WriteHeader(http.StatusFound)
		case "/outside":
			w.Header().Set("Location", away)
			w.WriteHeader(http.StatusMovedPermanently)
		}
	})
	secret := http.Header{"Cookie": {"c"}, "X-Key": {"k"}}
	user := strings.Replace(home, "http://", "http://name:word@", 1)
	r := mustGet(t, Request{URL: user + "/inside", Header: secret, AllowPrivate: true})
	if want := "Basic bmFtZTp3b3Jkck"; len(seen) != 2 || seen[0] != want || seen[1] != want {
		t.Errorf("on the own host: %q", seen)
	}
	if strings.Contains(r.URL, "word") {
		t.Errorf("the answer's address carries the password: %s", r.URL)
	}
	seen = nil
	mustGet(t, Request{URL: user + "/outside", Header: secret, AllowPrivate: true})
	if len(seen) != 2 || seen[1] != "" {
		t.Errorf("on another port's server: %q", seen)
	}
}

func TestErrorsKeepSecrets(t *testing.T) {
	for _, a := range []string{"http://name:word@127.0.0.1:1/?key=k", "ftp://name:word@example.org/", "http://name:word@a b/"} {
		_, err := get(t, Request{URL: a, Header: http.Header{"Authorization": {"Bearer word"}}, AllowPrivate: true})
		for e := err; e != nil; {
			if strings.Contains(e.Error(), "word") {
				t.Errorf("%s: %v", a, e)
			}
			u, ok := e.(interface{ Unwrap() error })
			if !ok {
				break
			}
			e = u.Unwrap()
		}
	}
}

func TestPrivateHosts(t *testing.T) {
	other := serveOn(t, "127.0.0.2", func(http.ResponseWriter, *http.Request) { t.Error("a private host was asked") })
	home := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/other":
			w.Header().Set("Location", other)
		case "/localhost":
			w.Header().Set("Location", "http://localhost"+home(r)+"/end")
		case "/meta":
			w.Header().Set("Location", "http://169.254.169.254/latest")
		default:
			return
		}
		w.WriteHeader(http.StatusFound)
	})
	if _, err := get(t, Request{URL: home}); kindOf(err) != Private {
		t.Errorf("a stranger's link: %v", err)
	}
	for path, want := range map[string]Kind{"/end": 0, "/other": Private, "/meta": Private, "/localhost": 0} {
		if _, err := get(t, Request{URL: home + path, AllowPrivate: true}); kindOf(err) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// home is the port of the server that got r, with its colon.
func home(r *http.Request) string {
	_, port, _ := strings.Cut(r.Host, ":")
	return ":" + port
}

// A connection that was opened to a private host for the reader must not serve
// a stranger's link.
func TestPrivateConnectionsAreNotShared(t *testing.T) {
	at := serve(t, func(http.ResponseWriter, *http.Request) {})
	c := client(t, Options{})
	if _, err := c.Get(t.Context(), Request{URL: at, AllowPrivate: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Get(t.Context(), Request{URL: at}); kindOf(err) != Private {
		t.Error(err)
	}
}
