package main

import (
	"os/exec"
	"strings"
	"testing"
)

// allowed is the map of the packages: what each may import beside the standard
// library. It is a statement of policy: when a build breaks it, the build is
// wrong. "feed/..." stands for every package below feed.
var allowed = map[string]string{
	"cmd/warta": "feed feed/article feed/edition feed/library feed/opml ui ui/keys ui/theme " +
		"github.com/spf13/cobra charm.land/fang/v2 github.com/pelletier/go-toml/v2 charm.land/bubbletea/v2 " +
		"github.com/charmbracelet/colorprofile github.com/charmbracelet/x/ansi github.com/charmbracelet/x/term golang.org/x/sys",
	"feed":          "",
	"feed/article":  "",
	"feed/edition":  "feed/article golang.org/x/image/webp golang.org/x/net/idna", // WebP is for few reading systems
	"feed/fetch":    "golang.org/x/net github.com/klauspost/compress github.com/andybalholm/brotli",
	"feed/parse":    "feed github.com/mmcdole/gofeed golang.org/x/net golang.org/x/text",
	"feed/extract":  "feed/article golang.org/x/net golang.org/x/text github.com/markusmobius codeberg.org/readeck github.com/go-shiori",
	"feed/discover": "feed golang.org/x/net",
	"feed/opml":     "feed golang.org/x/net",
	"feed/query":    "feed",
	"feed/store":    "feed modernc.org/sqlite github.com/klauspost/compress golang.org/x/text",
	"feed/library": "feed feed/article feed/fetch feed/parse feed/extract feed/discover feed/query feed/store " +
		"golang.org/x/sync",
	"ui": "feed feed/article ui/keys ui/theme ui/typeset ui/sidebar ui/headlines ui/reader ui/prompt ui/palette ui/status " +
		"charm.land/bubbletea/v2 charm.land/lipgloss/v2 github.com/charmbracelet/x/ansi",
	"ui/keys":      "charm.land/bubbletea/v2 charm.land/bubbles/v2",
	"ui/theme":     "charm.land/lipgloss/v2",
	"ui/typeset":   "feed feed/article ui/theme github.com/charmbracelet/x/ansi github.com/clipperhouse golang.org/x/text",
	"ui/sidebar":   "feed feed/article ui/theme ui/typeset",
	"ui/headlines": "feed feed/article ui/theme ui/typeset",
	"ui/reader":    "feed feed/article ui/theme ui/typeset",
	"ui/prompt":    "ui/theme ui/typeset charm.land/bubbletea/v2 github.com/clipperhouse",
	"ui/palette":   "ui/theme ui/typeset",
	"ui/status":    "feed ui/keys ui/theme ui/typeset",
}

// module is the prefix of warta's own packages.
const module = "warta/"

func TestImports(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f",
		`{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		name := strings.TrimPrefix(words[0], module)
		list, known := allowed[name]
		if !known {
			t.Errorf("package %s is not on the map", name)
			continue
		}
		for _, imported := range words[1:] {
			if !mayImport(strings.Fields(list), imported) {
				t.Errorf("%s may not import %s", name, imported)
			}
		}
	}
}

// mayImport reports whether a package whose map line is list may import path.
func mayImport(list []string, path string) bool {
	if own, ok := strings.CutPrefix(path, module); ok {
		for _, a := range list {
			if a == own {
				return true
			}
		}
		return false
	}
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") {
		return true // the standard library
	}
	for _, a := range list {
		if path == a || strings.HasPrefix(path, a+"/") {
			return true
		}
	}
	return false
}

func TestMayImport(t *testing.T) {
	for _, c := range []struct {
		list, path string
		want       bool
	}{
		{"feed", "warta/feed", true},
		{"feed", "warta/feed/store", false},
		{"", "net/http", true},
		{"", "example.org/x", false},
		{"example.org/x", "example.org/x/y", true},
		{"example.org/x", "example.org/xy", false},
	} {
		if got := mayImport(strings.Fields(c.list), c.path); got != c.want {
			t.Errorf("mayImport(%q, %q) = %v", c.list, c.path, got)
		}
	}
}
