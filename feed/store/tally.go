package store

import (
	"context"
	"slices"
	"sync"
	"time"

	"warta/feed"
)

// A tally is the unread count of a view as it was.
type tally struct {
	n       int
	version int64     // of the data
	at      time.Time // when it was counted
}

// tallies are the counts that ViewsSoon remembers.
type tallies struct {
	mu   sync.Mutex
	of   map[string]tally // by query
	rest time.Time        // until then nothing is counted
}

// For how long ViewsSoon counts, how many times as long it rests then, and how
// old a count may become while nothing but the time changes.
const (
	countFor = 60 * time.Millisecond
	restFor  = 8
	countAge = time.Minute
)

// ViewsSoon is Views for a screen, which must not wait and asks again after
// every change: a count that takes long may be that of a while ago, or 0 when
// there is none yet. behind says that it is to be asked again, until all are
// what they are; counting takes but a small part of the processor's time,
// however often that is.
func (s *Store) ViewsSoon(ctx context.Context) (views []feed.View, behind bool, err error) {
	version, err := s.DataVersion(ctx)
	if err == nil {
		views, err = s.savedViews(ctx)
	}
	if err != nil {
		return nil, false, s.failed("listing the views", err)
	}
	s.tallies.mu.Lock()
	defer s.tallies.mu.Unlock()
	known := make(map[string]tally, len(views))
	stale := make([]string, 0, len(views))
	for _, v := range views {
		t := s.tallies.of[v.Query]
		if known[v.Query] = t; t.version != version || time.Since(t.at) > countAge {
			stale = append(stale, v.Query)
		}
	}
	// Those that were counted longest ago are the first.
	slices.SortStableFunc(stale, func(a, b string) int { return known[a].at.Compare(known[b].at) })
	behind, err = s.tallies.count(stale, func(query string) error {
		n, err := s.unreadIn(ctx, query)
		if err == nil {
			known[query] = tally{n, version, time.Now()}
		}
		return err
	})
	if err != nil {
		return nil, false, s.failed("counting the views", err)
	}
	s.tallies.of = known
	for i := range views {
		views[i].Unread = known[views[i].Query].n
	}
	return views, behind, nil
}

// count counts as many queries as there is time for, and reports whether some
// are left.
func (t *tallies) count(queries []string, count func(query string) error) (left bool, err error) {
	began := time.Now()
	if began.Before(t.rest) {
		return len(queries) > 0, nil
	}
	for _, query := range queries {
		if time.Since(began) > countFor {
			left = true
			break
		}
		if err := count(query); err != nil {
			return false, err
		}
	}
	if took := time.Since(began); took > countFor/4 {
		t.rest = time.Now().Add(restFor * took)
	}
	return left, nil
}
