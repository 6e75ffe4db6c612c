package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

// salvaged are the tables that are read out of a damaged database, those first
// that others refer to. What is derived is made anew.
var salvaged = []string{"folder", "feed", "feed_fetch", "dictionary", "entry", "entry_detail", "body", "page", "revision", "status",
	"identity", "alias", "departed", "place", "view", "rule", "rule_hit", "kv", "picture", "entry_picture"}

// salvage copies rows of the damaged database into the one that took its place:
// they are newer than those of a backup.
func salvage(ctx context.Context, path string, damage *Damage, now func() time.Time) (err error) {
	damaged, err := connect(damage.Aside, "query_only(1)")
	if err != nil {
		return err
	}
	defer damaged.Close()
	damaged.SetMaxOpenConns(1)
	s, err := open(ctx, path, Options{Now: now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	// A statement that meets damage is useless from there on: each table is
	// read from its beginning, and from its end.
	for _, table := range salvaged {
		for _, order := range []string{"ASC", "DESC"} {
			whole, err := s.salvageTable(ctx, damaged, table, order, damage)
			if err != nil {
				return fmt.Errorf("reading %s out of it: %w", table, err)
			}
			if whole {
				break
			}
			damage.Lost = true
		}
	}
	if err := s.Rebuild(ctx); err != nil || !damage.Lost {
		return err
	}
	return s.fetchAgain(ctx)
}

// salvageBatch is how many rows are copied in a transaction.
const salvageBatch = 500

// salvageTable copies a table's rows in order until one cannot be read, and
// reports whether all could.
func (s *Store) salvageTable(ctx context.Context, damaged *sql.DB, table, order string, damage *Damage) (whole bool, err error) {
	by := "rowid"
	if table == "identity" || table == "alias" || table == "rule_hit" || table == "entry_picture" {
		by = "1"
	}
	rows, err := damaged.QueryContext(ctx, `SELECT * FROM `+table+` ORDER BY `+by+` `+order)
	if err != nil {
		return false, nil // the schema or the root page is damaged
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return false, nil
	}
	insert := `INSERT OR REPLACE INTO ` + table + `(` + strings.Join(columns, `, `) + `) VALUES (?` + strings.Repeat(`, ?`, len(columns)-1) + `)`
	for more := true; more; {
		err := s.saving(ctx, "salvaging", func(t *tx) error {
			if err := t.exec(`PRAGMA defer_foreign_keys = 1`); err != nil {
				return err
			}
			for range salvageBatch {
				if more = rows.Next(); !more {
					return nil
				}
				if t.salvageRow(rows, insert, len(columns)) {
					damage.Salvaged++
				} else {
					damage.Lost = true
				}
			}
			return nil
		})
		if err != nil {
			return false, err
		}
	}
	return rows.Err() == nil, nil
}

// salvageRow copies one row, and reports whether it could.
func (t *tx) salvageRow(rows *sql.Rows, insert string, columns int) bool {
	values, dest := make([]any, columns), make([]any, columns)
	for i := range values {
		dest[i] = &values[i]
	}
	if err := rows.Scan(dest...); err != nil {
		return false
	}
	return t.exec(insert, values...) == nil
}

// Rebuild makes anew what is derived: counts, marks in the listing rows, and
// the full-text index as far as the feeds' own texts give it; and it removes
// what belongs to no entry. Nothing that was fetched or marked is lost by it.
func (s *Store) Rebuild(ctx context.Context) error {
	err := s.saving(ctx, "rebuilding what is derived", func(t *tx) error {
		for _, query := range rebuilding {
			if err := t.exec(query); err != nil {
				return fmt.Errorf("%s: %w", firstLine(query), err)
			}
		}
		return t.emptyIndex()
	})
	if err != nil {
		return err
	}
	for from := int64(math.MinInt64); ; {
		last, err := s.reindex(ctx, from)
		if err != nil || last == from {
			return err
		}
		from = last
	}
}

var rebuilding = []string{
	`DELETE FROM entry WHERE feed_id NOT IN (SELECT id FROM feed)`,
	`DELETE FROM feed_fetch WHERE feed_id NOT IN (SELECT id FROM feed WHERE removed = 0)`,
	`INSERT INTO feed_fetch(feed_id) SELECT id FROM feed WHERE removed = 0 ON CONFLICT DO NOTHING`,
	`DELETE FROM body WHERE id / 16 NOT IN (SELECT id FROM entry)`,
	`DELETE FROM entry_detail WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM page WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM revision WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM entry_picture WHERE entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM departed WHERE entry_id IN (SELECT id FROM entry)`,
	// An entry whose names were lost would come a second time.
	`DELETE FROM identity WHERE entry_id NOT IN (SELECT id FROM entry) AND entry_id NOT IN (SELECT entry_id FROM departed)
		AND entry_id NOT IN (SELECT entry_id FROM status)`,
	`INSERT INTO status(entry_id, read, starred, saved, changed) SELECT id, 1 - unread, starred, saved, 0 FROM entry
		WHERE (unread = 0 OR starred = 1 OR saved = 1) ON CONFLICT DO NOTHING`,
	`UPDATE entry SET unread = 1 - s.read, starred = s.starred, saved = s.saved FROM status s WHERE s.entry_id = entry.id
		AND (entry.unread <> 1 - s.read OR entry.starred <> s.starred OR entry.saved <> s.saved)`,
	`UPDATE entry SET folder_id = 0 WHERE folder_id NOT IN (SELECT id FROM folder)`,
	`UPDATE feed SET folder_id = 0 WHERE folder_id NOT IN (SELECT id FROM folder)`,
	`DELETE FROM feed_count`,
	`INSERT INTO feed_count(feed_id, folder_id, total, unread) SELECT feed_id, folder_id, sum(1 - muted), sum(unread * (1 - muted))
		FROM entry GROUP BY feed_id, folder_id`,
	`DELETE FROM rule_hit WHERE rule_id NOT IN (SELECT id FROM rule) OR entry_id NOT IN (SELECT id FROM entry)`,
	`DELETE FROM rule_count`,
	`INSERT INTO rule_count(rule_id, action, n) SELECT h.rule_id, j.value, count(*)
		FROM rule_hit h, json_each('[0,1,2,4,8,16,32]') j WHERE j.value = 0 OR h.did & j.value GROUP BY 1, 2`,
	`UPDATE muted_count SET n = (SELECT count(*) FROM entry WHERE muted = 1)`,
}

// emptyIndex makes an empty full-text index in place of the present one. (The
// index's own way to empty itself leaves other connections with a memory of
// what it held, which they take for damage.)
func (t *tx) emptyIndex() error {
	var create string
	found, err := t.row(`SELECT sql FROM sqlite_schema WHERE name = 'search'`, nil, &create)
	if err != nil || !found {
		return orNotFound(err)
	}
	for _, query := range []string{`DROP TABLE search`, create} {
		if _, err := t.w.conn.ExecContext(t.ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// reindexBatch is how many entries are indexed in a transaction.
const reindexBatch = 500

// reindex puts the entries that follow a rank into the full-text index, and
// gives the last one's rank.
func (s *Store) reindex(ctx context.Context, after int64) (int64, error) {
	last := after
	err := s.saving(ctx, "rebuilding the full-text index", func(t *tx) error {
		var id, rank int64
		var ids, ranks []int64
		err := t.each(`SELECT id, rank FROM entry WHERE rank > ? ORDER BY rank LIMIT ?`, []any{after, reindexBatch}, []any{&id, &rank},
			func() error { ids, ranks = append(ids, id), append(ranks, rank); return nil })
		for i := range ids {
			if err == nil {
				err = t.indexStored(ids[i])
			}
		}
		if len(ranks) > 0 {
			last = ranks[len(ranks)-1]
		}
		return err
	})
	return last, err
}
