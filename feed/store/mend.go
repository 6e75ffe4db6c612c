package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"warta/feed"
)

// What takes a damaged database's place is made beside it, from the newest
// backup that is whole and from all that can be read of the damaged one. It has
// the name of a thing unfinished until it is on the disk; then it is renamed to
// one that says when, the damaged file goes aside under that date, and the new
// one takes its name. Killed before the first renaming, the damaged file is
// still there and is found damaged again; killed after it, the next opening does
// the renamings that are left.
//
// The damaged database is locked for writing all the while. Whoever has it open
// notices before the next write that its file is no longer the one of that name.

func mendingName(path string) string      { return path + ".mending" }
func mendedName(path, date string) string { return path + ".mended-" + date }
func asideName(path, date string) string  { return path + ".damaged-" + date }

// beside are the files that SQLite keeps beside a database.
var beside = []string{"", "-wal", "-shm"}

// mend puts a whole database in the place of the damaged one at path, unless
// another process has done so: before is the file that was found to be damaged.
func mend(ctx context.Context, path string, before fs.FileInfo, problem error, o Options) (err error) {
	unlock, err := lockMending(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	now, err := os.Stat(path)
	if err == nil && (before == nil || !os.SameFile(now, before)) {
		return nil
	}
	gone := errors.Is(err, fs.ErrNotExist)
	what := strings.TrimPrefix(firstLine(problem.Error()), feed.ErrDamaged.Error()+": ")
	if o.Mending != nil {
		o.Mending(what)
	}
	date, err := unusedDate(path, o.Now())
	if err != nil {
		return err
	}
	damage := &Damage{Problem: what, Gone: gone}
	var held io.Closer = io.NopCloser(nil)
	if !gone {
		damage.Aside = asideName(path, date)
		held = hold(ctx, path)
	}
	defer func() { err = errors.Join(err, held.Close()) }()
	if err := makeMended(ctx, path, damage, problem, o.Now); err != nil {
		return errors.Join(fmt.Errorf("it is damaged (%s), and mending it failed: %w", damage.Problem, err), removeMending(path))
	}
	if runtime.GOOS == "windows" { // which renames no file that is open
		if err := held.Close(); err != nil {
			return err
		}
	}
	if err := os.Rename(mendingName(path), mendedName(path, date)); err != nil {
		return err
	}
	return swap(path, date)
}

// lockMending waits until no other process mends the database at path. The lock
// is SQLite's own, on a database of its own: it ends with its process.
func lockMending(ctx context.Context, path string) (unlock func() error, err error) {
	if err := makeEmpty(path + ".lock"); err != nil {
		return nil, err
	}
	db, err := connect(path + ".lock")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for {
		_, err := db.ExecContext(ctx, `BEGIN EXCLUSIVE`)
		switch {
		case err == nil:
			return db.Close, nil
		case code(err) != codeBusy || ctx.Err() != nil: // each try waits for some seconds
			return nil, errors.Join(err, db.Close())
		}
	}
}

// hold locks the database at path for writing, as far as its damage lets that
// be done, until what it returns is closed.
func hold(ctx context.Context, path string) io.Closer {
	db, err := connect(path)
	if err != nil {
		return io.NopCloser(nil)
	}
	db.SetMaxOpenConns(1)
	_, _ = db.ExecContext(ctx, `BEGIN IMMEDIATE`) //nolint:errcheck // what is not locked is at least kept open
	return db
}

// unusedDate is the time as it stands in names, with a number when a database
// was set aside in this second already.
func unusedDate(path string, now time.Time) (string, error) {
	name, err := unused(asideName(path, now.UTC().Format(stamp)))
	return strings.TrimPrefix(name, asideName(path, "")), err
}

// makeMended makes what takes the damaged database's place, whole and on the
// disk.
func makeMended(ctx context.Context, path string, damage *Damage, problem error, now func() time.Time) (err error) {
	if err := removeMending(path); err != nil {
		return err
	}
	to, from := mendingName(path), path
	torn, isLog := errors.AsType[*logError](problem)
	if isLog {
		if err := copyFile(path+"-wal", damage.Aside+"-wal"); err != nil {
			return err
		}
		if from, err = torn.force(path, now()); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, removeAll(from)) }()
		err = errors.Join(makeEmpty(to), copyWhole(ctx, path, to))
	}
	if !isLog || isDamage(err) {
		err = removeMending(path) // what copying has left
		if err == nil {
			damage.Restored, err = restore(ctx, path, to, now())
		}
	}
	if err != nil {
		return err
	}
	if err := makeEmpty(to); err != nil {
		return err
	}
	db, err := connect(to)
	if err != nil {
		return err
	}
	err = migrateTo(ctx, db, func() error { return nil })
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	damage.Lost = isLog || damage.Gone
	switch {
	case damage.Gone:
		from = ""
	case !isLog:
		headed, err := rehead(path, to, now())
		if err != nil {
			return err
		}
		if headed != "" {
			from = headed
			defer removeAll(headed) //nolint:errcheck // it is of no use to anybody
		}
		shaped, err := reshape(ctx, from, now())
		if err != nil {
			return err
		}
		if shaped != "" {
			from = shaped
			defer removeAll(shaped) //nolint:errcheck // as little
		}
	}
	if err := salvageInto(ctx, from, to, damage, now); err != nil {
		return err
	}
	for _, note := range []string{openNote(to), cleanNote(to), suspectNote(to)} {
		if err := removeAll(note); err != nil {
			return err
		}
	}
	return syncFile(to)
}

// copyWhole makes a copy of a database of which nothing but the end of the log
// is damaged.
func copyWhole(ctx context.Context, path, to string) error {
	db, err := connect(path)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
	return errors.Join(err, db.Close())
}

// tell keeps the damage in the database until somebody was told.
func (s *Store) tell(ctx context.Context, d *Damage) error {
	text, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return s.marking(ctx, "noting the damage", func(t *tx) error {
		return t.exec(`INSERT INTO kv(name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, damageKey, text)
	})
}

// removeMending removes what an earlier attempt has left.
func removeMending(path string) error { return removeAll(mendingName(path)) }

// removeAll removes a database with the files beside it.
func removeAll(path string) error {
	var errs []error
	for _, suffix := range beside {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// finishMending does the renamings that a process that was killed has left.
func finishMending(ctx context.Context, path string) (err error) {
	if dates, err := mendedDates(path); err != nil || len(dates) == 0 {
		return err
	}
	unlock, err := lockMending(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	dates, err := mendedDates(path)
	for _, date := range dates {
		err = errors.Join(err, swap(path, date))
	}
	return err
}

// mendedDates are the dates of databases that are whole and wait to take their
// place.
func mendedDates(path string) ([]string, error) {
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var dates []string
	for _, name := range names {
		if date, ok := strings.CutPrefix(name.Name(), filepath.Base(mendedName(path, ""))); ok {
			dates = append(dates, date)
		}
	}
	return dates, nil
}

// swap sets the damaged database aside and puts the mended one in its place.
// Each of its steps may have been done before.
func swap(path, date string) error {
	aside := asideName(path, date)
	for _, suffix := range beside {
		if _, err := os.Lstat(aside + suffix); err == nil && suffix == "" {
			continue // done before
		}
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		_ = os.Chmod(aside+suffix, 0o600) //nolint:errcheck // an older warta may have left it open to all
	}
	for _, note := range []string{suspectNote(path), openNote(path)} {
		if err := os.Remove(note); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(mendedName(path, date), path); err != nil {
		return err
	}
	return syncDirectory(path)
}

// syncDirectory brings the names of files beside path to the disk, where the
// system can.
func syncDirectory(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	_ = d.Sync() //nolint:errcheck // some systems cannot
	return d.Close()
}

// restore copies the newest backup of path that is whole, and tells which it
// was.
func restore(ctx context.Context, path, to string, now time.Time) (string, error) {
	list, err := backups(path, now)
	if err != nil {
		return "", err
	}
	for _, from := range list {
		if err := copyFile(from, to); err != nil {
			return "", err
		}
		db, err := connect(to)
		if err != nil {
			return "", err
		}
		if err := errors.Join(isWarta(ctx, db), checkWhole(ctx, db, to, false), db.Close()); err == nil {
			return from, nil
		}
		if err := removeAll(to); err != nil {
			return "", err
		}
	}
	return "", nil
}

// isWarta returns an error for a database that has nothing in it, or that a
// newer version has made: no backup to restore.
func isWarta(ctx context.Context, db *sql.DB) error {
	texts, err := migrations()
	if err != nil {
		return err
	}
	var version int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if version == 0 || version > len(texts) {
		return &newerError{version, len(texts)}
	}
	return nil
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
