package query

import (
	"strconv"
	"strings"
	"unicode"

	"warta/feed"
)

// Format writes a query so that Parse reads it back. Ages are cut to whole
// seconds.
func Format(q feed.Query) string {
	text := ""
	if q.Where != nil {
		text = format(q.Where, lowest)
	}
	switch q.Order {
	case feed.OldestFirst:
		text += " sort:oldest"
	case feed.ByRelevance:
		text += " sort:relevance"
	case feed.NewestFirst:
	}
	return strings.TrimSpace(text)
}

// How tightly a place binds: parentheses go round what binds less.
const (
	lowest = iota
	inOr
	inAnd
	afterMinus
)

func format(c feed.Condition, place int) string {
	switch c := c.(type) {
	case feed.And:
		return formatList(c, " ", "is:any", inAnd, place)
	case feed.Or:
		return formatList(c, " or ", "-is:any", inOr, place)
	case feed.Not:
		return "-" + format(c.Condition, afterMinus)
	case feed.Is:
		return formatProperty(c.Property)
	case feed.InFolder:
		return "in:" + value(c.Folder)
	case feed.FromFeed:
		return "feed:#" + strconv.FormatInt(int64(c.Feed), 10)
	case feed.FeedNamed:
		return formatFeed(c)
	case feed.Words:
		return formatWords(c)
	case feed.Lang:
		return "lang:" + value(c.Tag)
	case feed.Newer:
		return "newer:" + formatAge(c.Age)
	case feed.Older:
		return "older:" + formatAge(c.Age)
	case feed.Before:
		return "before:" + formatDate(c.Time)
	case feed.After:
		return "after:" + formatDate(c.Time)
	}
	return "is:any"
}

func formatList(list []feed.Condition, between, empty string, inside, place int) string {
	switch len(list) {
	case 0:
		return empty
	case 1:
		return format(list[0], place)
	}
	texts := make([]string, len(list))
	for i, c := range list {
		texts[i] = format(c, inside)
	}
	text := strings.Join(texts, between)
	if place > inside {
		return "(" + text + ")"
	}
	return text
}

func formatProperty(p feed.Property) string {
	if p == feed.Revised {
		return "is:updated"
	}
	if p == feed.Full {
		return "has:full"
	}
	for name, property := range properties {
		if property == p {
			return name
		}
	}
	return "is:any"
}

func formatFeed(c feed.FeedNamed) string {
	text := value(c.Name)
	if strings.HasPrefix(c.Name, "#") {
		text = quoted(c.Name)
	}
	if c.Prefix {
		text += "*"
	}
	return "feed:" + text
}

func formatWords(w feed.Words) string {
	field := map[feed.Field]string{feed.InTitle: "title:", feed.InAuthor: "author:"}[w.Field]
	text := value(w.Text)
	if field == "" && (means(w.Text) || fieldLength(w.Text) > 0 || strings.HasPrefix(w.Text, "-")) {
		text = quoted(w.Text)
	}
	if w.Prefix {
		text += "*"
	}
	return field + text
}

// means reports whether a word on its own is part of the language.
func means(text string) bool {
	text = strings.ToLower(text)
	_, property := properties[text]
	return property || text == "or" || text == "and" || text == "not"
}

// value is text as it may stand after a colon: in quotation marks if it must.
func value(text string) string {
	bare := text != "" && !bang(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`()"“„*`, r)
	})
	if bare {
		return text
	}
	return quoted(text)
}

func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
