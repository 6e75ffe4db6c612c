package fetch

import (
	"fmt"
	"net/http"
	"net/url"
)

// Remedy says what a person can do about a failure, or is "".
func (e *Error) Remedy() string {
	switch e.Kind {
	case BadAddress, Broken, Redirect:
		return "check the address in a browser"
	case UnknownHost:
		return "check the spelling of the address, and whether this machine is online"
	case Unreachable:
		return "check the address, and try again later"
	case TimedOut:
		return "try again later"
	case Certificate:
		return "check this machine's date, and whether the address opens in a browser"
	case Private:
		return "if you trust it, give that address yourself"
	case TooLarge:
		return "check in a browser that it is a feed or an article"
	case Offline, Stopped: // the caller's own doing
	}
	return ""
}

// Remedy says what a person can do about an answer that is no success, or is "".
func (r *Response) Remedy() string {
	switch {
	case r.Trouble() == "":
		return ""
	case r.Status == http.StatusGone:
		return "look on the site for another address"
	case r.Status == http.StatusUnauthorized:
		return fmt.Sprintf("put them into the address, as in https://name:password@%s, or set headers for it in the configuration", hostOf(r.URL))
	case r.Status == http.StatusForbidden, r.Status == http.StatusUnavailableForLegalReasons:
		return "see whether it opens in a browser: it may want a login, or let in no programs"
	case r.Status == http.StatusTooManyRequests, r.Status >= 500, r.Status == http.StatusRequestTimeout:
		return "try again later"
	}
	return "check the address in a browser"
}

// hostOf is the host of an address that was fetched.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "example.org"
	}
	return clean(u.Host)
}
