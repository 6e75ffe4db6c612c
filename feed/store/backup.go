package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
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
	list, err := backups(s.path)
	if err != nil {
		return nil, s.failed("looking for backups", err)
	}
	return list, nil
}

func backup(ctx context.Context, db *sql.DB, path string, now time.Time) (string, error) {
	unfinished, err := unfinishedBackup(path, now)
	if err != nil {
		return "", err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, unfinished); err != nil {
		return "", errors.Join(err, os.Remove(unfinished))
	}
	if err := syncFile(unfinished); err != nil {
		return "", err
	}
	final, err := unused(path + ".backup-" + now.UTC().Format(stamp))
	if err != nil {
		return "", err
	}
	if err := os.Rename(unfinished, final); err != nil {
		return "", err
	}
	list, err := backups(path)
	if err != nil {
		return final, err
	}
	for _, old := range list[min(backupsKept, len(list)):] {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return final, err
		}
	}
	return final, nil
}

// staleAfter is the age at which an unfinished backup belongs to nobody.
const staleAfter = 24 * time.Hour

// unfinishedBackup makes an empty file for a copy to be written to, and removes
// those that were left behind.
func unfinishedBackup(path string, now time.Time) (string, error) {
	prefix := filepath.Base(path) + ".unfinished-"
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), prefix+"*"))
	if err != nil {
		return "", err
	}
	for _, name := range left {
		info, err := os.Stat(name)
		if err != nil || now.Sub(info.ModTime()) < staleAfter {
			continue
		}
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), prefix+"*")
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

// backups are the copies of the database at path, the newest first.
func backups(path string) ([]string, error) {
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
	slices.Sort(list)
	slices.Reverse(list)
	return list, nil
}
