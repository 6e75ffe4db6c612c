package store

import (
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// all is everything that an export takes out of a store, as text.
func all(t *testing.T, s *Store) []string {
	t.Helper()
	var out []string
	feeds, err := s.FeedRecords(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		out = append(out, mustJSON(f))
	}
	for _, r := range records(t, s) {
		out = append(out, mustJSON(r))
	}
	err = s.Memories(t.Context(), func(m feed.Memory) error {
		out = append(out, mustJSON(m))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// many is a store in which everything has happened that an export must keep.
func many(t *testing.T) *Store {
	t.Helper()
	s := newParsing(t)
	one := subscribe(t, s, "https://example.org/feed", "World/Asia")
	two := subscribe(t, s, "https://example.com/feed", "")
	left := subscribe(t, s, "https://example.net/feed", "World")
	saveRule(t, s, feed.Rule{Name: "quiet", Query: "football", Do: feed.DoMute | feed.DoPrefetch})
	saveRule(t, s, feed.Rule{Name: "filed", Query: "harbour", Do: feed.DoFile | feed.DoStar, Folder: "Kept"})
	list := entries("1 /1 football today", "2 /2 harbour opens", "3 /3 rice prices", "4 /4 weather")
	list[2].Published = noon.Add(-9 * time.Hour)
	ids := save(t, s, one, list...).New
	list[2].Title, list[2].Content = "rice prices, corrected", "<p>other words than before</p>"
	save(t, s, one, list...)
	if err := s.SetPlace(t.Context(), ids[2], feed.Place{Section: 2, Block: 1, Word: 7, Quote: "than before"}); err != nil {
		t.Fatal(err)
	}
	page := Page{URL: "https://example.org/p", ContentType: "text/html; charset=iso-8859-1", HTML: []byte("<p>caf\xe9"),
		Article: []byte(`{"title":"x"}`), Version: 3, Badge: feed.BadgePaywall, Why: "subscribers only", Minutes: 4, Text: "coffee"}
	if err := s.SavePage(t.Context(), ids[3], page); err != nil {
		t.Fatal(err)
	}
	failed := Page{Badge: feed.BadgeFailed, Why: "404", RetryAt: noon.Add(time.Hour)}
	if err := s.SavePage(t.Context(), ids[0], failed); err != nil {
		t.Fatal(err)
	}
	if err := s.Note(t.Context(), two, Fetched{Status: 500, Failure: "server error", Candidates: []string{"https://a/"}, Took: time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	gone := save(t, s, left, entries("1 /n1 kept", "2 /n2 forgotten")...).New
	mark(t, s, feed.MarkSaved, gone[0])
	mark(t, s, feed.MarkRead, gone...)
	if err := s.Unsubscribe(t.Context(), left); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEverythingGoesRound puts all of a store into an empty one, in portions of
// several sizes.
func TestEverythingGoesRound(t *testing.T) {
	s := many(t)
	want := all(t, s)
	for _, portion := range []int{1, 2, 100} {
		other := newParsing(t)
		rules, err := s.Rules(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			r.ID = 0
			saveRule(t, other, r)
		}
		for range 2 { // the second time changes nothing
			bringAll(t, s, other, portion)
			got := all(t, other)
			if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
				t.Fatalf("in portions of %d there is\n%s\nwant\n%s", portion, a, b)
			}
		}
		mustBeSound(t, other)
		if h, err := other.Hidden(t.Context()); err != nil || h != (feed.Hidden{Entries: 1, Rules: 1}) {
			t.Errorf("hidden: %+v, %v", h, err)
		}
		if got := ask(t, other, "coffee or weather"); len(got) != 1 {
			t.Errorf("the search finds %q", got)
		}
		// The same document again is nothing new, and what was forgotten comes
		// back as it was left.
		again := subscribe(t, other, "https://example.net/feed", "World")
		if n := len(save(t, other, again, entries("1 /n1 kept", "2 /n2 forgotten")...).New); n != 1 {
			t.Errorf("%d entries are new", n)
		}
		if got := ask(t, other, "read forgotten"); len(got) != 1 {
			t.Errorf("the mark on what was forgotten is lost")
		}
		mustBeSound(t, other)
	}
}

func bringAll(t *testing.T, from, to *Store, portion int) {
	t.Helper()
	feeds, err := from.FeedRecords(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := to.ImportFeeds(t.Context(), feeds); err != nil {
		t.Fatal(err)
	}
	list := records(t, from)
	for len(list) > 0 {
		n := min(portion, len(list))
		if _, err := to.Restore(t.Context(), list[:n]); err != nil {
			t.Fatal(err)
		}
		list = list[n:]
	}
	err = from.Memories(t.Context(), func(m feed.Memory) error { return to.ImportMemories(t.Context(), []feed.Memory{m}) })
	if err != nil {
		t.Fatal(err)
	}
}
