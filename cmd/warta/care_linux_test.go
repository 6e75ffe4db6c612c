package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A damaged is a store of which the file is damaged again and again, with copies
// of it in place or without.
type damaged struct {
	t           *testing.T
	env         []string
	site        *site
	whole, data string // the store as it was, and the one that is damaged
	copied      []string
	want        int // entries
	told, set   int // how often damage was told, and the file set aside
}

// newDamaged is a store with two stars, one of which is younger than the copies.
func newDamaged(t *testing.T) *damaged {
	t.Helper()
	dir := t.TempDir()
	d := &damaged{t: t, env: environment(dir), site: newSite(t), whole: filepath.Join(dir, "whole"), data: filepath.Join(dir, "data")}
	d.run(d.whole, "add", d.site.URL+"/harbour/", d.site.URL+"/hills/feed.atom")
	d.run(d.whole, "mark", "star", "title:ferry")
	for _, days := range []string{"72h", "144h", "216h"} { // copies are made when the last one is old
		d.env = append([]string{"WARTA_CLOCK_OFFSET=" + days}, environment(dir)...)
		d.run(d.whole, "refresh")
	}
	d.env = environment(dir)
	d.run(d.whole, "mark", "star", "title:snow")
	var err error
	if d.copied, err = filepath.Glob(filepath.Join(d.whole, "warta.db.backup-*")); err != nil || len(d.copied) != 2 {
		t.Fatalf("the copies are %q, %v", d.copied, err)
	}
	d.want = strings.Count(d.run(d.whole, "list"), "\n")
	return d
}

func (d *damaged) run(dir string, args ...string) string {
	d.t.Helper()
	return done(d.t, d.env, append([]string{"--data", dir}, args...)...)
}

// lay makes the store anew, with copies or without.
func (d *damaged) lay(copies bool) {
	d.t.Helper()
	if err := os.RemoveAll(d.data); err != nil {
		d.t.Fatal(err)
	}
	copyStore(d.t, d.data, d.whole)
	for _, path := range d.copied {
		if copies {
			break
		}
		if err := os.Remove(filepath.Join(d.data, filepath.Base(path))); err != nil {
			d.t.Fatal(err)
		}
	}
}

// copyStore copies a data directory, with its files for nobody else to read.
func copyStore(t *testing.T, to, from string) {
	t.Helper()
	err := os.CopyFS(to, os.DirFS(from))
	files, failed := filepath.Glob(filepath.Join(to, "warta.db*"))
	for _, path := range files { // copying has opened them to all
		err = errors.Join(err, os.Chmod(path, 0o600))
	}
	if err := errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
}

// look opens the damaged store and looks for what must be in it or told, and
// that what is missing comes again.
func (d *damaged) look(what string, copies bool) {
	d.t.Helper()
	doctor, doctorErr, _ := command(d.t, d.env, "--data", d.data, "--offline", "doctor", "--yes")
	out, errOut, code := command(d.t, d.env, "--data", d.data, "--offline", "list")
	stars := d.run(d.data, "--offline", "list", "starred")
	all := doctor + doctorErr + errOut
	aside, _ := filepath.Glob(filepath.Join(d.data, "warta.db.damaged-*"))
	said := strings.Contains(all, "damaged") || strings.Contains(all, "problem")
	if said {
		d.told++
	}
	if len(aside) > 0 {
		d.set++
	}
	gone := strings.Count(out, "\n") != d.want || strings.Count(stars, "\n") != 2
	if code != exitDone || gone && !said || len(aside) > 0 && !strings.Contains(all, "set aside") {
		d.t.Errorf("%s: code %d, %d lines of %d, starred %q:\n%s", what, code, strings.Count(out, "\n"), d.want, stars, all)
	}
	if copies && (strings.Count(out, "\n") < d.want || !strings.Contains(stars, "ferry")) {
		d.t.Errorf("%s: what was in the copy is not there: %q:\n%s", what, stars, all)
	}
	if copies && len(aside) > 0 && strings.Contains(all, "nothing is missing") && !strings.Contains(stars, "now above") && strings.Count(stars, "\n") != 2 {
		d.t.Errorf("%s: it says that nothing is missing: %q:\n%s", what, stars, all)
	}
	if len(aside) == 0 {
		return
	}
	d.env = append([]string{"WARTA_CLOCK_OFFSET=3h"}, d.env...)
	d.run(d.data, "refresh", "--force")
	d.env = d.env[1:]
	if n := strings.Count(d.run(d.data, "list"), "\n"); n != d.want && strings.Contains(d.run(d.data, "feeds"), "Harbour") && strings.Contains(d.run(d.data, "feeds"), "Hill") {
		d.t.Errorf("%s: after a refresh there are %d entries of %d:\n%s", what, n, d.want, all)
	}
	if again, _, code := command(d.t, d.env, "--data", d.data, "--offline", "doctor"); code != exitDone {
		d.t.Errorf("%s: it is not mended: %s", what, again)
	}
}

// A database with a damaged byte, or with fifty of them, anywhere, is opened; what
// is gone is told, what was in a copy or can be read is there, and what is missing
// is fetched again. WARTA_DAMAGES=400 damages as many.
func TestDamagedBytes(t *testing.T) {
	t.Parallel()
	d := newDamaged(t)
	database, err := os.ReadFile(filepath.Join(d.whole, "warta.db"))
	if err != nil {
		t.Fatal(err)
	}
	most := rounds("WARTA_DAMAGES", 24, 12)
	random := rand.New(rand.NewPCG(7, 11))
	for n := range most {
		copies, bytes := n%2 == 0, []int{1, 50, 5}[n%3]
		d.lay(copies)
		broken := append([]byte(nil), database...)
		for range bytes {
			broken[random.IntN(len(broken))] ^= byte(1 + random.IntN(255))
		}
		if err := os.WriteFile(filepath.Join(d.data, "warta.db"), broken, 0o600); err != nil {
			t.Fatal(err)
		}
		d.look(fmt.Sprintf("number %d, %d bytes, copies %v", n, bytes, copies), copies)
	}
	t.Logf("%d files were damaged, %d times it was told, %d were set aside", most, d.told, d.set)
	if d.told < most/3 {
		t.Error("hardly any damage is told")
	}
}

// Whatever becomes of the file, the program goes on from the newest copy that is
// whole, or says in a sentence what is wrong.
func TestSpoiledFiles(t *testing.T) {
	t.Parallel()
	d := newDamaged(t)
	file := func(suffix string) string { return filepath.Join(d.data, "warta.db"+suffix) }
	write := func(path string, text []byte) error { return os.WriteFile(path, text, 0o600) }
	for name, spoil := range map[string]func() error{
		"cut in half":   func() error { return os.Truncate(file(""), 150_000) },
		"cut in a page": func() error { return os.Truncate(file(""), 100_001) },
		"empty":         func() error { return os.Truncate(file(""), 0) },
		"a text":        func() error { return write(file(""), []byte(strings.Repeat("no database\n", 9000))) },
		"a short text":  func() error { return write(file(""), []byte("no database\n")) },
		"all zeros":     func() error { return write(file(""), make([]byte, 200_000)) },
		"copy is no copy": func() error {
			return errors.Join(write(filepath.Join(d.data, filepath.Base(d.copied[1])), []byte("nothing")), os.Truncate(file(""), 50_000))
		},
		"copy is empty": func() error {
			return errors.Join(write(filepath.Join(d.data, filepath.Base(d.copied[1])), nil), os.Truncate(file(""), 50_000))
		},
	} {
		d.lay(true)
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		set := d.set
		d.look(name, true)
		if d.set == set {
			t.Errorf("%s: it is not set aside", name)
		}
	}
	for name, spoil := range map[string]func() error{
		"a strange log":        func() error { return write(file("-wal"), []byte(strings.Repeat("no log\n", 3000))) },
		"an old shared memory": func() error { return write(file("-shm"), make([]byte, 32768)) },
		"a strange one":        func() error { return write(file("-shm"), []byte(strings.Repeat("strange\n", 4096))) },
	} {
		d.lay(true)
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(d.run(d.data, "--offline", "list"), "\n"); n != d.want {
			t.Errorf("%s: %d entries of %d", name, n, d.want)
		}
		if n := strings.Count(d.run(d.data, "--offline", "list", "starred"), "\n"); n != 2 {
			t.Errorf("%s: %d stars", name, n)
		}
	}
	d.lay(true)
	if err := errors.Join(os.Remove(file("")), os.Mkdir(file(""), 0o700)); err != nil {
		t.Fatal(err)
	}
	if _, errOut, code := command(t, d.env, "--data", d.data, "list"); code != exitFailed || !strings.Contains(errOut, "is no file") || strings.Count(errOut, "\n") != 1 {
		t.Errorf("with a folder in its place, it ends with %d: %s", code, errOut)
	}
}

// A morning's news is read in a network namespace that has no interface, with the
// same words as online.
func TestReadsWithoutInterfaces(t *testing.T) {
	t.Parallel()
	unshare := isolated(t)
	s := newSite(t)
	env := environment(t.TempDir())
	done(t, env, "add", "--no-articles", s.URL+"/harbour/", s.URL+"/hills/feed.atom", s.URL+"/stars/feed.json")
	done(t, env, "edition")
	commands := [][]string{{"list"}, {"unread"}, {"list", "ferry"}, {"doctor"}}
	for _, h := range list(t, env, "-feed:guide") {
		commands = append(commands, []string{"read", fmt.Sprint(h.ID)})
	}
	for _, args := range commands {
		online := done(t, env, args...)
		cmd := exec.CommandContext(t.Context(), unshare, append([]string{"-rn", builtProgram(t)}, args...)...)
		cmd.Env = env
		if alone, err := cmd.Output(); err != nil || string(alone) != online {
			t.Errorf("warta %v without interfaces: %v\n%s\nonline:\n%s", args, err, alone, online)
		}
	}

	term := startProgram(t, unshare, 160, 48, env, "-rn", builtProgram(t))
	term.see("Harbour News", "Hill Diary", "Night Sky")
	term.press("S")
	term.press("ferry", enterKey)
	term.until("what the search found", func(screen string) bool { // the list before it has the ferry, too
		return strings.Contains(screen, "ferry") && strings.Contains(screen, " found") && strings.Contains(screen, "s star") &&
			!strings.Contains(screen, "Ice on the north quay")
	})
	term.press("s")
	term.see("★")
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
	if out := done(t, env, "list", "starred"); !strings.Contains(out, "ferry") {
		t.Errorf("the star is not there: %q", out)
	}
}

// spoil changes a byte in every compressed text of a store, where no check of the
// file finds it, and returns how many there are.
func spoil(t *testing.T, path string) (n int) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	magic := []byte{0x28, 0xb5, 0x2f, 0xfd}
	for at := 0; ; n++ {
		next := bytes.Index(file[at:], magic)
		if next < 0 {
			break
		}
		at += next + 6
		file[at] ^= 0x55
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return n
}

// A text that is damaged in a file that is not is found, does not keep the others
// from being read, exported and made an edition of, and comes again.
func TestDamagedTexts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	env, s := environment(dir), newSite(t)
	data := filepath.Join(dir, ".local", "share", "warta")
	run := func(args ...string) (out, errOut string, code int) {
		return command(t, env, args...)
	}
	done(t, env, "add", "--no-articles", s.URL+"/harbour/")
	done(t, env, "edition", "--", "-feed:guide")
	article := func(title string) (string, string) {
		for _, h := range list(t, env, "-feed:guide") {
			if strings.Contains(h.Title, title) {
				return fmt.Sprint(h.ID), h.Badge
			}
		}
		t.Fatalf("%q is not there", title)
		return "", ""
	}
	id, badge := article("ferry")
	whole, _, _ := run("read", id)
	kept, err := os.ReadFile(filepath.Join(data, "warta.db"))
	if err != nil || badge != "full" {
		t.Fatalf("it is %q, %v", badge, err)
	}
	lay := func() {
		t.Helper()
		if err := os.WriteFile(filepath.Join(data, "warta.db"), kept, 0o600); err != nil {
			t.Fatal(err)
		}
		if n := spoil(t, filepath.Join(data, "warta.db")); n == 0 {
			t.Fatal("nothing is compressed")
		}
	}

	lay()
	out, errOut, code := run("--offline", "export", "--format", "json")
	if code == exitDone || !strings.Contains(errOut, "damaged") || !strings.Contains(errOut, id+" ") || !json.Valid([]byte(out)) || strings.Count(out, "ferry") == 0 {
		t.Errorf("export ended with %d and %d bytes of JSON: %s", code, len(out), errOut)
	}
	book := filepath.Join(dir, "book.md")
	out, errOut, code = run("--offline", "edition", "--export", book, "--", "-feed:guide")
	if _, err := os.Stat(book); code != exitDone || err != nil || !strings.Contains(errOut, "was damaged") || !strings.Contains(out, "was damaged") {
		t.Errorf("edition ended with %d, %v: %s%s", code, err, out, errOut)
	}
	if again, errOut, code := run("read", id); code != exitDone || again != whole {
		t.Errorf("online, it ended with %d: %s%s\nand should be\n%s", code, errOut, again, whole)
	}

	lay()
	if again, errOut, code := run("read", id); code != exitDone || again != whole {
		t.Errorf("read at once, it ended with %d: %s%s", code, errOut, again)
	}

	lay()
	if out, _, code = run("--offline", "doctor"); code == exitDone || !strings.Contains(out, "texts of entries are damaged") {
		t.Errorf("doctor ended with %d:\n%s", code, out)
	}
	if out, _, code = run("--offline", "doctor", "--yes"); code != exitDone {
		t.Errorf("doctor --yes ended with %d:\n%s", code, out)
	}
	if _, badge := article("ferry"); badge != "failed" {
		t.Errorf("it is %q", badge)
	}
	if again, errOut, code := run("read", id); code != exitDone || again != whole {
		t.Errorf("after the doctor, it ended with %d: %s%s", code, errOut, again)
	}
}

// A file that others can read is told, and kept from them.
func TestDoctorFindsFilesOfStrangers(t *testing.T) {
	t.Parallel()
	env, data := environment(t.TempDir()), filepath.Join(t.TempDir(), "data")
	done(t, env, "--data", data, "--offline", "list")
	path := filepath.Join(data, "warta.db")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, _, code := command(t, env, "--data", data, "--offline", "doctor"); code == exitDone || !strings.Contains(out, "others can read "+path) {
		t.Errorf("it ended with %d: %s", code, out)
	}
	done(t, env, "--data", data, "--offline", "doctor", "--yes")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// A database file that is gone is told of, and what was in a copy is there.
func TestTheDatabaseIsGone(t *testing.T) {
	t.Parallel()
	d := newDamaged(t)
	for _, copies := range []bool{true, false} {
		d.lay(copies)
		if err := os.Remove(filepath.Join(d.data, "warta.db")); err != nil {
			t.Fatal(err)
		}
		stars, errOut, code := command(t, d.env, "--data", d.data, "--offline", "list", "starred")
		want := "begun anew"
		if copies {
			want = "was put in its place"
		}
		if code != exitDone || !strings.Contains(errOut, "gone") || !strings.Contains(errOut, want) || strings.Contains(stars, "ferry") != copies {
			t.Errorf("copies %v: it ended with %d: %s%s", copies, code, stars, errOut)
		}
		if out := d.run(d.data, "--offline", "list"); !strings.Contains(out, "warta") {
			t.Errorf("copies %v: the guide is not there: %s", copies, out)
		}
	}
}
