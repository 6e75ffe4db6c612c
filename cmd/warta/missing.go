package main

import (
	"context"
	"strings"

	"warta/feed"
	"warta/feed/library"
)

// missing names the folders and feeds that a query asks for and that are not
// there: when it finds nothing, a slip of the pen is the likely reason.
func missing(ctx context.Context, lib *library.Library, q feed.Query) (said []string, err error) {
	feeds, err := lib.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	var walk func(feed.Condition)
	walk = func(c feed.Condition) {
		switch c := c.(type) {
		case feed.And:
			for _, k := range c {
				walk(k)
			}
		case feed.Or:
			for _, k := range c {
				walk(k)
			}
		case feed.Not:
			walk(c.Condition)
		case feed.InFolder:
			if !anyFeed(feeds, func(f *feed.Feed) bool { return within(f.Folder, c.Folder) }) {
				said = append(said, "there is no folder "+c.Folder)
			}
		case feed.FeedNamed:
			name := strings.ToLower(c.Name)
			if !anyFeed(feeds, func(f *feed.Feed) bool {
				return strings.Contains(strings.ToLower(f.Label()), name) || strings.Contains(strings.ToLower(f.URL), name)
			}) {
				said = append(said, "there is no feed "+c.Name)
			}
		}
	}
	walk(q.Where)
	return said, nil
}

func anyFeed(feeds []feed.Feed, holds func(*feed.Feed) bool) bool {
	for i := range feeds {
		if holds(&feeds[i]) {
			return true
		}
	}
	return false
}

// within reports whether folder is the folder name or one below it.
func within(folder, name string) bool {
	folder, name = strings.ToLower(folder), strings.ToLower(name)
	return folder == name || strings.HasPrefix(folder, name+"/")
}
