package store

import (
	"context"
	"encoding/json"

	"warta/feed"
)

// keeping reads how an entry is kept.
func (s *Store) keeping(ctx context.Context, b Body) (feed.Keeping, error) {
	k := feed.Keeping{Listed: b.Headline.Published, Muted: b.Headline.Muted, Updated: b.Headline.Updated, Minutes: b.Headline.Minutes,
		PageType: b.Page.ContentType, PageAt: b.Page.Fetched, RetryAt: b.Page.RetryAt,
		Article: b.Page.Article, Version: b.Page.Version}
	id := b.Headline.ID
	var filed bool
	var folder string
	err := s.one(ctx, `SELECT e.want, e.attempts, e.text_hash, e.raw_hash, e.folder_id <> f.folder_id, coalesce(d.name, '')
		FROM entry e JOIN feed f ON f.id = e.feed_id LEFT JOIN folder d ON d.id = e.folder_id WHERE e.id = ?`, []any{id},
		&k.Want, &k.Attempts, &k.TextHash, &k.RawHash, &filed, &folder)
	if err != nil {
		return k, err
	}
	if filed {
		k.Folder = &folder
	}
	if k.Place, err = s.Place(ctx, id); err != nil {
		return k, err
	}
	var h feed.Hit
	var at int64
	err = s.query(ctx, `SELECT r.name, h.did, h.at FROM rule_hit h JOIN rule r ON r.id = h.rule_id WHERE h.entry_id = ? ORDER BY r.id`,
		[]any{id}, []any{&h.Rule, &h.Did, &at}, func() error {
			h.At = fromMicros(at)
			k.Hits = append(k.Hits, h)
			return nil
		})
	if err != nil {
		return k, err
	}
	k.Revisions, err = s.Revisions(ctx, id)
	return k, err
}

// names are the keys of an entry, in an order of their own.
func (s *Store) names(ctx context.Context, id feed.EntryID) ([][]byte, error) {
	var list [][]byte
	var name []byte
	err := s.query(ctx, `SELECT key FROM identity WHERE entry_id = ? ORDER BY key`, []any{id}, []any{&name}, func() error {
		list = append(list, name)
		name = nil
		return nil
	})
	return list, err
}

// bringKeeping makes an entry of an import kept as it was where it comes from.
func (a *arrival) bringKeeping(id feed.EntryID, k feed.Keeping) error {
	err := a.exec(`UPDATE entry SET revised = ?, minutes = ?, want = ?, attempts = ?, retry_at = ?, text_hash = ?, raw_hash = ? WHERE id = ?`,
		k.Updated, k.Minutes, k.Want, k.Attempts, micros(k.RetryAt), k.TextHash, k.RawHash, id)
	if err != nil {
		return err
	}
	if k.Folder != nil {
		folder, err := a.tx.folder(*k.Folder)
		if err != nil {
			return err
		}
		if err := a.file(id, folder); err != nil {
			return err
		}
	}
	if k.Muted {
		if err := a.setMuted(id, true); err != nil {
			return err
		}
	}
	if k.Place != (feed.Place{}) {
		err := a.exec(`INSERT INTO place(entry_id, section, block, word, changed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			id, k.Place.Section, k.Place.Block, k.Place.Word, micros(a.now()))
		if err != nil {
			return err
		}
	}
	for _, h := range k.Hits {
		err := a.exec(`INSERT INTO rule_hit(rule_id, entry_id, did, at) SELECT id, ?, ?, ? FROM rule WHERE name = ? ON CONFLICT DO NOTHING`,
			id, int(h.Did), micros(h.At), h.Rule)
		if err != nil {
			return err
		}
	}
	return a.bringRevisions(id, k.Revisions)
}

func (a *arrival) bringRevisions(id feed.EntryID, list []feed.Revision) error {
	for _, r := range list {
		text, err := json.Marshal(r)
		if err != nil {
			return err
		}
		p := a.codec.pack(text)
		err = a.exec(`INSERT INTO revision(entry_id, seen, codec, dict_id, raw_len, data) VALUES (?, ?, ?, ?, ?, ?)`,
			id, micros(r.Until), p.codec, p.dict, p.length, p.data)
		if err != nil {
			return err
		}
	}
	return nil
}

// bringNames gives an entry the keys it had, as far as they are free; table is
// identity or alias.
func (a *arrival) bringNames(table string, id feed.EntryID, names [][]byte) error {
	for _, k := range names {
		if len(k) != len(key{}) {
			continue
		}
		if err := a.exec(`INSERT INTO `+table+`(feed_id, key, entry_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, a.feed, k, id); err != nil {
			return err
		}
	}
	return nil
}
