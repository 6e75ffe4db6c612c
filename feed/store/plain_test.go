package store

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"warta/feed"
)

// A plain is an entry with all that a query may ask for, in memory.
type plain struct {
	feed.Headline
	text  string
	feeds []feed.Feed // all there are
}

// holds is what a condition means, entry by entry: slow, and without SQL.
func holds(c feed.Condition, p plain, now time.Time) bool {
	switch c := c.(type) {
	case nil:
		return true
	case feed.And:
		return !slices.ContainsFunc(c, func(one feed.Condition) bool { return !holds(one, p, now) })
	case feed.Or:
		return slices.ContainsFunc(c, func(one feed.Condition) bool { return holds(one, p, now) })
	case feed.Not:
		return !holds(c.Condition, p, now)
	case feed.Is:
		return map[feed.Property]bool{feed.Unread: !p.Read, feed.Read: p.Read, feed.Starred: p.Starred, feed.Saved: p.Saved,
			feed.Muted: p.Muted, feed.Revised: p.Updated, feed.Full: p.Badge == feed.BadgeFull}[c.Property]
	case feed.InFolder:
		folder, want := strings.ToLower(p.Folder), strings.ToLower(c.Folder)
		return folder == want || strings.HasPrefix(folder, want+"/")
	case feed.FromFeed:
		return p.Feed == c.Feed
	case feed.FeedNamed:
		return slices.Contains(c.Among(p.feeds), p.Feed)
	case feed.Lang:
		have, want := strings.ToLower(p.Language), strings.ToLower(c.Tag)
		return have == want || strings.HasPrefix(have, want+"-")
	case feed.Newer:
		return now.Sub(p.Published) <= c.Age
	case feed.Older:
		return now.Sub(p.Published) > c.Age
	case feed.Before:
		return p.Published.Before(c.Time)
	case feed.After:
		return !p.Published.Before(c.Time)
	case feed.Words:
		switch c.Field {
		case feed.InTitle:
			return has(p.Title, c)
		case feed.InAuthor:
			return has(p.Author, c)
		case feed.AnyText:
			return has(p.Title, c) || has(p.text, c)
		}
	}
	panic(fmt.Sprintf("%T", c))
}

// has reports whether text holds the words one after the other. Words of Latin
// letters begin and end where they do; runs of other letters need not.
func has(text string, w feed.Words) bool {
	have, want := spaced(text), strings.TrimSpace(spaced(w.Text))
	if want == "" {
		return true
	}
	if r := []rune(want)[0]; r < 0x0e00 {
		want = " " + want
	}
	if r := []rune(want)[len([]rune(want))-1]; r < 0x0e00 && !w.Prefix {
		want += " "
	}
	return strings.Contains(have, want)
}

// spaced is text in small letters without accents, with one space round each
// word and each run of letters that are written without spaces.
func spaced(text string) string {
	out := []rune{' '}
	for _, r := range norm.NFD.String(unaccented.Replace(norm.NFKC.String(text))) {
		if r < 0x0e00 && unicode.Is(unicode.Mn, r) {
			continue
		}
		last := out[len(out)-1]
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
			r = ' '
		case last != ' ' && (last < 0x0e00) != (r < 0x0e00):
			out = append(out, ' ')
		}
		if r != ' ' || out[len(out)-1] != ' ' {
			out = append(out, unicode.ToLower(r))
		}
	}
	return string(append(out, ' '))
}

// unaccented writes letters as people do who do not have them.
var unaccented = strings.NewReplacer("Ł", "L", "ł", "l", "Đ", "D", "đ", "d", "ß", "ss", "ẞ", "SS", "Ø", "O", "ø", "o", "æ", "ae", "Æ", "AE",
	"þ", "th", "Þ", "TH", "ı", "i", "œ", "oe", "ð", "d")

var vocabulary = strings.Fields(`rice Rice price prices café CAFE naïve beras harga BBM Zürich zurich covid-19 2026 iPhone15発売
	日本語新聞 日本 新聞 日 本 語 東京都知事選 ข่าว ข่าววันนี้ 서울 서울시 don't a CAFÉ île ÎLE façade Facade Hànội HANOI
	Αθήνα αθηνα МОСКВА Москва Łódź lodz ŁÓDŹ Straße STRASSE STRAẞE strasse smørrebrød smorrebrod ĐàNẵng danang Cœur coeur Þór ırmak IRMAK Ægir aegir
	ﬁn ＷＩＤＥ wide ﾆｭｰｽ ニュース x² 12:30 a.b`)

// randomAge is some days, or years.
func randomAge(r *rand.Rand) time.Duration {
	age := time.Duration(r.IntN(200)) * time.Hour
	if r.IntN(6) == 0 {
		return age * 100
	}
	return age
}

func randomText(r *rand.Rand, most int) string {
	var list []string
	for range 1 + r.IntN(most) {
		list = append(list, vocabulary[r.IntN(len(vocabulary))])
	}
	return strings.Join(list, " ")
}

// filled is a store with entries of all kinds, and these entries in memory, the
// newest first.
func filled(t testing.TB, r *rand.Rand, n int) (*Store, []plain) {
	t.Helper()
	s := newStore(t)
	var ids []feed.EntryID
	for i, folder := range []string{"", "World", "World/Asia", "worldly", "Lokal"} {
		id := subscribe(t, s, fmt.Sprintf("https://f%d.example/feed", i), folder)
		var entries []feed.Entry
		for j := range n / 5 {
			entries = append(entries, feed.Entry{GUID: fmt.Sprint(j), Title: randomText(r, 4), Author: randomText(r, 2),
				Published: noon.Add(-randomAge(r)), Content: "<p>" + randomText(r, 12) + "</p>",
				Language: []string{"", "id", "id-ID", "en", "idx", "ja"}[r.IntN(6)]})
		}
		ids = append(ids, save(t, s, id, entries...).New...)
		entries[0].Content += " changed"
		save(t, s, id, entries...)
	}
	for _, id := range ids {
		for _, m := range []feed.Mark{feed.MarkRead, feed.MarkStarred, feed.MarkSaved} {
			if r.IntN(3) == 0 {
				mark(t, s, m, id)
			}
		}
		if r.IntN(4) == 0 {
			if err := s.SavePage(t.Context(), id, Page{Badge: feed.BadgeFull}); err != nil {
				t.Fatal(err)
			}
		}
		if r.IntN(6) == 0 {
			mute(t, s, id)
		}
	}
	return s, read(t, s, ids)
}

func mark(t testing.TB, s *Store, m feed.Mark, ids ...feed.EntryID) feed.Change {
	t.Helper()
	change, err := s.Mark(t.Context(), ids, m)
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func mute(t testing.TB, s *Store, id feed.EntryID) {
	t.Helper()
	err := s.saving(t.Context(), "muting", func(t *tx) error { return t.setMuted(id, true) })
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, s *Store, ids []feed.EntryID) []plain {
	t.Helper()
	var list []plain
	feeds, err := s.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		b, err := s.Body(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, plain{b.Headline, plainText(b.Entry.Content), feeds})
	}
	slices.SortFunc(list, func(a, b plain) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.ID, a.ID))
	})
	return list
}

// randomCondition asks for something that some entries may have.
func randomCondition(r *rand.Rand, depth int) feed.Condition {
	if depth > 0 {
		switch r.IntN(4) {
		case 0:
			return feed.And(randomConditions(r, depth-1))
		case 1:
			return feed.Or(randomConditions(r, depth-1))
		case 2:
			return feed.Not{Condition: randomCondition(r, depth-1)}
		}
	}
	age := randomAge(r)
	switch r.IntN(13) {
	case 0, 1, 2:
		return feed.Is{Property: feed.Property(1 + r.IntN(7))}
	case 3:
		return feed.InFolder{Folder: []string{"world", "World/Asia", "lokal", "none"}[r.IntN(4)]}
	case 4:
		return feed.FromFeed{Feed: feed.FeedID(1 + r.IntN(6))}
	case 5:
		return feed.FeedNamed{Name: []string{"F1.example", "feed", "nothing", "feed 2", "Feed"}[r.IntN(5)], Prefix: r.IntN(3) == 0}
	case 6:
		return feed.Lang{Tag: []string{"id", "ID-id", "en", "xx"}[r.IntN(4)]}
	case 7:
		return []feed.Condition{feed.Newer{Age: age}, feed.Older{Age: age}, feed.Before{Time: noon.Add(-age)},
			feed.After{Time: noon.Add(-age).Add(time.Millisecond)}}[r.IntN(4)]
	}
	w := feed.Words{Field: feed.Field(r.IntN(3)), Text: randomText(r, 2), Prefix: r.IntN(3) == 0}
	if runes := []rune(w.Text); r.IntN(2) == 0 && len(runes) > 1 {
		w.Text = string(runes[:1+r.IntN(len(runes)-1)])
	}
	return w
}

func randomConditions(r *rand.Rand, depth int) []feed.Condition {
	list := make([]feed.Condition, r.IntN(4))
	for i := range list {
		list[i] = randomCondition(r, depth)
	}
	return list
}

// expected is what a query lists.
func expected(q feed.Query, all []plain) []feed.EntryID {
	ids := []feed.EntryID{}
	for _, p := range all {
		if (!p.Muted || mentions(q.Where, feed.Muted)) && holds(q.Where, p, noon) {
			ids = append(ids, p.ID)
		}
	}
	if q.Order == feed.OldestFirst {
		slices.Reverse(ids)
	}
	return ids
}

func TestQueriesListWhatAPlainFilterLists(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	s, all := filled(t, r, 250)
	for _, how := range []tactics{usualTactics, {few: usualTactics.few, some: usualTactics.some, byIndex: true}, {few: 40}, {}, {some: usualTactics.some}, {few: 20, some: 60}} {
		s.tactics = how
		t.Run(fmt.Sprint(how), func(t *testing.T) { compareQueries(t, r, s, all) })
	}
}

// compareQueries asks at random, and compares with what a plain filter gives.
func compareQueries(t *testing.T, r *rand.Rand, s *Store, all []plain) {
	t.Helper()
	byID := map[feed.EntryID]plain{}
	for _, p := range all {
		byID[p.ID] = p
	}
	hits := 0
	for range 300 {
		q := feed.Query{Where: randomCondition(r, 3), Order: feed.Order(r.IntN(2))}
		want := expected(q, all)
		hits += len(want)
		if got := list(t, s, q, feed.Window{Limit: 1000}); !slices.Equal(got, want) {
			t.Fatalf("%#v lists\n%v, want\n%v", q, got, want)
		}
		if n, err := s.Count(t.Context(), q); err != nil || n != len(want) {
			t.Fatalf("%#v counts %d, %v; want %d", q, n, err, len(want))
		}
		relevant := list(t, s, feed.Query{Where: q.Where, Order: feed.ByRelevance}, feed.Window{Limit: 1000})
		slices.Sort(relevant)
		if same := slices.Sorted(slices.Values(want)); !slices.Equal(relevant, same) {
			t.Fatalf("%#v by relevance lists %v, want %v in some order", q, relevant, same)
		}
		w := feed.Window{Limit: 1 + r.IntN(20), Backward: r.IntN(2) == 0, Including: r.IntN(2) == 0}
		if r.IntN(8) > 0 {
			w.From = feed.CursorOf(all[r.IntN(len(all))].Headline)
		}
		if got, want := list(t, s, q, w), windowOf(want, byID, q, w); !slices.Equal(got, want) {
			t.Fatalf("%#v in %+v lists %v, want %v", q, w, got, want)
		}
	}
	if hits < 2_500 {
		t.Errorf("only %d hits: the queries ask for too little", hits)
	}
}

func list(t testing.TB, s *Store, q feed.Query, w feed.Window) []feed.EntryID {
	t.Helper()
	headlines, err := s.Headlines(t.Context(), q, w)
	if err != nil {
		t.Fatalf("%#v: %v", q, err)
	}
	ids := []feed.EntryID{}
	for _, h := range headlines {
		ids = append(ids, h.ID)
	}
	return ids
}

// windowOf is the part of a whole list that a window shows.
func windowOf(ids []feed.EntryID, byID map[feed.EntryID]plain, q feed.Query, w feed.Window) []feed.EntryID {
	part := []feed.EntryID{}
	for _, id := range ids {
		c := 0 // where id stands: before the cursor, at it, after it
		if !w.From.IsZero() {
			c = cmp.Or(w.From.Published.Compare(byID[id].Published), cmp.Compare(w.From.ID, id))
			if q.Order == feed.OldestFirst {
				c = -c
			}
		}
		if w.From.IsZero() || c > 0 && !w.Backward || c < 0 && w.Backward || c == 0 && w.Including {
			part = append(part, id)
		}
	}
	if w.Backward {
		return part[max(0, len(part)-w.Limit):]
	}
	return part[:min(len(part), w.Limit)]
}
