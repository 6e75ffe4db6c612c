package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"time"

	"warta/feed"
)

// newsboatAtOnce is how many items of a newsboat cache are held at a time.
const newsboatAtOnce = 500

// ReadNewsboat reads newsboat's cache.db, which it leaves as it is: feeds is
// called once, then items for some hundred items at a time. Read items are read,
// those with flags starred, deleted ones read.
func ReadNewsboat(ctx context.Context, path string, feeds func([]feed.FeedRecord) error, items func([]feed.Record) error) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	db, err := connectWith(path, url.Values{"mode": {"ro"}}, "query_only(1)", "trusted_schema(0)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	err = newsboatFeeds(ctx, db, feeds)
	if err == nil {
		err = newsboatItems(ctx, db, items)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}

func newsboatFeeds(ctx context.Context, db *sql.DB, give func([]feed.FeedRecord) error) error {
	rows, err := db.QueryContext(ctx, `SELECT CAST(rssurl AS TEXT), coalesce(CAST(url AS TEXT), ''), coalesce(CAST(title AS TEXT), '') FROM rss_feed
		WHERE rssurl LIKE 'http://%' OR rssurl LIKE 'https://%' ORDER BY rowid`)
	if err != nil {
		return fmt.Errorf("it is no cache of newsboat: %w", err)
	}
	var list []feed.FeedRecord
	var r feed.FeedRecord
	err = scan(rows, []any{&r.Feed.URL, &r.Feed.Site, &r.Feed.Title}, func() error {
		list = append(list, r)
		return nil
	})
	if err != nil {
		return err
	}
	return give(list)
}

func newsboatItems(ctx context.Context, db *sql.DB, give func([]feed.Record) error) error {
	flags, err := newsboatHas(ctx, db, "flags")
	if err != nil {
		return err
	}
	starred := `0`
	if flags {
		starred = `coalesce(flags, '') <> ''`
	}
	deleted := `0` // what was is read: its feed may still show it, and it is not new
	if has, err := newsboatHas(ctx, db, "deleted"); err != nil || has {
		deleted = `coalesce(deleted, 0) <> 0`
	}
	query := `SELECT i.id, CAST(i.feedurl AS TEXT), coalesce(CAST(i.guid AS TEXT), ''), coalesce(CAST(i.url AS TEXT), ''),
		coalesce(CAST(i.title AS TEXT), ''), coalesce(CAST(i.author AS TEXT), ''), coalesce(CAST(i.pubDate AS INTEGER), 0),
		coalesce(CAST(i.content AS TEXT), ''), coalesce(i.unread, 1) = 0 OR ` + deleted + `, ` + starred + ` FROM rss_item i
		WHERE i.id > ? AND i.feedurl IN (SELECT rssurl FROM rss_feed
			WHERE rssurl LIKE 'http://%' OR rssurl LIKE 'https://%') ORDER BY i.id LIMIT ?`
	for last := int64(-1); ; {
		var list []feed.Record
		var r feed.Record
		var published int64
		rows, err := db.QueryContext(ctx, query, last, newsboatAtOnce)
		if err != nil {
			return err
		}
		err = scan(rows, []any{&last, &r.FeedURL, &r.Entry.GUID, &r.Entry.URL, &r.Entry.Title, &r.Entry.Author, &published,
			&r.Entry.Content, &r.Status.Read, &r.Status.Starred}, func() error {
			r.Entry.Published = time.Time{}
			if published > 0 {
				r.Entry.Published = time.Unix(published, 0).UTC()
			}
			r.FirstSeen = r.Entry.Published
			r.Also = newsboatNames(r.Entry)
			list = append(list, r)
			return nil
		})
		if err != nil || len(list) == 0 {
			return err
		}
		if err := give(list); err != nil {
			return err
		}
	}
}

// newsboatNames are other names an item may have here: newsboat makes up an id
// for one without, from its link or else its title.
func newsboatNames(e feed.Entry) [][]byte {
	if e.URL == "" || e.GUID != e.URL {
		return nil
	}
	k := keyOf("link", e.URL)
	return [][]byte{k[:]}
}

// newsboatHas reports whether the items have a column: old caches lack some.
func newsboatHas(ctx context.Context, db *sql.DB, column string) (bool, error) {
	var n int
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM pragma_table_info('rss_item') WHERE name = ?`, column).Scan(&n)
	return n > 0, err
}
