package parse

import (
	"strings"

	"github.com/mmcdole/gofeed/atom"

	"warta/feed"
)

// atomDocument is what gofeed read of a prepared Atom document.
func atomDocument(f *atom.Feed, texts []string, src Source) feed.Document {
	r := record{f.Extensions, texts}
	doc := feed.Document{
		Title: firstOf(f.Title, r.first("dc", "title")), Site: pageLink(f.Links), Self: atomLink(f.Links, "self"),
		Description: Text(r.text(f.Subtitle, r.first("warta", "info"), r.first("dc", "description"), r.first("itunes", "summary"), r.first("itunes", "subtitle"))),
		Language:    language(r.first("warta", "lang"), r.first("dc", "language"), src.Language),
		Author:      firstOf(persons(f.Authors), r.people()),
		Image:       firstOf(webAddress(src.URL, f.Logo), webAddress(src.URL, f.Icon), webAddress(src.URL, r.attr("itunes", "image", "href"))),
	}
	doc.Pace.TTL = period(r)
	doc.Updated, _ = r.date("updated", "modified", "dc", "published", "issued")
	for _, entry := range f.Entries {
		e := atomEntryOf(entry, texts, doc)
		complete(&e)
		doc.Entries = append(doc.Entries, e)
	}
	return doc
}

func atomEntryOf(entry *atom.Entry, texts []string, doc feed.Document) feed.Entry {
	r := record{entry.Extensions, texts}
	e := feed.Entry{
		GUID:  firstOf(r.first("warta", "id"), r.first("dc", "identifier")),
		Title: firstOf(entry.Title, r.first("dc", "title"), r.first("media", "title"), r.first("itunes", "title")),
		URL:   firstOf(webAddress("", r.first("warta", "origlink")), pageLink(entry.Links)), Author: firstOf(persons(entry.Authors), r.people(), sourceAuthor(r), doc.Author),
		Language: language(r.first("warta", "lang"), r.first("dc", "language"), doc.Language),
		Summary:  r.text(entry.Summary, r.first("media", "description"), r.first("itunes", "summary"), r.first("itunes", "subtitle"), r.first("dc", "description")),
		Comments: commentsLink(entry.Links), Categories: r.categories(),
	}
	if entry.Content != nil {
		e.Content = r.text(entry.Content.Value)
	}
	e.Content = firstOf(e.Content, r.text(r.first("content", "encoded"), r.first("warta", "content")))
	if e.URL == "" {
		e.URL = firstOf(webAddress("", r.first("warta", "src")), webAddress("", e.GUID))
	}
	r.dates(&e)
	for _, l := range entry.Links {
		if l.Rel == "enclosure" {
			addEnclosure(&e, l.Href, l.Type, l.Length, l.Title)
		}
	}
	r.media(&e)
	return e
}

// pageLink is the link to the page that a feed or an entry stands for: an
// alternate one, HTML before others.
func pageLink(links []*atom.Link) string {
	best := ""
	for _, l := range links {
		if l.Rel != "alternate" {
			continue
		}
		u := webAddress("", l.Href)
		if strings.Contains(l.Type, "html") && u != "" {
			return u
		}
		if best == "" {
			best = u
		}
	}
	return best
}

// atomLink is the first link of a relation.
func atomLink(links []*atom.Link, rel string) string {
	for _, l := range links {
		if l.Rel == rel {
			if u := webAddress("", l.Href); u != "" {
				return u
			}
		}
	}
	return ""
}

// commentsLink is the page where an entry is discussed (RFC 4685 §4).
func commentsLink(links []*atom.Link) string {
	for _, l := range links {
		if l.Rel == "replies" && strings.Contains(l.Type, "html") {
			return webAddress("", l.Href)
		}
	}
	return ""
}

// persons are the names of people, or their mail addresses.
func persons(list []*atom.Person) string {
	var names []string
	for _, p := range list {
		names = append(names, firstOf(p.Name, p.Email))
	}
	return people(names)
}

// sourceAuthor is the author of the feed that an entry was taken from.
func sourceAuthor(r record) string {
	for _, source := range r.ext["warta"]["source"] {
		for _, author := range source.Children["author"] {
			if name := people([]string{atomPerson(author)}); name != "" {
				return name
			}
		}
	}
	return ""
}
