// Package query reads and writes the language in which a list says what it
// shows:
//
//	unread in:world "rice price" newer:2d -(football or golf) sort:oldest
//
// Terms side by side must all hold; "or" between them asks for one; "-" or
// "not" before one turns it round; parentheses group. The terms are
//
//	word  pre*  "a phrase"              in title or article
//	title:word  author:"Ada Lovelace"   there only
//	unread read starred saved muted     the reader's marks; muted ones are hidden unless asked for
//	is:updated  has:full                changed by the publisher; the whole article is on disk
//	in:folder                           in a folder or one below it
//	feed:name  feed:na*  feed:#12       of the feed of that name; of those whose name begins so
//	lang:id                             its language
//	newer:2d  older:"2 weeks"           its age: s min h d w mo y
//	before:2026-11-01  after:yesterday  its date, in the reader's time zone
//	sort:newest  sort:oldest  sort:relevance
//
// A word that means something in the language is looked for in quotes. One
// without a letter or a digit is an error: nothing could be looked for. The
// package is pure; [Parse] and [Format] are each other's inverse.
package query

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"warta/feed"
)

// Bounds of a query, so that no text makes a tree too deep or an SQL text too
// long to be run.
const (
	maxDepth = 50
	maxTerms = 200
)

// An Error says what is wrong with a query, and where.
type Error struct {
	Text   string // the query
	At     int    // the byte where the wrong word begins
	Length int    // bytes of that word, 0 at the end of the query
	Reason string
}

// Error is the reason and the word it is about.
func (e *Error) Error() string {
	word := e.Text[e.At : e.At+e.Length]
	if word == "" {
		return e.Reason + ", at the end"
	}
	return fmt.Sprintf("%s: %s (character %d)", e.Reason, word, e.Column()+1)
}

// Column is where the wrong word begins, in characters from 0.
func (e *Error) Column() int { return utf8.RuneCountInString(e.Text[:e.At]) }

// Parse reads a query. Days begin in the local time zone. The error is an
// *Error. An empty text is the zero Query.
func Parse(text string) (feed.Query, error) { return ParseAt(text, time.Now()) }

// ParseAt is Parse at a time, which says what "today" is and in which zone days
// begin.
func ParseAt(text string, now time.Time) (feed.Query, error) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	p := &parser{text: text, now: now}
	if err := p.lex(); err != nil {
		return feed.Query{}, err
	}
	q := feed.Query{}
	if len(p.tokens) > 0 {
		where, err := p.or(0)
		if err != nil {
			return feed.Query{}, err
		}
		if p.next < len(p.tokens) {
			return feed.Query{}, p.wrong(p.tokens[p.next], "no parenthesis was opened for this one")
		}
		q.Where = where
	}
	q.Order = p.order
	return q, nil
}
