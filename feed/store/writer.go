package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"warta/feed"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// connect gives a pool of connections to the database at path. Pragmas are run
// on each of them.
func connect(path string, pragmas ...string) (*sql.DB, error) {
	return connectWith(path, url.Values{}, pragmas...)
}

// connectWith is connect with parameters of the database's address; see
// https://sqlite.org/uri.html.
func connectWith(path string, q url.Values, pragmas ...string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", path, err)
	}
	slashed := filepath.ToSlash(absolute)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive's letter
	}
	q["_pragma"] = append([]string{"busy_timeout(5000)", "foreign_keys(1)"}, pragmas...)
	address := url.URL{Scheme: "file", Path: slashed, RawQuery: q.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return db, nil
}

// A writer is a connection that writes, with its statements prepared.
type writer struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func newWriter(ctx context.Context, db *sql.DB, synchronous string) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{conn: conn, stmts: map[string]*sql.Stmt{}}
	// What a statement may have to undo is kept in memory, and not in a file that
	// is opened and removed for each of them. A transaction of ten thousand marks,
	// or of some documents, should find room in memory.
	for _, pragma := range []string{`PRAGMA synchronous = ` + synchronous, `PRAGMA temp_store = MEMORY`, `PRAGMA cache_size = -8192`} {
		if _, err := conn.ExecContext(ctx, pragma); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return w, nil
}

func (w *writer) close() error {
	for _, stmt := range w.stmts {
		stmt.Close()
	}
	return w.conn.Close()
}

// A tx is a transaction that is running on a writer. Its context is never
// cancelled: a transaction that began is brought to its end.
type tx struct {
	ctx     context.Context
	w       *writer
	toIndex []indexed
	// indexedNew says that the full-text index has changed.
	indexedNew bool
	*Store
}

// saving runs do in a transaction for news.
func (s *Store) saving(ctx context.Context, doing string, do func(*tx) error) error {
	indexed, err := s.transact(ctx, doing, func() *writer { return s.news }, do)
	if err == nil && indexed {
		s.mergeSegments(ctx, false)
	}
	return err
}

// marking runs do in a transaction that is on the disk when it returns.
func (s *Store) marking(ctx context.Context, doing string, do func(*tx) error) error {
	_, err := s.transact(ctx, doing, func() *writer { return s.marks }, do)
	return err
}

// transact runs do in a transaction on a writer, and reports whether it changed the
// full-text index.
func (s *Store) transact(ctx context.Context, doing string, of func() *writer, do func(*tx) error) (indexed bool, err error) {
	if s.refused != nil {
		return false, fmt.Errorf("%s: %w", doing, s.refused)
	}
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return false, fmt.Errorf("%s: %w", doing, ctx.Err())
	}
	defer func() { <-s.turn }()
	w := of()
	if w == nil {
		return false, fmt.Errorf("%s: %w", doing, sql.ErrConnDone)
	}
	t := &tx{ctx: context.WithoutCancel(ctx), w: w, Store: s}
	if err := t.run(do); err != nil {
		return false, s.failed(doing, err)
	}
	return t.indexedNew, nil
}

// run brackets do. BEGIN IMMEDIATE waits for another process here, before
// anything was read, so that a transaction never fails half-way for a lock.
func (t *tx) run(do func(*tx) error) (err error) {
	if err := t.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			err = errors.Join(err, t.rollback())
		}
	}()
	if t.moved() {
		return errMoved
	}
	if err := do(t); err != nil {
		return err
	}
	if err := t.indexAll(); err != nil {
		return err
	}
	if err := t.exec(`COMMIT`); err != nil {
		return err
	}
	done = true
	return nil
}

// errMoved is the error of what would be written to a file that is no longer
// the database: it would be lost.
var errMoved = errors.New("the database was replaced or removed while this warta was running; close it and start it again")

// moved reports whether another process has put another file in the place of
// the database. While a transaction is running none does.
func (s *Store) moved() bool {
	info, err := os.Stat(s.path)
	return err != nil || !os.SameFile(info, s.file)
}

// rollback undoes the transaction. A full disk or an error of the disk may have
// rolled back already, which is no error.
func (t *tx) rollback() error {
	err := t.exec(`ROLLBACK`)
	if err != nil && strings.Contains(err.Error(), "no transaction is active") {
		return nil
	}
	return err
}

// stmt is query, prepared once; it is closed with its writer.
func (t *tx) stmt(query string) (*sql.Stmt, error) {
	if stmt := t.w.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := t.w.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, fmt.Errorf("preparing %q: %w", query, err)
	}
	t.w.stmts[query] = stmt
	return stmt, nil
}

func (t *tx) exec(query string, args ...any) error {
	_, err := t.execResult(query, args...)
	return err
}

func (t *tx) execResult(query string, args ...any) (sql.Result, error) {
	stmt, err := t.stmt(query) //nolint:sqlclosecheck // the writer closes it
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(t.ctx, args...)
}

// row reads one row into dest and reports whether there was one.
func (t *tx) row(query string, args []any, dest ...any) (bool, error) {
	stmt, err := t.stmt(query) //nolint:sqlclosecheck // the writer closes it
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(t.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls do for each row, after dest was filled.
func (t *tx) each(query string, args []any, dest []any, do func() error) error {
	stmt, err := t.stmt(query) //nolint:sqlclosecheck // the writer closes it
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	return scan(rows, dest, do)
}

// scan reads rows into dest, one after the other, calls do, and closes rows.
func scan(rows *sql.Rows, dest []any, do func() error) error {
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := do(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// query reads rows outside of a transaction of this process.
func (s *Store) query(ctx context.Context, query string, args []any, dest []any, do func() error) error {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	return scan(rows, dest, do)
}

// one reads one row, or returns feed.ErrNotFound.
func (s *Store) one(ctx context.Context, query string, args []any, dest ...any) error {
	err := s.read.QueryRowContext(ctx, query, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return feed.ErrNotFound
	}
	return err
}
