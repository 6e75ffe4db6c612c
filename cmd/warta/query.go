package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/library"
)

// parseQuery reads a query from arguments; a query that cannot be read is a
// usage error.
func parseQuery(lib *library.Library, args []string) (feed.Query, error) {
	q, err := lib.Query(queryText(lib.Query, args))
	if err != nil {
		return q, usageError{err}
	}
	return q, nil
}

// searchPatience is how long a command brings a search to its end that is being
// made anew; that of a large library is left to the reader and to warta refresh.
const searchPatience = 3 * time.Second

// query is parseQuery for a command that runs once: it sees to it that words are
// found, or says that not all of them are.
func (p *program) query(ctx context.Context, lib *library.Library, args []string) (feed.Query, error) {
	q, err := parseQuery(lib, args)
	if err != nil || !searches(q.Where) || !lib.Unfinished(ctx) {
		return q, err
	}
	brief, cancel := context.WithTimeout(ctx, searchPatience)
	defer cancel()
	if lib.Finish(brief) != nil || lib.Unfinished(ctx) {
		p.say("the search is being made anew and does not find everything yet; warta refresh finishes that, and so does the reader")
	}
	return q, nil
}

// searches reports whether a condition looks for words.
func searches(c feed.Condition) bool {
	switch c := c.(type) {
	case feed.And:
		return slices.ContainsFunc(c, searches)
	case feed.Or:
		return slices.ContainsFunc(c, searches)
	case feed.Not:
		return searches(c.Condition)
	case feed.Words:
		return true
	}
	return false
}

// queryText is the query that arguments make together. Of an argument like
// older:"2 weeks" the shell takes the quotation marks away: they are put back
// where the text means one value, and not a query of several terms.
func queryText(parse func(string) (feed.Query, error), args []string) string {
	texts := slices.Clone(args)
	for i, arg := range args {
		quoted, ok := requoted(arg)
		if !ok {
			continue
		}
		_, wrong := parse(arg)
		_, wrongToo := parse(quoted)
		if wrongToo == nil && (wrong != nil || len(args) > 1 && isValue(parse, arg)) {
			texts[i] = quoted
		}
	}
	return strings.Join(texts, " ")
}

// requoted is an argument of a field and a value with spaces, with the value in
// quotation marks; false when it is none.
func requoted(arg string) (string, bool) {
	field, value, found := strings.Cut(arg, ":")
	first := strings.TrimLeft(value, " ")
	if !found || strings.ContainsAny(field, " \"(") || first == "" || !strings.Contains(first, " ") ||
		strings.ContainsAny(first, "\"“„()") {
		return "", false
	}
	return field + `:"` + strings.ReplaceAll(value, `\`, `\\`) + `"`, true
}

// isValue reports whether what follows the first word of an argument can only be
// part of a value: it has no word that means something in the language.
func isValue(parse func(string) (feed.Query, error), arg string) bool {
	for _, word := range strings.Fields(arg)[1:] {
		q, err := parse(word)
		if _, plain := q.Where.(feed.Words); err != nil || !plain {
			return false
		}
	}
	return true
}

// minusHint says how to write what begins with a minus, when a flag that there is
// not was meant as a word of a query.
func minusHint(cmd *cobra.Command, err error) string {
	var unknown interface{ GetSpecifiedShortnames() string }
	if !strings.Contains(cmd.Use, "QUERY") || !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() == "" {
		return ""
	}
	text := cmd.CommandPath()
	for _, arg := range cmd.Flags().Args() { // those before it
		if strings.ContainsAny(arg, " '\"()*") {
			arg = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
		text += " " + arg
	}
	return "to leave a word out, write: " + text + " -- -" + unknown.GetSpecifiedShortnames()
}
