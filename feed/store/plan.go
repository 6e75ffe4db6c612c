package store

import (
	"context"
	"math"
	"slices"
	"strings"

	"warta/feed"
)

// A plan is a query ready to become SQL: the entries that match one of its
// arms. Each arm can be read from one index in the order of the list, so that
// SQLite merges arms as it goes and stops at the limit, however large the store
// is.
type plan struct {
	arms     []arm
	min, max int64   // ranks from min to below max
	slices   []int64 // those that the range touches, of a plan that is bound to them
}

// An arm is a set of conditions that must all hold.
type arm struct {
	min, max int64  // ranks from min to below max
	words    string // an expression of the full-text index that holds for all of its entries, "" for none
	driven   bool   // by the hits of words; else words, if any, are a condition like others
	where    []string
	args     []any
	few      bool // so few entries fit that each is looked up in the full-text index
}

// A wanted argument is an expression of the full-text index, and the condition
// that it was made of: in the text of its condition stands hit.
type wanted struct {
	match     string
	condition feed.Condition
}

// hit stands in a condition for: the full-text index has a hit in the entry.
const hit = "\x00"

// maxArms bounds how many arms an or is spread into; a longer one becomes a
// condition like any other.
const maxArms = 40

// ranked reports whether a query's hits can be ordered by relevance: when words
// must hold for all of them.
func (p *plan) ranked() bool { return len(p.arms) == 1 && p.arms[0].words != "" }

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

// tables is what an arm reads.
func (a arm) tables() string {
	if a.driven {
		return `search s CROSS JOIN entry e ON e.rank = s.rowid`
	}
	return `entry e`
}

// key is the column that holds the rank in the arm's driving table.
func (a arm) key() string {
	if a.driven {
		return `s.rowid`
	}
	return `e.rank`
}

// hits is the condition that the full-text index has a hit in the entry: one
// that looks the entry up, or one that compares with all hits of the range.
func (a arm) hits() string {
	if a.few {
		return `EXISTS (SELECT 1 FROM search WHERE search MATCH replace(?, char(57345), ` + signSQL + `) AND rowid = e.rank)`
	}
	return `+e.rank IN (SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?)`
}

// searches reports whether the arm has to be bound to slices.
func (a arm) searches() bool {
	return a.driven || !a.few && slices.ContainsFunc(a.args, func(arg any) bool { _, ok := arg.(wanted); return ok })
}

// searches reports whether the plan can be run only when it is bound to slices.
func (p *plan) searches() bool { return slices.ContainsFunc(p.arms, arm.searches) }

// conditions are the arm's and the plan's conditions.
func (a arm) conditions(p *plan) (string, []any) {
	var where []string
	var args []any
	if a.driven {
		where, args = append(where, `s.search MATCH ?`), append(args, inSlices(a.words, p.slices))
	}
	if low := max(a.min, p.min); low > 0 {
		where, args = append(where, a.key()+` >= ?`), append(args, low)
	}
	if high := min(a.max, p.max); high < math.MaxInt64 {
		where, args = append(where, a.key()+` < ?`), append(args, high)
	}
	for _, text := range a.where {
		where = append(where, strings.ReplaceAll(text, hit, a.hits()))
	}
	for _, arg := range a.args {
		match, searched := arg.(wanted)
		switch {
		case searched && a.few:
			args = append(args, match.match)
		case searched:
			args = append(args, inSlices(match.match, p.slices), p.min, p.max)
		default:
			args = append(args, arg)
		}
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
	ranks, args := p.firstRanks(descending, limit)
	return `SELECT ` + headlineFields + ` FROM (` + ranks + `) k
		CROSS JOIN entry e ON e.rank = k.rank CROSS JOIN feed f ON f.id = e.feed_id
		LEFT JOIN folder d ON d.id = e.folder_id`, args
}

// firstRanks is the SQL for the ranks of the first entries of the plan.
func (p *plan) firstRanks(descending bool, limit int) (string, []any) {
	ranks, args := p.ranks()
	return ranks + ` ORDER BY 1` + direction(descending) + ` LIMIT ?`, append(args, limit)
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
	return compile(q, &compiler{look: s.asking(ctx), read: s.inspecting(ctx), now: s.now(), tactics: s.tactics})
}

// plan compiles a query inside of a transaction, which sees its own changes.
func (t *tx) plan(q feed.Query) (*plan, error) {
	return compile(q, &compiler{look: t.each, now: t.now(), tactics: t.tactics})
}

func compile(q feed.Query, c *compiler) (*plan, error) {
	p := &plan{}
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
	for i, a := range p.arms {
		p.max = max(p.max, a.max)
		if p.min = min(p.min, a.min); i == 0 {
			p.min = a.min
		}
	}
	return p, nil
}
