package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"warta/feed"
)

// segments are how many entries each segment has, and what is known of them.
func segments(t *testing.T, s *Store) []*segment {
	t.Helper()
	list, err := segmentsOf(s.asking(t.Context()), `1`)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestMergedSegmentsHoldTheSame stores, changes and removes entries one by one, so
// that segments of all sizes are merged, and compares what is found with a plain
// filter.
func TestMergedSegmentsHoldTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 13))
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	texts := map[feed.EntryID]string{}
	most := 0
	for i := range 400 {
		text := randomText(r, 6)
		switch {
		case r.IntN(5) > 0 || len(texts) == 0:
			e := feed.Entry{GUID: fmt.Sprint(i), Title: fmt.Sprint("n", i), Content: text, Published: noon.Add(-randomAge(r))}
			texts[save(t, s, id, e).New[0]] = text
		case r.IntN(3) > 0:
			if err := s.Index(t.Context(), anyOf(texts), text, ""); err != nil {
				t.Fatal(err)
			}
			texts[anyOf(texts)] = text
		default:
			gone := anyOf(texts)
			delete(texts, gone)
			if err := s.saving(t.Context(), "removing", func(t *tx) error { return t.forgetIDs([]feed.EntryID{gone}) }); err != nil {
				t.Fatal(err)
			}
		}
		most = max(most, len(segments(t, s)))
	}
	if most > 4*manySegments {
		t.Errorf("there were %d segments", most)
	}
	for range 200 {
		w := feed.Words{Text: randomText(r, 2), Prefix: r.IntN(3) == 0}
		var want []feed.EntryID
		for id, text := range texts {
			if has(text, w) {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		if got := slices.Sorted(slices.Values(list(t, s, feed.Query{Where: w}, feed.Window{Limit: 1000}))); !slices.Equal(got, want) {
			t.Fatalf("%+v lists %v, want %v", w, got, want)
		}
	}
	mustBeSound(t, s)
}

// anyOf is the lowest id.
func anyOf(texts map[feed.EntryID]string) feed.EntryID {
	low := feed.EntryID(0)
	for id := range texts {
		if low == 0 || id < low {
			low = id
		}
	}
	return low
}

// halves fills a store with two segments that are large enough to be merged at
// once, and gives what is merged of them.
func halves(t *testing.T) (*Store, *merging, []feed.EntryID) {
	t.Helper()
	s := newStore(t)
	id := subscribe(t, s, "https://example.org/feed", "")
	s.memory.merging.Lock() // nobody else merges
	var ids []feed.EntryID
	for half := range 2 {
		var entries []feed.Entry
		for i := range wholeSegment / 2 {
			n := half*wholeSegment/2 + i
			text := fmt.Sprintf("common%d own%d", n%7, n)
			for k := range 60 {
				text += fmt.Sprintf(" w%x", n*k*7919)
			}
			entries = append(entries, feed.Entry{GUID: fmt.Sprint(n), Title: fmt.Sprintf("title%d", n), Content: text,
				Published: noon.Add(-time.Duration(n) * time.Minute)})
		}
		ids = append(ids, save(t, s, id, entries...).New...)
	}
	var m *merging
	err := s.snapshot(t.Context(), func(ask asking) error {
		x, err := openIndex(ask, &s.memory)
		if err == nil {
			m, err = x.merge(toMerge(x.segments))
		}
		return err
	})
	if err != nil || m == nil || len(m.ranks) != wholeSegment {
		t.Fatalf("%+v, %v", m, err)
	}
	return s, m, ids
}

// What goes while segments are merged is gone from the merged one.
func TestRemovedWhileMerging(t *testing.T) {
	s, m, ids := halves(t)
	if err := s.saving(t.Context(), "removing", func(t *tx) error { return t.forgetIDs(ids[:10]) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Index(t.Context(), ids[20], "another text", ""); err != nil {
		t.Fatal(err)
	}
	if err := s.putMerged(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if list := segments(t, s); len(list) != 2 || list[0].left+list[1].left != wholeSegment-10 {
		t.Errorf("%d segments, %+v", len(list), list[0])
	}
	mustBeSound(t, s)
	for text, want := range map[string]int{"title3": 1, "own77": 1, "another text": 1, "common3": wholeSegment/7 + 1} {
		if got := list(t, s, feed.Query{Where: feed.Words{Text: text}}, feed.Window{Limit: 9999}); len(got) < want-3 || len(got) > want {
			t.Errorf("%s is in %d, want %d", text, len(got), want)
		}
	}
	if err := s.putMerged(t.Context(), m); err == nil { // its sources are gone
		t.Error("what was merged before is merged again")
	}
	mustBeSound(t, s)
}

// What a process that was killed has left of a segment is swept away, and not
// before the one that is still at it is done.
func TestUnfinishedSegmentsAreSweptAway(t *testing.T) {
	s, m, _ := halves(t)
	count := func() (rows, blocks int) {
		if err := s.one(t.Context(), `SELECT (SELECT count(*) FROM segment), (SELECT count(*) FROM segment_block)`, nil, &rows, &blocks); err != nil {
			t.Fatal(err)
		}
		return rows, blocks
	}
	rows, blocks := count()
	unfinished := m.sealedBlocks()
	if unfinished = unfinished[:len(unfinished)-1]; len(unfinished) <= mostBlocks {
		t.Fatalf("only %d blocks", len(unfinished))
	}
	err := s.merged(t.Context(), "beginning", func(t *tx) error {
		id, err := t.addSegment(beingMade, m.draft)
		if err == nil {
			err = t.putBlocks(id, 0, unfinished)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, all := count(); n != rows+1 || all != blocks+len(unfinished) {
		t.Errorf("what is being made was swept away: %d segments, %d blocks", n, all)
	}
	if err := s.putMerged(t.Context(), m); err == nil {
		t.Error("two merge at once")
	}
	if _, err := s.news.conn.ExecContext(t.Context(), `UPDATE segment SET made = 0 WHERE state = 0`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, all := count(); n != rows || all != blocks {
		t.Errorf("%d segments and %d blocks are left, want %d and %d", n, all, rows, blocks)
	}
	if err := s.putMerged(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if n, _ := count(); n != 1 {
		t.Errorf("%d segments after merging", n)
	}
	mustBeSound(t, s)
}

// FuzzSegment reads blocks that are no blocks: an error, and nothing worse.
func FuzzSegment(f *testing.F) {
	d := draftOf([]indexed{toIndex(5, 1, "Rice", "Ada", "rice, and more rice"), toIndex(9, 2, "Wheat", "", "no rice")})
	for _, block := range d.sealedBlocks() {
		f.Add(block[:len(block)-4])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := wordReader{data: data}
		for r.next() {
			for list := readList(r.list()); list.next(); {
				_ = list.in(feed.AnyText, nil)
			}
		}
		if _, err := unsealed(append(data, 1, 2, 3, 4)); err == nil && len(data) > 8 {
			t.Skip("by chance")
		}
	})
}
