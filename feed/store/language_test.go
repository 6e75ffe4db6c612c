package store

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"warta/feed"
)

// TestLanguageIsTheEntrysOrItsArticlesOrItsFeeds does at random what may tell a
// language, and holds what lang: finds against what was told.
func TestLanguageIsTheEntrysOrItsArticlesOrItsFeeds(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 17))
	tags := []string{"", "de", "de-AT", "DE-ch", "id", "en-GB", "ja"}
	s := newStore(t)
	for n := range 4 {
		doc := feed.Document{Title: "One", Language: tags[n]}
		id := subscribe(t, s, fmt.Sprintf("https://f%d.example/feed", n), "")
		own, article := make([]string, 12), make([]string, 12)
		for i := range own {
			own[i] = []string{"", "", "en"}[r.IntN(3)]
			doc.Entries = append(doc.Entries, feed.Entry{GUID: fmt.Sprint(i), Title: fmt.Sprint("title ", i), Language: own[i], Content: "<p>text</p>"})
		}
		saved, err := s.Save(t.Context(), id, Fetched{At: noon}, doc)
		if err != nil || len(saved.New) != len(own) {
			t.Fatalf("%+v, %v", saved, err)
		}
		at := map[string]feed.EntryID{}
		for _, h := range mustList(t, s, feed.FromFeed{Feed: id}) {
			at[h.Title] = h.ID
		}
		for range 40 {
			i := r.IntN(len(own))
			entry, tag := at[fmt.Sprint("title ", i)], tags[r.IntN(len(tags))]
			switch r.IntN(4) {
			case 0:
				err = s.SavePage(t.Context(), entry, Page{Article: []byte("{}"), Text: "text", Language: tag, Badge: feed.BadgeFull})
				article[i] = cmp.Or(tag, article[i])
			case 1:
				if article[i] == "" {
					continue // of an entry without a page nothing is made anew
				}
				err = s.SaveArticle(t.Context(), entry, []byte("{}"), tag, 2)
				article[i] = cmp.Or(tag, article[i])
			case 2:
				err = s.Index(t.Context(), entry, "", tag)
				if article[i] == "" && tag != "" {
					err = cmp.Or(err, s.SavePage(t.Context(), entry, Page{Language: tag}))
				}
				article[i] = cmp.Or(tag, article[i])
			case 3: // the publisher changes it, and says as much of its language as before
				doc.Entries[i].Content += " changed"
				_, err = s.Save(t.Context(), id, Fetched{At: noon}, doc)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		for i := range own {
			want := cmp.Or(own[i], article[i], doc.Language)
			if h, err := s.Headline(t.Context(), at[fmt.Sprint("title ", i)]); err != nil || h.Language != want {
				t.Errorf("entry %d of %q: %q, %v; want %q: own %q, article %q", i, doc.Language, h.Language, err, want, own[i], article[i])
			}
		}
	}
	for _, tag := range []string{"de", "DE-at", "id", "en", "ja", "xx"} {
		want := 0
		for _, h := range mustList(t, s, nil) {
			if low, asked := strings.ToLower(h.Language), strings.ToLower(tag); low == asked || strings.HasPrefix(low, asked+"-") {
				want++
			}
		}
		if n, err := s.Count(t.Context(), feed.Query{Where: feed.Lang{Tag: tag}}); err != nil || n != want || want == 0 && tag != "xx" {
			t.Errorf("lang:%s counts %d, %v; want %d", tag, n, err, want)
		}
	}
	mustBeSound(t, s)
}

func mustList(t *testing.T, s *Store, c feed.Condition) []feed.Headline {
	t.Helper()
	list, err := s.Headlines(t.Context(), feed.Query{Where: c}, feed.Window{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
