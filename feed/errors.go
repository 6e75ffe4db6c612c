package feed

import "errors"

// The errors that callers branch on.
var (
	// ErrNotFound is returned for an entry, feed, folder or view that is not in
	// the store.
	ErrNotFound = errors.New("not found")
	// ErrNotAddress is returned for what somebody typed as a web address and is
	// none.
	ErrNotAddress = errors.New("not a web address")
	// ErrNotFeed is returned for bytes that are no feed in a format warta reads.
	ErrNotFeed = errors.New("not a feed")
	// ErrNoFeeds is returned for a page that offers no feed.
	ErrNoFeeds = errors.New("no feed found there")
	// ErrExists is returned when a feed is already subscribed.
	ErrExists = errors.New("already subscribed")
	// ErrGone is returned for an address that answers 410.
	ErrGone = errors.New("gone for good (410)")
	// ErrOffline is returned for what needs the network while it is turned off.
	ErrOffline = errors.New("the network is turned off")
	// ErrDamaged is returned for a database that is damaged and was set aside.
	ErrDamaged = errors.New("the database is damaged")
	// ErrReadOnly is returned when the data directory cannot be written.
	ErrReadOnly = errors.New("the data directory cannot be written")
	// ErrFull is returned when the disk is full.
	ErrFull = errors.New("the disk is full")
	// ErrDisk is returned when the disk fails, or does not take more of this user.
	ErrDisk = errors.New("the disk gave an error")
	// ErrBusy is returned when another process holds the store for too long.
	ErrBusy = errors.New("another process is using the store")
)

// An Advised is an error that knows what a person can do about it.
type Advised struct {
	Err    error
	Remedy string // in the imperative, "try again later"
}

func (e *Advised) Error() string { return e.Err.Error() }

// Unwrap is the error without the advice.
func (e *Advised) Unwrap() error { return e.Err }
