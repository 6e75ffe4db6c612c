package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"warta/feed"
)

// A Subscription is what a feed is subscribed with.
type Subscription struct {
	URL    string
	Title  string // as published, when it is known
	Name   string // the reader's own title, or ""
	Site   string
	Folder string    // made when there is none; "" for none
	Guide  bool      // the built-in guide edition
	Due    time.Time // when to ask for it first; zero: at once
}

// Subscribe adds a feed that is due at once. A feed that was unsubscribed
// before gets its former id, and its entries their former marks as they come
// back. It returns feed.ErrExists, and the feed's id with it, for an address
// that is subscribed already.
func (s *Store) Subscribe(ctx context.Context, sub Subscription) (feed.FeedID, error) {
	var id feed.FeedID
	err := s.marking(ctx, "subscribing to "+sub.URL, func(t *tx) error {
		var removed int64
		known, err := t.row(`SELECT id, removed FROM feed WHERE url = ?`, []any{sub.URL}, &id, &removed)
		if err != nil {
			return err
		}
		if known && removed == 0 {
			return feed.ErrExists
		}
		folder, err := t.folder(sub.Folder)
		if err != nil {
			return err
		}
		if known {
			return t.revive(id, sub, folder)
		}
		uid := make([]byte, 16)
		rand.Read(uid)
		err = t.exec(`INSERT INTO feed(uid, url, site, title, name, folder_id, added, guide) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			uid, sub.URL, sub.Site, sub.Title, sub.Name, folder, micros(t.now()), sub.Guide)
		if err != nil {
			return err
		}
		if _, err := t.row(`SELECT last_insert_rowid()`, nil, &id); err != nil {
			return err
		}
		return t.exec(`INSERT INTO feed_fetch(feed_id, next_due) VALUES (?, ?)`, id, micros(sub.Due))
	})
	return id, err
}

// revive makes a feed that was unsubscribed a subscription again.
func (t *tx) revive(id feed.FeedID, sub Subscription, folder int64) error {
	err := t.exec(`UPDATE feed SET removed = 0, added = ?, name = ?, guide = ? WHERE id = ?`, micros(t.now()), sub.Name, sub.Guide, id)
	if err != nil {
		return err
	}
	if err := t.exec(`INSERT INTO feed_fetch(feed_id, next_due) VALUES (?, ?)`, id, micros(sub.Due)); err != nil {
		return err
	}
	return t.refile(id, folder)
}

// Unsubscribe removes a feed and its entries. Entries that are starred or saved
// stay, and the marks on all of them, in case it is subscribed again.
func (s *Store) Unsubscribe(ctx context.Context, id feed.FeedID) error {
	return s.marking(ctx, fmt.Sprintf("unsubscribing feed %d", id), func(t *tx) error {
		if err := t.mustExist(id); err != nil {
			return err
		}
		if err := t.forget(`SELECT id FROM entry WHERE feed_id = ? AND starred = 0 AND saved = 0`, id); err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM feed_fetch WHERE feed_id = ?`, id); err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM departed WHERE feed_id = ?`, id); err != nil {
			return err
		}
		if err := t.refile(id, 0); err != nil {
			return err
		}
		if err := t.exec(`UPDATE feed SET removed = ? WHERE id = ?`, micros(t.now()), id); err != nil {
			return err
		}
		return t.dropEmptyFolders()
	})
}

// Rename gives a feed the reader's own title; "" takes it away.
func (s *Store) Rename(ctx context.Context, id feed.FeedID, name string) error {
	return s.marking(ctx, fmt.Sprintf("renaming feed %d", id), func(t *tx) error {
		if err := t.mustExist(id); err != nil {
			return err
		}
		return t.exec(`UPDATE feed SET name = ? WHERE id = ?`, name, id)
	})
}

// Move puts a feed in a folder, which is made when there is none; "" takes it
// out of its folder. A folder without feeds vanishes.
func (s *Store) Move(ctx context.Context, id feed.FeedID, folder string) error {
	return s.marking(ctx, fmt.Sprintf("moving feed %d", id), func(t *tx) error {
		if err := t.mustExist(id); err != nil {
			return err
		}
		to, err := t.folder(folder)
		if err != nil {
			return err
		}
		if err := t.refile(id, to); err != nil {
			return err
		}
		return t.dropEmptyFolders()
	})
}

// refile puts a feed in a folder, with those of its entries that no rule has
// filed elsewhere.
func (t *tx) refile(id feed.FeedID, folder int64) error {
	err := t.exec(`UPDATE entry SET folder_id = ?1 WHERE feed_id = ?2 AND folder_id <> ?1
		AND folder_id = (SELECT folder_id FROM feed WHERE id = ?2)`, folder, id)
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE feed SET folder_id = ? WHERE id = ?`, folder, id); err != nil {
		return err
	}
	return t.recount(id)
}

func (t *tx) mustExist(id feed.FeedID) error {
	found, err := t.row(`SELECT 1 FROM feed WHERE id = ? AND removed = 0`, []any{id}, new(int))
	if err == nil && !found {
		return feed.ErrNotFound
	}
	return err
}

// folder is the id of a folder, which is made when there is none: 0 for "".
// Names are cleaned: no empty part, no spaces around a part.
func (t *tx) folder(name string) (int64, error) {
	name = cleanFolder(name)
	if name == "" {
		return 0, nil
	}
	var id int64
	found, err := t.row(`SELECT id FROM folder WHERE name = ?`, []any{name}, &id)
	if err != nil || found {
		return id, err
	}
	result, err := t.execResult(`INSERT INTO folder(name) VALUES (?)`, name)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

func cleanFolder(name string) string {
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}

func (t *tx) dropEmptyFolders() error {
	return t.exec(`DELETE FROM folder WHERE id NOT IN (SELECT folder_id FROM feed WHERE removed = 0)
		AND id NOT IN (SELECT folder_id FROM feed_count WHERE total > 0)`)
}

// Feeds are all subscriptions, by folder and then by label.
func (s *Store) Feeds(ctx context.Context) ([]feed.Feed, error) {
	feeds, err := s.roster.read(ctx, s)
	if err == nil {
		err = s.countFeeds(ctx, feeds)
	}
	if err != nil {
		return nil, s.failed("listing the feeds", err)
	}
	return feeds, nil
}

// Feed is one subscription, or feed.ErrNotFound.
func (s *Store) Feed(ctx context.Context, id feed.FeedID) (feed.Feed, error) {
	return s.feedWhere(ctx, fmt.Sprintf("reading feed %d", id), ` AND f.id = ?`, id)
}

// FeedByURL is the subscription to an address, or feed.ErrNotFound.
func (s *Store) FeedByURL(ctx context.Context, url string) (feed.Feed, error) {
	return s.feedWhere(ctx, "reading the feed "+url, ` AND f.url = ?`, url)
}

func (s *Store) feedWhere(ctx context.Context, doing, where string, args ...any) (feed.Feed, error) {
	feeds, err := s.feeds(ctx, where, args...)
	if err == nil && len(feeds) == 0 {
		err = feed.ErrNotFound
	}
	if err != nil {
		return feed.Feed{}, s.failed(doing, err)
	}
	return feeds[0], nil
}

// Folders are all folders with their unread counts, by name. The count of a
// folder takes in the folders below it, and those whose name differs in capital
// letters only, as in: does.
func (s *Store) Folders(ctx context.Context) ([]feed.Folder, error) {
	own := map[int64]int{}
	err := s.eachCount(ctx, ``, nil, func(c shelfCount) { own[c.folder] += c.unread })
	if err != nil {
		return nil, s.failed("listing the folders", err)
	}
	var folders []feed.Folder
	var f feed.Folder
	var id int64
	within := map[string]int{} // by name in small letters
	err = s.query(ctx, `SELECT id, name FROM folder ORDER BY name`, nil, []any{&id, &f.Name}, func() error {
		folders = append(folders, f)
		for name := strings.ToLower(f.Name); name != ""; name = name[:max(0, strings.LastIndexByte(name, '/'))] {
			within[name] += own[id]
		}
		return nil
	})
	if err != nil {
		return nil, s.failed("listing the folders", err)
	}
	for i := range folders {
		folders[i].Unread = within[strings.ToLower(folders[i].Name)]
	}
	return ordered(folders, func(f *feed.Folder) []string { return []string{f.Name} }), nil
}
