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
	if u, p := a.Updated, published(h, a); !p.IsZero() && u.Sub(p) > leastUpdate {
		meta = append(meta, "updated "+moment(u, p))
	}
	minutes := h.Minutes
	if minutes == 0 && !r.empty {
		if r.minutes < 0 {
			r.minutes = article.Minutes(a)
		}
		minutes = r.minutes
	}
	if minutes > 0 {
		meta = append(meta, strconv.Itoa(minutes)+" min")
	}
	badge := h.Badge.String()
	if h.Why != "" && badge != "" && (h.Badge == feed.BadgeFailed || h.Badge == feed.BadgePaywall) {
		badge += ": " + h.Why
	}
	meta = append(meta, badge)
	if h.Updated {
		meta = append(meta, r.styles.Glyphs.Updated+" changed")
	}
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

// leastUpdate is how long after its publication an article must have changed
// for that to be worth a word: sites give both times within the same minutes,
// and some give an update that came before.
const leastUpdate = 10 * time.Minute

// moment is when something changed that was published at p: the date or, on the
// same day, the time.
func moment(t, p time.Time) string {
	if day(t) == day(p) {
		return t.Local().Format("15:04")
	}
	return day(t)
}

// day is a date as it is shown, in the reader's own time zone.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("2 Jan 2006")
}
