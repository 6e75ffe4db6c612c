package parse

import (
	"strconv"
	"strings"
	"time"

	ext "github.com/mmcdole/gofeed/extensions"

	"warta/feed"
)

// A record is what one entry or feed carries in elements beyond those of its
// format: the modules', and ours.
type record struct {
	ext   ext.Extensions
	texts []string
}

// text is the first of the constructs that the numbers stand for.
func (r record) text(numbers ...string) string {
	for _, s := range numbers {
		if n, err := strconv.Atoi(s); err == nil && n >= 0 && n < len(r.texts) {
			return r.texts[n]
		}
	}
	return ""
}

// first is the text of the first element of a name that holds any.
func (r record) first(m, name string) string {
	for _, e := range r.ext[m][name] {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}

// all is the text of all elements of a name.
func (r record) all(m, name string) []string {
	var out []string
	for _, e := range r.ext[m][name] {
		if e.Value != "" {
			out = append(out, e.Value)
		}
	}
	return out
}

// attr is an attribute of the first element of a name that has it.
func (r record) attr(m, name, attr string) string {
	for _, e := range r.ext[m][name] {
		if v := e.Attrs[attr]; v != "" {
			return v
		}
	}
	return ""
}

// date is the first date that can be read, in the order of kinds, and how it
// was written. When none can be read, raw is the first one.
func (r record) date(kinds ...string) (t time.Time, raw string) {
	for _, kind := range kinds {
		for _, s := range r.all("warta", "date-"+kind) {
			if t, ok := parseDate(s); ok {
				return t, line(s, maxDate)
			}
			if raw == "" {
				raw = line(s, maxDate)
			}
		}
	}
	return time.Time{}, raw
}

// people are the authors that modules name.
func (r record) people() string {
	if names := people(r.all("dc", "creator")); names != "" {
		return names
	}
	if names := people(r.all("itunes", "author")); names != "" {
		return names
	}
	if names := people(r.atomPeople()); names != "" {
		return names
	}
	return people(r.all("media", "credit"))
}

// atomPeople are the authors in elements of Atom.
func (r record) atomPeople() []string {
	var names []string
	for _, author := range r.ext["atom"]["author"] {
		names = append(names, atomPerson(author))
	}
	return names
}

func atomPerson(author ext.Extension) string {
	for _, key := range []string{"name", "email"} {
		if e := author.Children[key]; len(e) > 0 && e[0].Value != "" {
			return e[0].Value
		}
	}
	return ""
}

// link is the address of the first atom:link with a relation that is a page.
func (r record) link(rel string) string {
	for _, l := range r.ext["atom"]["link"] {
		if has := l.Attrs["rel"]; has == rel || rel == "alternate" && has == "" {
			if u := webAddress("", l.Attrs["href"]); u != "" {
				return u
			}
		}
	}
	return ""
}

// dates puts the dates of an entry into e. Where a format gives one date only,
// it is both.
func (r record) dates(e *feed.Entry) {
	e.Published, e.PublishedRaw = r.date("published", "issued", "created", "dc", "updated", "modified")
	e.Updated, _ = r.date("updated", "modified", "dc")
}

// categories are the categories, each once.
func (r record) categories() []string {
	names := r.all("warta", "category")
	for _, words := range r.all("itunes", "keywords") {
		names = append(names, strings.Split(words, ",")...)
	}
	var out []string
	seen := map[string]bool{"": true}
	for _, name := range names {
		name = line(name, maxName)
		if key := strings.ToLower(name); !seen[key] && len(out) < maxCategories {
			seen[key] = true
			out = append(out, name)
		}
	}
	return out
}

// media adds the files of Media RSS, each once, and the picture.
func (r record) media(e *feed.Entry) {
	title := line(r.first("media", "title"), maxText)
	for _, m := range r.ext["media"]["content"] {
		kind := m.Attrs["type"]
		if kind == "" && m.Attrs["medium"] != "" {
			kind = m.Attrs["medium"] + "/*"
		}
		if strings.HasPrefix(kind, "image/") && e.Image == "" {
			e.Image = webAddress("", m.Attrs["url"])
		}
		address := m.Attrs["url"]
		if address == "" {
			address = m.Attrs["href"]
		}
		addEnclosure(e, address, kind, m.Attrs["filesize"], title)
	}
	if e.Image == "" {
		e.Image = webAddress("", r.attr("media", "thumbnail", "url"))
	}
	for _, t := range r.ext["media"]["thumbnail"] {
		addEnclosure(e, t.Attrs["url"], "image/*", "", "")
	}
	if e.Image == "" {
		e.Image = webAddress("", r.attr("itunes", "image", "href"))
	}
	if e.Image == "" {
		e.Image = webAddress("", r.first("warta", "image"))
	}
	addEnclosure(e, r.attr("media", "player", "url"), "text/html", "", title)
}

// addEnclosure adds a file to an entry, unless it is there.
func addEnclosure(e *feed.Entry, address, kind, length, title string) {
	address = webAddress("", address)
	if address == "" || len(e.Enclosures) >= maxEnclosures {
		return
	}
	for _, had := range e.Enclosures {
		if had.URL == address {
			return
		}
	}
	e.Enclosures = append(e.Enclosures, feed.Enclosure{
		URL: address, Type: line(kind, maxName), Length: byteCount(length), Title: line(title, maxText),
	})
}

// byteCount is a length as published, 0 when it is none.
func byteCount(s string) int64 {
	var n int64
	for _, c := range strings.TrimSpace(s) {
		if c == ',' {
			continue
		}
		if c < '0' || c > '9' || n > 1<<50 {
			return 0
		}
		n = n*10 + int64(c-'0')
	}
	return n
}

// language is a language tag: "en_US" is "en-US".
func language(candidates ...string) string {
	for _, s := range candidates {
		if s = strings.ReplaceAll(line(s, 64), "_", "-"); s != "" {
			first, _, _ := strings.Cut(s, ",")
			return first
		}
	}
	return ""
}

// complete does for an entry of any format what is left to do: a picture among
// its files, and a title for one that has none.
func complete(e *feed.Entry) {
	for _, enc := range e.Enclosures {
		if e.Image == "" && strings.HasPrefix(enc.Type, "image/") {
			e.Image = enc.URL
		}
	}
	if e.Title == "" {
		e.Title = titleFrom(*e)
	}
}

// titleFrom makes a title of an entry's text: its beginning, whole words.
func titleFrom(e feed.Entry) string {
	const longest = 100
	text := Text(beginning(e.Summary))
	if text == "" {
		text = Text(beginning(e.Content))
	}
	if text == "" {
		return line(e.URL, maxText)
	}
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	text = string(runes[:longest])
	if i := strings.LastIndexByte(text, ' '); i > len(text)/2 {
		text = text[:i]
	}
	return strings.TrimRight(text, " ,;:.-–—") + "…"
}

// beginning is the first part of HTML, not cut within a tag.
func beginning(markup string) string {
	s := cut(markup, maxLeaf)
	if i := strings.LastIndexByte(s, '<'); len(s) < len(markup) && i > strings.LastIndexByte(s, '>') {
		s = s[:i]
	}
	return s
}
