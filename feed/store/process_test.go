package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"warta/feed"
)

// TestMain makes the test binary a child process when it is asked to be one.
func TestMain(m *testing.M) {
	if path := os.Getenv("WARTA_STORE_CHILD"); path != "" {
		if err := child(context.Background(), path, os.Getenv("WARTA_STORE_NAME")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child subscribes to a feed of its own, and stores and marks entries until it
// is killed or its standard input ends. It says on standard output what it has
// done, after it was done.
func child(ctx context.Context, path, name string) error {
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	if name == "mending" { // that is all
		return s.Close()
	}
	stop := bufio.NewReader(os.Stdin)
	id, err := s.Subscribe(ctx, Subscription{URL: "https://" + name + ".example/feed"})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		var document []feed.Entry
		for i := range 5 {
			document = append(document, entry(fmt.Sprintf("%d-%d /%d-%d %s-%d-%d", n, i, n, i, name, n, i)))
		}
		saved, err := s.Save(ctx, id, Fetched{Status: 200}, feed.Document{Entries: document})
		if err != nil {
			return err
		}
		fmt.Println("saved", name, n)
		for _, one := range saved.New[:2] {
			if _, err := s.Mark(ctx, []feed.EntryID{one}, feed.MarkStarred); err != nil {
				return err
			}
			fmt.Println("starred", one)
		}
		if n%5 == 4 {
			if _, err := s.Tidy(ctx); err != nil {
				return err
			}
		}
		if n%7 == 6 {
			if _, err := s.Backup(ctx); err != nil {
				return err
			}
		}
		// Each round waits for a byte, so that a parent can set the pace.
		if _, err := stop.ReadByte(); err != nil {
			return s.Close()
		}
	}
}

// start runs a child and gives its standard output, and what paces it.
func start(t *testing.T, path, name string) (*exec.Cmd, *bufio.Scanner, *os.File) {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), executable)
	cmd.Env = append(os.Environ(), "WARTA_STORE_CHILD="+path, "WARTA_STORE_NAME="+name)
	cmd.Stderr = os.Stderr
	in, pace, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdin = in
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out), pace
}

// rounds lets a child do so many rounds.
func rounds(t *testing.T, pace *os.File, n int) {
	t.Helper()
	if _, err := pace.WriteString(strings.Repeat(".", n)); err != nil {
		t.Fatal(err)
	}
}

// killsOf is how often a child is killed: as often as WARTA_KILLS says, or as
// usual.
func killsOf(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("WARTA_KILLS")); err == nil {
		return n
	}
	return usual
}

// TestKilledAtAnyMoment kills a child again and again while it writes: what it
// had said to be done is there when the store is opened again, once.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := killsOf(12)
	r := rand.New(rand.NewPCG(23, 29))
	path := filepath.Join(t.TempDir(), "warta.db")
	said := []string{}
	for n := range kills {
		cmd, out, pace := start(t, path, fmt.Sprintf("n%d", n))
		rounds(t, pace, 40)
		for range 1 + r.IntN(60) {
			if !out.Scan() {
				break
			}
			said = append(said, out.Text())
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for out.Scan() { // what it said before it died
			said = append(said, out.Text())
		}
		_ = cmd.Wait()
		pace.Close()
	}
	s := openStore(t, path)
	if d := s.Damage(); d != nil {
		t.Fatal(d)
	}
	mustBeSound(t, s)
	mustHold(t, s, said)
}

// mustHold checks that the store holds what was said, and nothing twice.
func mustHold(t *testing.T, s *Store, said []string) {
	t.Helper()
	list, err := s.Headlines(t.Context(), feed.Query{}, feed.Window{Limit: 1_000_000})
	if err != nil {
		t.Fatal(err)
	}
	count, starred := map[string]int{}, map[feed.EntryID]bool{}
	for _, h := range list {
		if count[h.Title]++; count[h.Title] > 1 {
			t.Errorf("%s is there twice", h.Title)
		}
		starred[h.ID] = h.Starred
	}
	for _, line := range said {
		words := strings.Fields(line)
		switch {
		case len(words) == 3 && words[0] == "saved":
			for i := range 5 {
				if title := fmt.Sprintf("%s-%s-%d", words[1], words[2], i); count[title] != 1 {
					t.Errorf("%s was stored and is there %d times", title, count[title])
				}
			}
		case len(words) == 2 && words[0] == "starred":
			if id, err := strconv.ParseInt(words[1], 10, 64); err != nil || !starred[feed.EntryID(id)] {
				t.Errorf("the star on %s is gone", words[1])
			}
		}
	}
	if len(said) == 0 {
		t.Error("nothing was said")
	}
}

// TestTwoProcesses lets two children and this process write at once.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "warta.db")
	s := openStore(t, path)
	before, err := s.DataVersion(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	one, oneOut, onePace := start(t, path, "one")
	two, twoOut, twoPace := start(t, path, "two")
	rounds(t, onePace, 20)
	rounds(t, twoPace, 20)
	onePace.Close()
	twoPace.Close()
	id := subscribe(t, s, "https://here.example/feed", "")
	for n := range 20 {
		save(t, s, id, entry(fmt.Sprintf("h%d /h%d here-%d", n, n, n)))
	}
	for _, out := range []*bufio.Scanner{oneOut, twoOut} {
		for out.Scan() {
			said = append(said, out.Text())
		}
	}
	for _, cmd := range []*exec.Cmd{one, two} {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	if after, err := s.DataVersion(t.Context()); err != nil || after == before {
		t.Errorf("data version %d, then %d, %v", before, after, err)
	}
	if len(said) != 2*21*3 {
		t.Errorf("%d lines were said, want %d", len(said), 2*21*3)
	}
	mustHold(t, s, said)
	mustBeSound(t, s)
}
