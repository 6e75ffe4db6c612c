package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"time"
)

// A salvaged is a table that is read out of a damaged database. What is derived
// is made anew.
type salvaged struct {
	name  string
	by    string // the columns of its key; "" for a table with row ids
	index string // the whole table in another order, "" for none
}

// salvageable are the tables to read, those first that others refer to.
var salvageable = []salvaged{
	{name: "folder"}, {name: "feed"}, {name: "feed_fetch"}, {name: "dictionary"}, {name: "entry"}, {name: "entry_detail"},
	{name: "body"}, {name: "page"}, {name: "revision"}, {name: "status"},
	{name: "identity", by: "feed_id, key", index: "identity_entry"}, {name: "alias", by: "feed_id, key, entry_id"},
	{name: "departed"}, {name: "place"}, {name: "view"}, {name: "rule"}, {name: "rule_hit", by: "rule_id, entry_id"}, {name: "kv"},
	{name: "picture"}, {name: "entry_picture", by: "entry_id, picture_id", index: "entry_picture_picture"},
}

// A salvage copies what can be read of a damaged database into the one that
// takes its place.
type salvage struct {
	*Store
	damaged *sql.DB
	size    int64 // of the damaged file
	damage  *Damage
}

// salvageInto copies rows of the damaged database from into the one at to: they
// are newer than those of a backup. What is derived of them is made anew. from is
// "" when there is no file.
func salvageInto(ctx context.Context, from, to string, damage *Damage, now func() time.Time) (err error) {
	s, err := open(ctx, to, Options{Now: now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	// What a row refers to may be lost: Rebuild sees to that.
	if _, err := s.news.conn.ExecContext(ctx, `PRAGMA foreign_keys = 0`); err != nil {
		return err
	}
	if from != "" {
		if err := s.salvage(ctx, from, damage); err != nil {
			return err
		}
	}
	if err := s.Rebuild(ctx); err != nil {
		return err
	}
	if damage.Lost {
		if err := s.fetchAgain(ctx); err != nil {
			return err
		}
	}
	return s.tell(ctx, damage)
}

// salvage copies every table of the damaged database from.
func (s *Store) salvage(ctx context.Context, from string, damage *Damage) (err error) {
	// A definition that cannot be read takes its own table with it, and no other.
	damaged, err := connect(from, "writable_schema(1)", "query_only(1)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, damaged.Close()) }()
	damaged.SetMaxOpenConns(1)
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	v := &salvage{Store: s, damaged: damaged, size: info.Size(), damage: damage}
	for _, table := range salvageable {
		if err := v.table(ctx, table); err != nil {
			return fmt.Errorf("reading %s out of it: %w", table.name, err)
		}
	}
	return nil
}

// table copies a table. A statement that meets damage is useless from there on:
// what it did not reach is read from the end, and then in ever smaller parts.
func (v *salvage) table(ctx context.Context, t salvaged) error {
	var there bool
	err := v.damaged.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?`, t.name).Scan(&there)
	if err != nil { // nothing can be read
		v.damage.Lost = true
		return ctx.Err()
	}
	if !there { // an older schema may not have had it, but they all had these
		v.damage.Lost = v.damage.Lost || t.name == "entry" || t.name == "status"
		return nil
	}
	if t.by == "" {
		lost := v.damage.Lost
		v.damage.Lost = false
		if err := v.parts(ctx, t.name); err != nil {
			return err
		}
		if v.damage.Lost && t.name == "feed" {
			err = v.addresses(ctx)
		}
		v.damage.Lost = v.damage.Lost || lost
		return err
	}
	whole := false
	for _, order := range []string{t.by, strings.ReplaceAll(t.by, ",", " DESC,") + " DESC"} {
		if whole, err = v.rows(ctx, t.name, `SELECT * FROM `+t.name+` ORDER BY `+order, nil); whole || err != nil {
			return err
		}
	}
	v.damage.Lost = true
	if t.index != "" {
		_, err = v.rows(ctx, t.name, `SELECT * FROM `+t.name+` INDEXED BY `+t.index, nil)
	}
	return err
}

// addresses reads the feeds' addresses out of their index, for feeds that could
// not be read themselves: a subscription is more than what is fetched again.
func (v *salvage) addresses(ctx context.Context) error {
	rows, err := v.damaged.QueryContext(ctx, `SELECT id, url FROM feed ORDER BY url`) //nolint:rowserrcheck // scan checks it
	if err != nil {
		return ctx.Err()
	}
	var id int64
	var url string
	return v.saving(ctx, "salvaging addresses", func(t *tx) error {
		_ = scan(rows, []any{&id, &url}, func() error { //nolint:errcheck // as far as they can be read
			return t.exec(`INSERT INTO feed(id, uid, url, added) VALUES (?, randomblob(16), ?, ?) ON CONFLICT DO NOTHING`, id, url, micros(t.now()))
		})
		return nil
	})
}

// mostParts is how many parts of a table are tried.
const mostParts = 4000

// A part is a range of row ids, both ends included.
type part struct{ from, to int64 }

// parts copies a table that has row ids.
func (v *salvage) parts(ctx context.Context, table string) error {
	left, highest := []part{{math.MinInt64, math.MaxInt64}}, int64(0)
	for tried := 0; len(left) > 0 && tried < mostParts; tried++ {
		p := left[0]
		left = left[1:]
		up, whole, err := v.part(ctx, table, p, `ASC`)
		if err != nil {
			return err
		}
		if whole {
			continue
		}
		v.damage.Lost = true
		if up != nil {
			p.from = *up + 1
		}
		down, whole, err := v.part(ctx, table, p, `DESC`)
		if err != nil {
			return err
		}
		if whole {
			continue
		}
		if down != nil {
			p.to = *down - 1
		}
		if highest == 0 {
			highest = v.highest(ctx, table)
		}
		p.from, p.to = max(p.from, 0), min(p.to, highest)
		if half := p.from + (p.to-p.from)/2; p.from < p.to {
			left = append(left, part{p.from, half}, part{half + 1, p.to})
		}
	}
	return nil
}

// part copies rows of a range of row ids in order until one cannot be read, and
// gives the last one's id; whole says that all were read.
func (v *salvage) part(ctx context.Context, table string, p part, order string) (last *int64, whole bool, err error) {
	id := new(int64)
	got := v.damage.Salvaged
	whole, err = v.rows(ctx, table, `SELECT rowid, * FROM `+table+` WHERE rowid BETWEEN ? AND ? ORDER BY rowid `+order, id, p.from, p.to)
	if v.damage.Salvaged == got {
		return nil, whole, err
	}
	return id, whole, err
}

// highest is an upper bound for the row ids of a table of which the end cannot
// be read.
func (v *salvage) highest(ctx context.Context, table string) int64 {
	most := v.size / 8 // no page has more rows
	var entries int64
	err := v.damaged.QueryRowContext(ctx, `SELECT seq FROM sqlite_sequence WHERE name = 'entry'`).Scan(&entries)
	switch {
	case err != nil || entries <= 0:
		return most
	case table == "body":
		return entries*kinds + kinds - 1
	case table == "entry", table == "entry_detail", table == "page", table == "status":
		return entries
	}
	return most
}

// salvageBatch is how many rows are copied in a transaction.
const salvageBatch = 500

// rows copies the rows of a query into a table until one cannot be read, and
// reports whether all could. With an id, the first column is not of the table,
// but the row's id.
func (v *salvage) rows(ctx context.Context, table, query string, id *int64, args ...any) (whole bool, err error) {
	rows, err := v.damaged.QueryContext(ctx, query, args...)
	if err != nil {
		return false, ctx.Err() // the schema or the root page is damaged
	}
	defer rows.Close()
	columns, err := v.columns(ctx, rows, table, id != nil)
	if err != nil {
		return false, ctx.Err()
	}
	insert := `INSERT OR REPLACE INTO ` + table + `(` + strings.Join(columns, `, `) + `) VALUES (?` + strings.Repeat(`, ?`, len(columns)-1) + `)`
	for more := true; more; {
		err := v.saving(ctx, "salvaging", func(t *tx) error {
			for range salvageBatch {
				if more = rows.Next(); !more {
					return nil
				}
				v.row(t, rows, table, insert, columns, id)
			}
			return nil
		})
		if err != nil {
			return false, err
		}
	}
	return rows.Err() == nil, ctx.Err()
}

// columns are the columns of a table that rows have, by the names that they
// should have: those in a damaged file may be damaged. New ones come last.
func (v *salvage) columns(ctx context.Context, rows *sql.Rows, table string, withID bool) (columns []string, err error) {
	has, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	n := len(has)
	if withID {
		n--
	}
	var name string
	err = v.query(ctx, `SELECT name FROM pragma_table_info(?)`, []any{table}, []any{&name},
		func() error { columns = append(columns, name); return nil })
	return columns[:min(n, len(columns))], err
}

// row copies one row. One that does not fit into its table is lost.
func (v *salvage) row(t *tx, rows *sql.Rows, table, insert string, columns []string, id *int64) {
	values, dest := make([]any, len(columns)), make([]any, 0, len(columns)+1)
	if id != nil {
		dest = append(dest, id)
	}
	for i := range values {
		dest = append(dest, &values[i])
	}
	err := rows.Scan(dest...)
	if err == nil {
		err = t.exec(insert, values...)
	}
	switch {
	case err != nil:
	case table == "entry":
		err = t.salvageMarks(columns, values)
	case table == "status": // the listing row may be an older one
		err = t.exec(`UPDATE entry SET unread = 1 - s.read, starred = s.starred, saved = s.saved FROM status s
			WHERE s.entry_id = entry.id AND entry.id = ?`, *id)
	}
	if err != nil {
		v.damage.Lost = true
		return
	}
	v.damage.Salvaged++
	if table == "status" {
		v.damage.Marked++
	}
}

// salvageMarks takes an entry's marks from its listing row: they are newer than
// those in the backup, and the row of its marks may be damaged. If it is not, it
// is read later.
func (t *tx) salvageMarks(columns []string, values []any) error {
	of := map[string]any{}
	for i, name := range columns {
		of[name] = values[i]
	}
	if err := t.exec(`UPDATE status SET read = 1 - ?2, starred = ?3, saved = ?4 WHERE entry_id = ?1`,
		of["id"], of["unread"], of["starred"], of["saved"]); err != nil {
		return err
	}
	return t.exec(`INSERT INTO status(entry_id, read, starred, saved, changed) SELECT ?1, 1 - ?2, ?3, ?4, 0
		WHERE ?2 = 0 OR ?3 = 1 OR ?4 = 1 ON CONFLICT DO NOTHING`, of["id"], of["unread"], of["starred"], of["saved"])
}
