package library

import (
	"context"
	"fmt"
	"net"
	"testing"
	"time"

	"warta/feed"
)

// A machine without a network is no feed's failure; a host that is not there
// while another one answers is.
func TestMachineWithoutNetwork(t *testing.T) {
	s, c := newSite(t), newClock()
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 2))
	// A resolver that cannot ask anybody is what a machine without a network has.
	system := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Err: fmt.Errorf("no network")}
	}}
	t.Cleanup(func() { net.DefaultResolver = system })
	l := open(t, Options{Now: c.now})
	var list []feed.Feed
	for i := range awayHosts {
		list = append(list, feed.Feed{URL: fmt.Sprintf("http://host%d.example/feed", i)})
	}
	if _, err := l.Import(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	failures := func() (n int) {
		feeds, err := l.Feeds(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range feeds {
			n += f.Health.Failures
		}
		return n
	}
	sum := refresh(t, l)
	if !sum.Away || sum.Failed != awayHosts || failures() != 0 {
		t.Errorf("without a network: %+v, %d failures", sum, failures())
	}
	// They are asked again at once, and now another host answers.
	if _, err := l.Import(t.Context(), []feed.Feed{{URL: s.URL + "/feed"}}); err != nil {
		t.Fatal(err)
	}
	if sum := refresh(t, l); sum.Away || sum.Failed != awayHosts || failures() != awayHosts {
		t.Errorf("with a network: %+v, %d failures", sum, failures())
	}
	c.move(time.Minute)
	if sum := refresh(t, l); sum.NotDue != awayHosts+1 {
		t.Errorf("a minute later: %+v", sum)
	}
}
