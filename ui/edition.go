package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
)

// edition makes the list that is shown ready for reading offline. The status
// line tells how it goes, and what came of it.
func (m *Model) edition(int) tea.Cmd {
	m.news.making = true
	m.say("making an edition of this list")
	ctx, lib, q := m.ctx, m.library, m.list.effective()
	return func() tea.Msg {
		made, err := lib.Edition(ctx, q, feed.EditionSize{}, nil)
		return editionMade{made, err}
	}
}

func noEditionYet(m *Model) string {
	if m.news.making {
		return "an edition is being made already"
	}
	return aHeadline(m)
}

// showEdition says what is on disk now.
func (m *Model) showEdition(got editionMade) tea.Cmd {
	m.news.making = false
	switch {
	case got.err != nil:
		m.fail("the edition was not made", got.err)
	case got.made.Offline:
		m.warn("the network is turned off: " + editionText(got.made))
	case got.made.Away:
		m.warn("there is no network: " + editionText(got.made))
	case got.made.Count(feed.BadgeFull) == len(got.made.Entries):
		m.good("ready for the train: " + editionText(got.made))
	default:
		m.say("edition: " + editionText(got.made))
	}
	return m.look()
}

// editionText is an edition in numbers.
func editionText(e feed.Edition) string {
	text := fmt.Sprintf("%d of %d in full", e.Count(feed.BadgeFull), len(e.Entries))
	for _, b := range []feed.Badge{feed.BadgeSummary, feed.BadgePaywall, feed.BadgeFailed} {
		if n := e.Count(b); n > 0 {
			text += fmt.Sprintf(", %d %s", n, b)
		}
	}
	if e.More {
		text += "; the list goes on"
	}
	return text
}
