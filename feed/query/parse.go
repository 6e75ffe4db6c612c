package query

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"warta/feed"
)

// A parser reads tokens by recursive descent.
type parser struct {
	text   string
	now    time.Time
	tokens []token
	next   int
	terms  int
	order  feed.Order
	sorted bool
}

// wrong is an error about a token.
func (p *parser) wrong(t token, reason string) error {
	return &Error{Text: p.text, At: t.at, Length: t.length, Reason: reason}
}

// ended is an error about what is missing at the end.
func (p *parser) ended(reason string) error {
	return &Error{Text: p.text, At: len(p.text), Reason: reason}
}

// is reports whether the next token is an unquoted word.
func (p *parser) is(words ...string) bool {
	if p.next == len(p.tokens) {
		return false
	}
	t := p.tokens[p.next]
	return t.kind == word && t.field == "" && !t.quoted && !t.prefix && slices.Contains(words, strings.ToLower(t.value))
}

// or reads alternatives.
func (p *parser) or(depth int) (feed.Condition, error) {
	var list feed.Or
	for {
		one, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		switch one := one.(type) {
		case nil:
			if len(list) > 0 {
				return nil, p.ended("there is nothing after \"or\" but an order")
			}
			return nil, nil
		case feed.Or:
			list = append(list, one...)
		default:
			list = append(list, one)
		}
		if !p.is("or") {
			break
		}
		p.next++
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return list, nil
}

// and reads terms up to an "or", a closing parenthesis or the end.
func (p *parser) and(depth int) (feed.Condition, error) {
	list := feed.And{}
	any := false
	for p.next < len(p.tokens) && p.tokens[p.next].kind != closing && !p.is("or") {
		if p.is("and") && any {
			p.next++
			if p.next == len(p.tokens) {
				return nil, p.ended("there is nothing after \"and\"")
			}
			continue
		}
		one, err := p.term(depth)
		if err != nil {
			return nil, err
		}
		any = true
		if same, ok := one.(feed.And); ok && len(same) > 0 {
			list = append(list, same...)
		} else if one != nil {
			list = append(list, one)
		}
	}
	switch {
	case !any && p.next == len(p.tokens):
		return nil, p.ended("a word is missing")
	case !any:
		return nil, p.wrong(p.tokens[p.next], "a word is missing before this")
	case len(list) == 0: // nothing but sort:
		if depth > 0 || p.is("or") {
			return nil, p.ended("sort: says nothing about an entry")
		}
		return nil, nil
	case len(list) == 1:
		return list[0], nil
	}
	return list, nil
}

// term reads one term. It is nil for a sort.
func (p *parser) term(depth int) (feed.Condition, error) {
	t := p.tokens[p.next]
	if p.terms++; p.terms > maxTerms {
		return nil, p.wrong(t, "the query has too many words, from this one on")
	}
	if depth > maxDepth {
		return nil, p.wrong(t, "the query is nested too deeply here")
	}
	negates := t.kind == minus || p.is("not")
	p.next++
	switch {
	case negates:
		return p.negated(t, depth)
	case t.kind == open:
		one, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.next == len(p.tokens) {
			return nil, p.wrong(t, "this parenthesis is not closed")
		}
		p.next++
		return one, nil
	case t.field == "sort":
		return nil, p.sort(t, depth)
	case t.field != "":
		return p.field(t)
	}
	return p.word(t)
}

func (p *parser) negated(t token, depth int) (feed.Condition, error) {
	if p.next == len(p.tokens) {
		return nil, p.wrong(t, "a word is missing after this")
	}
	if kind := p.tokens[p.next].kind; kind == closing || p.is("or", "and") {
		return nil, p.wrong(t, "a word is missing after this")
	}
	one, err := p.term(depth + 1)
	if err != nil {
		return nil, err
	}
	return feed.Not{Condition: one}, nil
}

// sort reads the order, which belongs to the query as a whole.
func (p *parser) sort(t token, depth int) error {
	orders := map[string]feed.Order{"newest": feed.NewestFirst, "oldest": feed.OldestFirst, "relevance": feed.ByRelevance}
	order, known := orders[strings.ToLower(t.value)]
	switch {
	case !known || t.prefix:
		return p.wrong(t, "sort: knows newest, oldest and relevance")
	case depth > 0:
		return p.wrong(t, "an order cannot stand in parentheses or after a minus")
	case p.sorted && order != p.order:
		return p.wrong(t, "the query has another order already")
	}
	p.order, p.sorted = order, true
	return nil
}

// properties are the words that stand for a mark on their own.
var properties = map[string]feed.Property{
	"unread": feed.Unread, "read": feed.Read, "starred": feed.Starred, "saved": feed.Saved, "muted": feed.Muted,
}

// word reads a term without a field.
func (p *parser) word(t token) (feed.Condition, error) {
	if property, ok := properties[strings.ToLower(t.value)]; ok && !t.quoted && !t.prefix {
		return feed.Is{Property: property}, nil
	}
	return p.words(t, feed.AnyText)
}

func (p *parser) words(t token, in feed.Field) (feed.Condition, error) {
	text := strings.Join(strings.Fields(t.value), " ")
	switch {
	case !t.quoted && strings.Trim(text, "*") != "" && strings.Contains(text, "*"):
		return nil, p.wrong(t, "a star stands at the end of a word, for all that begin like it")
	case !t.quoted && bang(text):
		return nil, p.wrong(t, "a minus leaves a word out: -"+text[1:])
	case text == "" && t.prefix:
		return nil, p.wrong(t, "letters are missing before the star")
	case text == "" && t.quoted:
		return nil, p.wrong(t, "there is nothing between the quotation marks")
	case text == "|" || text == "||":
		return nil, p.wrong(t, "alternatives have the word or between them")
	case text == "&" || text == "&&":
		return nil, p.wrong(t, "what stands side by side must all hold, without a sign between")
	case !strings.ContainsFunc(text, isSearched):
		return nil, p.wrong(t, "without a letter or a digit this has nothing to search for")
	}
	return feed.Words{Field: in, Text: text, Prefix: t.prefix}, nil
}

// bang reports whether a text is a word after an exclamation mark, which leaves
// out what follows in the languages of other programs.
func bang(text string) bool {
	rest, ok := strings.CutPrefix(text, "!")
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && isSearched(first)
}

// isSearched reports whether a search looks at r at all. A term without such a
// sign would hold for every entry: nobody means that.
func isSearched(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

// field reads a term with a field.
func (p *parser) field(t token) (feed.Condition, error) {
	if t.value == "" && !t.quoted && !t.prefix {
		return nil, p.wrong(t, "a word is missing after the colon, without a space between")
	}
	switch t.field {
	case "title":
		return p.words(t, feed.InTitle)
	case "author", "by":
		return p.words(t, feed.InAuthor)
	}
	value := strings.Join(strings.Fields(t.value), " ")
	if t.prefix && t.field != "feed" {
		return nil, p.wrong(t, t.field+": takes no star")
	}
	if value == "" && !t.prefix {
		return nil, p.wrong(t, "there is nothing between the quotation marks")
	}
	switch t.field {
	case "in", "folder":
		return feed.InFolder{Folder: value}, nil
	case "feed":
		return p.feed(t, value)
	case "lang", "language":
		return feed.Lang{Tag: value}, nil
	case "is", "has":
		return p.property(t, strings.ToLower(value))
	case "newer", "older":
		return p.age(t, value)
	case "before", "after", "since":
		return p.date(t, value)
	}
	return nil, p.wrong(t, unknown(t.field))
}

// age reads newer: and older:.
func (p *parser) age(t token, value string) (feed.Condition, error) {
	age, err := parseAge(value)
	if _, no := parseDate(value, p.now); err != nil && no == nil && len(value) > 4 { // four digits are as good as no unit
		return nil, p.wrong(t, map[string]string{"newer": "after:", "older": "before:"}[t.field]+" takes a date, "+t.field+": an age like 2d")
	}
	switch {
	case err != nil:
		return nil, p.wrong(t, err.Error())
	case t.field == "newer":
		return feed.Newer{Age: age}, nil
	}
	return feed.Older{Age: age}, nil
}

// date reads before: and after:.
func (p *parser) date(t token, value string) (feed.Condition, error) {
	day, err := parseDate(value, p.now)
	if _, no := parseAge(value); err != nil && no == nil {
		instead := "newer:"
		if t.field == "before" {
			instead = "older:"
		}
		return nil, p.wrong(t, instead+" takes an age, "+t.field+": a date like 2026-11-01")
	}
	switch {
	case err != nil:
		return nil, p.wrong(t, err.Error())
	case t.field == "before":
		return feed.Before{Time: day}, nil
	}
	return feed.After{Time: day}, nil
}

// meant is what to write instead of a field that other programs have.
var meant = map[string]string{
	"tag": "in: for a folder", "category": "in: for a folder", "label": "in: for a folder",
	"from": "feed:", "source": "feed:", "site": "feed:", "sender": "feed:", "rssurl": "feed:", "feedtitle": "feed:",
	"date": "newer:, older:, after: or before:", "on": "after: and before:", "until": "before:", "age": "newer: or older:",
	"order": "sort:", "orderby": "sort:", "intitle": "title:", "subject": "title:",
	"text": "the words alone", "body": "the words alone", "content": "the words alone", "intext": "the words alone",
}

// unknown is what is said of a field that there is not: what is meant, if other
// programs call it so.
func unknown(field string) string {
	if _, ok := properties[field]; ok {
		return field + " stands alone, without a colon"
	}
	if instead := meant[field]; instead != "" {
		return "there is no " + field + ":; write " + instead
	}
	return "there is no " + field + ": (put it in quotation marks to look for the words)"
}

// feed reads the name of a feed, or its number.
func (p *parser) feed(t token, value string) (feed.Condition, error) {
	digits, ok := strings.CutPrefix(value, "#")
	if !ok || t.quoted {
		if value == "" {
			return nil, p.wrong(t, "letters are missing before the star")
		}
		return feed.FeedNamed{Name: value, Prefix: t.prefix}, nil
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || id < 1 || t.prefix {
		return nil, p.wrong(t, "a feed's number is missing after feed:#")
	}
	return feed.FromFeed{Feed: feed.FeedID(id)}, nil
}

func (p *parser) property(t token, value string) (feed.Condition, error) {
	if property, ok := properties[value]; ok && t.field == "is" {
		return feed.Is{Property: property}, nil
	}
	switch {
	case t.field == "is" && value == "updated":
		return feed.Is{Property: feed.Revised}, nil
	case value == "full":
		return feed.Is{Property: feed.Full}, nil
	case t.field == "is" && value == "any":
		return feed.And{}, nil
	case t.field == "is":
		return nil, p.wrong(t, "is: knows unread, read, starred, saved, muted, updated, full and any")
	}
	return nil, p.wrong(t, "has: knows full")
}
