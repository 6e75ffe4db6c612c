// Package library is the front desk: it is asked for feeds, headlines and
// articles, takes the reader's marks, and refreshes feeds in the background.
//
// It only puts the stages in sequence: fetch, parse, extract, discover and store
// do not know one another. All goroutines of warta start here. One coordinator,
// the desk, owns the timetable and is the only writer of news; workers fetch and
// parse, hold no state and return values; Close waits for all of them.
package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/fetch"
	"warta/feed/parse"
	"warta/feed/query"
	"warta/feed/store"
)

// Options say how a library is opened.
type Options struct {
	Dir     string           // the data directory; made when it is missing
	Version string           // warta's version, for the User-Agent
	Guide   fs.FS            // the guide edition, with feed.xml at its root; nil: none
	Offline bool             // start with the network turned off
	Now     func() time.Time // the clock; nil: time.Now
	Workers int              // feeds fetched at the same time; 0: 32
	Timeout time.Duration    // for the whole of one request; 0: a minute
	// Fault is told of a panic in a goroutine of the library, which then does
	// nothing more in the background. It may be called by several at once. nil:
	// such a panic ends the program, as any other.
	Fault func(reason any, stack []byte)
	// Prefetch is what is fetched ahead of time.
	Prefetch Prefetch
	Keep     Retention // what is removed after a while
	// Mending is told when a damaged database is about to be mended, which may
	// take a while; nil: nobody is told.
	Mending func(problem string)
	Waiting func() // told once when RefreshNow waits for another process; nil: nobody
	// Headers are sent with the requests to one feed, by the feed's address:
	// credentials, cookies. They never leave its host.
	Headers map[string]map[string]string
	// Sites are the reader's own rules for sites, before those that come with
	// warta.
	Sites []Site
}

const (
	database    = "warta.db"
	home        = "https://pkg.go.dev/warta" // for those who wonder who asks
	guideScheme = "warta"
)

// A Library is the front desk. Its methods may be called from any goroutine.
type Library struct {
	o      Options
	store  *store.Store
	client *fetch.Client
	parse  chan struct{} // documents parsed at once: one processor is left for the screen
	owner  string        // of leases
	claims atomic.Int64  // made so far

	ctx     context.Context // of the work in the background
	cancel  context.CancelFunc
	work    sync.WaitGroup
	started atomic.Bool
	behind  atomic.Int64 // when to say that there are newer counts of views, 0 for never
	offline atomic.Bool
	reached atomic.Int64 // when a host answered last, in nanoseconds since 1970; 0: none did
	asks    chan ask
	news    chan feed.Activity
	edition [2]atomic.Int64 // of the edition that is being made: done, and how many

	mu     sync.Mutex
	looked map[string]offer // feeds that Look found, for Subscribe
	closed bool
}

// Open opens the store in o.Dir, making it when there is none. It starts
// nothing in the background: see [Library.Start].
func Open(ctx context.Context, o Options) (*Library, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Workers <= 0 {
		o.Workers = 32
	}
	o.Prefetch = o.Prefetch.withDefaults()
	s, err := store.Open(ctx, filepath.Join(o.Dir, database), store.Options{
		Now: o.Now, Mending: o.Mending,
		Parse: func(text string) (feed.Query, error) { return query.ParseAt(text, o.Now()) },
		Text: func(stored []byte) string {
			var a article.Article
			if json.Unmarshal(stored, &a) != nil {
				return "" // as good as none; it is made anew when it is opened
			}
			return article.Text(a)
		},
	})
	if err != nil {
		return nil, fmt.Errorf("opening the library in %s: %w", o.Dir, err)
	}
	l := &Library{
		o: o, store: s, client: newClient(o), parse: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)),
		owner: store.Owner(),
		asks:  make(chan ask, 16), news: make(chan feed.Activity, 1), looked: map[string]offer{},
	}
	_ = s.ForgetAll(ctx, parse.Version) // a store that cannot be written takes no news either
	l.offline.Store(o.Offline)
	l.ctx, l.cancel = context.WithCancel(context.Background())
	if err := l.openGuide(ctx); err != nil && ctx.Err() != nil {
		return nil, errors.Join(ctx.Err(), l.Close())
	}
	// The guide is no reason to keep somebody from the news: with a full disk,
	// say, what is stored can be read all the same.
	return l, nil
}

func newClient(o Options) *fetch.Client {
	options := fetch.Options{
		UserAgent: fmt.Sprintf("warta/%s (+%s)", versionOr(o.Version), home),
		Offline:   o.Offline, Now: o.Now, Timeout: o.Timeout,
	}
	if o.Guide != nil {
		options.Files = map[string]fs.FS{guideScheme: o.Guide}
	}
	return fetch.New(options)
}

func versionOr(v string) string {
	if v == "" {
		return "dev"
	}
	return v
}

// Start begins the work in the background: the timetable and the fetching of
// full articles. Only the screen calls it; a second call does nothing.
func (l *Library) Start() {
	if !l.started.CompareAndSwap(false, true) {
		return
	}
	l.work.Go(func() { l.background(l.ctx) })
}

// Close ends the work in the background, waits for it, and closes the store.
func (l *Library) Close() error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return nil
	}
	l.closed = true
	l.mu.Unlock()
	l.cancel()
	l.work.Wait()
	close(l.news)
	l.client.Close()
	l.guard(context.Background())
	return l.store.Close()
}

// SetOffline turns the network off or on. While it is off, nothing is dialled.
func (l *Library) SetOffline(off bool) {
	if l.offline.Swap(off) == off {
		return
	}
	l.client.SetOffline(off)
	if l.started.Load() {
		select {
		case l.asks <- ask{wake: true}:
		case <-l.ctx.Done():
		}
	}
}

// Damage says what was found wrong with the database when it was opened, or
// earlier if nobody was told, and what was done about it, or "".
func (l *Library) Damage() string {
	if d := l.store.Damage(); d != nil {
		return d.String()
	}
	return ""
}

// DamageTold notes that a person has read of the damage; until then every Open
// tells of it.
func (l *Library) DamageTold(ctx context.Context) error {
	if l.store.Damage() == nil {
		return nil
	}
	return l.store.DamageTold(ctx)
}

func (l *Library) now() time.Time { return l.o.Now() }

// offlineError puts the library's word for it around the fetcher's.
func offlineError(err error) error {
	if errors.Is(err, fetch.ErrOffline) {
		return feed.ErrOffline
	}
	return err
}
