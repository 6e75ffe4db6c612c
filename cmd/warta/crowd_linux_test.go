package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The news of the benchmarks: 100 feeds of 1,000 entries.
const (
	crowdFeeds   = 100
	crowdEntries = 1000
)

// crowdHome is a home whose store has all of them, made once for all benchmarks.
var crowdHome = sync.OnceValue(func() string { return filepath.Join(sharedDir(), "crowd") })

// manyEntries is the environment of that home.
func manyEntries(b *testing.B) []string {
	b.Helper()
	env := environment(crowdHome())
	if _, err := os.Stat(crowdHome()); err == nil {
		return env
	}
	if err := os.Mkdir(crowdHome(), 0o700); err != nil {
		b.Fatal(err)
	}
	server := newServer(b, func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(strings.Trim(r.URL.Path, "/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		writeMany(w, n*crowdEntries, crowdEntries)
	})
	urls := filepath.Join(crowdHome(), "urls")
	var list strings.Builder
	for n := range crowdFeeds {
		fmt.Fprintf(&list, "%s/%d\n", server.URL, n)
	}
	if err := os.WriteFile(urls, []byte(list.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	done(b, env, "import", urls)
	done(b, env, "refresh")
	if n := strings.TrimSpace(done(b, env, "--offline", "unread", "--", "-feed:guide")); n != strconv.Itoa(crowdFeeds*crowdEntries) {
		b.Fatalf("there are %s entries", n)
	}
	return env
}

// writeMany writes a feed with so many entries, the newest of which has the
// number first. The very newest is an article of some 5,000 lines.
func writeMany(w io.Writer, first, entries int) {
	fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %d</title><language>en</language>`, first/crowdEntries)
	newest := time.Now().UTC().Add(-time.Hour)
	for number := first; number < first+entries; number++ {
		fmt.Fprintf(w, "<item><title>Entry %d: rain over the northern hills, and a dry day in the south</title><guid>e-%d</guid><pubDate>%s</pubDate><description><![CDATA[",
			crowdFeeds*crowdEntries-1-number, number, newest.Add(-time.Duration(number)*time.Minute).Format(time.RFC1123Z))
		paragraphs := 3
		if number == 0 {
			paragraphs = 750
		}
		for p := range paragraphs {
			fmt.Fprintf(w, "<p>Paragraph %d of entry %d. %s</p>", p+1, number, strings.Repeat("Clouds come in from the sea towards the evening and bring a little rain. ", 6))
		}
		fmt.Fprint(w, "]]></description></item>")
	}
	fmt.Fprint(w, "</channel></rss>")
}

// newsboat is a terminal in which newsboat lists as many headlines, in one feed:
// it has no list over all feeds that is open at the start. Where newsboat is not
// installed, the benchmark is skipped.
func newsboat(b *testing.B) *terminal {
	b.Helper()
	path, err := exec.LookPath("newsboat")
	if err != nil {
		b.Skip("newsboat is not installed")
	}
	home := filepath.Join(sharedDir(), "newsboat")
	env := environment(home)
	if _, err := os.Stat(home); err != nil {
		stockNewsboat(b, path, home, env)
	}
	term := startProgram(b, path, 160, 48, env)
	term.until("the feed", func(screen string) bool { return strings.Contains(screen, "Feed 0") })
	term.press(enterKey)
	term.see("Entry 99999")
	term.quiet(500 * time.Millisecond)
	return term
}

// stockNewsboat gives newsboat a feed with all entries and lets it load it.
func stockNewsboat(b *testing.B, path, home string, env []string) {
	b.Helper()
	dir := filepath.Join(home, ".newsboat")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		b.Fatal(err)
	}
	news, err := os.Create(filepath.Join(home, "feed.xml"))
	if err != nil {
		b.Fatal(err)
	}
	writeMany(news, 0, crowdFeeds*crowdEntries)
	if err := news.Close(); err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{"urls": "file://" + news.Name() + "\n", "config": "confirm-exit no\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	load := exec.CommandContext(b.Context(), path, "-x", "reload")
	load.Env = env
	if out, err := load.CombinedOutput(); err != nil {
		b.Fatalf("newsboat does not load the feed: %v: %s", err, out)
	}
}
