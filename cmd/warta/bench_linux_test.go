package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The figures of the README. They are taken on the real program in a
// pseudo-terminal of 160×48 cells:
//
//	go test ./cmd/warta -run '^$' -bench Screen

// BenchmarkScreenFirstFrame measures from the start of the process to the first
// frame with headlines on it: at the very first start, when the guide is read
// in, with nothing but the guide, and with 10,000 entries.
func BenchmarkScreenFirstFrame(b *testing.B) {
	b.Run("first-start", func(b *testing.B) {
		firstFrame(b, func() []string { return environment(b.TempDir()) }, "Welcome: your first minute")
	})
	b.Run("guide-only", func(b *testing.B) {
		env := environment(b.TempDir())
		done(b, env, "--offline", "list")
		firstFrame(b, func() []string { return env }, "Welcome: your first minute")
	})
	b.Run("10000-entries", func(b *testing.B) {
		env := manyEntries(b)
		firstFrame(b, func() []string { return env }, "Entry 9")
	})
}

// firstFrame starts the program b.N times, waiting for a text each time.
func firstFrame(b *testing.B, env func() []string, text string) {
	b.Helper()
	builtProgram(b)
	b.ReportAllocs()
	worst := time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		environ := env()
		b.StartTimer()
		began := time.Now()
		term := start(b, 160, 48, environ, "--offline")
		term.see(text)
		worst = max(worst, time.Since(began))
		b.StopTimer()
		term.press("Q")
		term.end()
		b.StartTimer()
	}
	b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst")
}

// BenchmarkScreenKey measures what a key costs the whole process in CPU time,
// and how long it takes until something of it is on the screen, with 10,000
// entries.
func BenchmarkScreenKey(b *testing.B) {
	env := manyEntries(b)
	for _, c := range []struct {
		name    string
		prepare []string
		key     string
	}{
		{"list-down", nil, "j"},
		{"article-scroll", []string{enterKey}, "j"},
	} {
		b.Run(c.name, func(b *testing.B) {
			term := start(b, 160, 48, env, "--offline")
			term.see("Entry 9", "Paragraph 1 of entry")
			for _, k := range c.prepare {
				term.pressed(k)
			}
			cpu, wrote := term.cpu(), len(term.bytes())
			for b.Loop() {
				term.pressed(c.key)
			}
			b.ReportMetric(float64((term.cpu()-cpu).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(len(term.bytes())-wrote)/float64(b.N), "bytes/op")
		})
	}
}

// pressed presses a key and waits until something was drawn.
func (t *terminal) pressed(key string) {
	select {
	case <-t.changed:
	default:
	}
	before := len(t.bytes())
	t.press(key)
	late := time.After(deadline)
	for len(t.bytes()) == before {
		select {
		case <-t.changed:
		case <-late:
			t.t.Fatalf("%q draws nothing; the screen:\n%s", key, t.text())
		}
	}
}

// cpu is the CPU time that the program has taken, all threads together.
func (t *terminal) cpu() time.Duration {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", t.cmd.Process.Pid))
	if err != nil || len(files) == 0 {
		t.t.Skip("this system does not tell the CPU time of threads")
	}
	var sum time.Duration
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			continue // the thread has ended
		}
		ns, err := strconv.ParseInt(strings.Fields(string(data))[0], 10, 64)
		if err != nil {
			t.t.Fatal(err)
		}
		sum += time.Duration(ns)
	}
	return sum
}

// manyEntries is the environment of a store with 20 feeds of 500 entries.
func manyEntries(b *testing.B) []string {
	b.Helper()
	server := newServer(b, func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(strings.Trim(r.URL.Path, "/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		writeMany(w, n)
	})
	env := environment(b.TempDir())
	args := []string{"add"}
	for n := range 20 {
		args = append(args, fmt.Sprintf("%s/%d", server.URL, n))
	}
	done(b, env, args...)
	return env
}

// writeMany writes the n-th feed of 500 entries, each of a few hundred words.
func writeMany(w http.ResponseWriter, n int) {
	fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %d</title><language>en</language>`, n)
	newest := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for i := range 500 {
		number := n*500 + i
		fmt.Fprintf(w, "<item><title>Entry %d: rain over the northern hills, and a dry day in the south</title><guid>e-%d</guid><pubDate>%s</pubDate><description><![CDATA[",
			9999-number, number, newest.Add(-time.Duration(number)*time.Minute).Format(time.RFC1123Z))
		paragraphs := 8
		if number == 0 {
			paragraphs = 800 // one that can be scrolled for long
		}
		for p := range paragraphs {
			fmt.Fprintf(w, "<p>Paragraph %d of entry %d. %s</p>", p+1, number, strings.Repeat("Clouds come in from the sea towards the evening and bring a little rain. ", 6))
		}
		fmt.Fprint(w, "]]></description></item>")
	}
	fmt.Fprint(w, "</channel></rss>")
}
