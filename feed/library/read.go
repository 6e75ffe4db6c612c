package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/extract"
	"warta/feed/fetch"
	"warta/feed/store"
)

// largestFile is the most that is read of a file, in bytes.
const largestFile = 10 << 20

// Read is the article at a web address or in a file; nothing is stored. An
// article that is not whole comes with a Notice; the error is about one that
// cannot be had at all.
func (l *Library) Read(ctx context.Context, urlOrFile string) (article.Article, error) {
	if isWeb(urlOrFile) {
		return l.readWeb(ctx, urlOrFile)
	}
	text, err := readFile(urlOrFile)
	if errors.Is(err, os.ErrNotExist) && strings.Contains(urlOrFile, ".") {
		if a, err := l.readWeb(ctx, urlOrFile); err == nil {
			return a, nil
		}
	}
	if errors.Is(err, os.ErrNotExist) {
		return article.Article{}, &feed.Advised{
			Err:    fmt.Errorf("reading %s: there is no such file", urlOrFile),
			Remedy: "check its name, or give a web address or the number of an entry",
		}
	}
	if err != nil {
		return article.Article{}, err
	}
	a, err := extract.Page(text, extract.Source{})
	return readable(urlOrFile, a, err)
}

func isWeb(s string) bool {
	lower := strings.ToLower(s)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") || isGuide(s)
}

// readFile reads a file, or standard input for "-".
func readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(os.Stdin, largestFile))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	if err == nil && len(text) > largestFile {
		err = fmt.Errorf("reading %s: it is larger than %d MB", name, largestFile>>20)
	}
	return text, err
}

// readWeb reads a page and the further pages of its article.
func (l *Library) readWeb(ctx context.Context, typed string) (article.Article, error) {
	at, lg := typed, login{}
	if !isGuide(typed) {
		var err error
		if at, _, err = address(typed); err != nil {
			return article.Article{}, err
		}
		at, lg = splitLogin(at)
		if l.offline.Load() {
			return article.Article{}, feed.ErrOffline
		}
	}
	// The reader's own address: its host may be private, as a feed's may.
	b := store.Body{FeedURL: at, Entry: feed.Entry{URL: at}}
	r, err := l.client.Get(ctx, fetch.Request{URL: at, Accept: acceptPage, Types: pageTypes, AllowPrivate: true, Header: l.header(at, lg)})
	switch {
	case err != nil:
		return article.Article{}, unread(at, err)
	case r.Trouble() != "":
		return article.Article{}, refused(at, r)
	case r.Unread:
		return article.Article{}, &feed.Advised{Err: fmt.Errorf("reading %s: %s", redacted(at), extract.NoPage(r.ContentType)), Remedy: "open it in a browser"}
	}
	parts, lacks := l.morePages(ctx, b, r)
	b.Page = store.Page{URL: r.URL, ContentType: r.ContentType, HTML: joinPages(parts)}
	b.Page = l.madeOrAMP(ctx, b)
	a, refused := l.ofPages(b)
	a.Notice = cmp.Or(a.Notice, lacks)
	if refused != nil {
		return readable(redacted(at), a, refused)
	}
	return a, nil
}

// readable turns a refusal of what was found somewhere into a notice when there
// is some text.
func readable(where string, a article.Article, err error) (article.Article, error) {
	r, refused := extract.Refused(err)
	if !refused {
		return a, err
	}
	if article.Words(a) == 0 {
		return a, &feed.Advised{Err: fmt.Errorf("reading %s: %w", where, r), Remedy: "see in a browser what is there"}
	}
	if a.Notice == "" {
		a.Notice = r.Reason
	}
	return a, nil
}
