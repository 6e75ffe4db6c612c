package store

import (
	"math"
	"slices"
	"strings"

	"warta/feed"
)

// A plan is a query ready to be run: the entries that match one of its arms. Each
// arm can be read from one index in the order of the list, so that SQLite merges
// arms as it goes and stops at the limit, however large the store is. Arms that
// search for words are run by a [searcher].
type plan struct {
	arms     []arm
	min, max int64 // ranks from min to below max
}

// An arm is a set of conditions that must all hold.
type arm struct {
	min, max int64          // ranks from min to below max
	words    feed.Condition // on words alone, that must hold as well; nil: none
	valued   feed.Condition // the same, also where others have taken its place: what relevance is told by
	driven   bool           // the hits of words are read, and each is looked up; else they are chosen among the entries that fit
	feeds    feedSet        // the feeds that such entries are of; nil: any
	where    []string
	args     []any
	few      bool // so few entries fit that their texts are read
}

// A wanted argument is a condition on words: in the text of the condition that it
// belongs to stands hit.
type wanted struct{ condition feed.Condition }

// hit stands in a condition for: the full-text index has a hit in the entry.
const hit = "\x00"

// maxArms bounds how many arms an or is spread into; a longer one becomes a
// condition like any other.
const maxArms = 40

// ranked reports whether a query's hits can be ordered by relevance: when words
// must hold for all of them.
func (p *plan) ranked() bool { return len(p.arms) == 1 && isWords(p.arms[0].valued) }

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

// asks reports whether one of the arm's conditions asks for words beside others.
func (a arm) asks() bool {
	return slices.ContainsFunc(a.args, func(arg any) bool { _, ok := arg.(wanted); return ok })
}

// searches reports whether an arm has to be run by a searcher.
func (p *plan) searches() bool {
	return slices.ContainsFunc(p.arms, func(a arm) bool { return a.words != nil || a.asks() })
}

// bounds are the ranks, from low to below high, that the arm's entries have.
func (a arm) bounds(p *plan) (low, high int64) { return max(a.min, p.min), min(a.max, p.max) }

// conditions are the arm's and the plan's conditions, but for those on words alone.
// hits gives the ranks of the hits for one of the others.
func (a arm) conditions(p *plan, hits func(wanted) string) (string, []any) {
	var where []string
	var args []any
	low, high := a.bounds(p)
	if low > 0 {
		where, args = append(where, `e.rank >= ?`), append(args, low)
	}
	if high < math.MaxInt64 {
		where, args = append(where, `e.rank < ?`), append(args, high)
	}
	for _, text := range a.where {
		where = append(where, strings.ReplaceAll(text, hit, `+`+ranked))
	}
	for _, arg := range a.args {
		if w, ok := arg.(wanted); ok {
			arg = hits(w)
		}
		args = append(args, arg)
	}
	if len(where) == 0 {
		return ``, nil
	}
	return ` WHERE ` + strings.Join(where, ` AND `), args
}

// none is what conditions asks for hits in an arm that has none to ask for.
func none(wanted) string { return `[]` }

func direction(descending bool) string {
	if descending {
		return ` DESC`
	}
	return ` ASC`
}

// list is the SQL for the first headlines of the plan.
func (p *plan) list(descending bool, limit int) (string, []any) {
	if len(p.arms) == 1 {
		where, args := p.arms[0].conditions(p, none)
		return `SELECT ` + headlineFields + ` FROM entry e CROSS JOIN feed f ON f.id = e.feed_id
			LEFT JOIN folder d ON d.id = e.folder_id` + where + ` ORDER BY e.rank` + direction(descending) + ` LIMIT ?`,
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
		where, args := a.conditions(p, none)
		texts = append(texts, `SELECT e.rank AS rank FROM entry e`+where)
		all = append(all, args...)
	}
	return strings.Join(texts, ` UNION `), all
}

// count is the SQL for the number of entries of the plan.
func (p *plan) count() (string, []any) {
	if len(p.arms) == 1 {
		where, args := p.arms[0].conditions(p, none)
		return `SELECT count(*) FROM entry e` + where, args
	}
	ranks, args := p.ranks()
	return `SELECT count(*) FROM (` + ranks + `)`, args
}

// ids is the SQL for the ids of the entries of the plan.
func (p *plan) ids() (string, []any) {
	if len(p.arms) == 1 {
		where, args := p.arms[0].conditions(p, none)
		return `SELECT e.id FROM entry e` + where, args
	}
	ranks, args := p.ranks()
	return `SELECT id FROM entry WHERE rank IN (` + ranks + `)`, args
}

// compile makes a plan of a query. Muted entries are left out unless the query
// speaks of them.
func compile(q feed.Query, c *compiler) (*plan, error) {
	p := &plan{}
	where := q.Where
	c.hides = !mentions(where, feed.Muted)
	if c.hides {
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
