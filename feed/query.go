package feed

import (
	"slices"
	"time"
)

// A Query says what a list shows. Package feed/query reads and writes its text.
// The zero Query is everything that is not muted, newest first.
type Query struct {
	Where Condition // nil: everything
	Order Order
}

// An Order is how a list is sorted.
type Order int

// The orders.
const (
	NewestFirst Order = iota
	OldestFirst
	ByRelevance
)

// A Condition is one of And, Or, Not, Is, InFolder, FromFeed, FeedNamed, Words,
// Lang, Newer, Older, Before and After.
type Condition interface{ condition() }

type (
	// And holds when all of its conditions hold; empty, it always holds.
	And []Condition
	// Or holds when one of its conditions holds; empty, it never holds.
	Or []Condition
	// Not holds when its condition does not.
	Not struct{ Condition Condition }
	// Is holds for entries with a property.
	Is struct{ Property Property }
	// InFolder holds for entries of feeds in a folder or in folders below it,
	// compared without regard to case.
	InFolder struct{ Folder string }
	// FromFeed holds for the entries of one feed.
	FromFeed struct{ Feed FeedID }
	// FeedNamed holds for entries of the feeds that its method Among finds;
	// with Prefix for those whose label begins with Name.
	FeedNamed struct {
		Name   string
		Prefix bool
	}
	// Words holds for entries whose Field has the words one after the other
	// (a phrase), with case and diacritics folded; with Prefix the last word
	// may go on.
	Words struct {
		Field  Field
		Text   string
		Prefix bool
	}
	// Lang holds for entries of a language ("id" holds for "id-ID").
	Lang struct{ Tag string }
	// Newer holds for entries at most Age old.
	Newer struct{ Age time.Duration }
	// Older holds for entries more than Age old.
	Older struct{ Age time.Duration }
	// Before holds for entries published before Time.
	Before struct{ Time time.Time }
	// After holds for entries published at Time or later.
	After struct{ Time time.Time }
)

func (And) condition()       {}
func (Or) condition()        {}
func (Not) condition()       {}
func (Is) condition()        {}
func (InFolder) condition()  {}
func (FromFeed) condition()  {}
func (FeedNamed) condition() {}
func (Words) condition()     {}
func (Lang) condition()      {}
func (Newer) condition()     {}
func (Older) condition()     {}
func (Before) condition()    {}
func (After) condition()     {}

// A Property is what Is asks for.
type Property int

// The properties.
const (
	Unread Property = iota + 1
	Read
	Starred
	Saved
	Muted
	Revised // its publisher changed it after it was first seen: is:updated
	Full    // the whole article is on disk: has:full
)

// A Field is where Words looks.
type Field int

// The fields. AnyText is title and article.
const (
	AnyText Field = iota
	InTitle
	InAuthor
)

// AsksForWords reports whether c asks for words anywhere.
func AsksForWords(c Condition) bool {
	switch c := c.(type) {
	case And:
		return slices.ContainsFunc(c, AsksForWords)
	case Or:
		return slices.ContainsFunc(c, AsksForWords)
	case Not:
		return AsksForWords(c.Condition)
	case Words:
		return true
	}
	return false
}
