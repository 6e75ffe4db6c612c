package library

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"warta/feed"
	"warta/feed/fetch"
	"warta/feed/store"
)

// guideFeed is the address of the guide edition. It is fetched through the very
// same pipeline as every other feed, from files within warta itself.
const (
	guideFeed = guideScheme + "://guide/feed.xml"
	guideKey  = "guide" // under which the store keeps which guide was read
)

// isGuide reports whether an address is of the guide. Only the guide's own
// entries have such addresses: package parse keeps a stranger's feed to the web.
func isGuide(address string) bool { return strings.HasPrefix(address, guideScheme+"://guide/") }

// openGuide subscribes to the guide edition, the first time, and reads it again
// when warta brings another one. Somebody who has unsubscribed it is left in
// peace. Its pages are read later, in the background or when they are opened, so
// that the first screen need not wait for them.
func (l *Library) openGuide(ctx context.Context) error {
	if l.o.Guide == nil {
		return nil
	}
	mark, err := fingerprint(l.o.Guide)
	if err != nil {
		return err
	}
	former, err := l.store.Get(ctx, guideKey)
	if err == nil && bytes.Equal(former, mark) {
		return nil
	}
	known := err == nil
	if err != nil && !errors.Is(err, feed.ErrNotFound) {
		return err
	}
	if err := l.readGuide(ctx, known); err != nil {
		return err
	}
	return l.store.Put(ctx, guideKey, mark)
}

// readGuide fetches, parses and stores the guide's feed.
func (l *Library) readGuide(ctx context.Context, known bool) error {
	f, err := l.store.FeedByURL(ctx, guideFeed)
	id := f.ID
	if errors.Is(err, feed.ErrNotFound) {
		if known {
			return nil // it was unsubscribed
		}
		id, err = l.store.Subscribe(ctx, store.Subscription{URL: guideFeed, Guide: true})
	}
	if err != nil {
		return err
	}
	r, err := l.client.Get(ctx, fetch.Request{URL: guideFeed, Accept: acceptFeed})
	if err != nil {
		return err
	}
	if r.Trouble() != "" {
		return fmt.Errorf("reading the guide: %s", r.Trouble())
	}
	doc, err := l.parseFeed(r)
	if err != nil {
		return fmt.Errorf("reading the guide: %w", err)
	}
	for i, e := range doc.Entries {
		// Package parse gives addresses of the web only; the guide's ids name its pages.
		if isGuide(e.GUID) {
			doc.Entries[i].URL = e.GUID + ".html"
		}
	}
	_, err = l.store.Save(ctx, id, store.Fetched{At: l.now(), Status: r.Status, Bytes: r.Wire}, doc)
	if err != nil || !known {
		return err
	}
	return l.readPagesAgain(ctx, id)
}

// readPagesAgain reads those pages of a guide that has changed which were read
// before.
func (l *Library) readPagesAgain(ctx context.Context, id feed.FeedID) error {
	pages, err := l.store.Headlines(ctx, feed.Query{Where: feed.And{feed.FromFeed{Feed: id}, feed.Is{Property: feed.Full}}}, feed.Window{Limit: 1000})
	if err != nil {
		return err
	}
	for _, h := range pages {
		if _, err := l.FetchArticle(ctx, h.ID); err != nil && ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// fingerprint is a hash of all files of the guide.
func fingerprint(files fs.FS) ([]byte, error) {
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("reading the guide: %w", err)
		}
		fmt.Fprintf(h, "%s %d\n", name, len(text))
		h.Write(text)
		return nil
	})
	return h.Sum(nil), err
}
