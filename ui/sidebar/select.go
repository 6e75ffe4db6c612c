package sidebar

import (
	"slices"
	"strings"

	"warta/feed"
)

// Selected is the selected item, and false when there are none.
func (s *Sidebar) Selected() (Item, bool) {
	if s.selected >= len(s.items) {
		return Item{}, false
	}
	return s.items[s.selected], true
}

// aside is how many items stay in sight beside the selected one, where there
// are any.
const aside = 2

// Move moves the selection, down when by is positive.
func (s *Sidebar) Move(by int) {
	s.move(s.selected + by)
	rows := max(s.height-2, 1)
	beside := min(aside, rows/4)
	s.top = min(s.top, max(s.selected-beside, 0))
	s.top = max(s.top, min(s.selected+beside, len(s.items)-1)-rows+1)
}

// Page moves the selection by nearly a pane, times pages.
func (s *Sidebar) Page(pages float64) {
	by := int(float64(max(s.height-3, 1)) * pages)
	s.top = max(s.top+by, 0)
	s.Move(by)
}

// Top selects the first item.
func (s *Sidebar) Top() { s.move(0) }

// Bottom selects the last item.
func (s *Sidebar) Bottom() { s.move(len(s.items) - 1) }

// Scroll moves what is on screen; the selection follows only to stay in sight.
func (s *Sidebar) Scroll(by int) {
	rows := max(s.height-2, 1)
	s.top = max(min(s.top+by, len(s.items)-rows), 0)
	s.move(min(max(s.selected, s.top), s.top+rows-1))
}

// Click selects the item at a cell of the pane (0, 0 is the corner of the
// border); it is false when there is none.
func (s *Sidebar) Click(x, y int) bool {
	i := s.top + y - 1
	if x < 1 || x >= s.width-1 || y < 1 || y >= s.height-1 || i >= len(s.items) {
		return false
	}
	s.move(i)
	return true
}

// Cursor is the cell of the pane where the selected line begins.
func (s *Sidebar) Cursor() (x, y int) { return 1, 1 + s.selected - s.top }

// Fold folds the selected folder, or unfolds it; on a feed it folds the folder
// around it. It is false when there is no folder there.
func (s *Sidebar) Fold() bool {
	item, ok := s.Selected()
	if !ok {
		return false
	}
	name := item.Folder
	if item.Kind == Feed {
		name = item.Feed.Folder
	}
	if name == "" {
		return false
	}
	s.fold(name, !s.folded[name])
	return true
}

// SetFolded folds the selected folder, or unfolds it; it is false when that
// changes nothing.
func (s *Sidebar) SetFolded(on bool) bool {
	item, ok := s.Selected()
	if !ok || item.Kind != Folder || s.folded[item.Folder] == on {
		return false
	}
	s.fold(item.Folder, on)
	return true
}

func (s *Sidebar) fold(name string, on bool) {
	s.folded[name] = on
	if on {
		s.SelectFolder(name)
	}
	s.list()
}

// Out selects the folder around the selected item; it is false when there is
// none.
func (s *Sidebar) Out() bool {
	item, ok := s.Selected()
	if !ok {
		return false
	}
	name := item.Feed.Folder
	if i := strings.LastIndexByte(item.Folder, '/'); item.Kind == Folder && i > 0 {
		name = item.Folder[:i]
	}
	return name != "" && s.SelectFolder(name)
}

// SelectFolder selects a folder.
func (s *Sidebar) SelectFolder(name string) bool {
	return s.pick(func(i Item) bool { return i.Kind == Folder && i.Folder == name })
}

// SelectView selects a view.
func (s *Sidebar) SelectView(name string) bool {
	return s.pick(func(i Item) bool { return i.Kind == View && i.View.Name == name })
}

// SelectFeed selects a feed, and unfolds the folders around it.
func (s *Sidebar) SelectFeed(id feed.FeedID) bool {
	i := slices.IndexFunc(s.feeds, func(f feed.Feed) bool { return f.ID == id })
	if i < 0 {
		return false
	}
	if s.unfold(s.feeds[i].Folder) {
		s.list()
	}
	return s.pick(func(i Item) bool { return i.Kind == Feed && i.Feed.ID == id })
}

func (s *Sidebar) pick(holds func(Item) bool) bool {
	i := slices.IndexFunc(s.items, holds)
	if i >= 0 {
		s.move(i)
	}
	return i >= 0
}

// NextFeed is the next feed with unread headlines after the one with an id, in
// the order of the pane, or with -1 the one before; after the last comes the
// first. It is false when no other feed has any.
func (s *Sidebar) NextFeed(after feed.FeedID, by int) (feed.Feed, bool) {
	order := s.Order()
	n := len(order)
	at := slices.IndexFunc(order, func(f feed.Feed) bool { return f.ID == after })
	if at < 0 && by < 0 {
		at = 0
	}
	for step := 1; step <= n; step++ {
		f := order[((at+step*by)%n+n)%n]
		if f.Unread > 0 && f.ID != after {
			return f, true
		}
	}
	return feed.Feed{}, false
}

// All is the items as they stand in the pane with every folder unfolded.
func (s *Sidebar) All() []Item {
	open := Sidebar{views: s.views, folders: s.folders, unread: s.unread, feeds: s.feeds}
	open.list()
	return open.items
}

// Pick selects what an item stands for, and unfolds the folders around it; it
// is false when that is not there any more.
func (s *Sidebar) Pick(item Item) bool {
	around := ""
	switch item.Kind {
	case View:
		return s.SelectView(item.View.Name)
	case Feed:
		return s.SelectFeed(item.Feed.ID)
	case Folder:
		around = item.Folder[:max(strings.LastIndexByte(item.Folder, '/'), 0)]
	}
	if s.unfold(around) {
		s.list()
	}
	return s.SelectFolder(item.Folder)
}

// unfold unfolds a folder and those around it, and reports whether one was
// folded.
func (s *Sidebar) unfold(name string) bool {
	changed := false
	for ; name != ""; name = name[:max(strings.LastIndexByte(name, '/'), 0)] {
		changed = changed || s.folded[name]
		s.folded[name] = false
	}
	return changed
}

// Order is the feeds as they stand in the pane with every folder unfolded.
func (s *Sidebar) Order() []feed.Feed {
	var out []feed.Feed
	for _, i := range s.All() {
		if i.Kind == Feed {
			out = append(out, i.Feed)
		}
	}
	return out
}

// move selects item i, or the nearest there is, and brings it in sight.
func (s *Sidebar) move(i int) {
	s.selected = max(min(i, len(s.items)-1), 0)
	s.drawn = ""
	s.show()
}

func (s *Sidebar) show() {
	rows := max(s.height-2, 1)
	s.top = min(s.top, s.selected, max(len(s.items)-rows, 0))
	s.top = max(s.top, s.selected-rows+1, 0)
}
