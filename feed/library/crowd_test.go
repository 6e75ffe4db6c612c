package library

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"warta/feed"
)

// The test binary plays other processes, too: role says which.
const roleKey = "WARTA_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(roleKey) {
	case "crowd":
		serveCrowd()
	case "refresh":
		playRefresh()
	default:
		os.Exit(m.Run())
	}
}

// play runs the test binary in a role. Its standard input is a pipe: closing it
// ends the process.
func play(t testing.TB, role string, env ...string) (*exec.Cmd, io.WriteCloser, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(env, roleKey+"="+role)...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = cmd.Wait() // its end was looked at where it matters
	})
	return cmd, in, bufio.NewScanner(out)
}

const (
	crowdFeeds   = 1000
	crowdHosts   = 500
	crowdLatency = 50 * time.Millisecond
)

// serveCrowd serves many feeds of 20 entries and 20 KB from many addresses of
// 127.0.0.0/8, each answer after a while, until its standard input ends.
func serveCrowd() {
	first, err := net.Listen("tcp4", "127.1.0.1:0")
	if err != nil {
		fmt.Println("none:", err)
		return
	}
	port := first.Addr().(*net.TCPAddr).Port
	server := &http.Server{Handler: http.HandlerFunc(answerCrowd), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(first) }()
	for i := 1; i < crowdHosts; i++ {
		l, err := net.Listen("tcp4", fmt.Sprintf("%s:%d", crowdHost(i), port))
		if err != nil {
			fmt.Println("none:", err)
			return
		}
		go func() { _ = server.Serve(l) }()
	}
	fmt.Println(port)
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func crowdHost(i int) string { return fmt.Sprintf("127.1.%d.%d", i/200, i%200+1) }

func answerCrowd(w http.ResponseWriter, r *http.Request) {
	time.Sleep(crowdLatency) // the network's
	etag := `"` + r.URL.Path + `"`
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	_, _ = io.WriteString(w, crowdFeed(r.URL.Path))
}

// crowdFeed is a feed of 20 entries with a kilobyte each, all of them its own.
func crowdFeed(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed %s</title>`, name)
	seed := 0
	for _, c := range name {
		seed = seed*31 + int(c)
	}
	for i := range 20 {
		at := time.Date(2026, 11, 20, i, seed%60, 0, 0, time.UTC).Format(time.RFC1123Z)
		fmt.Fprintf(&b, `<item><title>Item %d of %s</title><link>http://%s/a%s/%d</link><guid>g%s-%d</guid><pubDate>%s</pubDate><description>`,
			i, name, crowdHost(0), name, i, name, i, at)
		for n := 0; n < 780; {
			seed = (seed*1103515245 + 12345) & 0x7fffffff
			word := crowdWords[(seed>>8)%len(crowdWords)]
			b.WriteString(word)
			b.WriteByte(' ')
			n += len(word) + 1
		}
		b.WriteString(`</description></item>`)
	}
	return b.String() + `</channel></rss>`
}

var crowdWords = strings.Fields(`river market minister harvest price rain village school budget court festival bridge island
	election forest coast engine doctor village teacher window letter summer winter quiet broken orange silver morning evening
	travel record signal harbour mountain glass paper stone copper sugar coffee garden kitchen pocket ladder basket candle`)

// crowdAddress is the address of one feed of the crowd.
func crowdAddress(i, port int) string {
	return fmt.Sprintf("http://%s:%d/f/%d", crowdHost(i%crowdHosts), port, i)
}

// startCrowd starts the crowd's server in a process of its own.
func startCrowd(t testing.TB) int {
	t.Helper()
	_, _, out := play(t, "crowd")
	if !out.Scan() {
		t.Fatal("the crowd's server did not start")
	}
	port, err := strconv.Atoi(out.Text())
	if err != nil {
		t.Skip(out.Text())
	}
	return port
}

// playRefresh refreshes the library in a directory and says how it went. The
// clock is moved by WARTA_TEST_CLOCK.
func playRefresh() {
	offset, _ := time.ParseDuration(os.Getenv("WARTA_TEST_CLOCK"))
	ctx, cancel := testContext()
	defer cancel()
	l, err := Open(ctx, Options{Dir: os.Getenv("WARTA_TEST_DIR"), Now: func() time.Time { return time.Now().Add(offset) }})
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	defer l.Close()
	sum, err := l.RefreshNow(ctx, false, func(r feed.Result) {
		if os.Getenv("WARTA_TEST_TALK") != "" {
			fmt.Println("done", r.URL)
		}
	})
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	_ = json.NewEncoder(os.Stdout).Encode(sum)
}
