package store

import (
	"context"
	"math"
	"strings"
	"time"

	"warta/feed"
)

// A plan is a query ready to become SQL: the entries that match one of its
// arms. Each arm can be read from one index in the order of the list, so that
// SQLite merges arms as it goes and stops at the limit, however large the store
// is.
type plan struct {
	arms     []arm
	min, max int64 // ranks from min to below max
	heavy    bool  // a condition reads the full-text index beside the list
}

// A bound stands in an arm's arguments for one of the plan's own bounds, so
// that what is read beside the list is not more than the list needs.
type bound int

const (
	lowest bound = iota
	highest
)

// An arm is a set of conditions that must all hold.
type arm struct {
	match string // for the full-text index, "" for none
	where []string
	args  []any
}

// maxArms bounds how many arms an or is spread into; a longer one becomes a
// condition like any other.
const maxArms = 40

// ranked reports whether a query's hits can be ordered by relevance: when words
// must hold for all of them.
func (p *plan) ranked() bool { return len(p.arms) == 1 && p.arms[0].match != "" }

// from makes the list begin after rank, or at it when including.
func (p *plan) from(rank int64, descending, including bool) {
	switch {
	case descending && including:
		p.max = min(p.max, rank+1)
	case descending:
		p.max = min(p.max, rank)
	case including:
		p.min = max(p.min, rank)
	default:
		p.min = max(p.min, rank+1)
	}
}

// tables is what an arm reads, driven by the full-text index when it has words.
func (a arm) tables() string {
	if a.match != "" {
		return `search s CROSS JOIN entry e ON e.rank = s.rowid`
	}
	return `entry e`
}

// key is the column that holds the rank in the arm's driving table.
func (a arm) key() string {
	if a.match != "" {
		return `s.rowid`
	}
	return `e.rank`
}

// conditions are the arm's and the plan's conditions.
func (a arm) conditions(p *plan) (string, []any) {
	var where []string
	var args []any
	if a.match != "" {
		where, args = append(where, `s.search MATCH ?`), append(args, a.match)
	}
	if p.min > 0 {
		where, args = append(where, a.key()+` >= ?`), append(args, p.min)
	}
	if p.max < math.MaxInt64 {
		where, args = append(where, a.key()+` < ?`), append(args, p.max)
	}
	where = append(where, a.where...)
	for _, arg := range a.args {
		switch arg {
		case lowest:
			arg = p.min
		case highest:
			arg = p.max
		}
		args = append(args, arg)
	}
	if len(where) == 0 {
		return ``, nil
	}
	return ` WHERE ` + strings.Join(where, ` AND `), args
}

func direction(descending bool) string {
	if descending {
		return ` DESC`
	}
	return ` ASC`
}

// list is the SQL for the first headlines of the plan.
func (p *plan) list(descending bool, limit int) (string, []any) {
	if len(p.arms) == 1 {
		a := p.arms[0]
		where, args := a.conditions(p)
		return `SELECT ` + headlineFields + ` FROM ` + a.tables() + ` CROSS JOIN feed f ON f.id = e.feed_id
			LEFT JOIN folder d ON d.id = e.folder_id` + where + ` ORDER BY ` + a.key() + direction(descending) + ` LIMIT ?`,
			append(args, limit)
	}
	ranks, args := p.ranks()
	return `SELECT ` + headlineFields + ` FROM (` + ranks + ` ORDER BY 1` + direction(descending) + ` LIMIT ?) k
		CROSS JOIN entry e ON e.rank = k.rank CROSS JOIN feed f ON f.id = e.feed_id
		LEFT JOIN folder d ON d.id = e.folder_id`, append(args, limit)
}

// ranks is the SQL for the ranks of all entries of the plan, each once.
func (p *plan) ranks() (string, []any) {
	if len(p.arms) == 0 {
		return `SELECT e.rank AS rank FROM entry e WHERE 0`, nil
	}
	var texts []string
	var all []any
	for _, a := range p.arms {
		where, args := a.conditions(p)
		texts = append(texts, `SELECT `+a.key()+` AS rank FROM `+a.tables()+where)
		all = append(all, args...)
	}
	return strings.Join(texts, ` UNION `), all
}

// count is the SQL for the number of entries of the plan.
func (p *plan) count() (string, []any) {
	if len(p.arms) == 1 {
		where, args := p.arms[0].conditions(p)
		return `SELECT count(*) FROM ` + p.arms[0].tables() + where, args
	}
	ranks, args := p.ranks()
	return `SELECT count(*) FROM (` + ranks + `)`, args
}

// ids is the SQL for the ids of the entries of the plan.
func (p *plan) ids() (string, []any) {
	if len(p.arms) == 1 {
		where, args := p.arms[0].conditions(p)
		return `SELECT e.id FROM ` + p.arms[0].tables() + where, args
	}
	ranks, args := p.ranks()
	return `SELECT id FROM entry WHERE rank IN (` + ranks + `)`, args
}

// plan compiles a query. Muted entries are left out unless the query speaks of
// them.
func (s *Store) plan(ctx context.Context, q feed.Query) (*plan, error) {
	return compile(q, s.now(), func(query string, dest []any, do func() error) error {
		return s.query(ctx, query, nil, dest, do)
	})
}

// plan compiles a query inside of a transaction, which sees its own changes.
func (t *tx) plan(q feed.Query) (*plan, error) {
	return compile(q, t.now(), func(query string, dest []any, do func() error) error {
		return t.each(query, nil, dest, do)
	})
}

func compile(q feed.Query, now time.Time, look lookUp) (*plan, error) {
	p := &plan{max: math.MaxInt64}
	c := &compiler{look: look, now: now, plan: p}
	where := q.Where
	if !mentions(where, feed.Muted) {
		where = feed.And{feed.Not{Condition: feed.Is{Property: feed.Muted}}}
		if q.Where != nil {
			where = append(where.(feed.And), q.Where)
		}
	}
	where, err := c.resolve(where)
	if err != nil {
		return nil, err
	}
	for _, all := range spread(where) {
		a, possible, err := c.arm(all)
		if err != nil {
			return nil, err
		}
		if possible {
			p.arms = append(p.arms, a)
		}
	}
	return p, nil
}
