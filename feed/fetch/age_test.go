package fetch

import (
	"net/http"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func stamp(d time.Duration) string { return noon.Add(d).Format(http.TimeFormat) }

func TestFreshFor(t *testing.T) {
	for name, c := range map[string]struct {
		header http.Header
		want   time.Duration
	}{
		"nothing":                   {http.Header{}, 0},
		"max-age":                   {http.Header{"Cache-Control": {"public, max-age=600"}}, 10 * time.Minute},
		"quoted":                    {http.Header{"Cache-Control": {`Max-Age="600"`}}, 10 * time.Minute},
		"several lines":             {http.Header{"Cache-Control": {"public", "max-age=600"}}, 10 * time.Minute},
		"beats Expires":             {http.Header{"Cache-Control": {"max-age=60"}, "Expires": {stamp(time.Hour)}}, time.Minute},
		"zero beats Expires":        {http.Header{"Cache-Control": {"max-age=0"}, "Expires": {stamp(time.Hour)}}, 0},
		"less its age":              {http.Header{"Cache-Control": {"max-age=600"}, "Age": {"120"}}, 8 * time.Minute},
		"older than that":           {http.Header{"Cache-Control": {"max-age=60"}, "Age": {"120"}}, 0},
		"no-cache":                  {http.Header{"Cache-Control": {"no-cache, max-age=600"}}, 0},
		"no-store":                  {http.Header{"Cache-Control": {"max-age=600, no-store"}}, 0},
		"for shared caches only":    {http.Header{"Cache-Control": {"s-maxage=600"}}, 0},
		"huge":                      {http.Header{"Cache-Control": {"max-age=99999999999999999999"}}, maxWait},
		"negative":                  {http.Header{"Cache-Control": {"max-age=-1"}}, 0},
		"Expires":                   {http.Header{"Expires": {stamp(time.Hour)}}, time.Hour},
		"Expires by the own clock":  {http.Header{"Expires": {stamp(9 * time.Hour)}, "Date": {stamp(8 * time.Hour)}}, time.Hour},
		"Expires in the past":       {http.Header{"Expires": {stamp(-time.Hour)}}, 0},
		"Expires that is no date":   {http.Header{"Expires": {"0"}}, 0},
		"Expires, RFC 850":          {http.Header{"Expires": {"Sunday, 22-Nov-26 13:00:00 GMT"}}, time.Hour},
		"directives of other kinds": {http.Header{"Cache-Control": {"stale-while-revalidate=600"}}, 0},
	} {
		if got := freshFor(c.header, func() time.Time { return noon }); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		status int
		text   string
		want   time.Duration
	}{
		{429, "120", 2 * time.Minute},
		{503, stamp(3 * time.Hour), 3 * time.Hour},
		{503, stamp(-3 * time.Hour), 0},
		{503, "soon", 0},
		{503, "-5", 0},
		{503, "1.5", 0},
		{429, "123456789012345678901234567890", maxWait},
		{200, "120", 0},
		{404, "120", 0},
	} {
		a := &http.Response{StatusCode: c.status, Header: http.Header{"Retry-After": {c.text}}}
		if got := retryAfter(a, func() time.Time { return noon }); got != c.want {
			t.Errorf("%d %q: %v, want %v", c.status, c.text, got, c.want)
		}
	}
}
