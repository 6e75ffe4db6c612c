package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"warta/feed"
)

// Damage is what was found wrong with a database when it was opened, and what
// became of it.
type Damage struct {
	Problem  string // what is wrong, in words
	Aside    string // where the damaged file was set aside
	Restored string // the backup that was put in its place, "" for none
	Salvaged int    // entries and marks that were read out of the damaged file
	Lost     bool   // parts of the damaged file could not be read
}

// String says it in a sentence or two.
func (d *Damage) String() string {
	text := fmt.Sprintf("The database was damaged (%s) and set aside as %s.", d.Problem, d.Aside)
	if d.Restored != "" {
		text += fmt.Sprintf(" The backup %s was put in its place.", d.Restored)
	}
	text += fmt.Sprintf(" %d rows were read out of the damaged one", d.Salvaged)
	if d.Lost {
		return text + "; what could not be read will be fetched again as far as it is still there."
	}
	return text + "; nothing is missing."
}

// Damage tells whether a damaged database was set aside when s was opened; nil
// when all was well.
func (s *Store) Damage() *Damage { return s.damage }

// isDamage reports whether err says that the file is damaged.
func isDamage(err error) bool {
	c := code(err)
	return c == codeCorrupt || c == codeNotADB || errors.Is(err, feed.ErrDamaged)
}

// openChecked brings the database at path into a state fit for use: checked,
// and with the current schema. unchecked says that the check is not finished.
func openChecked(ctx context.Context, path string, now func() time.Time) (damage *Damage, unchecked bool, err error) {
	unchecked, err = ready(ctx, path, now)
	if !isDamage(err) {
		return nil, unchecked, err
	}
	damage, err = replace(ctx, path, err, now)
	if err != nil {
		return nil, false, fmt.Errorf("%w and cannot be set aside: %w", feed.ErrDamaged, err)
	}
	return damage, false, nil
}

// ready checks and migrates.
func ready(ctx context.Context, path string, now func() time.Time) (unchecked bool, err error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() == 0 {
		if list, err := backups(path); err == nil && len(list) > 0 {
			return false, fmt.Errorf("%w: the file is empty", feed.ErrDamaged)
		}
	}
	exists := err == nil
	if !exists { // nobody else reads what somebody reads
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return false, err
		}
		if err := f.Close(); err != nil {
			return false, err
		}
	}
	closed := !exists || wasClosed(path) || isOpen(path)
	db, err := connect(path)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	texts, err := migrations()
	if err != nil {
		return false, err
	}
	err = migrate(ctx, db, texts, func() error {
		_, err := backup(ctx, db, path, now())
		return err
	})
	if err != nil {
		return false, err
	}
	db.SetMaxOpenConns(1) // not before: the backup is made while a migration has a connection of its own
	return check(ctx, db, path, closed)
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

// replace sets the damaged database aside, puts the newest backup that is whole
// in its place, and reads out of the damaged one what can be read.
func replace(ctx context.Context, path string, problem error, now func() time.Time) (*Damage, error) {
	aside, err := unused(path + ".damaged-" + now().UTC().Format(stamp))
	if err != nil {
		return nil, err
	}
	damage := &Damage{Problem: firstLine(problem.Error()), Aside: aside}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	if damage.Restored, err = restore(ctx, path); err != nil {
		return nil, err
	}
	if _, err := ready(ctx, path, now); err != nil {
		return nil, err
	}
	if err := salvage(ctx, path, damage, now); err != nil {
		return nil, err
	}
	if err := os.Remove(suspectNote(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return damage, nil
}

// restore copies the newest backup that is whole to path, and tells which it
// was.
func restore(ctx context.Context, path string) (string, error) {
	list, err := backups(path)
	if err != nil {
		return "", err
	}
	for _, from := range list {
		if err := copyFile(from, path); err != nil {
			return "", err
		}
		db, err := connect(path)
		if err != nil {
			return "", err
		}
		if err := errors.Join(checkWhole(ctx, db, path, false), db.Close()); err == nil {
			return from, nil
		}
		for _, suffix := range []string{"", "-wal", "-shm"} {
			if err := os.RemoveAll(path + suffix); err != nil {
				return "", err
			}
		}
	}
	return "", nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
