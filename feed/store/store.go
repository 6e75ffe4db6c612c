// Package store keeps feeds, entries and the reader's marks in one SQLite
// database. One method is one transaction: it has happened whole when the
// method returns without an error, and not at all otherwise. Marks are synced
// to the disk before a method returns; news may lose its last commits in a
// power cut (they are fetched again), never its integrity.
//
// A Store may be used by many goroutines at once, and many processes may have
// the same database open: one writes at a time, nobody waits to read.
//
// A database in a directory that cannot be written, or on a full disk, can be
// read all the same: nothing is then stored, and methods that would say so.
//
// Errors wrap feed.ErrReadOnly, feed.ErrFull, feed.ErrDisk, feed.ErrBusy and feed.ErrDamaged
// where that is what happened.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"warta/feed"
)

// Options are what a Store is opened with; the zero Options are fit for use.
type Options struct {
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Parse reads the text of a query, as query.Parse does. Without it rules
	// do not act and views have no counts.
	Parse func(text string) (feed.Query, error)
	// Text is the plain text of a stored article, as it was given with
	// [Page.Text], to search a few entries at once; nil: they are searched more
	// slowly.
	Text func(article []byte) string
	// Mending is told what is wrong when a damaged database is about to be
	// mended: that may take a while. nil: nobody is told.
	Mending func(problem string)
}

// A Store is an open database.
type Store struct {
	path  string
	now   func() time.Time
	parse func(string) (feed.Query, error)
	text  func([]byte) string

	read    *sql.DB // many connections, never writing
	write   *sql.DB // the two writers' connections; nil: nothing can be written
	refused error   // why nothing can be written
	turn    chan struct{}
	news    *writer // synchronous=NORMAL
	marks   *writer // synchronous=FULL
	watch   *sql.Conn
	watched sync.Mutex
	codec   *codec
	tallies tallies
	roster  roster
	memory  indexMemory
	tactics
	file      os.FileInfo // of the database that is open
	damage    *Damage
	unchecked bool // the check after an unclean end is not finished
}

// readers is how many queries run side by side.
const readers = 4

// smallCache is the page cache of a connection that reads: its part of what the
// system keeps of the file anyway, in kibibytes. Each of them would have 2 MB,
// and a list is not faster for it.
const smallCache = "cache_size(-400)"

// Open opens the database at path and makes it when there is none. A database
// of an older schema is migrated, after a copy was made beside it; one of a
// newer schema is refused. A damaged one is set aside under a dated name, the
// newest backup put in its place, and [Store.Damage] tells so. One that cannot be
// written is opened for reading only.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, (&Store{path: path}).failed("making the data directory", err)
	}
	before, _ := os.Stat(path) //nolint:errcheck // without a file there is nothing to compare
	unchecked, err := openChecked(ctx, path, o)
	if err != nil {
		return openForReading(ctx, path, o, (&Store{path: path}).failed("opening the database", err))
	}
	s, err := open(ctx, path, o)
	if isDamage(err) { // the check was not finished
		if err = mend(ctx, path, before, err, o); err == nil {
			s, err = open(ctx, path, o)
		}
	}
	if err != nil {
		return openForReading(ctx, path, o, err)
	}
	s.unchecked, s.damage = unchecked, s.damageOf(ctx)
	noteOpen(path)
	return s, nil
}

// open makes the connections to a database that is whole and current.
func open(ctx context.Context, path string, o Options) (*Store, error) {
	s := &Store{path: path, now: o.Now, parse: o.Parse, text: o.Text, turn: make(chan struct{}, 1), codec: newCodec(), tactics: usualTactics}
	var err error
	if s.file, err = os.Stat(path); err != nil {
		return nil, s.failed("opening the database", err)
	}
	if s.read, err = connect(path, "query_only(1)", smallCache); err != nil {
		return nil, err
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	if s.write, err = connect(path); err != nil {
		return nil, errors.Join(err, s.read.Close())
	}
	if s.news, err = newWriter(ctx, s.write, "NORMAL"); err == nil {
		s.marks, err = newWriter(ctx, s.write, "FULL")
	}
	if err != nil {
		return nil, errors.Join(s.failed("opening the database", err), s.Close())
	}
	return s, nil
}

// Close waits for the write that is running and closes the database.
func (s *Store) Close() error {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	var errs []error
	for _, w := range []*writer{s.news, s.marks} {
		if w != nil {
			errs = append(errs, w.close())
		}
	}
	s.news, s.marks = nil, nil
	if s.watch != nil {
		errs = append(errs, s.watch.Close())
		s.watch = nil
	}
	errs = append(errs, s.read.Close())
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	s.codec.close()
	if s.refused == nil {
		noteClosed(s.path)
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("closing the database: %w", err)
	}
	return nil
}

// DataVersion is a number that moves whenever a transaction was committed, by
// this process or another one. Asking costs microseconds.
func (s *Store) DataVersion(ctx context.Context) (int64, error) {
	s.watched.Lock()
	defer s.watched.Unlock()
	if s.watch == nil {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return 0, s.failed("looking for changes", err)
		}
		s.watch = conn
	}
	var version int64
	if err := s.watch.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version); err != nil {
		return 0, s.failed("looking for changes", err)
	}
	return version, nil
}
