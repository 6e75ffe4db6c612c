package library

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"warta/feed"
)

// failure refreshes the only feed and says what its health says.
func failure(t *testing.T, l *Library) string {
	t.Helper()
	refresh(t, l)
	feeds, err := l.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return feeds[0].Health.Failure
}

func imported(t *testing.T, o Options, address string) *Library {
	t.Helper()
	l := open(t, o)
	if n, err := l.Import(t.Context(), []feed.Feed{{URL: address}}); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	return l
}

// C9: a redirect from one host to another's private address is refused.
func TestRedirectToPrivateHost(t *testing.T) {
	other := newSite(t, "127.0.0.2")
	other.text("/feed", "text/xml", rss(other.URL, "F", 1, 2))
	s := newSite(t)
	s.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", other.URL+"/feed")
		w.WriteHeader(http.StatusMovedPermanently)
	})
	l := imported(t, Options{}, s.URL+"/feed")
	if f := failure(t, l); !strings.Contains(f, "private") {
		t.Errorf("health says %q", f)
	}
	if n := len(other.asked("/feed")); n > 0 {
		t.Errorf("the private host was asked %d times", n)
	}
}

// C10: credentials stay with the host they are for.
func TestCredentialsStayWithTheirHost(t *testing.T) {
	other := newSite(t) // another port: another server
	other.text("/feed", "text/xml", rss(other.URL, "F", 1, 2))
	s := newSite(t)
	s.on("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", other.URL+"/feed")
		w.WriteHeader(http.StatusFound)
	})
	l := imported(t, Options{Headers: map[string]map[string]string{
		s.URL + "/feed": {"Authorization": "Bearer secret", "Cookie": "secret", "X-Key": "secret"},
	}}, s.URL+"/feed")
	if f := failure(t, l); f != "" {
		t.Fatal(f)
	}
	if got := s.asked("/feed")[0].Header; got.Get("Authorization") != "Bearer secret" || got.Get("X-Key") != "secret" {
		t.Errorf("the feed's own host got %v", got)
	}
	for name, values := range other.asked("/feed")[0].Header {
		if strings.Contains(strings.Join(values, " "), "secret") {
			t.Errorf("another server got %s", name)
		}
	}
}

// C11: a bad certificate is an error, and nothing is fetched.
func TestBadCertificate(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	t.Cleanup(s.Close)
	l := imported(t, Options{}, s.URL+"/feed")
	if f := failure(t, l); !strings.Contains(f, "certificate") {
		t.Errorf("health says %q", f)
	}
}

// What a page or a feed of a stranger names is fetched on its own host only when
// that is private.
func TestStrangersLinks(t *testing.T) {
	other := newSite(t, "127.0.0.2")
	other.text("/feed", "text/xml", rss(other.URL, "F", 1, 2))
	other.text("/a/1", "text/html", page("F 1", "One"))
	s := newSite(t)
	s.text("/", "text/html", `<link rel="alternate" type="application/rss+xml" href="`+other.URL+`/feed">`)
	s.text("/feed.xml", "text/xml", rss(other.URL, "F", 1, 1))
	l := open(t, Options{})
	if list, err := l.Look(t.Context(), s.URL+"/x/"); err == nil {
		t.Errorf("%+v", list)
	}
	f := subscribe(t, l, s.URL+"/feed.xml")
	id := headlines(t, l, "unread")[0].ID
	if _, err := l.FetchArticle(t.Context(), id); err == nil || !strings.Contains(err.Error(), "private") {
		t.Error(err)
	}
	if len(other.asked("/feed"))+len(other.asked("/a/1")) > 0 {
		t.Error("a stranger's link led to a private host")
	}
	h, err := l.Headline(t.Context(), id)
	if err != nil || h.Badge != feed.BadgeFailed || !strings.Contains(h.Why, "private") || f.ID != h.Feed {
		t.Errorf("%+v, %v", h, err)
	}
}

// Credentials that were typed with an address are used, and shown nowhere.
func TestTypedCredentials(t *testing.T) {
	s := newSite(t)
	s.on("/feed", func(w http.ResponseWriter, r *http.Request) {
		if user, word, ok := r.BasicAuth(); !ok || user != "name" || word != "word" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = w.Write([]byte(rss(s.URL, "F", 1, 2)))
	})
	c := newClock()
	l := open(t, Options{Now: c.now})
	f := subscribe(t, l, strings.Replace(s.URL, "//", "//name:word@", 1)+"/feed")
	if strings.Contains(f.URL, "word") {
		t.Errorf("the feed's address is %s", f.URL)
	}
	c.move(between)
	sum, err := l.RefreshNow(t.Context(), false, func(r feed.Result) {
		if strings.Contains(r.URL+r.Label+r.Failure, "word") {
			t.Errorf("a result says %+v", r)
		}
	})
	if err != nil || sum.Failed > 0 || sum.Same != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
}
