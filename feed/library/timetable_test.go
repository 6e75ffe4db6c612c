package library

import (
	"testing"
	"time"

	"warta/feed"
	"warta/feed/fetch"
	"warta/feed/store"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) // a Sunday

func TestHold(t *testing.T) {
	for name, c := range map[string]struct {
		answer fetch.Response
		pace   feed.Pace
		want   time.Duration
	}{
		"nothing said":               {want: floor},
		"a short max-age":            {answer: fetch.Response{FreshFor: time.Minute}, want: floor},
		"a max-age":                  {answer: fetch.Response{FreshFor: 3 * time.Hour}, want: 3 * time.Hour},
		"an endless max-age":         {answer: fetch.Response{FreshFor: 365 * slowest}, want: maxFresh},
		"Retry-After":                {answer: fetch.Response{RetryAfter: 48 * time.Hour}, want: 48 * time.Hour},
		"an endless Retry-After":     {answer: fetch.Response{RetryAfter: 365 * slowest}, want: maxRetry},
		"ttl beats a shorter age":    {answer: fetch.Response{FreshFor: time.Hour}, pace: feed.Pace{TTL: 2 * time.Hour}, want: 2 * time.Hour},
		"hours of rest":              {pace: feed.Pace{SkipHours: []int{12, 13}}, want: 2 * time.Hour},
		"a day of rest":              {pace: feed.Pace{SkipDays: []time.Weekday{time.Sunday}}, want: 12 * time.Hour},
		"a day and the hour after":   {pace: feed.Pace{SkipDays: []time.Weekday{time.Sunday}, SkipHours: []int{0}}, want: 13 * time.Hour},
		"rests always: not believed": {pace: feed.Pace{SkipDays: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}, want: floor},
	} {
		if got := hold(noon, &c.answer, c.pace).Sub(noon); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestInterval(t *testing.T) {
	for name, c := range map[string]struct {
		poll store.Poll
		want time.Duration
	}{
		"new":                      {store.Poll{}, hourly},
		"posts every ten minutes":  {store.Poll{Usual: 10 * time.Minute, Newest: noon}, hourly},
		"posts twice a day":        {store.Poll{Usual: 12 * time.Hour, Newest: noon}, 6 * time.Hour},
		"posts once a month":       {store.Poll{Usual: 30 * slowest, Newest: noon}, slowest},
		"was quick, is silent now": {store.Poll{Usual: time.Hour, Newest: noon.Add(-8 * slowest)}, 12 * time.Hour},
		"failed once":              {store.Poll{Failures: 1}, hourly},
		"failed three times":       {store.Poll{Failures: 3}, 4 * time.Hour},
		"failed eight times":       {store.Poll{Failures: 8}, slowest},
		"fails for ever":           {store.Poll{Failures: 1000}, weekly},
	} {
		if got := interval(c.poll, noon); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestDueJitters(t *testing.T) {
	seen := map[time.Time]bool{}
	for id := range feed.FeedID(50) {
		p := store.Poll{Feed: id, LastTry: noon.Add(-time.Minute), Due: noon}
		at := due(p, noon)
		if d := at.Sub(p.LastTry); d < hourly-hourly/10 || d > hourly+hourly/10 {
			t.Errorf("feed %d: after %v", id, d)
		}
		if at != due(p, noon.Add(time.Minute)) {
			t.Errorf("feed %d: the time changes when it is asked for again", id)
		}
		seen[at] = true
	}
	if len(seen) < 40 {
		t.Errorf("50 feeds have %d times", len(seen))
	}
}

func TestMayAsk(t *testing.T) {
	ago := func(d time.Duration) time.Time { return noon.Add(-d) }
	held := store.Poll{LastTry: ago(2 * time.Hour), Due: noon.Add(time.Hour)}
	told := held
	told.Failures = 1 // 429 or 503
	for name, c := range map[string]struct {
		poll                       store.Poll
		timetable, hour, hand, one bool
	}{
		"never asked":                    {store.Poll{}, true, true, true, true},
		"a minute ago":                   {store.Poll{LastTry: ago(time.Minute), Due: ago(time.Minute - floor)}, false, false, false, true},
		"20 minutes ago":                 {store.Poll{LastTry: ago(20 * time.Minute), Due: ago(5 * time.Minute)}, false, false, true, true},
		"an hour ago, quick":             {store.Poll{LastTry: ago(70 * time.Minute)}, true, true, true, true},
		"an hour ago, slow":              {store.Poll{LastTry: ago(70 * time.Minute), Usual: slowest}, false, true, true, true},
		"fresh for an hour more":         {held, false, false, false, true},
		"told to wait":                   {told, false, false, false, false},
		"fails, tried lately":            {store.Poll{LastTry: ago(time.Minute), Due: ago(time.Minute - floor), Failures: 5}, false, false, false, true},
		"fails, backs off":               {store.Poll{LastTry: ago(2 * time.Hour), Failures: 5}, false, true, true, true},
		"gone":                           {store.Poll{LastTry: ago(weekly), Gone: true}, false, false, false, true},
		"the guide":                      {store.Poll{Guide: true}, false, false, false, false},
		"at its hour of rest":            {store.Poll{LastTry: ago(weekly), Pace: feed.Pace{SkipHours: []int{12}}}, false, false, false, true},
		"the clock was set back an hour": {store.Poll{LastTry: noon.Add(61 * time.Minute), Due: noon.Add(80 * time.Minute)}, true, true, true, true},
		"the clock was set back a bit":   {store.Poll{LastTry: noon.Add(59 * time.Minute), Due: noon.Add(80 * time.Minute)}, false, false, false, true},
		"the clock was set back":         {store.Poll{LastTry: noon.Add(365 * slowest), Due: noon.Add(366 * slowest)}, true, true, true, true},
	} {
		for w, want := range map[wish]bool{byTimetable: c.timetable, byHour: c.hour, byHand: c.hand, byForce: c.one} {
			if got := mayAsk(c.poll, w, noon); got != want {
				t.Errorf("%s, wish %d: %v", name, w, got)
			}
		}
	}
}

func TestLineSpacesHosts(t *testing.T) {
	l := newLine[string]()
	for _, j := range []string{"a1", "a2", "a3", "b1"} {
		l.add(j[:1], j)
	}
	take := func(at time.Duration, want string, wait time.Duration) {
		t.Helper()
		got, ok, left := l.take(noon.Add(at))
		if got != want || ok != (want != "") || left != wait {
			t.Errorf("at %v: %q, wait %v; want %q, %v", at, got, left, want, wait)
		}
	}
	take(0, "a1", 0)
	take(0, "b1", 0)
	take(0, "", hostGap)
	take(hostGap, "a2", 0)
	take(5*hostGap, "", 0) // two of a are running
	l.done("a", noon.Add(5*hostGap))
	take(5*hostGap, "a3", 0)
	take(9*hostGap, "", 0)
	if l.waiting != 0 {
		t.Errorf("%d are waiting", l.waiting)
	}
}

func TestLineHoldsHosts(t *testing.T) {
	l := newLine[int]()
	l.add("a", 1)
	l.add("a", 2)
	l.add("b", 3)
	l.host("a").held = noon.Add(time.Hour)
	if j, ok, _ := l.take(noon); !ok || j != 3 {
		t.Errorf("%d, %v", j, ok)
	}
	if _, ok, wait := l.take(noon); ok || wait != time.Hour {
		t.Errorf("a held host is asked, or waited for %v", wait)
	}
	if got := l.drop("a"); len(got) != 2 || l.waiting != 0 {
		t.Errorf("%v dropped, %d waiting", got, l.waiting)
	}
	l.add("c", 4)
	if got := l.clear(); len(got) != 1 {
		t.Errorf("%v", got)
	}
	if _, ok, _ := l.take(noon.Add(weekly)); ok {
		t.Error("what was cleared is still there")
	}
}

func TestAddress(t *testing.T) {
	for typed, want := range map[string]string{
		" https://Example.org/Feed#x ": "https://example.org/Feed",
		"example.org/blog":             "https://example.org/blog",
		"feed:https://example.org/f":   "https://example.org/f",
		"feed://example.org/f":         "https://example.org/f",
		"//example.org":                "https://example.org",
		"localhost:8080/x":             "https://localhost:8080/x",
		"HTTP://example.org":           "http://example.org",
		"http://example.org:80/f":      "http://example.org/f",
		"https://[::1]:443/f":          "https://[::1]/f",
		"https://example.org:80/f":     "https://example.org:80/f",
		"http://example.org:443/f":     "http://example.org:443/f",
		"":                             "", "foo": "", "file:///etc/passwd": "", "ftp://example.org": "", "a b": "", "http://": "",
	} {
		got, _, err := address(typed)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestPagesOfOneArticle(t *testing.T) {
	parts := []part{{"http://a/1", []byte("<p>one")}, {"http://a/2", []byte("<p>two\n")}, {"http://a/3", nil}}
	got := splitPages(joinPages(parts), "http://a/1")
	if len(got) != 3 || got[1].url != "http://a/2" || string(got[1].html) != "<p>two\n" || string(got[0].html) != "<p>one" {
		t.Errorf("%q", got)
	}
	odd := []byte("<p>" + string(pageBreak))
	if got := splitPages(odd, "u"); len(got) != 1 || string(got[0].html) != string(odd) {
		t.Errorf("a break without an end: %q", got)
	}
}
