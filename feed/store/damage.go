package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"warta/feed"
)

// Damage is what was found wrong with a database when it was opened, and what
// became of it.
type Damage struct {
	Problem  string // what is wrong, in words
	Gone     bool   // there was no file, but what is beside it tells that there had been one
	Aside    string // where the damaged file was set aside, "" if there was none
	Restored string // the backup that was put in its place, "" for none
	Salvaged int    // rows that were read out of the damaged file
	Marked   int    // how many of these are marks
	Lost     bool   // parts of the damaged file could not be read
}

// damageKey is where the database that took a damaged one's place keeps the
// Damage, until a person has been told.
const damageKey = "damage"

// String says it in a sentence or two.
func (d *Damage) String() string {
	text := fmt.Sprintf("The database was damaged (%s) and set aside as %s.", d.Problem, d.Aside)
	if d.Gone {
		text = fmt.Sprintf("The database was gone (%s).", d.Problem)
	}
	since := ""
	switch {
	case d.Restored != "":
		text += fmt.Sprintf(" The backup %s was put in its place.", d.Restored)
		since = " made since that backup"
	case d.Gone, d.Salvaged == 0:
		text += " There is no backup that can be read, so it was begun anew."
	}
	if !d.Gone {
		text += fmt.Sprintf(" %d rows, of which %d are marks, were read out of the damaged one", d.Salvaged, d.Marked)
		if !d.Lost {
			return text + "; nothing is missing."
		}
		text += "."
	}
	if d.Gone && d.Restored == "" {
		return text + " The marks, views and subscriptions in it are gone."
	}
	return text + fmt.Sprintf(" Marks, views and subscriptions%s that could not be read are gone; news will be fetched again as far as it is still there.", since)
}

// Damage tells of a damaged database that was set aside when s was opened, or
// earlier if nobody was told yet; nil when all is well.
func (s *Store) Damage() *Damage { return s.damage }

// DamageTold notes that a person has read of the damage: the next opening does
// not tell of it again.
func (s *Store) DamageTold(ctx context.Context) error { return s.Put(ctx, damageKey, nil) }

// damageOf reads the damage that nobody was told of yet. A Store that cannot
// tell has nothing to tell.
func (s *Store) damageOf(ctx context.Context) *Damage {
	text, err := s.Get(ctx, damageKey)
	d := &Damage{}
	if err != nil || json.Unmarshal(text, d) != nil {
		return nil
	}
	return d
}

// isDamage reports whether err says that the file is damaged.
func isDamage(err error) bool {
	c := code(err)
	return c == codeCorrupt || c == codeNotADB || errors.Is(err, feed.ErrDamaged)
}

// openChecked brings the database at path into a state fit for use: checked,
// and with the current schema. unchecked says that the check is not finished.
func openChecked(ctx context.Context, path string, o Options) (unchecked bool, err error) {
	if err := finishMending(ctx, path); err != nil {
		return false, fmt.Errorf("%w and cannot be set aside: %w", feed.ErrDamaged, err)
	}
	before, _ := os.Stat(path) //nolint:errcheck // without a file there is nothing to compare
	unchecked, err = ready(ctx, path, o.Now)
	if !isDamage(err) {
		return unchecked, err
	}
	return false, mend(ctx, path, before, err, o)
}

// ready checks and migrates.
func ready(ctx context.Context, path string, now func() time.Time) (unchecked bool, err error) {
	info, err := os.Stat(path)
	exists := err == nil
	switch {
	case exists && info.Size() == 0 && (leavesTraces(path) || time.Since(info.ModTime()) > newborn):
		return false, fmt.Errorf("%w: the file is empty", feed.ErrDamaged)
	case errors.Is(err, fs.ErrNotExist) && leavesTraces(path):
		return false, errGone
	case exists && !info.Mode().IsRegular():
		return false, fmt.Errorf("%w: %s is no file", feed.ErrReadOnly, path)
	case !exists: // nobody else reads what somebody reads
		if err := makeEmpty(path); err != nil {
			return false, err
		}
	}
	closed := !exists || wasClosed(path) || isOpen(path)
	if !closed {
		if err := checkLog(path); err != nil {
			return false, err
		}
	}
	db, err := connect(path)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if !closed {
		if err := checkShape(ctx, db); err != nil {
			return false, err
		}
	}
	err = migrateTo(ctx, db, func() error {
		_, err := backup(ctx, db, path, now())
		return err
	})
	if err != nil {
		return false, err
	}
	db.SetMaxOpenConns(1) // not before: the backup is made while a migration has a connection of its own
	return check(ctx, db, path, closed)
}

// errGone is a database of which only what lies beside it is there.
var errGone = fmt.Errorf("%w: its file is not there any more", feed.ErrDamaged)

// newborn is how long a database may be an empty file: a process that begins it
// needs but a moment.
const newborn = time.Minute

// leavesTraces reports whether what lies beside a database tells that there has
// been one: the note of its closing, copies, those that were set aside, a log.
func leavesTraces(path string) bool {
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return false
	}
	base := filepath.Base(path)
	for _, name := range names {
		switch rest, ok := strings.CutPrefix(name.Name(), base); {
		case !ok:
		case rest == ".closed", strings.HasPrefix(rest, ".backup-"), strings.HasPrefix(rest, ".damaged-"):
			return true
		case rest == "-wal":
			if info, err := name.Info(); err == nil && info.Size() > 0 {
				return true
			}
		}
	}
	return false
}

// makeEmpty makes a file that nobody else reads, unless it is there.
func makeEmpty(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// migrateTo brings a database to the schema of this version.
func migrateTo(ctx context.Context, db *sql.DB, backup func() error) error {
	texts, err := migrations()
	if err != nil {
		return err
	}
	if err := migrate(ctx, db, texts, backup); err != nil {
		return err
	}
	// A copy that VACUUM INTO made has no log, and its readers wait for writers.
	_, err = db.ExecContext(ctx, `PRAGMA journal_mode = WAL`)
	if c := code(err); c == codeBusy || c == codeLocked {
		return nil // the next opening does it
	}
	return err
}

// check looks a database through that was not closed well: in full if an error
// of damage was met, or else as far as it gets in a short time.
func check(ctx context.Context, db *sql.DB, path string, closed bool) (unchecked bool, err error) {
	if isSuspect(path) {
		if err := checkWhole(ctx, db, path, true); err != nil {
			return false, err
		}
		return false, os.Remove(suspectNote(path))
	}
	if closed {
		return false, nil
	}
	brief, cancel := context.WithTimeout(ctx, checkFor)
	defer cancel()
	err = checkWhole(brief, db, path, false)
	if err != nil && brief.Err() != nil && ctx.Err() == nil {
		return true, nil
	}
	return false, err
}
