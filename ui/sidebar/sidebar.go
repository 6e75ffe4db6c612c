// Package sidebar is the pane of views, folders and feeds, with the number of
// unread headlines beside each.
package sidebar

import (
	"slices"
	"strings"

	"warta/feed"
	"warta/ui/theme"
)

// A Kind is what an item stands for.
type Kind int

// The kinds.
const (
	View Kind = iota
	Folder
	Feed
)

// An Item is one line of the pane: a view, a folder or a feed, as Kind says.
type Item struct {
	Kind   Kind
	View   feed.View
	Folder string
	Feed   feed.Feed
	Unread int
	depth  int
	folded bool
}

// Label is what the item is called.
func (i Item) Label() string {
	switch i.Kind {
	case View:
		return i.View.Name
	case Folder:
		return i.Folder[strings.LastIndexByte(i.Folder, '/')+1:]
	case Feed:
	}
	return i.Feed.Label()
}

// same reports whether two items stand for the same thing.
func (i Item) same(o Item) bool {
	return i.Kind == o.Kind && i.Folder == o.Folder && i.Feed.ID == o.Feed.ID && i.View.Name == o.View.Name
}

// A Sidebar is the pane. It is changed by its verbs and drawn by View, which is
// always as wide and as high as SetSize said.
type Sidebar struct {
	styles        theme.Styles
	width, height int
	focus         bool
	reorder       bool
	title, footer string

	views    []feed.View
	folders  []string
	unread   map[string]int // of those folders that the library counted
	feeds    []feed.Feed
	folded   map[string]bool
	renamed  [2]string // the names that a folder had and has, in either order
	items    []Item
	selected int
	top      int
	drawn    string
}

// New is an empty pane.
func New(st theme.Styles) Sidebar {
	return Sidebar{styles: st, folded: map[string]bool{}}
}

// SetStyles changes the look.
func (s *Sidebar) SetStyles(st theme.Styles) { s.styles, s.drawn = st, "" }

// SetReorder says whether right-to-left names are put in visual order, for
// terminals that do not do it themselves.
func (s *Sidebar) SetReorder(on bool) { s.reorder, s.drawn = on, "" }

// SetSize says how many cells the pane has, its border included.
func (s *Sidebar) SetSize(width, height int) {
	if s.width != width || s.height != height {
		s.width, s.height, s.drawn = width, height, ""
		s.show()
	}
}

// SetFocus lights the pane's border.
func (s *Sidebar) SetFocus(on bool) {
	if s.focus != on {
		s.focus, s.drawn = on, ""
	}
}

// SetTitle sets what the border says above and below.
func (s *Sidebar) SetTitle(title, footer string) {
	if s.title != title || s.footer != footer {
		s.title, s.footer, s.drawn = title, footer, ""
	}
}

// SetItems shows views, folders and feeds; the selected item stays the selected
// one, wherever it is now. The number beside a folder is its own: a rule may have
// filed entries there whose feed stands elsewhere.
func (s *Sidebar) SetItems(views []feed.View, folders []feed.Folder, feeds []feed.Feed) {
	s.views, s.feeds = slices.Clone(views), slices.Clone(feeds)
	s.folders = s.folders[:0]
	known := make(map[string]bool, len(folders))
	s.unread = make(map[string]int, len(folders))
	for _, f := range folders {
		s.unread[f.Name] = f.Unread
		s.addFolder(f.Name, known)
	}
	for i := range feeds {
		s.addFolder(feeds[i].Folder, known)
	}
	s.list()
}

// addFolder adds a folder after the folders above it.
func (s *Sidebar) addFolder(name string, known map[string]bool) {
	if name == "" || known[name] {
		return
	}
	known[name] = true
	if i := strings.LastIndexByte(name, '/'); i > 0 {
		s.addFolder(name[:i], known)
	}
	s.folders = append(s.folders, name)
}

// list makes the items anew, with the selection on the same one.
func (s *Sidebar) list() {
	former, had := s.Selected()
	s.items = slices.Grow(s.items[:0], len(s.views)+len(s.folders)+len(s.feeds))
	in := s.shelve()
	for _, v := range s.views {
		s.items = append(s.items, Item{Kind: View, View: v, Unread: v.Unread})
	}
	for _, name := range s.folders {
		if !strings.Contains(name, "/") {
			s.addItems(name, 0, in)
		}
	}
	s.addFeeds(in[""].feeds, 0)
	s.drawn = ""
	if had {
		i := slices.IndexFunc(s.items, former.same)
		if at := slices.Index(s.renamed[:], former.Folder); i < 0 && former.Kind == Folder && at >= 0 {
			former.Folder = s.renamed[1-at]
			i = slices.IndexFunc(s.items, former.same)
		}
		if i >= 0 {
			s.selected = i
		}
	}
	s.move(s.selected)
}

// Renamed says that a folder gets another name, or its former one back: it stays
// selected when it is, and folded or not.
func (s *Sidebar) Renamed(from, to string) {
	s.renamed = [2]string{from, to}
	s.folded[to] = s.folded[from]
}

// A content is what is in a folder.
type content struct {
	feeds  []int // places in the list of feeds
	unread int   // in the folders below it, too
}

// shelve finds out what is in each folder, and in none.
func (s *Sidebar) shelve() map[string]*content {
	in := make(map[string]*content, len(s.folders)+1)
	in[""] = &content{}
	for _, name := range s.folders {
		in[name] = &content{unread: s.unread[name]}
	}
	for i := range s.feeds {
		name := s.feeds[i].Folder
		in[name].feeds = append(in[name].feeds, i)
		s.addUnread(in, name, s.feeds[i].Unread)
	}
	for _, name := range s.folders {
		s.addUnread(in, name[:max(0, strings.LastIndexByte(name, '/'))], s.unread[name])
	}
	return in
}

// addUnread adds a number to a folder and those above it, up to the first whose
// number is known: that has it already.
func (s *Sidebar) addUnread(in map[string]*content, name string, unread int) {
	for ; name != ""; name = name[:max(0, strings.LastIndexByte(name, '/'))] {
		if _, counted := s.unread[name]; counted {
			return
		}
		in[name].unread += unread
	}
}

// addItems adds a folder with what is in it, unless it is folded.
func (s *Sidebar) addItems(name string, depth int, in map[string]*content) {
	item := Item{Kind: Folder, Folder: name, depth: depth, folded: s.folded[name], Unread: in[name].unread}
	s.items = append(s.items, item)
	if item.folded {
		return
	}
	for _, below := range s.folders {
		if rest, ok := strings.CutPrefix(below, name+"/"); ok && !strings.Contains(rest, "/") {
			s.addItems(below, depth+1, in)
		}
	}
	s.addFeeds(in[name].feeds, depth+1)
}

func (s *Sidebar) addFeeds(feeds []int, depth int) {
	for _, i := range feeds {
		s.items = append(s.items, Item{Kind: Feed, Feed: s.feeds[i], Unread: s.feeds[i].Unread, depth: depth})
	}
}

// Feeds is the feeds of the pane in the order they are shown, also those in
// folded folders. It is not to be changed.
func (s *Sidebar) Feeds() []feed.Feed { return s.feeds }

// Folders is the names of the folders in the order they are shown.
func (s *Sidebar) Folders() []string { return s.folders }

// Views is the views in the order they are shown.
func (s *Sidebar) Views() []feed.View { return s.views }

// Folded is the names of the folders that are folded, sorted.
func (s *Sidebar) Folded() []string {
	var names []string
	for name, on := range s.folded {
		if on {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// FoldAll folds folders, also those that the pane does not have yet.
func (s *Sidebar) FoldAll(names []string) {
	for _, name := range names {
		s.folded[name] = true
	}
	s.list()
}

// InFolder is the feeds of a folder and of the folders below it.
func (s *Sidebar) InFolder(name string) []feed.Feed {
	var out []feed.Feed
	for _, f := range s.feeds {
		if f.Folder == name || strings.HasPrefix(f.Folder, name+"/") {
			out = append(out, f)
		}
	}
	return out
}
