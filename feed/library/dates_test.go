package library

import (
	"testing"
	"time"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/store"
)

// A date of an update that comes before the article is none.
func TestNoUpdateBeforeTheArticle(t *testing.T) {
	noon := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	b := store.Body{Entry: feed.Entry{Published: noon}}
	for hours, want := range map[int]bool{-24: false, 0: false, 3: true} {
		a := complete(article.Article{Updated: noon.Add(time.Duration(hours) * time.Hour)}, b)
		if !a.Published.Equal(noon) || !a.Updated.IsZero() != want {
			t.Errorf("%d hours later: published %v, updated %v", hours, a.Published, a.Updated)
		}
	}
}
