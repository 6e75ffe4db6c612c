package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// maxHops is how many redirects are followed.
const maxHops = 10

// A trip is one request on its way through its redirects.
type trip struct {
	client      *Client
	req         Request
	files       http.RoundTripper // of a private scheme, or nil
	from, at    *url.URL          // the request's own address; where the trip is now
	conditional bool              // validators were sent
	strange     bool              // it has left its own host: no more credentials
	moved       string
	temporary   bool // a redirect was not permanent: moved stays as it is
	downgraded  bool
	been        []string
}

// newTrip checks the address of a request.
func (c *Client) newTrip(req Request) (*trip, error) {
	u, err := url.Parse(strings.TrimSpace(req.URL))
	if err != nil {
		return nil, &Error{Kind: BadAddress, Reason: "this is not a web address", err: errors.Unwrap(err)}
	}
	u.Fragment, u.RawFragment = "", ""
	t := &trip{client: c, req: req, from: u, at: u, files: c.files[u.Scheme]}
	if t.files != nil {
		return t, nil
	}
	return t, t.check(u)
}

// check refuses addresses that are not on the web.
func (t *trip) check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return &Error{Kind: BadAddress, Reason: "only http and https addresses are fetched, not " + clean(u.Scheme)}
	case u.Hostname() == "":
		return &Error{Kind: BadAddress, Reason: "the address names no host"}
	}
	return nil
}

// follow makes the request, and those its redirects lead to, until an answer is
// no redirect.
func (t *trip) follow(ctx context.Context) (*http.Response, error) {
	for {
		answer, err := t.ask(ctx)
		if err != nil {
			return nil, err
		}
		place := answer.Header.Get("Location")
		if !redirects(answer.StatusCode) || place == "" {
			return answer, nil
		}
		answer.Body.Close()
		if err := t.move(answer.StatusCode, place); err != nil {
			return nil, err
		}
	}
}

func redirects(status int) bool {
	return slices.Contains([]int{301, 302, 303, 307, 308}, status)
}

// move goes to the place that a redirect names.
func (t *trip) move(status int, place string) error {
	next, err := t.at.Parse(place)
	if err != nil {
		return &Error{Kind: Redirect, Reason: "it redirects to something that is no address"}
	}
	next.Fragment, next.RawFragment = "", ""
	if t.files == nil || next.Scheme != t.from.Scheme {
		t.files = nil
		if err := t.check(next); err != nil {
			return &Error{Kind: Redirect, Reason: "it redirects to " + clean(Redacted(next)) + ", which is not on the web"}
		}
	}
	t.been = append(t.been, t.at.String())
	if slices.Contains(t.been, next.String()) {
		return &Error{Kind: Redirect, Reason: "it redirects in a circle"}
	}
	if len(t.been) > maxHops {
		return &Error{Kind: Redirect, Reason: "it redirects too many times"}
	}
	t.note(status, next)
	t.at = next
	return nil
}

// note keeps what a redirect means for the address and for credentials. An
// address is only moved while all redirects were permanent and none left https.
func (t *trip) note(status int, next *url.URL) {
	down := t.at.Scheme == "https" && next.Scheme == "http"
	t.downgraded = t.downgraded || down
	if status != http.StatusMovedPermanently && status != http.StatusPermanentRedirect || down {
		t.temporary = true
	}
	if !t.temporary {
		t.moved = Redacted(next)
	}
	if !sameOrigin(t.at, next) {
		t.strange = true
	}
}

// sameOrigin reports whether credentials for a may be sent to b: the same host
// and port, or the same host's step from http to https.
func sameOrigin(a, b *url.URL) bool {
	if !strings.EqualFold(a.Hostname(), b.Hostname()) {
		return false
	}
	if a.Scheme == b.Scheme {
		return port(a) == port(b)
	}
	return a.Scheme == "http" && b.Scheme == "https" && port(a) == "80" && port(b) == "443"
}

func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// ask sends one request to where the trip is.
func (t *trip) ask(ctx context.Context) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, Redacted(t.at), nil)
	if err != nil {
		return nil, &Error{Kind: BadAddress, Reason: "this is not a web address"}
	}
	t.setHeader(req)
	if t.files != nil {
		return t.files.RoundTrip(req)
	}
	if t.req.AllowPrivate && sameMachine(t.from.Hostname(), t.at.Hostname()) {
		return t.client.private.RoundTrip(req)
	}
	if isPrivateHost(t.at.Hostname()) {
		return nil, errPrivate
	}
	return t.client.public.RoundTrip(req)
}

// setHeader writes the header of a request.
func (t *trip) setHeader(req *http.Request) {
	set := func(name, value string) {
		if value != "" && httpguts.ValidHeaderFieldValue(value) {
			req.Header.Set(name, value)
		}
	}
	accept := t.req.Accept
	if accept == "" {
		accept = "*/*"
	}
	set("Accept", accept)
	set("Accept-Encoding", "gzip, br, zstd")
	set("User-Agent", t.client.o.UserAgent)
	set("If-None-Match", t.req.ETag)
	set("If-Modified-Since", t.req.LastModified)
	t.conditional = req.Header.Get("If-None-Match") != "" || req.Header.Get("If-Modified-Since") != ""
	if t.strange {
		return
	}
	if user := t.from.User; user != nil {
		password, _ := user.Password()
		req.SetBasicAuth(user.Username(), password)
	}
	for name, values := range t.req.Header {
		if len(values) > 0 && httpguts.ValidHeaderFieldName(name) {
			set(name, values[0])
		}
	}
}
