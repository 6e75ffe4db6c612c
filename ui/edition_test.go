package ui

import (
	"errors"
	"strings"
	"testing"

	"warta/feed"
	"warta/ui/keys"
)

// ready is an edition with entries of these badges.
func ready(badges ...feed.Badge) (e feed.Edition) {
	for _, b := range badges {
		e.Entries = append(e.Entries, feed.Ready{Headline: feed.Headline{Badge: b}})
	}
	return e
}

// What became of an edition is said, and one is made at a time.
func TestEditionSaysWhatIsOnDisk(t *testing.T) {
	offline, cut := ready(feed.BadgeFull, feed.BadgeNone), ready(feed.BadgeFull)
	offline.Offline, cut.More = true, true
	away := ready(feed.BadgeFull, feed.BadgeSummary)
	away.Away = true
	for _, c := range []struct {
		made feed.Edition
		err  error
		want string
	}{
		{ready(feed.BadgeFull, feed.BadgeFull), nil, "ready for the train: 2 of 2 in full"},
		{ready(feed.BadgeFull, feed.BadgeFailed, feed.BadgePaywall, feed.BadgeSummary), nil, "edition: 1 of 4 in full, 1 summary, 1 paywall, 1 failed"},
		{offline, nil, "the network is turned off: 1 of 2 in full"},
		{away, nil, "there is no network: 1 of 2 in full, 1 summary"},
		{cut, nil, "ready for the train: 1 of 1 in full; the list goes on"},
		{feed.Edition{}, errors.New("the disk is full"), "the edition was not made: the disk is full"},
	} {
		m := New(newFake(), Options{})
		m.edition(0)
		if missing := noEditionYet(m); missing != "an edition is being made already" {
			t.Errorf("another one meanwhile: %q", missing)
		}
		m.showEdition(editionMade{c.made, c.err})
		if got := m.status.Said(); got != c.want {
			t.Errorf("it says %q, want %q", got, c.want)
		}
	}
}

// The key makes an edition of the list that is shown.
func TestEditionKey(t *testing.T) {
	f := newFake()
	m := New(f, Options{})
	if a, _ := m.keys.Find(keys.List, "e"); a != keys.Edition {
		t.Fatalf("e is %q", a)
	}
	msg := m.edition(0)()
	made, ok := msg.(editionMade)
	if !ok || made.err != nil || len(made.made.Entries) != len(f.rows) || len(f.rows) == 0 {
		t.Errorf("%+v of %d", msg, len(f.rows))
	}
	m.Update(made)
	m.status.SetWidth(100)
	m.status.SetActivity(feed.Activity{Edition: 3, EditionOf: 40})
	if line := m.status.View(); !strings.Contains(line, "edition 3/40") {
		t.Errorf("the progress is not shown: %q", line)
	}
}

// What the reader must be told at the start is on the first screen.
func TestNotice(t *testing.T) {
	m := New(newFake(), Options{Notice: "The database was damaged.\x1b[2J"})
	if got := m.status.Said(); got != "The database was damaged." && got != "The database was damaged.[2J" {
		t.Errorf("it says %q", got)
	}
}
