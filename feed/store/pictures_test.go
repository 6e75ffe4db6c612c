package store

import (
	"slices"
	"testing"

	"warta/feed"
)

// TestPictures follows pictures from being wanted to being forgotten.
func TestPictures(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	ids := save(t, s, id, aged(3)...).New
	const one, two = "https://cdn.example/1.png", "https://cdn.example/2.png"
	for _, e := range ids[:2] {
		if err := s.WantPictures(t.Context(), e, []string{one, two, one}); err != nil {
			t.Fatal(err)
		}
	}
	wanted, err := s.WantedPictures(t.Context(), 10)
	if err != nil || len(wanted) != 2 || wanted[0].URL != one || wanted[0].FeedURL != "https://example.org/feed" {
		t.Fatalf("%+v, %v", wanted, err)
	}
	if fits, err := s.SavePicture(t.Context(), Picture{URL: one, Hash: "aa", Type: "image/png", Size: 70}, 100); err != nil || !fits {
		t.Fatal(err)
	}
	if fits, err := s.SavePicture(t.Context(), Picture{URL: two, Why: "not found"}, 100); err != nil || !fits {
		t.Fatal(err)
	}
	if wanted, err = s.WantedPictures(t.Context(), 10); err != nil || len(wanted) != 0 {
		t.Errorf("still wanted: %+v, %v", wanted, err)
	}
	if p, err := s.Picture(t.Context(), one); err != nil || p.Hash != "aa" || p.Size != 70 || p.Fetched.IsZero() {
		t.Errorf("%+v, %v", p, err)
	}
	if p, err := s.Picture(t.Context(), two); err != nil || p.Why != "not found" {
		t.Errorf("%+v, %v", p, err)
	}
	if n, err := s.PictureBytes(t.Context()); err != nil || n != 70 {
		t.Errorf("%d bytes, %v", n, err)
	}
	if gone, err := s.ForgetPictures(t.Context()); err != nil || len(gone) != 0 {
		t.Errorf("forgotten while they are shown: %q, %v", gone, err)
	}
	if err := s.Unsubscribe(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	mustBeSound(t, s)
	if gone, err := s.ForgetPictures(t.Context()); err != nil || !slices.Equal(gone, []string{"aa"}) {
		t.Errorf("forgotten: %q, %v", gone, err)
	}
}

// TestWantedOfFeeds asks for the articles of certain feeds, and of marked ones.
func TestWantedOfFeeds(t *testing.T) {
	s := newStore(t)
	a, b := subscribe(t, s, "https://a.example/feed", ""), subscribe(t, s, "https://b.example/feed", "")
	mine := save(t, s, a, aged(2)...).New
	others := save(t, s, b, aged(3)...).New
	mark(t, s, feed.MarkStarred, others[0])
	for _, c := range []struct {
		wish Wish
		want []feed.EntryID
	}{
		{Wish{}, slices.Concat(mine, others)},
		{Wish{Asked: true, Feeds: []feed.FeedID{a}}, mine},
		{Wish{Asked: true, Marked: true}, others[:1]},
		{Wish{Asked: true}, nil},
		{Wish{Asked: true, Marked: true, Feeds: []feed.FeedID{a}}, append(slices.Clone(mine), others[0])},
	} {
		c.wish.Limit = 10
		list, err := s.Wanted(t.Context(), c.wish)
		if err != nil {
			t.Fatal(err)
		}
		var got []feed.EntryID
		for _, w := range list {
			got = append(got, w.ID)
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v gives %v, not %v", c.wish, got, c.want)
		}
	}
}

// TestLostTextsAreFetchedAgain asks servers anew after damage that took texts.
func TestLostTextsAreFetchedAgain(t *testing.T) {
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	ids := save(t, s, id, aged(2)...).New
	for _, e := range ids {
		if err := s.SavePage(t.Context(), e, Page{URL: "https://example.org/x", HTML: []byte("<p>x"), Article: []byte("{}"), Badge: feed.BadgeFull}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.news.conn.ExecContext(t.Context(), `UPDATE feed_fetch SET etag = 'e', next_due = 9e15`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.news.conn.ExecContext(t.Context(), `DELETE FROM body WHERE id / 16 = ?`, ids[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.fetchAgain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Wanted(t.Context(), Wish{Limit: 9}); err != nil || len(list) != 1 || list[0].ID != ids[0] {
		t.Errorf("wanted: %+v, %v", list, err)
	}
	if polls, err := s.Polls(t.Context()); err != nil || len(polls) != 1 || polls[0].Validators.ETag != "" || polls[0].Due.After(s.now()) {
		t.Errorf("%+v, %v", polls, err)
	}
}
