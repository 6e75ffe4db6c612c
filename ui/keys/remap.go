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
		return Default().Remap(newsboat())
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

// Remap is the table with other keys for the actions named in changes. Keys
// are divided by commas, the keys of a sequence by spaces: "m, g r". An empty
// value leaves the action without a key; it stays in the palette. A key that
// is given away so leaves the action it had, but two actions that ask for one
// key in the same place are an error that names both, and so is an unknown
// action; all such errors are reported at once and the table is then nil.
func (t Table) Remap(changes map[string]string) (Table, error) {
	out := slices.Clone(t)
	changed := map[Action]bool{}
	var wrong []string
	for name, value := range changes {
		a := Action(name)
		if !out.set(a, split(value)) {
			wrong = append(wrong, fmt.Sprintf("there is no action %q", name))
		}
		changed[a] = true
	}
	out.yield(changed)
	wrong = append(wrong, out.Clashes()...)
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return nil, fmt.Errorf("keys: %s", strings.Join(wrong, "; "))
	}
	return out, nil
}

// split is the keys in a value of the configuration.
func split(value string) []string {
	var out []string
	for k := range strings.SplitSeq(value, ", ") {
		if k = strings.Join(strings.Fields(k), " "); k != "" {
			out = append(out, k)
		}
	}
	return out
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
		return b.Scope == scope && changed[b.Action] && slices.ContainsFunc(b.Keys, func(k string) bool {
			return k == key || strings.HasPrefix(k, key+" ") || strings.HasPrefix(key, k+" ")
		})
	})
}

// Clashes are the keys that mean two things in one scope, in words that name
// both actions. A key that is also the beginning of a sequence clashes too.
func (t Table) Clashes() []string {
	var out []string
	for i, b := range t {
		for _, other := range t[i+1:] {
			if b.Scope != other.Scope {
				continue
			}
			for _, k := range b.Keys {
				for _, o := range other.Keys {
					if k == o || strings.HasPrefix(o, k+" ") || strings.HasPrefix(k, o+" ") {
						out = append(out, fmt.Sprintf("%q means both %s and %s%s", Shown(k), b.Action, other.Action, b.Scope.where()))
					}
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
