package feed

import "time"

// Activity is a snapshot of the work in the background. Revision moves whenever
// something that a screen may show has changed in the store; the screen then
// asks again. A newer snapshot replaces an older one that nobody took.
type Activity struct {
	Total    int // feeds in the refresh that is running, 0 when none is
	Done     int
	Failed   int // of Done
	NotDue   int // of Done: left alone, because they were asked a short while ago
	Round    int // the how manieth refresh this is since the start
	New      int // entries that arrived in this refresh
	Hidden   int // of New: muted by rules
	Articles int // full articles still to be fetched in the background
	Revision int64

	Edition   int // entries and pictures of an edition that are ready
	EditionOf int // of so many, 0 when none is being made
	Offline   bool
}

// Busy reports whether a refresh is running.
func (a Activity) Busy() bool { return a.Done < a.Total }

// A Result is how the refresh of one feed went.
type Result struct {
	Feed    FeedID
	Label   string
	URL     string
	New     int
	Hidden  int // of New: muted by rules
	Updated int
	NotDue  bool
	Same    bool   // 304, or the same bytes as before
	Failure string // "" when it went well
	Notice  string // what is worth knowing although it went well, or ""
	Took    time.Duration
	Bytes   int64
}

// Articles is how making articles of new entries ready for reading offline went.
type Articles struct {
	Ready   int      // whole articles that are now on disk
	Failed  int      // those that could not be had, or not whole
	More    bool     // some are left for the next time
	Another bool     // another process is at it: nothing was done here
	Missed  []Missed // the first of those that failed
	Took    time.Duration
}

// A Missed is an article that could not be had, or not whole, and why.
type Missed struct{ URL, Why string }

// A Candidate is a feed that was found behind an address.
type Candidate struct {
	URL       string
	Title     string
	Format    string   // media type or format's name
	Headlines []string // its first titles, when it was looked into
}

// A Summary is how a whole refresh went.
type Summary struct {
	Feeds   int // asked or not due
	NotDue  int
	Same    int // not modified
	Failed  int
	New     int
	Updated int
	Bytes   int64
	Took    time.Duration
	Slow    []Result // the slowest few
	Away    bool     // no host could be reached: this machine seems to be without a network, and no failure counts
}
