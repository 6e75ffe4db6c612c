package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"time"

	"warta/feed"
)

// FeedRecords are all feeds but the guide with all that is known of them, by
// address. Those that were unsubscribed are among them: marks belong to them.
func (s *Store) FeedRecords(ctx context.Context) ([]feed.FeedRecord, error) {
	var (
		list                                                     []feed.FeedRecord
		r                                                        feed.FeedRecord
		f                                                        = &r.Feed
		h                                                        = &f.Health
		added, removed, due, try, ok, since, newest, usual, took int64
		candidates, pace                                         string
	)
	err := s.query(ctx, `SELECT f.url, f.site, f.title, f.name, f.description, f.language, f.author, f.image, f.format,
		coalesce(d.name, ''), f.added, f.removed, f.unreliable, coalesce(p.etag, ''), coalesce(p.last_modified, ''),
		coalesce(p.body_hash, x''), coalesce(p.next_due, 0), coalesce(p.last_try, 0), coalesce(p.last_ok, 0),
		coalesce(p.failing_since, 0), coalesce(p.fail_count, 0), coalesce(p.last_error, ''), coalesce(p.http_status, 0),
		coalesce(p.gone, 0), coalesce(p.moved_to, ''), coalesce(p.newest, 0), coalesce(p.usual, 0), coalesce(p.bytes, 0),
		coalesce(p.took, 0), coalesce(p.candidates, ''), coalesce(p.pace, '')
		FROM feed f LEFT JOIN feed_fetch p ON p.feed_id = f.id LEFT JOIN folder d ON d.id = f.folder_id WHERE f.guide = 0 ORDER BY f.url`, nil,
		[]any{&f.URL, &f.Site, &f.Title, &f.Name, &r.Description, &f.Language, &r.Author, &r.Image, &r.Format, &f.Folder, &added, &removed,
			&r.Level, &r.Validators.ETag, &r.Validators.LastModified, &r.BodyHash, &due, &try, &ok, &since, &h.Failures, &h.Failure,
			&h.HTTPStatus, &h.Gone, &h.MovedTo, &newest, &usual, &h.Bytes, &took, &candidates, &pace}, func() error {
			f.Added, r.Removed = fromMicros(added), fromMicros(removed)
			h.NextTry, h.LastTry, h.LastOK, h.FailingSince = fromMicros(due), fromMicros(try), fromMicros(ok), fromMicros(since)
			h.Newest, h.Usual, h.Took = fromMicros(newest), time.Duration(usual)*time.Microsecond, time.Duration(took)*time.Microsecond
			h.Candidates, r.Pace = nil, feed.Pace{}
			if err := orJSON(candidates, &h.Candidates); err != nil {
				return err
			}
			if err := orJSON(pace, &r.Pace); err != nil {
				return err
			}
			list = append(list, r)
			r.BodyHash = nil
			return nil
		})
	if err != nil {
		return nil, s.failed("exporting the feeds", err)
	}
	return list, nil
}

// orJSON reads JSON into v unless there is none.
func orJSON(text string, v any) error {
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), v)
}

// ImportFeeds adds feeds as they were where they come from, and is the number of
// those that were not here. A feed that is here stays as it is.
func (s *Store) ImportFeeds(ctx context.Context, list []feed.FeedRecord) (int, error) {
	added := 0
	err := s.marking(ctx, "importing feeds", func(t *tx) error {
		for _, r := range list {
			var id feed.FeedID
			var left bool
			known, err := t.row(`SELECT id, removed <> 0 FROM feed WHERE url = ?`, []any{r.Feed.URL}, &id, &left)
			switch {
			case err != nil:
				return err
			case known && left && r.Removed.IsZero():
				err = t.comeAgain(id, r.Feed)
			case known:
				continue
			default:
				err = t.bringFeed(r)
			}
			if err != nil {
				return err
			}
			if r.Removed.IsZero() {
				added++
			}
		}
		return nil
	})
	return added, err
}

// comeAgain subscribes to a feed again that is there but was unsubscribed.
func (t *tx) comeAgain(id feed.FeedID, f feed.Feed) error {
	folder, err := t.folder(f.Folder)
	if err != nil {
		return err
	}
	return t.revive(id, Subscription{Name: f.Name}, folder)
}

func (t *tx) bringFeed(r feed.FeedRecord) error {
	f, h := r.Feed, r.Feed.Health
	folder, err := t.folder(f.Folder)
	if err != nil {
		return err
	}
	uid := make([]byte, 16)
	rand.Read(uid)
	if f.Added.IsZero() {
		f.Added = t.now()
	}
	err = t.exec(`INSERT INTO feed(uid, url, site, title, name, description, language, author, image, format, folder_id, added, removed, unreliable)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, uid, f.URL, f.Site, f.Title, f.Name, r.Description, f.Language, r.Author, r.Image,
		r.Format, folder, micros(f.Added), micros(r.Removed), min(max(r.Level, 0), levels-1))
	if err != nil || !r.Removed.IsZero() {
		return err
	}
	candidates, pace := "", ""
	if len(h.Candidates) > 0 {
		candidates = mustJSON(h.Candidates)
	}
	if r.Pace.TTL != 0 || r.Pace.SkipHours != nil || r.Pace.SkipDays != nil {
		pace = mustJSON(r.Pace)
	}
	return t.exec(`INSERT INTO feed_fetch(feed_id, etag, last_modified, body_hash, next_due, last_try, last_ok, failing_since, fail_count,
		last_error, http_status, gone, moved_to, newest, usual, bytes, took, candidates, pace)
		VALUES (last_insert_rowid(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.Validators.ETag, r.Validators.LastModified, orEmpty(r.BodyHash), micros(h.NextTry), micros(h.LastTry), micros(h.LastOK),
		micros(h.FailingSince), h.Failures, h.Failure, h.HTTPStatus, h.Gone, h.MovedTo, micros(h.Newest), h.Usual.Microseconds(),
		h.Bytes, h.Took.Microseconds(), candidates, pace)
}

// mustJSON is v, which is of strings and numbers, as JSON.
func mustJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
