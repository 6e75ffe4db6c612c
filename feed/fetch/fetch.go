// Package fetch makes one polite GET: conditional, capped, decompressed, and
// kept away from private addresses.
//
// A [Client] never retries, keeps no cookies, sends no Referer, follows
// redirects itself (so that it knows which of them were permanent), and gives up
// on servers that are silent, that drip, or that send too much. It speaks http
// and https, and private schemes whose files the caller brings. All waiting is
// bounded by the context and by [Options]; a Client starts no goroutine of its own.
package fetch

import (
	"context"
	"crypto/tls"
	"io/fs"
	"net/http"
	"net/url"
	"sync"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// Options say how a Client behaves. Zero values are replaced by the defaults
// named beside them.
type Options struct {
	UserAgent string           // "name/version (+address)"
	Timeout   time.Duration    // for a whole Get, with redirects and body: 60 s
	Header    time.Duration    // until an answer's header is there: 30 s
	Stall     time.Duration    // without a single byte of the body: 20 s
	MaxBytes  int64            // of a body, decompressed: 10 MB
	Files     map[string]fs.FS // private schemes and the files behind them
	Offline   bool             // start with the network turned off
	Now       func() time.Time // the clock, for dates in answers: time.Now
}

// A Client makes requests. It may be used from any goroutine.
type Client struct {
	o       Options
	private *http.Transport // for hosts the reader named: may dial anything
	public  *http.Transport // for hosts that strangers named
	proxy   func(*url.URL) (*url.URL, error)
	files   map[string]http.RoundTripper

	mu   sync.Mutex
	gate context.Context // done while the network is turned off
	shut context.CancelCauseFunc
}

// New makes a client. Proxies are taken from the environment as it is now.
func New(o Options) *Client {
	o = o.withDefaults()
	c := &Client{o: o, files: map[string]http.RoundTripper{}}
	c.proxy = httpproxy.FromEnvironment().ProxyFunc()
	c.private = c.transport(false)
	c.public = c.transport(true)
	for scheme, files := range o.Files {
		c.files[scheme] = http.NewFileTransportFS(files)
	}
	c.gate, c.shut = context.WithCancelCause(context.Background())
	c.SetOffline(o.Offline)
	return c
}

func (o Options) withDefaults() Options {
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	if o.Header == 0 {
		o.Header = 30 * time.Second
	}
	if o.Stall == 0 {
		o.Stall = 20 * time.Second
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = 10 << 20
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// transport makes a transport; a guarded one refuses private addresses. There
// are two of them, so that a connection to a private host which was opened for
// the reader is never used again for a stranger's link.
func (c *Client) transport(guarded bool) *http.Transport {
	d := c.dialer(guarded)
	return &http.Transport{
		Proxy:                  func(r *http.Request) (*url.URL, error) { return c.proxy(r.URL) },
		DialContext:            d.dial,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // body.go decompresses, under a limit
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    min(15*time.Second, c.o.Header),
		ResponseHeaderTimeout:  c.o.Header,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        20 * time.Second,
	}
}

// SetOffline turns the network off or on. Turning it off ends the requests that
// are running; files behind private schemes stay within reach.
func (c *Client) SetOffline(off bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if off {
		c.shut(ErrOffline)
		c.Close()
	} else if c.gate.Err() != nil {
		c.gate, c.shut = context.WithCancelCause(context.Background())
	}
}

// Offline reports whether the network is turned off.
func (c *Client) Offline() bool { return c.open().Err() != nil }

// Close closes the connections that are idle. The client may be used again.
func (c *Client) Close() {
	c.private.CloseIdleConnections()
	c.public.CloseIdleConnections()
}

// open is a context that ends when the network is turned off.
func (c *Client) open() context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gate
}
