package store

import (
	"strings"
	"testing"

	"warta/feed"
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

// TestHotQueriesReadAnIndexInOrder holds the queries that a reader waits for to
// plans that neither sort nor read a whole table.
func TestHotQueriesReadAnIndexInOrder(t *testing.T) {
	s := newStore(t)
	for _, folder := range []string{"World", "World/Asia", "World/Europe", "Lokal"} {
		subscribe(t, s, "https://example.org/"+folder, folder)
	}
	save(t, s, 1, with(func(e *feed.Entry) { e.Language = "id-ID" }, entry("1 /1 A"))...)
	unread, word := feed.Is{Property: feed.Unread}, feed.Words{Text: "rice"}
	for _, c := range []struct {
		name  string
		where feed.Condition
		index string // what the plan must use
	}{
		{"all", nil, "SCAN e USING INDEX entry_rank"},
		{"unread", unread, "USING INDEX entry_unread"},
		{"folder", feed.InFolder{Folder: "Lokal"}, "SEARCH e USING INDEX entry_folder (folder_id=?"},
		{"folder unread", feed.And{unread, feed.InFolder{Folder: "Lokal"}}, "SEARCH e USING INDEX entry_folder_unread (folder_id=?"},
		{"folders", feed.InFolder{Folder: "World"}, "entry_folder (folder_id=?"},
		{"folders unread", feed.And{unread, feed.InFolder{Folder: "World"}}, "entry_folder_unread (folder_id=?"},
		{"feed", feed.FromFeed{Feed: 1}, "SEARCH e USING INDEX entry_feed (feed_id=?"},
		{"feed unread", feed.And{unread, feed.FromFeed{Feed: 1}}, "SEARCH e USING INDEX entry_feed_unread (feed_id=?"},
		{"starred", feed.Is{Property: feed.Starred}, "USING INDEX entry_starred"},
		{"saved", feed.Is{Property: feed.Saved}, "USING INDEX entry_saved"},
		{"starred or saved", feed.Or{feed.Is{Property: feed.Starred}, feed.Is{Property: feed.Saved}}, "entry_starred"},
		{"muted", feed.Is{Property: feed.Muted}, "USING INDEX entry_muted"},
		{"updated", feed.Is{Property: feed.Revised}, "USING INDEX entry_revised"},
		{"full", feed.Is{Property: feed.Full}, "USING INDEX entry_full"},
		{"today", feed.And{unread, feed.Newer{Age: 24 * 3600e9}}, "SEARCH e USING INDEX entry_unread (rank>?"},
		{"language", feed.Lang{Tag: "id"}, "entry_lang (lang=?"},
		{"words", word, "SCAN s VIRTUAL TABLE"},
		{"words unread", feed.And{unread, word}, "SCAN s VIRTUAL TABLE"},
		{"unread without words", feed.And{unread, feed.Not{Condition: word}}, "USING INDEX entry_unread"},
	} {
		for _, w := range []feed.Window{{Limit: 200}, {Limit: 200, From: feed.Cursor{Published: noon, ID: 9}},
			{Limit: 200, From: feed.Cursor{Published: noon, ID: 9}, Backward: true}} {
			p, err := s.plan(t.Context(), feed.Query{Where: c.where})
			if err != nil {
				t.Fatal(err)
			}
			if !w.From.IsZero() {
				p.from(rankOfCursor(w.From), !w.Backward, false)
			}
			query, args := p.list(!w.Backward, w.Limit)
			steps := explain(t, s, query, args)
			use := c.index
			if !w.From.IsZero() { // a range turns the scan of an index into a search
				use = strings.TrimPrefix(use, "SCAN e ")
			}
			if !strings.Contains(steps, use) || strings.Contains(steps, "TEMP B-TREE") || scansTable(steps) {
				t.Errorf("%s, %+v: %s\nis planned\n%s", c.name, w, query, steps)
			}
		}
	}
}

// scansTable reports whether a plan reads a table without an index.
func scansTable(steps string) bool {
	for line := range strings.Lines(steps) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "SCAN") && !strings.Contains(line, "INDEX") && !strings.Contains(line, "VIRTUAL TABLE") &&
			line != "SCAN k" && !strings.Contains(line, "json_each") {
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
