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
func parseQuery(ctx context.Context, lib *library.Library, args []string) (feed.Query, error) {
	q, err := lib.Query(queryOf(ctx, lib, args))
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
	q, err := parseQuery(ctx, lib, args)
	if err != nil || !feed.AsksForWords(q.Where) || !lib.Unfinished(ctx) {
		return q, err
	}
	brief, cancel := context.WithTimeout(ctx, searchPatience)
	defer cancel()
	if lib.Finish(brief) != nil || lib.Unfinished(ctx) {
		p.say("the search is being made anew and does not find everything yet; warta refresh finishes that, and so does the reader")
	}
	return q, nil
}

// queryOf is the query that arguments make together, with the feeds that there
// are. Where they cannot be read, it is the query as it stands.
func queryOf(ctx context.Context, lib *library.Library, args []string) string {
	var feeds []feed.Feed
	if slices.ContainsFunc(args, func(arg string) bool { return strings.Contains(arg, " ") }) {
		feeds, _ = lib.Feeds(ctx) // what is wrong is said by what reads the query
	}
	return queryText(lib.Query, feeds, args)
}

// queryText is the query that arguments make together. Of an argument like
// older:"2 weeks" or in:"New York" the shell takes the quotation marks away: they
// are put back where the text means one value, and not a query of several terms.
func queryText(parse func(string) (feed.Query, error), feeds []feed.Feed, args []string) string {
	texts := slices.Clone(args)
	for i, arg := range args {
		if joined, ok := requoted(parse, feeds, arg, len(args) > 1); ok {
			texts[i] = joined
		}
	}
	return strings.Join(texts, " ")
}

// requoted is an argument of a field and a value of several words with the value
// in quotation marks, and what follows the value as it stands; false when the
// argument is to be taken as it is. One that stands among others was more likely
// written with quotation marks.
func requoted(parse func(string) (feed.Query, error), feeds []feed.Feed, arg string, among bool) (string, bool) {
	field, value, found := strings.Cut(arg, ":")
	words := strings.Fields(value)
	if !found || strings.ContainsAny(field, " \"(") || len(words) < 2 || strings.ContainsAny(value, "\"“„()") ||
		slices.ContainsFunc(words[1:], isCondition) {
		return "", false
	}
	if n := nameLength(parse, feeds, field, words, among); n > 1 {
		return strings.Join(append([]string{quotedValue(field, words[:n])}, words[n:]...), " "), true
	}
	_, wrong := parse(arg)
	joined := quotedValue(field, words)
	q, err := parse(joined)
	_, isName := nameIn(q)
	return joined, err == nil && (wrong != nil || among && !isName && isValue(parse, words[1:]))
}

// nameLength is how many of words make up the name of a folder or a feed that
// there is: the most that do. It is 1 when the first word is a name alone, or
// none is.
func nameLength(parse func(string) (feed.Query, error), feeds []feed.Feed, field string, words []string, among bool) int {
	alone := nameExists(parse, feeds, field+":"+words[0], true)
	for n := len(words); n > 1; n-- {
		whole := among && n == len(words)
		if (whole || !alone) && nameExists(parse, feeds, quotedValue(field, words[:n]), !whole) {
			return n
		}
	}
	return 1
}

// nameExists reports whether a term asks for a folder or a feed that there is; a
// feed exactly by its name, or by a part of it as well.
func nameExists(parse func(string) (feed.Query, error), feeds []feed.Feed, term string, exactly bool) bool {
	q, err := parse(term)
	name, ok := nameIn(q)
	if err != nil || !ok {
		return false
	}
	if f, ok := name.(feed.FeedNamed); ok && exactly {
		return f.Called(feeds)
	}
	return len(feed.Missing(q, feeds)) == 0
}

// nameIn is the condition of a query that asks for one folder or feed by name.
func nameIn(q feed.Query) (feed.Condition, bool) {
	c := q.Where
	if not, ok := c.(feed.Not); ok {
		c = not.Condition
	}
	switch c.(type) {
	case feed.InFolder, feed.FeedNamed:
		return c, true
	}
	return nil, false
}

// quotedValue is a field with words in quotation marks.
func quotedValue(field string, words []string) string {
	return field + `:"` + strings.ReplaceAll(strings.Join(words, " "), `\`, `\\`) + `"`
}

// isCondition reports whether a word looks like a field with its value, known or
// not. An address is none, and neither is a word that a colon follows.
func isCondition(word string) bool {
	field, value, found := strings.Cut(strings.TrimLeft(word, "-"), ":")
	letters := func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }
	return found && field != "" && value != "" && !strings.HasPrefix(value, "//") && !strings.ContainsFunc(field, letters)
}

// isValue reports whether words can only be part of a value: none of them means
// something in the language.
func isValue(parse func(string) (feed.Query, error), words []string) bool {
	for _, word := range words {
		q, err := parse(word)
		if _, plain := q.Where.(feed.Words); err != nil || !plain {
			return false
		}
	}
	return true
}

// sayMissing says what a query asks for that there is not, before it is saved.
func (p *program) sayMissing(ctx context.Context, lib *library.Library, q feed.Query) {
	feeds, err := lib.Feeds(ctx)
	if said := feed.Missing(q, feeds); err == nil && len(said) > 0 {
		p.say("saved, but %s", strings.Join(said, "; "))
	}
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
