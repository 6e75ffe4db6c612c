package store

import (
	"context"

	"warta/feed"
)

// Views are the reader's own views in their order, with their unread counts
// when the store was opened with a way to read queries. The count of a view
// whose query cannot be read is 0.
func (s *Store) Views(ctx context.Context) ([]feed.View, error) {
	views, err := s.savedViews(ctx)
	for i := range views {
		if err == nil {
			views[i].Unread, err = s.unreadIn(ctx, views[i].Query)
		}
	}
	if err != nil {
		return nil, s.failed("listing the views", err)
	}
	return views, nil
}

func (s *Store) savedViews(ctx context.Context) ([]feed.View, error) {
	var views []feed.View
	v := feed.View{Own: true}
	err := s.query(ctx, `SELECT name, query FROM view ORDER BY position, name`, nil, []any{&v.Name, &v.Query}, func() error {
		views = append(views, v)
		return nil
	})
	return views, err
}

// unreadIn counts what is unread of a query's text.
func (s *Store) unreadIn(ctx context.Context, text string) (int, error) {
	if s.parse == nil {
		return 0, nil
	}
	q, err := s.parse(text)
	if err != nil {
		return 0, nil //nolint:nilerr // one view is no reason to show none
	}
	where := feed.And{feed.Is{Property: feed.Unread}}
	if q.Where != nil {
		where = append(where, q.Where)
	}
	return s.count(ctx, feed.Query{Where: where})
}

// SaveView saves a query under a name, in place of the former one of that name.
func (s *Store) SaveView(ctx context.Context, name, query string) error {
	return s.marking(ctx, "saving the view "+name, func(t *tx) error {
		return t.exec(`INSERT INTO view(name, query, position) VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM view))
			ON CONFLICT DO UPDATE SET query = excluded.query`, name, query)
	})
}

// RemoveView removes a view, or returns feed.ErrNotFound.
func (s *Store) RemoveView(ctx context.Context, name string) error {
	return s.marking(ctx, "removing the view "+name, func(t *tx) error {
		result, err := t.execResult(`DELETE FROM view WHERE name = ?`, name)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return orNotFound(err)
		}
		return nil
	})
}
