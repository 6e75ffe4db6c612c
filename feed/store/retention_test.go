package store

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// aged are n entries, each a day older than the one before.
func aged(n int) []feed.Entry {
	var list []feed.Entry
	for i := range n {
		e := entry(fmt.Sprintf("g%d /%d day %d", i, i, i))
		e.Published = noon.Add(-time.Duration(i) * 24 * time.Hour)
		list = append(list, e)
	}
	return list
}

func TestRetention(t *testing.T) {
	for _, c := range []struct {
		name string
		r    Retention
		left []string
	}{
		{"nothing", Retention{}, []string{"day 0", "day 1", "day 2", "day 3", "day 4", "day 5"}},
		{"age", Retention{MaxAge: 36 * time.Hour}, []string{"day 0", "day 1", "day 2", "day 3", "day 4"}},
		{"age, unread too", Retention{MaxAge: 36 * time.Hour, Unread: true}, []string{"day 0", "day 1", "day 3", "day 4"}},
		{"number", Retention{MaxPerFeed: 1, Unread: true}, []string{"day 0", "day 3", "day 4"}},
		{"number of read ones", Retention{MaxPerFeed: 2}, []string{"day 0", "day 1", "day 2", "day 3", "day 4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStore(t)
			id := subscribe(t, s, "https://example.org/feed", "")
			list := aged(6)
			save(t, s, id, list...)
			if _, err := s.news.conn.ExecContext(t.Context(), `UPDATE entry SET first_seen = published`); err != nil {
				t.Fatal(err)
			}
			byTitle := map[string]feed.EntryID{}
			headlines, _ := s.Headlines(t.Context(), feed.Query{}, feed.Window{Limit: 9})
			for _, h := range headlines {
				byTitle[h.Title] = h.ID
			}
			mark(t, s, feed.MarkRead, byTitle["day 3"], byTitle["day 4"], byTitle["day 5"], byTitle["day 0"])
			mark(t, s, feed.MarkStarred, byTitle["day 3"])
			mark(t, s, feed.MarkSaved, byTitle["day 4"])
			removed, err := s.Retain(t.Context(), c.r)
			if err != nil || removed != 6-len(c.left) {
				t.Errorf("removed %d, %v", removed, err)
			}
			// They do not come back while the feed shows them.
			if saved := save(t, s, id, list...); len(saved.New) != 0 {
				t.Errorf("%d entries came back", len(saved.New))
			}
			if got := titles(t, s, feed.Query{}); !slices.Equal(got, c.left) {
				t.Errorf("left %q, want %q", got, c.left)
			}
			if _, err := s.Tidy(t.Context()); err != nil {
				t.Error(err)
			}
			mustBeSound(t, s)
		})
	}
}

// What has just come stays a while, however old it says to be, and the guide
// stays in any case.
func TestWhatHasJustComeStays(t *testing.T) {
	at := noon
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "warta.db"), Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id := subscribe(t, s, "https://example.org/feed", "")
	guide, err := s.Subscribe(t.Context(), Subscription{URL: "warta://guide/", Guide: true})
	if err != nil {
		t.Fatal(err)
	}
	list := aged(4)
	save(t, s, id, list...)
	save(t, s, guide, list...)
	month := Retention{MaxAge: 24 * time.Hour, MaxPerFeed: 4, Unread: true}
	if n, err := s.Retain(t.Context(), month); n != 0 || err != nil {
		t.Errorf("%d went at once, %v", n, err)
	}
	at = at.Add(25 * time.Hour)
	if n, err := s.Retain(t.Context(), month); n != 4 || err != nil {
		t.Errorf("%d went, %v; want those of the feed and not those of the guide", n, err)
	}
}

// Many old entries that stay are passed over once, not for every batch of those
// that go.
func TestRetentionOfMany(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	list := aged(3 * retainBatch)
	save(t, s, id, list...)
	for _, query := range []string{`UPDATE entry SET first_seen = published`,
		`UPDATE entry SET unread = 0 WHERE id % 3 = 0`, `INSERT INTO status(entry_id, read, changed) SELECT id, 1, 0 FROM entry WHERE unread = 0`,
		`UPDATE feed_count SET unread = (SELECT sum(unread) FROM entry)`} {
		if _, err := s.news.conn.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	n, err := s.Retain(t.Context(), Retention{MaxAge: 24 * time.Hour, MaxPerFeed: 1})
	if err != nil || n < retainBatch-2 || n > retainBatch {
		t.Errorf("%d went, %v", n, err)
	}
	mustBeSound(t, s)
}

func TestNamesAreForgottenWhenTheFeedNoLongerShowsThem(t *testing.T) {
	at := noon
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "warta.db"), Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id := subscribe(t, s, "https://example.org/feed", "")
	list := aged(3)
	save(t, s, id, list...)
	all := Retention{MaxAge: time.Hour, Unread: true}
	retain := func() {
		t.Helper()
		if _, err := s.Retain(t.Context(), all); err != nil {
			t.Fatal(err)
		}
	}
	at = at.Add(24 * time.Hour)
	retain()
	for range 4 { // one of them is shown all the time
		at = at.Add(30 * 24 * time.Hour)
		if saved := save(t, s, id, list[0]); len(saved.New) != 0 {
			t.Fatalf("it came back after %v", at.Sub(noon))
		}
		retain()
	}
	if saved := save(t, s, id, list...); len(saved.New) != 2 {
		t.Errorf("%d came back, want the two that were gone from the feed", len(saved.New))
	}
	mustBeSound(t, s)
}

func TestUnsubscribeKeepsMarks(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "World")
	list := aged(4)
	one := save(t, s, id, list...).New
	mark(t, s, feed.MarkRead, one[0], one[1])
	mark(t, s, feed.MarkStarred, one[1])
	if err := s.Unsubscribe(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, feed.Query{}); len(got) != 1 {
		t.Errorf("left are %q, want the starred one", got)
	}
	if feeds, _ := s.Feeds(t.Context()); len(feeds) != 0 {
		t.Errorf("feeds = %+v", feeds)
	}
	if folders, _ := s.Folders(t.Context()); len(folders) != 0 {
		t.Errorf("folders = %+v", folders)
	}
	if due, _ := s.Due(t.Context(), noon, 0); len(due) != 0 {
		t.Errorf("due = %+v", due)
	}
	if err := s.Unsubscribe(t.Context(), id); !errors.Is(err, feed.ErrNotFound) {
		t.Errorf("unsubscribing twice: %v", err)
	}
	mustBeSound(t, s)
	if again := subscribe(t, s, "https://example.org/feed", "Lokal"); again != id {
		t.Errorf("subscribed again as %d, was %d", again, id)
	}
	save(t, s, id, list...)
	for i, want := range []feed.Status{{Read: true}, {Read: true, Starred: true}, {}, {}} {
		if h, err := s.Headline(t.Context(), one[i]); err != nil || h.Status != want || h.Folder != "Lokal" {
			t.Errorf("entry %d: %+v, %v; want %+v", one[i], h, err, want)
		}
	}
	mustBeSound(t, s)
}

func TestPolls(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	poll := func() Poll {
		t.Helper()
		list, err := s.Polls(t.Context(), id)
		if err != nil || len(list) != 1 {
			t.Fatalf("polls = %+v, %v", list, err)
		}
		return list[0]
	}
	if due, err := s.Due(t.Context(), noon, 5); err != nil || len(due) != 1 {
		t.Errorf("a new feed is not due: %+v, %v", due, err)
	}
	good := feed.Validators{ETag: `W/"1"`, LastModified: "yesterday"}
	next := noon.Add(time.Hour)
	doc := feed.Document{Title: "T", Entries: aged(3), Pace: feed.Pace{TTL: time.Hour, SkipHours: []int{3}}}
	if _, err := s.Save(t.Context(), id, Fetched{Status: 200, Validators: good, NextDue: next, BodyHash: []byte{1}}, doc); err != nil {
		t.Fatal(err)
	}
	if p := poll(); p.Validators != good || !p.Due.Equal(next) || p.BodyHash[0] != 1 || p.Pace.TTL != time.Hour || p.Usual != 24*time.Hour ||
		!p.Newest.Equal(noon) || !p.LastOK.Equal(noon) {
		t.Errorf("after a good fetch: %+v", p)
	}
	if due, _ := s.Due(t.Context(), noon, 5); len(due) != 0 {
		t.Errorf("due at once: %+v", due)
	}
	note := func(f Fetched) {
		t.Helper()
		if err := s.Note(t.Context(), id, f); err != nil {
			t.Fatal(err)
		}
	}
	note(Fetched{Status: 500, Failure: "500 Internal Server Error", Validators: feed.Validators{ETag: "bad"}, NextDue: next})
	note(Fetched{At: noon.Add(time.Minute), Status: 0, Failure: "no answer", NextDue: next, Candidates: []string{"https://x/"}})
	f, err := s.Feed(t.Context(), id)
	if p := poll(); err != nil || p.Validators != good || p.Failures != 2 || !f.Health.FailingSince.Equal(noon) || f.Health.Failure != "no answer" ||
		len(f.Health.Candidates) != 1 {
		t.Errorf("after failures: %+v, %+v, %v", p, f.Health, err)
	}
	note(Fetched{Status: 304, NotModified: true, Validators: feed.Validators{ETag: "2"}, NextDue: next})
	if p := poll(); p.Validators != (feed.Validators{ETag: "2", LastModified: "yesterday"}) || p.Failures != 0 {
		t.Errorf("after a 304 with a new ETag: %+v", p)
	}
	if saved, err := s.Save(t.Context(), id, Fetched{Status: 200, MovedTo: "https://new.example/feed"}, doc); err != nil || !saved.Moved {
		t.Errorf("moving: %+v, %v", saved, err)
	}
	if p := poll(); p.Validators != (feed.Validators{}) || p.URL != "https://new.example/feed" {
		t.Errorf("after a 200 without validators, elsewhere: %+v", p)
	}
	note(Fetched{Status: 410, Failure: "gone", Gone: true})
	if due, _ := s.Due(t.Context(), noon.Add(1000*time.Hour), 5); len(due) != 0 {
		t.Errorf("a feed that is gone is due: %+v", due)
	}
}

// What a killed process holds does not keep others waiting.
func TestLeaseOfAProcessThatIsNoMore(t *testing.T) {
	s := newStore(t)
	dead := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(Owner(), "@")
	for _, c := range []struct {
		holder string
		want   bool
	}{
		{fmt.Sprintf("%d@%s", dead.Process.Pid, rest), true},
		{fmt.Sprintf("%d@%s", os.Getpid(), rest), false},
		{fmt.Sprintf("%d@elsewhere@1", dead.Process.Pid), false},
	} {
		if ok, err := s.Lease(t.Context(), c.holder, c.holder, time.Minute); err != nil || !ok {
			t.Fatal(ok, err)
		}
		if ok, err := s.Lease(t.Context(), c.holder, Owner(), time.Minute); err != nil || ok != c.want {
			t.Errorf("held by %s: %v, %v", c.holder, ok, err)
		}
	}
}

func TestLease(t *testing.T) {
	at := noon
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "warta.db"), Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, c := range []struct {
		after time.Duration
		owner string
		want  bool
	}{{0, "a", true}, {0, "b", false}, {30 * time.Second, "a", true}, {45 * time.Second, "b", false}, {20 * time.Second, "b", true}, {0, "a", false}} {
		at = at.Add(c.after)
		if got, err := s.Lease(t.Context(), "fetch", c.owner, time.Minute); err != nil || got != c.want {
			t.Errorf("%v for %s = %v, %v", at.Sub(noon), c.owner, got, err)
		}
	}
	if err := s.Release(t.Context(), "fetch", "a"); err != nil {
		t.Error(err)
	}
	if got, _ := s.Lease(t.Context(), "fetch", "a", time.Minute); got {
		t.Error("a gave back what b holds")
	}
}

func TestRecordsGoRound(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	list := aged(5)
	list[1].Enclosures = []feed.Enclosure{{URL: "https://e/1.mp3", Type: "audio/mpeg", Length: 9, Title: "One"}}
	list[1].Categories, list[1].Summary, list[1].Updated = []string{"a", "b"}, "<p>s</p>", noon.Add(123*time.Microsecond)
	list[2].GUID, list[2].Language, list[2].Image, list[2].Comments, list[2].PublishedRaw = "", "id-ID", "https://i/", "https://c/", "gestern"
	ids := save(t, s, id, list...).New
	mark(t, s, feed.MarkStarred, ids[1])
	mark(t, s, feed.MarkRead, ids[2])
	if err := s.SavePage(t.Context(), ids[3], Page{URL: "https://p/", HTML: []byte("<p>" + strings.Repeat("page ", 99)), Badge: feed.BadgeFull, Text: "page"}); err != nil {
		t.Fatal(err)
	}
	if err := s.SavePage(t.Context(), ids[4], Page{Badge: feed.BadgePaywall, Why: "subscribers only"}); err != nil {
		t.Fatal(err)
	}
	if err := s.SavePage(t.Context(), ids[0], Page{Badge: feed.BadgeFull, Article: []byte("made of the feed's own text")}); err != nil {
		t.Fatal(err)
	}
	first := records(t, s)
	other := newStore(t)
	there := subscribe(t, other, "https://example.org/feed", "")
	for range 2 { // the second time nothing is new
		n, err := other.Import(t.Context(), there, first)
		if err != nil || n != 5 && n != 0 {
			t.Errorf("import: %d, %v", n, err)
		}
	}
	second := records(t, other)
	if len(first) != 5 || len(second) != 5 {
		t.Fatalf("%d records, then %d", len(first), len(second))
	}
	for i := range first {
		first[i].ID, second[i].ID = 0, 0
		if a, b := mustJSON(first[i]), mustJSON(second[i]); a != b {
			t.Errorf("record %d\n%s\ncame back as\n%s", i, a, b)
		}
	}
	mustBeSound(t, other)
	if err := other.Rebuild(t.Context()); err != nil {
		t.Error(err)
	}
	mustBeSound(t, other)
	if got := titles(t, other, feed.Query{Where: feed.Words{Text: "page"}}); len(got) != 1 {
		t.Errorf("after rebuilding, the page is found %d times", len(got))
	}
}

func records(t testing.TB, s *Store) []feed.Record {
	t.Helper()
	var list []feed.Record
	if err := s.Records(t.Context(), func(r feed.Record) error { list = append(list, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestClosedWell(t *testing.T) {
	path := written(t)
	if !wasClosed(path) {
		t.Error("a database that was closed is not known to be")
	}
	if err := os.Chtimes(path, noon, noon); err != nil {
		t.Fatal(err)
	}
	if wasClosed(path) {
		t.Error("a database that something else wrote to counts as closed well")
	}
}
