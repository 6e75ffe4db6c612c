package store

import (
	"context"
	"errors"
	"fmt"
)

// A rule of soundness: its query gives a number that must be 0.
type soundness struct{ problem, query string }

var soundnessRules = []soundness{
	{"%d feeds have wrong counts", `SELECT count(*) FROM (SELECT feed_id, folder_id, sum(1 - muted) total,
		sum(unread * (1 - muted)) unread FROM entry GROUP BY feed_id, folder_id) e
		FULL JOIN feed_count c ON c.feed_id = e.feed_id AND c.folder_id = e.folder_id
		WHERE coalesce(c.total, 0) <> coalesce(e.total, 0) OR coalesce(c.unread, 0) <> coalesce(e.unread, 0)`},
	{"%d entries show other marks than they have", `SELECT count(*) FROM entry e LEFT JOIN status s ON s.entry_id = e.id
		WHERE e.unread <> 1 - coalesce(s.read, 0) OR e.starred <> coalesce(s.starred, 0) OR e.saved <> coalesce(s.saved, 0)`},
	{"%d entries are in a folder that is no more", `SELECT count(*) FROM entry WHERE folder_id <> 0 AND folder_id NOT IN (SELECT id FROM folder)`},
	{"%d entries have a wrong place in lists", `SELECT count(*) FROM entry WHERE rank & 16777215 <> id & 16777215`},
	{"%d entries have no name", `SELECT count(*) FROM entry e WHERE NOT EXISTS (SELECT 1 FROM identity i WHERE i.entry_id = e.id)`},
	{"%d entries have no feed", `SELECT count(*) FROM entry WHERE feed_id NOT IN (SELECT id FROM feed)`},
	{"%d timetables belong to no feed", `SELECT count(*) FROM feed_fetch WHERE feed_id NOT IN (SELECT id FROM feed)`},
	{"%d entries that should be whole have no text", `SELECT count(*) FROM entry WHERE ` + isHollow},
	{"%d places belong to no entry", `SELECT count(*) FROM place WHERE entry_id NOT IN (SELECT id FROM entry)
		AND entry_id NOT IN (SELECT entry_id FROM identity)`},
	{"%d bodies belong to no entry", `SELECT count(*) FROM body WHERE id / 16 NOT IN (SELECT id FROM entry)`},
	{"%d details belong to no entry", `SELECT count(*) FROM entry_detail WHERE entry_id NOT IN (SELECT id FROM entry)`},
	{"%d pages belong to no entry", `SELECT count(*) FROM page WHERE entry_id NOT IN (SELECT id FROM entry)`},
	{"%d revisions belong to no entry", `SELECT count(*) FROM revision WHERE entry_id NOT IN (SELECT id FROM entry)`},
	{"%d rules have wrong counts", `SELECT count(*) FROM (SELECT h.rule_id, j.value action, count(*) n
		FROM rule_hit h, json_each('[0,1,2,4,8,16,32]') j WHERE j.value = 0 OR h.did & j.value GROUP BY 1, 2) h
		FULL JOIN rule_count c ON c.rule_id = h.rule_id AND c.action = h.action WHERE coalesce(c.n, 0) <> coalesce(h.n, 0)`},
	{"%d counts of muted entries are wrong", `SELECT count(*) FROM muted_count WHERE n <> (SELECT count(*) FROM entry WHERE muted = 1)`},
	{"%d pictures belong to no entry", `SELECT count(*) FROM entry_picture WHERE entry_id NOT IN (SELECT id FROM entry)`},
	{"%d entries have details that cannot be read", `SELECT count(*) FROM entry_detail WHERE NOT json_valid(detail)`},
	{"%d feeds have a timetable that cannot be read", `SELECT count(*) FROM feed_fetch
		WHERE pace <> '' AND NOT json_valid(pace) OR candidates <> '' AND NOT json_valid(candidates)`},
	{"%d feeds have no timetable", `SELECT count(*) FROM feed f LEFT JOIN feed_fetch p ON p.feed_id = f.id
		WHERE (f.removed = 0) <> (p.feed_id IS NOT NULL)`},
}

// Check looks through the whole database, and says in words what is wrong with
// it; nothing for a sound one. A file that is damaged is set aside by the next
// Open. It reads everything: a minute for a million entries.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	err := s.checkAfresh(ctx, true)
	if isDamage(err) {
		suspect(s.path)
		return []string{err.Error()}, nil
	}
	if err != nil {
		return nil, s.failed("checking the database", err)
	}
	var problems []string
	for _, rule := range soundnessRules {
		var n int
		if err := s.one(ctx, rule.query, nil, &n); err != nil {
			return problems, s.failed("checking the database", err)
		}
		if n > 0 {
			problems = append(problems, fmt.Sprintf(rule.problem, n))
		}
	}
	wrong, err := s.indexProblems(ctx)
	if err != nil {
		return problems, s.failed("checking the database", err)
	}
	problems = append(problems, wrong...)
	list, err := s.spoiled(ctx)
	if err != nil {
		return problems, s.failed("checking the database", err)
	}
	if len(list) > 0 {
		problems = append(problems, fmt.Sprintf("%d texts of entries are damaged", len(list)))
	}
	return problems, nil
}

// checkAfresh checks on a connection of its own: it takes long, and those that
// read are few.
func (s *Store) checkAfresh(ctx context.Context, thoroughly bool) error {
	db, err := connect(s.path, "query_only(1)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(checkWhole(ctx, db, s.path, thoroughly), db.Close())
}
