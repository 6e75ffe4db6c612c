package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// crowdedPath is the path of a closed database with n entries, in a folder of
// its own.
func crowdedPath(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "warta.db")
	s := reopened(t, path)
	addMany(t, s, 0, n)
	closed(t, s)
	return path
}

// addMany stores entries whose titles are numbers.
func addMany(t *testing.T, s *Store, from, to int) []feed.EntryID {
	t.Helper()
	id, err := s.Subscribe(t.Context(), Subscription{URL: fmt.Sprintf("https://example.org/feed%d", from), Folder: "World"})
	if err != nil && !errors.Is(err, feed.ErrExists) {
		t.Fatal(err)
	}
	var list []feed.Entry
	for i := from; i < to; i++ {
		e := entry(fmt.Sprintf("g%d /%d Title %d", i, i, i))
		e.Content = strings.Repeat(fmt.Sprintf("<p>Paragraph of entry %d with some words of its own.</p>", i), 10)
		list = append(list, e)
	}
	return save(t, s, id, list...).New
}

func reopened(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closed(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// Marks that are newer than the backup are read out of the damaged file, also
// when one of the two places where they stand is damaged.
func TestNewerMarksAreSalvaged(t *testing.T) {
	for _, table := range []string{"status", "entry", "identity"} {
		t.Run(table, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "warta.db")
			s := reopened(t, path)
			ids := addMany(t, s, 0, 600)
			mark(t, s, feed.MarkStarred, ids[10])
			if _, err := s.Backup(t.Context()); err != nil {
				t.Fatal(err)
			}
			mark(t, s, feed.MarkStarred, ids[20], ids[500])
			mark(t, s, feed.MarkUnstarred, ids[10])
			mark(t, s, feed.MarkRead, ids...)
			later := addMany(t, s, 1000, 1010)
			mark(t, s, feed.MarkSaved, later[0])
			closed(t, s)
			harmMiddle(t, path, table, 1)
			suspect(path)
			s = reopened(t, path)
			defer closed(t, s)
			d := s.Damage()
			if d == nil || d.Restored == "" || !d.Lost {
				t.Fatalf("told: %+v", d)
			}
			mustBeSound(t, s)
			if got := titles(t, s, feed.Query{}); len(got) != 610 {
				t.Errorf("%d entries", len(got))
			}
			starred, _ := s.Count(t.Context(), feed.Query{Where: feed.Is{Property: feed.Starred}})
			read, _ := s.Count(t.Context(), feed.Query{Where: feed.Is{Property: feed.Read}})
			saved, _ := s.Count(t.Context(), feed.Query{Where: feed.Is{Property: feed.Saved}})
			if starred != 2 || read != 600 || saved != 1 {
				t.Errorf("%d starred, %d read, %d saved; want 2, 600 and 1", starred, read, saved)
			}
			// Nothing comes twice.
			addMany(t, s, 0, 600)
			addMany(t, s, 1000, 1010)
			if got := titles(t, s, feed.Query{}); len(got) != 610 {
				t.Errorf("%d entries after the feeds were fetched again", len(got))
			}
		})
	}
}

// harmMiddle overwrites pages in the middle of a table, some way apart.
func harmMiddle(t *testing.T, path, table string, pages int) {
	t.Helper()
	db, err := connect(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`, table)
	if err != nil {
		t.Skipf("pages cannot be found: %v", err)
	}
	var list []int64
	var page int64
	if err := scan(rows, []any{&page}, func() error { list = append(list, page); return nil }); err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		at := list[(i+1)*len(list)/(pages+1)]
		if err := harm(path, (at-1)*4096, bytes.Repeat([]byte{0x5a}, 4096)); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d pages of %s are damaged", pages, len(list), table)
}

// Subscriptions are read out of their index when their table is damaged.
func TestSubscriptionsAreSalvaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "warta.db")
	s := reopened(t, path)
	for i := range 200 {
		subscribe(t, s, fmt.Sprintf("https://example.org/feed/%d", i), "World")
	}
	addMany(t, s, 0, 50)
	closed(t, s)
	harmMiddle(t, path, "feed", 3)
	suspect(path)
	s = reopened(t, path)
	defer closed(t, s)
	mustBeSound(t, s)
	feeds, err := s.Feeds(t.Context())
	if err != nil || len(feeds) != 201 || s.Damage() == nil || !s.Damage().Lost {
		t.Errorf("%d of 201 feeds, %v: %v", len(feeds), err, s.Damage())
	}
	if due, err := s.Due(t.Context(), noon, 0); err != nil || len(due) != 201 {
		t.Errorf("%d of 201 feeds are due, %v", len(due), err)
	}
}

// What lies between two damaged pages is read, too.
func TestRowsBetweenDamagedPagesAreSalvaged(t *testing.T) {
	path := crowdedPath(t, 2000)
	harmMiddle(t, path, "entry", 4)
	suspect(path)
	s := reopened(t, path)
	defer closed(t, s)
	mustBeSound(t, s)
	if got := len(titles(t, s, feed.Query{})); got < 1000 || s.Damage() == nil {
		n, _ := s.Count(t.Context(), feed.Query{})
		t.Errorf("%d of 2000 entries are left: %v", n, s.Damage())
	}
	n, _ := s.Count(t.Context(), feed.Query{})
	t.Logf("%d of 2000 entries are left", n)
	if n < 1700 {
		t.Errorf("%d of 2000 entries are left of a file with four damaged pages", n)
	}
}

// The newest backup may be damaged as well: then the one before is taken.
func TestTheOlderBackupServesToo(t *testing.T) {
	path := written(t)
	at := noon
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	var made []string
	for range 2 {
		at = at.Add(time.Hour)
		name, err := s.Backup(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, name)
	}
	closed(t, s)
	for _, name := range []string{path, made[1]} {
		if err := harm(name, 100, bytes.Repeat([]byte{0xff}, 4000)); err != nil {
			t.Fatal(err)
		}
	}
	s = reopened(t, path)
	defer closed(t, s)
	if d := s.Damage(); d == nil || d.Restored != made[0] {
		t.Errorf("told: %+v", d)
	}
	mustBeSound(t, s)
	if got := titles(t, s, feed.Query{Where: feed.Is{Property: feed.Starred}}); len(got) != 1 {
		t.Errorf("starred: %q", got)
	}
	var mode string
	if err := s.one(t.Context(), `PRAGMA journal_mode`, nil, &mode); err != nil || mode != "wal" {
		t.Errorf("a restored database has the journal mode %s, %v: readers would wait for writers", mode, err)
	}
}

// A damaged log of transactions is told of, and what follows the damage is kept.
func TestADamagedLogIsTold(t *testing.T) {
	for name, at := range map[string]func(size int64) int64{
		"header":        func(int64) int64 { return 25 },
		"salt":          func(int64) int64 { return 17 },
		"first page":    func(int64) int64 { return 32 + 24 + 99 },
		"a checksum":    func(size int64) int64 { return 32 + (size/4120/3)*4120 + 17 },
		"in the middle": func(size int64) int64 { return size / 2 },
	} {
		t.Run(name, func(t *testing.T) {
			path, ids := withLog(t)
			info, err := os.Stat(path + "-wal")
			if err != nil {
				t.Fatal(err)
			}
			if err := harm(path+"-wal", at(info.Size()), []byte{0xa5, 0x5a}); err != nil {
				t.Fatal(err)
			}
			s := reopened(t, path)
			defer closed(t, s)
			d := s.Damage()
			if d == nil || !d.Lost || !strings.Contains(d.String(), "log of transactions") {
				t.Fatalf("told: %v", d)
			}
			if _, err := os.Stat(d.Aside + "-wal"); err != nil {
				t.Error(err)
			}
			mustBeSound(t, s)
			n, err := s.Count(t.Context(), feed.Query{Where: feed.Is{Property: feed.Starred}})
			if err != nil || n < 25 {
				t.Errorf("%d of %d stars are left, %v", n, len(ids), err)
			}
			t.Logf("%d of %d stars are left", n, len(ids))
		})
	}
	t.Run("half a transaction at the end", func(t *testing.T) {
		path, ids := withLog(t)
		info, err := os.Stat(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path+"-wal", info.Size()-100); err != nil {
			t.Fatal(err)
		}
		s := reopened(t, path)
		defer closed(t, s)
		if d := s.Damage(); d != nil {
			t.Errorf("told: %v", d)
		}
		if n, err := s.Count(t.Context(), feed.Query{Where: feed.Is{Property: feed.Starred}}); err != nil || n != len(ids)-1 {
			t.Errorf("%d stars, %v", n, err)
		}
	})
}

// withLog is a database as a program leaves it that was killed after 30 marks,
// each of them a transaction.
func withLog(t *testing.T) (string, []feed.EntryID) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "here", "warta.db")
	s := reopened(t, path)
	ids := addMany(t, s, 0, 300)
	if _, err := s.news.conn.ExecContext(t.Context(), `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		mark(t, s, feed.MarkStarred, ids[i*10])
	}
	left := filepath.Join(t.TempDir(), "warta.db")
	for _, suffix := range []string{"", "-wal"} {
		if err := copyFile(path+suffix, left+suffix); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, s)
	return left, ids[:30]
}

// A warta that has the database open when another one sets it aside writes
// nothing more to it: that would be lost.
func TestNothingIsWrittenToAFileThatWasSetAside(t *testing.T) {
	path := written(t)
	here := reopened(t, path)
	defer func() { _ = here.Close() }()
	suspect(path)
	if err := harm(path, 5*4096, bytes.Repeat([]byte{0x5a}, 4096)); err != nil {
		t.Fatal(err)
	}
	there := reopened(t, path)
	defer closed(t, there)
	if there.Damage() == nil {
		t.Fatal("no damage is told")
	}
	list, err := there.Headlines(t.Context(), feed.Query{}, feed.Window{Limit: 100})
	if err != nil || len(list) == 0 {
		t.Fatal(len(list), err)
	}
	if _, err := here.Mark(t.Context(), []feed.EntryID{list[0].ID}, feed.MarkSaved); !errors.Is(err, errMoved) {
		t.Errorf("marking in the file that was set aside: %v", err)
	}
	mark(t, there, feed.MarkSaved, list[0].ID)
	if err := here.Close(); err != nil {
		t.Error(err)
	}
	mustBeSound(t, there)
	if got := titles(t, there, feed.Query{Where: feed.Is{Property: feed.Saved}}); len(got) != 1 {
		t.Errorf("saved: %q", got)
	}
}

// TestKilledWhileMending kills a child again and again while it mends a damaged
// database: in the end it is mended, and the reader is told.
func TestKilledWhileMending(t *testing.T) {
	whole := crowdedPath(t, 400)
	s := reopened(t, whole)
	if _, err := s.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	ids, err := s.Headlines(t.Context(), feed.Query{}, feed.Window{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	mark(t, s, feed.MarkStarred, ids[7].ID)
	closed(t, s)
	list, err := backups(whole, s.now())
	if err != nil {
		t.Fatal(err)
	}
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(41, 43))
	for range killsOf(8) {
		path := filepath.Join(t.TempDir(), "warta.db")
		for from, to := range map[string]string{whole: path, list[0]: path + strings.TrimPrefix(list[0], whole)} {
			if err := copyFile(from, to); err != nil {
				t.Fatal(err)
			}
		}
		if err := harm(path, 0, []byte("SQLate")); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(5+r.IntN(250))*time.Millisecond)
			cmd := exec.CommandContext(ctx, executable)
			cmd.Env = append(os.Environ(), "WARTA_STORE_CHILD="+path, "WARTA_STORE_NAME=mending")
			_ = cmd.Run() // killed when the time is up
			cancel()
		}
		s := reopened(t, path)
		d := s.Damage()
		if d == nil {
			t.Fatal("nothing is told")
		}
		if _, err := os.Stat(d.Aside); err != nil {
			t.Error(err)
		}
		if after, left, err := s.Reindex(t.Context()); err != nil || left && s.Indexed(t.Context(), after, true) != nil {
			t.Error(err)
		}
		mustBeSound(t, s)
		n, err := s.Count(t.Context(), feed.Query{})
		if err != nil || n < 400 {
			t.Errorf("%d entries, %v", n, err)
		}
		if left, _ := filepath.Glob(path + ".mend*"); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
		if err := s.DamageTold(t.Context()); err != nil {
			t.Error(err)
		}
		closed(t, s)
		s = reopened(t, path)
		if s.Damage() != nil {
			t.Error("it is told again after it was told")
		}
		closed(t, s)
	}
}

// A rebuilding that stops in the middle goes on where it stopped.
func TestRebuildingGoesOn(t *testing.T) {
	path := crowdedPath(t, 3*reindexBatch)
	s := reopened(t, path)
	if s.Unfinished(t.Context()) {
		t.Error("it is unfinished before it was begun")
	}
	stopped := false
	err := s.saving(t.Context(), "making trouble", func(t *tx) error {
		return t.exec(`CREATE TRIGGER trouble AFTER UPDATE ON kv WHEN CAST(new.value AS TEXT) LIKE 'index%'
			AND (SELECT sum(size) FROM segment) > 150 BEGIN SELECT raise(ABORT, 'trouble'); END`)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rebuild(t.Context()); err != nil {
		stopped = true
	}
	closed(t, s)
	s = reopened(t, path)
	defer closed(t, s)
	if !stopped || !s.Unfinished(t.Context()) {
		t.Fatalf("stopped: %v, unfinished: %v", stopped, s.Unfinished(t.Context()))
	}
	addMany(t, s, 5000, 5010) // news come meanwhile
	if err := s.saving(t.Context(), "ending trouble", func(t *tx) error { return t.exec(`DROP TRIGGER trouble`) }); err != nil {
		t.Fatal(err)
	}
	after, left, err := s.Reindex(t.Context())
	if err != nil || !left || after != 0 {
		t.Errorf("going on: %d, %v, %v", after, left, err)
	}
	if err := s.Indexed(t.Context(), 0, true); err != nil || s.Unfinished(t.Context()) {
		t.Errorf("it is not finished: %v", err)
	}
	mustBeSound(t, s)
}

// What a newer version has made is refused in words and left as it is.
func TestANewerDatabaseIsLeftAsItIs(t *testing.T) {
	path := written(t)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `PRAGMA user_version = 999`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{}); err == nil || !strings.Contains(err.Error(), "newer version of warta") {
		t.Errorf("opening it: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("it was changed: %v", err)
	}
	if list, _ := backups(path, time.Now()); len(list) > 0 {
		t.Errorf("backups were made: %q", list)
	}
}
