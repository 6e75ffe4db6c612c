package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

func TestLength(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "1 minute", 119 * time.Second: "1 minute", 2 * time.Minute: "2 minutes", 90 * time.Minute: "90 minutes",
		2 * time.Hour: "2 hours", 47 * time.Hour: "47 hours", 48 * time.Hour: "2 days",
	} {
		if got := length(d); got != want {
			t.Errorf("%v is %q, not %q", d, got, want)
		}
	}
}

// A feed that breaks off is no failing one, and is not well.
func TestBreaksOff(t *testing.T) {
	f := feed.Feed{Health: feed.Health{LastTry: time.Now(), Failure: feed.BreaksOff}}
	if got := fares(f, time.Now()); got != feed.BreaksOff {
		t.Errorf("it fares %q", got)
	}
}

func TestTriesThatFailed(t *testing.T) {
	for n, want := range map[int]string{1: "1 try failed", 2: "2 tries failed"} {
		f := feed.Feed{Health: feed.Health{Failure: "no", Failures: n}}
		if lines := particulars(f, time.Now()); !slices.ContainsFunc(lines, func(l string) bool { return strings.HasSuffix(l, "· "+want) }) {
			t.Errorf("%d: %q", n, lines)
		}
	}
}
