package library

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

func testContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 10*time.Minute)
}

// A cost is what a process took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes, 0 where the system does not tell
}

func costOf(cmd *exec.Cmd, start time.Time) cost {
	s := cmd.ProcessState
	return cost{time.Since(start), s.UserTime() + s.SystemTime(), peakOf(s)}
}

func (c cost) report(b *testing.B, name string) {
	b.Helper()
	b.ReportMetric(c.wall.Seconds(), name+"-s")
	b.ReportMetric(c.cpu.Seconds(), name+"-cpu-s")
	b.ReportMetric(float64(c.peak)/1e6, name+"-MB")
}

// BenchmarkRefresh refreshes 1,000 feeds on 500 addresses, each answering after
// 50 ms: first all of them are new, then none has changed. Run it with
//
//	go test ./feed/library -run none -bench Refresh -benchtime 1x
//
// With newsboat installed it does the same beside it.
func BenchmarkRefresh(b *testing.B) {
	port := startCrowd(b)
	b.Run("warta", func(b *testing.B) {
		for range b.N {
			dir := crowdLibrary(b, port)
			first, sum := refreshInProcess(b, dir, 0)
			if sum.New != 20*crowdFeeds || sum.Failed > 0 {
				b.Fatalf("first: %+v", sum)
			}
			second, sum := refreshInProcess(b, dir, 2*time.Hour)
			if sum.Same != crowdFeeds {
				b.Fatalf("second: %+v", sum)
			}
			first.report(b, "first")
			second.report(b, "304")
		}
	})
	newsboat, err := exec.LookPath("newsboat")
	if err != nil {
		return
	}
	for _, threads := range []int{1, 8} {
		b.Run(fmt.Sprintf("newsboat-%d", threads), func(b *testing.B) {
			for range b.N {
				dir := b.TempDir()
				runNewsboat(b, newsboat, dir, threads, port).report(b, "first")
				runNewsboat(b, newsboat, dir, threads, port).report(b, "304")
			}
		})
	}
}

// crowdLibrary is the directory of a library that has subscribed to the crowd.
func crowdLibrary(b *testing.B, port int) string {
	b.Helper()
	dir := b.TempDir()
	l, err := Open(b.Context(), Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	var feeds []feed.Feed
	for i := range crowdFeeds {
		feeds = append(feeds, feed.Feed{URL: crowdAddress(i, port)})
	}
	if n, err := l.Import(b.Context(), feeds); err != nil || n != crowdFeeds {
		b.Fatal(n, err)
	}
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

func refreshInProcess(b *testing.B, dir string, clock time.Duration) (cost, feed.Summary) {
	b.Helper()
	start := time.Now()
	cmd, _, out := play(b, "refresh", "WARTA_TEST_DIR="+dir, "WARTA_TEST_CLOCK="+clock.String())
	var sum feed.Summary
	for out.Scan() {
		if err := json.Unmarshal(out.Bytes(), &sum); err != nil {
			b.Fatal(out.Text())
		}
	}
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	return costOf(cmd, start), sum
}

// runNewsboat reloads the crowd's feeds in newsboat.
func runNewsboat(b *testing.B, newsboat, dir string, threads, port int) cost {
	b.Helper()
	var urls strings.Builder
	for i := range crowdFeeds {
		fmt.Fprintln(&urls, crowdAddress(i, port))
	}
	for name, text := range map[string]string{
		"urls": urls.String(), "config": "reload-threads " + strconv.Itoa(threads) + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	start := time.Now()
	cmd := exec.CommandContext(b.Context(), newsboat, "-q", "-u", filepath.Join(dir, "urls"), "-C", filepath.Join(dir, "config"),
		"-c", filepath.Join(dir, "cache.db"), "-x", "reload")
	cmd.Env = append(os.Environ(), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return costOf(cmd, start)
}
