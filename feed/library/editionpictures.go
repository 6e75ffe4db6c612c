package library

import (
	"context"
	"errors"
	"math"

	"warta/feed"
	"warta/feed/store"
)

// ownPictures are the pictures that the entries of the edition show, by entry,
// in the order of the edition. Those that are on disk are part of it as far as
// there is room.
func (m *making) ownPictures(ctx context.Context) ([][]string, error) {
	m.edition.Pictures = map[string]bool{}
	m.room.Store(math.MaxInt64)
	if m.size.Bytes > 0 {
		m.room.Store(m.size.Bytes - m.spent)
	}
	shown := make([][]string, len(m.edition.Entries))
	for i := range m.edition.Entries {
		a, err := m.desk.Article(ctx, m.edition.Entries[i].ID)
		if err != nil {
			return shown, err
		}
		shown[i] = picturesOf(a)
		for _, address := range shown[i] {
			p, err := m.desk.store.Picture(ctx, address)
			if err != nil && !errors.Is(err, feed.ErrNotFound) {
				return shown, err
			}
			if p.Hash != "" {
				m.takeIn(p)
			}
		}
	}
	return shown, nil
}

// takeIn makes a picture part of the edition if there is room for it. Each is
// counted once, however many entries show it.
func (m *making) takeIn(p store.Picture) {
	if !m.edition.Pictures[p.URL] && p.Size <= m.room.Load() {
		m.edition.Pictures[p.URL] = true
		m.room.Add(-p.Size)
	}
}

// fetchPictures fetches the pictures that are not on disk, as far as there is
// room.
func (m *making) fetchPictures(ctx context.Context, shown [][]string) error {
	inLine := map[string]bool{}
	for i := range shown {
		id := m.edition.Entries[i].ID
		if len(shown[i]) == 0 {
			continue
		}
		if err := m.desk.store.WantPictures(ctx, id, shown[i]); err != nil {
			return err
		}
		b, err := m.desk.body(ctx, id)
		if err != nil {
			return err
		}
		for _, address := range shown[i] {
			p, err := m.desk.store.Picture(ctx, address)
			if err != nil {
				return err
			}
			hopeless := p.Why != "" && m.desk.now().Sub(p.Fetched) <= floor
			if p.Hash == "" && !hopeless && !inLine[address] {
				inLine[address] = true
				p.FeedURL = b.FeedURL
				m.addPicture(p)
			}
		}
	}
	m.step(0)
	return m.await(ctx, m.desk.idle)
}

// addPicture puts a picture in line. Several are fetched at the same time: room
// is given to those that come first. One for which there is none stays wanted.
func (m *making) addPicture(p store.Picture) {
	d := m.desk
	d.pictures++
	m.of++
	host := hostOf(p.URL)
	d.line.add(host, job{host: host, picture: true, work: func(ctx context.Context) func(*desk) {
		got, ok := d.getPicture(ctx, p, m.room.Load())
		return func(d *desk) {
			defer got.done()
			d.pictures--
			m.step(1)
			if !ok || got.Hash != "" && got.Size > m.room.Load() {
				return
			}
			kept, err := d.storePicture(context.WithoutCancel(ctx), got)
			if err != nil {
				d.giveUp(err)
			} else if kept {
				m.takeIn(got.Picture)
			}
		}
	}})
}

// countPictures counts the pictures of each entry. What several of them show
// is as large as it is once.
func (m *making) countPictures(ctx context.Context, shown [][]string) error {
	counted := map[string]bool{}
	for i, list := range shown {
		r := &m.edition.Entries[i]
		for _, address := range list {
			if !m.edition.Pictures[address] {
				r.Missing++
				continue
			}
			r.Pictures++
			if counted[address] {
				continue
			}
			counted[address] = true
			p, err := m.desk.store.Picture(ctx, address)
			if err != nil {
				return err
			}
			r.Bytes += p.Size
		}
	}
	return nil
}
