package store

import (
	"encoding/json"

	"warta/feed"
)

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
		err := a.exec(`INSERT INTO place(entry_id, section, block, word, quote, changed) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			id, k.Place.Section, k.Place.Block, k.Place.Word, k.Place.Quote, micros(a.now()))
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
