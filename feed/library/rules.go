package library

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"warta/feed"
)

// tryFor is how far back a rule is tried.
const tryFor = 30 * 24 * time.Hour

// Rules are the reader's rules with what each of them did, in the order in which
// they act.
func (l *Library) Rules(ctx context.Context) ([]feed.Rule, error) { return l.store.Rules(ctx) }

// SaveRule saves a rule under its name, in place of the former one of that name,
// which keeps its counts. It acts on what arrives from now on.
func (l *Library) SaveRule(ctx context.Context, r feed.Rule) error {
	r.Name = strings.Join(strings.Fields(r.Name), " ")
	if r.Name == "" {
		return errors.New("a rule must have a name")
	}
	if _, err := l.Query(r.Query); err != nil {
		return err
	}
	former, err := l.rule(ctx, r.Name)
	if err != nil && !errors.Is(err, feed.ErrNotFound) {
		return err
	}
	r.ID = former.ID
	_, err = l.store.SaveRule(ctx, r)
	return err
}

// RemoveRule removes a rule. What it did stays: [Library.UndoRule] comes before.
// The error wraps feed.ErrNotFound.
func (l *Library) RemoveRule(ctx context.Context, name string) error {
	r, err := l.rule(ctx, name)
	if err != nil {
		return err
	}
	return l.store.RemoveRule(ctx, r.ID)
}

// UndoRule takes back what a rule did, and is the number of entries. The rule
// goes on acting on what arrives. The error wraps feed.ErrNotFound.
func (l *Library) UndoRule(ctx context.Context, name string) (int, error) {
	r, err := l.rule(ctx, name)
	if err != nil {
		return 0, err
	}
	return l.store.UndoRule(ctx, r.ID)
}

// Tried is what a rule of that query would have caught among what was published
// in the last 30 days.
func (l *Library) Tried(text string) (feed.Query, error) {
	q, err := l.Query(text)
	if err != nil {
		return q, err
	}
	recent := feed.Newer{Age: tryFor}
	if q.Where == nil {
		q.Where = recent
	} else {
		q.Where = feed.And{q.Where, recent}
	}
	return q, nil
}

// Hidden is how many entries rules hide.
func (l *Library) Hidden(ctx context.Context) (feed.Hidden, error) { return l.store.Hidden(ctx) }

// rule is the rule of a name.
func (l *Library) rule(ctx context.Context, name string) (feed.Rule, error) {
	rules, err := l.store.Rules(ctx)
	if err != nil {
		return feed.Rule{}, err
	}
	for _, r := range rules {
		if r.Name == name {
			return r, nil
		}
	}
	return feed.Rule{}, fmt.Errorf("the rule %q: %w", name, feed.ErrNotFound)
}
