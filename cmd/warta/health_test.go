package main

import (
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// Every state of a feed has its words, and a word for programs.
func TestHealthInWords(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	old := now.Add(-7 * 24 * time.Hour)
	for name, c := range map[string]struct {
		feed  feed.Feed
		state string
		words []string
	}{
		"ok":           {feed.Feed{Health: feed.Health{LastTry: now, HTTPStatus: 200}}, "ok", []string{"ok"}},
		"not modified": {feed.Feed{Health: feed.Health{LastTry: now, HTTPStatus: 304, NextTry: now.Add(time.Hour)}}, "not modified", []string{"not modified", "next try "}},
		"failing": {feed.Feed{Health: feed.Health{LastTry: now, FailingSince: old, Failures: 3, Failure: "no answer", NextTry: now.Add(time.Hour)}},
			"failing", []string{"failing since 15 Nov 2026", "no answer", "next try "}},
		"cut":      {feed.Feed{Health: feed.Health{LastTry: now, HTTPStatus: 200, Failure: feed.BreaksOff}}, "cut", []string{"the feed breaks off"}},
		"gone":     {feed.Feed{Health: feed.Health{LastTry: now, Gone: true, Failure: "410"}}, "gone", []string{"gone for good", "no longer asked"}},
		"moved":    {feed.Feed{URL: "http://b/", Health: feed.Health{LastTry: now, MovedTo: "http://b/"}}, "ok", []string{"ok", "moved to this address"}},
		"moved on": {feed.Feed{URL: "http://a/", Health: feed.Health{LastTry: now, MovedTo: "http://b/"}}, "ok", []string{"moved to http://b/"}},
		"silent":   {feed.Feed{Health: feed.Health{LastTry: now, Newest: old, Usual: 24 * time.Hour}}, "silent", []string{"silent since 15 Nov 2026"}},
		"quiet":    {feed.Feed{Health: feed.Health{LastTry: now, Newest: old, Usual: 30 * time.Hour}}, "ok", []string{"ok"}},
		"new":      {feed.Feed{}, "new", []string{"not fetched yet"}},
		"built in": {feed.Feed{Guide: true}, "built in", []string{"built in"}},
	} {
		packed := packFeeds([]feed.Feed{c.feed}, now)[0].Health
		if packed.State != c.state {
			t.Errorf("%s: the state is %q", name, packed.State)
		}
		for _, word := range c.words {
			if !strings.Contains(packed.Words, word) {
				t.Errorf("%s: %q is not in %q", name, word, packed.Words)
			}
		}
	}
}
