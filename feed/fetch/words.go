package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"
)

// A Kind says what sort of failure an Error is.
type Kind int

// The kinds of failure.
const (
	Broken      Kind = iota + 1 // the server's answer cannot be read
	BadAddress                  // no address of the web
	UnknownHost                 // DNS
	Unreachable                 // refused, no route, reset
	TimedOut                    // silent, stalled or dripping
	Certificate                 // TLS
	Redirect                    // a circle, too many, or to where nothing may be fetched
	Private                     // a stranger's link to a private address
	TooLarge
	Offline // the network is turned off
	Stopped // the caller's context ended
)

// An Error says in plain words why there is no answer. Its text is free of
// control characters, credentials and what the server wrote.
type Error struct {
	Kind   Kind
	Reason string
	err    error
}

func (e *Error) Error() string { return e.Reason }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.err }

// ErrOffline is wrapped by the error of a request that was made while the
// network was turned off.
var ErrOffline = errors.New("the network is turned off")

// Causes for which a request is ended from within.
var (
	errTotal = errors.New("no whole answer in time")
	errStall = errors.New("the body stalls")
	errDrip  = errors.New("the body drips")
)

// fail puts err into words.
func (t *trip) fail(ctx context.Context, err error) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	o, host := t.client.o, clean(t.at.Hostname())
	cause := context.Cause(ctx)
	is := func(target error) bool { return errors.Is(err, target) || errors.Is(cause, target) }
	switch {
	case is(ErrOffline):
		return &Error{Offline, ErrOffline.Error(), ErrOffline}
	case is(errPrivate):
		return &Error{Private, host + " is a private address, and a link from elsewhere may not lead there", err}
	case is(errStall):
		return &Error{TimedOut, fmt.Sprintf("%s stopped sending for %v", host, o.Stall), err}
	case is(errDrip):
		return &Error{TimedOut, host + " sends too slowly", err}
	case is(errTotal):
		return &Error{TimedOut, fmt.Sprintf("%s did not send a whole answer within %v", host, o.Timeout), err}
	case is(context.DeadlineExceeded) && cause != nil:
		return &Error{TimedOut, host + " took too long", context.DeadlineExceeded}
	case is(context.Canceled):
		return &Error{Stopped, "stopped", context.Canceled}
	}
	if e := connection(host, err); e != nil {
		return e
	}
	if e := security(host, err); e != nil {
		return e
	}
	return &Error{Broken, host + " sent an answer that cannot be read: " + clean(err.Error()), err}
}

// connection puts failures to reach a host into words, or is nil.
func connection(host string, err error) error {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "proxyconnect" {
		return &Error{Unreachable, "the proxy for " + host + " cannot be reached", err}
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		switch {
		case dns.IsNotFound:
			return &Error{UnknownHost, "there is no host " + host + " (DNS)", err}
		case dns.IsTimeout:
			return &Error{UnknownHost, "the name " + host + " could not be looked up in time (DNS)", err}
		}
		return &Error{UnknownHost, "the name " + host + " could not be looked up (DNS)", err}
	}
	var timeout net.Error
	switch {
	case isErrno(err, syscall.ECONNREFUSED, 10061):
		return &Error{Unreachable, host + " refuses the connection", err}
	case isErrno(err, syscall.EHOSTUNREACH, 10065), isErrno(err, syscall.ENETUNREACH, 10051):
		return &Error{Unreachable, "there is no way to " + host + " from here", err}
	case isReset(err), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Unreachable, host + " closed the connection without a whole answer", err}
	case errors.As(err, &timeout) && timeout.Timeout():
		return &Error{TimedOut, host + " does not answer in time", err}
	}
	return nil
}

// NoNetwork reports whether a failure may be this machine's own, which is
// without a network: no name can be looked up, no host reached, and nobody has
// answered that there is none. With surely, the system says so itself.
func (e *Error) NoNetwork() (maybe, surely bool) {
	if e.err == nil {
		return false, false
	}
	surely = isErrno(e.err, syscall.ENETUNREACH, 10051) || isErrno(e.err, syscall.ENETDOWN, 10050)
	var dns *net.DNSError
	var op *net.OpError
	maybe = surely || errors.As(e.err, &dns) && !dns.IsNotFound || isErrno(e.err, syscall.EHOSTUNREACH, 10065) ||
		errors.As(e.err, &op) && op.Op == "proxyconnect"
	return maybe, surely
}

// isErrno reports whether err is a system's error number; windows gives those of
// its sockets under numbers of their own.
func isErrno(err error, unix syscall.Errno, windows syscall.Errno) bool {
	return errors.Is(err, unix) || errors.Is(err, windows)
}

func isReset(err error) bool {
	return isErrno(err, syscall.ECONNRESET, 10054) || isErrno(err, syscall.ECONNABORTED, 10053) || errors.Is(err, syscall.EPIPE)
}

// security puts failures of TLS into words, or is nil.
func security(host string, err error) error {
	var (
		name    x509.HostnameError
		unknown x509.UnknownAuthorityError
		invalid x509.CertificateInvalidError
		verify  *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		alert   tls.AlertError
	)
	reason := ""
	switch {
	case errors.As(err, &name):
		reason = "the certificate is made out to another host than " + host
	case errors.As(err, &unknown):
		reason = "the certificate of " + host + " is signed by nobody this machine trusts"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		reason = "the certificate of " + host + " has expired or is not valid yet"
	case errors.As(err, &invalid), errors.As(err, &verify):
		reason = "the certificate of " + host + " is not valid"
	case errors.As(err, &record), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		reason = host + " does not speak https on this port"
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		reason = "no secure connection to " + host + " could be agreed on"
	default:
		return nil
	}
	return &Error{Certificate, reason, err}
}

// Trouble says in words why an answer is no success, or is "". It uses the
// standard's words for a status and not the server's.
func (r *Response) Trouble() string {
	switch {
	case r.OK(), r.NotModified:
		return ""
	case r.Status == http.StatusNotModified:
		return "the server says that nothing changed, but was not asked so"
	case r.Status == http.StatusUnauthorized:
		return "the server asks for a user name and password (401)"
	case r.Status == http.StatusForbidden:
		return "the server does not let us in (403)"
	case r.Status == http.StatusNotFound:
		return "there is nothing at this address (404)"
	case r.Status == http.StatusGone:
		return "gone for good (410)"
	case r.Status == http.StatusTooManyRequests:
		return "the server asks to be left alone for a while (429)"
	case redirects(r.Status):
		return fmt.Sprintf("the server redirects without saying where to (%d)", r.Status)
	}
	text := strings.ToLower(http.StatusText(r.Status))
	if text == "" {
		text = "unknown status"
	}
	return fmt.Sprintf("the server answers %d (%s)", r.Status, text)
}

// maxWords is the longest text of a stranger that is kept in an error, in bytes.
const maxWords = 500

// clean drops what could do harm on a terminal: control characters, bidi
// controls, invalid bytes, and length.
func clean(s string) string {
	if len(s) > maxWords {
		s = s[:maxWords] + "…"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r),
			r == '\u2028', r == '\u2029', unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}
