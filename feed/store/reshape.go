package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// A definition is a row of sqlite_schema, but for where its table is.
type definition struct {
	row              int64
	kind, name, of   string
	text             sql.NullString
	isKnown, isTaken bool
}

// reshape makes a copy of the database at path in which the definitions of
// tables and indexes are as they should be, and tells where it is: what is known
// need not be read out of a damaged file. It is "" when the definitions are not
// what is damaged, or cannot be told apart any more.
func reshape(ctx context.Context, path string, now time.Time) (copied string, err error) {
	is, should, err := compareShapes(ctx, path)
	if err != nil || len(is) == 0 {
		return "", nil //nolint:nilerr // what can be read is read without it
	}
	if copied, err = unused(path + ".forced-" + now.UTC().Format(stamp)); err != nil {
		return "", err
	}
	err = copyFile(path, copied)
	if log := copyFile(path+"-wal", copied+"-wal"); err == nil && !errors.Is(log, fs.ErrNotExist) {
		err = log
	}
	if err == nil {
		err = define(ctx, copied, is, should)
	}
	if err != nil {
		return "", errors.Join(err, removeAll(copied))
	}
	return copied, nil
}

// define writes definitions over those of a database, without a look at them.
func define(ctx context.Context, path string, is, should []definition) error {
	db, err := connect(path, "writable_schema(1)")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for i := range is {
		if d := counterpart(&is[i], should); d != nil {
			if _, err := db.ExecContext(ctx, `UPDATE sqlite_schema SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?`,
				d.kind, d.name, d.of, d.text, is[i].row); err != nil {
				return fmt.Errorf("defining %s: %w", d.name, err)
			}
		}
	}
	return nil
}

// compareShapes are the definitions of a database and what they should be; none
// when they are alike, or not to be compared.
func compareShapes(ctx context.Context, path string) (is, should []definition, err error) {
	if _, err := os.Stat(path); err != nil {
		return nil, nil, err
	}
	db, err := connect(path, "writable_schema(1)", "query_only(1)")
	if err != nil {
		return nil, nil, err
	}
	defer db.Close()
	texts, err := migrations()
	if err != nil {
		return nil, nil, err
	}
	var version int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil || version < 1 || version > len(texts) {
		return nil, nil, err
	}
	if is, err = definitions(ctx, db); err != nil {
		return nil, nil, err
	}
	model, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, nil, err
	}
	defer model.Close()
	model.SetMaxOpenConns(1)
	if err := migrate(ctx, model, texts[:version], nil); err != nil {
		return nil, nil, err
	}
	if should, err = definitions(ctx, model); err != nil {
		return nil, nil, err
	}
	known, alike := map[string]int{}, len(is) == len(should)
	for i := range should {
		known[should[i].name] = i
	}
	for i := range is {
		n, ok := known[is[i].name]
		is[i].isKnown = ok
		if ok {
			should[n].isTaken = true
		}
		alike = alike && ok && is[i].text == should[n].text && is[i].kind == should[n].kind && is[i].of == should[n].of
	}
	if alike {
		return nil, nil, nil
	}
	return is, should, nil
}

// definitions are the rows of sqlite_schema.
func definitions(ctx context.Context, db *sql.DB) (list []definition, err error) {
	rows, err := db.QueryContext(ctx, `SELECT rowid, CAST(type AS TEXT), CAST(name AS TEXT), CAST(tbl_name AS TEXT), sql FROM sqlite_schema`)
	if err != nil {
		return nil, err
	}
	var d definition
	err = scan(rows, []any{&d.row, &d.kind, &d.name, &d.of, &d.text}, func() error { list = append(list, d); return nil })
	return list, err
}

// counterpart is what a definition should be: by its name, or if that is damaged,
// the one that nobody else is and that has most of its bytes.
func counterpart(d *definition, should []definition) (best *definition) {
	most := 0
	for i := range should {
		s := &should[i]
		switch {
		case d.isKnown && s.name == d.name:
			return s
		case d.isKnown, s.isTaken:
			continue
		}
		if n := alike(d.kind+d.name+d.of+d.text.String, s.kind+s.name+s.of+s.text.String); n > most {
			best, most = s, n
		}
	}
	return best
}

// alike is how many bytes of two texts are the same at the same place.
func alike(a, b string) (n int) {
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}
