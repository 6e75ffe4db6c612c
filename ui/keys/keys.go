// Package keys says which keystroke asks for which action, and where.
//
// One ordered [Table] is the whole of it: dispatch, the help, the palette, the
// configuration's remapping and the README's key table are all read from it,
// so they cannot disagree. A key means one thing in a [Scope]; a scope of its
// own comes before [Anywhere].
package keys

import (
	"slices"
	"strings"
)

// An Action is something that a reader can ask for. Its text is its name in
// the configuration and never changes.
type Action string

// A Scope is the part of the screen that has the keyboard.
type Scope int

// The scopes.
const (
	Anywhere Scope = iota // any of the three panes
	Sidebar
	List
	Article
	Finding // an article in which words were found
	Menu    // where text is typed: a prompt, the palette, a menu that is narrowed
	Page    // the help and the outline: something to scroll and to close
	Choice  // a menu or a question whose rows are moved through
)

// String is the scope as the help shows it.
func (s Scope) String() string {
	return [...]string{"anywhere", "sidebar", "list", "article", "finding", "prompts", "help", "menus"}[s]
}

// A Binding is one row of the table: an action, where it works, the keys that
// ask for it and what the help says. A key is written as Bubble Tea names it
// ("j", "ctrl+d", "pgdown"); a sequence of keys has spaces between ("g g").
type Binding struct {
	Action Action
	Scope  Scope
	Group  Group
	Keys   []string
	Help   string
	Short  string // for the hints in the status line, "" for no hint
}

// A Group is a heading in the help.
type Group string

// The groups, in the order of the help.
const (
	Moving  Group = "Moving"
	Reading Group = "Reading"
	Marking Group = "Marking"
	Feeds   Group = "Feeds"
	Screen  Group = "Screen"
)

// A Table is the bindings in the order of the help.
type Table []Binding

// Find is the action that the keys pressed so far ask for in a scope. While
// they are the beginning of a longer sequence as well, more is true; the action
// is then meant when the next key does not go on with it.
func (t Table) Find(scope Scope, pressed string) (action Action, more bool) {
	for _, s := range scope.chain() {
		for i := range t {
			if t[i].Scope != s {
				continue
			}
			for _, k := range t[i].Keys {
				if k == pressed && action == "" {
					action = t[i].Action
				} else if len(k) > len(pressed) && k[len(pressed)] == ' ' && strings.HasPrefix(k, pressed) {
					more = true
				}
			}
		}
	}
	return action, more
}

// chain is the scopes in which a key is looked up, nearest first.
func (s Scope) chain() []Scope {
	switch s {
	case Anywhere:
		return []Scope{Anywhere}
	case Finding:
		return []Scope{Finding, Article, Anywhere}
	case Menu, Page, Choice:
		return []Scope{s}
	case Sidebar, List, Article:
		return []Scope{s, Anywhere}
	}
	return nil
}

// In is what works in a scope: its own bindings and those that work anywhere,
// without the keys that its own bindings take from them.
func (t Table) In(scope Scope) Table {
	chain := scope.chain()
	var out Table
	for _, b := range t {
		if !slices.Contains(chain, b.Scope) {
			continue
		}
		kept := make([]string, 0, len(b.Keys))
		for _, k := range b.Keys {
			if a, _ := t.Find(scope, k); a == b.Action {
				kept = append(kept, k)
			}
		}
		if b.Keys = kept; len(kept) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// Keys is how the keys of an action are shown, those of the panes if it has
// any: "j, down".
func (t Table) Keys(a Action) string {
	var all []string
	for _, b := range t {
		if b.Action != a || b.Scope >= Menu && len(all) > 0 {
			continue
		}
		for label := range strings.SplitSeq(b.Label(), ", ") {
			if !slices.Contains(all, label) {
				all = append(all, label)
			}
		}
	}
	return strings.Join(all, ", ")
}

// First is the first key of an action as it is shown, or "".
func (t Table) First(a Action) string {
	for _, b := range t {
		if b.Action == a && len(b.Keys) > 0 {
			return Shown(b.Keys[0])
		}
	}
	return ""
}

// Label is how the keys of the binding are shown. Nine keys from 1 to 9 are
// shown as "1–9".
func (b Binding) Label() string {
	if len(b.Keys) == 9 && b.Keys[0] == "1" && b.Keys[8] == "9" {
		return "1–9"
	}
	shown := make([]string, len(b.Keys))
	for i, k := range b.Keys {
		shown[i] = Shown(k)
	}
	return strings.Join(shown, ", ")
}

// Shown is a key as people read it: arrows as arrows, a sequence of letters
// without spaces.
func Shown(key string) string {
	var b strings.Builder
	parts := strings.Split(key, " ")
	for i, k := range parts {
		if i > 0 && (len(k) > 1 || len(parts[i-1]) > 1) {
			b.WriteByte(' ')
		}
		switch k {
		case "up":
			k = "↑"
		case "down":
			k = "↓"
		case "left":
			k = "←"
		case "right":
			k = "→"
		}
		b.WriteString(k)
	}
	return b.String()
}
