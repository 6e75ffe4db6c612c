package store

import (
	"context"
	"database/sql"
	"fmt"

	"warta/feed"
)

// checkShape returns feed.ErrDamaged when the database does not have the tables
// and indexes of its schema: SQLite takes a damaged word in their definitions for
// another word.
func checkShape(ctx context.Context, db *sql.DB) error {
	is, version, err := shape(ctx, db)
	if err != nil {
		return err
	}
	texts, err := migrations()
	if err != nil {
		return err
	}
	if version < 1 || version > len(texts) {
		return nil // not one of ours to compare
	}
	model, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer model.Close()
	model.SetMaxOpenConns(1)
	if err := migrate(ctx, model, texts[:version], nil); err != nil {
		return err
	}
	should, _, err := shape(ctx, model)
	if err != nil {
		return err
	}
	for name, text := range should {
		if is[name] != text {
			return fmt.Errorf("%w: the definition of %s", feed.ErrDamaged, name)
		}
	}
	return nil
}

// shape is how the tables, indexes and triggers of a database are defined, by
// their names, and the version of its schema.
func shape(ctx context.Context, db *sql.DB) (defined map[string]string, version int, err error) {
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return nil, 0, err
	}
	rows, err := db.QueryContext(ctx, `SELECT name, coalesce(sql, '') FROM sqlite_schema`)
	if err != nil {
		return nil, 0, err
	}
	defined = map[string]string{}
	var name, text string
	err = scan(rows, []any{&name, &text}, func() error { defined[name] = text; return nil })
	return defined, version, err
}
