package parse

import (
	"html"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed/json"

	"warta/feed"
)

// jsonDocument is what gofeed read of a JSON Feed.
func jsonDocument(f *json.Feed, src Source) feed.Document {
	t := &tidier{budget: maxGrowth}
	version := f.Version[strings.LastIndexByte(f.Version, '/')+1:]
	doc := feed.Document{
		Title: jsonLine(f.Title), Site: webAddress(src.URL, f.HomePageURL), Self: webAddress(src.URL, f.FeedURL),
		Description: jsonLine(f.Description), Language: language(f.Language, src.Language),
		Author: jsonAuthors(f.Authors, f.Author), Format: line("JSON Feed "+version, 64),
		Image: firstOf(webAddress(src.URL, f.Icon), webAddress(src.URL, f.Favicon)),
	}
	for _, item := range f.Items {
		if item == nil {
			continue
		}
		e := jsonEntry(item, doc, src, t)
		complete(&e)
		doc.Entries = append(doc.Entries, e)
	}
	return doc
}

func jsonEntry(item *json.Item, doc feed.Document, src Source, t *tidier) feed.Entry {
	content := t.tidy(item.ContentHTML, src.URL)
	if content == "" {
		content = paragraphs(cut(body(strings.TrimSpace(item.ContentText)), maxContent/2), true)
	}
	e := feed.Entry{
		GUID: cut(body(strings.TrimSpace(item.ID)), maxText), Title: jsonLine(item.Title),
		URL:      firstOf(webAddress(src.URL, item.URL), webAddress(src.URL, item.ExternalURL)),
		Author:   firstOf(jsonAuthors(item.Authors, item.Author), doc.Author),
		Language: language(item.Language, doc.Language), Summary: escape(cut(body(strings.TrimSpace(item.Summary)), maxContent/2)),
		Content: content, Image: firstOf(webAddress(src.URL, item.Image), webAddress(src.URL, item.BannerImage)),
		PublishedRaw: line(firstOf(item.DatePublished, item.DateModified), maxDate),
	}
	if e.URL == "" {
		e.URL = webAddress("", e.GUID)
	}
	e.Updated, _ = parseDate(item.DateModified)
	var ok bool
	if e.Published, ok = parseDate(item.DatePublished); !ok {
		e.Published = e.Updated
	}
	for _, tag := range item.Tags {
		if tag = line(tag, maxName); tag != "" && len(e.Categories) < maxCategories {
			e.Categories = append(e.Categories, tag)
		}
	}
	if item.Attachments != nil {
		for _, a := range *item.Attachments {
			addEnclosure(&e, resolve(src.URL, a.URL), a.MimeType, strconv.FormatInt(a.SizeInBytes, 10), a.Title)
		}
	}
	return e
}

// jsonLine is a text of JSON Feed on one line. It is plain text, but many write
// references of HTML in it.
func jsonLine(s string) string { return line(html.UnescapeString(s), maxText) }

// jsonAuthors are the names of the authors; one alone is how version 1 has it.
func jsonAuthors(authors []*json.Author, one *json.Author) string {
	var names []string
	for _, a := range append(authors, one) {
		if a != nil {
			names = append(names, firstOf(a.Name, a.URL))
		}
	}
	return people(names)
}
