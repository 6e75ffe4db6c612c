package main

import (
	"fmt"
	"io"
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
// benchmarks are taken from the folder that WARTA_BENCH names:
//
//	export WARTA_BENCH=/tmp/bench
//	for n in 10000 100000 1000000; do WARTA_BENCH_SIZES=$n go test ./feed/store -run '^$' -bench 'Sparse$'; done
//	go test ./cmd/warta -run '^$' -bench 'Scale|Beside' -benchtime 10x

// BenchmarkScale measures from the start of the process to the first frame with
// headlines on it, and the most memory that was resident.
func BenchmarkScale(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			made := filepath.Join(os.Getenv("WARTA_BENCH"), fmt.Sprintf("sparse-%d.db", n))
			if _, err := os.Stat(made); err != nil {
				b.Skip("WARTA_BENCH names no folder with stores; see above")
			}
			home := b.TempDir()
			dir := filepath.Join(home, ".local", "share", "warta")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				b.Fatal(err)
			}
			copyFile(b, made, filepath.Join(dir, "warta.db"))
			env := environment(home)
			done(b, env, "--offline", "list", "--limit", "1")
			frames(b, func() *terminal { return start(b, 160, 48, env, "--offline") }, "Title number")
		})
	}
}

// BenchmarkBeside measures warta and newsboat with 100,000 entries, in the same
// run: until headlines are on the screen, and the most memory.
func BenchmarkBeside(b *testing.B) {
	b.Run("warta", func(b *testing.B) {
		env := manyEntries(b)
		frames(b, func() *terminal { return start(b, 160, 48, env, "--offline") }, "Entry 99999")
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
		frames(b, func() *terminal { return startProgram(b, path, 160, 48, env) }, "Feed 0")
	})
}

// frames starts a program b.N times until a text is on its screen.
func frames(b *testing.B, begin func() *terminal, text string) {
	b.Helper()
	builtProgram(b)
	var waits []time.Duration
	most := 0
	for b.Loop() {
		began := time.Now()
		term := begin()
		term.see(text)
		waits = append(waits, time.Since(began))
		b.StopTimer()
		most = max(most, resident(b, term.cmd.Process.Pid))
		if err := term.cmd.Process.Kill(); err != nil {
			b.Fatal(err)
		}
		term.cmd.Wait()
		b.StartTimer()
	}
	slices.Sort(waits)
	b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(waits[0].Microseconds())/1000, "ms-best")
	b.ReportMetric(float64(most)/1024, "MB-most")
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

func copyFile(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
}
