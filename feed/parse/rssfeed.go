package parse

import (
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/rss"

	"warta/feed"
)

// rssDocument is what gofeed read of a prepared RSS document.
func rssDocument(f *rss.Feed, texts []string, src Source) feed.Document {
	r := record{f.Extensions, texts}
	doc := feed.Document{
		Title: firstOf(f.Title, r.first("dc", "title"), r.first("atom", "title")),
		Site:  webAddress(src.URL, f.Link), Self: r.link("self"),
		Description: Text(r.text(f.Description, r.first("itunes", "summary"), r.first("itunes", "subtitle"),
			r.first("warta", "description"), r.first("dc", "description"), r.first("atom", "summary"))),
		Language: language(f.Language, r.first("dc", "language"), r.first("warta", "lang"), src.Language),
		Author:   firstOf(people([]string{f.ManagingEditor}), people([]string{r.first("warta", "author")}), r.people(), people([]string{f.WebMaster})),
		Pace:     pace(f, r),
	}
	if doc.Site == "" {
		doc.Site = r.link("alternate")
	}
	doc.Updated, _ = r.date("updated", "modified", "dc", "published", "issued", "created")
	if f.Image != nil {
		doc.Image = webAddress(src.URL, f.Image.URL)
	}
	for _, other := range []string{r.attr("itunes", "image", "href"), r.first("warta", "icon"), r.attr("media", "thumbnail", "url")} {
		if doc.Image == "" {
			doc.Image = webAddress(src.URL, other)
		}
	}
	for _, item := range f.Items {
		e := rssEntry(item, texts, doc)
		complete(&e)
		doc.Entries = append(doc.Entries, e)
	}
	return doc
}

func rssEntry(item *rss.Item, texts []string, doc feed.Document) feed.Entry {
	r := record{item.Extensions, texts}
	e := feed.Entry{
		GUID:       firstOf(r.first("warta", "id"), r.first("warta", "atomid"), r.first("warta", "about"), r.first("dc", "identifier")),
		Title:      firstOf(item.Title, r.first("dc", "title"), r.first("itunes", "title"), r.first("atom", "title"), r.first("media", "title")),
		Author:     firstOf(people([]string{item.Author}), r.people(), doc.Author),
		Language:   language(r.first("dc", "language"), r.first("warta", "lang"), doc.Language),
		Categories: r.categories(),
		Comments:   webAddress("", item.Comments),
	}
	e.URL = r.rssLink(item)
	e.Summary, e.Content = r.rssText(item)
	r.dates(&e)
	for i, enc := range item.Enclosures {
		address := enc.URL
		if i == 0 {
			address = firstOf(r.first("warta", "origenclosure"), address)
		}
		addEnclosure(&e, address, enc.Type, enc.Length, "")
	}
	for _, l := range r.ext["atom"]["link"] {
		if l.Attrs["rel"] == "enclosure" {
			addEnclosure(&e, l.Attrs["href"], l.Attrs["type"], l.Attrs["length"], l.Attrs["title"])
		}
	}
	r.media(&e)
	return e
}

// rssLink is the address of an item's page: its link, an atom:link, an id that
// says it is one. FeedBurner keeps the true link beside its own.
func (r record) rssLink(item *rss.Item) string {
	candidates := []string{r.first("warta", "origlink")}
	candidates = append(candidates, item.Links...)
	candidates = append(candidates, r.link("alternate"), r.first("warta", "permalink"), r.first("warta", "about"))
	for _, ref := range candidates {
		if u := webAddress("", ref); u != "" {
			return u
		}
	}
	return r.link("self")
}

// rssText is an item's summary and content. What is called the description is
// the content when nothing else is.
func (r record) rssText(item *rss.Item) (summary, content string) {
	content = r.text(item.Content, r.first("warta", "content"), r.first("atom", "content"))
	summary = r.text(item.Description)
	short := r.text(r.first("warta", "summary"), r.first("atom", "summary"))
	switch {
	case summary == "":
		summary = firstOf(short, r.text(r.first("dc", "description"), r.first("itunes", "summary"), r.first("warta", "description"),
			r.first("media", "description"), r.first("itunes", "subtitle")))
	case short != "" && content == "":
		content = short
	}
	return summary, content
}

// pace is how often the publisher wishes to be asked.
func pace(f *rss.Feed, r record) feed.Pace {
	var p feed.Pace
	if minutes, err := strconv.Atoi(strings.TrimSpace(f.TTL)); err == nil && minutes > 0 && minutes < 60*24*366 {
		p.TTL = time.Duration(minutes) * time.Minute
	}
	p.TTL = max(p.TTL, period(r))
	for _, h := range f.SkipHours {
		if hour, err := strconv.Atoi(strings.TrimSpace(h)); err == nil && hour >= 0 && hour <= 24 {
			p.SkipHours = append(p.SkipHours, hour%24) // 0.91 counts from 1 to 24
		}
	}
	for _, d := range f.SkipDays {
		for day := time.Sunday; day <= time.Saturday; day++ {
			if strings.EqualFold(strings.TrimSpace(d), day.String()) {
				p.SkipDays = append(p.SkipDays, day)
			}
		}
	}
	return p
}

// period is the time between updates that the syndication module tells.
func period(r record) time.Duration {
	const day = 24 * time.Hour
	periods := map[string]time.Duration{"hourly": time.Hour, "daily": day, "weekly": 7 * day, "monthly": 30 * day, "yearly": 365 * day}
	p, known := periods[strings.ToLower(r.first("sy", "updatePeriod"))]
	if !known {
		return 0
	}
	if n, err := strconv.Atoi(r.first("sy", "updateFrequency")); err == nil && n > 1 && n <= 10_000 {
		p /= time.Duration(n)
	}
	return p
}

// firstOf is the first string that is not empty.
func firstOf(candidates ...string) string {
	for _, s := range candidates {
		if s != "" {
			return s
		}
	}
	return ""
}
