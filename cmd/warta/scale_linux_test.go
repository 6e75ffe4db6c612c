package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The figures about large stores, on the real program. The stores of feed/store's
// benchmarks are taken from the folder that WARTA_BENCH names, where those leave
// them:
//
//	export WARTA_BENCH=/tmp/scale WARTA_BENCH_SIZES="10000 100000 1000000"
//	go test ./feed/store -run '^$' -bench Store -benchtime 20x -timeout 3h
//	go test ./cmd/warta -run '^$' -bench 'Scale|Beside' -benchtime 10x -timeout 30m

// BenchmarkScale measures from the start of the process to the first frame with
// headlines on it, and the most memory that was resident: until then, and after
// a walk through lists, articles and searches.
func BenchmarkScale(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			env := atScale(b, n)
			newest := strings.TrimSpace(done(b, env, "--offline", "list", "unread", "--limit", "1", "--json"))
			var list []struct{ Title string }
			if err := json.Unmarshal([]byte(newest), &list); err != nil || len(list) != 1 {
				b.Fatalf("%v: %s", err, newest)
			}
			text := string([]rune(list[0].Title)[:12])
			frames(b, func() *terminal { return start(b, 160, 48, env, "--offline") }, text, walkAbout)
			done(b, env, "--offline", "list", "--limit", "1") // takes in what killed ones left
		})
	}
}

// atScale is an environment with a store of so many entries: the very file, and
// no copy of it.
func atScale(b *testing.B, n int) []string {
	b.Helper()
	made := filepath.Join(os.Getenv("WARTA_BENCH"), fmt.Sprintf("%d.db", n))
	home := filepath.Join(filepath.Dir(made), "home-"+strconv.Itoa(n))
	dir := filepath.Join(home, ".local", "share", "warta")
	if _, err := os.Stat(made); err != nil {
		b.Skip("WARTA_BENCH names no folder with stores; see above")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		b.Fatal(err)
	}
	if err := os.Symlink(made, filepath.Join(dir, "warta.db")); err != nil && !errors.Is(err, os.ErrExist) {
		b.Fatal(err)
	}
	return environment(home)
}

// walkAbout does what a reader does, until memory is as large as it gets.
func walkAbout(t *terminal) {
	for _, key := range []string{"j", "j", enterKey, escapeKey, "G", "g"} {
		t.press(key)
		t.quiet(200 * time.Millisecond)
	}
	for _, text := range []string{"retion", "con*", "rarity sort:relevance"} {
		t.press("S")
		t.quiet(100 * time.Millisecond)
		t.press("\x15", text, enterKey)
		t.quiet(time.Second)
	}
}

// BenchmarkBeside measures warta and newsboat with 100,000 entries, in the same
// run: until headlines are on the screen, and the most memory.
func BenchmarkBeside(b *testing.B) {
	b.Run("warta", func(b *testing.B) {
		env := manyEntries(b)
		frames(b, func() *terminal { return start(b, 160, 48, env, "--offline") }, "Entry 99999", nil)
	})
	b.Run("newsboat", func(b *testing.B) {
		path, err := exec.LookPath("newsboat")
		if err != nil {
			b.Skip("newsboat is not installed")
		}
		home := filepath.Join(sharedDir(), "newsboat")
		env := environment(home)
		if _, err := os.Stat(home); err != nil {
			stockNewsboat(b, path, home, env)
		}
		frames(b, func() *terminal { return startProgram(b, path, 160, 48, env) }, "Feed 0", nil)
	})
}

// frames starts a program b.N times until a text is on its screen. The last one
// goes for a walk, if there is one.
func frames(b *testing.B, begin func() *terminal, text string, walk func(*terminal)) {
	b.Helper()
	builtProgram(b)
	var waits []time.Duration
	most, cpu := 0, time.Duration(0)
	leave := func(term *terminal) {
		most = max(most, resident(b, term.cmd.Process.Pid))
		cpu += term.cpu()
		term.press("Q", "q") // the one for warta, the other for newsboat
		term.cmd.Wait()
	}
	for b.Loop() {
		began := time.Now()
		term := begin()
		term.see(text)
		waits = append(waits, time.Since(began))
		b.StopTimer()
		leave(term)
		b.StartTimer()
	}
	slices.Sort(waits)
	b.ReportMetric(ms(waits[len(waits)/2]), "ms-median")
	b.ReportMetric(ms(waits[0]), "ms-best")
	b.ReportMetric(ms(cpu)/float64(len(waits)), "cpu-ms")
	b.ReportMetric(float64(most)/1024, "MB-most")
	if walk != nil {
		term := begin()
		term.see(text)
		walk(term)
		leave(term)
		b.ReportMetric(float64(most)/1024, "MB-used")
	}
	b.ReportMetric(0, "ns/op")
}

// resident is the most memory that a process had, in kB.
func resident(b *testing.B, pid int) int {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			if err != nil {
				b.Fatal(err)
			}
			return n
		}
	}
	b.Fatal("the system does not tell the memory of a process")
	return 0
}
