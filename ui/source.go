package ui

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/headlines"
)

// A source is where the rows of a list come from; it is a copy that a command
// may keep. Grouped by feed, a list is the feeds' own lists one after another.
type source struct {
	ctx     context.Context //nolint:containedctx // one command's
	library Library
	query   feed.Query
	feeds   []feed.FeedID // in the order of the groups; nil: not grouped by feed
}

// source is where the rows of the list that is shown come from.
func (m *Model) source() source {
	s := source{ctx: m.list.ctx, library: m.library, query: m.list.effective()}
	if m.headlines.Grouping() == headlines.ByFeed {
		for _, f := range m.sidebar.Order() {
			s.feeds = append(s.feeds, f.ID)
		}
	}
	return s
}

// window is the rows of a window, and whether the list ends with them in the
// window's direction.
func (s source) window(w feed.Window) (rows []feed.Headline, whole bool, err error) {
	if s.feeds == nil {
		rows, err = s.library.Headlines(s.ctx, s.query, w)
		return rows, len(rows) < w.Limit, err
	}
	i, err := s.start(w)
	if err != nil {
		return nil, false, err
	}
	step := 1
	if w.Backward {
		step = -1
	}
	for limit := w.Limit; i >= 0 && i < len(s.feeds); i += step {
		w.Limit = limit - len(rows)
		q := s.query
		q.Where = feed.And{feed.FromFeed{Feed: s.feeds[i]}}
		if s.query.Where != nil {
			q.Where = feed.And{feed.FromFeed{Feed: s.feeds[i]}, s.query.Where}
		}
		part, err := s.library.Headlines(s.ctx, q, w)
		if err != nil {
			return nil, false, err
		}
		if w.Backward {
			rows = slices.Concat(part, rows)
		} else {
			rows = append(rows, part...)
		}
		if len(rows) >= limit {
			return rows, false, nil
		}
		w.From, w.Including = feed.Cursor{}, false
	}
	return rows, true, nil
}

// rows answers a question for a window.
func (s source) rows(q question, w feed.Window) headlinesLoaded {
	rows, whole, err := s.window(w)
	got := headlinesLoaded{question: q, rows: rows, err: err}
	switch {
	case w.Backward:
		got.first, got.last = whole, w.From.IsZero()
	default:
		got.first, got.last = w.From.IsZero(), whole
	}
	return got
}

// again answers a question for a window that is shown already. When so much is
// new that the selected headline is no longer in it, the answer is the rows
// around that one.
func (s source) again(q question, w feed.Window, selected feed.Headline) headlinesLoaded {
	got := s.rows(q, w)
	if n := len(got.rows); s.feeds == nil && s.query.Order == feed.NewestFirst && got.err == nil && !got.last && n > 0 &&
		selected.ID != 0 && selected.Published.Before(got.rows[n-1].Published) {
		return s.around(q, selected)
	}
	return got
}

// around answers a question with the rows around a headline, and with it as the
// one to select.
func (s source) around(q question, h feed.Headline) headlinesLoaded {
	before, first, err := s.window(feed.Window{From: feed.CursorOf(h), Backward: true, Limit: pageRows / 2})
	if err != nil {
		return headlinesLoaded{question: q, err: err}
	}
	after, last, err := s.window(feed.Window{From: feed.CursorOf(h), Including: true, Limit: pageRows})
	got := headlinesLoaded{question: q, rows: slices.Concat(before, after), first: first, last: last, chosen: h.ID, err: err}
	if i := min(len(before), len(got.rows)-1); i >= 0 && got.rows[i].ID != h.ID {
		got.chosen = got.rows[i].ID // h is gone: the one in its place
	}
	return got
}

// askAround asks for the rows around a headline, and for it to be selected.
func (m *Model) askAround(h feed.Headline) tea.Cmd {
	ask, q := m.source(), m.question(around)
	return func() tea.Msg { return ask.around(q, h) }
}

// reopen asks for the list again that is ordered or narrowed otherwise now: what
// was selected stays so, or what comes next to it.
func (m *Model) reopen() tea.Cmd {
	h, ok := m.headlines.Selected()
	if !ok {
		return m.openList(false)
	}
	m.begin()
	return tea.Batch(m.askCount(), m.askAround(h))
}

// start is the group in which a window begins.
func (s source) start(w feed.Window) (int, error) {
	if w.From.IsZero() {
		if w.Backward {
			return len(s.feeds) - 1, nil
		}
		return 0, nil
	}
	h, err := s.library.Headline(s.ctx, w.From.ID)
	if errors.Is(err, feed.ErrNotFound) {
		return 0, nil
	}
	return max(slices.Index(s.feeds, h.Feed), 0), err
}

// seek finds the next unread headline beyond the rows the pane has, or with -1
// the one before them, and the rows around it.
func (m *Model) seek(by int, open bool) tea.Cmd {
	h, ok := m.headlines.Selected()
	if !ok {
		return nil
	}
	ask, q := m.source(), m.question(around)
	q.open = open
	return func() tea.Msg {
		return ask.seek(q, feed.CursorOf(h), by)
	}
}

func (s source) seek(q question, from feed.Cursor, by int) tea.Msg {
	only := s
	only.query.Where = feed.Is{Property: feed.Unread}
	if s.query.Where != nil {
		only.query.Where = feed.And{s.query.Where, feed.Is{Property: feed.Unread}}
	}
	next, _, err := only.window(feed.Window{From: from, Backward: by < 0, Limit: 1})
	if err != nil {
		return headlinesLoaded{question: q, err: err}
	}
	if len(next) == 0 {
		return done{said: "nothing unread " + direction(by)}
	}
	at := feed.CursorOf(next[0])
	before, first, err := s.window(feed.Window{From: at, Backward: true, Limit: pageRows / 2})
	if err != nil {
		return headlinesLoaded{question: q, err: err}
	}
	rows, last, err := s.window(feed.Window{From: at, Including: true, Limit: pageRows})
	return headlinesLoaded{
		question: q, rows: append(before, rows...), first: first, last: last, chosen: next[0].ID, err: err,
	}
}

func direction(by int) string {
	if by < 0 {
		return "before this"
	}
	return "after this"
}
