// Package theme gives every meaning on the screen its look: a [Palette] of ten
// colours becomes [Styles], one style for each thing a pane may write. No other
// package names a colour.
//
// Meaning never hangs on colour alone: what colour tells apart is also told by
// weight, reverse video, underline or a sign ([Glyphs]), so that a terminal
// without colours, or NO_COLOR, loses nothing.
package theme

import "image/color"

// Options say what the terminal can show.
type Options struct {
	Depth   Depth
	NoColor bool // the same as Depth: NoColor
	ASCII   bool // borders and signs from ASCII only
}

// Styles is a look for every meaning, with the signs that go with it.
type Styles struct {
	Name   string
	Dark   bool
	Glyphs Glyphs
	Paper  color.Color // the palette's background, to paint when the terminal's is of the other kind
	Ink    color.Color

	// Panes.
	Border, BorderFocus, Title, TitleFocus, Footer Style

	// Lists.
	Row, RowSelected, RowSelectedBlur, Marker       Style
	Unread, Read, UnreadMark, ReadMark, Meta        Style
	Day, Feed, Folder, Count, CountUnread           Style
	Star, Saved, Updated                            Style
	BadgeFull, BadgeSummary, BadgePaywall, BadgeBad Style

	// An article.
	Headline, Byline, Notice, Body, Heading             Style
	Section, SectionLit, SectionNumber, SectionTitle    Style
	SectionNumberLit, SectionTitleLit                   Style
	Strong, Emphasis, Mono, Strike, Highlight, Raised   Style
	Link, LinkNumber, Caption, Picture, Embed, Rule     Style
	Quote, QuoteBar, Cite, ListMark                     Style
	Code, CodeBar, CodeWord, CodeText, CodeNote, CodeNo Style
	TableHead, TableLine                                Style
	Inserted, Deleted                                   Style // what a publisher changed
	Match, MatchCurrent                                 Style
	OutlineDone, OutlineHere                            Style

	// The status line, help, prompts.
	Status, Busy, Error, Warning, Good   Style
	ProgressDone, ProgressLeft           Style
	Key, Help, HelpTitle                 Style
	Prompt, Input, Hint, Cursor, Matched Style
	Offered                              Style // text of the prompt that typing replaces
	Dialog, DialogTitle                  Style
}

// New is the look of p on a terminal as o says it is.
func New(p Palette, o Options) Styles {
	if o.NoColor {
		o.Depth = NoColor
	}
	l := looks{palette: p, depth: o.Depth}
	s := Styles{Name: p.Name, Dark: p.Dark, Glyphs: glyphs(o.ASCII), Paper: p.Paper.at(o.Depth), Ink: p.Ink.at(o.Depth)}
	l.panes(&s)
	l.lists(&s)
	l.article(&s)
	l.status(&s)
	return s
}
