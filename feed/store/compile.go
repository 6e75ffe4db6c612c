package store

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"warta/feed"
)

// mentions reports whether c asks for a property anywhere.
func mentions(c feed.Condition, p feed.Property) bool {
	switch c := c.(type) {
	case feed.And:
		return anyMentions(c, p)
	case feed.Or:
		return anyMentions(c, p)
	case feed.Not:
		return mentions(c.Condition, p)
	case feed.Is:
		return c.Property == p
	}
	return false
}

func anyMentions(list []feed.Condition, p feed.Property) bool {
	for _, c := range list {
		if mentions(c, p) {
			return true
		}
	}
	return false
}

// spread turns a condition into alternatives, each a list of conditions that
// must all hold, as long as there are not too many of them.
func spread(c feed.Condition) [][]feed.Condition {
	switch c := c.(type) {
	case feed.And:
		product := [][]feed.Condition{nil}
		for _, one := range c {
			alternatives := spread(one)
			if len(product)*len(alternatives) > maxArms {
				alternatives = [][]feed.Condition{{one}}
			}
			product = cross(product, alternatives)
		}
		return product
	case feed.Or:
		if isWords(c) {
			return [][]feed.Condition{{c}}
		}
		var sum [][]feed.Condition
		for _, one := range c {
			sum = append(sum, spread(one)...)
		}
		if len(sum) > maxArms {
			return [][]feed.Condition{{c}}
		}
		return sum
	}
	return [][]feed.Condition{{c}}
}

func cross(a, b [][]feed.Condition) [][]feed.Condition {
	var product [][]feed.Condition
	for _, x := range a {
		for _, y := range b {
			product = append(product, append(append([]feed.Condition{}, x...), y...))
		}
	}
	return product
}

// A compiler turns conditions into SQL.
type compiler struct {
	look   asking
	read   inspection // nil in a transaction, which asks only for a few of the entries that fit
	search *searcher
	now    time.Time
	hides  bool // muted entries
	tactics
}

// arm compiles conditions that must all hold, and reports whether they can.
func (c *compiler) arm(all []feed.Condition) (arm, bool, error) {
	a := arm{max: math.MaxInt64}
	var words, without []feed.Condition
	for _, one := range all {
		if low, high, ok := c.bounds(one); ok {
			a.min, a.max = max(a.min, low), min(a.max, high)
			continue
		}
		if isWords(one) {
			words = append(words, one)
			continue
		}
		if not, ok := one.(feed.Not); ok && isWords(not.Condition) {
			without = append(without, not)
			continue
		}
		text, args, err := c.condition(one)
		if err != nil {
			return a, false, err
		}
		switch text {
		case always:
		case never:
			return a, false, nil
		default:
			a.where, a.args = append(a.where, text), append(a.args, args...)
		}
	}
	if err := c.drive(&a, all); err != nil {
		return a, false, err
	}
	possible, err := c.possible(all)
	if err != nil || !possible {
		return a, false, err
	}
	return a, a.min < a.max, c.seek(&a, all, words, without)
}

// possible is false for a folder and a language, or several of them, that no feed has
// entries in.
func (c *compiler) possible(all []feed.Condition) (bool, error) {
	n := 0
	for _, one := range all {
		switch one.(type) {
		case inFolderID, inLanguage:
			n++
		}
	}
	if n < 2 {
		return true, nil
	}
	feeds, err := c.feedsOf(all)
	return feeds == nil || slices.Contains(feeds, true), err
}

// scarce is up to how many entries a condition is worth being told from others:
// so many are read in no time.
const scarce = 12_000

// drive leaves the choice of the index to SQLite, which does not know how many
// entries have a property, or are in a folder or a language, unless two are asked for
// and one is scarce: then its index is the one.
func (c *compiler) drive(a *arm, all []feed.Condition) error {
	has := map[string]int{}
	properties, unread := 0, false
	for _, one := range all {
		if is, ok := one.(feed.Is); ok && is.Property != feed.Read {
			has[property(is.Property)] = scarce
			properties, unread = len(has), unread || is.Property == feed.Unread
		}
	}
	for _, one := range all {
		if in, ok := one.(inFolderID); ok && properties > 0 && !unread { // which has an index with folders
			has[`e.folder_id = `+strconv.FormatInt(in.id, 10)] = scarce
		}
		if in, ok := one.(inLanguage); ok && properties > 0 {
			has[languageIs(in)] = scarce
		}
	}
	if len(has) < 2 {
		return nil
	}
	least, first := scarce, ""
	for text := range has {
		n, err := c.atMost(served(text), scarce)
		if err != nil {
			return err
		}
		if n < least {
			least, first = n, text
		}
	}
	for i, text := range a.where {
		in := text == `e.folder_id = ?` && !unread || text == `e.lang = ?`
		if _, is := has[text]; first != "" && text != first && (is || in && !strings.HasPrefix(first, strings.TrimSuffix(text, `?`))) {
			a.where[i] = `+` + text
		}
	}
	return nil
}

func languageIs(one inLanguage) string {
	return `e.lang = '` + strings.ReplaceAll(one.tag, `'`, `''`) + `'`
}

// served is the SQL of a property as its index has it.
func served(property string) string {
	if property == `e.unread = 1` {
		return property + ` AND e.muted = 0`
	}
	return property
}

// atMost is how many entries fit a condition that an index serves, and most when
// there are more.
func (c *compiler) atMost(where string, most int) (n int, err error) {
	err = c.look(`SELECT count(*) FROM (SELECT 1 FROM entry e WHERE `+where+` LIMIT `+strconv.Itoa(most)+`)`, nil, []any{&n},
		func() error { return nil })
	return n, err
}

// seek gives an arm the words that must stand in its entries and those that
// must not, negated. The hits of words drive the arm, unless fewer entries fit its
// other conditions.
func (c *compiler) seek(a *arm, all []feed.Condition, words, without []feed.Condition) error {
	if len(words)+len(without) == 0 && !a.asks() {
		return nil
	}
	most, err := c.most(all)
	if err != nil {
		return err
	}
	if asked := append(slices.Clone(words), without...); len(asked) > 0 {
		a.words, a.valued = feed.And(asked), feed.And(asked)
	}
	if a.few = most <= c.few && (c.read == nil || slices.ContainsFunc(a.finding().conditions, hasStar)); !a.few {
		if a.few, err = c.rare(a, words); err != nil {
			return err
		}
	}
	if a.few {
		return c.choose(a)
	}
	if a.driven = len(words) > 0 && most > c.some; a.driven {
		a.feeds, err = c.feedsOf(all)
	}
	return err
}

// A feedSet is a set of feeds, by their ids; nil: all.
type feedSet []bool

func (s feedSet) has(id uint32) bool { return s == nil || int(id) < len(s) && s[id] }

func (s feedSet) with(id uint32) feedSet {
	for int(id) >= len(s) {
		s = append(s, false)
	}
	s[id] = true
	return s
}

// feedsOf are the feeds that entries are of for which conditions hold, as far as
// that is known at once; nil: any feed. It knows of no muted entries in folders.
func (c *compiler) feedsOf(all []feed.Condition) (feedSet, error) {
	var both feedSet
	for _, one := range all {
		query, arg := `SELECT feed_id FROM feed_language WHERE lang = ?`, any(nil)
		switch one := one.(type) {
		case inFolderID:
			if !c.hides {
				continue
			}
			query, arg = `SELECT feed_id FROM feed_count WHERE folder_id = ? AND total > 0`, one.id
		case inLanguage:
			arg = one.tag
		default:
			continue
		}
		some := feedSet{}
		var id int64
		err := c.look(query, []any{arg}, []any{&id}, func() error {
			if both.has(uint32(id)) {
				some = some.with(uint32(id))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		both = some
	}
	return both, nil
}

// Tactics are how a query for words in entries that other conditions choose is
// run: up to few entries, their texts are read and searched for a word with a star,
// whose lists the index would have to put together; up to some, they are looked up in
// the index; if there are more, the hits are read and each is looked up among the
// entries.
type tactics struct {
	few, some int
	byIndex   bool // few entries are looked up in the index, too
}

var usualTactics = tactics{few: 1_100, some: 30_000}

// most is an upper bound for how many entries fit all conditions, as far as an
// index tells at once; more than some is as good as all.
func (c *compiler) most(all []feed.Condition) (int, error) {
	least := c.some + 1
	unread := ""
	if slices.Contains(all, feed.Condition(feed.Is{Property: feed.Unread})) {
		unread = ` AND e.unread = 1 AND e.muted = 0` // feeds and folders have an index of these
	}
	for _, one := range all {
		text := ""
		switch one := one.(type) {
		case feed.Is:
			if one.Property == feed.Read {
				continue
			}
			text = served(property(one.Property))
		case inFolderID:
			text = `e.folder_id = ` + strconv.FormatInt(one.id, 10) + unread
		case feed.FromFeed:
			text = `e.feed_id = ` + strconv.FormatInt(int64(one.Feed), 10) + unread
		case inLanguage:
			text = languageIs(one)
		default:
			continue
		}
		n, err := c.atMost(text, least)
		if err != nil {
			return 0, err
		}
		least = min(least, n)
	}
	return least, nil
}

// bounds are the ranks, from low to below high, that a condition on the time
// asks for.
func (c *compiler) bounds(one feed.Condition) (low, high int64, ok bool) {
	switch one := one.(type) {
	case feed.Newer:
		return rankAt(c.now.Add(-one.Age)), math.MaxInt64, true
	case feed.Older:
		return 0, rankAt(c.now.Add(-one.Age)), true
	case feed.Before:
		return 0, rankAt(one.Time), true
	case feed.After:
		return rankAt(one.Time), math.MaxInt64, true
	case feed.Not:
		low, high, ok := c.bounds(one.Condition)
		if _, twice := one.Condition.(feed.Not); !ok || twice {
			return 0, 0, false
		}
		if low > 0 || high == math.MaxInt64 {
			return 0, low, true
		}
		return high, math.MaxInt64, true
	}
	return 0, 0, false
}

// The constants of SQL.
const (
	always = `1`
	never  = `0`
)

// condition compiles one condition on the row e.
func (c *compiler) condition(one feed.Condition) (string, []any, error) {
	switch one := one.(type) {
	case nil:
		return always, nil, nil
	case feed.And:
		return c.join(one, ` AND `, always, never)
	case feed.Or:
		if text, args, ok := oneOf(one); ok {
			return text, args, nil
		}
		return c.join(one, ` OR `, never, always)
	case feed.Not:
		text, args, err := c.condition(one.Condition)
		switch {
		case err != nil:
			return "", nil, err
		case text == always:
			return never, nil, nil
		case text == never:
			return always, nil, nil
		}
		if is, ok := one.Condition.(feed.Is); ok {
			return opposite(is.Property), nil, nil
		}
		return `NOT (` + text + `)`, args, nil
	case feed.Is:
		text := property(one.Property)
		if text == "" {
			return "", nil, fmt.Errorf("property %d is not known", one.Property)
		}
		return text, nil, nil
	case inFolderID:
		return `e.folder_id = ?`, []any{one.id}, nil
	case feed.FromFeed:
		return `e.feed_id = ?`, []any{one.Feed}, nil
	case feed.Words:
		if !saysWord(one) {
			return always, nil, nil
		}
		return hit, []any{wanted{one}}, nil
	case inLanguage:
		return `e.lang = ?`, []any{one.tag}, nil
	case feed.Newer, feed.Older, feed.Before, feed.After:
		low, high, _ := c.bounds(one)
		return `e.rank >= ? AND e.rank < ?`, []any{low, high}, nil
	}
	return "", nil, fmt.Errorf("condition %T is not known", one)
}

// join compiles several conditions; neutral ones fall out, a deciding one
// decides.
func (c *compiler) join(list []feed.Condition, with, neutral, deciding string) (string, []any, error) {
	var texts []string
	var all []any
	for _, one := range list {
		text, args, err := c.condition(one)
		if err != nil {
			return "", nil, err
		}
		switch text {
		case neutral:
		case deciding:
			return deciding, nil, nil
		default:
			texts, all = append(texts, text), append(all, args...)
		}
	}
	if len(texts) == 0 {
		return neutral, nil, nil
	}
	return `(` + strings.Join(texts, with) + `)`, all, nil
}

// property is the SQL of a property: literally, so that partial indexes serve.
func property(p feed.Property) string {
	switch p {
	case feed.Unread:
		return `e.unread = 1`
	case feed.Read:
		return `e.unread = 0`
	case feed.Starred:
		return `e.starred = 1`
	case feed.Saved:
		return `e.saved = 1`
	case feed.Muted:
		return `e.muted = 1`
	case feed.Revised:
		return `e.revised = 1`
	case feed.Full:
		return `e.badge = ` + strconv.Itoa(int(feed.BadgeFull))
	}
	return ""
}

func opposite(p feed.Property) string {
	if p == feed.Full {
		return `e.badge <> ` + strconv.Itoa(int(feed.BadgeFull))
	}
	text := property(p)
	if on, ok := strings.CutSuffix(text, `1`); ok {
		return on + `0`
	}
	return strings.TrimSuffix(text, `0`) + `1`
}
