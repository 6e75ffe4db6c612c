package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAges(t *testing.T) {
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"": 0, "90d": 90 * day, "12w": 84 * day, "6 months": 180 * day, "2y": 730 * day, " 1 Day ": day, "1.5 weeks": 252 * time.Hour,
	} {
		if got, err := parseAge("keep.age", text); err != nil || got != want {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"90", "d", "-3d", "0d", "1h", "200y", "3 d d", "NaNd", "1e9y", "three days"} {
		if got, err := parseAge("keep.age", text); err == nil || !strings.Contains(err.Error(), "keep.age") {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
}

// What the configuration does not keep goes after a while: read entries, and
// unread ones if it says so; never what is starred.
func TestKeep(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	home := t.TempDir()
	config := filepath.Join(home, "config.toml")
	run := func(clock string, args ...string) string {
		t.Helper()
		return done(t, append([]string{"WARTA_CLOCK_OFFSET=" + clock}, environment(home)...), append([]string{"--config", config}, args...)...)
	}
	keeps := func(text string) {
		t.Helper()
		if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	left := func() string { return run("0s", "--offline", "list", "--", "-feed:guide") }
	keeps("")
	run("0s", "add", "--no-articles", s.URL+"/harbour/", s.URL+"/hills/feed.atom")
	run("0s", "refresh", "--no-articles") // begins to count the days
	all := strings.Count(left(), "\n")
	run("0s", "mark", "read", "feed:harbour")
	run("0s", "mark", "star", "title:ferry")
	run("1000h", "refresh", "--no-articles")
	if n := strings.Count(left(), "\n"); n != all {
		t.Errorf("%d of %d are left though nothing is said", n, all)
	}
	keeps("[keep]\nage = \"30d\"\n")
	run("1100h", "refresh", "--no-articles")
	if got := left(); !strings.Contains(got, "ferry") || strings.Count(got, "Harbour News") != 1 || strings.Count(got, "Hill Diary") != 2 {
		t.Errorf("left are\n%s", got)
	}
	keeps("[keep]\nper-feed = 1\nunread = false\n")
	run("1200h", "refresh", "--no-articles")
	if got := left(); !strings.Contains(got, "ferry") || strings.Count(got, "Hill Diary") != 1 {
		t.Errorf("left are\n%s", got)
	}
	if out := run("0s", "--offline", "doctor"); strings.Contains(out, "problem ") {
		t.Errorf("the doctor says %s", out)
	}
	keeps("[keep]\nage = \"soon\"\n")
	if _, errOut, code := command(t, environment(home), "--config", config, "list"); code != exitUsage || !strings.Contains(errOut, "keep.age") {
		t.Errorf("it ended with %d: %s", code, errOut)
	}
}
