package store

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"warta/feed"
)

// A Poll is what has to be known of a feed to ask for it.
type Poll struct {
	Feed       feed.FeedID
	URL        string
	Label      string
	Guide      bool
	Added      time.Time
	Validators feed.Validators
	BodyHash   []byte // of the last body that was stored, for the same bytes again
	Due        time.Time
	LastTry    time.Time // zero: never tried
	LastOK     time.Time
	Failures   int // tries that failed since the last good one
	Gone       bool
	Usual      time.Duration // the usual time between entries, 0 when unknown
	Newest     time.Time     // when the newest entry was published
	Pace       feed.Pace
}

// Fetched is how one request for a feed went.
type Fetched struct {
	At          time.Time // zero: now
	Status      int       // HTTP status, 0 when there was no answer
	NotModified bool      // 304, or the bytes of before: nothing to parse
	// Validators replace those that are kept after a good answer; after a 304
	// only those that are not empty do; after a failure none.
	Validators feed.Validators
	BodyHash   []byte    // any hash of the body; kept by Save only
	NextDue    time.Time // when to ask again
	MovedTo    string    // the address of a permanent redirect: a good answer moves the feed there
	Gone       bool      // 410: do not ask again
	Failure    string    // why it went wrong, in words; "" when it went well
	Bytes      int64     // on the wire
	Took       time.Duration
	Candidates []string // other addresses found for a feed that is no more
}

const pollColumns = `SELECT f.id, f.url, CASE WHEN f.name <> '' THEN f.name WHEN f.title <> '' THEN f.title ELSE f.url END,
  f.guide, f.added, p.etag, p.last_modified, p.body_hash, p.next_due, p.last_try, p.last_ok, p.fail_count, p.gone,
  p.usual, p.newest, p.pace FROM feed_fetch p JOIN feed f ON f.id = p.feed_id WHERE f.removed = 0`

// Due are the feeds that may be asked at now, the longest due first; at most
// limit of them, 0 for all.
//
// A feed that is due in more than 30 days is one of them: the clock was wrong.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]Poll, error) {
	if limit <= 0 {
		limit = -1
	}
	polls, err := s.polls(ctx, pollColumns+` AND p.gone = 0 AND (p.next_due <= ? OR p.next_due > ?) ORDER BY p.next_due LIMIT ?`,
		micros(now), micros(now.Add(longestWait)), limit)
	if err != nil {
		return nil, s.failed("looking for feeds that are due", err)
	}
	return polls, nil
}

// longestWait is longer than any timetable has a feed wait.
const longestWait = 30 * 24 * time.Hour

// NextDue is when the next feed is due, the zero Time when there is none.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	var due *int64
	err := s.one(ctx, `SELECT min(next_due) FROM feed_fetch WHERE gone = 0`, nil, &due)
	if err != nil {
		return time.Time{}, s.failed("looking for feeds that are due", err)
	}
	if due == nil {
		return time.Time{}, nil
	}
	return time.UnixMicro(*due).UTC(), nil
}

// Polls are the feeds with these ids, due or not; all feeds for no ids.
func (s *Store) Polls(ctx context.Context, ids ...feed.FeedID) ([]Poll, error) {
	query, args := pollColumns, []any(nil)
	if len(ids) > 0 {
		query, args = query+` AND f.id IN (SELECT value FROM json_each(?))`, []any{jsonIDs(ids)}
	}
	polls, err := s.polls(ctx, query+` ORDER BY p.next_due, f.id`, args...)
	if err != nil {
		return nil, s.failed("reading the timetable", err)
	}
	return polls, nil
}

func (s *Store) polls(ctx context.Context, query string, args ...any) ([]Poll, error) {
	var (
		polls                              []Poll
		p                                  Poll
		added, due, try, ok, usual, newest int64
		pace                               string
	)
	dest := []any{&p.Feed, &p.URL, &p.Label, &p.Guide, &added, &p.Validators.ETag, &p.Validators.LastModified, &p.BodyHash,
		&due, &try, &ok, &p.Failures, &p.Gone, &usual, &newest, &pace}
	err := s.query(ctx, query, args, dest, func() error {
		p.Added, p.Due, p.LastTry, p.LastOK = fromMicros(added), fromMicros(due), fromMicros(try), fromMicros(ok)
		p.Usual, p.Newest = time.Duration(usual)*time.Microsecond, fromMicros(newest)
		p.Pace = feed.Pace{}
		if pace != "" {
			if err := json.Unmarshal([]byte(pace), &p.Pace); err != nil {
				p.Pace = feed.Pace{} // damaged: no feed may keep the others from being asked
			}
		}
		polls = append(polls, p)
		return nil
	})
	return polls, err
}

// Note stores how a request went that gave no document: a 304, the same bytes
// again, or a failure, which leaves the validators alone.
func (s *Store) Note(ctx context.Context, id feed.FeedID, f Fetched) error {
	return s.saving(ctx, fmt.Sprintf("noting the fetch of feed %d", id), func(t *tx) error { return t.noteFetch(id, f) })
}

func (t *tx) noteFetch(id feed.FeedID, f Fetched) error {
	if err := t.mustExist(id); err != nil {
		return err
	}
	if f.Failure == "" && f.MovedTo != "" {
		if _, err := t.move(id, f.MovedTo); err != nil {
			return err
		}
		if err := t.exec(`UPDATE feed_fetch SET moved_to = ? WHERE feed_id = ?`, f.MovedTo, id); err != nil {
			return err
		}
	}
	return t.note(id, f)
}

// note stores the outcome of f but for what only a document changes.
func (t *tx) note(id feed.FeedID, f Fetched) error {
	at := f.At
	if at.IsZero() {
		at = t.now()
	}
	candidates, err := json.Marshal(f.Candidates)
	if err != nil {
		return err
	}
	if len(f.Candidates) == 0 {
		candidates = nil
	}
	if f.Failure != "" {
		return t.exec(`UPDATE feed_fetch SET last_try = ?1, next_due = ?2, http_status = ?3, bytes = ?4, took = ?5,
			last_error = ?6, fail_count = fail_count + 1, gone = ?7, candidates = ?8,
			failing_since = CASE failing_since WHEN 0 THEN ?1 ELSE failing_since END WHERE feed_id = ?9`,
			micros(at), micros(f.NextDue), f.Status, f.Bytes, f.Took.Microseconds(), f.Failure, f.Gone, string(candidates), id)
	}
	return t.exec(`UPDATE feed_fetch SET last_try = ?1, last_ok = ?1, next_due = ?2, http_status = ?3, bytes = ?4, took = ?5,
		last_error = '', fail_count = 0, failing_since = 0, gone = 0, candidates = '',
		etag = CASE WHEN ?6 = '' AND ?9 THEN etag ELSE ?6 END,
		last_modified = CASE WHEN ?7 = '' AND ?9 THEN last_modified ELSE ?7 END WHERE feed_id = ?8`,
		micros(at), micros(f.NextDue), f.Status, f.Bytes, f.Took.Microseconds(), f.Validators.ETag, f.Validators.LastModified, id,
		f.Status == http.StatusNotModified)
}

// Postpone makes a feed due at a time; the zero Time makes it due at once.
func (s *Store) Postpone(ctx context.Context, id feed.FeedID, due time.Time) error {
	return s.saving(ctx, fmt.Sprintf("moving feed %d in the timetable", id), func(t *tx) error {
		return t.exec(`UPDATE feed_fetch SET next_due = ? WHERE feed_id = ?`, micros(due), id)
	})
}

// ForgetAll is Forget for all feeds, once for each version of what reads them.
func (s *Store) ForgetAll(ctx context.Context, version int) error {
	const name = "parser"
	want := strconv.Itoa(version)
	if have, err := s.Get(ctx, name); err == nil && string(have) == want {
		return nil
	}
	return s.saving(ctx, "forgetting the validators of all feeds", func(t *tx) error {
		err := t.exec(`INSERT INTO kv(name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, []byte(want))
		if err != nil {
			return err
		}
		return t.exec(`UPDATE feed_fetch SET etag = '', last_modified = '', body_hash = x'' WHERE etag <> '' OR last_modified <> '' OR body_hash <> x''`)
	})
}

// Forget takes a feed's validators and body hash away, so that it is asked for
// unconditionally once.
func (s *Store) Forget(ctx context.Context, id feed.FeedID) error {
	return s.saving(ctx, fmt.Sprintf("forgetting the validators of feed %d", id), func(t *tx) error {
		return t.exec(`UPDATE feed_fetch SET etag = '', last_modified = '', body_hash = x'' WHERE feed_id = ?`, id)
	})
}
