package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"warta/feed"
)

// recordsAtOnce is how many entries an export reads at a time. Their texts stay
// compressed until each of them is given.
const recordsAtOnce = 100

// Records calls each for every entry in the order of arrival, until each
// returns an error. No lock is held in between: entries that arrive meanwhile
// may or may not be among them; each entry is as it was at one moment. Entries
// with a text that is damaged are given without it, and named by a SpoiledError
// in the end.
func (s *Store) Records(ctx context.Context, each func(feed.Record) error) error {
	var last feed.EntryID
	var bad SpoiledError
	for {
		batch, err := s.exports(ctx, last)
		if err != nil {
			return s.failed("exporting the entries", err)
		}
		for i := range batch {
			r, whole := s.unpacked(&batch[i])
			if !whole {
				bad.Entries = append(bad.Entries, feed.Record{ID: r.ID, Entry: feed.Entry{Title: r.Entry.Title}})
			}
			if err := each(r); err != nil {
				return err
			}
		}
		if len(batch) < recordsAtOnce {
			if len(bad.Entries) > 0 {
				return &bad
			}
			return nil
		}
		last = batch[len(batch)-1].ID
	}
}

// An export is an entry that is being exported, with its texts as they are
// stored.
type export struct {
	feed.Record
	detail    string
	texts     [kinds]packed
	revisions []packed
}

// exports are the entries after one of them, as they are at one moment.
func (s *Store) exports(ctx context.Context, after feed.EntryID) (list []export, err error) {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }() // it has only read
	b := reading{ctx: ctx, tx: tx}
	b.entries(after)
	if len(b.list) == 0 {
		return nil, b.err
	}
	b.first, b.last = b.list[0].ID, b.list[len(b.list)-1].ID
	b.texts()
	b.names()
	b.hits()
	b.former()
	return b.list, b.err
}

// A reading is a part of the store that is read with few queries. After an error
// it reads no more.
type reading struct {
	ctx         context.Context //nolint:containedctx // of one call
	tx          *sql.Tx
	list        []export
	first, last feed.EntryID
	err         error
}

func (b *reading) rows(query string, args, dest []any, do func() error) {
	if b.err != nil {
		return
	}
	rows, err := b.tx.QueryContext(b.ctx, query, args...) //nolint:sqlclosecheck // scan closes them
	if err == nil {
		err = scan(rows, dest, do)
	}
	b.err = err
}

// below reads rows of the entries, whose first column is id, in the order of the
// entries; take is called for those of an entry that is there.
func (b *reading) below(query string, id *feed.EntryID, dest []any, take func(*export)) {
	at := 0
	b.rows(query, []any{b.first, b.last}, append([]any{id}, dest...), func() error {
		for at < len(b.list)-1 && b.list[at].ID < *id {
			at++
		}
		if b.list[at].ID == *id { // otherwise it is of an entry that is gone
			take(&b.list[at])
		}
		return nil
	})
}

// entries reads what there is one of for each entry.
func (b *reading) entries(after feed.EntryID) {
	var (
		one                                          export
		k                                            feed.Keeping
		rank, published, firstSeen, fetched, retryAt int64
		unread, filed                                bool
		folder                                       string
	)
	e, st := &one.Entry, &one.Status
	b.rows(`SELECT e.id, f.url, e.title, e.author, e.url, e.rank, e.published, e.first_seen, e.lang, e.minutes, e.unread, e.starred,
		e.saved, e.badge, e.why, e.revised, e.muted, e.want, e.attempts, e.retry_at, e.text_hash, e.raw_hash, e.folder_id <> f.folder_id,
		coalesce(d.name, ''), coalesce(t.detail, '{}'), coalesce(p.url, ''), coalesce(p.content_type, ''), coalesce(p.fetched, 0),
		coalesce(p.version, 0), coalesce(l.section, 0), coalesce(l.block, 0), coalesce(l.word, 0), coalesce(l.quote, '')
		FROM entry e JOIN feed f ON f.id = e.feed_id LEFT JOIN folder d ON d.id = e.folder_id LEFT JOIN entry_detail t ON t.entry_id = e.id
		LEFT JOIN page p ON p.entry_id = e.id LEFT JOIN place l ON l.entry_id = e.id WHERE e.id > ? ORDER BY e.id LIMIT ?`,
		[]any{after, recordsAtOnce},
		[]any{&one.ID, &one.FeedURL, &e.Title, &e.Author, &e.URL, &rank, &published, &firstSeen, &e.Language, &k.Minutes, &unread, &st.Starred,
			&st.Saved, &one.Badge, &one.Why, &k.Updated, &k.Muted, &k.Want, &k.Attempts, &retryAt, &k.TextHash, &k.RawHash, &filed,
			&folder, &one.detail, &one.PageURL, &k.PageType, &fetched,
			&k.Version, &k.Place.Section, &k.Place.Block, &k.Place.Word, &k.Place.Quote},
		func() error {
			st.Read, e.Published, one.FirstSeen = !unread, fromMicros(published), fromMicros(firstSeen)
			kept := k
			kept.Listed, kept.PageAt, kept.RetryAt = sortTime(rank), fromMicros(fetched), fromMicros(retryAt)
			if filed {
				name := folder
				kept.Folder = &name
			}
			one.Keeping = &kept
			b.list = append(b.list, one)
			return nil
		})
}

// texts reads what is compressed.
func (b *reading) texts() {
	var id feed.EntryID
	var kind int
	var p packed
	b.below(`SELECT id / 16, id % 16, codec, dict_id, raw_len, data FROM body WHERE id BETWEEN ? * 16 AND ? * 16 + 15 ORDER BY id`, &id,
		[]any{&kind, &p.codec, &p.dict, &p.length, &p.data}, func(e *export) {
			e.texts[kind] = p
			p.data = nil
		})
}

// names reads the keys of the entries, in an order of their own.
func (b *reading) names() {
	var id feed.EntryID
	var name []byte
	b.below(`SELECT entry_id, key FROM identity WHERE entry_id BETWEEN ? AND ? ORDER BY entry_id, key`, &id, []any{&name}, func(e *export) {
		e.Also = append(e.Also, name)
		name = nil
	})
}

// hits reads what rules did.
func (b *reading) hits() {
	var id feed.EntryID
	var h feed.Hit
	var at int64
	b.below(`SELECT h.entry_id, r.name, h.did, h.at FROM rule_hit h JOIN rule r ON r.id = h.rule_id
		WHERE h.entry_id BETWEEN ? AND ? ORDER BY h.entry_id, r.id`, &id, []any{&h.Rule, &h.Did, &at}, func(e *export) {
		h.At = fromMicros(at)
		e.Keeping.Hits = append(e.Keeping.Hits, h)
	})
}

// former reads the revisions.
func (b *reading) former() {
	var id feed.EntryID
	var p packed
	b.below(`SELECT entry_id, codec, dict_id, raw_len, data FROM revision WHERE entry_id BETWEEN ? AND ? ORDER BY entry_id, id`, &id,
		[]any{&p.codec, &p.dict, &p.length, &p.data}, func(e *export) {
			e.revisions = append(e.revisions, p)
			p.data = nil
		})
}

// unpacked is the record with its texts, whole or but for those that are
// damaged.
func (s *Store) unpacked(x *export) (r feed.Record, whole bool) {
	whole = true
	read := func(p packed) []byte {
		text, err := s.codec.unpack(p)
		whole = whole && err == nil
		return text
	}
	var d detail
	if json.Unmarshal([]byte(x.detail), &d) != nil {
		d, whole = detail{}, false
	}
	r = x.Record
	e := &r.Entry
	e.GUID, e.PublishedRaw, e.Updated, e.Categories = d.GUID, d.PublishedRaw, fromMicros(d.Updated), d.Categories
	e.Enclosures, e.Image, e.Comments = d.Enclosures, d.Image, d.Comments
	e.Summary, e.Content = string(read(x.texts[kindSummary])), string(read(x.texts[kindContent]))
	r.Page, r.Keeping.Article = string(read(x.texts[kindPage])), read(x.texts[kindArticle])
	for _, p := range x.revisions {
		var former feed.Revision
		if json.Unmarshal(read(p), &former) != nil {
			whole = false
			continue
		}
		r.Keeping.Revisions = append(r.Keeping.Revisions, former)
	}
	return r, whole
}
