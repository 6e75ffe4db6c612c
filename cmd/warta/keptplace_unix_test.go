//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Killed while an article is read, warta begins again in the same list, with the
// same headline selected, and the article where it was read.
func TestPlaceOutlivesAKill(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir())
	data := t.TempDir()
	done(t, env, "--data", data, "add", s.URL+"/harbour/", s.URL+"/stars/feed.json")
	done(t, env, "--data", data, "refresh")

	term := start(t, 160, 14, env, "--data", data, "--offline")
	term.see("Harbour News", "Night Sky")
	term.press("}")
	term.see("╭ Harbour News")
	term.press(enterKey, "2")
	term.see("§ 2/3", "Slowing down is the rule")
	for begun := time.Now(); ; {
		kept, _ := os.ReadFile(filepath.Join(data, leftName))
		all := done(t, env, "--data", data, "--offline", "export", "--format", "json")
		if strings.Contains(string(kept), `"headline"`) && strings.Contains(strings.Join(strings.Fields(all), ""), `"place":[2,`) {
			break
		}
		if time.Since(begun) > deadline {
			t.Fatalf("the screen is not kept, or not the place: %q", kept)
		}
	}
	if err := term.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	term.cmd.Wait()

	again := start(t, 160, 14, env, "--data", data, "--offline")
	again.until("the list and the second section", func(screen string) bool {
		return strings.Contains(screen, "╭ Harbour News") && strings.Contains(screen, "▌○ The late ferry has a good excuse") &&
			strings.Contains(screen, "Slowing down is the rule") && !strings.Contains(screen, "Thirty dolphins")
	})
}
