package store

import "warta/feed"

// forget removes the entries that a query of their ids selects. Their names
// and marks stay.
func (t *tx) forget(query string, args ...any) error {
	var ids []feed.EntryID
	var id feed.EntryID
	if err := t.each(query, args, []any{&id}, func() error { ids = append(ids, id); return nil }); err != nil {
		return err
	}
	return t.forgetIDs(ids)
}

func (t *tx) forgetIDs(ids []feed.EntryID) error {
	if len(ids) == 0 {
		return nil
	}
	list := jsonIDs(ids)
	var rank int64
	var ranks []int64
	err := t.each(`SELECT rank FROM entry WHERE id IN (SELECT value FROM json_each(?))`, []any{list}, []any{&rank},
		func() error { ranks = append(ranks, rank); return nil })
	if err == nil {
		err = t.unindex(ranks)
	}
	if err != nil {
		return err
	}
	for _, query := range []string{
		`DELETE FROM body WHERE id IN (SELECT j.value * 16 + k.value FROM json_each(?) j, json_each('[0,1,2,3]') k)`,
		`DELETE FROM entry_detail WHERE entry_id IN (SELECT value FROM json_each(?))`,
		`DELETE FROM page WHERE entry_id IN (SELECT value FROM json_each(?))`,
		`DELETE FROM revision WHERE entry_id IN (SELECT value FROM json_each(?))`,
		`DELETE FROM place WHERE entry_id IN (SELECT value FROM json_each(?))`,
		`DELETE FROM entry_picture WHERE entry_id IN (SELECT value FROM json_each(?))`,
		`DELETE FROM rule_hit WHERE entry_id IN (SELECT value FROM json_each(?))`,
	} {
		if err := t.exec(query, list); err != nil {
			return err
		}
	}
	total, unread := map[shelf]int{}, map[shelf]int{}
	var from shelf
	var isUnread, muted bool
	err = t.each(`DELETE FROM entry WHERE id IN (SELECT value FROM json_each(?)) RETURNING feed_id, folder_id, unread, muted`, []any{list},
		[]any{&from.feed, &from.folder, &isUnread, &muted}, func() error {
			if !muted {
				total[from]--
				if isUnread {
					unread[from]--
				}
			}
			return nil
		})
	for at, n := range total {
		if err == nil {
			err = t.addCount(at, n, unread[at])
		}
	}
	return err
}
