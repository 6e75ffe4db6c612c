package fetch

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

func TestIsPrivate(t *testing.T) {
	for text, want := range map[string]bool{
		"8.8.8.8": false, "1.1.1.1": false, "2606:4700::1111": false, "172.15.0.1": false, "172.32.0.1": false,
		"100.63.255.255": false, "2002:808:808::1": false, "64:ff9b::808:808": false, "::ffff:8.8.8.8": false,
		"127.0.0.1": true, "127.9.9.9": true, "10.1.2.3": true, "172.16.0.1": true, "192.168.0.1": true,
		"169.254.169.254": true, "100.64.0.1": true, "0.0.0.0": true, "0.1.2.3": true, "255.255.255.255": true,
		"224.0.0.1": true, "240.0.0.1": true, "198.18.0.1": true, "192.0.0.192": true,
		"::1": true, "::": true, "fe80::1": true, "fe80::1%eth0": true, "fc00::1": true, "fd12::1": true, "ff02::1": true,
		"::ffff:127.0.0.1": true, "::ffff:10.0.0.1": true, "::127.0.0.1": true, "64:ff9b::7f00:1": true,
		"64:ff9b:1::a00:1": true, "2002:7f00:1::": true, "2001:0:0:0::1": true, "fec0::1": true, "2001:db8::1": true,
	} {
		if got := isPrivate(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestIsPrivateHost(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST.": true, "a.localhost": true, "127.0.0.1": true, "::1": true,
		"example.org": false, "8.8.8.8": false, "localhost.example.org": false,
	} {
		if isPrivateHost(host) != want {
			t.Errorf("%s: %v", host, !want)
		}
	}
}

func TestProxy(t *testing.T) {
	var asked []string
	at := serve(t, func(w http.ResponseWriter, r *http.Request) { asked = append(asked, r.RequestURI) })
	t.Setenv("HTTP_PROXY", at)
	t.Setenv("http_proxy", at)
	t.Setenv("NO_PROXY", "")
	t.Setenv("no_proxy", "")
	c := client(t, Options{})
	if _, err := c.Get(t.Context(), Request{URL: "http://feeds.example/a"}); err != nil {
		t.Fatal("a proxy of the reader's own may be on this machine:", err)
	}
	if len(asked) != 1 || asked[0] != "http://feeds.example/a" {
		t.Errorf("the proxy was asked for %q", asked)
	}
	if _, err := c.Get(t.Context(), Request{URL: "http://10.0.0.1/a"}); kindOf(err) != Private || len(asked) != 1 {
		t.Errorf("through the proxy: %v, %q", err, asked)
	}
	t.Setenv("HTTP_PROXY", "http://name:word@127.0.0.1:1")
	t.Setenv("http_proxy", "http://name:word@127.0.0.1:1")
	_, err := client(t, Options{}).Get(t.Context(), Request{URL: "http://feeds.example/a"})
	if kindOf(err) != Unreachable || strings.Contains(err.Error(), "word") {
		t.Error(err)
	}
}

func TestSameOrigin(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"http://a/", "http://a/x", true},
		{"http://a/", "http://A:80/", true},
		{"http://a/", "https://a/", true},
		{"https://a/", "http://a/", false},
		{"http://a:8080/", "https://a/", false},
		{"http://a/", "http://a:81/", false},
		{"http://a/", "http://www.a/", false},
		{"https://a/", "https://a:443/", true},
	} {
		a, _ := url.Parse(c.a)
		b, _ := url.Parse(c.b)
		if sameOrigin(a, b) != c.want {
			t.Errorf("%s → %s: %v", c.a, c.b, !c.want)
		}
	}
}
