package library

import (
	"context"
	"encoding/json"
	"strings"
	"unicode"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/store"
)

// FeedRecords are all feeds but the guide, with those that were unsubscribed.
func (l *Library) FeedRecords(ctx context.Context) ([]feed.FeedRecord, error) {
	return l.store.FeedRecords(ctx)
}

// Memories gives the marks on entries that are not in the store any more, until
// each returns an error.
func (l *Library) Memories(ctx context.Context, each func(feed.Memory) error) error {
	return l.store.Memories(ctx, each)
}

// RestoreFeeds adds feeds as they were exported, without fetching them, and is
// the number of those that were not there. Addresses that are none are passed
// over, with their entries.
func (l *Library) RestoreFeeds(ctx context.Context, list []feed.FeedRecord) (int, error) {
	var good []feed.FeedRecord
	for _, r := range list {
		if at, _, err := address(r.Feed.URL); err == nil && isWeb(at) && !isGuide(at) {
			r.Feed.Title, r.Feed.Name, r.Feed.Folder = textLine(r.Feed.Title), textLine(r.Feed.Name), textLine(r.Feed.Folder)
			good = append(good, r)
		}
	}
	n, err := l.store.ImportFeeds(ctx, good)
	l.nudge()
	return n, err
}

// Restore stores entries as they were exported, with their marks, and is the
// number of those that are new. Entries that are known keep what they have and
// get the marks as well. Those whose feed is not there are passed over.
func (l *Library) Restore(ctx context.Context, records []feed.Record) (int, error) {
	here, err := l.addresses(ctx)
	if err != nil {
		return 0, err
	}
	var good []feed.Record
	for _, r := range records {
		if here[r.FeedURL] {
			r.Entry.Title, r.Entry.Author = textLine(r.Entry.Title), textLine(r.Entry.Author)
			r.Text = textOf(r.Keeping)
			good = append(good, r)
		}
	}
	return l.store.Restore(ctx, good)
}

// textOf is the text of an article that was exported, for search.
func textOf(k *feed.Keeping) string {
	var a article.Article
	if k == nil || k.Article == nil || json.Unmarshal(k.Article, &a) != nil {
		return ""
	}
	return article.Text(a)
}

// RestoreMemories stores the marks on entries that are not in the store.
func (l *Library) RestoreMemories(ctx context.Context, list []feed.Memory) error {
	here, err := l.addresses(ctx)
	if err != nil {
		return err
	}
	var good []feed.Memory
	for _, m := range list {
		if here[m.FeedURL] {
			good = append(good, m)
		}
	}
	return l.store.ImportMemories(ctx, good)
}

// addresses are those of all feeds, subscribed or not.
func (l *Library) addresses(ctx context.Context) (map[string]bool, error) {
	list, err := l.store.FeedRecords(ctx)
	here := make(map[string]bool, len(list))
	for _, r := range list {
		here[r.Feed.URL] = true
	}
	return here, err
}

// RestoreRule saves a rule as it was exported, unless there is one of its name.
func (l *Library) RestoreRule(ctx context.Context, r feed.Rule) error {
	if _, err := l.rule(ctx, r.Name); err == nil {
		return nil
	}
	var err error
	if r.Query, err = l.local(ctx, r.Query); err != nil {
		return err
	}
	return l.SaveRule(ctx, r)
}

// ImportNewsboat takes feeds, items and marks over from newsboat's cache.db, and
// is the number of feeds and entries that are new here.
func (l *Library) ImportNewsboat(ctx context.Context, path string) (feeds, entries int, err error) {
	err = store.ReadNewsboat(ctx, path, func(list []feed.FeedRecord) (err error) {
		feeds, err = l.RestoreFeeds(ctx, list)
		return err
	}, func(list []feed.Record) error {
		n, err := l.Restore(ctx, list)
		entries += n
		return err
	})
	return feeds, entries, err
}

// textLine is text without control characters, as feeds' texts are when they
// come over the network: what is imported may come from anywhere.
func textLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}
