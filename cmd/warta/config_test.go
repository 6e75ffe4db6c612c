package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"warta/ui/keys"
)

func TestConfigIsRead(t *testing.T) {
	c, err := readConfig(write(t, `
data = "~/news"
offline = true
theme = "mine"
background = "light"
rows = "one"
measure = 72
mouse = false
view = "Starred"
keys = "newsboat"

[bind]
toggle-star = "%"

[headers."https://example.org/feed"]
Authorization = "Bearer x"

[[site]]
host = "example.org"
article = "article, .story"
drop = [".toolbox"]

[themes.mine]
from = "warta"
accent = "#112233"
star = "11"
`))
	if err != nil {
		t.Fatal(err)
	}
	if !c.Offline || c.Measure != 72 || *c.Mouse || c.Headers["https://example.org/feed"]["Authorization"] != "Bearer x" {
		t.Errorf("got %+v", c)
	}
	if s := c.sites(); len(s) != 1 || len(s[0].Article) != 2 || s[0].Article[1] != ".story" || s[0].Drop[0] != ".toolbox" {
		t.Errorf("sites are %+v", s)
	}
	table, err := c.keyTable()
	if err != nil || table.First(keys.ToggleStar) != "%" {
		t.Errorf("the star is on %q, %v", table.First(keys.ToggleStar), err)
	}
	own, err := c.palettes()
	if err != nil || len(own) != 1 || own[0].Accent.RGB != "#112233" || own[0].Star.ANSI != 11 || own[0].Ink.RGB == "" {
		t.Errorf("themes are %+v, %v", own, err)
	}
}

// The configuration that the README shows is one that is read, rules for sites
// and all.
func TestConfigOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for i, part := range strings.Split(string(readme), "```toml\n") {
		text, _, ok := strings.Cut(part, "```")
		if i == 0 || !ok {
			continue
		}
		found++
		c, err := readConfig(write(t, text))
		if err != nil {
			t.Errorf("%v in\n%s", err, text)
			continue
		}
		if s := c.sites(); strings.Contains(text, "[[site]]") && (len(s) != 1 || s[0].Host != "example.org" || s[0].Article[0] != "div.story" || s[0].Drop[0] != ".toolbox" || s[0].Keep[0] != "p.note") {
			t.Errorf("sites are %+v", s)
		}
	}
	if found == 0 {
		t.Error("the README shows no configuration")
	}
}

func TestEmptyConfig(t *testing.T) {
	if _, err := readConfig(write(t, "")); err != nil {
		t.Error(err)
	}
	if _, err := readConfig(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}

// A value that cannot be used is reported with what it is, and where.
func TestConfigRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an unknown key", "theme = \"warta\"\ncolour = 1\n", `line 2: there is no key "colour"`},
		{"an unknown key in a table", "[themes.mine]\nblue = \"#000000\"\n", `line 2: there is no key "themes.mine.blue"`},
		{"two unknown keys", "a = 1\nb = 2\n", `line 1: there is no key "a", line 2: there is no key "b"`},
		{"a value of another type", "offline = \"yes\"\n", "line 1: offline has a value of another kind; write true or false"},
		{"a number for a text", "\ntheme = 5\n", "line 2: theme has a value of another kind; write a text in quotation marks"},
		{"a text for a number", "measure = \"80\"\n", "line 1: measure has a value of another kind; write a whole number"},
		{"a number for a table", "bind = 3\n", "line 1: bind has a value of another kind; write it as a table of its own"},
		{"a number for a colour", "[themes.mine]\nink = 5\n", "line 2: ink has a value of another kind"},
		{"broken TOML", "theme = \n", "line 1"},
		{"an unknown theme", "theme = \"beige\"\n", `"beige" is not a theme; choose one of `},
		{"an unknown preset", "keys = \"emacs\"\n", "emacs"},
		{"an unknown action", "[bind]\nfly = \"f\"\n", `line 2: there is no action "fly"`},
		{"a site without a name", "[[site]]\ndrop = [\".box\"]\n", "line 1: a [[site]] has no host"},
		{"an address for a site", "[[site]]\nhost = \"https://example.org/\"\ndrop = [\".box\"]\n", "line 2: host = \"https://example.org/\" is no name of a site"},
		{"a site that says nothing", "[[site]]\nhost = \"a.example\"\nkeep = [\"p\"]\n[[site]]\nhost = \"b.example\"\n", "line 5: the [[site]] b.example says nothing"},
		{"a place that is none", "rows = \"one\"\n[[site]]\nhost = \"a.example\"\ndrop = [\"div > p\"]\n", "line 4: drop has \"div > p\", which is no place"},
		{"an unknown key of a site", "[[site]]\nhost = \"a.example\"\nsave = [\"p\"]\n", "line 3: there is no key \"site.save\""},
		{"a text for places", "[[site]]\nhost = \"a.example\"\ndrop = \".box\"\n", "line 3: drop has a value of another kind"},
		{"the only key of another action", "[bind]\nopen = \"enter\"\ntoggle-star = \"m\"\n", `line 3: "m" would mean toggle-star, and is the only key of toggle-read`},
		{"a key that does not exist", "[bind]\nopen = \"enter\"\ntoggle-star = \"ctlr+q\"\n", `line 3: toggle-star: "ctlr+q" is no key: there is no "ctlr"`},
		{"two that do not", "[bind]\nopen = \"foo\"\ntoggle-star = \"bar\"\n", `line 3: toggle-star: "bar" is no key`},
		{"a clash", "[bind]\ntoggle-star = \"F\"\ntoggle-read = \"F\"\n", "toggle-star"},
		{"a background", "background = \"pink\"\n", "line 1: background = \"pink\" must be one of auto, dark, light"},
		{"rows", "rows = \"three\"\n", "one, two"},
		{"a timeout", "timeout = \"soon\"\n", `"soon" is no duration`},
		{"a measure", "\nmeasure = 3\n", "line 2: measure = 3 is not between 20 and 400"},
		{"a colour", "[themes.mine]\nink = \"soot\"\n", "line 2: themes.mine: ink = \"soot\" is no colour"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readConfig(write(t, c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want %q in it", err, c.want)
			}
			for _, word := range []string{"struct", "main.", "decode", "map["} {
				if strings.Contains(err.Error(), word) {
					t.Errorf("%v is for programmers", err)
				}
			}
			if exitCode(err) != exitUsage {
				t.Errorf("exit code %d", exitCode(err))
			}
			if s := sentence(err); strings.Contains(s, "\n") || !strings.Contains(s, "config.toml") {
				t.Errorf("not one sentence that names the file: %q", s)
			}
		})
	}
}

func TestDirectories(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "elsewhere"))
	if got, err := dataDir(); err != nil || got != filepath.Join(home, "elsewhere", "warta") {
		t.Errorf("with XDG_DATA_HOME: %s, %v", got, err)
	}
	t.Setenv("XDG_DATA_HOME", "relative")
	if got, err := dataDir(); err != nil || !strings.HasPrefix(got, home) || strings.Contains(got, "relative") {
		t.Errorf("a relative XDG_DATA_HOME is not ignored: %s, %v", got, err)
	}
	if got, err := expandHome("~/news"); err != nil || got != filepath.Join(home, "news") {
		t.Errorf("expandHome: %s, %v", got, err)
	}
	if got, err := expandHome("~other/news"); err != nil || got != "~other/news" {
		t.Errorf("expandHome: %s, %v", got, err)
	}
}

func TestClock(t *testing.T) {
	now, err := clock("-48h")
	if err != nil {
		t.Fatal(err)
	}
	if ago := time.Since(now()); ago < 47*time.Hour || ago > 49*time.Hour {
		t.Errorf("the clock is moved by %v", ago)
	}
	if _, err := clock("tomorrow"); exitCode(err) != exitUsage {
		t.Errorf("got %v", err)
	}
}

func TestLightFromEnv(t *testing.T) {
	for value, want := range map[string]bool{"": false, "15;0": false, "0;15": true, "0;default;7": true, "12;8": false} {
		if lightFromEnv(value) != want {
			t.Errorf("COLORFGBG=%q", value)
		}
	}
}

// write writes a configuration and is its path.
func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
