package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"warta/feed"

	"modernc.org/sqlite"
)

// The primary result codes of SQLite that mean something to a caller.
const (
	codePerm     = 3
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

// code is the primary result code of err, or 0.
func code(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// failed says what could not be done, and wraps the error that callers branch
// on where there is one.
func (s *Store) failed(doing string, err error) error {
	directory := filepath.Dir(s.path)
	c := code(err)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, feed.ErrReadOnly), errors.Is(err, feed.ErrFull), errors.Is(err, feed.ErrDisk), errors.Is(err, feed.ErrBusy):
		return fmt.Errorf("%s: %w", doing, err)
	case c == codePerm, c == codeReadOnly, c == codeCantOpen: // SQLite's own words say no more
		return fmt.Errorf("%s: %w (%s)", doing, feed.ErrReadOnly, directory)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s: %w (%s): %w", doing, feed.ErrReadOnly, directory, err)
	case c == codeFull, errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%s: %w (%s); make room and try again", doing, feed.ErrFull, directory)
	case c == codeBusy, c == codeLocked:
		return fmt.Errorf("%s: %w", doing, feed.ErrBusy)
	case c == codeCorrupt, c == codeNotADB:
		if s.refused == nil {
			suspect(s.path)
		}
		return fmt.Errorf("%s: %w; close warta and start it again to mend it: %w", doing, feed.ErrDamaged, err)
	case errors.Is(err, errIndex): // which can be made anew
		s.memory.broken.Store(true)
		return fmt.Errorf("%s: %w; it is made anew in the background, or by warta doctor --rebuild", doing, err)
	case c == codeIO:
		return fmt.Errorf("%s: %w", doing, s.failedIO(directory, err))
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// failedIO tells a full disk from one that fails.
func (s *Store) failedIO(directory string, err error) error {
	if left, known := room(directory); known && left <= 0 {
		return fmt.Errorf("%w (%s); make room and try again", feed.ErrFull, directory)
	}
	return fmt.Errorf("%w (%s): %w", feed.ErrDisk, directory, err)
}

// firstLine is the first line of text.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
