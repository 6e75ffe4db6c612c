package feed

import "time"

// An Action is a set of what a rule does to an entry as it arrives.
type Action int

// The actions.
const (
	DoMute     Action = 1 << iota // hide it from lists that do not ask for muted
	DoRead                        // mark it read
	DoStar                        // star it
	DoSave                        // save it for later
	DoFile                        // put it in the rule's folder
	DoPrefetch                    // fetch its article, whatever else is fetched
)

// Actions are the single actions with their words, in the order in which they
// are shown.
var Actions = [...]struct {
	Action Action
	Word   string // as it is written: "mute"
	Done   string // as it is told afterwards: "muted"
}{
	{DoMute, "mute", "muted"}, {DoRead, "read", "marked read"}, {DoStar, "star", "starred"},
	{DoSave, "save", "saved"}, {DoFile, "file", "filed"}, {DoPrefetch, "prefetch", "to be fetched"},
}

// A Rule acts on entries that match its query when they arrive.
type Rule struct {
	ID      int64  // 0 for one that is not saved yet
	Name    string // as the reader calls it; no two rules have the same
	Query   string // in the words of feed/query
	Do      Action
	Folder  string    // for DoFile
	Until   time.Time // it acts before this time; zero: always
	Created time.Time
	Hits    int            // entries in the store that it did something to
	Did     map[Action]int // how many entries each of its actions changed
}

// Hidden is how many entries are muted, and how many rules muted some.
type Hidden struct{ Entries, Rules int }

// A Hit is what one rule did to one entry.
type Hit struct {
	Rule string // its name
	Did  Action
	At   time.Time
}
