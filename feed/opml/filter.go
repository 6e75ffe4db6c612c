package opml

import (
	"fmt"
	"strconv"
	"strings"
)

// maxNesting is how deep the parentheses of a filter may nest.
const maxNesting = 32

// translate is a filter of newsboat in the words of feed/query, where inTag says
// what finds a tag. What has no like there is an error that names it.
func translate(filter string, inTag func(tag string) string) (string, error) {
	f := filterReader{tokens: filterTokens(filter), inTag: inTag}
	out, err := f.either(0)
	if err == nil && f.at < len(f.tokens) {
		err = fmt.Errorf("%q is not understood", clean(f.tokens[f.at]))
	}
	return out, err
}

// filterTokens splits a filter; what stands in quotation marks begins with one.
func filterTokens(s string) []string {
	var out []string
	for {
		s = strings.TrimLeft(s, " \t")
		switch {
		case s == "":
			return out
		case s[0] == '"':
			word, rest := unquote(s[1:])
			out, s = append(out, `"`+word), rest
		case s[0] == '(' || s[0] == ')':
			out, s = append(out, s[:1]), s[1:]
		default:
			n := strings.IndexAny(s, " \t()\"")
			if i := strings.IndexAny(s, "=!<>#~"); i > 0 && (n < 0 || i < n) {
				n = i // "unread=…"
			} else if i == 0 {
				n = len(s) - len(strings.TrimLeft(s, "=!<>#~"))
			}
			if n < 0 {
				n = len(s)
			}
			out, s = append(out, s[:n]), s[n:]
		}
	}
}

type filterReader struct {
	tokens []string
	at     int
	inTag  func(tag string) string
}

func (f *filterReader) next() string {
	if f.at < len(f.tokens) {
		f.at++
		return f.tokens[f.at-1]
	}
	return ""
}

func (f *filterReader) peek(word string) bool {
	return f.at < len(f.tokens) && strings.EqualFold(f.tokens[f.at], word)
}

func (f *filterReader) either(depth int) (string, error) {
	out, err := f.both(depth)
	for err == nil && f.peek("or") {
		f.at++
		var more string
		if more, err = f.both(depth); err == nil {
			out += " or " + more
		}
	}
	return out, err
}

func (f *filterReader) both(depth int) (string, error) {
	out, err := f.one(depth)
	for err == nil && f.peek("and") {
		f.at++
		var more string
		if more, err = f.one(depth); err == nil {
			out += " " + more
		}
	}
	return out, err
}

func (f *filterReader) one(depth int) (string, error) {
	if !f.peek("(") {
		return f.comparison()
	}
	if depth >= maxNesting {
		return "", errFilter
	}
	f.at++
	out, err := f.either(depth + 1)
	if err == nil && f.next() != ")" {
		err = errFilter
	}
	return "(" + out + ")", err
}

// comparison reads "attribute operator value".
func (f *filterReader) comparison() (string, error) {
	attribute, operator := strings.ToLower(f.next()), f.next()
	if f.at >= len(f.tokens) {
		return "", errFilter
	}
	value := strings.TrimPrefix(f.next(), `"`)
	not := ""
	if rest, negated := strings.CutPrefix(operator, "!"); negated {
		not, operator = "-", rest
	}
	operator = strings.Replace(operator, "==", "=", 1)
	field, known := fields[attribute]
	switch {
	case attribute == "unread" && operator == "=":
		return not + map[bool]string{true: "unread", false: "read"}[strings.EqualFold(value, "yes")], nil
	case attribute == "flags" && clean(value) != "" && (operator == "#" || operator == "=" || operator == "=~"):
		return not + "starred", nil // what has flags there is starred here
	case attribute == "age":
		return age(not, operator, value)
	case known && (operator == "=" || operator == "=~" || operator == "~" || operator == "#" || operator == ""):
		words, ok := plainWords(value)
		if !ok {
			return "", fmt.Errorf("%q is a pattern", clean(value))
		}
		if attribute == "tags" {
			return not + inBrackets(f.inTag(words)), nil
		}
		return not + field + quote(words), nil
	}
	return "", fmt.Errorf("%q %q has no like here", clean(attribute), clean(not+operator))
}

// inBrackets is a query as a part of another one.
func inBrackets(query string) string {
	if strings.Contains(query, " or ") {
		return "(" + query + ")"
	}
	return query
}

// fields are newsboat's attributes that have a like.
var fields = map[string]string{
	"tags": "in:", "title": "title:", "author": "author:", "content": "", "description": "",
	"feedtitle": "feed:", "rssurl": "feed:", "feedlink": "feed:",
}

// age is a condition on the days since publication.
func age(not, operator, value string) (string, error) {
	from, to, ranged := strings.Cut(value, ":")
	low, err := strconv.Atoi(strings.TrimSpace(from))
	high := low
	if err == nil && ranged {
		high, err = strconv.Atoi(strings.TrimSpace(to))
	}
	if err != nil || low < 0 || high < low || high > 36_500 {
		return "", fmt.Errorf("%q is no number of days", clean(value))
	}
	switch {
	case operator == "between" && ranged && low == 0:
		return fmt.Sprintf("%snewer:%dd", not, high+1), nil
	case operator == "between" && ranged:
		return fmt.Sprintf("%s(older:%dd newer:%dd)", not, low, high+1), nil
	case ranged:
	case operator == "<":
		return fmt.Sprintf("%snewer:%dd", not, low), nil
	case operator == "<=":
		return fmt.Sprintf("%snewer:%dd", not, low+1), nil
	case operator == ">":
		return fmt.Sprintf("%solder:%dd", not, low+1), nil
	case operator == ">=":
		return fmt.Sprintf("%solder:%dd", not, low), nil
	}
	return "", fmt.Errorf("age %q has no like here", clean(operator))
}

// plainWords are the words that a pattern looks for, false when it is more than
// words.
func plainWords(pattern string) (string, bool) {
	s := strings.TrimSuffix(strings.TrimPrefix(pattern, "^"), "$")
	s = strings.TrimSuffix(strings.TrimPrefix(s, ".*"), ".*")
	s = strings.ReplaceAll(s, `\.`, ".")
	return clean(s), clean(s) != "" && !strings.ContainsAny(s, `*+?[]{}()|\^$`)
}

// quote is a value as it may stand after a colon.
func quote(s string) string {
	if !strings.ContainsAny(s, ` "()*“„:!-`) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
