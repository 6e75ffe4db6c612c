package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"warta/feed"
)

// backupsKept is how many backups stay; the oldest gives way.
const backupsKept = 2

// stamp is how a time stands in a file's name: names sort as times do.
const stamp = "20060102-150405"

// Backup writes a copy of the database beside it, as a database of its own, and
// removes all but the newest two. It returns where the copy is.
func (s *Store) Backup(ctx context.Context) (string, error) {
	db, err := connect(s.path)
	if err != nil {
		return "", err
	}
	path, err := backup(ctx, db, s.path, s.now())
	if err := errors.Join(err, db.Close()); err != nil {
		return "", s.failed("making a backup", err)
	}
	return path, nil
}

// Backups are the copies of the database, the newest first.
func (s *Store) Backups() ([]string, error) {
	list, err := backups(s.path, s.now())
	if err != nil {
		return nil, s.failed("looking for backups", err)
	}
	return list, nil
}

// backup makes a copy under a name of its own, looks whether it is whole, brings
// it to the disk, and only then gives it the name of a backup: killed at any
// moment, there are as many good backups as before.
func backup(ctx context.Context, db *sql.DB, path string, now time.Time) (string, error) {
	if err := roomFor(ctx, db, path); err != nil {
		return "", err
	}
	unfinished, err := unfinishedBackup(path)
	if err != nil {
		return "", err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, unfinished)
	if err == nil {
		err = syncFile(unfinished)
	}
	if err == nil {
		err = checkCopy(ctx, unfinished)
	}
	if err != nil {
		return "", errors.Join(err, removeAll(unfinished))
	}
	final, err := unused(path + ".backup-" + now.UTC().Format(stamp))
	if err != nil {
		return "", err
	}
	if err := errors.Join(os.Rename(unfinished, final), syncDirectory(path)); err != nil {
		return "", err
	}
	return final, rotate(ctx, path, now)
}

// rotate removes all but the newest backups. One that holds much more than those
// which stay is kept, too, until they hold as much: the database was begun anew
// since, or lost what it had.
func rotate(ctx context.Context, path string, now time.Time) error {
	list, err := backups(path, now)
	if err != nil || len(list) <= backupsKept {
		return err
	}
	most := 0
	for _, kept := range list[:backupsKept] {
		most = max(most, worth(ctx, kept))
	}
	for _, old := range list[backupsKept:] {
		if n := worth(ctx, old); n > 2*most {
			most = n
			continue
		}
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// worth is how much a backup holds that cannot be fetched again: marks,
// subscriptions, views and rules; 0 for one that cannot be read.
func worth(ctx context.Context, backup string) (n int) {
	db, err := connectWith(backup, onlyReading(backup), "query_only(1)")
	if err != nil {
		return 0
	}
	defer db.Close()
	err = db.QueryRowContext(ctx, worthOf).Scan(&n)
	if err != nil {
		return 0
	}
	return n
}

// Unguarded reports whether there is something to lose and no backup of it.
func (s *Store) Unguarded(ctx context.Context) bool {
	list, err := backups(s.path, s.now())
	if err != nil || len(list) > 0 || s.refused != nil {
		return false
	}
	var n int
	return s.one(ctx, `SELECT EXISTS (SELECT 1 FROM status) OR EXISTS (SELECT 1 FROM feed WHERE removed = 0 AND guide = 0)
		OR EXISTS (SELECT 1 FROM view) OR EXISTS (SELECT 1 FROM rule)`, nil, &n) == nil && n > 0
}

// IsCheap reports whether making a backup takes but a moment, and little of the
// room that is left on the disk.
func (s *Store) IsCheap() bool {
	const small = 32 << 20
	info, err := os.Stat(s.path)
	if err != nil || info.Size() > small {
		return false
	}
	left, known := room(filepath.Dir(s.path))
	return !known || left > 4*info.Size()+small
}

// IsSmall reports whether a backup can be made every day: it takes some seconds.
func (s *Store) IsSmall() bool {
	info, err := os.Stat(s.path)
	return err == nil && info.Size() < 512<<20
}

// HasRoom reports whether a backup would leave as much room on the disk as it takes:
// the database grows, and one that nobody asked for must not be in its way.
func (s *Store) HasRoom() bool {
	info, err := os.Stat(s.path)
	left, known := room(filepath.Dir(s.path))
	return err == nil && (!known || left > 2*info.Size())
}

// worthOf counts what a reader would lose with a database.
const worthOf = `SELECT (SELECT count(*) FROM status) + (SELECT count(*) FROM feed WHERE removed = 0 AND guide = 0)
	+ (SELECT count(*) FROM view) + (SELECT count(*) FROM rule)`

// roomFor returns feed.ErrFull when the disk has no room for a copy of the
// database: filling it would stop everything else, too.
func roomFor(ctx context.Context, db *sql.DB, path string) error {
	var need int64
	err := db.QueryRowContext(ctx, `SELECT (page_count - freelist_count) * page_size
		FROM pragma_page_count, pragma_freelist_count, pragma_page_size`).Scan(&need)
	if err != nil {
		return err
	}
	if left, known := room(filepath.Dir(path)); known && left < need+need/16 {
		return fmt.Errorf("%w for a copy of the database, which takes %d MB", feed.ErrFull, need>>20+1)
	}
	return nil
}

// checkCopy returns an error for a copy that is not whole.
func checkCopy(ctx context.Context, path string) error {
	db, err := connect(path, "query_only(1)")
	if err != nil {
		return err
	}
	return errors.Join(checkWhole(ctx, db, path, false), db.Close())
}

// unfinishedBackup makes an empty file for a copy to be written to, and removes
// those that processes left behind that are no more.
func unfinishedBackup(path string) (string, error) {
	prefix := filepath.Base(path) + ".unfinished-"
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	for _, name := range names {
		rest, ok := strings.CutPrefix(name.Name(), prefix)
		number, _, _ := strings.Cut(rest, "-")
		if pid, err := strconv.Atoi(number); !ok || err == nil && pid > 0 && isAlive(pid) {
			continue
		}
		if err := os.Remove(filepath.Join(filepath.Dir(path), name.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), prefix+strconv.Itoa(os.Getpid())+"-*")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// unused is path, with a number if there is such a file.
func unused(path string) (string, error) {
	name := path
	for n := 2; ; n++ {
		_, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		name = fmt.Sprintf("%s-%d", path, n)
	}
}

// backups are the copies of the database at path, the newest first. Those that
// are named after a time to come were made while the clock was wrong, before those
// of now: they come last, and give way first.
func backups(path string, now time.Time) ([]string, error) {
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	prefix := filepath.Base(path) + ".backup-"
	var list []string
	for _, name := range names {
		if strings.HasPrefix(name.Name(), prefix) && name.Type().IsRegular() {
			list = append(list, filepath.Join(filepath.Dir(path), name.Name()))
		}
	}
	latest := prefix + now.Add(24*time.Hour).UTC().Format(stamp)
	ahead := func(name string) int {
		if filepath.Base(name) > latest {
			return 1
		}
		return 0
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(ahead(a)-ahead(b), strings.Compare(b, a)) })
	return list, nil
}
