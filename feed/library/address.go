package library

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
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
			return "", false, fmt.Errorf("reading %s: only http and https addresses can be subscribed", redacted(s))
		}
		s, guessed = "https://"+s, true
	}
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Host, " \t\r\n") {
		return "", false, errors.New("this is not a web address")
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if guessed && u.Hostname() != "localhost" && u.Port() == "" && !strings.ContainsAny(u.Hostname(), ".:") {
		return "", false, fmt.Errorf("%s is not a web address", redacted(typed))
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
