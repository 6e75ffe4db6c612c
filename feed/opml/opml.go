// Package opml reads and writes lists of subscriptions: OPML 1.0 and 2.0, and
// the urls file of newsboat. Nothing in a list is ever run: lines that ask for
// that are reported and left out, as is every address that is not of the web.
package opml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"warta/feed"
)

// maxFolders is how deep folders may nest; what is deeper counts as that deep.
const maxFolders = 16

// MaxSize is the longest list that Read reads, in bytes.
const MaxSize = 8 << 20

// ErrNotList is returned for what is neither OPML nor a newsboat urls file.
var ErrNotList = errors.New("not a list of feeds (OPML or a newsboat urls file)")

// A Subscription is one feed in a list. Its texts are single lines without
// control characters.
type Subscription struct {
	URL    string // http or https
	Title  string
	Site   string
	Folder string // nested folders are written with a slash, "World/Asia"
	Tags   []string
}

// A Skipped is a part of a list that was not taken over, and why.
type Skipped struct {
	Line   int // from 1; 0 when unknown
	Text   string
	Reason string
}

// Subscriptions is a whole list. Each address is in it once.
type Subscriptions struct {
	Title   string
	Feeds   []Subscription
	Views   []feed.View // saved queries: newsboat's query feeds
	Skipped []Skipped
}

// Read reads a list: OPML, or a newsboat urls file. What it cannot take over is
// in Skipped; the error wraps ErrNotList when nothing at all could be read.
func Read(r io.Reader) (Subscriptions, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return Subscriptions{}, fmt.Errorf("reading the list: %w", err)
	}
	if len(data) > MaxSize {
		return Subscriptions{}, fmt.Errorf("reading the list: it is longer than %d MB", MaxSize>>20)
	}
	text := decode(data)
	list := reader{seen: map[string]int{}, also: map[string][]string{}}
	if looksLikeXML(text) {
		err = list.readOPML(text)
	} else {
		list.readURLs(string(text))
		if len(list.Feeds) == 0 && len(list.Views) == 0 && len(bytes.TrimSpace(text)) > 0 && !list.comments {
			err = ErrNotList
		}
	}
	list.addPlaces()
	if err != nil {
		return list.Subscriptions, fmt.Errorf("reading the list: %w", err)
	}
	return list.Subscriptions, nil
}

func looksLikeXML(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	return bytes.HasPrefix(text, []byte("<"))
}

// A reader gathers a list.
type reader struct {
	Subscriptions
	seen     map[string]int      // address to index in Feeds
	also     map[string][]string // a folder's name to the addresses of feeds that stand in it, too
	places   []string            // the keys of also, in the order of the list
	comments bool                // the file has lines that say nothing, as it should
}

// add takes a feed over, or says why not. An address that is there already
// keeps its first place; its tags are joined.
func (r *reader) add(s Subscription, line int) {
	address, reason := webAddress(s.URL)
	if reason != "" {
		r.skip(line, s.URL, reason)
		return
	}
	s.URL = address
	s.Title, s.Folder = clean(s.Title), cleanFolder(s.Folder)
	s.Site, _ = webAddress(s.Site)
	if i, known := r.seen[s.URL]; known {
		had := &r.Feeds[i]
		had.Tags = joined(had.Tags, s.Tags)
		if had.Title == "" {
			had.Title = s.Title
		}
		if s.Folder != had.Folder {
			r.stands(s.Folder, s.URL)
		}
		return
	}
	s.Tags = joined(nil, s.Tags)
	r.seen[s.URL] = len(r.Feeds)
	r.Feeds = append(r.Feeds, s)
}

// stands notes that a feed stands in a further folder. A feed has one: what
// stands in others, too, is found by a view of that name.
func (r *reader) stands(folder, address string) {
	folder = cleanFolder(folder)
	if folder == "" {
		return
	}
	if r.also[folder] == nil {
		r.places = append(r.places, folder)
	}
	if !slices.Contains(r.also[folder], address) {
		r.also[folder] = append(r.also[folder], address)
	}
}

// inTag is the query for a folder, with the feeds that stand in it, too.
func (r *reader) inTag(folder string) string {
	addresses := r.also[cleanFolder(folder)]
	if len(addresses) == 0 {
		return "in:" + quote(folder)
	}
	var parts []string
	if slices.ContainsFunc(r.Feeds, func(f Subscription) bool { return f.Folder == cleanFolder(folder) }) {
		parts = append(parts, "in:"+quote(folder))
	}
	for _, address := range addresses {
		parts = append(parts, "feed:"+quote(address))
	}
	return strings.Join(parts, " or ")
}

// unwrap takes feeds out of folders that have their name and nothing else.
func (r *reader) unwrap() {
	within := map[string]int{} // feeds in a folder and those below it
	for _, f := range r.Feeds {
		for folder := f.Folder; folder != ""; folder, _ = cutLast(folder) {
			within[folder]++
		}
	}
	for i := range r.Feeds {
		f := &r.Feeds[i]
		if above, name := cutLast(f.Folder); within[f.Folder] == 1 && name == cleanFolder(strings.ReplaceAll(f.Title, "/", " ")) {
			f.Folder = above
		}
	}
}

// cutLast is a folder's path without its last name, and that name.
func cutLast(path string) (above, name string) {
	i := strings.LastIndexByte(path, '/')
	return path[:max(i, 0)], path[i+1:]
}

// addPlaces makes the views for further folders.
func (r *reader) addPlaces() {
	for _, folder := range r.places {
		if !slices.ContainsFunc(r.Views, func(v feed.View) bool { return v.Name == folder }) {
			r.Views = append(r.Views, feed.View{Name: folder, Query: oneLine(r.inTag(folder)), Own: true})
		}
	}
}

func (r *reader) skip(line int, text, reason string) {
	r.Skipped = append(r.Skipped, Skipped{Line: line, Text: clean(text), Reason: reason})
}

// joined is all tags, each once.
func joined(tags, more []string) []string {
	for _, tag := range more {
		tag = clean(tag)
		known := tag == ""
		for _, had := range tags {
			known = known || had == tag
		}
		if !known {
			tags = append(tags, tag)
		}
	}
	return tags
}

// webAddress is s as an address of the web, or the reason why it is none.
func webAddress(s string) (address, reason string) {
	s = strings.TrimSpace(s)
	lower := strings.ToLower(s)
	switch {
	case s == "":
		return "", "it has no address"
	case strings.HasPrefix(lower, "exec:"), strings.HasPrefix(lower, "filter:"), strings.HasPrefix(s, "|"):
		return "", "it names a program, and none is ever run from a list"
	case strings.HasPrefix(lower, "feed:http"), strings.HasPrefix(lower, "rss:http"):
		_, s, _ = strings.Cut(s, ":")
	case strings.HasPrefix(lower, "feed://"):
		s = "https" + s[len("feed"):]
	}
	lower = strings.ToLower(s[:min(len(s), 8)])
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") || len(s) < len("http://a") {
		return "", "its address is not http or https"
	}
	if len(s) > 4<<10 || strings.ContainsFunc(s, func(r rune) bool { return !isText(r) || unicode.IsSpace(r) || r == '\ufffd' }) {
		return "", "its address is damaged"
	}
	return s, ""
}

// clean is s as one line of text, at most 1 KB long.
func clean(s string) string {
	s = oneLine(s)
	if max := 1 << 10; len(s) > max {
		for !utf8.RuneStart(s[max]) {
			max--
		}
		s = strings.TrimSpace(s[:max])
	}
	return s
}

// oneLine is s as one line of text of any length, as queries are.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case !isText(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}

// isText reports whether r may stand in text: no control, nothing that turns
// the direction of writing, nothing that XML has no place for.
func isText(r rune) bool {
	return r >= 0x20 && !unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r) && r&0xFFFE != 0xFFFE && r != 0xFEFF
}

// cleanFolder is a folder's path with clean names, none of them empty.
func cleanFolder(path string) string {
	var names []string
	for name := range strings.SplitSeq(path, "/") {
		if name = clean(name); name != "" && len(names) < maxFolders {
			names = append(names, name)
		}
	}
	return strings.Join(names, "/")
}
