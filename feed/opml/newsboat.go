package opml

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"warta/feed"
)

// readURLs reads newsboat's urls file: an address a line, then tags, of which
// one that begins with ~ is the title. The first tag becomes the folder; what
// has further tags is found by views. Query feeds become views.
func (r *reader) readURLs(text string) {
	number := 0
	queries := map[int]string{} // by line: tags are known when all was read
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			r.comments = r.comments || line != ""
			continue
		}
		words := splitWords(line)
		if len(words) == 0 {
			continue
		}
		if query, ok := strings.CutPrefix(words[0], "query:"); ok {
			queries[number] = query
			continue
		}
		r.tagged(words, number)
	}
	for _, number := range slices.Sorted(maps.Keys(queries)) {
		r.query(number, queries[number])
	}
}

// tagged takes a feed with its tags.
func (r *reader) tagged(words []string, number int) {
	s := Subscription{URL: words[0]}
	hidden := false
	for _, tag := range words[1:] {
		switch {
		case strings.HasPrefix(tag, "~"):
			s.Title = tag[1:]
		case strings.HasPrefix(tag, "!"):
			hidden = true
		default:
			s.Tags = append(s.Tags, tag)
		}
	}
	if len(s.Tags) > 0 {
		s.Folder = s.Tags[0]
	}
	r.add(s, number)
	address, reason := webAddress(s.URL)
	if reason != "" {
		return
	}
	for _, tag := range s.Tags[min(1, len(s.Tags)):] {
		r.stands(tag, address)
	}
	if hidden {
		r.skip(number, s.URL, "the mark ! that hides it: the feed itself is taken over, and shown as all are")
	}
}

// query takes a query feed, "Name:filter", as a view.
func (r *reader) query(number int, text string) {
	name, filter, ok := strings.Cut(text, ":")
	if !ok {
		r.skip(number, text, "the query has no filter")
		return
	}
	query, err := translate(filter, r.inTag)
	if err != nil {
		r.skip(number, text, "the query cannot be taken over: "+err.Error())
		return
	}
	r.Views = append(r.Views, feed.View{Name: clean(name), Query: oneLine(query), Own: true})
}

// splitWords splits a line at spaces; a word may stand in quotation marks, with
// a backslash before those within.
func splitWords(line string) []string {
	var out []string
	for {
		line = strings.TrimLeft(line, " \t")
		if line == "" || strings.HasPrefix(line, "#") && len(out) > 0 {
			return out
		}
		var word string
		if line[0] == '"' {
			word, line = unquote(line[1:])
		} else {
			end := strings.IndexAny(line, " \t")
			if end < 0 {
				end = len(line)
			}
			word, line = line[:end], line[end:]
		}
		if word != "" {
			out = append(out, word)
		}
	}
}

// unquote reads up to the closing quotation mark.
func unquote(s string) (word, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}

var errFilter = errors.New("the filter is not complete")
