package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Who has a list of newsboat's finds it among the starter packs, and nobody else.
func TestNewsboatPack(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := newsboatPack(); got != nil {
		t.Errorf("without newsboat: %+v", got)
	}
	write(".config/newsboat/urls", "# nothing yet\n")
	write(".newsboat/urls", "https://coast.example/rss Coast \"~By the sea\"\nhttps://hills.example/rss\nexec:~/run\n\"query:Unread:unread = \\\"yes\\\"\"\n")
	got := newsboatPack()
	if len(got) != 1 || len(got[0].Feeds) != 2 {
		t.Fatalf("%+v", got)
	}
	if f := got[0].Feeds[0]; f.URL != "https://coast.example/rss" || f.Folder != "Coast" || f.Name != "By the sea" {
		t.Errorf("the first feed: %+v", f)
	}
	if about := got[0].About; !strings.Contains(about, filepath.Join(".newsboat", "urls")) || !strings.Contains(about, "queries") {
		t.Errorf("about it: %q", about)
	}
	write(".newsboat/urls", "\x00\x01not a list")
	if got := newsboatPack(); got != nil {
		t.Errorf("of what is no list: %+v", got)
	}
}
