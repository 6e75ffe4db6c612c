package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// written is the path of a closed database with 60 entries, the first of which
// is starred.
func written(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "warta.db")
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	id := subscribe(t, s, "https://example.org/feed", "World")
	var list []feed.Entry
	for i := range 60 {
		e := entry(fmt.Sprintf("g%d /%d Title %d", i, i, i))
		e.Content = strings.Repeat(fmt.Sprintf("<p>Paragraph of entry %d with some words of its own.</p>", i), 40)
		list = append(list, e)
	}
	mark(t, s, feed.MarkStarred, save(t, s, id, list...).New[0])
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// reopen opens a database as often as it takes to have it checked: on a busy
// machine the time that opening has for that is not enough.
func reopen(t *testing.T, path string) (*Store, error) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return noon }})
	if err == nil && errors.Is(s.Verify(t.Context()), feed.ErrDamaged) {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		s, err = Open(t.Context(), path, Options{Now: func() time.Time { return noon }})
	}
	if err == nil {
		t.Cleanup(func() { s.Close() })
	}
	return s, err
}

// harm writes over the bytes at an offset of a file.
func harm(path string, offset int64, with []byte) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(with, offset)
	return errors.Join(err, f.Close())
}

func TestADamagedDatabaseIsSetAsideAndToldOf(t *testing.T) {
	for _, c := range []struct {
		name string
		harm func(path string) error
	}{
		{"no database at all", func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("text "), 4000), 0o600) }},
		{"header", func(path string) error { return harm(path, 0, []byte("SQLate")) }},
		{"schema", func(path string) error { return harm(path, 100, bytes.Repeat([]byte{0xff}, 200)) }},
		{"a page", func(path string) error { return harm(path, 5*4096, bytes.Repeat([]byte{0x5a}, 4096)) }},
		{"cut in half", func(path string) error {
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			return os.Truncate(path, info.Size()/2)
		}},
	} {
		for _, withBackup := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, backup %v", c.name, withBackup), func(t *testing.T) {
				path := written(t)
				if withBackup {
					s, err := reopen(t, path)
					if err != nil {
						t.Fatal(err)
					}
					if _, err := s.Backup(t.Context()); err != nil {
						t.Fatal(err)
					}
					if err := s.Close(); err != nil {
						t.Fatal(err)
					}
				}
				if err := c.harm(path); err != nil {
					t.Fatal(err)
				}
				before, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				mustBeReplaced(t, path, before, withBackup)
			})
		}
	}
}

func mustBeReplaced(t *testing.T, path string, damaged []byte, withBackup bool) {
	t.Helper()
	s, err := reopen(t, path)
	if err != nil {
		t.Fatal(err)
	}
	d := s.Damage()
	if d == nil {
		t.Fatal("nothing is told")
	}
	aside, err := os.ReadFile(d.Aside)
	if err != nil || !bytes.Equal(aside, damaged) {
		t.Errorf("the file set aside is not the damaged one: %v", err)
	}
	if !strings.Contains(d.Aside, ".damaged-20261120-120000") || !strings.Contains(d.String(), d.Aside) {
		t.Errorf("told: %s", d)
	}
	mustBeSound(t, s)
	list := titles(t, s, feed.Query{})
	starred := titles(t, s, feed.Query{Where: feed.Is{Property: feed.Starred}})
	switch {
	case withBackup && (d.Restored == "" || len(list) != 60 || len(starred) != 1):
		t.Errorf("restored %q: %d entries, %d starred", d.Restored, len(list), len(starred))
	case !d.Lost && len(list) != 60:
		t.Errorf("%d entries are there, and nothing is said to be lost: %s", len(list), d)
	}
}

// TestRandomDamage is the promise that nothing is gone in silence: a store whose
// file was changed at random places opens, and either holds everything or says
// that it was damaged.
func TestRandomDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 19))
	original := written(t)
	whole, err := os.ReadFile(original)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for range 20 {
		path := filepath.Join(t.TempDir(), "warta.db")
		broken := bytes.Clone(whole)
		for range 50 {
			broken[r.IntN(len(broken))] ^= byte(1 + r.IntN(255))
		}
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := reopen(t, path)
		if err != nil {
			t.Fatal(err)
		}
		list, err := s.Headlines(t.Context(), feed.Query{Order: feed.OldestFirst}, feed.Window{Limit: 100})
		switch {
		case s.Damage() != nil && err == nil, s.Damage() == nil && errors.Is(err, feed.ErrDamaged):
			told++
		case err != nil:
			t.Error(err)
		case len(list) != 60:
			t.Errorf("%d entries, and nothing is told", len(list))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if told < 10 {
		t.Errorf("50 changed bytes were noticed in %d of 20 files only", told)
	}
}

func TestAnEmptyFileWithABackupIsDamage(t *testing.T) {
	path := written(t)
	s, err := reopen(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	mustBeReplaced(t, path, []byte{}, true)
}

func TestDamageMetWhileRunningIsMendedAtTheNextStart(t *testing.T) {
	path := written(t)
	s, err := reopen(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.failed("reading", fmt.Errorf("%w", feed.ErrDamaged)); !errors.Is(err, feed.ErrDamaged) {
		t.Error(err)
	}
	suspect(path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = reopen(t, path)
	if err != nil || s.Damage() != nil {
		t.Errorf("a whole database that was suspected: %v, %v", s.Damage(), err)
	}
	if isSuspect(path) {
		t.Error("it is still suspected")
	}
}

func TestAFullDiskLosesNothing(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	one := save(t, s, id, entry("g /a A")).New[0]
	for _, w := range []*writer{s.news, s.marks} {
		if _, err := w.conn.ExecContext(t.Context(), `PRAGMA max_page_count = 1`); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	for i := 0; err == nil && i < 100; i++ {
		e := entry(fmt.Sprintf("n%d /n%d New", i, i))
		random := make([]byte, 50_000)
		rand.NewChaCha8([32]byte{byte(i)}).Read(random)
		e.Content = fmt.Sprintf("%x", random)
		_, err = s.Save(t.Context(), id, Fetched{Status: 200}, feed.Document{Entries: []feed.Entry{e}})
	}
	if !errors.Is(err, feed.ErrFull) {
		t.Fatalf("err = %v, want ErrFull", err)
	}
	if _, err := s.news.conn.ExecContext(t.Context(), `PRAGMA max_page_count = 100000`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Headline(t.Context(), one); err != nil {
		t.Error(err)
	}
	save(t, s, id, entry("after /after After"))
	mustBeSound(t, s)
}

func TestADirectoryThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), filepath.Join(file, "below", "warta.db"), Options{}); err == nil {
		t.Error("a directory below a file was made")
	}
	if _, err := Open(context.Background(), filepath.Dir(file), Options{}); !errors.Is(err, feed.ErrReadOnly) {
		t.Errorf("opening a directory: %v, want ErrReadOnly", err)
	}
}

// A database that is gone is no reason to begin anew in silence: the newest
// backup takes its place, or at least it is told.
func TestADatabaseThatIsGone(t *testing.T) {
	remove := func(path string) error { return os.Remove(path) }
	empty := func(path string) error { return os.Truncate(path, 0) }
	for _, c := range []struct {
		name    string
		lose    func(string) error
		backups int
	}{{"gone", remove, 2}, {"gone, no backup", remove, 0}, {"empty", empty, 1}, {"empty, no backup", empty, 0}} {
		t.Run(c.name, func(t *testing.T) {
			path := written(t)
			s := reopened(t, path)
			for range c.backups {
				if _, err := s.Backup(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			closed(t, s)
			if err := c.lose(path); err != nil {
				t.Fatal(err)
			}
			s = reopened(t, path)
			defer closed(t, s)
			d := s.Damage()
			if d == nil || d.Gone != strings.HasPrefix(c.name, "gone") || (d.Restored != "") != (c.backups > 0) || !d.Lost {
				t.Fatalf("told: %+v", d)
			}
			starred := titles(t, s, feed.Query{Where: feed.Is{Property: feed.Starred}})
			if c.backups > 0 && (len(starred) != 1 || len(titles(t, s, feed.Query{})) != 60) {
				t.Errorf("starred %q", starred)
			}
			want := "begun anew"
			if c.backups > 0 {
				want = "since that backup"
			}
			if !strings.Contains(d.String(), want) || strings.Contains(d.String(), "nothing is missing") {
				t.Errorf("told: %s", d)
			}
			mustBeSound(t, s)
			for _, name := range []string{path, path + ".lock"} {
				if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
					t.Errorf("%s: %v, %v", name, info.Mode(), err)
				}
			}
		})
	}
}

// A first start that was killed at once has lost nothing, and tells nothing.
func TestAnEmptyFileThatIsNewIsABeginning(t *testing.T) {
	path := filepath.Join(t.TempDir(), "warta.db")
	if err := makeEmpty(path); err != nil {
		t.Fatal(err)
	}
	s := reopened(t, path)
	if s.Damage() != nil {
		t.Errorf("told: %s", s.Damage())
	}
	closed(t, s)
}

// The head of the file is known but for a few values: it costs nothing either.
func TestADamagedHeadCostsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		at   int64
		with []byte
	}{
		"a byte of the name":  {3, []byte{'x'}},
		"the size of pages":   {16, []byte{0x55, 0x55}},
		"how text is written": {56, []byte{0, 0, 0, 2}},
		"all of it":           {0, bytes.Repeat([]byte{0xa5}, headSize)},
		"nothing but zeros":   {0, make([]byte, headSize)},
	} {
		for _, withBackup := range []bool{false, true} {
			path := written(t)
			s := reopened(t, path)
			if withBackup {
				if _, err := s.Backup(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			newer := addMany(t, s, 0, 40)
			mark(t, s, feed.MarkStarred, newer...)
			closed(t, s)
			if err := harm(path, c.at, c.with); err != nil {
				t.Fatal(err)
			}
			suspect(path)
			s = reopened(t, path)
			mustBeSound(t, s)
			starred := titles(t, s, feed.Query{Where: feed.Is{Property: feed.Starred}})
			if d := s.Damage(); d == nil || d.Lost || len(titles(t, s, feed.Query{})) != 100 || len(starred) != 41 {
				t.Errorf("%s, backup %v: %d entries, %d starred: %v", name, withBackup, len(titles(t, s, feed.Query{})), len(starred), d)
			}
			closed(t, s)
			if left, err := filepath.Glob(path + ".forced-*"); err != nil || len(left) > 0 {
				t.Errorf("%s: %v is left", name, left)
			}
		}
	}
}

// The definitions of tables are known: a byte of them that is damaged costs
// nothing, also without a backup.
func TestDamagedDefinitionsCostNothing(t *testing.T) {
	for _, word := range []string{"CREATE TABLE entry (", "CREATE TABLE status (", "CREATE TABLE folder (", "TEXT NOT NULL", "feed_id    INTEGER NOT NULL", "tableentryentry"} {
		path := written(t)
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		broken := []byte(word)
		broken[7] ^= 0x15
		if !bytes.Contains(file, []byte(word)) {
			t.Fatalf("%q is not in the file", word)
		}
		if err := harm(path, 0, bytes.ReplaceAll(file, []byte(word), broken)); err != nil {
			t.Fatal(err)
		}
		suspect(path)
		s := reopened(t, path)
		mustBeSound(t, s)
		starred := titles(t, s, feed.Query{Where: feed.Is{Property: feed.Starred}})
		if d := s.Damage(); d == nil || d.Lost || len(titles(t, s, feed.Query{})) != 60 || len(starred) != 1 {
			t.Errorf("%q: %d entries, %d starred: %v", word, len(titles(t, s, feed.Query{})), len(starred), d)
		}
		closed(t, s)
		if left, err := filepath.Glob(path + ".forced-*"); err != nil || len(left) > 0 {
			t.Errorf("%q: %v is left", word, left)
		}
	}
}
