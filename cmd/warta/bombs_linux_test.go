package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// What one hostile feed may cost a refresh, beside what the refresh costs
// without it, and what the whole process may hold in memory.
const (
	bombCPU    = time.Second
	bombMemory = 100 * 1000 * 1000
)

// A bomb is a feed that was made to do harm.
type bomb struct {
	answer http.HandlerFunc
	mayOK  bool // it may be read, as far as it goes
}

// bombs are the hostile feeds, by what they do.
func bombs() map[string]bomb {
	const ten = 10<<20 - 1<<10
	fill := func(head, text, tail string) bomb { // ten megabytes, just below the limit
		return bomb{sendText(head + strings.Repeat(text, (ten-len(head)-len(tail))/len(text)) + tail), true}
	}
	return map[string]bomb{
		"nesting":              {sendText(bombHead + strings.Repeat("<x:a>", ten/5)), true},
		"nesting in an entry":  {sendText(bombHead + "<item><title>A</title>" + strings.Repeat("<x:a>", ten/5)), true},
		"namespaces":           {sendText(bombHead + counted(20000, `<a%d xmlns:n%d="u%d">`)), true},
		"namespaces below":     fill(bombHead, counted(200, `<a%d xmlns:n%d="u%d">`)+closing(200), "</channel></rss>"),
		"namespaces of one":    {sendText(bombHead + "<a " + counted(200000, `xmlns:n%d="u%d%d" `) + "/></channel></rss>"), true},
		"attributes of one":    {sendText(bombHead + "<a " + counted(200000, `n%d="u%d%d" `) + "/></channel></rss>"), true},
		"xml:base":             {sendText(bombHead + counted(30000, `<a%d xml:base="b%d/" c="%d">`)), true},
		"xml:base in content":  {sendText(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><content type="xhtml">` + counted(30000, `<a%d xml:base="b%d/" c="%d">`)), true},
		"one text":             fill(bombHead+"<item><title>", "a ", "</title></item></channel></rss>"),
		"one CDATA":            fill(bombHead+"<item><description><![CDATA[", "<p>a ", "]]></description></item></channel></rss>"),
		"escaped text":         fill(bombHead+"<item><description>", "&lt;p&gt;", "</description></item></channel></rss>"),
		"one xhtml":            fill(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><content type="xhtml"><div>`, "<p>a</p> ", "</div></content></entry></feed>"),
		"one JSON text":        fill(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_html":"`, "a ", `"}]}`),
		"JSON entries":         fill(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}`, `,{"id":"1"}`, `]}`),
		"JSON nesting":         {sendText(`{"version":"https://jsonfeed.org/version/1.1","items":` + strings.Repeat("[", 1<<20)), false},
		"100 MB":               {sendMuch(func(w io.Writer) io.WriteCloser { return leaveOpen{w} }, "", 100<<20), false},
		"gzip of 1 GB":         {sendMuch(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, "gzip", 1<<30), false},
		"br of 1 GB":           {sendMuch(func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 1) }, "br", 1<<30), false},
		"zstd of 1 GB":         {sendMuch(zstdWriter, "zstd", 1<<30), false},
		"gzip in gzip":         {sendMuch(gzipTwice, "gzip, gzip", 1<<30), false},
		"100k entries":         {sendText(bombHead + counted(100_000, `<item><title>Entry %d</title><guid>%d</guid><link>http://a.example/%d</link></item>`) + "</channel></rss>"), true},
		"empty entries":        fill(bombHead, "<item/>", "</channel></rss>"),
		"ampersands":           fill(bombHead+"<item><title>", "&", "</title></item></channel></rss>"),
		"angle brackets":       fill(bombHead+"<item><description><![CDATA[", "<", "]]></description></item></channel></rss>"),
		"HTML nesting":         fill(bombHead+"<item><description><![CDATA[", "<div><b>", "]]></description></item></channel></rss>"),
		"HTML entries":         fill(bombHead, "<item><title>A</title><description><![CDATA["+strings.Repeat("<a><div>", 500)+"]]></description></item>", "</channel></rss>"),
		"categories":           fill(bombHead+"<item><title>A</title>", "<category>c</category>", "</item></channel></rss>"),
		"enclosures":           fill(bombHead+"<item><title>A</title>", `<enclosure url="http://a.example/1"/>`, "</item></channel></rss>"),
		"wrong bytes":          fill(bombHead+"<item><title>", "\xff\x00\x1b[2J", "</title></item></channel></rss>"),
		"billion laughs":       {sendText(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">` + strings.Repeat(`<!ENTITY a "&a;&a;&a;&a;&a;&a;&a;&a;">`, 50) + "]>" + bombHead + "<item><title>&a;</title></item></channel></rss>"), true},
		"a large DTD":          {sendText(`<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("a", 100_000) + `">]>` + bombHead + strings.Repeat("<item><title>&a;&a;&a;</title></item>", 20_000) + "</channel></rss>"), true},
		"header without end":   {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Much", strings.Repeat("a", 8<<20)) }, false},
		"redirect in a circle": {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Location", "/bomb"); w.WriteHeader(301) }, false},
		"redirects for ever": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", r.URL.Path+"x")
			w.WriteHeader(302)
		}, false},
		"nothing": {sendText(""), false},
		"a page":  {sendText("<html><script>alert(1)</script></html>"), false},
	}
}

func sendText(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
}

type leaveOpen struct{ io.Writer }

func (leaveOpen) Close() error { return nil }

// gzipTwice packs what was packed.
func gzipTwice(w io.Writer) io.WriteCloser {
	outer := gzip.NewWriter(w)
	return twice{gzip.NewWriter(outer), outer}
}

type twice struct {
	io.WriteCloser
	outer io.Closer
}

func (t twice) Close() error { return errors.Join(t.WriteCloser.Close(), t.outer.Close()) }

func zstdWriter(w io.Writer) io.WriteCloser {
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		panic(err)
	}
	return z
}

// sendMuch sends a feed of one long text, packed as it goes.
func sendMuch(pack func(io.Writer) io.WriteCloser, encoding string, size int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if encoding != "" {
			w.Header().Set("Content-Encoding", encoding)
		}
		z := pack(w)
		defer z.Close()
		_, _ = io.WriteString(z, bombHead+"<item><title>")
		block := bytes.Repeat([]byte("a "), 1<<19)
		for range size / len(block) {
			if _, err := z.Write(block); err != nil {
				return
			}
		}
	}
}

// counted is n texts, each with its number in it three times.
func counted(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, i, i)
	}
	return b.String()
}

// closing are the end tags of counted elements.
func closing(n int) string {
	var b strings.Builder
	for i := n - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "</a%d>", i)
	}
	return b.String()
}

// A refresh with a bomb among its feeds costs little more than one without, the
// bomb's health says why it failed, and the feed beside it is read.
func TestBombs(t *testing.T) {
	t.Parallel()
	quiet := refreshCost(t, nil)
	for name, b := range bombs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // each waits between two requests to one host
			got := refreshCost(t, b.answer)
			t.Logf("%v CPU beside %v, %d MB, %v: %s", got.CPU, quiet.CPU, got.Peak/1e6, got.Wall.Round(time.Millisecond), got.failure)
			if got.CPU-quiet.CPU > bombCPU {
				t.Errorf("it cost %v of CPU beside %v", got.CPU, quiet.CPU)
			}
			if got.Peak > bombMemory {
				t.Errorf("the process took %d MB", got.Peak/1e6)
			}
			if got.good != 3 {
				t.Errorf("the feed beside it has %d entries", got.good)
			}
			if (got.failure == "") != b.mayOK && !b.mayOK {
				t.Error("there is no reason in the feed's health")
			}
			if strings.ContainsFunc(got.failure, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
				t.Errorf("health says %q", got.failure)
			}
		})
	}
}

// A refreshed is what one warta refresh took and left.
type refreshed struct {
	cost
	failure string
	good    int // entries of the feed beside the bomb
}

// refreshCost refreshes a good feed and, when there is one, a bomb.
func refreshCost(t *testing.T, answer http.HandlerFunc) refreshed {
	t.Helper()
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/bomb") {
			answer(w, r)
			return
		}
		fmt.Fprint(w, bombHead+counted(3, "<item><title>Good %d</title><guid>g%d</guid><description>d%d</description></item>")+"</channel></rss>")
	})
	urls := server.URL + "/good\n"
	if answer != nil {
		urls += server.URL + "/bomb\n"
	}
	env := environment(t.TempDir())
	done(t, env, "import", writeFile(t, "urls", urls))
	got := refreshed{cost: measure(t, env, "refresh", "--no-articles")}
	var feeds []feedJSON
	if err := json.Unmarshal([]byte(done(t, env, "feeds", "--json")), &feeds); err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		switch {
		case strings.HasSuffix(f.URL, "/good"):
			got.good = f.Total
		case strings.HasSuffix(f.URL, "/bomb"):
			got.failure = f.Health.Failure
		}
	}
	return got
}

// measureKey makes the test binary run a command and tell what it took: a
// process begins with the peak memory of the one that started it, and the test
// itself is a large one.
const measureKey = "WARTA_TEST_MEASURE"

func init() {
	if os.Getenv(measureKey) == "" {
		return
	}
	os.Unsetenv(measureKey)
	start := time.Now()
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		fmt.Println(err)
		os.Exit(1)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	_ = json.NewEncoder(os.Stdout).Encode(cost{
		CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), Wall: time.Since(start), Peak: usage.Maxrss << 10,
		Code: cmd.ProcessState.ExitCode(), Out: string(out),
	})
	os.Exit(0)
}

// A cost is what one command took.
type cost struct {
	CPU, Wall time.Duration
	Peak      int64 // bytes
	Code      int
	Out       string
}

// measure runs a command that must end well and is what it took.
func measure(t *testing.T, env []string, args ...string) cost {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], append([]string{builtProgram(t)}, args...)...)
	cmd.Env = append(env, measureKey+"=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var c cost
	if err := json.Unmarshal(out, &c); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if c.Code != exitDone {
		t.Fatalf("warta %q ended with %d: %s", args, c.Code, c.Out)
	}
	return c
}

// Forty large feeds of as many hosts are not held in memory at the same time.
// Sending so much takes both processes as it is: beside other tests a server may be
// given up for being slow.
func TestManyLargeFeeds(t *testing.T) {
	large := bombHead + "<item><title>A</title><description>" + strings.Repeat("a ", 5_000_000) + "</description></item></channel></rss>"
	everywhere, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: sendText(large), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(everywhere) }()
	t.Cleanup(func() { server.Close() })
	var urls strings.Builder
	for i := range 40 {
		fmt.Fprintf(&urls, "http://127.2.0.%d:%d/\n", i+1, everywhere.Addr().(*net.TCPAddr).Port)
	}
	env := environment(t.TempDir())
	done(t, env, "import", writeFile(t, "urls", urls.String()))
	got := measure(t, env, "refresh", "--no-articles")
	t.Logf("%v of CPU, %d MB, %v", got.CPU, got.Peak/1e6, got.Wall)
	if !strings.Contains(got.Out, "40 new") {
		t.Errorf("it said %s", got.Out)
	}
	if got.Peak > 2*bombMemory {
		t.Errorf("the process took %d MB", got.Peak/1e6)
	}
}

// A server that is silent, or that drips, is given up in time, and holds nobody
// up.
func TestSlowServers(t *testing.T) {
	patient(t, "it takes as long as warta waits for a server: a minute at most")
	t.Parallel()
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		drip := time.NewTicker(100 * time.Millisecond)
		defer drip.Stop()
		for n := 0; r.URL.Path != "/silent"; n++ {
			if _, err := io.WriteString(w, "<item/>"); err != nil {
				return
			}
			_ = http.NewResponseController(w).Flush()
			select {
			case <-drip.C:
			case <-r.Context().Done():
				return
			}
		}
		<-r.Context().Done()
	})
	good := newServer(t, sendText(bombHead+"<item><title>A</title></item></channel></rss>"))
	env := environment(t.TempDir())
	done(t, env, "import", writeFile(t, "urls", server.URL+"/silent\n"+server.URL+"/drip\n"+good.URL+"/\n"))
	got := measure(t, env, "refresh", "--no-articles")
	t.Logf("%v of CPU, %d MB, %v: %s", got.CPU, got.Peak/1e6, got.Wall, got.Out)
	if !strings.Contains(got.Out, "1 new") || !strings.Contains(got.Out, "2 failed") || !strings.Contains(got.Out, "slow: 127.0.0.1") {
		t.Errorf("it said %s", got.Out)
	}
	if got.Wall > time.Minute+10*time.Second || got.CPU > bombCPU {
		t.Errorf("it took %v, %v of CPU", got.Wall, got.CPU)
	}
}
