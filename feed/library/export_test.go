package library

import (
	"errors"
	"reflect"
	"testing"

	"warta/feed"
)

func exported(t *testing.T, l *Library) []feed.Record {
	t.Helper()
	var list []feed.Record
	err := l.Export(t.Context(), func(r feed.Record) error {
		r.ID = 0
		list = append(list, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestExportAndImport(t *testing.T) {
	s := newSite(t)
	s.text("/feed", "text/xml", rss(s.URL, "River", 1, 5))
	s.text("/a/5", "text/html", page("River 5", "Boats"))
	here, there := open(t, Options{}), open(t, Options{})
	subscribe(t, here, s.URL+"/feed")
	list := headlines(t, here, "")
	if _, err := here.FetchArticle(t.Context(), list[0].ID); err != nil {
		t.Fatal(err)
	}
	for i, m := range []feed.Mark{feed.MarkRead, feed.MarkStarred, feed.MarkSaved} {
		if _, err := here.Mark(t.Context(), []feed.EntryID{list[i].ID}, m); err != nil {
			t.Fatal(err)
		}
	}
	records := exported(t, here)
	if _, err := there.ImportEntries(t.Context(), s.URL+"/feed", records); !errors.Is(err, feed.ErrNotFound) {
		t.Error(err)
	}
	feeds, err := here.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n, err := there.Import(t.Context(), feeds); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if n, err := there.ImportEntries(t.Context(), s.URL+"/feed", records); err != nil || n != 5 {
		t.Fatal(n, err)
	}
	got := exported(t, there)
	if len(got) != len(records) {
		t.Fatalf("%d entries of %d", len(got), len(records))
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], records[i]) {
			t.Errorf("entry %d:\n%+v, want\n%+v", i, got[i], records[i])
		}
	}
	if a, err := there.Article(t.Context(), headlines(t, there, "")[0].ID); err != nil || len(a.Sections) != 1 {
		t.Errorf("%d sections, %v", len(a.Sections), err)
	}
}
