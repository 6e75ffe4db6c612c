package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A full disk is one sentence, and what was stored before stays readable.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	dir := filepath.Join(t.TempDir(), "small")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		cannot(t, "a small disk cannot be made here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, 0) })
	env := environment(t.TempDir())
	data := filepath.Join(dir, "data")
	done(t, env, "--data", data, "add", s.URL+"/harbour/")
	done(t, env, "--data", data, "mark", "star", "title:ferry")

	fill(t, filepath.Join(dir, "ballast"))
	refused := false
	for _, args := range [][]string{
		{"add", s.URL + "/hills/feed.atom"}, {"add", s.URL + "/stars/feed.json"}, {"mark", "star", "--all"}, {"mark", "read", "--all"},
	} {
		_, errOut, code := command(t, env, append([]string{"--data", data}, args...)...)
		if code == exitDone {
			continue // there was room in the file for that
		}
		refused = true
		if code != exitFailed || !strings.Contains(errOut, "disk is full") || !strings.Contains(errOut, "make room") || strings.Count(errOut, "\n") != 1 {
			t.Errorf("warta %v ended with %d: %s", args, code, errOut)
		}
	}
	if !refused {
		t.Error("a full disk is never noticed")
	}
	if err := os.Remove(filepath.Join(dir, "ballast")); err != nil {
		t.Fatal(err)
	}
	if out := done(t, env, "--data", data, "list", "starred title:ferry"); !strings.Contains(out, "late ferry") {
		t.Errorf("the star is lost: %q", out)
	}
	done(t, env, "--data", data, "mark", "read", "--all")
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 64 << 10; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
}

// A data directory that cannot be written is one sentence and says what to do.
func TestReadOnlyDataDirectory(t *testing.T) {
	t.Parallel()
	env := environment(t.TempDir())
	dir := t.TempDir()
	closed := filepath.Join(dir, "closed")
	if err := os.Mkdir(closed, 0o555); err != nil {
		t.Fatal(err)
	}
	stored := filepath.Join(dir, "stored")
	done(t, env, "--data", stored, "--offline", "list")
	open(t, stored)
	for name, args := range map[string][]string{
		"a directory that cannot be made":  {"--data", filepath.Join(closed, "new"), "list"},
		"a directory that cannot be used":  {"--data", closed, "list"},
		"a mark in a closed database":      {"--data", stored, "mark", "star", "--all"},
		"a refresh of a closed database":   {"--data", stored, "refresh"},
		"the screen, which needs to write": {"--data", filepath.Join(closed, "new"), "--plain"},
	} {
		t.Run(name, func(t *testing.T) {
			errOut, code := asNobody(t, env, args...)
			if code != exitFailed || strings.Count(errOut, "\n") != 1 || !strings.Contains(errOut, "--data DIR") {
				t.Errorf("it ended with %d: %s", code, errOut)
			}
		})
	}
}

// What is stored can be read where nothing can be written.
func TestReadOnlyDataIsRead(t *testing.T) {
	t.Parallel()
	env := environment(t.TempDir())
	stored := filepath.Join(t.TempDir(), "stored")
	done(t, env, "--data", stored, "--offline", "list")
	open(t, stored)
	for _, args := range [][]string{{"list"}, {"unread"}, {"feeds"}, {"read", "1"}, {"export"}, {"export", "--format", "json"}, {"--plain"}} {
		if errOut, code := asNobody(t, env, append([]string{"--data", stored}, args...)...); code != exitDone || errOut != "" {
			t.Errorf("warta %v ended with %d: %s", args, code, errOut)
		}
	}
}

// Reading works on a full disk, too.
func TestFullDiskIsRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		cannot(t, "a small disk cannot be made here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, 0) })
	env := environment(t.TempDir())
	data := filepath.Join(dir, "data")
	done(t, env, "--data", data, "--offline", "list")
	fill(t, filepath.Join(dir, "ballast"))
	for _, args := range [][]string{{"list"}, {"unread"}, {"feeds"}, {"read", "1"}, {"export"}} {
		done(t, env, append([]string{"--data", data, "--offline"}, args...)...)
	}
	_, errOut, code := command(t, env, "--data", data, "refresh")
	if code != exitFailed || !strings.Contains(errOut, "disk is full") || strings.Count(errOut, "\n") != 1 {
		t.Errorf("warta refresh ended with %d: %s", code, errOut)
	}
	for _, args := range [][]string{{"export"}, {"list"}, {"read", "1"}} {
		cmd := exec.CommandContext(t.Context(), "sh", "-c", builtProgram(t)+" --offline --data "+data+" "+strings.Join(args, " ")+" >/dev/full")
		cmd.Env = env
		out, _ := cmd.CombinedOutput()
		if strings.Count(string(out), "no space left") != 1 {
			t.Errorf("warta %v to a full disk: %s", args, out)
		}
	}
}

// open makes a directory and what is in it readable for all and writable for
// nobody but its owner.
func open(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.Chmod(f, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
}

// asNobody runs the program for somebody who may not write everywhere, as the
// superuser may.
func asNobody(t *testing.T, env []string, args ...string) (stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), builtProgram(t), args...)
	cmd.Env = env
	if os.Getuid() == 0 {
		reachable(t, builtProgram(t))
		reachable(t, args[1])
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		cannot(t, "it cannot be run as somebody else: %v", err)
	}
	return errOut.String(), cmd.ProcessState.ExitCode()
}

// reachable lets everybody through the folders above a file of this test.
func reachable(t *testing.T, path string) {
	t.Helper()
	for dir := filepath.Dir(path); len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			continue // the folder that cannot be made
		}
		if err := os.Chmod(dir, info.Mode().Perm()|0o055); err != nil {
			t.Fatal(err)
		}
	}
}

// A reader of the output that had enough is no failure.
func TestPipeThatCloses(t *testing.T) {
	t.Parallel()
	env := environment(t.TempDir())
	done(t, env, "--offline", "list")
	cmd := exec.CommandContext(t.Context(), "sh", "-c",
		fmt.Sprintf(`{ for i in 1 2 3; do %[1]s --offline export --format json; echo "code $?" >&2; done; } | true`, builtProgram(t)))
	cmd.Env = env
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if got := errOut.String(); got != strings.Repeat("code 0\n", 3) {
		t.Errorf("standard error has %q", got)
	}
}

// A limit for the size of files is a disk that is full at any point one likes,
// for everybody: what was told to be done is done, and the rest is one sentence.
func TestFilesThatMayNotGrow(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	env := environment(t.TempDir())
	whole := filepath.Join(t.TempDir(), "whole")
	done(t, env, "--data", whole, "add", s.URL+"/harbour/")
	done(t, env, "--data", whole, "mark", "star", "title:ferry")
	info, err := os.Stat(filepath.Join(whole, "warta.db"))
	if err != nil {
		t.Fatal(err)
	}
	random, refused := rand.New(rand.NewPCG(3, 5)), 0
	for range 5 {
		data := filepath.Join(t.TempDir(), "data")
		copyStore(t, data, whole)
		limit := random.IntN(2 * int(info.Size()) / 512)
		starred := false
		asked := s.requests.Load()
		for _, args := range []string{"add " + s.URL + "/hills/feed.atom", "mark star --all", "doctor --rebuild", "list"} {
			cmd := exec.CommandContext(t.Context(), "sh", "-c", fmt.Sprintf("ulimit -f %d; exec %s --data %s %s", limit, builtProgram(t), data, args))
			cmd.Env = env
			var out, errOut bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &errOut
			err := cmd.Run()
			said := lastLine(errOut.String())
			if err != nil {
				refused++
			}
			if err != nil && !strings.Contains(said, "disk") && !strings.Contains(said, "cannot be written") || strings.Contains(errOut.String(), "goroutine ") {
				t.Errorf("with files of %d bytes at most, warta %s: %v: %s", limit*512, args, err, errOut.String())
			}
			starred = starred || err == nil && strings.Contains(out.String(), " changed")
		}
		if n := s.requests.Load() - asked; n > 10 {
			t.Errorf("with files of %d bytes at most, %d requests are made for a feed of two entries", limit*512, n)
		}
		command(t, env, "--data", data, "--offline", "doctor", "--yes")
		if out, errOut, code := command(t, env, "--data", data, "--offline", "doctor"); code != 0 {
			t.Errorf("with files of %d bytes at most: %s%s", limit*512, out, errOut)
		}
		stars, all := done(t, env, "--data", data, "list", "starred"), done(t, env, "--data", data, "list")
		if !strings.Contains(stars, "ferry") || starred && stars != all {
			t.Errorf("with files of %d bytes at most, starred are\n%s", limit*512, stars)
		}
	}
	if refused == 0 {
		t.Error("nothing was ever refused")
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
