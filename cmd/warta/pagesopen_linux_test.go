//go:build linux

package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A headline that leads to a PDF says so, in the list and in the article, and
// opens outside: its address is one argument, whatever is in it.
func TestFileOpensOutside(t *testing.T) {
	t.Parallel()
	const link = "/a.pdf?x=$(touch%20owned);y&z='q'%22`id`"
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>Files</title><item><title>The plan of the gate</title><guid>1</guid><link>%s</link><description>All about it, on paper.</description></item></channel></rss>`, strings.ReplaceAll(link, "&", "&amp;"))
			return
		}
		w.Header().Set("Content-Type", "application/pdf")
		fmt.Fprint(w, "%PDF-1.7")
	})
	bin, said := t.TempDir(), filepath.Join(t.TempDir(), "said")
	if err := syscall.Mkfifo(said, 0o600); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > '" + said + "'\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	env := environment(t.TempDir(), "PATH="+bin+":"+os.Getenv("PATH"))
	done(t, env, "add", s.URL+"/feed")
	done(t, env, "refresh")
	if h := list(t, env, "-feed:guide"); len(h) != 1 || h[0].Badge != "failed" || !strings.Contains(h[0].Why, "a PDF") {
		t.Fatalf("%+v", h)
	}
	term := start(t, 160, 48, env)
	term.see("The plan of the gate", "failed: this is a PDF")
	term.press("S")
	term.press("plan", enterKey)
	term.see("All about it, on paper.")
	term.press(enterKey, "o")
	got, err := os.ReadFile(said) // waits for the opener
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(got)), "\n")
	if len(lines) != 2 || lines[0] != "1" || !strings.HasPrefix(lines[1], s.URL+"/a.pdf?x=") {
		t.Errorf("the opener got %q", got)
	}
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}
