package store

import (
	"context"
	"fmt"
	"time"

	"warta/feed"
)

// Import stores records of one feed with their marks and the time they were
// first seen. Records of entries that are known keep what the store has, and
// add their marks to it: read, starred and saved win over their opposites. It
// returns how many entries are new.
func (s *Store) Import(ctx context.Context, id feed.FeedID, records []feed.Record) (int, error) {
	added := 0
	err := s.marking(ctx, fmt.Sprintf("importing entries of feed %d", id), func(t *tx) error {
		a, err := t.arrival(id, Fetched{At: t.now()}, feed.Document{})
		if err != nil {
			return err
		}
		if added, err = a.bring(records); err != nil {
			return err
		}
		return t.exec(`UPDATE feed SET unreliable = ? WHERE id = ?`, a.level, id)
	})
	return added, err
}

// Restore stores records of any feeds, which must be there (see
// [Store.ImportFeeds]), as Import does.
func (s *Store) Restore(ctx context.Context, records []feed.Record) (int, error) {
	added := 0
	err := s.marking(ctx, fmt.Sprintf("importing %d entries", len(records)), func(t *tx) error {
		for len(records) > 0 {
			n := 1
			for n < len(records) && records[n].FeedURL == records[0].FeedURL {
				n++
			}
			a, err := t.arrivalAt(records[0].FeedURL)
			if err != nil {
				return fmt.Errorf("the feed %s: %w", records[0].FeedURL, err)
			}
			more, err := a.bring(records[:n])
			if err != nil {
				return err
			}
			if err := t.exec(`UPDATE feed SET unreliable = ? WHERE id = ?`, a.level, a.feed); err != nil {
				return err
			}
			added, records = added+more, records[n:]
		}
		return nil
	})
	if err != nil {
		return 0, err // nothing of it was kept
	}
	return added, nil
}

// bring stores the records of an import.
func (a *arrival) bring(records []feed.Record) (int, error) {
	entries := make([]feed.Entry, len(records))
	for i, r := range records {
		entries[i] = r.Entry
	}
	now := a.at
	items, level := identify(entries, a.level)
	a.level = level
	added := 0
	for _, it := range items {
		r := records[it.order]
		var k known
		found, err := a.lookUp(it.keys[level], &k)
		for i := 0; err == nil && !found && i < len(r.Also); i++ {
			if len(r.Also[i]) == len(key{}) {
				found, err = a.lookUp(key(r.Also[i]), &k)
			}
		}
		if err != nil {
			return added, err
		}
		if !found || !k.present {
			if !found {
				if k.id, err = a.idFor(r.ID); err != nil {
					return added, err
				}
			}
			if a.at = r.FirstSeen; a.at.IsZero() {
				a.at = now
			}
			a.listed = time.Time{}
			if r.Keeping != nil {
				a.listed = r.Keeping.Listed
			}
			if err := a.bringOne(k.id, it, r); err != nil {
				return added, err
			}
			added++
		}
		if err := a.bringMarks(k.id, r.Status); err != nil {
			return added, err
		}
	}
	return added, nil
}

// idFor is the id that an entry had before if it is free here, and a new one
// otherwise.
func (a *arrival) idFor(former feed.EntryID) (feed.EntryID, error) {
	taken, err := true, error(nil)
	if former > 0 {
		taken, err = a.row(`SELECT 1 WHERE ?1 IN (SELECT id FROM entry) OR ?1 IN (SELECT entry_id FROM identity)
			OR ?1 IN (SELECT entry_id FROM status)`, []any{former}, new(int))
	}
	if taken {
		former = a.nextID
	}
	a.nextID = max(a.nextID, former+1)
	return former, err
}

// bringOne stores a record's entry and page.
func (a *arrival) bringOne(id feed.EntryID, it item, r feed.Record) error {
	if err := a.insert(id, it, feed.Status{}); err != nil {
		return err
	}
	if err := a.exec(`DELETE FROM departed WHERE entry_id = ?`, id); err != nil {
		return err
	}
	if err := a.addCount(a.shelf(), 1, 1); err != nil {
		return err
	}
	if err := a.bringNames("identity", id, r.Also); err != nil {
		return err
	}
	if err := a.bringPage(id, r); err != nil || r.Keeping == nil {
		return err
	}
	return a.bringKeeping(id, *r.Keeping)
}

// bringPage stores a record's page and what is known of it.
func (a *arrival) bringPage(id feed.EntryID, r feed.Record) error {
	hasPage := r.Page != "" || r.PageURL != "" || r.Keeping != nil && r.Keeping.Article != nil
	if !hasPage && (r.Badge == feed.BadgeNone || r.Badge == feed.BadgeSummary) {
		return nil
	}
	p := Page{URL: r.PageURL, Badge: r.Badge, Why: r.Why, Fetched: a.at}
	if k := r.Keeping; k != nil {
		p.ContentType, p.Fetched, p.Article, p.Version = k.PageType, k.PageAt, k.Article, k.Version
	}
	if r.Page != "" {
		p.HTML, p.Text = []byte(r.Page), plainText(r.Page)
	}
	if r.Text != "" {
		p.Text = r.Text
	}
	return a.savePage(id, p)
}

// bringMarks adds marks to those of an entry.
func (a *arrival) bringMarks(id feed.EntryID, st feed.Status) error {
	for _, one := range []struct {
		set  bool
		mark feed.Mark
	}{{st.Read, feed.MarkRead}, {st.Starred, feed.MarkStarred}, {st.Saved, feed.MarkSaved}} {
		if !one.set {
			continue
		}
		if _, err := a.mark(`e.id = ?`, []any{id}, one.mark); err != nil {
			return err
		}
	}
	return nil
}
