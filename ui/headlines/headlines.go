// Package headlines is the pane that lists headlines. It holds a part of the
// list, the rows around the selected one, and says when it wants more: a list
// of a hundred thousand costs what a list of a hundred does. A frame costs the
// rows on screen, and a row is fitted to its width once.
package headlines

import (
	"slices"
	"time"

	"warta/feed"
	"warta/ui/theme"
)

// A List is the pane. It is changed by its verbs and drawn by View, which is
// always as wide and as high as SetSize said.
type List struct {
	width, height int
	focus         bool
	oneFeed       bool
	oneLine       bool
	reorder       bool
	grouping      Grouping
	title, footer string
	empty         string
	now           time.Time
	looks         looks
	styles        theme.Styles

	rows          []feed.Headline
	first, last   bool // rows begins or ends where the list does
	selected, top int
	shown         feed.EntryID // whose article is shown
	cells         []cell       // rows as drawn, beside rows
	pane          []byte       // as drawn
	drawn         bool         // pane is as it must be
	above, below  string       // its border as drawn, "" when it must be drawn again
	side          string
	buffer        []byte
}

// The rows a list holds at most, and how near to an end of them the selection
// must come before more are wanted.
const (
	most   = 1200
	margin = 60
)

// New is an empty pane.
func New(st theme.Styles) List {
	l := List{first: true, last: true}
	l.SetStyles(st)
	return l
}

// SetStyles changes the look.
func (l *List) SetStyles(st theme.Styles) {
	l.styles, l.looks = st, newLooks(st)
	l.forget()
}

// SetSize says how many cells the pane has, its border included.
func (l *List) SetSize(width, height int) {
	if l.width == width && l.height == height {
		return
	}
	l.width, l.height = width, height
	l.forget()
	l.show()
}

// SetReorder says whether right-to-left titles are put in visual order, for
// terminals that do not do it themselves.
func (l *List) SetReorder(on bool) {
	if l.reorder != on {
		l.reorder = on
		l.forget()
	}
}

// SetFocus lights the pane's border.
func (l *List) SetFocus(on bool) {
	if l.focus != on {
		l.focus = on
		l.forget()
	}
}

// SetShown says whose article is shown beside the list: its row has the ground
// of what is being read. The marker alone tells which row is selected, so that
// moving it costs next to nothing.
func (l *List) SetShown(id feed.EntryID) {
	if l.shown != id {
		l.shown, l.drawn = id, false
	}
}

// SetTitle sets what the border says above and below.
func (l *List) SetTitle(title, footer string) {
	if l.title != title || l.footer != footer {
		l.title, l.footer, l.drawn, l.above = title, footer, false, ""
	}
}

// SetEmpty sets what stands in the pane when the list is empty.
func (l *List) SetEmpty(text string) {
	if l.empty != text {
		l.empty, l.drawn = text, false
	}
}

// SetNow sets the time that dates are told from.
func (l *List) SetNow(now time.Time) {
	if now.Truncate(time.Minute).Equal(l.now) {
		return
	}
	l.now = now.Truncate(time.Minute)
	l.forget()
}

// SetOneLine gives every headline one line, or two.
func (l *List) SetOneLine(on bool) {
	l.oneLine = on
	l.forget()
	l.show()
}

// OneLine reports whether every headline has one line.
func (l *List) OneLine() bool { return l.oneLine }

// SetOneFeed says that all rows are of one feed, or stand below its name: then
// they need not name it.
func (l *List) SetOneFeed(on bool) {
	if l.oneFeed != on {
		l.oneFeed = on
		l.forget()
	}
}

// SetGrouping sets what stands together below a heading.
func (l *List) SetGrouping(g Grouping) {
	l.grouping = g
	l.forget()
	l.show()
}

// Grouping is what stands together below a heading.
func (l *List) Grouping() Grouping { return l.grouping }

// forget drops what was drawn.
func (l *List) forget() {
	clear(l.cells)
	l.drawn, l.above = false, ""
}

// SetItems shows another list and selects its first headline. First and last
// say whether rows begins and ends where the list does.
func (l *List) SetItems(rows []feed.Headline, first, last bool) {
	l.rows, l.first, l.last = slices.Clone(rows), first, last
	l.selected, l.top = 0, 0
	l.renew()
}

// Reload shows the same list as it is now: the selected headline stays the
// selected one and stays on its line of the screen, so that what is new comes
// above or below, out of sight; only a pane that all rows fit in shows them all.
// Rows that are no longer in the list but that keep holds for stay where they
// were, so that reading a headline does not take it away.
func (l *List) Reload(rows []feed.Headline, first, last bool, keep func(feed.Headline) bool) {
	id := l.id()
	_, line := l.Cursor()
	l.rows = merge(l.rows, rows, keep)
	l.first, l.last = first, last
	at := slices.IndexFunc(l.rows, func(h feed.Headline) bool { return h.ID == id })
	if at < 0 {
		at = min(l.selected, len(l.rows)-1)
	}
	l.selected = max(at, 0)
	l.top = l.topFor(line)
	l.renew()
}

// merge is rows with those of former that keep holds for and that rows lacks,
// each before the headline that it stood before.
func merge(former, rows []feed.Headline, keep func(feed.Headline) bool) []feed.Headline {
	there := make(map[feed.EntryID]bool, len(rows))
	for _, h := range rows {
		there[h.ID] = true
	}
	before := map[feed.EntryID][]feed.Headline{}
	var waiting []feed.Headline
	for _, h := range former {
		if there[h.ID] {
			if len(waiting) > 0 {
				before[h.ID], waiting = waiting, nil
			}
		} else if keep(h) {
			waiting = append(waiting, h)
		}
	}
	out := make([]feed.Headline, 0, len(rows)+len(before)+len(waiting))
	for _, h := range rows {
		out = append(out, before[h.ID]...)
		out = append(out, h)
	}
	return append(out, waiting...)
}

// Append adds the rows that come after the last one.
func (l *List) Append(rows []feed.Headline, last bool) {
	l.rows, l.last = append(l.rows, rows...), last
	if extra := len(l.rows) - most; extra > 0 {
		extra = min(extra, l.top)
		if extra > 0 {
			l.rows, l.first = slices.Delete(l.rows, 0, extra), false
			l.selected, l.top = l.selected-extra, l.top-extra
		}
	}
	l.renew()
}

// Prepend adds the rows that come before the first one.
func (l *List) Prepend(rows []feed.Headline, first bool) {
	l.rows, l.first = slices.Insert(l.rows, 0, rows...), first
	l.selected, l.top = l.selected+len(rows), l.top+len(rows)
	if end := max(most, l.selected+margin*2); len(l.rows) > end {
		l.rows, l.last = slices.Delete(l.rows, end, len(l.rows)), false
	}
	l.renew()
}

// renew puts the cells beside changed rows, and the selection in sight.
func (l *List) renew() {
	if cap(l.cells) < len(l.rows) {
		l.cells = make([]cell, len(l.rows), len(l.rows)+most)
	}
	l.cells = l.cells[:len(l.rows)]
	l.forget()
	l.show()
}

// Set puts a headline in the place of the one with its id.
func (l *List) Set(h feed.Headline) {
	for i := range l.rows {
		if l.rows[i].ID == h.ID {
			l.rows[i], l.cells[i], l.drawn = h, cell{}, false
		}
	}
}

// Mark shows a change of status.
func (l *List) Mark(c feed.Change) {
	changed := make(map[feed.EntryID]bool, len(c.Entries))
	for _, id := range c.Entries {
		changed[id] = true
	}
	for i := range l.rows {
		if changed[l.rows[i].ID] {
			set(&l.rows[i].Status, c.Mark)
			l.cells[i], l.drawn = cell{}, false
		}
	}
}

// set makes a mark in a status.
func set(s *feed.Status, m feed.Mark) {
	switch m {
	case feed.MarkRead, feed.MarkUnread:
		s.Read = m == feed.MarkRead
	case feed.MarkStarred, feed.MarkUnstarred:
		s.Starred = m == feed.MarkStarred
	case feed.MarkSaved, feed.MarkUnsaved:
		s.Saved = m == feed.MarkSaved
	}
}

// Rows is the part of the list that the pane holds, not to be changed, and
// whether it begins and ends where the list does.
func (l *List) Rows() (rows []feed.Headline, first, last bool) { return l.rows, l.first, l.last }

// id is the selected headline's, 0 when there is none.
func (l *List) id() feed.EntryID {
	if l.selected < len(l.rows) {
		return l.rows[l.selected].ID
	}
	return 0
}
