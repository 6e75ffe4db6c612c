package library

import (
	"errors"
	"os"
	"reflect"
	"testing"

	"warta/feed"
)

// What the reader did to the guide comes along, though the guide itself does
// not.
func TestGuideGoesRound(t *testing.T) {
	guide := Options{Guide: os.DirFS(guideDir(t))}
	here, there := open(t, guide), open(t, guide)
	list := headlines(t, here, "")
	if len(list) == 0 {
		t.Fatal("there is no guide")
	}
	first := list[0]
	mark := func(m feed.Mark) {
		t.Helper()
		if _, err := here.Mark(t.Context(), []feed.EntryID{first.ID}, m); err != nil {
			t.Fatal(err)
		}
	}
	mark(feed.MarkRead)
	mark(feed.MarkStarred)
	err := errors.Join(here.SetPlace(t.Context(), first.ID, feed.Place{Section: 1, Word: 4}), here.Rename(t.Context(), first.Feed, "Handbook"),
		here.Move(t.Context(), first.Feed, "Help"))
	if err != nil {
		t.Fatal(err)
	}
	for _, unsubscribed := range []bool{false, true} {
		if unsubscribed {
			if err := here.Unsubscribe(t.Context(), first.Feed); err != nil {
				t.Fatal(err)
			}
		}
		want, err := here.GuideRecord(t.Context())
		if err != nil || len(want.Entries) != 1 || want.Removed != unsubscribed || want.Entries[0].Place.Word != 4 {
			t.Fatalf("%+v, %v", want, err)
		}
		for range 2 { // the second time changes nothing
			if err := there.RestoreGuide(t.Context(), want); err != nil {
				t.Fatal(err)
			}
			if got, err := there.GuideRecord(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%+v, %v, want %+v", got, err, want)
			}
		}
	}
}

// A feed that came without its password is given one by adding it again.
func TestPasswordIsGivenAgain(t *testing.T) {
	l := open(t, Options{})
	if n, err := l.Import(t.Context(), []feed.Feed{{URL: "https://example.org/feed"}}); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	f, err := l.Subscribe(t.Context(), "https://name:sesame@example.org/feed", "")
	if !errors.Is(err, feed.ErrExists) || f.URL != "https://example.org/feed" {
		t.Errorf("%+v, %v", f, err)
	}
	if got := l.loginOf(t.Context(), f.ID); got.authorization == "" || got.host != "example.org" {
		t.Errorf("what is sent is %+v", got)
	}
}
