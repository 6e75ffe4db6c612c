package store

import (
	"errors"
	"math/rand/v2"
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

func saveRule(t *testing.T, s *Store, r feed.Rule) int64 {
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
	saveRule(t, s, feed.Rule{Name: "Icelandic", Query: "lang:is", Do: feed.DoSave})
	hide := saveRule(t, s, feed.Rule{Name: "no football", Query: "title:football", Do: feed.DoMute})
	saveRule(t, s, feed.Rule{Name: "rice", Query: "in:world rice", Do: feed.DoStar | feed.DoSave | feed.DoRead | feed.DoPrefetch})
	file := saveRule(t, s, feed.Rule{Name: "local", Query: "author:ada or title:harbour", Do: feed.DoFile, Folder: "Lokal"})
	saveRule(t, s, feed.Rule{Name: "over", Query: "is:any", Do: feed.DoMute, Until: noon})
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
	if h, err := s.Hidden(t.Context()); err != nil || h != (feed.Hidden{Entries: 1, Rules: 1}) {
		t.Errorf("hidden: %+v, %v", h, err)
	}
	folders, err := s.Folders(t.Context())
	if err != nil || len(folders) != 2 || folders[0] != (feed.Folder{Name: "Lokal", Unread: 2}) || folders[1].Unread != 1 {
		t.Errorf("folders = %+v, %v", folders, err)
	}
	if wanted, err := s.Wanted(t.Context(), Wish{Limit: 9, Asked: true, Marked: true}); err != nil || len(wanted) != 1 {
		t.Errorf("wanted = %+v, %v: want what is saved and unread", wanted, err)
	}
	if rules, err := s.Rules(t.Context()); err != nil || rules[2].Did[feed.DoStar] != 1 || rules[3].Did[feed.DoFile] != 2 || rules[3].Hits != 2 {
		t.Errorf("rules = %+v, %v", rules, err)
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

// TestTwoRulesHideOneEntry counts the entry once, and undoing one of the rules
// leaves it hidden.
func TestTwoRulesHideOneEntry(t *testing.T) {
	s := newParsing(t)
	id := subscribe(t, s, "https://example.org/feed", "World")
	one := saveRule(t, s, feed.Rule{Name: "one", Query: "football", Do: feed.DoMute})
	two := saveRule(t, s, feed.Rule{Name: "two", Query: "today", Do: feed.DoMute | feed.DoRead})
	save(t, s, id, entries("1 /1 football today", "2 /2 rice today")...)
	for _, step := range []struct {
		undo int64
		want feed.Hidden
	}{{0, feed.Hidden{Entries: 2, Rules: 2}}, {one, feed.Hidden{Entries: 2, Rules: 1}}, {two, feed.Hidden{}}} {
		if step.undo != 0 {
			if _, err := s.UndoRule(t.Context(), step.undo); err != nil {
				t.Fatal(err)
			}
		}
		if h, err := s.Hidden(t.Context()); err != nil || h != step.want {
			t.Errorf("after undoing rule %d: %+v, %v, want %+v", step.undo, h, err, step.want)
		}
		mustBeSound(t, s)
	}
	if err := s.Unsubscribe(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	mustBeSound(t, s)
}

func TestRulesThatCannotBe(t *testing.T) {
	s := newParsing(t)
	if _, err := s.SaveRule(t.Context(), feed.Rule{Name: "x", Query: "colour:red", Do: feed.DoMute}); err == nil || !strings.Contains(err.Error(), "colour") {
		t.Errorf("a query that cannot be read: %v", err)
	}
	if _, err := s.SaveRule(t.Context(), feed.Rule{Name: "x", Query: "red"}); err == nil {
		t.Error("a rule that does nothing was saved")
	}
	if _, err := s.SaveRule(t.Context(), feed.Rule{Name: "x", Query: "red", Do: feed.DoFile}); err == nil {
		t.Error("a rule that files nowhere was saved")
	}
	saveRule(t, s, feed.Rule{Name: "x", Query: "red", Do: feed.DoMute})
	if _, err := s.SaveRule(t.Context(), feed.Rule{Name: "x", Query: "blue", Do: feed.DoMute}); err == nil || !strings.Contains(err.Error(), "that name") {
		t.Errorf("a second rule of the same name: %v", err)
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

// The numbers of folders and feeds are those of their lists, wherever rules filed
// what.
func TestFoldersCountWhatTheirListsHold(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	s, all := filled(t, r, 100)
	for range 60 {
		err := s.saving(t.Context(), "filing", func(t *tx) error {
			folder, err := t.folder([]string{"", "World", "WORLD/asia", "Filed", "Filed/Below/It", "Lokal"}[r.IntN(6)])
			if err != nil {
				return err
			}
			return t.file(all[r.IntN(len(all))].ID, folder)
		})
		if err != nil {
			t.Fatal(err)
		}
		mark(t, s, feed.Mark(1+r.IntN(2)), all[r.IntN(len(all))].ID)
	}
	unread := func(c feed.Condition) int {
		n, err := s.Count(t.Context(), feed.Query{Where: feed.And{feed.Is{Property: feed.Unread}, c}})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	folders, err := s.Folders(t.Context())
	if err != nil || len(folders) < 6 {
		t.Fatalf("folders: %v, %v", folders, err)
	}
	for _, f := range folders {
		if want := unread(feed.InFolder{Folder: f.Name}); f.Unread != want {
			t.Errorf("%s has %d unread, and in: finds %d", f.Name, f.Unread, want)
		}
	}
	feeds, err := s.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		if want := unread(feed.FromFeed{Feed: f.ID}); f.Unread != want {
			t.Errorf("feed %d has %d unread, and its list %d", f.ID, f.Unread, want)
		}
	}
}
