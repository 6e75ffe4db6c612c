package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"warta/feed"
)

// openForReading opens a database that could not be opened for writing, because
// of problem, so that what is stored can still be read. When that is not what
// went wrong, or it cannot be read either, the error is problem.
func openForReading(ctx context.Context, path string, o Options, problem error) (*Store, error) {
	var refused error
	switch {
	case errors.Is(problem, feed.ErrDamaged):
		return nil, problem
	case errors.Is(problem, feed.ErrReadOnly):
		refused = fmt.Errorf("%w (%s)", feed.ErrReadOnly, filepath.Dir(path))
	case errors.Is(problem, feed.ErrFull):
		refused = fmt.Errorf("%w (%s); make room and try again", feed.ErrFull, filepath.Dir(path))
	default:
		return nil, problem
	}
	s := &Store{path: path, now: o.Now, parse: o.Parse, turn: make(chan struct{}, 1), refused: refused, tactics: usualTactics}
	var err error
	if s.read, err = connectWith(path, onlyReading(path), "query_only(1)"); err != nil {
		return nil, problem
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	s.codec = newCodec()
	if !s.readable(ctx) {
		return nil, errors.Join(problem, s.Close())
	}
	return s, nil
}

// onlyReading are the parameters for reading a database where nothing can be
// written. Without a log of transactions beside it nobody is writing, and SQLite
// is told that it need not make the files by which readers and a writer agree;
// see https://sqlite.org/wal.html#read_only_databases.
func onlyReading(path string) url.Values {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return url.Values{"mode": {"ro"}}
	}
	return url.Values{"mode": {"ro"}, "immutable": {"1"}}
}

// readable reports whether the database has the schema of this version.
func (s *Store) readable(ctx context.Context) bool {
	texts, err := migrations()
	if err != nil {
		return false
	}
	var version int
	err = s.one(ctx, `PRAGMA user_version`, nil, &version)
	return err == nil && version == len(texts)
}
