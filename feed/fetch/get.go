package fetch

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A Request is what is asked for.
type Request struct {
	URL          string
	Accept       string      // the Accept header; "" is */*
	ETag         string      // sent back byte for byte as If-None-Match
	LastModified string      // sent back byte for byte as If-Modified-Since
	Header       http.Header // more headers, such as credentials; only for URL's own host
	MaxBytes     int64       // of the body, decompressed; 0: the client's limit
	// Types are the media types whose body is wanted ("text/html", "image/");
	// of another type the body is not read. None means all.
	Types []string
	// Large bounds how many large bodies are in memory at a time: one that grows
	// past half a megabyte puts a value into it before it is read on, and waits until
	// it can. The caller takes the value out when it is done with the body, which
	// Response.Large says to be one of those. nil: no bound.
	Large chan struct{}
	// AllowPrivate lets the request go to a private address, as long as it stays
	// on URL's own host: the reader named that host.
	AllowPrivate bool
}

// A Response is what came back. It has a body only for a status from 200 to 299.
type Response struct {
	Status       int
	URL          string // where the answer came from, after redirects, without credentials
	Moved        string // the address that permanent redirects gave, or ""
	Downgraded   bool   // a redirect led from https to http
	ETag         string // as the server wrote it
	LastModified string // as the server wrote it
	ContentType  string
	Language     string        // the Content-Language header
	Body         []byte        // decompressed
	Cut          bool          // the body ended too soon
	Large        bool          // it holds a place in Request.Large
	Unread       bool          // the body was not read: its type was not wanted
	NotModified  bool          // 304, to a request that carried validators
	RetryAfter   time.Duration // the wait that a 429 or 503 asks for, 0 when none
	FreshFor     time.Duration // how long the answer stays fresh, 0 when it does not say
	Wire         int64         // bytes of the body on the wire
	Took         time.Duration
}

// OK reports whether the answer is a success with a body.
func (r *Response) OK() bool { return r.Status >= 200 && r.Status <= 299 }

// Get makes a request and follows its redirects. It returns an [*Error] when no
// answer could be had; an answer that is no success is a Response, see
// [Response.Trouble].
func (c *Client) Get(ctx context.Context, req Request) (*Response, error) {
	start := time.Now()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ctx, done := context.WithTimeoutCause(ctx, c.o.Timeout, errTotal)
	defer done()
	t, err := c.newTrip(req)
	if err != nil {
		return nil, err
	}
	if t.files == nil {
		gate := c.open()
		stop := context.AfterFunc(gate, func() { cancel(ErrOffline) })
		defer stop()
		if gate.Err() != nil {
			return nil, t.fail(ctx, ErrOffline)
		}
	}
	answer, err := t.follow(ctx)
	if err != nil {
		return nil, t.fail(ctx, err)
	}
	defer answer.Body.Close()
	resp, err := t.response(ctx, answer, cancel)
	if err != nil {
		return nil, t.fail(ctx, err)
	}
	resp.Took = time.Since(start)
	return resp, nil
}

// response turns the last answer of a trip into a Response.
func (t *trip) response(ctx context.Context, answer *http.Response, cancel context.CancelCauseFunc) (*Response, error) {
	h := answer.Header
	r := &Response{
		Status: answer.StatusCode, URL: Redacted(t.at), Moved: t.moved, Downgraded: t.downgraded,
		ETag: validator(h.Get("Etag")), LastModified: validator(h.Get("Last-Modified")),
		ContentType: clean(h.Get("Content-Type")), Language: clean(h.Get("Content-Language")),
		RetryAfter: retryAfter(answer, t.client.o.Now), FreshFor: freshFor(h, t.client.o.Now),
	}
	if !r.OK() {
		r.NotModified = r.Status == http.StatusNotModified && t.conditional
		return r, nil
	}
	if !wanted(r.ContentType, t.req.Types) {
		r.Unread = true
		return r, nil
	}
	limit := t.req.MaxBytes
	if limit == 0 {
		limit = t.client.o.MaxBytes
	}
	b := newBody(answer, limit, t.client.o.Stall, cancel)
	b.large, b.done = t.req.Large, ctx.Done()
	var err error
	r.Body, r.Cut, err = b.read()
	r.Wire, r.Large = b.wire, b.holds
	if err != nil && b.holds {
		<-b.large
	}
	return r, err
}

// wanted reports whether a media type is one of types. A server that names no
// type is believed to send what was asked for.
func wanted(contentType string, types []string) bool {
	if len(types) == 0 || contentType == "" {
		return true
	}
	media, _, _ := strings.Cut(contentType, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	for _, t := range types {
		if media == t || strings.HasSuffix(t, "/") && strings.HasPrefix(media, t) {
			return true
		}
	}
	return false
}

// validator is a validator as it may be kept: up to 1 KB, without line breaks.
func validator(s string) string {
	if len(s) > 1<<10 || strings.ContainsAny(s, "\r\n\x00") {
		return ""
	}
	return s
}

// RedactedText is an address without user name and password, and without what
// cannot be shown.
func RedactedText(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return clean(address)
	}
	return clean(Redacted(u))
}

// Redacted is u's text without user name and password.
func Redacted(u *url.URL) string {
	v := *u
	v.User = nil
	return v.String()
}
