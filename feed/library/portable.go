package library

import (
	"context"
	"fmt"

	"warta/feed"
	"warta/feed/query"
)

// Portable is the text of a query as another store may have it: with the
// addresses of feeds in place of their numbers, which are of this store only. A
// feed that is not there any more is none there either. A text that is no query
// stays.
func (l *Library) Portable(ctx context.Context, text string) (string, error) {
	feeds, err := l.store.Feeds(ctx)
	if err != nil {
		return "", err
	}
	return l.replaced(text, func(c feed.Condition) feed.Condition {
		asked, ok := c.(feed.FromFeed)
		if !ok {
			return c
		}
		for i := range feeds {
			if feeds[i].ID == asked.Feed {
				return feed.FeedNamed{Name: feeds[i].URL}
			}
		}
		return feed.FeedNamed{Name: fmt.Sprintf("#%d", asked.Feed)}
	}), nil
}

// local is the reverse of Portable: with the numbers of the feeds that the query
// names by their addresses, so that it follows those that move.
func (l *Library) local(ctx context.Context, text string) (string, error) {
	feeds, err := l.store.Feeds(ctx)
	if err != nil {
		return "", err
	}
	return l.replaced(text, func(c feed.Condition) feed.Condition {
		named, ok := c.(feed.FeedNamed)
		if !ok || named.Prefix {
			return c
		}
		for i := range feeds {
			if feeds[i].URL == named.Name {
				return feed.FromFeed{Feed: feeds[i].ID}
			}
		}
		return c
	}), nil
}

// replaced is the text of a query with some conditions replaced. One in which
// none is stays as it was written.
func (l *Library) replaced(text string, instead func(feed.Condition) feed.Condition) string {
	q, err := l.Query(text)
	if err != nil {
		return text
	}
	changed := false
	var walk func(feed.Condition) feed.Condition
	all := func(list []feed.Condition) []feed.Condition {
		out := make([]feed.Condition, len(list))
		for i := range list {
			out[i] = walk(list[i])
		}
		return out
	}
	walk = func(c feed.Condition) feed.Condition {
		switch c := c.(type) {
		case nil:
			return nil
		case feed.And:
			return feed.And(all(c))
		case feed.Or:
			return feed.Or(all(c))
		case feed.Not:
			return feed.Not{Condition: walk(c.Condition)}
		case feed.FeedNamed, feed.FromFeed:
			n := instead(c)
			changed = changed || n != c
			return n
		default:
			return c
		}
	}
	q.Where = walk(q.Where)
	if !changed {
		return text
	}
	return query.Format(q)
}

// RestoreView saves a view as it was exported, in place of the one of its name.
func (l *Library) RestoreView(ctx context.Context, v feed.View) error {
	text, err := l.local(ctx, v.Query)
	if err != nil {
		return err
	}
	return l.SaveView(ctx, v.Name, text)
}
