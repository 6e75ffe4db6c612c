package keys

import (
	"slices"
	"strings"
	"testing"
)

func TestNoKeyMeansTwoThings(t *testing.T) {
	for _, name := range Presets() {
		table, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, clash := range table.Clashes() {
			t.Errorf("%s: %s", name, clash)
		}
	}
}

func TestFind(t *testing.T) {
	table := Default()
	for _, c := range []struct {
		scope   Scope
		pressed string
		want    Action
	}{
		{List, "j", Down},
		{Sidebar, "space", Fold},
		{List, "space", Advance},
		{Article, "n", NextUnread},
		{Finding, "n", NextMatch},
		{Finding, "1", GoToSection},
		{List, "1", ""},
		{Menu, "j", ""},
		{Page, "q", PageClose},
		{List, "é", ""},
	} {
		if got, more := table.Find(c.scope, c.pressed); got != c.want || more {
			t.Errorf("%q in %s: %q, more %v, want %q", c.pressed, c.scope, got, more, c.want)
		}
	}
}

func TestSequences(t *testing.T) {
	table, err := Default().Remap(map[string]string{"top": "g g, home", "rename": "g r", "bottom": "g e"})
	if err != nil {
		t.Fatal(err)
	}
	if a, more := table.Find(List, "g"); a != "" || !more {
		t.Errorf("g: %q, more %v", a, more)
	}
	if a, more := table.Find(List, "g e"); a != Bottom || more {
		t.Errorf("g e: %q, more %v", a, more)
	}
	if a, _ := table.Find(List, "G"); a != "" {
		t.Errorf("G still asks for %q", a)
	}
	if got := table.Keys(Top); !strings.HasPrefix(got, "gg, home") || strings.Count(got, "home") != 1 {
		t.Errorf("keys of top: %q", got)
	}
}

func TestRemap(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes map[string]string
		wrong   []string // words of the error; none: it goes well
	}{
		{"one of several keys is given away", map[string]string{"toggle-star": "j"}, nil},
		{"the only key of an action", map[string]string{"toggle-star": "m"}, []string{"toggle-star", "toggle-read", `"m"`}},
		{"it gets another key", map[string]string{"toggle-star": "m", "toggle-read": "s"}, nil},
		{"it shall have none", map[string]string{"toggle-star": "m", "toggle-read": ""}, nil},
		{"a sequence that begins with it", map[string]string{"toggle-star": "m m"}, nil},
		{"the only key in one pane", map[string]string{"rename": "m"}, []string{"rename", "toggle-read", "sidebar"}},
		{"both of its keys", map[string]string{"toggle-star": "j", "toggle-saved": "down"}, []string{"down"}},
		{"a key that another pane has", map[string]string{"toggle-star": "c"}, nil},
		{"nothing can be held so", map[string]string{"toggle-star": "ctlr+q"}, []string{"toggle-star", `"ctlr"`, "ctrl", "is written"}},
		{"a name of no key", map[string]string{"toggle-star": "foo"}, []string{"toggle-star", `"foo"`, "is written"}},
		{"a name of no key in a sequence", map[string]string{"toggle-star": "g foo"}, []string{`"foo"`}},
		{"keys without a comma and a space", map[string]string{"toggle-star": "x,y"}, []string{`"x,y"`}},
		{"f99", map[string]string{"toggle-star": "f99"}, []string{`"f99"`}},
		{"two want one key", map[string]string{"toggle-star": "ö", "toggle-read": "ö"}, []string{"toggle-star", "toggle-read", "ö"}},
		{"the beginning of a sequence", map[string]string{"toggle-star": "ö", "toggle-read": "ö ö"}, nil},
		{"unknown", map[string]string{"fly": "f"}, []string{`"fly"`}},
		{"without a key", map[string]string{"quit": ""}, nil},
		{"other scopes do not clash", map[string]string{"rename": "j"}, nil},
	} {
		table, err := Default().Remap(c.changes)
		if (err == nil) != (c.wrong == nil) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, w := range c.wrong {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v does not name %s", c.name, err, w)
			}
		}
		if err == nil && len(table.Clashes()) > 0 {
			t.Errorf("%s: %v", c.name, table.Clashes())
		}
	}
}

// A key stays what it was when a sequence begins with it, in another pane's
// scope, too.
func TestBeginningOfASequenceIsAnAction(t *testing.T) {
	table, err := Default().Remap(map[string]string{"mark-all-read": "A, g r", "rename": "j c"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		scope   Scope
		pressed string
		want    Action
		more    bool
	}{{List, "g", Top, true}, {List, "g r", MarkAllRead, false}, {Sidebar, "j", Down, true}, {List, "j", Down, false}, {Sidebar, "j c", Rename, false}} {
		if a, more := table.Find(c.scope, c.pressed); a != c.want || more != c.more {
			t.Errorf("%q in %s: %q, more %v", c.pressed, c.scope, a, more)
		}
	}
	if got := table.Keys(Top); got != "g, home" {
		t.Errorf("the keys of top are %s", got)
	}
}

func TestTaken(t *testing.T) {
	for _, c := range []struct {
		changes map[string]string
		want    []string
	}{
		{map[string]string{"toggle-star": "g"}, []string{"g now means toggle-star; top: home"}},
		{map[string]string{"toggle-star": "g", "top": "home"}, nil}, // it was said there
		{map[string]string{"toggle-star": "*", "mark-all-read": "A, g r"}, nil},
		{map[string]string{"rename": "j"}, []string{"j now means rename in the sidebar; down: ↓"}},
	} {
		table, err := Default().Remap(c.changes)
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Taken(Default(), c.changes); !slices.Equal(got, c.want) {
			t.Errorf("%v: %q", c.changes, got)
		}
	}
}

func TestRemapLeavesTheFormerTable(t *testing.T) {
	before := Default()
	if _, err := before.Remap(map[string]string{"toggle-star": "m", "toggle-read": "*"}); err != nil {
		t.Fatal(err)
	}
	if a, _ := before.Find(List, "m"); a != ToggleRead {
		t.Errorf("m became %q in the table that was asked", a)
	}
}

func TestIn(t *testing.T) {
	for _, b := range Default().In(Finding) {
		if b.Action == NextUnread {
			t.Errorf("n is next match here, yet the help shows %v", b)
		}
	}
	for _, b := range Default().In(Sidebar) {
		if b.Action == GoToSection {
			t.Error("sections are not for the sidebar")
		}
	}
}

func TestMarkdownHasEveryAction(t *testing.T) {
	text := Markdown()
	for _, b := range Default() {
		if b.Scope < Menu && !strings.Contains(text, b.Help) {
			t.Errorf("%s is not in the table", b.Action)
		}
	}
}

func TestShown(t *testing.T) {
	for in, want := range map[string]string{"g g": "gg", "ctrl+w h": "ctrl+w h", "down": "↓", "z z z": "zzz"} {
		if got := Shown(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}

// Every key of the presets is one that a keyboard sends, and is written as the
// toolkit names it.
func TestKeysCanBePressed(t *testing.T) {
	for _, name := range Presets() {
		table, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range table {
			for _, k := range b.Keys {
				if got, err := canonical(k); err != nil || got != k {
					t.Errorf("%s: %q is %q, %v", b.Action, k, got, err)
				}
			}
		}
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"alt+ctrl+x": "ctrl+alt+x", "Ctrl+Q": "ctrl+q", "shift+a": "A", "shift+tab": "shift+tab", "PgDown": "pgdown", "F12": "f12",
		"ctrl++": "ctrl++", "+": "+", ",": ",", "ö": "ö", "Я": "Я", "g  R": "g R", "f": "f", "ctrl+shift+down": "ctrl+shift+down",
	} {
		if got, err := canonical(in); err != nil || got != want {
			t.Errorf("%q is %q, %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"ctrl+", "+q", "hold+q", "f0", "f07", "mm", "\x1b", "ctrl+foo", "^Q", "C-q"} {
		if got, err := canonical(in); err == nil {
			t.Errorf("%q is %q", in, got)
		}
	}
}
