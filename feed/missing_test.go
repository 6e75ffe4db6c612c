package feed

import (
	"slices"
	"testing"
)

func TestMissing(t *testing.T) {
	t.Parallel()
	feeds := []Feed{{Title: "Harbour News", URL: "https://h.example/rss", Folder: "World/Asia"}, {Title: "Kali"}}
	for _, c := range []struct {
		where Condition
		want  []string
	}{
		{nil, nil},
		{And{InFolder{"world"}, FeedNamed{Name: "harbour"}}, nil},
		{InFolder{"World/Asia"}, nil},
		{InFolder{"asia"}, []string{"there is no folder asia; in:World/Asia is a folder"}},
		{And{Lang{"id"}, Lang{"pt-BR"}, Lang{"deu"}}, nil},
		{Lang{"English"}, []string{"a language is written like en or pt-BR, not English"}},
		{FromFeed{7}, []string{"there is no feed #7"}},
		{InFolder{"Wor"}, []string{"there is no folder Wor"}},
		{Or{InFolder{"Harbour News"}, Not{FeedNamed{Name: "asia"}}}, []string{
			"there is no folder Harbour News; feed: asks for a feed", "there is no feed asia",
		}},
		{FeedNamed{Name: "World"}, []string{"there is no feed World; in: asks for a folder"}},
	} {
		if got := Missing(Query{Where: c.where}, feeds); !slices.Equal(got, c.want) {
			t.Errorf("Missing(%v) = %q, want %q", c.where, got, c.want)
		}
	}
}
