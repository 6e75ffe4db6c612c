package feed

import (
	"slices"
	"testing"
)

func TestFeedNamedAmong(t *testing.T) {
	t.Parallel()
	feeds := []Feed{
		{ID: 1, Title: "Kompas", URL: "https://kompas.example/rss"},
		{ID: 2, Title: "Kompas Tekno", URL: "https://tekno.example/rss"},
		{ID: 3, Title: "BBC News - World", URL: "https://feeds.example/bbc/world"},
		{ID: 4, Title: "Café Łódź", URL: "https://cafe.example/"},
		{ID: 5, Name: "日本の新聞", Title: "Kompas", URL: "https://jp.example/kompas"},
		{ID: 6, URL: "https://untitled.example/feed.xml"},
		{ID: 7, Title: "🎉", URL: "https://party.example/"},
		{ID: 9, Title: "Two", URL: "https://plus.example/feed"},
		{ID: 10, Title: "Three", URL: "https://plus.example/feed2"},
		{ID: 8, Title: "+++", URL: "https://plus.example/"},
	}
	for _, c := range []struct {
		name   string
		prefix bool
		want   []FeedID
	}{
		{"kompas", false, []FeedID{1}},
		{"KOMPAS  tekno", false, []FeedID{2}},
		{"kompa", false, []FeedID{1, 2}},
		{"kompas", true, []FeedID{1, 2}},
		{"tekno", false, []FeedID{2}},
		{"tekno", true, nil},
		{"bbc news", false, []FeedID{3}},
		{"bbc-news-world", false, []FeedID{3}},
		{"bbc/", false, []FeedID{3}},
		{"cafe", false, []FeedID{4}},
		{"cafe\u0301 lodz", false, []FeedID{4}},
		{"新聞", false, []FeedID{5}},
		{"日本", true, []FeedID{5}},
		{"jp.example", false, []FeedID{5}},
		{"https://untitled.example/feed.xml", false, []FeedID{6}},
		{"feeds.example/bbc", false, []FeedID{3}},
		{"https://feeds.example", true, nil},
		{"https://plus.example/feed", false, []FeedID{9}},
		{"plus.example/feed", false, []FeedID{9, 10}},
		{"🎉", false, []FeedID{7}},
		{"+++", false, []FeedID{8}},
		{"example", false, []FeedID{6}}, // its address is its label
		{"nothing", false, nil},
		{"", false, nil},
		{"", true, nil},
	} {
		if got := (FeedNamed{c.name, c.prefix}).Among(feeds); !slices.Equal(got, c.want) {
			t.Errorf("feed:%q (star %v) is %v, want %v", c.name, c.prefix, got, c.want)
		}
	}
}
