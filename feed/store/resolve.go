package store

import (
	"strings"

	"warta/feed"
)

// An inFolderID holds for the entries in one folder; only resolve makes it.
type inFolderID struct {
	feed.Condition
	id int64
}

// An inLanguage holds for the entries with exactly this tag; only resolve makes
// it.
type inLanguage struct {
	feed.Condition
	tag string
}

// resolve looks up the folders, feeds and languages that c names, so that spread can make
// an arm of each.
func (c *compiler) resolve(one feed.Condition) (feed.Condition, error) {
	switch one := one.(type) {
	case feed.And:
		list, err := c.resolveAll(one)
		return feed.And(list), err
	case feed.Or:
		list, err := c.resolveAll(one)
		return feed.Or(list), err
	case feed.Not:
		inner, err := c.resolve(one.Condition)
		return feed.Not{Condition: inner}, err
	case feed.InFolder:
		return c.inFolder(one.Folder)
	case feed.FeedNamed:
		return c.feedNamed(one)
	case feed.Lang:
		return c.languages(one.Tag)
	}
	return one, nil
}

func (c *compiler) resolveAll(list []feed.Condition) ([]feed.Condition, error) {
	resolved := make([]feed.Condition, len(list))
	for i, one := range list {
		var err error
		if resolved[i], err = c.resolve(one); err != nil {
			return nil, err
		}
	}
	return resolved, nil
}

// inFolder is a folder and those below it.
func (c *compiler) inFolder(name string) (feed.Condition, error) {
	name = strings.ToLower(cleanFolder(name))
	list := feed.Or{}
	var id int64
	var label string
	err := c.look(`SELECT id, name FROM folder`, nil, []any{&id, &label}, func() error {
		if label = strings.ToLower(label); label == name || strings.HasPrefix(label, name+"/") {
			list = append(list, inFolderID{id: id})
		}
		return nil
	})
	return list, err
}

// feedNamed are the feeds that a name means.
func (c *compiler) feedNamed(named feed.FeedNamed) (feed.Condition, error) {
	var feeds []feed.Feed
	var one feed.Feed
	err := c.look(`SELECT id, name, title, url FROM feed ORDER BY id`, nil, []any{&one.ID, &one.Name, &one.Title, &one.URL}, func() error {
		feeds = append(feeds, one)
		return nil
	})
	list := feed.Or{}
	for _, id := range named.Among(feeds) {
		list = append(list, feed.FromFeed{Feed: id})
	}
	return list, err
}

// languages are the tags in the store that are a language, or a kind of it.
func (c *compiler) languages(tag string) (feed.Condition, error) {
	tag = strings.ToLower(tag)
	list := feed.Or{}
	var have string
	// From one tag in the index to the next.
	err := c.look(`WITH RECURSIVE l(tag) AS (SELECT min(lang) FROM entry UNION ALL
		SELECT (SELECT min(lang) FROM entry WHERE lang > tag) FROM l WHERE tag IS NOT NULL)
		SELECT tag FROM l WHERE tag IS NOT NULL`, nil, []any{&have}, func() error {
		if low := strings.ToLower(have); low == tag || strings.HasPrefix(low, tag+"-") {
			list = append(list, inLanguage{tag: have})
		}
		return nil
	})
	return list, err
}

// oneOf is an or over many folders or many feeds as one comparison, which reads
// no index of its own: the list stays in order.
func oneOf(list feed.Or) (string, []any, bool) {
	column := ""
	var ids []int64
	for _, one := range list {
		its, id := "", int64(0)
		switch one := one.(type) {
		case inFolderID:
			its, id = `+e.folder_id`, one.id
		case feed.FromFeed:
			its, id = `+e.feed_id`, int64(one.Feed)
		}
		if its == "" || column != "" && its != column {
			return "", nil, false
		}
		column, ids = its, append(ids, id)
	}
	if len(ids) < 2 {
		return "", nil, false
	}
	return column + ` IN (SELECT value FROM json_each(?))`, []any{jsonIDs(ids)}, true
}
