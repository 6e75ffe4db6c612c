package library

import (
	"context"
	"errors"
	"math"
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
// as far as is known. What cannot be had is said by the entries' badges, not by
// the error. While the network is turned off nothing is fetched, and the edition
// is what is on disk.
func (l *Library) Edition(ctx context.Context, q feed.Query, size feed.EditionSize, each func(done, of int)) (feed.Edition, error) {
	if !l.enter() {
		return feed.Edition{}, errClosed
	}
	defer l.work.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(l.ctx, cancel)()
	m := &making{desk: l.newDesk(), each: each, size: size, start: time.Now()}
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

// A making is an edition that is being made.
type making struct {
	desk     *desk
	size     feed.EditionSize
	each     func(done, of int)
	start    time.Time
	edition  feed.Edition
	done, of int
	spent    int64
	room     atomic.Int64 // for pictures; workers take from it
}

func (m *making) make(ctx context.Context, q feed.Query) (feed.Edition, error) {
	m.edition.Offline = m.desk.offline.Load()
	err := m.choose(ctx, q)
	if err == nil {
		err = m.articles(ctx)
	}
	if err == nil {
		err = m.measure(ctx)
	}
	if err == nil && !m.size.NoPictures {
		err = m.pictures(ctx)
	}
	m.edition.Took = time.Since(m.start)
	return m.edition, errors.Join(err, m.desk.err)
}

// choose takes the first entries of the query.
func (m *making) choose(ctx context.Context, q feed.Query) error {
	most := m.size.Entries
	if most <= 0 {
		most = usualEdition
	}
	for from := (feed.Cursor{}); len(m.edition.Entries) <= most; {
		list, err := m.desk.Headlines(ctx, q, feed.Window{From: from, Limit: min(most+1, 500)})
		if err != nil {
			return err
		}
		for _, h := range list {
			m.edition.Entries = append(m.edition.Entries, feed.Ready{Headline: h})
			from = feed.CursorOf(h)
		}
		if len(list) < min(most+1, 500) {
			break
		}
	}
	m.edition.More = len(m.edition.Entries) > most
	m.edition.Entries = m.edition.Entries[:min(most, len(m.edition.Entries))]
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

// articles fetches the articles that are not on disk, a few at a time, until
// they are too large together.
func (m *making) articles(ctx context.Context) error {
	for i := range m.edition.Entries {
		h := m.edition.Entries[i].Headline
		b, err := m.desk.store.Body(ctx, h.ID)
		switch {
		case errors.Is(err, feed.ErrNotFound): // it went meanwhile
			m.step(1)
			continue
		case err != nil:
			return err
		case m.edition.Offline || h.Badge == feed.BadgeFull || h.Badge == feed.BadgePaywall || m.desk.tooSoon(b):
			m.spent += textSize(b)
			m.step(1)
		default:
			m.addArticle(h)
		}
		for m.desk.articles >= 4*articlesAt || i == len(m.edition.Entries)-1 && m.desk.articles > 0 {
			if !m.desk.turn(ctx) {
				return ctx.Err()
			}
		}
		if m.tooLarge() {
			break // measure cuts it
		}
	}
	for m.desk.articles > 0 {
		if !m.desk.turn(ctx) {
			return ctx.Err()
		}
	}
	return m.desk.err
}

func (m *making) tooLarge() bool { return m.size.Bytes > 0 && m.spent > m.size.Bytes }

// tooSoon reports whether fetching an entry's page failed a short while ago.
func (l *Library) tooSoon(b store.Body) bool {
	return b.Headline.Badge == feed.BadgeFailed && l.now().Before(later(b.Page.RetryAt, b.Page.Fetched.Add(floor)))
}

// addArticle puts an entry in line.
func (m *making) addArticle(h feed.Headline) {
	d := m.desk
	d.articles++
	host := hostOf(h.URL)
	d.line.add(host, job{host: host, work: func(ctx context.Context) func(*desk) {
		r, ok := d.prepare(ctx, h.ID)
		return func(d *desk) {
			d.articles--
			m.step(1)
			if !ok {
				return
			}
			m.spent += int64(len(r.page.Article))
			if err := d.keepReadied(context.WithoutCancel(ctx), h.ID, r); err != nil {
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
	kept := m.edition.Entries[:0]
	for _, r := range m.edition.Entries {
		b, err := m.desk.store.Body(ctx, r.ID)
		if errors.Is(err, feed.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		r.Headline, r.Bytes = b.Headline, textSize(b)
		if m.size.Bytes > 0 && m.spent+r.Bytes > m.size.Bytes {
			m.edition.More = true
			break
		}
		m.spent += r.Bytes
		kept = append(kept, r)
	}
	m.edition.Entries = kept
	return nil
}

// pictures fetches the pictures of the entries as far as there is room, and
// counts those on disk.
func (m *making) pictures(ctx context.Context) error {
	m.room.Store(math.MaxInt64)
	if m.size.Bytes > 0 {
		m.room.Store(m.size.Bytes - m.spent)
	}
	wanted := make([][]string, len(m.edition.Entries))
	for i := range m.edition.Entries {
		var err error
		if wanted[i], err = m.picturesOf(ctx, &m.edition.Entries[i]); err != nil {
			return err
		}
	}
	m.step(0)
	for !m.desk.idle() {
		if !m.desk.turn(ctx) {
			return ctx.Err()
		}
	}
	for i, list := range wanted {
		r := &m.edition.Entries[i]
		for _, address := range list {
			p, err := m.desk.store.Picture(ctx, address)
			if err == nil && p.Hash != "" {
				r.Pictures++
				r.Bytes += p.Size
			} else {
				r.Missing++
			}
		}
	}
	return m.desk.err
}

// picturesOf are the pictures that an entry of the edition shows. Those that are
// not on disk are put in line.
func (m *making) picturesOf(ctx context.Context, r *feed.Ready) ([]string, error) {
	a, err := m.desk.Article(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	list := picturesOf(a)
	if m.edition.Offline || len(list) == 0 {
		return list, nil
	}
	if err := m.desk.store.WantPictures(ctx, r.ID, list); err != nil {
		return nil, err
	}
	b, err := m.desk.store.Body(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	for _, address := range list {
		p, err := m.desk.store.Picture(ctx, address)
		switch {
		case err != nil:
			return nil, err
		case p.Hash != "":
			m.room.Add(-p.Size)
		case p.Why == "" || m.desk.now().Sub(p.Fetched) > floor:
			p.FeedURL = b.FeedURL
			m.addPicture(p)
		}
	}
	return list, nil
}

// addPicture puts a picture in line. One for which there is no room stays
// wanted.
func (m *making) addPicture(p store.Picture) {
	d := m.desk
	d.pictures++
	m.of++
	host := hostOf(p.URL)
	d.line.add(host, job{host: host, picture: true, work: func(ctx context.Context) func(*desk) {
		got, ok := d.fetchPicture(ctx, p, m.room.Load())
		if ok && m.room.Add(-got.Size) < 0 {
			m.room.Add(got.Size)
			ok = false
		}
		return func(d *desk) {
			d.pictures--
			m.step(1)
			if !ok {
				return
			}
			if err := d.store.SavePicture(context.WithoutCancel(ctx), got); err != nil {
				d.giveUp(err)
			}
		}
	}})
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
