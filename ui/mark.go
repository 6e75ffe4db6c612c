package ui

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/keys"
	"warta/ui/palette"
)

// An undo is how something that was done is taken back: a change of status, or
// an act on feeds.
type undo struct {
	said   string
	change feed.Change
	act    func(ctx context.Context, lib Library) error
}

// mostUndos is how many steps back can be gone.
const mostUndos = 200

// remember keeps how to take something back.
func (m *Model) remember(u undo) {
	if m.undos = append(m.undos, u); len(m.undos) > mostUndos {
		m.undos = slices.Delete(m.undos, 0, 1)
	}
}

// A marking is what is on its way to the disk.
type marking struct {
	marks int // changes of status
	undos int // times that undo was asked for meanwhile: it means them
}

// mark makes a mark on entries; it shows when it is on disk.
func (m *Model) mark(ids []feed.EntryID, mark feed.Mark, said string, quiet bool) tea.Cmd {
	m.marking.marks++
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		change, err := lib.Mark(ctx, ids, mark)
		return marked{change: change, said: said, quiet: quiet, err: err}
	}
}

// toggle makes a mark on the selected headline, or on as many as the count
// says from there on.
func (m *Model) toggle(count int, on bool, set, unset feed.Mark, said, unsaid string) tea.Cmd {
	h, _ := m.headlines.Selected()
	ids := []feed.EntryID{h.ID}
	if count > 1 {
		ids = m.following(h.ID, count)
	}
	if on {
		return m.mark(ids, unset, unsaid, false)
	}
	return m.mark(ids, set, said, false)
}

// following is the ids of n headlines from the one with an id on.
func (m *Model) following(id feed.EntryID, n int) []feed.EntryID {
	rows, _, _ := m.headlines.Rows()
	at := max(slices.IndexFunc(rows, func(h feed.Headline) bool { return h.ID == id }), 0)
	var ids []feed.EntryID
	for _, h := range rows[at:min(at+n, len(rows))] {
		ids = append(ids, h.ID)
	}
	return ids
}

func (m *Model) toggleRead(count int) tea.Cmd {
	h, _ := m.headlines.Selected()
	return m.toggle(count, h.Read, feed.MarkRead, feed.MarkUnread, "marked read", "marked unread")
}

func (m *Model) toggleStar(count int) tea.Cmd {
	h, _ := m.headlines.Selected()
	return m.toggle(count, h.Starred, feed.MarkStarred, feed.MarkUnstarred, "starred", "star taken away")
}

func (m *Model) toggleSaved(count int) tea.Cmd {
	h, _ := m.headlines.Selected()
	return m.toggle(count, h.Saved, feed.MarkSaved, feed.MarkUnsaved, "saved for later", "no longer saved")
}

// markAllRead marks all of the list read, but for what arrived since it was
// opened.
func (m *Model) markAllRead(int) tea.Cmd { return m.markAll(m.list.effective(), m.list.newest) }

func (m *Model) markAll(q feed.Query, upTo feed.Cursor) tea.Cmd {
	m.marking.marks++
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		change, err := lib.MarkAll(ctx, q, upTo, feed.MarkRead)
		return marked{change: change, said: "marked read", err: err}
	}
}

// markEverything marks all of all feeds read, after asking.
func (m *Model) markEverything(int) tea.Cmd {
	m.choose(menu{
		title: "Mark everything read, in all feeds?", question: true,
		items: []palette.Item{
			{Label: "no", Key: "n"},
			{Label: "yes, mark everything read", Detail: m.keys.First(keys.Undo) + " takes it back", Key: "y", Value: "yes"},
		},
		done: func(m *Model, items []palette.Item) tea.Cmd {
			if items[0].Value == "" {
				return nil
			}
			return m.markAll(feed.Query{}, feed.Cursor{})
		},
	})
	return nil
}

// showMarked shows a change that is on disk, and takes it back when the reader
// asked for that before it was there.
func (m *Model) showMarked(got marked) tea.Cmd {
	if !got.undone {
		m.marking.marks--
	}
	var cmds []tea.Cmd
	if got.err != nil {
		m.fail("marking", got.err)
	} else {
		m.takeMark(got)
		cmds = append(cmds, m.look())
	}
	for ; m.marking.marks == 0 && m.marking.undos > 0; m.marking.undos-- {
		if len(m.undos) > 0 {
			cmds = append(cmds, m.undo(0))
		}
	}
	return tea.Batch(cmds...)
}

func (m *Model) takeMark(got marked) {
	m.headlines.Mark(got.change)
	if len(got.change.Entries) <= pageRows && !got.undone {
		for _, id := range got.change.Entries {
			m.list.touched[id] = true
		}
	}
	if h, ok := m.headlines.Selected(); ok && h.ID == m.page.shown {
		m.reader.SetHeadline(h)
	}
	n := len(got.change.Entries)
	if !got.undone && n > 0 {
		m.remember(undo{said: got.said, change: got.change})
	}
	switch {
	case got.quiet:
	case got.undone && n == 1:
		m.good("undone: " + got.said + ": " + m.titleOf(got.change.Entries[0]))
	case got.undone:
		m.good("undone: " + strconv.Itoa(n) + " " + got.said)
	default:
		m.sayMarked(got.said, n)
	}
}

// titleOf is the title of a headline that the list has, otherwise what it is.
func (m *Model) titleOf(id feed.EntryID) string {
	rows, _, _ := m.headlines.Rows()
	for i := range rows {
		if rows[i].ID == id {
			return rows[i].Title
		}
	}
	return "a headline of another list"
}

func (m *Model) sayMarked(said string, n int) {
	switch {
	case n == 0:
		m.say("nothing to change")
	case n == 1:
		m.good(said)
	default:
		m.good(strconv.Itoa(n) + " " + said + " · " + m.keys.First("undo") + " takes it back")
	}
}

// undo takes back what was done last. What is not on disk yet is taken back when
// it is.
func (m *Model) undo(int) tea.Cmd {
	if m.marking.marks > 0 {
		m.marking.undos++
		return nil
	}
	u := m.undos[len(m.undos)-1]
	m.undos = m.undos[:len(m.undos)-1]
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		if u.act != nil {
			return done{said: "undone: " + u.said, changed: true, err: u.act(ctx, lib)}
		}
		err := lib.Undo(ctx, u.change)
		back := feed.Change{Mark: u.change.Mark.Opposite(), Entries: u.change.Entries}
		return marked{change: back, said: u.said, undone: true, err: err}
	}
}
