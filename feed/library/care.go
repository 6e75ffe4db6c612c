package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/store"
)

// Check looks through the whole store and says in words what is wrong with it;
// nothing for a sound one. A database whose file is damaged is set aside by the
// next Open. It reads everything.
func (l *Library) Check(ctx context.Context) ([]string, error) { return l.store.Check(ctx) }

// Rebuild makes anew what is derived of what was fetched and marked: counts, the
// marks in lists, the full-text index, and articles that an older warta made.
// each, when not nil, is called with how many articles are done. What is killed
// in the middle is finished later: see [Library.Unfinished].
func (l *Library) Rebuild(ctx context.Context, each func(done int)) error {
	if err := l.store.Rebuild(ctx); err != nil {
		return err
	}
	return l.finishRebuild(ctx, each)
}

// Unfinished reports whether a Rebuild was begun and not finished, so that a
// search does not find all that is there. The background of a screen finishes it.
func (l *Library) Unfinished(ctx context.Context) bool { return l.store.Unfinished(ctx) }

// Finish brings a Rebuild to its end that was begun and not finished. What is done
// when ctx ends is done.
func (l *Library) Finish(ctx context.Context) error { return l.finishRebuild(ctx, nil) }

// finishRebuild brings a Rebuild to its end that this process or another one has
// begun.
func (l *Library) finishRebuild(ctx context.Context, each func(done int)) error {
	after, left, err := l.store.Reindex(ctx)
	if err != nil || !left {
		return err
	}
	const batch = 100
	for done := 0; ; {
		ids, err := l.store.PagesAfter(ctx, after, batch)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return l.store.Indexed(ctx, after, true)
		}
		for _, id := range ids {
			if err := l.reindex(ctx, id); err != nil {
				return err
			}
			if done++; each != nil {
				each(done)
			}
		}
		after = ids[len(ids)-1]
		if err := l.store.Indexed(ctx, after, false); err != nil {
			return err
		}
	}
}

// reindex makes an entry be found by the words of its article, not by those of
// the page around it. An article that cannot be read stays as it is.
func (l *Library) reindex(ctx context.Context, id feed.EntryID) error {
	b, err := l.body(ctx, id)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil || len(b.Page.HTML)+len(b.Page.Article) == 0:
		return nil //nolint:nilerr // found by Check
	}
	a := l.article(ctx, b)
	text := ""
	if len(b.Page.HTML) > 0 {
		text = article.Text(a)
	}
	return l.store.Index(ctx, id, text, a.Language)
}

// body is all that is on disk of an entry. A text that is damaged is taken away
// and fetched again with the next chance; the entry's badge says so.
func (l *Library) body(ctx context.Context, id feed.EntryID) (store.Body, error) {
	return l.mended(ctx, id, func() (store.Body, error) { return l.store.Body(ctx, id) })
}

// finished is body without what a kept article of this version was made of.
func (l *Library) finished(ctx context.Context, id feed.EntryID) (store.Body, error) {
	return l.mended(ctx, id, func() (store.Body, error) { return l.store.Made(ctx, id, l.version()) })
}

func (l *Library) mended(ctx context.Context, id feed.EntryID, read func() (store.Body, error)) (store.Body, error) {
	b, err := read()
	if !errors.Is(err, feed.ErrDamaged) {
		return b, err
	}
	dropped, failed := l.store.DropSpoiled(ctx, id)
	if failed != nil || !dropped {
		return b, errors.Join(err, failed)
	}
	return read()
}

// IsSpoiled reports whether what was on disk of an entry was damaged, and is not
// there again yet.
func IsSpoiled(h feed.Headline) bool { return h.Badge == feed.BadgeFailed && h.Why == store.Spoiled }

// IsPartial reports whether an error of Export says that everything was exported
// but for texts that are damaged.
func IsPartial(err error) bool {
	_, ok := errors.AsType[*store.SpoiledError](err)
	return ok
}

// Pictures compares what the store knows of pictures with the files that are
// there: missing are the names of files that are not, or not whole, and stray
// the paths of those that nobody needs.
func (l *Library) Pictures(ctx context.Context) (missing, stray []string, err error) {
	known := map[string]bool{}
	err = l.store.PictureFiles(ctx, func(hash string, size int64) error {
		path := l.pictureFile(hash)
		known[path] = true
		if info, err := os.Stat(path); err != nil || info.Size() != size {
			missing = append(missing, hash)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = filepath.WalkDir(filepath.Join(l.o.Dir, picturesDir), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !d.IsDir() && !known[path] && !isFresh(d) {
			stray = append(stray, path)
		}
		return err
	})
	if err != nil {
		return missing, stray, fmt.Errorf("looking at the pictures: %w", err)
	}
	return missing, stray, nil
}

// isFresh reports whether a file was written a moment ago: another process may
// be about to note it.
func isFresh(d fs.DirEntry) bool {
	info, err := d.Info()
	return err != nil || time.Since(info.ModTime()) < 10*time.Minute
}

// MendPictures makes missing pictures be fetched again, and removes stray files.
func (l *Library) MendPictures(ctx context.Context, missing, stray []string) error {
	var errs []error
	for _, hash := range missing {
		errs = append(errs, l.store.LosePicture(ctx, hash))
	}
	for _, path := range stray {
		if strings.HasPrefix(path, filepath.Join(l.o.Dir, picturesDir)+string(filepath.Separator)) {
			errs = append(errs, os.Remove(path))
		}
	}
	return errors.Join(errs...)
}

// HasRoom reports whether the disk has room for another copy of the database: none
// is made unasked that would leave less than it takes.
func (l *Library) HasRoom() bool { return l.store.HasRoom() }

// Backups are the copies of the database, the newest first.
func (l *Library) Backups() ([]string, error) { return l.store.Backups() }
