package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
// in, with nothing but the guide, and with 100,000 entries.
func BenchmarkScreenFirstFrame(b *testing.B) {
	b.Run("first-start", func(b *testing.B) {
		firstFrame(b, func() []string { return environment(b.TempDir()) }, "Welcome: your first minute")
	})
	b.Run("guide-only", func(b *testing.B) {
		env := environment(b.TempDir())
		done(b, env, "--offline", "list")
		firstFrame(b, func() []string { return env }, "Welcome: your first minute")
	})
	b.Run("100000-entries", func(b *testing.B) {
		env := manyEntries(b)
		firstFrame(b, func() []string { return env }, "Entry 99999")
	})
}

// firstFrame starts the program b.N times, waiting for a text each time. Beside
// the time by the clock, which depends on what else the machine does, it reports
// the CPU time until then.
func firstFrame(b *testing.B, env func() []string, text string) {
	b.Helper()
	builtProgram(b)
	var firsts, waits, cpus []time.Duration
	for b.Loop() {
		b.StopTimer()
		environ := env()
		b.StartTimer()
		began := time.Now()
		term := start(b, 160, 48, environ, "--offline")
		for len(term.bytes()) < 2000 { // the questions to the terminal are shorter
			<-term.changed
		}
		firsts = append(firsts, time.Since(began))
		term.see(text)
		waits = append(waits, time.Since(began))
		cpus = append(cpus, term.cpu())
		b.StopTimer()
		term.press("Q")
		term.end()
		b.StartTimer()
	}
	slices.Sort(firsts)
	slices.Sort(waits)
	slices.Sort(cpus)
	b.ReportMetric(ms(firsts[len(firsts)/2]), "frame-ms")
	b.ReportMetric(ms(cpus[len(cpus)/2]), "cpu-ms")
	b.ReportMetric(ms(waits[len(waits)/2]), "headlines-ms")
	b.ReportMetric(ms(waits[len(waits)-1]), "worst-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkScreenKey measures what a key costs the whole process with 100,000
// headlines and an article of some 5,000 lines: CPU time, bytes to the terminal,
// and how long it takes until something of it is on the screen. Keys come as
// fast as they are answered, as when one is held. Of a key that is pressed alone,
// its own frame is measured, and what follows it: the article beside the list,
// once the selection rests.
func BenchmarkScreenKey(b *testing.B) {
	env := manyEntries(b)
	for _, c := range []struct {
		name    string
		prepare []string
		keys    string
		alone   bool
	}{
		{"list-down", nil, "j", false},
		{"list-down-alone", nil, "j", true},
		{"list-page", nil, "\x06", false},
		{"article-scroll", []string{enterKey}, "j", false},
		{"article-scroll-zen", []string{enterKey, "z"}, "j", false},
		{"article-page", []string{enterKey}, "\x06", false},
	} {
		b.Run(c.name, func(b *testing.B) {
			term := start(b, 160, 48, env, "--offline")
			term.see("Entry 99999", "Paragraph 1 of entry")
			for _, k := range c.prepare {
				term.pressed(k)
				term.quiet(250 * time.Millisecond)
			}
			if c.alone {
				term.costAlone(b, c.keys)
			} else {
				term.cost(b, c.keys)
			}
		})
	}
	b.Run("newsboat-list-down", func(b *testing.B) {
		newsboat(b).cost(b, "j")
	})
}

// cost presses keys in turn and reports what one of them costs.
func (t *terminal) cost(b *testing.B, keys string) {
	b.Helper()
	cpu, wrote := t.cpu(), len(t.bytes())
	var waits []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		t.pressed(keys[i%len(keys) : i%len(keys)+1])
		waits = append(waits, time.Since(began))
	}
	slices.Sort(waits)
	b.ReportMetric(ms(t.cpu()-cpu)/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(len(t.bytes())-wrote)/float64(b.N), "bytes/op")
	b.ReportMetric(ms(waits[len(waits)/2]), "p50-ms")
	b.ReportMetric(ms(waits[len(waits)*95/100]), "p95-ms")
	b.ReportMetric(0, "ns/op")
}

// costAlone presses a key, waits for its frame, and then for all that follows. CPU
// time is that of the key until nothing was drawn for 60 ms, and of the rest.
func (t *terminal) costAlone(b *testing.B, key string) {
	b.Helper()
	var own, after struct {
		cpu   time.Duration
		bytes int
	}
	for b.Loop() {
		cpu, wrote := t.cpu(), len(t.bytes())
		t.pressed(key)
		t.quiet(60 * time.Millisecond)
		own.cpu, own.bytes = own.cpu+t.cpu()-cpu, own.bytes+len(t.bytes())-wrote
		cpu, wrote = t.cpu(), len(t.bytes())
		t.quiet(250 * time.Millisecond)
		after.cpu, after.bytes = after.cpu+t.cpu()-cpu, after.bytes+len(t.bytes())-wrote
	}
	n := float64(b.N)
	b.ReportMetric(ms(own.cpu)/n, "cpu-ms/op")
	b.ReportMetric(float64(own.bytes)/n, "bytes/op")
	b.ReportMetric(ms(after.cpu)/n, "then-cpu-ms/op")
	b.ReportMetric(float64(after.bytes)/n, "then-bytes/op")
	b.ReportMetric(0, "ns/op")
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// BenchmarkScreenIdle measures the CPU time of a screen that nobody touches, as
// a part of one processor, and the memory that is in use after a walk through
// 100,000 headlines and a long article.
func BenchmarkScreenIdle(b *testing.B) {
	env := manyEntries(b)
	measure := func(b *testing.B, term *terminal) {
		b.Helper()
		const watched = 5 * time.Second
		cpu, began := term.cpu(), time.Now()
		time.Sleep(watched) // the time is what is measured
		part := 100 * (term.cpu() - cpu).Seconds() / time.Since(began).Seconds()
		for b.Loop() { // once is enough, however often is asked for
		}
		b.ReportMetric(part, "cpu-%")
		b.ReportMetric(term.memory("VmRSS:"), "MB")
		b.ReportMetric(term.memory("VmHWM:"), "peak-MB")
		b.ReportMetric(0, "ns/op")
	}
	b.Run("warta", func(b *testing.B) {
		term := start(b, 160, 48, env, "--offline")
		term.see("Entry 99999", "Paragraph 1 of entry")
		for range 20 {
			term.pressed("\x06")
		}
		term.press("g")
		term.see("Entry 99999", "Paragraph 1 of entry")
		term.pressed(enterKey)
		for range 20 {
			term.pressed("\x06")
		}
		term.quiet(time.Second)
		measure(b, term)
	})
	b.Run("newsboat", func(b *testing.B) { measure(b, newsboat(b)) })
}

// memory is what the program has in memory, or had at most, in MB.
func (t *terminal) memory(which string) float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		cannot(t.t, "this system does not tell the memory of processes")
	}
	_, rest, _ := strings.Cut(string(data), which)
	kB, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.t.Fatal(err)
	}
	return float64(kB) / 1024
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
		cannot(t.t, "this system does not tell the CPU time of threads")
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
