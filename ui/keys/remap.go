package keys

import (
	"fmt"
	"slices"
	"strings"
)

// Presets names the key tables that can be chosen as a whole.
func Presets() []string { return []string{"default", "newsboat"} }

// Preset is the table of that name; "" is the default one.
func Preset(name string) (Table, error) {
	switch name {
	case "", "default":
		return Default(), nil
	case "newsboat":
		return Default().remap(newsboat(), false)
	}
	return nil, fmt.Errorf("keys %q: there is no such preset, only %s", name, strings.Join(Presets(), ", "))
}

// newsboat is what differs for hands that have learnt newsboat. Its j and k go
// to the next feed and its g and G sort; here they move, as in vi and in most
// configurations of newsboat.
func newsboat() map[string]string {
	return map[string]string{
		"back":                       "h, esc, left, ctrl+x", // close-dialog
		"copy-link":                  "y",
		"fetch-article":              "f",
		"find":                       "/, F", // open-search in a feed, set-filter
		"go-to":                      "t, '", // set-tag
		"half-page-down":             "",
		"half-page-up":               "",
		"links":                      "u, #, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0",
		"make-rule":                  "I",
		"next-feed":                  "ctrl+n, }",
		"next-headline":              "J",
		"next-pane":                  "tab, ctrl+v",
		"next-section":               "], )",
		"offline":                    "ctrl+o",
		"open":                       "enter, right",
		"open-browser-and-mark-read": "O",
		"outline":                    "i",
		"page-down":                  "pgdown",
		"page-up":                    "pgup",
		"previous-feed":              "ctrl+p, {",
		"previous-headline":          "K",
		"previous-match":             "p",
		"previous-pane":              "shift+tab, ctrl+g",
		"previous-section":           "[, (",
		"previous-unread":            "p",
		"scroll-down":                "alt+j, ctrl+down",
		"scroll-up":                  "alt+k, ctrl+up",
		"search":                     "S",
		"section":                    "",
		"toggle-read":                "N",
		"toggle-saved":               "s, ctrl+b", // save, bookmark
		"toggle-star":                "ctrl+e, *", // edit-flags
		"undo":                       "U",
		"unread-only":                "l", // toggle-show-read-feeds
	}
}

// A Problem is what is wrong with the keys that were given to an action.
type Problem struct {
	Action Action
	Text   string // names every action it is about
}

// Problems are the problems of a change of keys, in words.
type Problems []Problem

// Error is all of them in one sentence.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i := range p {
		texts[i] = p[i].Text
	}
	return "keys: " + strings.Join(texts, "; ")
}

// Remap is the table with other keys for the actions named in changes. Keys
// are divided by commas, the keys of a sequence by spaces: "m, g r". An empty
// value leaves the action without a key; it stays in the palette.
//
// A key that is given away so leaves the action it had, when that has another
// one; [Table.Taken] tells of it. A key that begins a sequence of another action
// stays where it is. Two actions that ask for one key in the same place are a problem, and so
// is the loss of an action's only key somewhere unless changes say what becomes
// of that action, a key that no keyboard sends, and an unknown action. They are
// all reported at once, as [Problems], and the table is then nil.
func (t Table) Remap(changes map[string]string) (Table, error) { return t.remap(changes, true) }

// remap is Remap; with strict, an action must not lose its only key.
func (t Table) remap(changes map[string]string, strict bool) (Table, error) {
	out := slices.Clone(t)
	changed := map[Action]bool{}
	var wrong Problems
	for name, value := range changes {
		a := Action(name)
		keys, err := split(value)
		if err != nil {
			wrong = append(wrong, Problem{a, fmt.Sprintf("%s: %v; %s", name, err, written)})
		}
		if !out.set(a, keys) {
			wrong = append(wrong, Problem{a, fmt.Sprintf("there is no action %q", name)})
		}
		changed[a] = true
	}
	out.yield(changed)
	wrong = append(wrong, out.clashes(changed)...)
	if strict {
		wrong = append(wrong, out.lost(t, changed)...)
	}
	if len(wrong) > 0 {
		slices.SortFunc(wrong, func(a, b Problem) int { return strings.Compare(a.Text, b.Text) })
		return nil, wrong
	}
	return out, nil
}

// split is the keys in a value of the configuration.
func split(value string) ([]string, error) {
	var out []string
	for part := range strings.SplitSeq(value, ", ") {
		k, err := canonical(part)
		if err != nil {
			return nil, err
		}
		if k != "" && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out, nil
}

// lost are the actions that had keys in a pane of the former table and have
// none there any more, though nothing was said about them.
func (t Table) lost(former Table, changed map[Action]bool) Problems {
	var out Problems
	told := map[Action]bool{}
	for _, pane := range [...]Scope{Sidebar, List, Article, Finding} {
		for _, b := range former.In(pane) {
			if changed[b.Action] || told[b.Action] || t.works(b.Action, pane) {
				continue
			}
			key, taker := t.taker(b.Keys, pane)
			where := pane.where()
			if b.Scope == Anywhere && !t.works(b.Action, Anywhere) {
				where = ""
			}
			told[b.Action] = true
			out = append(out, Problem{taker, fmt.Sprintf("%q would mean %s%s, and is the only key of %s; give %[4]s another key as well, or \"\" for none",
				Shown(key), taker, where, b.Action)})
		}
	}
	return out
}

// Taken says which keys of a former table changes took from actions that they do
// not name, in words that name both actions and the keys that are left.
func (t Table) Taken(former Table, changes map[string]string) []string {
	var out []string
	for _, pane := range [...]Scope{Sidebar, List, Article, Finding} {
		left := t.In(pane)
		for _, b := range former.In(pane) {
			if _, told := changes[string(b.Action)]; told {
				continue
			}
			for _, k := range b.Keys {
				i := slices.IndexFunc(left, func(now Binding) bool { return now.Action != b.Action && slices.Contains(now.Keys, k) })
				if i < 0 {
					continue
				}
				text := fmt.Sprintf("%s now means %s%s; %s: %s", Shown(k), left[i].Action, left[i].Scope.where(), b.Action, left.Keys(b.Action))
				if !slices.Contains(out, text) {
					out = append(out, text)
				}
			}
		}
	}
	return out
}

// works reports whether an action has a key in a pane.
func (t Table) works(a Action, pane Scope) bool {
	return slices.ContainsFunc(t.In(pane), func(b Binding) bool { return b.Action == a })
}

// taker is the action that has one of the keys in a pane now.
func (t Table) taker(keys []string, pane Scope) (key string, taker Action) {
	for _, k := range keys {
		for _, b := range t.In(pane) {
			if slices.Contains(b.Keys, k) {
				return k, b.Action
			}
		}
	}
	return strings.Join(keys, ", "), ""
}

// set gives an action its keys, in every scope it works in but the menus',
// unless it works only there.
func (t Table) set(a Action, keys []string) bool {
	found := false
	for i := range t {
		if t[i].Action == a && (t[i].Scope < Menu || !found) {
			t[i].Keys, found = keys, true
		}
	}
	return found
}

// yield takes from actions that were not changed the keys that changed ones
// now have in the same place.
func (t Table) yield(changed map[Action]bool) {
	for i := range t {
		if changed[t[i].Action] {
			continue
		}
		kept := make([]string, 0, len(t[i].Keys))
		for _, k := range t[i].Keys {
			if !t.taken(k, t[i].Scope, changed) {
				kept = append(kept, k)
			}
		}
		t[i].Keys = kept
	}
}

// taken reports whether a changed action has the key in a scope.
func (t Table) taken(key string, scope Scope, changed map[Action]bool) bool {
	return slices.ContainsFunc(t, func(b Binding) bool {
		return b.Scope == scope && changed[b.Action] && slices.Contains(b.Keys, key)
	})
}

// Clashes are the keys that mean two things in one scope, in words that name
// both actions. A key and a sequence that begins with it do not clash.
func (t Table) Clashes() []string {
	var out []string
	for _, p := range t.clashes(nil) {
		out = append(out, p.Text)
	}
	return out
}

// clashes are Clashes, each with one of the changed actions in it.
func (t Table) clashes(changed map[Action]bool) Problems {
	var out Problems
	for i, b := range t {
		for _, other := range t[i+1:] {
			if b.Scope != other.Scope {
				continue
			}
			about := b.Action
			if !changed[about] {
				about = other.Action
			}
			for _, k := range b.Keys {
				if slices.Contains(other.Keys, k) {
					out = append(out, Problem{about, fmt.Sprintf("%q means both %s and %s%s", Shown(k), b.Action, other.Action, b.Scope.where())})
				}
			}
		}
	}
	return out
}

// where is the scope at the end of a sentence.
func (s Scope) where() string {
	switch s {
	case Anywhere:
		return ""
	case Finding:
		return " where words were found"
	case Sidebar, List, Article, Menu, Page:
	}
	return " in the " + s.String()
}
