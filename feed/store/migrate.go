package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
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

// A newerError is a database that a later version of warta has written.
type newerError struct{ have, know int }

func (e *newerError) Error() string {
	return fmt.Sprintf("a newer version of warta made it (its schema is %d, this version knows %d); use that one, or another data directory",
		e.have, e.know)
}

// migrate brings a database to the schema that texts give, one transaction a
// step. Before the first step of one that has data, a copy is made.
func migrate(ctx context.Context, db *sql.DB, texts []string, backup func() error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	version, err := userVersion(ctx, conn)
	switch {
	case err != nil:
		return err
	case version == len(texts):
		return nil
	case version > len(texts):
		return &newerError{version, len(texts)}
	case version == 0:
		err = prepare(ctx, conn)
	default:
		err = backup()
	}
	for err == nil && version < len(texts) {
		version, err = step(ctx, conn, texts)
	}
	return err
}

// prepare sets what must be set before the first table.
func prepare(ctx context.Context, conn *sql.Conn) error {
	for _, pragma := range []string{`PRAGMA auto_vacuum = INCREMENTAL`, `PRAGMA journal_mode = WAL`} {
		if _, err := conn.ExecContext(ctx, pragma); err != nil {
			return err
		}
	}
	return nil
}

// step applies the next schema and gives the version that the database then
// has. The version is read again inside: another process may have been faster.
func step(ctx context.Context, conn *sql.Conn, texts []string) (version int, err error) {
	if _, err := conn.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			_, undo := conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
			err = errors.Join(err, undo)
		}
	}()
	if version, err = userVersion(ctx, conn); err != nil {
		return 0, err
	}
	if version < len(texts) {
		if _, err := conn.ExecContext(ctx, texts[version]); err != nil {
			return 0, fmt.Errorf("bringing the schema to version %d: %w", version+1, err)
		}
		version++
		if _, err := conn.ExecContext(ctx, `PRAGMA user_version = `+strconv.Itoa(version)); err != nil {
			return 0, err
		}
	}
	_, err = conn.ExecContext(ctx, `COMMIT`)
	return version, err
}

func userVersion(ctx context.Context, conn *sql.Conn) (int, error) {
	var version int
	return version, conn.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
}
