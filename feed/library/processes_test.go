package library

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// Killed at any moment of a refresh, nothing is lost and nothing doubled.
func TestKilledDuringRefresh(t *testing.T) {
	const feeds, kills = 80, 6
	port := startCrowd(t)
	dir := t.TempDir()
	importCrowd(t, dir, feeds, port)
	random := rand.New(rand.NewPCG(1, 2))
	marked := map[string]bool{}
	for i := range kills {
		clock := time.Duration(i) * 2 * time.Hour
		cmd, _, out := play(t, "refresh", "WARTA_TEST_DIR="+dir, "WARTA_TEST_TALK=1", "WARTA_TEST_CLOCK="+clock.String())
		for range random.IntN(feeds / 2) {
			if !out.Scan() {
				break
			}
		}
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		checkCrowd(t, dir, marked)
	}
	cmd, _, out := play(t, "refresh", "WARTA_TEST_DIR="+dir, "WARTA_TEST_CLOCK=24h")
	var sum feed.Summary
	if !out.Scan() || json.Unmarshal(out.Bytes(), &sum) != nil || cmd.Wait() != nil {
		t.Fatalf("the last refresh says %q", out.Text())
	}
	if n := checkCrowd(t, dir, marked); n != 20*feeds || sum.Failed > 0 {
		t.Errorf("%d entries, %+v", n, sum)
	}
}

func importCrowd(t *testing.T, dir string, n, port int) {
	t.Helper()
	l := open(t, Options{Dir: dir})
	var feeds []feed.Feed
	for i := range n {
		feeds = append(feeds, feed.Feed{URL: crowdAddress(i, port)})
	}
	if got, err := l.Import(t.Context(), feeds); err != nil || got != n {
		t.Fatal(got, err)
	}
}

// checkCrowd looks at what a killed process left: every entry once, every feed
// whole or not at all, every mark. It marks one more, and counts the entries.
func checkCrowd(t *testing.T, dir string, marked map[string]bool) int {
	t.Helper()
	l, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if d := l.Damage(); d != "" {
		t.Fatal(d)
	}
	of := map[feed.FeedID]int{}
	titles := map[string]bool{}
	list := headlines(t, l, "")
	for _, h := range list {
		of[h.Feed]++
		if titles[h.Title] {
			t.Errorf("%s is there twice", h.Title)
		}
		titles[h.Title] = true
		if h.Starred != marked[h.Title] {
			t.Errorf("%s: starred %v", h.Title, h.Starred)
		}
	}
	for id, n := range of {
		if n != 20 {
			t.Errorf("feed %d has %d entries", id, n)
		}
	}
	for title := range marked {
		if !titles[title] {
			t.Errorf("%s is lost", title)
		}
	}
	if len(list) > 0 {
		h := list[len(marked)%len(list)]
		if _, err := l.Mark(t.Context(), []feed.EntryID{h.ID}, feed.MarkStarred); err != nil {
			t.Fatal(err)
		}
		marked[h.Title] = true
	}
	return len(list)
}

// Two processes that refresh at the same time ask every feed once.
func TestTwoProcessesShareARefresh(t *testing.T) {
	const feeds = 40
	port := startCrowd(t)
	dir := t.TempDir()
	importCrowd(t, dir, feeds, port)
	_, _, first := play(t, "refresh", "WARTA_TEST_DIR="+dir)
	_, _, second := play(t, "refresh", "WARTA_TEST_DIR="+dir)
	var asked, notDue int
	for first.Scan() || second.Scan() {
		for _, line := range []string{first.Text(), second.Text()} {
			var sum feed.Summary
			if json.Unmarshal([]byte(line), &sum) == nil && sum.Feeds > 0 {
				asked += sum.Feeds - sum.NotDue
				notDue += sum.NotDue
			} else if strings.Contains(line, "error") {
				t.Error(line)
			}
		}
	}
	if asked != feeds || notDue != feeds {
		t.Errorf("%d were asked, %d were not due", asked, notDue)
	}
}

// What another process stores is told to this one's screen within a second.
func TestOtherProcessesAreNoticed(t *testing.T) {
	dir := t.TempDir()
	here := open(t, Options{Dir: dir})
	s := newSite(t)
	s.text("/feed", "text/xml", rss(s.URL, "F", 1, 2))
	here.Start()
	var revision int64
	await(t, here, "the first activity", func(a feed.Activity) bool { revision = a.Revision; return revision > 0 })
	there := open(t, Options{Dir: dir})
	start := time.Now()
	subscribe(t, there, s.URL+"/feed")
	await(t, here, "the other's commit", func(a feed.Activity) bool { return a.Revision > revision })
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("it took %v", took)
	}
	if n := len(headlines(t, here, "unread")); n != 2 {
		t.Errorf("%d headlines", n)
	}
}
