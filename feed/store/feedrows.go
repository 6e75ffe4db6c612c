package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"warta/feed"
)

// feedRows reads feeds into one text, and says how many there are: each row and
// each column of a row costs, and two thousand feeds are read at every start. Of
// each feed there are feedNumbers numbers, the lengths of feedTexts texts, and
// these texts.
const (
	feedRows = `SELECT count(*), coalesce(group_concat(
  concat_ws(' ', f.id, f.added, f.guide, p.last_try, p.last_ok, p.next_due, p.failing_since, p.fail_count, p.http_status, p.gone,
    p.newest, p.usual, p.bytes, p.took, octet_length(f.url), octet_length(f.site), octet_length(f.title), octet_length(f.name),
    octet_length(coalesce(d.name, '')), octet_length(f.language), octet_length(p.last_error), octet_length(p.moved_to),
    octet_length(p.candidates), '') ||
  f.url || f.site || f.title || f.name || coalesce(d.name, '') || f.language || p.last_error || p.moved_to || p.candidates, ''), '')
  FROM feed f CROSS JOIN feed_fetch p ON p.feed_id = f.id LEFT JOIN folder d ON d.id = f.folder_id WHERE f.removed = 0`
	feedNumbers = 14
	feedTexts   = 9
)

// feeds reads those subscriptions for which where holds, with their counts.
func (s *Store) feeds(ctx context.Context, where string, args ...any) ([]feed.Feed, error) {
	var n int
	var text string
	if err := s.one(ctx, feedRows+where, args, &n, &text); err != nil {
		return nil, err
	}
	feeds, err := readFeeds(n, text)
	if err != nil {
		return nil, err
	}
	return feeds, s.countFeeds(ctx, feeds)
}

// readFeeds reads the n feeds that feedRows put into text.
func readFeeds(n int, text string) ([]feed.Feed, error) {
	feeds := make([]feed.Feed, n)
	for i := range feeds {
		var err error
		if text, err = readFeed(&feeds[i], text); err != nil {
			return nil, err
		}
	}
	return feeds, nil
}

// readFeed reads the feed that text begins with, and gives the rest.
func readFeed(f *feed.Feed, text string) (string, error) {
	var n [feedNumbers + feedTexts]int64
	text, err := numbersIn(text, n[:])
	if err != nil {
		return "", err
	}
	h := &f.Health
	f.ID, f.Added, f.Guide = feed.FeedID(n[0]), fromMicros(n[1]), n[2] != 0
	h.LastTry, h.LastOK, h.NextTry, h.FailingSince = fromMicros(n[3]), fromMicros(n[4]), fromMicros(n[5]), fromMicros(n[6])
	h.Failures, h.HTTPStatus, h.Gone, h.Newest = int(n[7]), int(n[8]), n[9] != 0, fromMicros(n[10])
	h.Usual, h.Bytes, h.Took = time.Duration(n[11])*time.Microsecond, n[12], time.Duration(n[13])*time.Microsecond
	candidates := ""
	for i, dest := range [feedTexts]*string{&f.URL, &f.Site, &f.Title, &f.Name, &f.Folder, &f.Language, &h.Failure, &h.MovedTo, &candidates} {
		length := n[feedNumbers+i]
		if length < 0 || length > int64(len(text)) {
			return "", errFeedRow
		}
		*dest, text = text[:length], text[length:]
	}
	if candidates != "" && json.Unmarshal([]byte(candidates), &h.Candidates) != nil {
		h.Candidates = nil // damaged: no feed may hide the others
	}
	return text, nil
}

var errFeedRow = fmt.Errorf("%w: the row of a feed", feed.ErrDamaged)

// numbersIn reads as many numbers as there is room for, each with a space after
// it, and gives the rest of the text.
func numbersIn(text string, numbers []int64) (string, error) {
	for i := range numbers {
		word, rest, found := strings.Cut(text, " ")
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil || !found {
			return "", errFeedRow
		}
		numbers[i], text = n, rest
	}
	return text, nil
}

// A shelfCount is how much is on a shelf.
type shelfCount struct {
	shelf
	total, unread int
}

// eachCount calls do with the counts for which where holds: they come in one
// row.
func (s *Store) eachCount(ctx context.Context, where string, args []any, do func(shelfCount)) error {
	var text string
	err := s.one(ctx, `SELECT coalesce(group_concat(concat_ws(' ', feed_id, folder_id, total, unread, ''), ''), '') FROM feed_count`+where, args, &text)
	for err == nil && text != "" {
		var n [4]int64
		if text, err = numbersIn(text, n[:]); err != nil {
			return err
		}
		do(shelfCount{shelf{feed.FeedID(n[0]), n[1]}, int(n[2]), int(n[3])})
	}
	return err
}

// countFeeds fills the counts of feeds in.
func (s *Store) countFeeds(ctx context.Context, feeds []feed.Feed) error {
	at := make(map[feed.FeedID]int, len(feeds))
	for i := range feeds {
		at[feeds[i].ID] = i
	}
	where, args := ``, []any(nil)
	if len(feeds) == 1 {
		where, args = ` WHERE feed_id = ?`, []any{feeds[0].ID}
	}
	return s.eachCount(ctx, where, args, func(c shelfCount) {
		if i, ok := at[c.feed]; ok {
			feeds[i].Total += c.total
			feeds[i].Unread += c.unread
		}
	})
}
