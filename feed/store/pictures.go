package store

import (
	"context"
	"fmt"
	"time"

	"warta/feed"
)

// A Picture is what is known of one that articles show.
type Picture struct {
	URL     string
	Hash    string // the name of its file, "" when there is none
	Type    string // media type
	Size    int64  // bytes
	Fetched time.Time
	Why     string // it could not be had, in words
	FeedURL string // of a feed that shows it; only from WantedPictures
}

// WantPictures notes the pictures that an entry shows, so that those of which
// nothing is known yet are fetched.
func (s *Store) WantPictures(ctx context.Context, id feed.EntryID, urls []string) error {
	return s.saving(ctx, fmt.Sprintf("noting the pictures of entry %d", id), func(t *tx) error {
		for _, url := range urls {
			if err := t.exec(`INSERT INTO picture(url) VALUES (?) ON CONFLICT DO NOTHING`, url); err != nil {
				return err
			}
			err := t.exec(`INSERT INTO entry_picture(entry_id, picture_id) SELECT e.id, p.id FROM entry e, picture p
				WHERE e.id = ? AND p.url = ? ON CONFLICT DO NOTHING`, id, url)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// WantedPictures are pictures still to be fetched, those asked for first first.
func (s *Store) WantedPictures(ctx context.Context, limit int) ([]Picture, error) {
	var list []Picture
	var p Picture
	err := s.query(ctx, `SELECT p.url, coalesce((SELECT f.url FROM entry_picture x JOIN entry e ON e.id = x.entry_id
		JOIN feed f ON f.id = e.feed_id WHERE x.picture_id = p.id LIMIT 1), '') FROM picture p WHERE p.want = 1 ORDER BY p.id LIMIT ?`,
		[]any{limit}, []any{&p.URL, &p.FeedURL}, func() error { list = append(list, p); return nil })
	if err != nil {
		return nil, s.failed("looking for wanted pictures", err)
	}
	return list, nil
}

// SavePicture stores what came of fetching a picture. One that nobody shows any
// more is dropped. It reports whether there was room for it, within the bytes
// that all pictures together may take: without room nothing is stored.
func (s *Store) SavePicture(ctx context.Context, p Picture, room int64) (fits bool, err error) {
	err = s.saving(ctx, "storing a picture", func(t *tx) error {
		if p.Fetched.IsZero() {
			p.Fetched = t.now()
		}
		var taken int64
		if _, err := t.row(`SELECT coalesce(sum(size), 0) FROM picture WHERE url <> ?`, []any{p.URL}, &taken); err != nil {
			return err
		}
		if fits = p.Size == 0 || p.Size <= room-taken; !fits {
			return nil
		}
		return t.exec(`UPDATE picture SET want = 0, hash = ?, type = ?, size = ?, fetched = ?, why = ? WHERE url = ?`,
			p.Hash, p.Type, p.Size, micros(p.Fetched), p.Why, p.URL)
	})
	return fits, err
}

// LosePicture notes that a picture's file is gone: it is wanted again.
func (s *Store) LosePicture(ctx context.Context, hash string) error {
	return s.saving(ctx, "noting a lost picture", func(t *tx) error {
		return t.exec(`UPDATE picture SET want = 1, hash = '', size = 0 WHERE hash = ?`, hash)
	})
}

// Picture is what is known of the picture at an address, or feed.ErrNotFound.
func (s *Store) Picture(ctx context.Context, url string) (Picture, error) {
	p := Picture{URL: url}
	var fetched int64
	err := s.one(ctx, `SELECT hash, type, size, fetched, why FROM picture WHERE url = ?`, []any{url},
		&p.Hash, &p.Type, &p.Size, &fetched, &p.Why)
	p.Fetched = fromMicros(fetched)
	if err != nil {
		return p, s.failed("looking for a picture", err)
	}
	return p, nil
}

// PictureFiles calls each for every file of a picture, with its size, until each
// returns an error.
func (s *Store) PictureFiles(ctx context.Context, each func(hash string, size int64) error) error {
	var hash string
	var size int64
	err := s.query(ctx, `SELECT hash, max(size) FROM picture WHERE hash <> '' GROUP BY hash`, nil, []any{&hash, &size},
		func() error { return each(hash, size) })
	return s.failed("listing pictures", err)
}

// PictureBytes is how much room the pictures take.
func (s *Store) PictureBytes(ctx context.Context) (int64, error) {
	var sum int64
	err := s.one(ctx, `SELECT coalesce(sum(size), 0) FROM picture`, nil, &sum)
	return sum, s.failed("measuring pictures", err)
}

// PictureUses is how many addresses have the picture of that hash.
func (s *Store) PictureUses(ctx context.Context, hash string) (int, error) {
	var n int
	err := s.one(ctx, `SELECT count(*) FROM picture WHERE hash = ?`, []any{hash}, &n)
	return n, s.failed("looking for a picture", err)
}

// ForgetPictures drops the pictures that no entry shows any more, and gives the
// names of the files that nobody needs.
func (s *Store) ForgetPictures(ctx context.Context) (hashes []string, err error) {
	var hash string
	err = s.saving(ctx, "forgetting pictures", func(t *tx) error {
		if err := t.exec(`DELETE FROM entry_picture WHERE entry_id NOT IN (SELECT id FROM entry)`); err != nil {
			return err
		}
		return t.each(`DELETE FROM picture WHERE id NOT IN (SELECT picture_id FROM entry_picture) RETURNING hash`, nil, []any{&hash},
			func() error { hashes = append(hashes, hash); return nil })
	})
	if err != nil {
		return nil, err
	}
	unused := hashes[:0]
	for _, hash := range hashes {
		n, err := s.PictureUses(ctx, hash)
		if err != nil {
			return nil, err
		}
		if n == 0 && hash != "" {
			unused = append(unused, hash)
		}
	}
	return unused, nil
}
