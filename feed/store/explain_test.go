package store

import (
	"strings"
	"testing"

	"warta/feed"
	"warta/feed/query"
)

// explain is SQLite's plan of a query, a line a step.
func explain(t *testing.T, s *Store, query string, args []any) string {
	t.Helper()
	rows, err := s.read.QueryContext(t.Context(), `EXPLAIN QUERY PLAN `+query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	var id, parent, unused int
	var detail string
	var steps []string
	if err := scan(rows, []any{&id, &parent, &unused, &detail}, func() error { steps = append(steps, detail); return nil }); err != nil {
		t.Fatal(err)
	}
	return strings.Join(steps, "\n")
}

// hot are the queries that the screen and the commands ask for, and the index that
// serves each.
var hot = []struct{ query, index string }{
	{"", "SCAN e USING INDEX entry_rank"},
	{"unread", "USING INDEX entry_unread"},
	{"in:lokal", "SEARCH e USING INDEX entry_folder (folder_id=?"},
	{"unread in:lokal", "SEARCH e USING INDEX entry_folder_unread (folder_id=?"},
	{"in:world", "entry_folder (folder_id=?"},
	{"unread in:world", "entry_folder_unread (folder_id=?"},
	{"feed:#1", "SEARCH e USING INDEX entry_feed (feed_id=?"},
	{"unread feed:#1", "SEARCH e USING INDEX entry_feed_unread (feed_id=?"},
	{"unread feed:lokal", "SEARCH e USING INDEX entry_feed_unread (feed_id=?"},
	{"starred", "USING INDEX entry_starred"},
	{"starred unread", "USING INDEX entry_"},
	{"saved", "USING INDEX entry_saved"},
	{"saved unread", "USING INDEX entry_"},
	{"starred or saved", "entry_starred"},
	{"muted", "USING INDEX entry_muted"},
	{"is:updated", "USING INDEX entry_revised"},
	{"has:full", "USING INDEX entry_full"},
	{"newer:1d", "SEARCH e USING INDEX entry_rank (rank>?"},
	{"unread newer:1d", "SEARCH e USING INDEX entry_unread (rank>?"},
	{"newer:2d in:lokal", "entry_folder (folder_id=? AND rank>?"},
	{"older:30d", "SEARCH e USING INDEX entry_rank (rank"},
	{"after:2025-01-01 before:2025-02-01", "SEARCH e USING INDEX entry_rank (rank>? AND rank<?)"},
	{"lang:id", "entry_lang (lang=?"},
	{"unread lang:id", "USING INDEX entry_"},
	{"day", ""},
	{"da*", ""},
	{`"day 1"`, ""},
	{"title:day", ""},
	{"day or pday", ""},
	{"unread da*", ""},
	{"starred da*", ""},
	{"feed:#1 da*", ""},
	{"unread feed:#1 da*", ""},
	{"in:lokal da*", ""},
	{"in:world da*", ""},
	{"newer:1d da*", ""},
	{"lang:id day", ""},
	{"-day", "SCAN e USING INDEX entry_rank"},
	{"unread -day", "USING INDEX entry_unread"},
	{"unread (day or starred)", ""},
	{"is:updated or day", "entry_revised"},
	{"-(starred or day)", "USING COVERING INDEX entry_rank"},
}

// TestHotQueriesReadAnIndexInOrder holds the queries that a reader waits for to
// plans that neither sort nor read a whole table, whatever way of searching is
// chosen.
func TestHotQueriesReadAnIndexInOrder(t *testing.T) {
	s := newStore(t)
	for _, folder := range []string{"World", "World/Asia", "World/Europe", "Lokal"} {
		subscribe(t, s, "https://example.org/"+folder, folder)
	}
	save(t, s, 1, with(func(e *feed.Entry) { e.Language = "id-ID" }, entry("1 /1 A"))...)
	save(t, s, 1, aged(9)...)
	for _, how := range []tactics{usualTactics, {some: usualTactics.some}, {}} {
		s.tactics = how
		for _, c := range hot {
			for _, w := range []feed.Window{{Limit: 200}, {Limit: 200, From: feed.Cursor{Published: noon, ID: 9}},
				{Limit: 200, From: feed.Cursor{Published: noon, ID: 9}, Backward: true}} {
				mustBeHot(t, s, c.query, c.index, w)
			}
		}
	}
	if steps := explain(t, s, rankedHeadlines, []any{"[]"}); strings.Contains(steps, "TEMP B-TREE") || scansTable(steps) {
		t.Errorf("headlines by rank are planned\n%s", steps)
	}
}

// TestTellingHowManyReadsAnIndex holds what is asked before a query to plans that
// read no more than they count.
func TestTellingHowManyReadsAnIndex(t *testing.T) {
	s := newStore(t)
	c := &compiler{tactics: usualTactics, look: func(query string, args, dest []any, do func() error) error {
		if steps := explain(t, s, query, args); !strings.Contains(steps, "COVERING INDEX") {
			t.Errorf("%s\nis planned\n%s", query, steps)
		}
		return s.query(t.Context(), query, args, dest, do)
	}}
	var all []feed.Condition
	for p := feed.Unread; p <= feed.Full; p++ {
		all = append(all, feed.Is{Property: p})
	}
	unread := feed.Is{Property: feed.Unread}
	for _, list := range [][]feed.Condition{all, {inFolderID{id: 1}, unread}, {feed.FromFeed{Feed: 1}, unread}, {inFolderID{id: 1}},
		{feed.FromFeed{Feed: 1}}, {inLanguage{tag: "id"}, unread}} {
		if _, err := c.most(list); err != nil {
			t.Error(err)
		}
		if err := c.drive(&arm{}, list); err != nil {
			t.Error(err)
		}
	}
}

func mustBeHot(t *testing.T, s *Store, text, index string, w feed.Window) {
	t.Helper()
	q, err := query.ParseAt(text, noon)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	ask := func(query string, args, dest []any, do func() error) error {
		if !strings.Contains(query, "FROM feed") && !strings.Contains(query, "FROM folder") && !strings.Contains(query, "FROM segment WHERE") &&
			!strings.Contains(query, "FROM index_rev") {
			steps := explain(t, s, query, args)
			all = append(all, query, steps)
			if strings.Contains(steps, "TEMP B-TREE") || scansTable(steps) {
				t.Errorf("%s, %+v, %+v: %s\nis planned\n%s", text, s.tactics, w, query, steps)
			}
		}
		return s.query(t.Context(), query, args, dest, do)
	}
	search := &searcher{ask: ask}
	p, err := compile(q, &compiler{look: ask, read: s.inspecting(ask), search: search, now: noon, tactics: s.tactics})
	if err != nil {
		t.Fatal(err)
	}
	if !w.From.IsZero() {
		p.from(rankOfCursor(w.From), !w.Backward, false)
		index = strings.TrimPrefix(index, "SCAN e ") // a range turns the scan of an index into a search
		index, _, _ = strings.Cut(index, " (rank")
		index, _, _ = strings.Cut(index, " AND rank")
	}
	if p.searches() {
		_, err = search.first(p, !w.Backward, w.Limit)
		index = strings.ReplaceAll(strings.TrimPrefix(index, "SCAN e "), "USING INDEX", "INDEX")
	} else {
		list, args := p.list(!w.Backward, w.Limit)
		_, err = headlinesOf(ask, list, args...)
	}
	if err != nil {
		t.Fatal(err)
	}
	if steps := strings.Join(all, "\n"); !strings.Contains(steps, index) {
		t.Errorf("%s, %+v, %+v\nis planned\n%s\nwithout %s", text, s.tactics, w, steps, index)
	}
}

// scansTable reports whether a plan reads a table without an index.
func scansTable(steps string) bool {
	for line := range strings.Lines(steps) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "SCAN") && !strings.Contains(line, "INDEX") && !strings.Contains(line, "VIRTUAL TABLE") &&
			line != "SCAN k" && line != "SCAN l" && !strings.HasPrefix(line, "SCAN (subquery-") && !strings.Contains(line, "json_each") {
			return true
		}
	}
	return false
}

func TestWorkInTheBackgroundReadsAnIndex(t *testing.T) {
	s := newStore(t)
	for query, index := range map[string]string{
		pollColumns + ` AND p.gone = 0 AND p.next_due <= 1 ORDER BY p.next_due LIMIT 5`:                                            "feed_fetch_due",
		`SELECT min(next_due) FROM feed_fetch WHERE gone = 0`:                                                                      "feed_fetch_due",
		`SELECT entry_id FROM identity WHERE feed_id = 1 AND key = x'00'`:                                                          "PRIMARY KEY",
		`SELECT entry_id FROM alias WHERE feed_id = 1 AND key = x'00'`:                                                             "PRIMARY KEY",
		`SELECT e.id FROM entry e WHERE e.want >= 1 AND e.rank >= 5 AND e.unread = 1 AND e.muted = 0 ORDER BY e.rank DESC LIMIT 5`: "entry_",
	} {
		if steps := explain(t, s, query, nil); !strings.Contains(steps, index) || strings.Contains(steps, "TEMP B-TREE") || scansTable(steps) {
			t.Errorf("%s\nis planned\n%s", query, steps)
		}
	}
}
