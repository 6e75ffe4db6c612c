//go:build amd64 || arm64

package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A trial is something that the program does to a store, in which it is killed or
// the disk fails.
type trial struct {
	name  string
	clock time.Duration
	args  []string
	spoil func(t *testing.T, dir string) // makes the store what it is before
	old   int                            // the schema of the store, 0 for today's
}

var trials = []trial{
	{name: "refresh", clock: 5 * time.Hour, args: []string{"refresh", "--force", "--no-articles"}},
	{name: "articles", clock: 5 * time.Hour, args: []string{"refresh", "--force"}},
	{name: "mark", args: []string{"mark", "star", "--all"}},
	{name: "edition", clock: time.Hour, args: []string{"edition", "--max-entries", "10"}},
	// A copy is due, old entries go, and free pages are given back.
	{name: "upkeep", clock: 100 * 24 * time.Hour, args: []string{"refresh", "--no-articles"}},
	{name: "rebuild", args: []string{"doctor", "--rebuild", "--yes"}},
	{name: "mend", args: []string{"list"}, spoil: harmHeader},
	{name: "migrate 1", args: []string{"list"}, old: 1},
	{name: "migrate 2", args: []string{"list"}, old: 2},
	{name: "migrate 3", args: []string{"list"}, old: 3},
	{name: "migrate 8", args: []string{"list"}, old: 8},
	{name: "migrate 9", args: []string{"list"}, old: 9},
}

// harmHeader makes the file of the database be none.
func harmHeader(t *testing.T, dir string) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "warta.db"), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte("SQLate"), 0); err != nil {
		t.Fatal(err)
	}
}

// A bench is where trials are made: a site, a store, and what is in it.
type bench struct {
	t        *testing.T
	shim     *shim
	printed  *printing
	env      []string
	config   string
	whole    string // the store as it is before
	data     string // a copy of it, for one trial
	random   *rand.Rand
	protocol map[string]int // what came of the trials, and how often
}

func newBench(t *testing.T, seed uint64) *bench {
	t.Helper()
	dir := t.TempDir()
	b := &bench{t: t, printed: newPrinting(t), env: environment(dir), config: filepath.Join(dir, "config.toml"), whole: filepath.Join(dir, "whole"),
		data: filepath.Join(dir, "data"), random: rand.New(rand.NewPCG(seed, 13)), protocol: map[string]int{}}
	b.shim = newShim(t, b.data)
	b.shim.must(b.env)
	var list strings.Builder
	for n := range 6 {
		fmt.Fprintf(&list, "%s/%d\n", b.printed.url, n)
	}
	urls := filepath.Join(dir, "urls")
	for path, text := range map[string]string{urls: list.String(), b.config: "[keep]\nage = \"30d\"\nper-feed = 8\n[prefetch]\nmax-entries = 8\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	store := []string{"--data", b.whole}
	done(t, b.env, append(store, "import", urls)...)
	for range 3 {
		done(t, b.at(time.Duration(b.printed.round.Add(1))*time.Hour), append(store, "refresh", "--no-articles", "--force")...)
	}
	done(t, b.env, append(store, "mark", "read", "0-1")...)
	done(t, b.env, append(store, "mark", "star", "0-2-0")...)
	done(t, b.at(50*time.Hour), append(store, "refresh", "--no-articles")...) // notes the time of a first copy
	done(t, b.at(120*time.Hour), append(store, "refresh", "--no-articles")...)
	return b
}

// at is the environment with the clock moved.
func (b *bench) at(by time.Duration) []string {
	return append([]string{"WARTA_CLOCK_OFFSET=" + by.String()}, b.env...)
}

// prepare makes the store of a trial and tells what is in it.
func (b *bench) prepare(c trial) (args []string, titles map[string]bool) {
	b.t.Helper()
	if err := os.RemoveAll(b.data); err != nil {
		b.t.Fatal(err)
	}
	if c.old == 0 {
		copyStore(b.t, b.data, b.whole)
	} else {
		oldStore(b.t, c.old, b.data)
	}
	from := b.whole
	if c.old > 0 { // what is in it, by a copy
		from = b.data + "-look"
		os.RemoveAll(from)
		oldStore(b.t, c.old, from)
	}
	titles = starred(b.t, b.env, from)
	if c.spoil != nil {
		c.spoil(b.t, b.data)
	}
	return append([]string{"--config", b.config, "--data", b.data}, c.args...), titles
}

// oldStore makes a store as an older version has written it.
func oldStore(t *testing.T, schema int, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(filepath.Join("testdata", "old", fmt.Sprintf("schema-%d.db.gz", schema)))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	text, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.OpenFile(filepath.Join(dir, "warta.db"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := io.Copy(out, text); err != nil { //nolint:gosec // our own
		t.Fatal(err)
	}
}

// starred are the titles in a store, each with whether it is starred.
func starred(t *testing.T, env []string, dir string) map[string]bool {
	t.Helper()
	var all []headlineJSON
	if err := json.Unmarshal([]byte(done(t, env, "--data", dir, "--offline", "list", "--json", "--", "-feed:guide or muted")), &all); err != nil {
		t.Fatal(err)
	}
	titles := map[string]bool{}
	for _, h := range all {
		if _, twice := titles[h.Title]; twice {
			t.Errorf("%s is there twice", h.Title)
		}
		titles[h.Title] = h.Starred
	}
	return titles
}

// check opens the store after a trial, has it checked, and looks for what must be
// in it.
func (b *bench) check(c trial, before map[string]bool, told string) {
	b.t.Helper()
	out, errOut, code := command(b.t, b.env, "--data", b.data, "--offline", "doctor")
	if code != 0 && strings.Contains(out, "is being made anew") {
		b.protocol["a rebuilding was to be finished"]++
		told += out + errOut
		out, errOut, code = command(b.t, b.env, "--data", b.data, "--offline", "doctor", "--yes")
	}
	if code != 0 {
		b.t.Errorf("%s: the doctor finds: %s%s", c.name, out, errOut)
	}
	after := starred(b.t, b.env, b.data)
	for title, star := range before {
		now, there := after[title]
		if gone := c.name == "upkeep" && !star; !there && !gone {
			b.t.Errorf("%s: %s is lost", c.name, title)
		}
		if star && !now {
			b.t.Errorf("%s: the star on %s is lost", c.name, title)
		}
		if c.name == "mark" && strings.Contains(told, "changed") && !now {
			b.t.Errorf("it told of a star on %s, which is not there", title)
		}
	}
	if c.spoil != nil && !strings.Contains(out+errOut+told, "set aside") {
		b.t.Errorf("%s: nobody was told: %s%s%s", c.name, out, errOut, told)
	}
	if n := strings.Count(out, "problem "); n > 0 && code == 0 && !strings.Contains(out, "mended") {
		b.t.Errorf("%s: %s", c.name, out)
	}
}

// operations is how often a trial changes the disk when it is left alone.
func (b *bench) operations(c trial) int {
	b.t.Helper()
	args, before := b.prepare(c)
	b.printed.round.Add(1)
	b.shim.set(func(int, operation) verdict { return letBe })
	out, errOut, code := b.shim.run(b.at(c.clock+b.later()), args...)
	if code != 0 {
		b.t.Fatalf("%s, left alone, ends with %d: %s", c.name, code, errOut)
	}
	n := b.shim.count()
	b.check(c, before, out+errOut)
	if n < 5 {
		b.t.Fatalf("%s changes the disk %d times only", c.name, n)
	}
	return n
}

// later is how much later than the store it is.
func (b *bench) later() time.Duration { return 130 * time.Hour }

// howOften is how often each trial is made: once or, when there is time, as often as
// usual, or so often that they are as many together as the environment says.
func howOften(usual int) int {
	return (rounds("WARTA_KILLS", usual*len(trials), len(trials)) + len(trials) - 1) / len(trials)
}

// Killed at any of the moments at which something changes on the disk, nothing is
// lost: while feeds are fetched and entries marked, while an edition is made,
// while old entries go, pages are given back and copies made, while what is
// derived is made anew, while a damaged store is mended, and while one of an older
// version is brought up to date. WARTA_KILLS=200 kills as often.
func TestKilledAtAnyWrite(t *testing.T) {
	t.Parallel()
	b := newBench(t, 1)
	for _, c := range trials {
		start := time.Now()
		most := b.operations(c)
		for range howOften(2) {
			args, before := b.prepare(c)
			b.printed.round.Add(1)
			at := 1 + b.random.IntN(most)
			b.shim.set(func(n int, _ operation) verdict {
				if n == at {
					return killed
				}
				return letBe
			})
			out, errOut, code := b.shim.run(b.at(c.clock+b.later()), args...)
			b.note(c, code == -1, "killed")
			b.check(c, before, out+errOut)
			if t.Failed() {
				t.Fatalf("%s was killed at operation %d of %d", c.name, at, most)
			}
		}
		t.Logf("%s: %d operations, %v", c.name, most, time.Since(start).Round(time.Millisecond))
	}
	t.Log(b.protocol)
}

// note counts what came of a trial.
func (b *bench) note(c trial, yes bool, what string) {
	if yes {
		b.protocol[c.name+" "+what]++
	} else {
		b.protocol[c.name+" not "+what]++
	}
}

// A disk that fails at any moment, for once or from then on, loses nothing: the
// program says so in one sentence, and what it told to be done is done.
func TestDiskThatFails(t *testing.T) {
	t.Parallel()
	b := newBench(t, 2)
	for i, c := range trials {
		most := b.operations(c)
		for n := range howOften(3) {
			args, before := b.prepare(c)
			b.printed.round.Add(1)
			at, fails := 1+b.random.IntN(most), verdict(unix.EIO)
			if b.random.IntN(2) == 0 {
				fails = verdict(unix.ENOSPC)
			}
			forEver := (i+n)%2 == 0
			b.shim.set(func(n int, op operation) verdict {
				removes := op.call == unix.SYS_UNLINKAT || op.call == unix.SYS_RENAMEAT // these need no room
				if (n == at || n > at && forEver) && !(removes && fails == verdict(unix.ENOSPC)) {
					return fails
				}
				return letBe
			})
			out, errOut, code := b.shim.run(b.at(c.clock+b.later()), args...)
			b.shim.set(func(int, operation) verdict { return letBe })
			b.note(c, code != 0, "refused")
			if said := strings.TrimSpace(lastLine(errOut)); code != 0 && !isClear(c, out+said) || strings.Contains(errOut, "goroutine ") {
				t.Errorf("%s ends with %d and says %q", c.name, code, errOut)
			}
			b.check(c, before, out+errOut)
			if t.Failed() {
				t.Fatalf("%s: operation %d of %d failed with %v, for ever: %v", c.name, at, most, syscall.Errno(fails), forEver)
			}
		}
	}
	t.Log(b.protocol)
}

// isClear reports whether what was said names the disk.
func isClear(c trial, said string) bool {
	return strings.Contains(said, "disk") || strings.Contains(said, "cannot be written") || strings.Contains(said, "no space left") ||
		strings.Contains(said, "input/output error") || c.name == "rebuild" && strings.Contains(said, "problem")
}

// On a disk that fails, the screen shows no mark that is not on it, says what is
// wrong, and goes on reading; when the disk is well again, so are marks.
func TestScreenOnADiskThatFails(t *testing.T) {
	t.Parallel()
	for _, fails := range []syscall.Errno{unix.EIO, unix.ENOSPC} {
		t.Run(fails.Error(), func(t *testing.T) {
			t.Parallel()
			site, dir := newSite(t), t.TempDir()
			env, data := environment(dir), filepath.Join(dir, "data")
			s := newShim(t, data)
			s.must(env)
			done(t, env, "--data", data, "add", site.URL+"/harbour/", site.URL+"/hills/feed.atom")
			done(t, env, "--data", data, "mark", "read", "feed:guide")
			term := startProgram(t, s.program(), 160, 48, s.env(env), "--data", data, "--offline")
			term.see("Harbour News", "Snow above the tree line", "late ferry")
			s.set(func(int, operation) verdict { return verdict(fails) })
			term.press("s")
			screen := term.until("what is wrong", func(screen string) bool { return strings.Contains(lastLine(screen), "disk") })
			if strings.Contains(screen, "★") {
				t.Errorf("a star is shown that is not on the disk:\n%s", screen)
			}
			term.press("S")
			term.press("ferry", enterKey)
			term.see("Thirty dolphins at the bow") // it is read and searched
			if n := s.count(); n == 0 {
				t.Error("the disk was not asked to do anything")
			}
			if strings.Contains(term.text(), "★") {
				t.Errorf("a star is shown that is not on the disk:\n%s", term.text())
			}
			s.set(func(int, operation) verdict { return letBe })
			term.press("s")
			term.see("★")
			if err := term.cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = term.cmd.Wait()
			stars := done(t, env, "--data", data, "--offline", "list", "starred")
			if strings.Count(stars, "\n") != 1 || !strings.Contains(stars, "ferry") {
				t.Errorf("starred are %q", stars)
			}
			if out, _, code := command(t, env, "--data", data, "--offline", "doctor"); code != 0 {
				t.Errorf("the doctor says %s", out)
			}
		})
	}
}

// A command finds by words all that there is right after a store was brought up
// to date, though what is searched is made anew later.
func TestCommandsFindAllInAnOlderStore(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"mark read ferry", "unread title:ferry", "list ferry", "view add Boats ferry", "rule try ferry"} {
		dir := filepath.Join(t.TempDir(), "data")
		oldStore(t, 9, dir)
		env := environment(t.TempDir())
		out, errOut, code := command(t, env, append([]string{"--data", dir, "--offline"}, strings.Fields(args)...)...)
		if code != 0 || strings.Contains(errOut, "does not find everything") {
			t.Errorf("warta %s ends with %d: %s%s", args, code, out, errOut)
		}
		if found := done(t, env, "--data", dir, "--offline", "list", "--", "-feed:guide", "ferry"); !strings.Contains(found, "late ferry") {
			t.Errorf("after warta %s, ferry finds %q", args, found)
		}
		if out := done(t, env, "--data", dir, "--offline", "list", "read", "ferry"); strings.HasPrefix(args, "mark") && !strings.Contains(out, "late ferry") {
			t.Errorf("read are %q", out)
		}
	}
}
