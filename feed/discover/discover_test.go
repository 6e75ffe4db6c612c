package discover

import "testing"

func TestFindLinkElements(t *testing.T) {
	page := `<html><head><link rel="alternate" type="application/rss+xml" href="/feed" title="All"></head></html>`
	got := Find([]byte(page), "https://example.org/news/", "text/html")
	if len(got) != 1 || got[0].URL != "https://example.org/feed" || got[0].Title != "All" {
		t.Errorf("got %+v", got)
	}
}
