// Package dateparser stands in for github.com/markusmobius/go-dateparser, which
// go-trafilatura imports for a search of dates that warta turns off. The real one
// compiles thousands of regular expressions when the program starts: 100 ms and
// 40 MB in every run, for nothing. The main module's go.mod replaces it by this.
package dateparser

import (
	"errors"

	"github.com/markusmobius/go-dateparser/date"
)

// A ParserType is a way of reading dates.
type ParserType uint8

// The ways that are asked for.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// A PreferredDateSource says which of two dates is meant.
type PreferredDateSource uint8

// Past is the one before now.
const Past PreferredDateSource = 1

// A Configuration is passed over.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// A Parser finds no dates.
type Parser struct {
	ParserTypes []ParserType
}

var errNone = errors.New("dates are not read here")

// Parse always fails.
func (*Parser) Parse(*Configuration, string, ...string) (date.Date, error) {
	return date.Date{}, errNone
}
