package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"warta/feed"
)

// A database that was closed well is not checked when it is opened: that would
// read all of it. Beside it lies a note of its size and time at that moment; a
// note that does not fit says that a program was killed, or that something else
// has written to the file.

// checkFor is how long opening may check a database that was not closed well.
// What takes longer is done by Verify.
const checkFor = 30 * time.Millisecond

func openNote(path string) string    { return path + ".open" }
func cleanNote(path string) string   { return path + ".closed" }
func suspectNote(path string) string { return path + ".suspect" }

// fingerprint is what the note says of the database; "" while it is in use.
func fingerprint(path string) string {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d %d\n", info.Size(), info.ModTime().UnixNano())
}

// noteClosed writes the note after the last connection was closed. Without it
// the next opening checks, which does no harm.
func noteClosed(path string) {
	if text := fingerprint(path); text != "" {
		_ = os.WriteFile(cleanNote(path), []byte(text), 0o600)
		_ = os.Remove(openNote(path))
	}
}

// noteOpen notes that this process has the database open.
func noteOpen(path string) {
	if !isOpen(path) {
		_ = os.WriteFile(openNote(path), []byte(strconv.Itoa(os.Getpid())+" "+boot()), 0o600)
	}
}

// isOpen reports whether a process that is alive has noted that it has the
// database open: then it is in use, not left behind. After the machine was
// started anew, another process may have its number.
func isOpen(path string) bool {
	note, err := os.ReadFile(openNote(path))
	if err != nil {
		return false
	}
	number, since, _ := strings.Cut(string(note), " ")
	pid, err := strconv.Atoi(number)
	return err == nil && pid > 0 && since == boot() && isAlive(pid)
}

// boot names the time since the machine was started, as far as the system does.
func boot() string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(id))
}

// isAlive reports whether there is a process of that number.
func isAlive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	if runtime.GOOS == "windows" {
		return process.Release() == nil // finding it was the proof
	}
	err = process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}

// wasClosed reports whether the database is as it was when it was last closed.
func wasClosed(path string) bool {
	note, err := os.ReadFile(cleanNote(path))
	text := fingerprint(path)
	return err == nil && text != "" && string(note) == text
}

// isSuspect reports whether an error of damage was met since the last check.
func isSuspect(path string) bool {
	_, err := os.Stat(suspectNote(path))
	return err == nil
}

// suspect makes the next opening check the whole database.
func suspect(path string) { _ = os.WriteFile(suspectNote(path), nil, 0o600) }

// thorough is the size up to which a check also compares indexes with their
// tables; above it takes minutes.
const thorough = 256 << 20

// checkWhole reads the whole database and returns an error of damage, with the
// first problems in words, when it is not whole.
func checkWhole(ctx context.Context, db *sql.DB, path string, thoroughly bool) error {
	if err := checkShape(ctx, db); err != nil {
		return err
	}
	pragma := `PRAGMA quick_check(3)`
	if info, err := os.Stat(path); thoroughly || err == nil && info.Size() <= thorough {
		pragma = `PRAGMA integrity_check(3)`
	}
	rows, err := db.QueryContext(ctx, pragma)
	if err != nil {
		return err
	}
	var text string
	var problems []error
	err = scan(rows, []any{&text}, func() error {
		text = strings.TrimPrefix(text, "*** in database main ***\n")
		if text != "ok" {
			problems = append(problems, errors.New(text))
		}
		return nil
	})
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%w: %w", feed.ErrDamaged, errors.Join(problems...))
	}
	return err
}

// Verify checks a database that was not closed well, and whose check took too
// long for Open; it returns at once for others. It returns feed.ErrDamaged for
// a damaged one, which the next Open will set aside. It may take as long as
// reading the file does: call it in the background.
func (s *Store) Verify(ctx context.Context) error {
	if !s.unchecked {
		return nil
	}
	err := s.Inspect(ctx)
	if err == nil {
		s.unchecked = false
	}
	return err
}

// Inspect checks the file of the database, whether it was closed well or not,
// and returns feed.ErrDamaged for a damaged one as Verify does.
func (s *Store) Inspect(ctx context.Context) error {
	err := s.checkAfresh(ctx, false)
	if isDamage(err) {
		suspect(s.path)
	}
	return s.failed("checking the database", err)
}
