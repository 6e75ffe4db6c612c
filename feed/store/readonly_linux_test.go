package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"warta/feed"
)

// mustRead reads a store that cannot be written, and finds that every method
// that would write says so at once.
func mustRead(t *testing.T, path string, want error) {
	t.Helper()
	s := openStore(t, path)
	if got := titles(t, s, feed.Query{}); len(got) != 1 || got[0] != "Rain" {
		t.Fatalf("it has %q", got)
	}
	start := time.Now()
	if _, err := s.Mark(t.Context(), []feed.EntryID{1}, feed.MarkStarred); !errors.Is(err, want) {
		t.Errorf("marking: %v", err)
	}
	if _, err := s.Lease(t.Context(), "feeds", "a", time.Minute); !errors.Is(err, want) {
		t.Errorf("taking a lease: %v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v to say so", took)
	}
}

// oneEntry is a database at path that was closed well.
func oneEntry(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, subscribe(t, s, "http://a.test/", ""), feed.Entry{GUID: "1", Title: "Rain", URL: "http://a.test/1"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is stored on a disk that cannot be written can be read.
func TestReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	oneEntry(t, filepath.Join(dir, "warta.db"))
	remount := uintptr(syscall.MS_BIND | syscall.MS_REMOUNT | syscall.MS_RDONLY)
	if err := errors.Join(syscall.Mount(dir, dir, "", syscall.MS_BIND, ""), syscall.Mount("", dir, "", remount, "")); err != nil {
		t.Skipf("a disk that cannot be written cannot be made here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	mustRead(t, filepath.Join(dir, "warta.db"), feed.ErrReadOnly)
}

// What is stored on a full disk can be read, also when there is no room for the
// files by which readers and writers agree.
func TestFullDiskIsRead(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("a small disk cannot be made here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	oneEntry(t, filepath.Join(dir, "warta.db"))
	ballast, err := os.Create(filepath.Join(dir, "ballast"))
	if err != nil {
		t.Fatal(err)
	}
	defer ballast.Close()
	for size := 64 << 10; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = ballast.Write(make([]byte, size))
		}
	}
	mustRead(t, filepath.Join(dir, "warta.db"), feed.ErrFull)
}
