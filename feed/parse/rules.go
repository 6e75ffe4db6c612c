package parse

import "maps"

// The elements that are read, by the names they are known by, for each place in
// a feed. Elements of modules (Dublin Core, iTunes, Media RSS …) are read in
// every format.
var (
	personRules = map[string]rule{
		"name": {as: "name", write: text}, "email": {as: "email", write: text},
		"atom:name": {as: "name", write: text}, "atom:email": {as: "email", write: text},
	}
	modulePersonRules = map[string]rule{
		"atom:name": {as: "atom:name", write: text}, "atom:email": {as: "atom:email", write: text},
		"name": {as: "atom:name", write: text}, "email": {as: "atom:email", write: text},
	}
	linkAttrs  = []string{"href", "rel", "type", "length", "title"}
	mediaInner = map[string]rule{
		"media:thumbnail":   {as: "media:thumbnail", write: attributes, attrs: []string{"url"}},
		"media:title":       {as: "media:title", write: title},
		"media:description": {as: "media:description", write: prose},
		"media:credit":      {as: "media:credit", write: text},
		"media:category":    {write: category},
		"media:player":      {as: "media:player", write: attributes, attrs: []string{"url"}},
		"media:peerlink":    {as: "media:content", write: attributes, attrs: []string{"href", "type"}},
		"media:keywords":    {as: "itunes:keywords", write: text},
	}
	mediaRules = joined(mediaInner, map[string]rule{
		"media:content": {as: "media:content", write: mediaContent, inner: mediaInner,
			attrs: []string{"url", "type", "medium", "filesize"}},
	})
	moduleRules = map[string]rule{
		"dc:title": {as: "dc:title", write: title}, "dc:creator": {as: "dc:creator", write: text},
		"dc:author": {as: "dc:creator", write: text}, "dc:description": {as: "dc:description", write: content},
		"dc:subject": {write: category}, "dc:language": {as: "dc:language", write: text},
		"dc:identifier": {as: "dc:identifier", write: text}, "dc:date": {as: "warta:date-dc", write: text},
		"dcterms:issued": {as: "warta:date-issued", write: text}, "dcterms:modified": {as: "warta:date-modified", write: text},
		"dcterms:created": {as: "warta:date-created", write: text}, "dcterms:title": {as: "dc:title", write: title},
		"dcterms:creator": {as: "dc:creator", write: text}, "dcterms:abstract": {as: "dc:description", write: content},
		"itunes:author": {as: "itunes:author", write: text}, "itunes:title": {as: "itunes:title", write: title},
		"itunes:subtitle": {as: "itunes:subtitle", write: content}, "itunes:summary": {as: "itunes:summary", write: prose},
		"itunes:image":      {as: "itunes:image", write: attributes, attrs: []string{"href"}},
		"itunes:keywords":   {as: "itunes:keywords", write: text},
		"itunes:category":   {write: itunesCategory},
		"googleplay:author": {as: "itunes:author", write: text}, "googleplay:image": {as: "itunes:image", write: attributes, attrs: []string{"href"}},
		"googleplay:description": {as: "warta:description", write: prose},
		"atom:link":              {as: "atom:link", write: link, attrs: linkAttrs},
		"atom:id":                {as: "warta:atomid", write: text}, "atom:title": {as: "atom:title", write: title},
		"atom:summary": {as: "atom:summary", write: content}, "atom:content": {as: "atom:content", write: content},
		"atom:subtitle": {as: "atom:summary", write: content}, "atom:tagline": {as: "atom:summary", write: content},
		"atom:author":  {as: "atom:author", write: person, inner: modulePersonRules},
		"atom:updated": {as: "warta:date-updated", write: text}, "atom:modified": {as: "warta:date-modified", write: text},
		"atom:published": {as: "warta:date-published", write: text}, "atom:issued": {as: "warta:date-issued", write: text},
		"atom:created": {as: "warta:date-created", write: text}, "atom:category": {write: category},
		"atom:icon": {as: "warta:icon", write: address}, "atom:logo": {as: "warta:icon", write: address},
		"content:encoded": {as: "content:encoded", write: content}, "xhtml:body": {as: "warta:content", write: content},
		"xhtml:div": {as: "warta:content", write: content}, "content:items": {write: within},
		"feedburner:origlink":          {as: "warta:origlink", write: address},
		"feedburner:origenclosurelink": {as: "warta:origenclosure", write: address},
		"sy:updateperiod":              {as: "sy:updatePeriod", write: text}, "sy:updatefrequency": {as: "sy:updateFrequency", write: text},
		"media:group": {write: within, inner: mediaRules},
	}
	rssImage = map[string]rule{
		"url": {as: "url", write: address}, "title": {as: "title", write: title}, "link": {as: "link", write: address},
	}
	rssItem = joined(mediaRules, moduleRules, map[string]rule{
		"title": {as: "title", write: title}, "link": {as: "link", write: address},
		"description": {as: "description", write: content}, "summary": {as: "warta:summary", write: content},
		"content": {as: "warta:content", write: content}, "encoded": {as: "content:encoded", write: content},
		"body": {as: "warta:content", write: content}, "fullitem": {as: "warta:content", write: content},
		"guid": {write: guid}, "id": {as: "warta:atomid", write: text}, "author": {as: "author", write: author},
		"category": {write: category}, "comments": {as: "comments", write: address},
		"enclosure": {as: "enclosure", write: attributes, attrs: []string{"url", "type", "length"}},
		"pubdate":   {as: "warta:date-published", write: text}, "published": {as: "warta:date-published", write: text},
		"issued": {as: "warta:date-issued", write: text}, "date": {as: "warta:date-dc", write: text},
		"updated": {as: "warta:date-updated", write: text}, "modified": {as: "warta:date-modified", write: text},
		"lastbuilddate": {as: "warta:date-updated", write: text}, "image": {as: "warta:image", write: image},
		"language": {as: "dc:language", write: text},
	})
	itemRule   = rule{as: "item", write: entry, inner: rssItem}
	rssChannel = joined(moduleRules, map[string]rule{
		"title": {as: "title", write: title}, "link": {as: "link", write: address},
		"description": {as: "description", write: content}, "tagline": {as: "description", write: content},
		"subtitle": {as: "itunes:subtitle", write: content},
		"language": {as: "language", write: text}, "ttl": {as: "ttl", write: text},
		"managingeditor": {as: "managingEditor", write: text}, "webmaster": {as: "webMaster", write: text},
		"author": {as: "warta:author", write: author}, "category": {write: category},
		"pubdate": {as: "warta:date-published", write: text}, "lastbuilddate": {as: "warta:date-updated", write: text},
		"date": {as: "warta:date-dc", write: text}, "modified": {as: "warta:date-modified", write: text},
		"skiphours": {as: "skipHours", write: nested, inner: map[string]rule{"hour": {as: "hour", write: text}}},
		"skipdays":  {as: "skipDays", write: nested, inner: map[string]rule{"day": {as: "day", write: text}}},
		"image":     {as: "image", write: nested, inner: rssImage},
		"item":      itemRule, "items": {write: within, inner: map[string]rule{"item": itemRule}}, // RSS 1.1 gathers them
		"media:thumbnail": mediaRules["media:thumbnail"], "media:content": mediaRules["media:content"],
	})
	rssRoot = joined(rssChannel, map[string]rule{
		"channel": {write: within, inner: rssChannel},
	})
	atomEntry = joined(mediaRules, moduleRules, map[string]rule{
		"title": {as: "title", write: title}, "id": {as: "warta:id", write: text},
		"link": {as: "link", write: link, attrs: linkAttrs}, "category": {write: category},
		"summary": {as: "summary", write: content}, "content": {as: "content", write: atomContent},
		"author": {as: "author", write: person, inner: personRules},
		"source": {as: "warta:source", write: nested, inner: map[string]rule{
			"author": {as: "atom:author", write: person, inner: modulePersonRules}}},
		"updated": {as: "warta:date-updated", write: text}, "modified": {as: "warta:date-modified", write: text},
		"published": {as: "warta:date-published", write: text}, "issued": {as: "warta:date-issued", write: text},
		"created": {as: "warta:date-created", write: text},
	})
	atomFeed = joined(moduleRules, map[string]rule{
		"title": {as: "title", write: title}, "id": {as: "warta:id", write: text},
		"link":     {as: "link", write: link, attrs: linkAttrs},
		"subtitle": {as: "subtitle", write: content}, "tagline": {as: "subtitle", write: content},
		"info": {as: "warta:info", write: content}, "icon": {as: "icon", write: address}, "logo": {as: "logo", write: address},
		"author":  {as: "author", write: person, inner: personRules},
		"updated": {as: "warta:date-updated", write: text}, "modified": {as: "warta:date-modified", write: text},
		"published": {as: "warta:date-published", write: text}, "issued": {as: "warta:date-issued", write: text},
		"entry": {as: "entry", write: entry, inner: atomEntry},
	})
)

// joined is all the rules of several tables; later ones go before earlier ones.
func joined(tables ...map[string]rule) map[string]rule {
	all := map[string]rule{}
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}
