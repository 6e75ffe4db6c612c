package main

import (
	"errors"
	"slices"
	"strings"

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
