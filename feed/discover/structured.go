package discover

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// maxNesting is how deep structured data is looked into.
const maxNesting = 32

// maxStructured is how much of it is read at once.
const maxStructured = 512 << 10

// structured reads JSON-LD: the web feed of a podcast or another work, and data
// feeds in a format of feeds (schema.org).
func (f *finder) structured(raw []byte) {
	var v any
	if len(raw) > maxStructured {
		return
	}
	if err := json.Unmarshal(raw, &v); err == nil {
		f.node(v, 0)
	}
}

func (f *finder) node(v any, depth int) {
	if depth > maxNesting {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			f.node(one, depth+1)
		}
	case map[string]any:
		f.object(v)
		for _, one := range v {
			f.node(one, depth+1)
		}
	}
}

// object takes the feeds that one object names.
func (f *finder) object(m map[string]any) {
	title, _ := m["name"].(string)
	switch feed := m["webFeed"].(type) {
	case string:
		f.add(feed, title, "", 92)
	case map[string]any:
		for _, key := range []string{"contentUrl", "url", "@id"} {
			if address, ok := feed[key].(string); ok {
				f.add(address, title, "", 92)
				break
			}
		}
	}
	if kind, _ := m["encodingFormat"].(string); formats[mediaType(kind)] {
		for _, key := range []string{"contentUrl", "url"} {
			if address, ok := m[key].(string); ok {
				f.add(address, title, mediaType(kind), 91)
				break
			}
		}
	}
}

// The patterns are made when they are first needed: every start of the program
// would wait for them.
var (
	channelID = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:"(?:externalId|channelId|browseId)"\s*:\s*"|/channel/|itemprop="(?:channelId|identifier)" content="|channel_id=)(UC[\w-]{22})`)
	})
	podcast = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`"feedUrl"\s*:\s*"((?:[^"\\]|\\.){1,900})"`)
	})
)

// site reads what the pages of well-known sites tell of their feeds elsewhere
// than other pages do.
func (f *finder) site(page []byte) {
	host := strings.ToLower(f.page.Hostname())
	switch {
	case belongs(host, "youtube.com"):
		if m := channelID().FindSubmatch(page); m != nil {
			f.add("https://www.youtube.com/feeds/videos.xml?channel_id="+string(m[1]), "Videos", "application/atom+xml", 110)
		}
	case belongs(host, "podcasts.apple.com"):
		if m := podcast().FindSubmatch(page); m != nil {
			var address string
			if json.Unmarshal([]byte(`"`+string(m[1])+`"`), &address) == nil {
				f.add(address, "Podcast", "application/rss+xml", 110)
			}
		}
	}
	for _, known := range Known(f.page.String()) {
		f.add(known, "", "", 75)
	}
}

// belongs reports whether host is domain or below it.
func belongs(host, domain string) bool {
	return host == domain || strings.HasSuffix(host, "."+domain)
}

// segments are the parts of an address's path.
func segments(u *url.URL) []string {
	return strings.FieldsFunc(u.EscapedPath(), func(r rune) bool { return r == '/' })
}
