package extract

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// A thing is one object of JSON-LD (schema.org).
type thing map[string]any

// maxThings is how many objects of a page are looked at.
const maxThings = 500

// things are the objects in a script of JSON-LD, those in graphs and lists too.
// Faulty JSON gives none; raw line feeds in strings, a common fault, are mended.
func things(script string) []thing {
	script = strings.TrimSpace(script)
	script = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(script, "<!--"), "//<![CDATA["), "-->")
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		mended := strings.Map(func(r rune) rune {
			if r < 0x20 {
				return ' '
			}
			return r
		}, script)
		if json.Unmarshal([]byte(strings.TrimRight(mended, "; ")), &v) != nil {
			return nil
		}
	}
	var out []thing
	var walk func(any, int)
	walk = func(v any, depth int) {
		if depth > 4 || len(out) > maxThings {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e, depth+1)
			}
		case map[string]any:
			out = append(out, v)
			for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
				if v[key] != nil {
					walk(v[key], depth+1)
				}
			}
		}
	}
	walk(v, 0)
	return out
}

// types are the values of @type.
func (t thing) types() []string { return words(t["@type"]) }

// words are the strings of a value that is a string or a list of them.
func words(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

// newsTypes are the types of things that articles are.
var newsTypes = regexp.MustCompile(`(?:Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting|HowTo|Recipe|Opinion)$`)

// newsIn is the article among things, the one with most of a body when there
// are several, and nil when there is none.
func newsIn(list []thing) thing {
	var best thing
	for _, t := range list {
		for _, name := range t.types() {
			if newsTypes.MatchString(name) && (best == nil || len(t.text("articleBody")) > len(best.text("articleBody"))) {
				best = t
			}
		}
	}
	return best
}

// text is a value that is a string, or the name of a thing.
func (t thing) text(key string) string {
	switch v := t[key].(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return thing{key: v[0]}.text(key)
		}
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			return s
		}
		if s, ok := v["@value"].(string); ok {
			return s
		}
	}
	return ""
}

// authors are the names of the authors, persons before the paper itself.
func (t thing) authors() []string {
	var out []string
	var add func(any, int)
	add = func(v any, depth int) {
		switch v := v.(type) {
		case string:
			out = append(out, html.UnescapeString(v))
		case []any:
			for _, e := range v {
				if depth < 3 {
					add(e, depth+1)
				}
			}
		case map[string]any:
			if v["name"] != nil && depth < 3 {
				add(v["name"], depth+1)
			}
		}
	}
	add(t["author"], 0)
	if len(out) == 0 {
		add(t["creator"], 0)
	}
	return out
}

func (t thing) publisher() string {
	s := t.text("publisher")
	if len(s) > 60 {
		return ""
	}
	return html.UnescapeString(s)
}

// picture is the address of the article's picture.
func (t thing) picture() string {
	v := t["image"]
	for range 3 {
		switch w := v.(type) {
		case string:
			return w
		case []any:
			if len(w) == 0 {
				return ""
			}
			v = w[0]
		case map[string]any:
			if v = w["url"]; v == nil {
				v = w["contentUrl"]
			}
		default:
			return ""
		}
	}
	return ""
}

// access is 1 when the article says that it is accessible for free, -1 when it
// says that it is not, and 0 when it says neither.
func (t thing) access() int {
	switch fmt.Sprint(t["isAccessibleForFree"]) {
	case "true", "True", "TRUE":
		return 1
	case "false", "False", "FALSE":
		return -1
	}
	return 0
}

// lockedAt are the places of the parts that are not accessible for free.
func (t thing) lockedAt() []string {
	parts, ok := t["hasPart"].([]any)
	if !ok {
		parts = []any{t["hasPart"]}
	}
	var out []string
	for _, part := range parts {
		if m, ok := part.(map[string]any); ok && thing(m).access() < 0 {
			for _, selector := range words(m["cssSelector"]) {
				for one := range strings.SplitSeq(selector, ",") {
					if one = strings.TrimSpace(one); one != "" && !strings.ContainsAny(one, " >+~[:") {
						out = append(out, one)
					}
				}
			}
		}
	}
	return out
}

var tags = regexp.MustCompile(`<[/a-zA-Z!][^>]*>`)

// plainBody is a body that may have markup in it, as text.
func plainBody(s string) string { return unescapeText(s) }

// unescapeText is text that may be HTML, without tags and references.
func unescapeText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	s = html.UnescapeString(s)
	return tags.ReplaceAllString(s, " ")
}
