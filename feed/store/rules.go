package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"warta/feed"
)

// An Action is a set of what a rule does to an entry as it arrives.
type Action int

// The actions.
const (
	Mute     Action = 1 << iota // hide it from lists that do not ask for muted
	Read                        // mark it read
	Star                        // star it
	Keep                        // save it for later
	File                        // put it in the rule's folder
	Prefetch                    // fetch its article, whatever else is fetched
)

// A Rule acts on entries that match its query when they arrive.
type Rule struct {
	ID      int64  // 0 for one that is not saved yet
	Name    string // as the reader calls it
	Query   string // in the words of feed/query
	Do      Action
	Folder  string    // for File
	Until   time.Time // it acts before this time; zero: always
	Created time.Time
	Hits    int // entries in the store that it did something to
}

// Rules are all rules, the oldest first, which is the order they act in.
func (s *Store) Rules(ctx context.Context) ([]Rule, error) {
	var rules []Rule
	var r Rule
	var until, created int64
	err := s.query(ctx, `SELECT id, name, query, does, folder, until, created,
		(SELECT count(*) FROM rule_hit h WHERE h.rule_id = r.id) FROM rule r ORDER BY id`, nil,
		[]any{&r.ID, &r.Name, &r.Query, &r.Do, &r.Folder, &until, &created, &r.Hits}, func() error {
			r.Until, r.Created = fromMicros(until), fromMicros(created)
			rules = append(rules, r)
			return nil
		})
	if err != nil {
		return nil, s.failed("listing the rules", err)
	}
	return rules, nil
}

// SaveRule saves a new rule, or changes the one of its ID, and returns its ID.
// It acts on what arrives from now on. The error is that of the query's text
// when it cannot be read.
func (s *Store) SaveRule(ctx context.Context, r Rule) (int64, error) {
	if s.parse != nil {
		if _, err := s.parse(r.Query); err != nil {
			return 0, fmt.Errorf("reading the rule's query: %w", err)
		}
	}
	if r.Do == 0 || r.Do&File != 0 && cleanFolder(r.Folder) == "" {
		return 0, errors.New("a rule must say what it does, and where to file")
	}
	err := s.marking(ctx, "saving the rule "+r.Name, func(t *tx) error {
		if r.ID == 0 {
			_, err := t.row(`INSERT INTO rule(name, query, does, folder, until, created) VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
				[]any{r.Name, r.Query, int(r.Do), r.Folder, micros(r.Until), micros(t.now())}, &r.ID)
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
		did := map[feed.EntryID]Action{}
		var entry feed.EntryID
		var bits Action
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

// Hidden is how many entries are muted, and how many rules muted them.
func (s *Store) Hidden(ctx context.Context) (entries, rules int, err error) {
	err = s.one(ctx, `SELECT count(DISTINCT h.entry_id), count(DISTINCT h.rule_id) FROM rule_hit h JOIN entry e ON e.id = h.entry_id
		WHERE h.did & 1 AND e.muted = 1`, nil, &entries, &rules)
	if err != nil {
		return 0, 0, s.failed("counting what rules hid", err)
	}
	return entries, rules, nil
}

// applyRules lets the rules act on the new entries.
func (a *arrival) applyRules() error {
	if len(a.saved.New) == 0 || a.parse == nil {
		return nil
	}
	var rules []Rule
	var r Rule
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
func (a *arrival) apply(r Rule) error {
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
		if did&Mute != 0 {
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
	p, err := a.plan(q)
	if err != nil {
		return nil, err
	}
	fresh := jsonIDs(a.saved.New)
	var low, high int64
	_, err = a.row(`SELECT coalesce(min(rank), 0), coalesce(max(rank), 0) FROM entry WHERE id IN (SELECT value FROM json_each(?))`,
		[]any{fresh}, &low, &high)
	if err != nil {
		return nil, err
	}
	p.min, p.max = max(p.min, low), min(p.max, high+min(1, math.MaxInt64-high))
	for i := range p.arms {
		p.arms[i].where = append(p.arms[i].where, `e.id IN (SELECT value FROM json_each(?))`)
		p.arms[i].args = append(p.arms[i].args, fresh)
	}
	var ids []feed.EntryID
	var id feed.EntryID
	query, args := p.ids()
	return ids, a.each(query, args, []any{&id}, func() error { ids = append(ids, id); return nil })
}

// do makes a rule's actions on an entry and gives those that changed something.
func (t *tx) do(id feed.EntryID, r Rule) (Action, error) {
	var did Action
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
	if r.Do&Mute != 0 {
		did |= Mute
		if err := t.setMuted(id, true); err != nil {
			return did, err
		}
	}
	if r.Do&Prefetch != 0 {
		did |= Prefetch
		if err := t.exec(`UPDATE entry SET want = 2 WHERE id = ?`, id); err != nil {
			return did, err
		}
	}
	if r.Do&File == 0 {
		return did, nil
	}
	folder, err := t.folder(r.Folder)
	if err != nil {
		return did, err
	}
	return did | File, t.file(id, folder)
}

// ruleMarks are the actions that are marks of the reader's.
var ruleMarks = map[Action]feed.Mark{Read: feed.MarkRead, Star: feed.MarkStarred, Keep: feed.MarkSaved}

// undo takes actions on an entry back.
func (t *tx) undo(id feed.EntryID, did Action) error {
	for action, m := range ruleMarks {
		if did&action == 0 {
			continue
		}
		if _, err := t.mark(`e.id = ?`, []any{id}, m.Opposite()); err != nil {
			return err
		}
	}
	if did&Mute != 0 {
		if err := t.setMuted(id, false); err != nil {
			return err
		}
	}
	if did&File == 0 {
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
