package reader

import (
	"strconv"
	"time"

	"warta/feed"
	"warta/feed/article"
)

// title is the headline, as the feed published it or as the page has it.
func (r *Reader) title() string {
	if r.headline.Title != "" {
		return r.headline.Title
	}
	return r.article.Title
}

// meta is what stands below the title: feed, byline, dates, reading time, and
// what is on disk.
func (r *Reader) meta() []string {
	h, a := r.headline, r.article
	byline := a.Byline
	if byline == "" {
		byline = h.Author
	}
	from := h.FeedTitle
	if from == "" {
		from = a.Site
	}
	if byline == from {
		byline = ""
	}
	meta := []string{from, byline, day(published(h, a))}
	if u := a.Updated; !u.IsZero() && day(u) != day(published(h, a)) {
		meta = append(meta, "updated "+day(u))
	}
	minutes := h.Minutes
	if minutes == 0 && !r.empty {
		minutes = article.Minutes(a)
	}
	if minutes > 0 {
		meta = append(meta, strconv.Itoa(minutes)+" min")
	}
	badge := h.Badge.String()
	if h.Why != "" && badge != "" && (h.Badge == feed.BadgeFailed || h.Badge == feed.BadgePaywall) {
		badge += ": " + h.Why
	}
	meta = append(meta, badge)
	if h.Starred {
		meta = append(meta, r.styles.Glyphs.Star+" starred")
	}
	if h.Saved {
		meta = append(meta, r.styles.Glyphs.Saved+" saved")
	}
	return meta
}

func published(h feed.Headline, a article.Article) time.Time {
	if !h.Published.IsZero() {
		return h.Published
	}
	return a.Published
}

// day is a date as it is shown, in the reader's own time zone.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("2 Jan 2006")
}
