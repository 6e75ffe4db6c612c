package library

import (
	"context"
	"errors"

	"warta/feed"
)

// GuideRecord is what the reader did to the guide edition.
func (l *Library) GuideRecord(ctx context.Context) (feed.Guide, error) {
	var g feed.Guide
	q := feed.Query{Where: feed.Or{feed.Is{Property: feed.Starred}, feed.Is{Property: feed.Saved}}} // all that outlives its feed
	f, err := l.store.FeedByURL(ctx, guideFeed)
	switch {
	case err == nil:
		g.Name, g.Folder = f.Name, f.Folder
		q.Where = feed.FromFeed{Feed: f.ID}
	case errors.Is(err, feed.ErrNotFound):
		g.Removed = l.o.Guide != nil
	default:
		return g, err
	}
	err = l.everyHeadline(ctx, q, func(h feed.Headline) error {
		place, err := l.store.Place(ctx, h.ID)
		if err == nil && isGuide(h.URL) && (h.Status != feed.Status{} || place != feed.Place{}) {
			g.Entries = append(g.Entries, feed.GuideEntry{URL: h.URL, Status: h.Status, Place: place})
		}
		return err
	})
	return g, err
}

// everyHeadline calls each for all headlines of a query, until each returns an
// error.
func (l *Library) everyHeadline(ctx context.Context, q feed.Query, each func(feed.Headline) error) error {
	const atOnce = 500
	for from := (feed.Cursor{}); ; {
		list, err := l.store.Headlines(ctx, q, feed.Window{From: from, Limit: atOnce})
		if err != nil {
			return err
		}
		for _, h := range list {
			if err := each(h); err != nil {
				return err
			}
			from = feed.CursorOf(h)
		}
		if len(list) < atOnce {
			return nil
		}
	}
}

// RestoreGuide does to the guide what the reader did to it elsewhere. Marks are
// added to those that are here; pages that this guide does not have are passed
// over.
func (l *Library) RestoreGuide(ctx context.Context, g feed.Guide) error {
	f, err := l.store.FeedByURL(ctx, guideFeed)
	if errors.Is(err, feed.ErrNotFound) {
		return nil // it was unsubscribed here
	}
	if err != nil {
		return err
	}
	done := map[string]feed.GuideEntry{}
	for _, e := range g.Entries {
		done[e.URL] = e
	}
	err = l.everyHeadline(ctx, feed.Query{Where: feed.FromFeed{Feed: f.ID}}, func(h feed.Headline) error {
		e, ok := done[h.URL]
		if !ok {
			return nil
		}
		return l.restoreMarks(ctx, h.ID, e)
	})
	if name := textLine(g.Name); err == nil && name != "" && f.Name == "" {
		err = l.store.Rename(ctx, f.ID, name)
	}
	if folder := textLine(g.Folder); err == nil && folder != "" && f.Folder == "" {
		err = l.store.Move(ctx, f.ID, folder)
	}
	if err == nil && g.Removed {
		err = l.store.Unsubscribe(ctx, f.ID)
	}
	return err
}

func (l *Library) restoreMarks(ctx context.Context, id feed.EntryID, e feed.GuideEntry) error {
	for _, one := range []struct {
		set  bool
		mark feed.Mark
	}{{e.Status.Read, feed.MarkRead}, {e.Status.Starred, feed.MarkStarred}, {e.Status.Saved, feed.MarkSaved}} {
		if !one.set {
			continue
		}
		if _, err := l.store.Mark(ctx, []feed.EntryID{id}, one.mark); err != nil {
			return err
		}
	}
	former, err := l.store.Place(ctx, id)
	if err != nil || e.Place == (feed.Place{}) || former != (feed.Place{}) {
		return err
	}
	return l.store.SetPlace(ctx, id, e.Place)
}
