package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// bombHead begins a feed.
const bombHead = `<rss version="2.0"><channel><title>T</title>`

// Credentials get to the host they are for, by every way of giving them, and to
// nobody's eyes: not to another host, not into a list, an export or an error.
func TestCredentials(t *testing.T) {
	const secret = "sesame"
	other := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		for name, values := range r.Header {
			if strings.Contains(strings.Join(values, " "), secret) || name == "Authorization" {
				t.Errorf("another host was sent %s: %s", name, values)
			}
		}
		fmt.Fprint(w, bombHead+"<item><title>Elsewhere</title></item></channel></rss>")
	})
	checks := map[string]func(http.Header) bool{
		"/basic":  func(h http.Header) bool { return h.Get("Authorization") == "Basic bmFtZTpzZXNhbWU=" },
		"/bearer": func(h http.Header) bool { return h.Get("Authorization") == "Bearer "+secret },
		"/cookie": func(h http.Header) bool { return h.Get("Cookie") == "session="+secret },
		"/custom": func(h http.Header) bool { return h.Get("X-Api-Key") == secret },
		"/away":   func(h http.Header) bool { return h.Get("X-Api-Key") == secret },
	}
	var refused atomic.Bool // /basic, from some time on
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		check := checks[r.URL.Path]
		switch {
		case check == nil || !check(r.Header) || r.URL.Path == "/basic" && refused.Load():
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/away": // to the same machine under another port
			http.Redirect(w, r, other.URL, http.StatusFound)
		default:
			fmt.Fprintf(w, bombHead+"<item><title>Entry of %s</title></item></channel></rss>", r.URL.Path)
		}
	})
	config := writeFile(t, "config.toml", fmt.Sprintf(`[headers."%[1]s/bearer"]
Authorization = "Bearer %[2]s"
[headers."%[1]s/cookie"]
Cookie = "session=%[2]s"
[headers."%[1]s/custom"]
X-Api-Key = "%[2]s"
[headers."%[1]s/away"]
X-Api-Key = "%[2]s"
Authorization = "Bearer %[2]s"
`, server.URL, secret))
	env := environment(t.TempDir())
	typed := strings.Replace(server.URL, "://", "://name:"+secret+"@", 1) + "/basic"
	urls := writeFile(t, "urls", typed+"\n"+server.URL+"/bearer\n"+server.URL+"/cookie\n"+server.URL+"/custom\n"+server.URL+"/away\n")
	said := done(t, env, "import", urls)
	out, errOut, code := command(t, env, "--config", config, "refresh", "--no-articles")
	said += out + errOut
	if code != exitDone || !strings.Contains(out, "5 new") || !strings.Contains(out, " 0 failed") {
		t.Errorf("%d: %s%s", code, out, errOut)
	}
	for _, args := range [][]string{{"feeds"}, {"feeds", "--json"}, {"list", "--json"}, {"export"}, {"export", "--format", "json"}, {"doctor"}} {
		out, errOut, _ := command(t, env, append([]string{"--config", config}, args...)...)
		said += out + errOut
	}
	// And when it is refused, the reason has none of it, either.
	refused.Store(true)
	out, errOut, _ = command(t, append(env, "WARTA_CLOCK_OFFSET=3h"), "--config", config, "refresh", "--no-articles", "--json")
	said += out + errOut
	if !strings.Contains(out, "401") {
		t.Errorf("nothing is said of the refusal: %s", out)
	}
	if i := strings.Index(said, secret); i >= 0 {
		t.Errorf("it is shown: %q", said[max(0, i-80):i+20])
	}
}

// Requests go through the proxy that the environment names.
func TestProxyOfTheEnvironment(t *testing.T) {
	proxy := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host != "feeds.example" || r.URL.Path != "/feed" {
			t.Errorf("the proxy was asked for %s", r.URL)
		}
		fmt.Fprint(w, bombHead+"<item><title>Through the proxy</title></item></channel></rss>")
	})
	env := environment(t.TempDir(), "http_proxy="+proxy.URL)
	done(t, env, "import", writeFile(t, "urls", "http://feeds.example/feed\n"))
	if out := done(t, env, "refresh", "--no-articles"); !strings.Contains(out, "1 new") {
		t.Error(out)
	}
}

// A refresh fails when all feeds failed, and not when some did.
func TestRefreshFailsWithAll(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/good" {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		fmt.Fprint(w, bombHead+"<item><title>A</title></item></channel></rss>")
	})
	for paths, want := range map[string]int{"/bad": exitFailed, "/bad /worse": exitFailed, "/bad /good": exitDone} {
		env := environment(t.TempDir())
		urls := ""
		for path := range strings.FieldsSeq(paths) {
			urls += server.URL + path + "\n"
		}
		done(t, env, "import", writeFile(t, "urls", urls))
		if out, errOut, code := command(t, env, "refresh"); code != want || strings.Count(out, "feeds: ") != 1 && strings.Count(out, "feed: ") != 1 {
			t.Errorf("%s: %d, %s%s", paths, code, out, errOut)
		}
	}
}

// writeFile writes a file and is its path.
func writeFile(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
