package feed

import "time"

// Health is how a feed's last refreshes went. It is data, not an error: a feed
// that fails does not make a refresh fail.
type Health struct {
	LastTry      time.Time     // zero: never tried
	LastOK       time.Time     // the last 200 or 304 whose body could be read
	NextTry      time.Time     // not asked again before
	FailingSince time.Time     // zero when the last try went well
	Failures     int           // tries that failed since then
	Failure      string        // why the last one failed, in words, "" when it went well; see BreaksOff
	HTTPStatus   int           // of the last answer, 0 when there was none
	Gone         bool          // 410: no longer asked
	MovedTo      string        // the address a permanent redirect named
	Newest       time.Time     // when the newest entry was published
	Usual        time.Duration // the usual time between entries, 0 when unknown
	Bytes        int64         // on the wire, at the last try
	Took         time.Duration // the last try
	Candidates   []string      // other addresses found for a feed that is no more
}

// BreaksOff is the Failure of a feed that was read and ended too soon, so that
// entries may be missing. That is no failed try: Failures is 0.
const BreaksOff = "the feed breaks off before its end"

// Validators are what a server gave for the next conditional request (RFC 9110
// §13.1). They are sent back byte for byte.
type Validators struct {
	ETag         string
	LastModified string
}
