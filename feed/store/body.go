package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"warta/feed"
)

// The kinds of body: the low four bits of body.id.
const (
	kindSummary = iota
	kindContent
	kindPage
	kindArticle
	kinds = 16
)

// A detail is what of an entry no list shows and that is no body.
type detail struct {
	GUID         string           `json:",omitempty"`
	Language     string           `json:",omitempty"` // the entry's own: not its feed's, and not its article's
	PublishedRaw string           `json:",omitempty"`
	Updated      int64            `json:",omitempty"`
	Categories   []string         `json:",omitempty"`
	Enclosures   []feed.Enclosure `json:",omitempty"`
	Image        string           `json:",omitempty"`
	Comments     string           `json:",omitempty"`
}

func detailOf(e feed.Entry) detail {
	return detail{GUID: e.GUID, Language: e.Language, PublishedRaw: e.PublishedRaw, Updated: micros(e.Updated), Categories: e.Categories,
		Enclosures: e.Enclosures, Image: e.Image, Comments: e.Comments}
}

// A Page is what came of fetching an entry's article.
type Page struct {
	URL         string // where the page was found in the end
	ContentType string // as the server gave it
	HTML        []byte // the page as fetched; nil keeps what is stored
	Article     []byte // the article made of it, in any form; nil takes a stored one away
	Version     int    // of the extractor that made Article
	Text        string // the article's plain text, for search and nothing else
	Language    string // that the article is in, BCP 47; "" when it is not known. Not read again
	Badge       feed.Badge
	Why         string    // for BadgeFailed and BadgePaywall, in words
	Minutes     int       // reading time, 0 when unknown
	RetryAt     time.Time // when a failure may be tried again; zero: never
	Fetched     time.Time // zero: now

	// What came with the page, to ask whether it has changed since.
	ETag, LastModified string
}

// A Body is all that is on disk of one entry.
type Body struct {
	Headline feed.Headline
	Entry    feed.Entry
	FeedURL  string
	Site     string // the feed's home page
	Page     Page   // without Text
}

// Body reads everything stored of an entry, or returns feed.ErrNotFound.
func (s *Store) Body(ctx context.Context, id feed.EntryID) (Body, error) {
	b, err := s.body(ctx, id)
	if err == nil {
		err = s.readBodies(ctx, id, kindSummary, &b)
	}
	if err != nil {
		return Body{}, s.failed(fmt.Sprintf("reading entry %d", id), err)
	}
	return b, nil
}

// Made is Body without the texts of which the article was made, if there is one
// that the given version of the extractor made.
func (s *Store) Made(ctx context.Context, id feed.EntryID, version int) (Body, error) {
	b, err := s.body(ctx, id)
	if err == nil && b.Page.Version == version {
		err = s.readBodies(ctx, id, kindArticle, &b)
	}
	if err == nil && len(b.Page.Article) == 0 {
		err = s.readBodies(ctx, id, kindSummary, &b)
	}
	if err != nil {
		return Body{}, s.failed(fmt.Sprintf("reading entry %d", id), err)
	}
	return b, nil
}

// body is what is stored of an entry, without its texts.
func (s *Store) body(ctx context.Context, id feed.EntryID) (Body, error) {
	var b Body
	list, err := s.headlines(ctx, headlineColumns+` WHERE e.id = ?`, id)
	if err != nil {
		return b, err
	}
	if len(list) == 0 {
		return b, feed.ErrNotFound
	}
	b.Headline = list[0]
	var published, fetched, retry int64
	var text string
	h := b.Headline
	err = s.one(ctx, `SELECT f.url, f.site, e.published, coalesce(d.detail, '{}'), coalesce(p.url, ''), coalesce(p.content_type, ''),
		coalesce(p.fetched, 0), coalesce(p.version, 0), coalesce(p.etag, ''), coalesce(p.last_modified, ''), e.retry_at FROM entry e JOIN feed f ON f.id = e.feed_id
		LEFT JOIN entry_detail d ON d.entry_id = e.id LEFT JOIN page p ON p.entry_id = e.id WHERE e.id = ?`, []any{id},
		&b.FeedURL, &b.Site, &published, &text, &b.Page.URL, &b.Page.ContentType, &fetched, &b.Page.Version,
		&b.Page.ETag, &b.Page.LastModified, &retry)
	if err != nil {
		return b, err
	}
	var d detail
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		d = detail{} // damaged: Check tells of it, and the text can be read
	}
	b.Entry = feed.Entry{GUID: d.GUID, URL: h.URL, Title: h.Title, Author: h.Author, Published: fromMicros(published),
		Updated: fromMicros(d.Updated), PublishedRaw: d.PublishedRaw, Language: h.Language, Categories: d.Categories,
		Enclosures: d.Enclosures, Image: d.Image, Comments: d.Comments}
	b.Page.RetryAt = fromMicros(retry)
	b.Page.Fetched, b.Page.Badge, b.Page.Why, b.Page.Minutes = fromMicros(fetched), h.Badge, h.Why, h.Minutes
	return b, nil
}

// readBodies reads the compressed texts of an entry into b, from a kind on.
func (s *Store) readBodies(ctx context.Context, id feed.EntryID, from int64, b *Body) error {
	var row int64
	var p packed
	dest := []any{&row, &p.codec, &p.dict, &p.length, &p.data}
	return s.query(ctx, `SELECT id, codec, dict_id, raw_len, data FROM body WHERE id BETWEEN ? AND ?`,
		[]any{int64(id)*kinds + from, int64(id)*kinds + kinds - 1}, dest, func() error {
			text, err := s.codec.unpack(p)
			if err != nil {
				return err
			}
			switch row % kinds {
			case kindSummary:
				b.Entry.Summary = string(text)
			case kindContent:
				b.Entry.Content = string(text)
			case kindPage:
				b.Page.HTML = text
			case kindArticle:
				b.Page.Article = text
			}
			p.data = nil
			return nil
		})
}

// putBody stores one text of an entry; an empty one is taken away.
func (t *tx) putBody(id feed.EntryID, kind int, text []byte) error {
	row := int64(id)*kinds + int64(kind)
	if len(text) == 0 {
		return t.exec(`DELETE FROM body WHERE id = ?`, row)
	}
	p := t.codec.pack(text)
	return t.exec(`INSERT INTO body(id, codec, dict_id, raw_len, data) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET codec = excluded.codec, dict_id = excluded.dict_id, raw_len = excluded.raw_len, data = excluded.data`,
		row, p.codec, p.dict, p.length, p.data)
}

// getBody reads one text of an entry, nil when there is none.
func (t *tx) getBody(id feed.EntryID, kind int) ([]byte, error) {
	var p packed
	found, err := t.row(`SELECT codec, dict_id, raw_len, data FROM body WHERE id = ?`,
		[]any{int64(id)*kinds + int64(kind)}, &p.codec, &p.dict, &p.length, &p.data)
	if err != nil || !found {
		return nil, err
	}
	return t.codec.unpack(p)
}

// SavePage stores what came of fetching an entry's article: the badge says
// whether it is whole. The entry is no longer wanted, unless it failed and
// RetryAt says when to try again.
func (s *Store) SavePage(ctx context.Context, id feed.EntryID, p Page) error {
	return s.saving(ctx, fmt.Sprintf("storing the article of entry %d", id), func(t *tx) error {
		return t.savePage(id, p)
	})
}

func (t *tx) savePage(id feed.EntryID, p Page) error {
	want := p.Badge == feed.BadgeFailed && !p.RetryAt.IsZero()
	result, err := t.execResult(`UPDATE entry SET badge = ?, why = ?, minutes = ?, want = ?, retry_at = ?,
		attempts = attempts + ? WHERE id = ?`,
		int(p.Badge), p.Why, p.Minutes, want, micros(p.RetryAt), p.Badge == feed.BadgeFailed, id)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return orNotFound(err)
	}
	if p.Fetched.IsZero() {
		p.Fetched = t.now()
	}
	err = t.exec(`INSERT INTO page(entry_id, url, content_type, fetched, version, etag, last_modified) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET url = excluded.url, content_type = excluded.content_type, fetched = excluded.fetched,
		version = excluded.version, etag = excluded.etag, last_modified = excluded.last_modified`,
		id, p.URL, p.ContentType, micros(p.Fetched), p.Version, p.ETag, p.LastModified)
	if err != nil {
		return err
	}
	if p.HTML != nil {
		if err := t.putBody(id, kindPage, p.HTML); err != nil {
			return err
		}
	}
	if err := t.putBody(id, kindArticle, p.Article); err != nil {
		return err
	}
	if err := t.speak(id, p.Language); err != nil || p.Text == "" {
		return err
	}
	return t.index(id, p.Text)
}

// speak makes a language that of an entry whose feed does not say one for it: what
// a feed says of itself counts for less than what its article is in. "" is not
// known, and changes nothing.
func (t *tx) speak(id feed.EntryID, language string) error {
	if language == "" {
		return nil
	}
	return t.exec(`UPDATE entry SET lang = ?1 WHERE id = ?2 AND lang <> ?1 AND NOT EXISTS (SELECT 1 FROM entry_detail
		WHERE entry_id = ?2 AND json_valid(detail) AND detail ->> 'Language' <> '')`, language, id)
}

// orNotFound is err, or feed.ErrNotFound when there is none.
func orNotFound(err error) error {
	if err == nil {
		return feed.ErrNotFound
	}
	return err
}

// SaveArticle replaces the article made of what is stored already, and what is
// known of its language, after the extractor became better, and nothing else.
func (s *Store) SaveArticle(ctx context.Context, id feed.EntryID, article []byte, language string, version int) error {
	return s.saving(ctx, fmt.Sprintf("storing the article of entry %d", id), func(t *tx) error {
		result, err := t.execResult(`UPDATE page SET version = ? WHERE entry_id = ?`, version, id)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return orNotFound(err)
		}
		if err := t.speak(id, language); err != nil {
			return err
		}
		return t.putBody(id, kindArticle, article)
	})
}

// PutOff has the articles of some entries wait until then: their host asked for
// it. Nothing is known of them, and no try is counted.
func (s *Store) PutOff(ctx context.Context, ids []feed.EntryID, until time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	text, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	return s.saving(ctx, "putting articles off", func(t *tx) error {
		return t.exec(`UPDATE entry SET retry_at = max(retry_at, ?) WHERE id IN (SELECT value FROM json_each(?))`, micros(until), string(text))
	})
}

// Ask has the article of an entry fetched when there is a way to do so, from then
// on, whether it is read or not: its reader wanted to have it. No try is counted.
func (s *Store) Ask(ctx context.Context, id feed.EntryID, from time.Time) error {
	return s.saving(ctx, fmt.Sprintf("asking for the article of entry %d", id), func(t *tx) error {
		return t.exec(`UPDATE entry SET want = 3, retry_at = ? WHERE id = ?`, micros(from), id)
	})
}

// Revisions are the former states of an entry, the oldest first.
func (s *Store) Revisions(ctx context.Context, id feed.EntryID) ([]feed.Revision, error) {
	var list []feed.Revision
	var p packed
	err := s.query(ctx, `SELECT codec, dict_id, raw_len, data FROM revision WHERE entry_id = ? ORDER BY id`, []any{id},
		[]any{&p.codec, &p.dict, &p.length, &p.data}, func() error {
			text, err := s.codec.unpack(p)
			if err != nil {
				return err
			}
			p.data = nil
			var r feed.Revision
			if err := json.Unmarshal(text, &r); err != nil {
				return err
			}
			list = append(list, r)
			return nil
		})
	if err != nil {
		return nil, s.failed(fmt.Sprintf("reading the revisions of entry %d", id), err)
	}
	return list, nil
}

// A Wish says which articles are wanted for reading offline.
type Wish struct {
	Limit       int           // at most so many
	MaxAge      time.Duration // not older than this; 0 for any age
	MaxAttempts int           // not tried more often than this; 0 for any number
	Asked       bool          // only entries that a rule asks for,
	Marked      bool          // those that are starred or saved,
	Feeds       []feed.FeedID // and those of these feeds
}

// A Wanted is an entry whose article is still to be had.
type Wanted struct {
	ID       feed.EntryID
	Feed     feed.FeedID
	URL      string
	Attempts int
	Fetched  time.Time // when it was last tried; zero: never
}

// Wanted are the unread entries whose article is still to be had and may be
// tried now, and those that were asked for, the newest first. Muted ones are not wanted.
func (s *Store) Wanted(ctx context.Context, w Wish) ([]Wanted, error) {
	query := `SELECT e.id, e.feed_id, e.url, e.attempts, coalesce((SELECT fetched FROM page WHERE entry_id = e.id), 0) FROM entry e
		WHERE e.want >= 1 AND e.rank >= ? AND (e.unread = 1 OR e.want = 3) AND e.muted = 0 AND e.retry_at <= ?`
	now := s.now()
	oldest := int64(0)
	if w.MaxAge > 0 {
		oldest = rankAt(now.Add(-w.MaxAge))
	}
	args := []any{oldest, micros(now)}
	if w.MaxAttempts > 0 {
		query += ` AND e.attempts < ?`
		args = append(args, w.MaxAttempts)
	}
	if w.Asked {
		query += ` AND (e.want >= 2 OR (? AND (e.starred = 1 OR e.saved = 1)) OR e.feed_id IN (SELECT value FROM json_each(?)))`
		args = append(args, w.Marked, jsonIDs(w.Feeds))
	}
	var list []Wanted
	var one Wanted
	var fetched int64
	err := s.query(ctx, query+` ORDER BY e.rank DESC LIMIT ?`, append(args, w.Limit),
		[]any{&one.ID, &one.Feed, &one.URL, &one.Attempts, &fetched}, func() error {
			one.Fetched = fromMicros(fetched)
			list = append(list, one)
			return nil
		})
	if err != nil {
		return nil, s.failed("looking for wanted articles", err)
	}
	return list, nil
}
