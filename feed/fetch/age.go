package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxWait bounds what a server may ask for, so that sums cannot overflow; the
// timetable has tighter bounds of its own.
const maxWait = 365 * 24 * time.Hour

// retryAfter is the wait that a 429 or 503 asks for (RFC 9110 §10.2.3): seconds,
// or a date, which is compared with the answer's own date so that a wrong clock
// on either side does not matter.
func retryAfter(answer *http.Response, now func() time.Time) time.Duration {
	if answer.StatusCode != http.StatusTooManyRequests && answer.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	text := strings.TrimSpace(answer.Header.Get("Retry-After"))
	if d, ok := seconds(text); ok {
		return d
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	return bounded(at.Sub(date(answer.Header, now)))
}

// freshFor is how long an answer stays fresh (RFC 9111 §4.2): max-age beats
// Expires, the time it spent in caches is taken off, and no-cache means that it
// is to be asked for again whenever wanted.
func freshFor(h http.Header, now func() time.Time) time.Duration {
	var maxAge time.Duration
	found := false
	for part := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			if d, ok := seconds(strings.Trim(strings.TrimSpace(value), `"`)); ok && !found {
				maxAge, found = d, true
			}
		}
	}
	if !found {
		expires, err := http.ParseTime(h.Get("Expires"))
		if err != nil {
			return 0
		}
		return bounded(expires.Sub(date(h, now)))
	}
	age, _ := seconds(strings.TrimSpace(h.Get("Age")))
	return bounded(maxAge - age)
}

// date is when an answer was made: its Date, or now.
func date(h http.Header, now func() time.Time) time.Time {
	if t, err := http.ParseTime(h.Get("Date")); err == nil {
		return t
	}
	return now()
}

// seconds reads a number of seconds; one that is too large is the largest.
func seconds(text string) (time.Duration, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return maxWait, true
	}
	return bounded(time.Duration(n) * time.Second), true
}

func bounded(d time.Duration) time.Duration { return max(0, min(d, maxWait)) }
