package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

func TestBackupsRotate(t *testing.T) {
	at := noon
	s, err := Open(t.Context(), written(t), Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var made []string
	for range 3 {
		at = at.Add(time.Hour)
		path, err := s.Backup(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, path)
	}
	list, err := s.Backups()
	if err != nil || len(list) != 2 || list[0] != made[2] || list[1] != made[1] {
		t.Errorf("backups = %q, %v; made %q", list, err, made)
	}
	b, err := reopen(t, made[2])
	if err != nil || len(titles(t, b, feed.Query{})) != 60 {
		t.Errorf("the backup is no whole database: %v", err)
	}
}

// Backups that were made while the clock was ahead are older than those of now.
func TestBackupsOfAWrongClockGiveWay(t *testing.T) {
	at := noon.AddDate(1, 0, 0)
	s, err := Open(t.Context(), written(t), Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var made []string
	for _, next := range []time.Time{at, at.AddDate(0, 0, 1), noon, noon.Add(time.Hour)} {
		at = next
		path, err := s.Backup(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, path)
	}
	list, err := s.Backups()
	if err != nil || len(list) != 2 || list[0] != made[3] || list[1] != made[2] {
		t.Errorf("backups = %q, %v; made %q", list, err, made)
	}
}

func TestMigrationsGoStepByStepAfterABackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	texts := []string{`CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);`}
	backups := 0
	run := func(texts []string) error {
		db, err := connect(path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		return migrate(t.Context(), db, texts, func() error { backups++; return nil })
	}
	if err := run(texts); err != nil || backups != 0 {
		t.Fatalf("the first schema: %v, %d backups", err, backups)
	}
	texts = append(texts, `ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 2;`, `UPDATE a SET x = y; INSERT INTO nowhere VALUES (1);`)
	if err := run(texts); err == nil || !strings.Contains(err.Error(), "version 3") {
		t.Errorf("a step that fails: %v", err)
	}
	texts[2] = `UPDATE a SET x = x + 10;`
	if err := run(texts); err != nil || backups != 2 {
		t.Errorf("the steps that were left: %v, %d backups", err, backups)
	}
	db, err := connect(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var x, y int
	if err := db.QueryRowContext(t.Context(), `SELECT x, y FROM a`).Scan(&x, &y); err != nil || x != 11 || y != 2 {
		t.Errorf("x, y = %d, %d, %v", x, y, err)
	}
	if err := run(texts[:1]); err == nil || !strings.Contains(err.Error(), "newer version of warta") {
		t.Errorf("a database of a newer version: %v", err)
	}
}

// The backups of a database that began anew do not push the last one out that
// holds what was lost.
func TestAnEmptyDatabaseDoesNotRotateFullBackupsAway(t *testing.T) {
	path := written(t)
	at := noon
	openAt := func() *Store {
		s, err := Open(t.Context(), path, Options{Now: func() time.Time { return at }})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := openAt()
	for i := range 9 {
		subscribe(t, s, fmt.Sprintf("https://example.org/%d", i), "")
	}
	full, err := s.Backup(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	aside := filepath.Join(filepath.Dir(path), "elsewhere")
	if err := errors.Join(os.Rename(full, aside), os.Remove(path), removeAll(path), os.Remove(cleanNote(path))); err != nil {
		t.Fatal(err)
	}
	s = openAt()
	if err := os.Rename(aside, full); err != nil {
		t.Fatal(err)
	}
	backUp := func() (list []string) {
		at = at.Add(24 * time.Hour)
		if _, err := s.Backup(t.Context()); err != nil {
			t.Fatal(err)
		}
		list, err := s.Backups()
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	backUp()
	backUp()
	if list := backUp(); len(list) != 3 || list[2] != full {
		t.Errorf("the backups are %q: the one that is full is not among them", list)
	}
	for i := range 9 {
		subscribe(t, s, fmt.Sprintf("https://example.org/%d", i), "")
	}
	if list := backUp(); len(list) != 2 {
		t.Errorf("the backups are %q: the new one is as full", list)
	}
	closed(t, s)
}
