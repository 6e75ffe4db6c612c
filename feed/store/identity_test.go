package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// long is a text that is long enough to be recognised by.
const long = "<p>The harbour office says that the ferry will run again from Monday, after three weeks.</p>"

// entry is "guid url title", "-" for none, with a text of its own.
func entry(line string) feed.Entry {
	parts := strings.SplitN(line, " ", 3)
	for i, part := range parts {
		if part == "-" {
			parts[i] = ""
		}
	}
	if strings.HasPrefix(parts[1], "/") {
		parts[1] = "https://example.org" + parts[1]
	}
	return feed.Entry{GUID: parts[0], URL: parts[1], Title: parts[2], Content: "<p>Text of " + line + ", which nobody else has.</p>"}
}

func entries(lines ...string) []feed.Entry {
	var list []feed.Entry
	for _, line := range lines {
		list = append(list, entry(line))
	}
	return list
}

// with changes entries, all of them.
func with(change func(*feed.Entry), list ...feed.Entry) []feed.Entry {
	for i := range list {
		change(&list[i])
	}
	return list
}

func published(t time.Time) func(*feed.Entry) { return func(e *feed.Entry) { e.Published = t } }
func content(text string) func(*feed.Entry)   { return func(e *feed.Entry) { e.Content = text } }
func enclosure(url string) func(e *feed.Entry) {
	return func(e *feed.Entry) { e.Enclosures = []feed.Enclosure{{URL: url}} }
}

func TestIdentity(t *testing.T) {
	yesterday := noon.Add(-24 * time.Hour)
	for _, c := range []struct {
		name    string
		polls   [][]feed.Entry
		total   int // entries in the end
		updates int // marked as updated on the way
	}{
		{"same guid, other date: one entry", [][]feed.Entry{
			with(published(yesterday), entry("g /a A")), with(published(noon), entry("g /a A"))}, 1, 0},
		{"no guid, other date: the link is the id", [][]feed.Entry{
			with(published(yesterday), entry("- /a A")), with(published(noon), entry("- /a A"))}, 1, 0},
		{"neither guid nor link, other date: title and text are the id", [][]feed.Entry{
			with(published(yesterday), entry("- - A")), with(published(noon), entry("- - A"))}, 1, 0},
		{"neither guid nor link: other text, other entry", [][]feed.Entry{
			entries("- - A"), with(content("<p>Quite another thing.</p>"), entry("- - A"))}, 2, 0},
		{"guid with spaces", [][]feed.Entry{entries("g /a A"), {func() feed.Entry { e := entry("g /a A"); e.GUID = " g\n"; return e }()}}, 1, 0},
		{"title and text change: updated in place", [][]feed.Entry{
			with(content("one"), entry("g /a A")), with(content("two"), entry("g /a B"))}, 1, 1},
		{"only markup changes: no update", [][]feed.Entry{
			with(content("<p>one  two</p>"), entry("g /a A")), with(content("<div class=x>one two</div>"), entry("g /a A"))}, 1, 0},
		{"only an enclosure changes: no update", [][]feed.Entry{
			with(enclosure("https://e/1"), entry("g /a A")), with(enclosure("https://e/2"), entry("g /a A"))}, 1, 0},
		{"one guid for all, links differ", [][]feed.Entry{
			with(content("x"), entries("g /a A", "g /b B", "g /c C")...), with(content("x"), entries("g /c C", "g /a A", "g /b B")...)}, 3, 0},
		{"one guid for all, then only new ones", [][]feed.Entry{
			with(content("x"), entries("g /a A", "g /b B")...), with(content("x"), entries("g /c C", "g /d D")...)}, 4, 0},
		{"one guid and link for all, titles differ", [][]feed.Entry{
			with(content("x"), entries("g /a A", "g /a B")...), with(content("x"), entries("g /a C", "g /a B")...)}, 3, 0},
		{"one link for all and no guid", [][]feed.Entry{
			with(content("x"), entries("- / A", "- / B")...), with(content("x"), entries("- / B", "- / C")...)}, 3, 0},
		{"one link for all, no guid, no titles: texts differ", [][]feed.Entry{{
			with(content("first note"), entry("- / -"))[0], with(content("second note"), entry("- / -"))[0]}}, 2, 0},
		{"twice the same in a document", [][]feed.Entry{entries("g /a A", "g /a A")}, 1, 0},
		{"unreliable later: the first keeps its entry", [][]feed.Entry{
			with(content("x"), entry("g /a A")), with(content("x"), entries("g /b B", "g /a A")...)}, 2, 0},
		{"guid from http to https", [][]feed.Entry{
			entries("http://example.org/a /a A"), with(content("new text"), entry("https://www.example.org/a/ /a B"))}, 1, 1},
		{"guid gets a tracker", [][]feed.Entry{
			entries("https://example.org/a?p=1 /a A"), entries("https://example.org/a?utm_source=rss&p=1&fbclid=3 /b A")}, 1, 1},
		{"guid changes, link and title stay", [][]feed.Entry{entries("g1 /a A"), with(content("x"), entry("g2 /a A"))}, 1, 1},
		{"guid goes away, link stays", [][]feed.Entry{entries("g1 /a A"), with(content("x"), entry("- /a B"))}, 1, 1},
		{"a fragment tells entries apart", [][]feed.Entry{entries("- /log#monday A"), entries("- /log#tuesday B")}, 2, 0},
		{"a page for all: another guid, another entry", [][]feed.Entry{entries("g1 /show A"), entries("g2 /show B")}, 2, 0},
		{"the site for all", [][]feed.Entry{entries("g1 https://example.org/ A"), entries("g2 https://example.org/ A")}, 2, 0},
		{"alias of an entry that is there too", [][]feed.Entry{
			entries("http://example.org/a - A"), entries("http://example.org/a - A", "https://example.org/a - B")}, 2, 0},
		{"all ids change, one entry, same text", [][]feed.Entry{
			with(content(long), entry("g1 /a A")), with(content(long), entry("g2 /b A"))}, 1, 0},
		{"all ids change, same title and date", [][]feed.Entry{
			with(published(yesterday), with(content("x"), entry("g1 /?p=1 A"))...),
			with(published(yesterday), with(content("y"), entry("g2 /slug A"))...)}, 1, 1},
		{"host changes, a zone was mistaken", [][]feed.Entry{
			with(published(yesterday), with(content("x"), entry("g1 https://old.example/2026/a A"))...),
			with(published(yesterday.Add(7*time.Hour)), with(content("y"), entry("g2 https://new.example/2026/a A"))...)}, 1, 1},
		{"a title that comes back every day", [][]feed.Entry{
			with(published(yesterday), with(content("x"), entry("g1 /mon Briefing"))...),
			with(published(noon), with(content("y"), entry("g2 /tue Briefing"))...)}, 2, 0},
		{"repair stops at three", [][]feed.Entry{
			texts(5, "a", "/a"), texts(5, "b", "/b")}, 7, 0},
		{"no repair where two look alike", [][]feed.Entry{
			with(content(long), entries("g1 /a A", "g2 /b A")...), with(content(long), entry("g3 /c A"))}, 3, 0},
		{"no repair where two come that look like one", [][]feed.Entry{
			with(content(long), entry("g1 /a A")), with(content(long), entries("g3 /c A", "g4 /d A")...)}, 3, 0},
		{"no repair of an entry that is still there", [][]feed.Entry{
			with(content(long), entry("g1 /a A")), with(content(long), entries("g1 /a A", "g3 /c A")...)}, 2, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStore(t)
			id := subscribe(t, s, "https://example.org/feed", "")
			updates := 0
			for _, poll := range c.polls {
				updates += len(save(t, s, id, poll...).Updated)
			}
			// Asked again, the last document brings nothing.
			if again := save(t, s, id, c.polls[len(c.polls)-1]...); len(again.New)+len(again.Updated) > 0 {
				t.Errorf("the same again brings %+v", again)
			}
			if got := titles(t, s, feed.Query{}); len(got) != c.total || updates != c.updates {
				t.Errorf("%d entries %q and %d updates, want %d and %d", len(got), got, updates, c.total, c.updates)
			}
			mustBeSound(t, s)
		})
	}
}

// texts are n entries whose texts do not depend on their ids.
func texts(n int, guid, path string) []feed.Entry {
	var list []feed.Entry
	for i := range n {
		e := entry(fmt.Sprintf("%s%d %s%d Title", guid, i, path, i))
		e.Content = fmt.Sprintf("%s and this is number %d", long, i)
		list = append(list, e)
	}
	return list
}

func TestTheSameGUIDInTwoFeeds(t *testing.T) {
	s := newStore(t)
	save(t, s, subscribe(t, s, "https://a.example/feed", ""), entry("1 /a A"))
	save(t, s, subscribe(t, s, "https://b.example/feed", ""), entry("1 /a A"))
	if got := titles(t, s, feed.Query{}); len(got) != 2 {
		t.Errorf("entries = %q, want one of each feed", got)
	}
}

func TestAnUpdateKeepsMarksAndTheFormerState(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	e := with(content(long), entry("g /a Old title"))[0]
	one := save(t, s, id, e).New[0]
	before, _ := s.Headline(t.Context(), one)
	mark(t, s, feed.MarkRead, one)
	mark(t, s, feed.MarkStarred, one)
	e.Title, e.Content, e.Published = "New title", "<p>other</p>", noon.Add(-time.Hour)
	if saved := save(t, s, id, e); len(saved.Updated) != 1 || len(saved.New) != 0 {
		t.Fatalf("saved = %+v", saved)
	}
	h, err := s.Headline(t.Context(), one)
	if err != nil || !h.Read || !h.Starred || !h.Updated || h.Title != "New title" || !h.Published.Equal(before.Published) {
		t.Errorf("headline = %+v, %v; was %+v", h, err, before)
	}
	list, err := s.Revisions(t.Context(), one)
	if err != nil || len(list) != 1 || list[0].Title != "Old title" || list[0].Content != long || !list[0].Until.Equal(noon) {
		t.Errorf("revisions = %+v, %v", list, err)
	}
	if got := titles(t, s, feed.Query{Where: feed.Words{Text: "harbour"}}); len(got) != 0 {
		t.Errorf("the former text is still found: %q", got)
	}
	mustBeSound(t, s)
}

func TestDatesAreClampedOnce(t *testing.T) {
	for _, c := range []struct {
		name      string
		published time.Time
		want      time.Time
	}{
		{"past", noon.Add(-48 * time.Hour), noon.Add(-48 * time.Hour)},
		{"a zone ahead", noon.Add(13 * time.Hour), noon.Add(13 * time.Hour)},
		{"far future", noon.Add(100 * time.Hour), noon},
		{"none", time.Time{}, noon},
		{"before feeds", time.Date(1970, 1, 1, 0, 0, 1, 0, time.UTC), noon},
		{"earliest", earliest, earliest},
		{"year 9999", time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), noon},
	} {
		got := sortDate(feed.Entry{Published: c.published}, noon, false)
		if got != c.want.Unix() {
			t.Errorf("%s: %v, want %v", c.name, time.Unix(got, 0).UTC(), c.want)
		}
	}
	if !isCalendar(with(published(noon.Add(time.Hour)), entries("1 /1 A", "2 /2 B")...), noon) {
		t.Error("a feed of future dates is no calendar")
	}
	if isCalendar(append(with(published(noon.Add(time.Hour)), entry("1 /1 A")), with(published(noon), entry("2 /2 B"))...), noon) {
		t.Error("a feed with one future date of two is a calendar")
	}
}

func TestUndatedEntriesKeepTheOrderOfTheirDocument(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	save(t, s, id, entries("1 /1 A", "2 /2 B", "3 /3 C")...)
	if got := titles(t, s, feed.Query{}); !slices.Equal(got, []string{"A", "B", "C"}) {
		t.Errorf("list = %q", got)
	}
}

func TestPlainAddress(t *testing.T) {
	for in, want := range map[string]string{
		"http://www.Example.org/a/":                   "example.org/a",
		"https://example.org/a?utm_source=x&id=1":     "example.org/a?id=1",
		"https://example.org/a?id=1&fbclid=2#utm_x=1": "example.org/a?id=1",
		"https://example.org/a#part":                  "example.org/a#part",
		"https://example.org":                         "",
		"https://example.org/?utm_medium=rss":         "",
		"https://example.org/?p=1":                    "example.org/?p=1",
		"tag:example.org,2026:1":                      "",
		"not an address":                              "",
		"":                                            "",
		"https://example.org:443/a":                   "example.org/a",
	} {
		// A root path keeps its slash away.
		if want == "example.org/?p=1" {
			want = "example.org?p=1"
		}
		if got := plainAddress(in); got != want {
			t.Errorf("plainAddress(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPollsNeverDouble plays a feed whose entries come and go in random
// documents: what has a stable id is there once, with the marks it was given.
func TestPollsNeverDouble(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 13))
	for range 4 {
		s := newStore(t)
		id := subscribe(t, s, "https://example.org/feed", "")
		shown, read := map[string]bool{}, map[string]bool{}
		for range 12 {
			var document []feed.Entry
			for n := range 15 {
				if r.IntN(3) == 0 {
					e := entry(fmt.Sprintf("g%d /%d Title %d", n, n, n))
					e.Content = fmt.Sprintf("<p>Text %d in its state %d, long enough to be known by.</p>", n, r.IntN(3))
					e.Published = noon.Add(-time.Duration(r.IntN(1000)) * time.Hour)
					document = append(document, e)
					shown[e.Title] = true
				}
			}
			for _, one := range save(t, s, id, document...).New {
				if r.IntN(2) == 0 {
					mark(t, s, feed.MarkRead, one)
					h, _ := s.Headline(t.Context(), one)
					read[h.Title] = true
				}
			}
		}
		list, err := s.Headlines(t.Context(), feed.Query{}, feed.Window{Limit: 100})
		if err != nil || len(list) != len(shown) {
			t.Fatalf("%d entries, %v; want %d", len(list), err, len(shown))
		}
		for _, h := range list {
			if h.Read != read[h.Title] {
				t.Errorf("%s: read = %v, want %v", h.Title, h.Read, read[h.Title])
			}
		}
		mustBeSound(t, s)
	}
}
