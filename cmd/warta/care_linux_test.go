package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A database with a damaged byte, anywhere, is opened, and what is gone is told.
func TestDamagedBytes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env, dir := environment(t.TempDir()), t.TempDir()
	whole := filepath.Join(dir, "whole")
	done(t, env, "--data", whole, "add", s.URL+"/harbour/", s.URL+"/hills/feed.atom")
	done(t, env, "--data", whole, "mark", "star", "title:ferry")
	s.stop()
	database, err := os.ReadFile(filepath.Join(whole, "warta.db"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Count(done(t, env, "--data", whole, "list"), "\n")
	random, told := rand.New(rand.NewPCG(7, 11)), 0
	for range 50 {
		at := random.IntN(len(database))
		broken := append([]byte(nil), database...)
		broken[at] ^= byte(1 + random.IntN(255))
		data := filepath.Join(dir, "broken")
		if err := os.RemoveAll(data); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(data, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(data, "warta.db"), broken, 0o600); err != nil {
			t.Fatal(err)
		}
		doctor, doctorErr, _ := command(t, env, "--data", data, "--offline", "doctor", "--yes")
		out, errOut, code := command(t, env, "--data", data, "--offline", "list")
		starred := done(t, env, "--data", data, "--offline", "list", "starred")
		all := doctor + doctorErr + errOut
		aside, _ := filepath.Glob(filepath.Join(data, "warta.db.damaged-*"))
		said := strings.Contains(all, "damaged") || strings.Contains(all, "problem")
		if said {
			told++
		}
		gone := strings.Count(out, "\n") != want || !strings.Contains(starred, "*")
		if code != exitDone || gone && !said || len(aside) > 0 && !strings.Contains(all, "set aside") {
			t.Errorf("byte %d: code %d, %d lines of %d, starred %q:\n%s", at, code, strings.Count(out, "\n"), want, starred, all)
		}
	}
	if told == 0 {
		t.Error("no damage is ever told")
	}
}

// A morning's news is read in a network namespace that has no interface, with the
// same words as online.
func TestReadsWithoutInterfaces(t *testing.T) {
	t.Parallel()
	unshare, err := exec.LookPath("unshare")
	if err != nil || exec.Command(unshare, "-rn", "true").Run() != nil {
		t.Skip("a network namespace cannot be made here")
	}
	s := newSite(t)
	env := environment(t.TempDir())
	done(t, env, "add", "--no-articles", s.URL+"/harbour/", s.URL+"/hills/feed.atom", s.URL+"/stars/feed.json")
	done(t, env, "edition")
	commands := [][]string{{"list"}, {"unread"}, {"list", "ferry"}, {"doctor"}}
	for _, h := range list(t, env, "-feed:guide") {
		commands = append(commands, []string{"read", fmt.Sprint(h.ID)})
	}
	for _, args := range commands {
		online := done(t, env, args...)
		cmd := exec.CommandContext(t.Context(), unshare, append([]string{"-rn", builtProgram(t)}, args...)...)
		cmd.Env = env
		if alone, err := cmd.Output(); err != nil || string(alone) != online {
			t.Errorf("warta %v without interfaces: %v\n%s\nonline:\n%s", args, err, alone, online)
		}
	}

	term := startProgram(t, unshare, 160, 48, env, "-rn", builtProgram(t))
	term.see("Harbour News", "Hill Diary", "Night Sky")
	term.press("S")
	term.press("ferry", enterKey)
	term.see("Thirty dolphins at the bow")
	term.press("s")
	term.see("★")
	term.press("Q")
	if code := term.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
	if out := done(t, env, "list", "starred"); !strings.Contains(out, "ferry") {
		t.Errorf("the star is not there: %q", out)
	}
}
