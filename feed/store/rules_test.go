package store

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"warta/feed"
	"warta/feed/query"
)

// newParsing is an empty store that reads queries.
func newParsing(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "warta.db"), Options{Now: func() time.Time { return noon },
		Parse: func(text string) (feed.Query, error) { return query.ParseAt(text, noon) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func saveRule(t *testing.T, s *Store, r Rule) int64 {
	t.Helper()
	id, err := s.SaveRule(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func ask(t *testing.T, s *Store, text string) []string {
	t.Helper()
	q, err := query.ParseAt(text, noon)
	if err != nil {
		t.Fatal(err)
	}
	list := titles(t, s, q)
	slices.Sort(list)
	return list
}

func TestRulesActOnWhatArrives(t *testing.T) {
	s := newParsing(t)
	id := subscribe(t, s, "https://example.org/feed", "World")
	save(t, s, id, entry("0 /0 football before the rule"))
	saveRule(t, s, Rule{Name: "Icelandic", Query: "lang:is", Do: Keep})
	hide := saveRule(t, s, Rule{Name: "no football", Query: "title:football", Do: Mute})
	saveRule(t, s, Rule{Name: "rice", Query: "in:world rice", Do: Star | Keep | Read | Prefetch})
	file := saveRule(t, s, Rule{Name: "local", Query: "author:ada or title:harbour", Do: File, Folder: "Lokal"})
	saveRule(t, s, Rule{Name: "over", Query: "is:any", Do: Mute, Until: noon})
	list := entries("1 /1 football today", "2 /2 rice prices", "3 /3 harbour opens", "4 /4 something else")
	list[3].Author = "Ada"
	list[2].Language = "is-IS" // the first of that language
	saved := save(t, s, id, list...)
	if saved.Hidden != 1 || len(saved.New) != 4 {
		t.Errorf("saved = %+v", saved)
	}
	for text, want := range map[string][]string{
		"muted":              {"football today"},
		"saved unread":       {"harbour opens"},
		"football":           {"football before the rule"},
		"starred saved read": {"rice prices"},
		"in:lokal":           {"harbour opens", "something else"},
		"in:world":           {"football before the rule", "rice prices"},
		"unread":             {"football before the rule", "harbour opens", "something else"},
	} {
		if got := ask(t, s, text); !slices.Equal(got, want) {
			t.Errorf("%s lists %q, want %q", text, got, want)
		}
	}
	mustBeSound(t, s)
	if n, rules, err := s.Hidden(t.Context()); err != nil || n != 1 || rules != 1 {
		t.Errorf("hidden: %d by %d, %v", n, rules, err)
	}
	folders, err := s.Folders(t.Context())
	if err != nil || len(folders) != 2 || folders[0] != (feed.Folder{Name: "Lokal", Unread: 2}) || folders[1].Unread != 1 {
		t.Errorf("folders = %+v, %v", folders, err)
	}
	if wanted, err := s.Wanted(t.Context(), Wish{Limit: 9, Marked: true}); err != nil || len(wanted) != 1 {
		t.Errorf("wanted = %+v, %v: want what is saved and unread", wanted, err)
	}
	for _, rule := range []int64{hide, file} {
		if n, err := s.UndoRule(t.Context(), rule); err != nil || n == 0 {
			t.Errorf("undoing rule %d: %d, %v", rule, n, err)
		}
	}
	if got := ask(t, s, "muted or in:lokal"); len(got) != 0 {
		t.Errorf("after the undoing: %q", got)
	}
	mustBeSound(t, s)
	rules, err := s.Rules(t.Context())
	if err != nil || len(rules) != 5 || rules[2].Hits != 1 || rules[1].Hits != 0 {
		t.Errorf("rules = %+v, %v", rules, err)
	}
}

func TestRulesThatCannotBe(t *testing.T) {
	s := newParsing(t)
	if _, err := s.SaveRule(t.Context(), Rule{Name: "x", Query: "colour:red", Do: Mute}); err == nil || !strings.Contains(err.Error(), "colour") {
		t.Errorf("a query that cannot be read: %v", err)
	}
	if _, err := s.SaveRule(t.Context(), Rule{Name: "x", Query: "red"}); err == nil {
		t.Error("a rule that does nothing was saved")
	}
	if _, err := s.SaveRule(t.Context(), Rule{Name: "x", Query: "red", Do: File}); err == nil {
		t.Error("a rule that files nowhere was saved")
	}
	if err := s.RemoveRule(t.Context(), 99); !errors.Is(err, feed.ErrNotFound) {
		t.Errorf("removing no rule: %v", err)
	}
}

func TestViewsCountWhatIsUnread(t *testing.T) {
	s := newParsing(t)
	id := subscribe(t, s, "https://example.org/feed", "World")
	one := save(t, s, id, entries("1 /1 rice", "2 /2 rice again", "3 /3 wheat")...).New[0]
	for name, text := range map[string]string{"Rice": "rice", "Broken": "(", "World": "in:world"} {
		if err := s.SaveView(t.Context(), name, text); err != nil {
			t.Fatal(err)
		}
	}
	mark(t, s, feed.MarkRead, one)
	views, err := s.Views(t.Context())
	got := map[string]int{}
	for _, v := range views {
		got[v.Name] = v.Unread
	}
	read := "wheat"
	if h, _ := s.Headline(t.Context(), one); h.Title != read {
		got["Rice"]++
	}
	if err != nil || len(views) != 3 || got["Rice"] != 2 || got["Broken"] != 0 || got["World"] != 2 {
		t.Errorf("views = %+v, %v", views, err)
	}
	if err := s.RemoveView(t.Context(), "Rice"); err != nil {
		t.Error(err)
	}
	if err := s.RemoveView(t.Context(), "Rice"); !errors.Is(err, feed.ErrNotFound) {
		t.Errorf("removing it twice: %v", err)
	}
}
