package library

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/store"
)

// usualEdition is how many entries an edition has when nothing is said.
const usualEdition = 100

// errClosed is the error of what is asked of a library that was closed.
var errClosed = errors.New("the library is closed")

// Edition makes the first entries of a query ready for reading offline: their
// full text, and then their pictures, as far as that is not on disk, until the
// edition has the size that it may have. It returns when done; each, when not
// nil, is called after every step, with how many are done and how many there are
// as far as is known.
//
// What cannot be had is said by the entries' badges, not by the error. While the
// network is turned off nothing is fetched, and the edition is what is on disk.
// When ctx ends, too, the edition is what is on disk by then, with the error.
func (l *Library) Edition(ctx context.Context, q feed.Query, size feed.EditionSize, each func(done, of int)) (feed.Edition, error) {
	if !l.enter() {
		return feed.Edition{}, errClosed
	}
	defer l.work.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(l.ctx, cancel)()
	m := &making{desk: l.newDesk(), each: each, size: size, away: map[feed.EntryID]bool{}}
	defer m.desk.stop(ctx)
	defer l.progress(0, 0)
	return m.make(ctx, q)
}

// enter notes that somebody is at work, whom Close waits for, unless the library
// is closed.
func (l *Library) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return false
	}
	l.work.Add(1)
	return true
}

// A making is an edition that is being made. It lives in one goroutine, with a
// desk of its own for the workers.
type making struct {
	desk     *desk
	size     feed.EditionSize
	each     func(done, of int)
	edition  feed.Edition
	done, of int
	spent    int64                 // by the articles
	away     map[feed.EntryID]bool // not fetched for want of a network
	room     atomic.Int64          // for pictures; workers look at it
}

// make takes the steps of an edition one after the other. After an error, or
// when somebody has had enough, nothing more is fetched; what there is, is told
// all the same.
func (m *making) make(ctx context.Context, q feed.Query) (feed.Edition, error) {
	start := time.Now()
	m.edition.Offline = m.desk.offline.Load()
	err := m.choose(ctx, q)
	if err == nil {
		err = m.fetchArticles(ctx)
	}
	told := context.WithoutCancel(ctx)
	err = errors.Join(err, m.measure(told))
	if !m.size.NoPictures {
		shown, failed := m.ownPictures(told)
		if err = errors.Join(err, failed); err == nil && !m.edition.Offline {
			err = m.fetchPictures(ctx, shown)
		}
		err = errors.Join(err, m.countPictures(told, shown))
	}
	m.edition.Took = time.Since(start)
	return m.edition, err
}

// choose takes the first entries of the query.
func (m *making) choose(ctx context.Context, q feed.Query) error {
	most := m.size.Entries
	if most <= 0 {
		most = usualEdition
	}
	errEnough := errors.New("that is enough")
	err := m.desk.everyHeadline(ctx, q, func(h feed.Headline) error {
		if len(m.edition.Entries) == most {
			m.edition.More = true
			return errEnough
		}
		m.edition.Entries = append(m.edition.Entries, feed.Ready{Headline: h})
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	m.of = len(m.edition.Entries)
	m.step(0)
	return nil
}

// step counts what is done and tells it.
func (m *making) step(n int) {
	m.done += n
	m.desk.progress(m.done, m.of)
	if m.each != nil {
		m.each(m.done, m.of)
	}
}

// await lets the workers work until something holds.
func (m *making) await(ctx context.Context, holds func() bool) error {
	for !holds() {
		if !m.desk.turn(ctx) {
			return ctx.Err()
		}
	}
	return m.desk.err
}

// fetchArticles fetches the articles that are not on disk, a few at a time,
// until they are too large together: measure then cuts the edition.
func (m *making) fetchArticles(ctx context.Context) error {
	few := func() bool { return m.desk.articles < 4*articlesAt }
	none := func() bool { return m.desk.articles == 0 }
	for i := range m.edition.Entries {
		b, err := m.desk.body(ctx, m.edition.Entries[i].ID)
		switch {
		case errors.Is(err, feed.ErrNotFound): // it went meanwhile
			m.step(1)
		case err != nil:
			return err
		case m.edition.Offline || m.isSettled(b):
			m.spent += textSize(b)
			m.step(1)
		default:
			m.addArticle(b)
		}
		if err := m.await(ctx, few); err != nil {
			return err
		}
		if m.size.Bytes > 0 && m.spent > m.size.Bytes {
			break
		}
	}
	return m.await(ctx, none)
}

// isSettled reports whether there is nothing to fetch for an entry, or nothing
// to be hoped for.
func (m *making) isSettled(b store.Body) bool {
	badge := b.Headline.Badge
	return badge == feed.BadgeFull || badge == feed.BadgePaywall || m.desk.tooSoon(b)
}

// tooSoon reports whether fetching an entry's page failed a short while ago.
func (l *Library) tooSoon(b store.Body) bool {
	return b.Headline.Badge == feed.BadgeFailed && l.now().Before(later(b.Page.RetryAt, b.Page.Fetched.Add(floor)))
}

// addArticle puts an entry in line.
func (m *making) addArticle(b store.Body) {
	d, id := m.desk, b.Headline.ID
	host := hostOf(b.Headline.URL)
	d.articles++
	d.line.add(host, job{host: host, work: func(ctx context.Context) func(*desk) {
		r, ok := d.prepare(ctx, id, b.Page.Fetched)
		return func(d *desk) {
			d.articles--
			m.step(1)
			if !ok {
				m.away[id] = r.away
				return
			}
			m.spent += int64(len(r.page.Article))
			if err := d.keepReadied(context.WithoutCancel(ctx), id, r); err != nil {
				d.giveUp(err)
			}
		}
	}})
}

// textSize is how large what is read of an entry is.
func textSize(b store.Body) int64 {
	if n := len(b.Page.Article); n > 0 {
		return int64(n)
	}
	return int64(len(b.Entry.Content) + len(b.Entry.Summary))
}

// measure looks at what is on disk now, and cuts the edition to its size.
func (m *making) measure(ctx context.Context) error {
	m.spent = 0
	chosen := m.edition.Entries
	m.edition.Entries = chosen[:0]
	for _, r := range chosen {
		b, err := m.desk.body(ctx, r.ID)
		if errors.Is(err, feed.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		r.Headline, r.Bytes = b.Headline, textSize(b)
		if m.away[r.ID] && r.Why == "" {
			r.Why, m.edition.Away = "there is no network", true
		}
		if m.size.Bytes > 0 && m.spent+r.Bytes > m.size.Bytes {
			m.edition.More = true
			break
		}
		m.spent += r.Bytes
		m.edition.Entries = append(m.edition.Entries, r)
	}
	return nil
}

// progress is what the screen is told of an edition that is being made.
func (l *Library) progress(done, of int) {
	l.edition[0].Store(int64(done))
	l.edition[1].Store(int64(of))
}

// ArticlesOf are the articles of an edition, as they are on disk.
func (l *Library) ArticlesOf(ctx context.Context, e feed.Edition) ([]article.Article, error) {
	list := make([]article.Article, 0, len(e.Entries))
	for i := range e.Entries {
		a, err := l.Article(ctx, e.Entries[i].ID)
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}
