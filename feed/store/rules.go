package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"warta/feed"
)

// Rules are all rules with what they did, the oldest first, which is the order
// they act in.
func (s *Store) Rules(ctx context.Context) ([]feed.Rule, error) {
	var rules []feed.Rule
	var r feed.Rule
	var until, created int64
	at := map[int64]int{}
	err := s.query(ctx, `SELECT id, name, query, does, folder, until, created FROM rule ORDER BY id`, nil,
		[]any{&r.ID, &r.Name, &r.Query, &r.Do, &r.Folder, &until, &created}, func() error {
			r.Until, r.Created, r.Did = fromMicros(until), fromMicros(created), map[feed.Action]int{}
			at[r.ID] = len(rules)
			rules = append(rules, r)
			return nil
		})
	var did feed.Action
	var n int
	if err == nil {
		err = s.query(ctx, `SELECT rule_id, action, n FROM rule_count WHERE n > 0`, nil, []any{&r.ID, &did, &n}, func() error {
			i, known := at[r.ID]
			switch {
			case known && did == 0:
				rules[i].Hits = n
			case known:
				rules[i].Did[did] = n
			}
			return nil
		})
	}
	if err != nil {
		return nil, s.failed("listing the rules", err)
	}
	return rules, nil
}

// SaveRule saves a new rule, or changes the one of its ID, and returns its ID.
// It acts on what arrives from now on. The error is that of the query's text
// when it cannot be read or when
// another rule has the name.
func (s *Store) SaveRule(ctx context.Context, r feed.Rule) (int64, error) {
	if s.parse != nil {
		if _, err := s.parse(r.Query); err != nil {
			return 0, fmt.Errorf("reading the rule's query: %w", err)
		}
	}
	if r.Do == 0 || r.Do&feed.DoFile != 0 && cleanFolder(r.Folder) == "" {
		return 0, errors.New("a rule must say what it does, and where to file")
	}
	err := s.marking(ctx, "saving the rule "+r.Name, func(t *tx) error {
		taken, err := t.row(`SELECT 1 FROM rule WHERE name = ? AND id <> ?`, []any{r.Name, r.ID}, new(int))
		if err != nil {
			return err
		}
		if taken {
			return errors.New("there is another rule of that name")
		}
		if r.ID == 0 {
			_, err := t.row(`INSERT INTO rule(name, query, does, folder, until, created) VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
				[]any{r.Name, r.Query, int(r.Do), r.Folder, micros(r.Until), micros(createdOr(r.Created, t.now()))}, &r.ID)
			return err
		}
		found, err := t.row(`UPDATE rule SET name = ?, query = ?, does = ?, folder = ?, until = ? WHERE id = ? RETURNING id`,
			[]any{r.Name, r.Query, int(r.Do), r.Folder, micros(r.Until), r.ID}, &r.ID)
		if err == nil && !found {
			err = feed.ErrNotFound
		}
		return err
	})
	return r.ID, err
}

// RemoveRule removes a rule. What it did stays; UndoRule takes that back.
func (s *Store) RemoveRule(ctx context.Context, id int64) error {
	return s.marking(ctx, fmt.Sprintf("removing rule %d", id), func(t *tx) error {
		if err := t.exec(`DELETE FROM rule_hit WHERE rule_id = ?`, id); err != nil {
			return err
		}
		found, err := t.row(`DELETE FROM rule WHERE id = ? RETURNING id`, []any{id}, &id)
		if err == nil && !found {
			err = feed.ErrNotFound
		}
		return err
	})
}

// UndoRule takes back what a rule did to the entries that are in the store, and
// returns how many it were. The rule goes on acting.
func (s *Store) UndoRule(ctx context.Context, id int64) (int, error) {
	n := 0
	err := s.marking(ctx, fmt.Sprintf("undoing rule %d", id), func(t *tx) error {
		did := map[feed.EntryID]feed.Action{}
		var entry feed.EntryID
		var bits feed.Action
		err := t.each(`DELETE FROM rule_hit WHERE rule_id = ? RETURNING entry_id, did`, []any{id}, []any{&entry, &bits},
			func() error { did[entry] = bits; return nil })
		for entry, bits := range did {
			if err == nil {
				err = t.undo(entry, bits)
			}
		}
		n = len(did)
		return err
	})
	return n, err
}

// Hidden is how many entries are muted, and how many rules muted some.
func (s *Store) Hidden(ctx context.Context) (feed.Hidden, error) {
	var h feed.Hidden
	err := s.one(ctx, `SELECT n, (SELECT count(*) FROM rule_count WHERE action = ? AND n > 0) FROM muted_count`,
		[]any{int(feed.DoMute)}, &h.Entries, &h.Rules)
	if err != nil {
		return feed.Hidden{}, s.failed("counting what rules hid", err)
	}
	return h, nil
}

// applyRules lets the rules act on the new entries.
func (a *arrival) applyRules() error {
	if len(a.saved.New) == 0 || a.parse == nil {
		return nil
	}
	var rules []feed.Rule
	var r feed.Rule
	err := a.each(`SELECT id, query, does, folder FROM rule WHERE until = 0 OR until > ? ORDER BY id`, []any{micros(a.now())},
		[]any{&r.ID, &r.Query, &r.Do, &r.Folder}, func() error { rules = append(rules, r); return nil })
	for _, r := range rules {
		if err == nil {
			err = a.apply(r)
		}
	}
	return err
}

// apply lets one rule act. A rule whose query this version cannot read does
// nothing.
func (a *arrival) apply(r feed.Rule) error {
	q, err := a.parse(r.Query)
	if err != nil {
		return nil //nolint:nilerr // a rule that a newer version saved is no reason to lose news
	}
	ids, err := a.among(q)
	if err != nil {
		return err
	}
	for _, id := range ids {
		did, err := a.do(id, r)
		if err != nil {
			return err
		}
		if did&feed.DoMute != 0 {
			a.saved.Hidden++
		}
		if did == 0 {
			continue
		}
		err = a.exec(`INSERT INTO rule_hit(rule_id, entry_id, did, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET did = did | excluded.did`,
			r.ID, id, int(did), micros(a.at))
		if err != nil {
			return err
		}
	}
	return nil
}

// among are those of the new entries that a query lists.
func (a *arrival) among(q feed.Query) ([]feed.EntryID, error) {
	if !mentions(q.Where, feed.Muted) { // what a rule before this one has hidden is new all the same
		muted := feed.Is{Property: feed.Muted}
		any := feed.Not{Condition: feed.And{muted, feed.Not{Condition: muted}}}
		if q.Where == nil {
			q.Where = any
		} else {
			q.Where = feed.And{q.Where, any}
		}
	}
	p, err := compile(q, &compiler{look: a.each, now: a.now(), tactics: tactics{few: math.MaxInt}})
	if err != nil {
		return nil, err
	}
	fresh := jsonIDs(a.saved.New)
	for i := range p.arms {
		one := &p.arms[i]
		found := one.finding() // in what is not yet in the full-text index
		for _, e := range a.toIndex {
			found.look(e.rank, e.text)
		}
		found.fill(one)
		one.where, one.args = append(one.where, `e.id IN (SELECT value FROM json_each(?))`), append(one.args, fresh)
	}
	var ids []feed.EntryID
	var id feed.EntryID
	query, args := p.ids()
	err = a.each(query, args, []any{&id}, func() error { ids = append(ids, id); return nil })
	return ids, err
}

// do makes a rule's actions on an entry and gives those that changed something.
func (t *tx) do(id feed.EntryID, r feed.Rule) (feed.Action, error) {
	var did feed.Action
	for action, m := range ruleMarks {
		if r.Do&action == 0 {
			continue
		}
		changed, err := t.mark(`e.id = ?`, []any{id}, m)
		if err != nil {
			return did, err
		}
		if len(changed) > 0 {
			did |= action
		}
	}
	if r.Do&feed.DoMute != 0 {
		did |= feed.DoMute
		if err := t.setMuted(id, true); err != nil {
			return did, err
		}
	}
	if r.Do&feed.DoPrefetch != 0 {
		did |= feed.DoPrefetch
		if err := t.exec(`UPDATE entry SET want = 2 WHERE id = ?`, id); err != nil {
			return did, err
		}
	}
	if r.Do&feed.DoFile == 0 {
		return did, nil
	}
	folder, err := t.folder(r.Folder)
	if err != nil {
		return did, err
	}
	return did | feed.DoFile, t.file(id, folder)
}

// ruleMarks are the actions that are marks of the reader's.
var ruleMarks = map[feed.Action]feed.Mark{
	feed.DoRead: feed.MarkRead, feed.DoStar: feed.MarkStarred, feed.DoSave: feed.MarkSaved,
}

// markActions are the keys of ruleMarks.
const markActions = feed.DoRead | feed.DoStar | feed.DoSave

// undo takes actions on an entry back.
func (t *tx) undo(id feed.EntryID, did feed.Action) error {
	for action, m := range ruleMarks {
		if did&action == 0 {
			continue
		}
		if _, err := t.mark(`e.id = ?`, []any{id}, m.Opposite()); err != nil {
			return err
		}
	}
	// What another rule hid or filed stays so.
	var others feed.Action
	if err := t.each(`SELECT did FROM rule_hit WHERE entry_id = ?`, []any{id}, []any{&others}, func() error { did &^= others &^ markActions; return nil }); err != nil {
		return err
	}
	if did&feed.DoMute != 0 {
		if err := t.setMuted(id, false); err != nil {
			return err
		}
	}
	if did&feed.DoFile == 0 {
		return nil
	}
	var folder int64
	if _, err := t.row(`SELECT f.folder_id FROM entry e JOIN feed f ON f.id = e.feed_id WHERE e.id = ?`, []any{id}, &folder); err != nil {
		return err
	}
	return t.file(id, folder)
}

// file puts one entry in a folder.
func (t *tx) file(id feed.EntryID, folder int64) error {
	var at shelf
	var unread, muted int
	found, err := t.row(`SELECT feed_id, folder_id, unread, muted FROM entry WHERE id = ? AND folder_id <> ?`, []any{id, folder},
		&at.feed, &at.folder, &unread, &muted)
	if err != nil || !found {
		return err
	}
	if err := t.exec(`UPDATE entry SET folder_id = ? WHERE id = ?`, folder, id); err != nil {
		return err
	}
	if muted == 1 {
		return nil
	}
	if err := t.addCount(at, -1, -unread); err != nil {
		return err
	}
	return t.addCount(shelf{at.feed, folder}, 1, unread)
}

// createdOr is when a rule was made: of one that is imported, where it comes from.
func createdOr(created, now time.Time) time.Time {
	if created.IsZero() {
		return now
	}
	return created
}
