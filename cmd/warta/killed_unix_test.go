//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A printing is a site whose feeds bring new entries at every round.
type printing struct {
	url   string
	round atomic.Int64
}

// entriesARound is how many entries a feed brings at once.
const entriesARound = 5

func newPrinting(t *testing.T) *printing {
	t.Helper()
	p := &printing{}
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/page/") {
			fmt.Fprintf(w, "<html><title>%[1]s</title><article><h1>%[1]s</h1>%s</article></html>", r.URL.Path,
				strings.Repeat("<p>The mill at the river grinds again, as it did a hundred years ago, and the neighbours come to see it.</p>", 20))
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %s</title>`, r.URL.Path)
		round := p.round.Load()
		for n := range entriesARound {
			fmt.Fprintf(w, `<item><title>%[1]s-%[2]d-%[3]d</title><guid>%[1]s-%[2]d-%[3]d</guid><link>http://%[4]s/page%[1]s/%[2]d-%[3]d</link><description>News of round %[2]d.</description></item>`,
				r.URL.Path, round, n, r.Host)
		}
		fmt.Fprint(w, `</channel></rss>`)
	})
	p.url = server.URL
	return p
}

// A victim is a store whose program is killed again and again, and what must be
// in it.
type victim struct {
	t       *testing.T
	env     []string
	printed *printing
	random  *rand.Rand
	starred map[string]bool // titles whose star was told
	stored  map[string]bool // titles that were listed
}

// Killed at any moment, nothing is lost: the store opens and is sound, holds
// every mark that was told and every entry once. WARTA_KILLS=200 kills as often.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	kills := rounds("WARTA_KILLS", 15, 9)
	v := &victim{t: t, env: environment(t.TempDir()), printed: newPrinting(t), random: rand.New(rand.NewPCG(uint64(kills), 11)),
		starred: map[string]bool{}, stored: map[string]bool{}}
	var list strings.Builder
	for n := range 12 {
		fmt.Fprintf(&list, "%s/%d\n", v.printed.url, n)
	}
	urls := t.TempDir() + "/urls"
	if err := os.WriteFile(urls, []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	done(t, v.env, "import", urls)
	done(t, v.env, "refresh", "--no-articles")
	v.check()
	for n := range kills {
		v.kill(n)
		if n%6 == rebuilding { // what is derived was being made anew: that goes on
			done(t, v.env, "--offline", "doctor", "--yes")
		}
		v.check()
	}
	if len(v.starred) < kills/6 {
		t.Errorf("only %d marks were told", len(v.starred))
	}
	t.Logf("%d kills, %d entries, %d marks", kills, len(v.stored), len(v.starred))
}

// rebuilding is which of the things that are killed is a rebuilding.
const rebuilding = 5

// kill starts one thing and kills it.
func (v *victim) kill(n int) {
	v.t.Helper()
	v.printed.round.Add(1)
	late := "WARTA_CLOCK_OFFSET=" + (time.Duration(n+1) * 5 * time.Hour).String()
	switch n % 6 {
	case 0, 1:
		v.dies(late, "refresh", "--force")
	case 2:
		v.marks()
	case 3:
		v.screen()
	case 4:
		v.dies(late, "edition", "--max-entries", "20")
	case rebuilding:
		v.dies(late, "doctor", "--rebuild", "--yes")
	}
}

// dies runs a command and kills it after a random while.
func (v *victim) dies(clock string, args ...string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.t.Context(), time.Duration(20+v.random.IntN(400))*time.Millisecond)
	defer cancel()
	cmd := exec.CommandContext(ctx, builtProgram(v.t), args...) // ended by SIGKILL
	cmd.Env = append([]string{clock}, v.env...)
	_ = cmd.Run()
}

// marks stars one entry after the other until it is killed while it does. What
// a command told is on the disk.
func (v *victim) marks() {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.t.Context(), time.Duration(300+v.random.IntN(600))*time.Millisecond)
	defer cancel()
	for title := range v.stored {
		if ctx.Err() != nil {
			return
		}
		cmd := exec.CommandContext(ctx, builtProgram(v.t), "mark", "star", `title:"`+title+`"`)
		cmd.Env = v.env
		var out bytes.Buffer
		cmd.Stdout = &out
		_ = cmd.Run()
		if strings.Contains(out.String(), " changed") {
			v.starred[title] = true
		}
	}
}

// screen stars a headline on the screen, and kills the program as soon as the
// star is seen.
func (v *victim) screen() {
	v.t.Helper()
	title := ""
	for candidate := range v.stored {
		if !v.starred[candidate] {
			title = candidate
			break
		}
	}
	if title == "" {
		return
	}
	term := start(v.t, 160, 30, v.env)
	term.see("Views")
	term.press("S")
	term.see("search")
	term.press(`title:"`+title+`"`, enterKey)
	// The headline and its article, and nothing that has a star already.
	term.until("the headline alone", func(screen string) bool {
		return strings.Contains(screen, "1 found") && strings.Contains(screen, title) && strings.Contains(screen, "s star") &&
			!strings.Contains(screen, "★")
	})
	term.press("s")
	term.see("★")
	if err := term.cmd.Process.Kill(); err != nil {
		v.t.Fatal(err)
	}
	term.cmd.Wait()
	v.starred[title] = true
}

// check opens the store and looks at everything in it.
func (v *victim) check() {
	v.t.Helper()
	out, errOut, code := command(v.t, v.env, "--offline", "doctor")
	if code != 0 {
		v.t.Fatalf("the doctor finds: %s%s", out, errOut)
	}
	titles, starred := map[string]bool{}, map[string]bool{}
	for _, h := range list(v.t, v.env, "-feed:guide") {
		if titles[h.Title] {
			v.t.Errorf("%s is there twice", h.Title)
		}
		titles[h.Title] = true
		if h.Starred {
			starred[h.Title] = true
		}
	}
	for title := range v.stored {
		if !titles[title] {
			v.t.Errorf("%s is lost", title)
		}
	}
	for title := range v.starred {
		if !starred[title] {
			v.t.Errorf("the star on %s is lost", title)
		}
	}
	v.stored, v.starred = titles, starred
}
