package sidebar

import (
	"fmt"
	"strings"
	"testing"

	"warta/feed"
	"warta/ui/theme"
	"warta/ui/typeset"
)

func pane(width, height int) Sidebar {
	p, _ := theme.Pick("", true)
	s := New(theme.Styles{Glyphs: theme.New(p, theme.Options{NoColor: true}).Glyphs})
	s.SetSize(width, height)
	s.SetItems(
		[]feed.View{{Name: "All", Unread: 9}, {Name: "Unread", Unread: 9}},
		[]feed.Folder{{Name: "World", Unread: 5}, {Name: "World/Asia", Unread: 2}, {Name: "Empty"}},
		[]feed.Feed{
			{ID: 1, Title: "Kali", Folder: "World/Asia", Unread: 2}, {ID: 2, Title: "Gunung", Folder: "World", Unread: 3},
			{ID: 3, Title: "Moss"}, {ID: 4, Title: "Atoll", Folder: "New/Sea", Unread: 4, Health: feed.Health{Failure: "503"}},
		})
	return s
}

// tree is the pane's text without its border and the space at the ends.
func tree(s *Sidebar) string {
	var out []string
	for _, line := range strings.Split(s.View(), "\n")[1:] {
		if line = strings.TrimRight(strings.Trim(line, "│"), " "); line != "" && !strings.HasPrefix(line, "╰") {
			out = append(out, strings.Join(strings.Fields(line), " "))
		}
	}
	return strings.Join(out, "\n")
}

func TestTree(t *testing.T) {
	s := pane(30, 20)
	want := `▌All 9
Unread 9
▾ World 5
▾ Asia 2
Kali 2
Gunung 3
▾ Empty
▾ New 4
▾ Sea 4
! Atoll 4
Moss`
	if got := tree(&s); got != want {
		t.Errorf("the tree is\n%s", got)
	}
}

// The number beside a folder is that of its entries, wherever their feeds stand.
func TestFoldersCountWhatIsFiled(t *testing.T) {
	s := pane(30, 20)
	s.SetItems(nil, []feed.Folder{{Name: "A", Unread: 10}, {Name: "B", Unread: 3}, {Name: "C/Below", Unread: 1}},
		[]feed.Feed{{ID: 1, Title: "Kali", Folder: "A", Unread: 14}, {ID: 2, Title: "New", Folder: "C", Unread: 2}})
	want := "▌▾ A 10\nKali 14\n▾ B 3\n▾ C 3\n▾ Below 1\nNew 2"
	if got := tree(&s); got != want {
		t.Errorf("the tree is\n%s", got)
	}
	for _, item := range s.All() {
		if item.Kind == Folder && item.Folder == "B" && item.Unread != 3 {
			t.Errorf("B has %d", item.Unread)
		}
	}
}

func TestFolding(t *testing.T) {
	s := pane(30, 20)
	s.SelectFeed(1)
	if !s.Out() {
		t.Fatal("no folder around Kali")
	}
	if i, _ := s.Selected(); i.Folder != "World/Asia" {
		t.Fatalf("%q is selected", i.Folder)
	}
	s.Out()
	if !s.SetFolded(true) || s.SetFolded(true) {
		t.Error("folding twice")
	}
	if strings.Contains(tree(&s), "Kali") || strings.Contains(tree(&s), "Gunung") {
		t.Errorf("World is folded, yet\n%s", tree(&s))
	}
	if !s.SelectFeed(1) || !strings.Contains(tree(&s), "Kali") {
		t.Error("a feed that is gone to is in sight")
	}
}

func TestSelectionFollowsTheItem(t *testing.T) {
	s := pane(30, 20)
	s.SelectFeed(2)
	s.SetItems(append(s.Views(), feed.View{Name: "Mine", Own: true}), nil, append([]feed.Feed{{ID: 9, Title: "Aaa", Folder: "World"}}, s.Feeds()...))
	if i, _ := s.Selected(); i.Feed.ID != 2 {
		t.Errorf("%q is selected", i.Label())
	}
	s.SetItems(s.Views(), nil, nil)
	if i, ok := s.Selected(); !ok || i.Kind != View {
		t.Errorf("%q is selected when its feed is gone", i.Label())
	}
}

func TestNextFeed(t *testing.T) {
	s := pane(30, 20)
	for _, c := range []struct {
		after feed.FeedID
		by    int
		want  feed.FeedID
	}{{0, 1, 1}, {1, 1, 2}, {2, 1, 4}, {4, 1, 1}, {1, -1, 4}, {3, -1, 4}, {0, -1, 4}} {
		f, ok := s.NextFeed(c.after, c.by)
		if !ok || f.ID != c.want {
			t.Errorf("after %d by %d comes %d, want %d", c.after, c.by, f.ID, c.want)
		}
	}
	s.SetItems(nil, nil, []feed.Feed{{ID: 1, Unread: 1}, {ID: 2}})
	if f, ok := s.NextFeed(1, 1); ok {
		t.Errorf("feed %d comes after the only one", f.ID)
	}
}

func TestPaneIsExact(t *testing.T) {
	for width := 2; width < 50; width++ {
		for height := 2; height < 16; height++ {
			s := pane(width, height)
			for range 5 {
				s.Move(3)
				lines := strings.Split(s.View(), "\n")
				if len(lines) != height {
					t.Fatalf("%dx%d: %d lines", width, height, len(lines))
				}
				for _, l := range lines {
					if typeset.Width(l) != width {
						t.Fatalf("%dx%d: %d cells: %q", width, height, typeset.Width(l), l)
					}
				}
				if _, y := s.Cursor(); height > 2 && (y < 1 || y > height-2) {
					t.Fatalf("%dx%d: the cursor is at line %d", width, height, y)
				}
			}
		}
	}
}

func TestClick(t *testing.T) {
	s := pane(30, 8)
	s.Move(9)
	for y, line := range strings.Split(s.View(), "\n") {
		if !s.Click(3, y) {
			continue
		}
		if i, _ := s.Selected(); !strings.Contains(line, i.Label()) {
			t.Errorf("line %d is %q, and %q is selected", y, line, i.Label())
		}
	}
	if s.Click(0, 3) || s.Click(3, 0) || s.Click(3, 7) {
		t.Error("the border selects something")
	}
}

func BenchmarkThousandFeeds(b *testing.B) {
	s := pane(30, 48)
	var feeds []feed.Feed
	for i := range 1000 {
		feeds = append(feeds, feed.Feed{ID: feed.FeedID(i + 1), Title: fmt.Sprint("Feed ", i), Folder: fmt.Sprint("Folder ", i%40), Unread: i})
	}
	s.SetItems(nil, nil, feeds)
	b.ReportAllocs()
	for b.Loop() {
		s.Move(1)
		_ = s.View()
	}
}

func TestNamesInVisualOrder(t *testing.T) {
	p, _ := theme.Pick("", true)
	s := New(theme.New(p, theme.Options{}))
	s.SetSize(30, 6)
	s.SetItems(nil, nil, []feed.Feed{{ID: 1, Title: "חדשות"}})
	if !strings.Contains(s.View(), "חדשות") {
		t.Errorf("the name is not in the order of its text:\n%s", s.View())
	}
	s.SetReorder(true)
	if !strings.Contains(s.View(), "תושדח") {
		t.Errorf("the name is not in visual order:\n%s", s.View())
	}
}

func TestItemsBesideTheSelectedOneAreInSight(t *testing.T) {
	s := New(theme.Styles{})
	var feeds []feed.Feed
	for i := range 60 {
		feeds = append(feeds, feed.Feed{ID: feed.FeedID(i + 1), Title: "feed"})
	}
	s.SetItems(nil, nil, feeds)
	s.SetSize(20, 14)
	for _, by := range []int{1, -1} {
		for i := range 59 {
			s.Move(by)
			at := i + 1
			if by < 0 {
				at = 58 - i
			}
			if _, y := s.Cursor(); y-1 < min(at, 2) || 12-y < min(59-at, 2) {
				t.Fatalf("item %d is on line %d of 12", at, y)
			}
		}
	}
}
