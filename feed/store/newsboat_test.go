package store

import (
	"os"
	"path/filepath"
	"testing"

	"warta/feed"
)

// newsboatCache is a cache.db as newsboat 2.21 makes it, with some items.
const newsboatCache = `
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, title VARCHAR(1024) NOT NULL,
  lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL,
  author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
  content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
  enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "");
INSERT INTO rss_feed(rssurl, url, title) VALUES ('https://example.org/feed', 'https://example.org/', 'Example'),
  ('exec:rm -rf ~', '', 'Programs'), ('query:all:unread = "yes"', '', 'Query'), ('http://example.com/feed', '', '');
INSERT INTO rss_item(guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted) VALUES
  ('g1', 'read', 'Ada', 'https://example.org/1', 'https://example.org/feed', 1763719200, '<p>One</p>', 0, NULL, 0),
  ('g2', 'flagged', '', 'https://example.org/2', 'https://example.org/feed', 1763722800, '<p>Two</p>', 1, 'as', 0),
  ('https://example.org/3', 'without an id', '', 'https://example.org/3', 'https://example.org/feed', 1763726400, '', 0, '', 0),
  ('g4', 'deleted', '', 'https://example.org/4', 'https://example.org/feed', 1763726400, '', 1, '', 1),
  ('x', 'of a program', '', '', 'exec:rm -rf ~', 1763726400, '', 0, '', 0),
  ('g5', 'undated', '', 'http://example.com/5', 'http://example.com/feed', 0, 'Text', 1, NULL, 0);`

func writeCache(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cache.db")
	db, err := connect(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), script); err != nil {
		t.Fatal(err)
	}
	return path
}

// importCache takes a cache over and gives the titles in it.
func importCache(t *testing.T, s *Store, path string) error {
	t.Helper()
	return ReadNewsboat(t.Context(), path, func(list []feed.FeedRecord) error {
		_, err := s.ImportFeeds(t.Context(), list)
		return err
	}, func(list []feed.Record) error {
		_, err := s.Restore(t.Context(), list)
		return err
	})
}

func TestNewsboatCache(t *testing.T) {
	path := writeCache(t, newsboatCache)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := newParsing(t)
	for range 2 {
		if err := importCache(t, s, path); err != nil {
			t.Fatal(err)
		}
		for query, want := range map[string]int{"read": 3, "starred": 1, "unread": 2, "feed:Example -undated": 4, "author:ada": 1, "deleted read": 1} {
			if got := ask(t, s, query); len(got) != want {
				t.Errorf("%s lists %q", query, got)
			}
		}
	}
	feeds, err := s.Feeds(t.Context())
	if err != nil || len(feeds) != 2 {
		t.Errorf("feeds: %+v, %v", feeds, err)
	}
	mustBeSound(t, s)
	// What the feeds bring at the next refresh is known, with ids or without.
	var id feed.FeedID
	for _, f := range feeds {
		if f.Title == "Example" {
			id = f.ID
		}
	}
	list := entries("g1 https://example.org/1 read", "g2 https://example.org/2 flagged", "g3 https://example.org/3 without an id")
	list[2].GUID = ""
	if saved := save(t, s, id, list...); len(saved.New) != 0 {
		t.Errorf("%d entries are new", len(saved.New))
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the cache was changed: %v", err)
	}
}

func TestNoNewsboatCache(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "text.db")
	if err := os.WriteFile(empty, []byte("SQLite format 3\x00 and nothing more"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"no file": filepath.Join(t.TempDir(), "none.db"), "damaged": empty,
		"another database": writeCache(t, `CREATE TABLE news(id)`),
	} {
		if err := importCache(t, newParsing(t), path); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
