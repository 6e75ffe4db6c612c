package library

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/fetch"
	"warta/feed/store"
)

const (
	picturesDir   = "pictures"
	noRoom        = "the pictures take all the room they may"
	acceptPicture = "image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8"
)

// Picture is the picture of an address as it is on disk, with its media type;
// the error wraps feed.ErrNotFound when it is not there.
func (l *Library) Picture(ctx context.Context, address string) (data []byte, kind string, err error) {
	p, err := l.store.Picture(ctx, address)
	if err == nil && p.Hash == "" {
		err = feed.ErrNotFound
	}
	if err != nil {
		return nil, "", err
	}
	data, err = os.ReadFile(l.pictureFile(p.Hash))
	if err != nil || fmt.Sprintf("%x", sha256.Sum256(data)) != p.Hash {
		_ = l.store.LosePicture(ctx, p.Hash) // it is fetched again
		return nil, "", fmt.Errorf("the file of %s: %w", redacted(address), feed.ErrNotFound)
	}
	return data, p.Type, nil
}

// pictureFile is where the picture of that hash lies.
func (l *Library) pictureFile(hash string) string {
	if len(hash) < 2 || strings.ContainsAny(hash, `/\.`) {
		hash = "00" // of a damaged row
	}
	return filepath.Join(l.o.Dir, picturesDir, hash[:2], hash)
}

// picturesOf are the addresses of the first pictures of an article, each once.
func picturesOf(a article.Article) []string {
	list := []string{a.Image.URL}
	var gather func(blocks []article.Block)
	gather = func(blocks []article.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *article.Figure:
				list = append(list, b.Image.URL)
			case *article.Quote:
				gather(b.Blocks)
			case *article.List:
				for _, item := range b.Items {
					gather(item)
				}
			}
		}
	}
	gather(a.Lead)
	for _, s := range a.Sections {
		gather(s.Blocks)
	}
	var once []string
	for _, address := range list {
		if isWeb(address) && len(once) < fewPictures && !slices.Contains(once, address) {
			once = append(once, address)
		}
	}
	return once
}

// picturesIn are the pictures of an article as the store keeps it.
func picturesIn(b store.Body, packed []byte) []string {
	var a article.Article
	if json.Unmarshal(packed, &a) != nil {
		return nil
	}
	return picturesOf(complete(a, b))
}

// enlistPictures puts wanted pictures in line when the articles are done: text
// comes first.
func (d *desk) enlistPictures(ctx context.Context) {
	if d.offline.Load() || d.o.Prefetch.Pictures == ForNone || d.err != nil || d.pictures > 0 || d.articles > 0 ||
		d.refreshing() || time.Since(d.picturedAt) < plansEvery {
		return
	}
	d.picturedAt = time.Now()
	list, err := d.store.WantedPictures(ctx, articlesIn)
	if err != nil || len(list) == 0 || !d.lend(ctx, leaseArticles) {
		return
	}
	for _, p := range list {
		d.addPicture(p)
	}
}

// addPicture puts a picture in line at its host.
func (d *desk) addPicture(p store.Picture) {
	host := hostOf(p.URL)
	d.pictures++
	d.line.add(host, job{host: host, picture: true, work: func(ctx context.Context) func(*desk) {
		got, ok := d.getPicture(ctx, p, math.MaxInt64)
		return func(d *desk) {
			defer got.done()
			d.keepPicture(ctx, got, ok)
		}
	}})
}

// keepPicture stores what came of a picture.
func (d *desk) keepPicture(ctx context.Context, p picture, ok bool) {
	d.pictures--
	if ok {
		_, err := d.storePicture(context.WithoutCancel(ctx), p)
		if err != nil {
			d.giveUp(err)
		}
		d.pictured = d.pictured || err == nil
	}
	if d.pictures == 0 && d.pictured { // there may be more; those that stay wanted wait
		d.picturedAt, d.pictured = time.Time{}, false
	}
	d.enlistPictures(ctx)
}

// A picture is one that was fetched.
type picture struct {
	store.Picture
	data  []byte // nil when it could not be had
	known bool   // somebody else has fetched it, and stored what came of it
	done  func() // gives the claim back
}

// getPicture fetches a picture as fetchPicture does, unless somebody else has
// done so meanwhile. The claim is given back by done.
func (l *Library) getPicture(ctx context.Context, p store.Picture, most int64) (got picture, ok bool) {
	done := l.claimPicture(ctx, p.URL)
	now, err := l.store.Picture(ctx, p.URL)
	if err == nil && (now.Hash != "" || now.Why != "" && l.now().Sub(now.Fetched) <= floor) {
		return picture{Picture: now, known: true, done: done}, true
	}
	got, ok = l.fetchPicture(ctx, p, most)
	got.done = done
	return got, ok
}

// storePicture writes a picture's file, if there is one and room for it, and
// stores what is known of it. It reports whether the picture is on disk.
func (l *Library) storePicture(ctx context.Context, p picture) (kept bool, err error) {
	if p.known {
		return p.Hash != "", nil
	}
	if p.data != nil {
		if err := l.keepFile(p.Hash, p.data); err != nil {
			return false, err // it stays wanted: there may be room the next time
		}
	}
	fits, err := l.store.SavePicture(ctx, p.Picture, l.o.Prefetch.Room)
	if err != nil || fits {
		return fits && p.Hash != "", err
	}
	if n, err := l.store.PictureUses(ctx, p.Hash); err == nil && n == 0 {
		_ = os.Remove(l.pictureFile(p.Hash)) // one that stays is found by warta doctor
	}
	_, err = l.store.SavePicture(ctx, store.Picture{URL: p.URL, Fetched: p.Fetched, Why: noRoom}, l.o.Prefetch.Room)
	return false, err
}

// fetchPicture fetches a picture of at most some bytes; ok is false when nothing
// is known of it after all. As with pages, a picture on the feed's own host may
// be private as the feed is, and no other one.
func (l *Library) fetchPicture(ctx context.Context, p store.Picture, most int64) (got picture, ok bool) {
	got.Picture = store.Picture{URL: p.URL, Fetched: l.now()}
	room, err := l.store.PictureBytes(ctx)
	if err != nil {
		return got, false
	}
	if room = l.o.Prefetch.Room - room; room <= 0 {
		got.Why = noRoom
		return got, true
	}
	if most <= 0 {
		return got, false
	}
	most = min(most, l.o.Prefetch.Picture, room)
	r, err := l.client.Get(ctx, fetch.Request{
		URL: p.URL, Accept: acceptPicture, Types: []string{"image/", "application/octet-stream"},
		AllowPrivate: sameHost(p.URL, p.FeedURL), MaxBytes: most,
	})
	var e *fetch.Error
	switch {
	case errors.As(err, &e) && (e.Kind == fetch.Stopped || e.Kind == fetch.Offline), ctx.Err() != nil:
		return got, false
	case e != nil && e.Kind == fetch.TooLarge && most < min(l.o.Prefetch.Picture, room):
		return got, false // there is no room in this edition, but elsewhere
	case e != nil && e.Kind == fetch.TooLarge && most == room:
		got.Why = noRoom
	case err != nil:
		got.Why = err.Error()
	case r.Trouble() != "":
		got.Why = r.Trouble()
	case r.Unread, r.Cut, pictureType(r) == "":
		got.Why = "it is no picture, or not a whole one"
	default:
		got.Type, got.Size = pictureType(r), int64(len(r.Body))
		got.Hash, got.data = fmt.Sprintf("%x", sha256.Sum256(r.Body)), r.Body
	}
	return got, true
}

// pictureType is the media type of a picture by its bytes, or that of the server
// for the types that http.DetectContentType does not know; "" for no picture.
func pictureType(r *fetch.Response) string {
	if kind := http.DetectContentType(r.Body); strings.HasPrefix(kind, "image/") {
		return kind
	}
	media, _, _ := strings.Cut(strings.ToLower(r.ContentType), ";")
	switch media = strings.TrimSpace(media); media {
	case "image/svg+xml", "image/avif", "image/heic", "image/jxl":
		return media
	}
	return ""
}

// keepFile writes a picture's bytes to the file that is named by their hash. A
// file is there whole or not at all.
func (l *Library) keepFile(hash string, data []byte) error {
	path := l.pictureFile(hash)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(data)) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "unfinished-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// dropPictures removes the pictures that no entry shows any more.
func (l *Library) dropPictures(ctx context.Context) {
	hashes, err := l.store.ForgetPictures(ctx)
	if err != nil {
		return
	}
	for _, hash := range hashes {
		_ = os.Remove(l.pictureFile(hash)) // one that stays is found by warta doctor
	}
}
