package ui

import (
	"context"
	"errors"
	"reflect"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/feed/article"
	"warta/ui/keys"
)

// A page is what the article pane shows. One article is asked for at a time:
// while it is on its way only the newest wish is kept.
type page struct {
	shown   feed.EntryID  // 0 when nothing is
	asking  feed.EntryID  // on its way, 0 when nothing is
	wanted  feed.Headline // what should be shown
	place   feed.Place    // as it is on disk
	badge   feed.Badge    // of what is shown
	resting bool          // the selection has moved, and it is seen whether it rests
	laying  bool          // its lines are being laid for another width

	changes changes
}

// preview shows the article of the selected headline, unless it is shown.
func (m *Model) preview() tea.Cmd {
	h, ok := m.headlines.Selected()
	if !ok {
		m.page.wanted = feed.Headline{}
		keep := m.keepPlace()
		m.page.shown = 0
		m.reader.Clear(m.emptyNote())
		return keep
	}
	m.page.wanted = h
	if h.ID == m.page.shown || m.page.asking != 0 {
		return nil
	}
	return m.askArticle(h)
}

// askArticle asks for an article, in lines for the pane, and the place in it.
func (m *Model) askArticle(h feed.Headline) tea.Cmd {
	m.page.asking = h.ID
	m.place() // the pane may be about to open
	ctx, lib, lay := m.ctx, m.library, m.reader.Lay(h)
	return func() tea.Msg {
		a, err := lib.Article(ctx, h.ID)
		if err != nil {
			return articleLoaded{headline: h, err: err}
		}
		place, err := lib.Place(ctx, h.ID)
		if errors.Is(err, feed.ErrNotFound) {
			err = nil
		}
		return articleLoaded{headline: h, article: a, laid: lay(a), place: place, err: err}
	}
}

// showArticle shows an article that arrived, or asks for the one that is
// wanted by now.
func (m *Model) showArticle(got articleLoaded) tea.Cmd {
	m.page.asking = 0
	want := m.page.wanted
	if want.ID != got.headline.ID {
		if want.ID != 0 && want.ID != m.page.shown {
			return m.askArticle(want)
		}
		return nil
	}
	keep := m.keepPlace()
	place := got.place
	if m.page.shown == got.headline.ID && m.reader.HasArticle() {
		if got.err != nil { // what is being read stays
			m.fail("showing the article", got.err)
			return keep
		}
		if m.sameArticle(got) {
			return keep
		}
		_, place, _ = m.placeNow() // it is being read: nothing jumps
	}
	m.page.shown, m.page.place, m.page.badge = got.headline.ID, got.place, want.Badge
	m.page.changes = changes{}
	if got.err != nil {
		m.reader.SetNote(want, "The article cannot be shown: "+reason(got.err))
		return keep
	}
	m.reader.Show(want, got.article, place, got.laid)
	return keep
}

// layLate adds to a command that a long article's lines are laid for another
// width, when that waits to be done.
func (m *Model) layLate(cmd tea.Cmd) tea.Cmd {
	lay := m.reader.Late()
	if lay == nil || m.page.laying {
		return cmd
	}
	m.page.laying = true
	return tea.Batch(cmd, func() tea.Msg { return laidOut{lay()} })
}

// refreshPage asks for the article again when what is on disk of it has
// become more, and brings its marks up to date.
func (m *Model) refreshPage() tea.Cmd {
	rows, _, _ := m.headlines.Rows()
	for i := range rows {
		if rows[i].ID != m.page.shown {
			continue
		}
		m.reader.SetHeadline(rows[i])
		if changed := rows[i].Badge != m.page.badge || rows[i].Updated; changed && m.page.asking == 0 && m.page.wanted.ID == rows[i].ID {
			m.page.wanted = rows[i]
			return m.askArticle(rows[i])
		}
	}
	return nil
}

// sameArticle reports whether what arrived is what is shown, as it mostly is of
// an article that its publisher changed before; when it is not, that is said.
func (m *Model) sameArticle(got articleLoaded) bool {
	now := m.reader.Article()
	if m.page.changes.shown > 0 {
		now = m.page.changes.plain
	}
	if reflect.DeepEqual(now, got.article) {
		m.page.badge = m.page.wanted.Badge
		return true
	}
	if m.page.wanted.Updated && m.inArticle() && article.Text(now) != article.Text(got.article) {
		m.say("its publisher changed this article" + m.hint(keys.Changes, " shows what"))
	}
	return false
}

// open reads the selected headline: its article is shown, it is marked read,
// and the article pane gets the keyboard.
func (m *Model) open() tea.Cmd {
	h, ok := m.headlines.Selected()
	if !ok {
		return nil
	}
	m.layout.focus = keys.Article
	m.list.touched[h.ID] = true
	show := tea.Batch(m.preview(), m.fetchOpened(h))
	if h.Read {
		return show
	}
	return tea.Batch(show, m.mark([]feed.EntryID{h.ID}, feed.MarkRead, "marked read", true))
}

// placeNow is where the reader is in the article that is shown, and whether
// the disk knows another place.
func (m *Model) placeNow() (feed.EntryID, feed.Place, bool) {
	if m.page.shown == 0 || !m.reader.HasArticle() {
		return 0, feed.Place{}, false
	}
	place := m.reader.Place()
	if m.page.changes.shown > 0 {
		place = m.page.changes.place
	}
	return m.page.shown, place, place != m.page.place
}

// keepPlace keeps on disk where the reader is.
func (m *Model) keepPlace() tea.Cmd {
	id, place, changed := m.placeNow()
	if !changed {
		return nil
	}
	m.page.place = place
	ctx, lib := m.ctx, m.library
	return func() tea.Msg {
		err := lib.SetPlace(ctx, id, place)
		if err == nil || errors.Is(err, feed.ErrNotFound) || errors.Is(err, context.Canceled) {
			return nil
		}
		return done{err: err}
	}
}

// fetchArticle fetches the page of the selected headline.
func (m *Model) fetchArticle(int) tea.Cmd {
	h, _ := m.current()
	m.status.Wait("fetching " + h.Title)
	ctx, lib, lay := m.ctx, m.library, m.reader.Lay(h)
	return func() tea.Msg {
		a, err := lib.FetchArticle(ctx, h.ID)
		return articleFetched{headline: h, article: a, laid: lay(a), err: err}
	}
}

// fetchOpened fetches the page of an article that is opened before the
// background came to it: somebody reads it now. What goes wrong is said by the
// headline's badge.
func (m *Model) fetchOpened(h feed.Headline) tea.Cmd {
	if h.Badge > feed.BadgeSummary || m.news.activity.Offline || h.URL == "" {
		return nil
	}
	ctx, lib, lay := m.ctx, m.library, m.reader.Lay(h)
	return func() tea.Msg {
		a, err := lib.FetchArticle(ctx, h.ID)
		return articleFetched{headline: h, article: a, laid: lay(a), err: err, unasked: true}
	}
}

// showFetched shows an article that was fetched, if it is still the one.
func (m *Model) showFetched(got articleFetched) tea.Cmd {
	if !got.unasked {
		m.status.Wait("")
	}
	if got.err != nil {
		if !got.unasked {
			m.fail("fetching the article", got.err)
		}
		return m.look()
	}
	if !got.unasked {
		m.good("the article is fetched")
	}
	if _, place, _ := m.placeNow(); m.page.shown == got.headline.ID {
		m.page.changes = changes{}
		m.reader.Show(got.headline, got.article, place, got.laid)
	}
	return m.look()
}
