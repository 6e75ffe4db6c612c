package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

//go:embed schema/*.sql
var schemas embed.FS

// migrations are the schemas in order: the first one makes version 1.
func migrations() ([]string, error) {
	names, err := fs.Glob(schemas, "schema/*.sql")
	if err != nil {
		return nil, err
	}
	texts := make([]string, 0, len(names))
	for _, name := range names {
		text, err := schemas.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(text))
	}
	return texts, nil
}

// Damage is what was found wrong with a database when it was opened.
type Damage struct {
	Problem  string // what is wrong, in words
	Aside    string // where the damaged file was set aside
	Restored string // the backup that was put in its place, "" for none
}

// Damage tells whether a damaged database was set aside when s was opened; nil
// when all was well.
func (s *Store) Damage() *Damage { return s.damage }

// openChecked brings the database at path into a state fit for use.
func openChecked(ctx context.Context, path string, now func() time.Time) (*Damage, error) {
	db, err := connect(path)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	s := &Store{path: path, now: now}
	if err := errors.Join(s.migrate(ctx, db), db.Close()); err != nil {
		return nil, s.failed("opening the database", err)
	}
	return nil, nil
}

// migrate applies the schemas that db lacks.
func (s *Store) migrate(ctx context.Context, db *sql.DB) error {
	var version int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	texts, err := migrations()
	if err != nil {
		return err
	}
	if version == 0 {
		for _, pragma := range []string{`PRAGMA auto_vacuum = INCREMENTAL`, `PRAGMA journal_mode = WAL`} {
			if _, err := db.ExecContext(ctx, pragma); err != nil {
				return err
			}
		}
	}
	for ; version < len(texts); version++ {
		script := fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA user_version = %d;\nCOMMIT;", texts[version], version+1)
		if _, err := db.ExecContext(ctx, script); err != nil {
			return err
		}
	}
	return nil
}
