package library

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"warta/feed"
	"warta/feed/fetch"
)

// address makes a web address of what a person typed: "example.org/blog",
// "feed:https://…", "feed://…". With guessed, it carried no scheme and https was
// taken.
func address(typed string) (address string, guessed bool, err error) {
	s := strings.TrimSpace(typed)
	if rest, ok := cutScheme(s, "feed"); ok {
		s = rest
	}
	s = strings.TrimPrefix(s, "//")
	lower := strings.ToLower(s)
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
		if i := strings.Index(s, "://"); i > 0 {
			return "", false, fmt.Errorf("%s is %w: it does not begin with http or https", redacted(s), feed.ErrNotAddress)
		}
		s, guessed = "https://"+s, true
	}
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Host, " \t\r\n") {
		return "", false, fmt.Errorf("%s is %w", redacted(typed), feed.ErrNotAddress)
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if guessed && u.Hostname() != "localhost" && u.Port() == "" && !strings.ContainsAny(u.Hostname(), ".:") {
		return "", false, fmt.Errorf("%s is %w", redacted(typed), feed.ErrNotAddress)
	}
	if u.Port() == map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		u.Host = strings.TrimSuffix(u.Host, ":"+u.Port())
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String(), guessed, nil
}

// cutScheme takes a scheme with its colon away.
func cutScheme(s, scheme string) (string, bool) {
	if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) && s[len(scheme)] == ':' {
		return s[len(scheme)+1:], true
	}
	return s, false
}

// sameHost reports whether two addresses are on one host, whatever the port.
func sameHost(a, b string) bool {
	u, err1 := url.Parse(a)
	v, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && strings.EqualFold(u.Hostname(), v.Hostname())
}

// unread is why nothing could be read at an address, with what can be done about
// it.
func unread(at string, err error) error {
	var e *fetch.Error
	wrapped := fmt.Errorf("reading %s: %w", redacted(at), offlineError(err))
	if errors.As(err, &e) && e.Remedy() != "" {
		return &feed.Advised{Err: wrapped, Remedy: e.Remedy()}
	}
	return wrapped
}

// refused is unread for an answer that is no success.
func refused(at string, r *fetch.Response) error {
	err := fmt.Errorf("reading %s: %s", redacted(at), r.Trouble())
	if r.Status == 410 {
		err = fmt.Errorf("reading %s: %w", redacted(at), feed.ErrGone)
	}
	return &feed.Advised{Err: err, Remedy: r.Remedy()}
}
