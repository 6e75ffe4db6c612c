package ui

import (
	"warta/feed"
	"warta/feed/article"
	"warta/ui/reader"
)

// Messages are answers. Each carries what was asked, so that an answer that
// has been overtaken can be told from the one that is waited for.
type (
	sidebarLoaded struct {
		views   []feed.View
		folders []feed.Folder
		feeds   []feed.Feed
		err     error
	}
	headlinesLoaded struct {
		question
		rows        []feed.Headline
		first, last bool
		chosen      feed.EntryID // the headline to select, 0 for none in particular
		err         error
	}
	counted struct {
		serial int // the list that was counted
		n      int
		err    error
	}
	articleLoaded struct {
		headline feed.Headline
		article  article.Article
		laid     reader.Laid
		place    feed.Place
		err      error
	}
	// laidOut is the article's lines for a width that the pane has got.
	laidOut        struct{ reader.Laid }
	articleFetched struct {
		headline feed.Headline
		article  article.Article
		laid     reader.Laid
		err      error
		unasked  bool // it was fetched because it was opened
	}
	// rested says that the selection may have rested on a headline.
	rested          struct{ id feed.EntryID }
	activityChanged feed.Activity

	// marked is a change that is on disk; undone says that it took one back.
	marked struct {
		change feed.Change
		said   string
		undone bool
		quiet  bool // by opening: nothing is said
		err    error
	}
	looked struct {
		address    string
		candidates []feed.Candidate
		err        error
	}
	subscribed struct {
		feed feed.Feed
		err  error
	}
	editionMade struct {
		made feed.Edition
		err  error
	}
	// done is something that was done, or failed; undo takes it back. Changed
	// says that the sidebar or the list may look different now.
	done struct {
		said    string
		undo    *undo
		changed bool
		err     error
	}
)
