package library

import (
	"encoding/binary"
	"hash/fnv"
	"slices"
	"time"

	"warta/feed"
	"warta/feed/fetch"
	"warta/feed/store"
)

// The timetable. A feed has two times: the one before which it must not be
// asked, which is in the store (Poll.Due) and holds for everybody, and the one
// at which the background asks it by itself, which follows from how often it
// publishes and how it fared, and is computed here.
const (
	floor     = 15 * time.Minute // between two requests, whoever asks
	hourly    = time.Hour        // the usual time, and for the command line
	slack     = hourly / 10      // a job that runs every hour finds every feed due
	slowest   = 24 * time.Hour   // for a feed that hardly publishes
	weekly    = 7 * 24 * time.Hour
	givenUp   = 12             // failures after which a feed is asked weekly
	maxFresh  = 24 * time.Hour // of what Cache-Control, Expires and ttl ask for
	maxRetry  = weekly         // of what Retry-After asks for
	hostRests = time.Hour      // after a 429 without Retry-After
)

// hold is the time before which a feed must not be asked again after an answer
// that came at a time: the server's wishes, within bounds, and the floor.
func hold(at time.Time, r *fetch.Response, pace feed.Pace) time.Time {
	wait := floor
	if r != nil {
		wait = max(wait, min(r.RetryAfter, maxRetry), min(r.FreshFor, maxFresh))
	}
	wait = max(wait, min(pace.TTL, maxFresh))
	return awake(at.Add(wait), pace)
}

// awake is the first time from t on at which a publisher wishes to be asked: not
// in its hours and days of rest, which are in UTC. A publisher that never
// wishes to be asked is not believed.
func awake(t time.Time, pace feed.Pace) time.Time {
	u := t.UTC()
	for range 8 * 24 {
		if !slices.Contains(pace.SkipHours, u.Hour()) && !slices.Contains(pace.SkipDays, u.Weekday()) {
			return u
		}
		u = u.Truncate(time.Hour).Add(time.Hour)
	}
	return t.UTC()
}

// interval is how long after a try the background asks a feed again: half the
// usual time between its entries, longer for one that has fallen silent, and
// twice as long after each failure.
func interval(p store.Poll, now time.Time) time.Duration {
	if p.Failures > 0 {
		if p.Failures >= givenUp {
			return weekly
		}
		return min(hourly<<min(p.Failures-1, 10), slowest)
	}
	pause := p.Usual
	if !p.Newest.IsZero() {
		pause = max(pause, now.Sub(p.Newest)/8)
	}
	return min(max(hourly, pause/2), slowest)
}

// due is when the background asks a feed: after its interval, a tenth more or
// less so that feeds do not march in step, and never while it is held.
func due(p store.Poll, now time.Time) time.Time {
	switch {
	case p.LastTry.IsZero():
		return p.Due
	case setBack(p, now):
		return now
	}
	by := p.LastTry.Add(interval(p, now) + jitter(p, interval(p, now)/10))
	if by.Before(p.Due) {
		by = p.Due
	}
	return awake(by, p.Pace)
}

// setBack reports whether the clock was ahead when a feed was last tried, as it is
// on a computer that takes its hardware's local time for UTC until it has asked
// the network: what was noted then says nothing now, and the feed is asked once.
func setBack(p store.Poll, now time.Time) bool { return p.LastTry.After(now.Add(hourly)) }

// jitter is between -most and most, and always the same for one try of a feed.
func jitter(p store.Poll, most time.Duration) time.Duration {
	h := fnv.New64a()
	_ = binary.Write(h, binary.LittleEndian, []int64{int64(p.Feed), p.LastTry.UnixMicro()})
	return time.Duration(h.Sum64()%uint64(2*most+1)) - most
}

// A wish is who wants a feed to be asked.
type wish int

const (
	byTimetable wish = iota // the background, by itself
	byHour                  // the command line: what was not asked in the last hour
	byHand                  // a person, for all feeds
	byForce                 // a person, for this one feed
)

// mayAsk reports whether a feed may be asked now. Nobody is asked before the time
// that Retry-After names.
func mayAsk(p store.Poll, w wish, now time.Time) bool {
	if p.Guide || p.Gone && w != byForce {
		return false
	}
	if setBack(p, now) {
		return true
	}
	if w != byForce && awake(now, p.Pace).After(now) {
		return false
	}
	switch w {
	case byTimetable:
		return !due(p, now).After(now)
	case byHour:
		return !p.Due.After(now) && (p.LastTry.IsZero() || now.Sub(p.LastTry) >= hourly-slack)
	case byHand:
		return !p.Due.After(now)
	case byForce:
		return p.Failures == 0 || !p.Due.After(now) || p.Due.Sub(p.LastTry) <= floor
	}
	return false
}

// nextTry is when the background will ask a feed again, the zero Time when it
// will not.
func nextTry(f feed.Feed, now time.Time) time.Time {
	h := f.Health
	if h.Gone || f.Guide {
		return time.Time{}
	}
	return due(store.Poll{
		Feed: f.ID, Due: h.NextTry, LastTry: h.LastTry, Failures: h.Failures, Usual: h.Usual, Newest: h.Newest,
	}, now)
}
