package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"warta/feed"
)

// A roster remembers the subscriptions as they were last listed, in order and
// without counts: of thousands of feeds a poll changes one and a mark none, and
// a screen asks for all of them after each.
type roster struct {
	mu   sync.Mutex
	rev  int64 // of feed_change, when it was read; 0: never
	list []feed.Feed
}

// read brings the roster up to date and gives a copy of its list.
func (r *roster) read(ctx context.Context, s *Store) ([]feed.Feed, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rev, changed, feeds, err := s.feedsSince(ctx, r.rev)
	if err != nil {
		return nil, err
	}
	if r.rev == 0 || !r.replace(changed, feeds) {
		r.reorder(changed, feeds)
	}
	r.rev = rev
	return slices.Clone(r.list), nil
}

// replace puts feeds in the place of what they were. It reports false, and does
// nothing, when the list has to be put in order again.
func (r *roster) replace(changed map[feed.FeedID]bool, feeds []feed.Feed) bool {
	if len(changed) == 0 {
		return true
	}
	at := make(map[feed.FeedID]int, len(changed))
	for i := range r.list {
		if changed[r.list[i].ID] {
			at[r.list[i].ID] = i
		}
	}
	if len(at) != len(feeds) {
		return false
	}
	for i := range feeds {
		j, known := at[feeds[i].ID]
		if !known || r.list[j].Folder != feeds[i].Folder || r.list[j].Label() != feeds[i].Label() {
			return false
		}
	}
	for i := range feeds {
		r.list[at[feeds[i].ID]] = feeds[i]
	}
	return true
}

// reorder is replace for feeds that came, went, or have other names.
func (r *roster) reorder(changed map[feed.FeedID]bool, feeds []feed.Feed) {
	if r.rev != 0 {
		feeds = append(feeds, slices.DeleteFunc(r.list, func(f feed.Feed) bool { return changed[f.ID] })...)
	}
	slices.SortFunc(feeds, func(a, b feed.Feed) int { return cmp.Compare(a.ID, b.ID) })
	r.list = ordered(feeds, func(f *feed.Feed) []string { return []string{f.Folder, f.Label()} })
}

// feedsSince reads, in one statement, the subscriptions that changed after rev,
// all of them after 0; which feeds changed, those that are no subscriptions any
// more among them; and the newest rev, 1 at least.
func (s *Store) feedsSince(ctx context.Context, rev int64) (now int64, changed map[feed.FeedID]bool, feeds []feed.Feed, err error) {
	const since = `(SELECT feed_id FROM feed_change WHERE rev > ?1)`
	where, ids := ``, `''`
	if rev > 0 {
		where, ids = ` AND f.id IN `+since, `(SELECT group_concat(feed_id) FROM `+since+`)`
	}
	var n int
	var text, list string
	err = s.one(ctx, `SELECT (SELECT coalesce(max(rev), 0) FROM feed_change), coalesce(`+ids+`, ''), k.* FROM (`+feedRows+where+`) k`,
		[]any{rev}, &now, &list, &n, &text)
	if err != nil {
		return 0, nil, nil, err
	}
	changed = map[feed.FeedID]bool{}
	for word := range strings.SplitSeq(list, ",") {
		if id, err := strconv.ParseInt(word, 10, 64); err == nil {
			changed[feed.FeedID(id)] = true
		}
	}
	feeds, err = readFeeds(n, text)
	return max(now, 1), changed, feeds, err
}
