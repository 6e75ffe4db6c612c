package theme

import "charm.land/lipgloss/v2"

// looks makes styles from a palette. Its small methods keep the tables below
// readable: each line of a table says what a meaning looks like.
type looks struct {
	palette Palette
	depth   Depth
}

// plain reports whether there are no colours.
func (l looks) plain() bool { return l.depth == NoColor }

// in is text in colour c.
func (l looks) in(c Color) lipgloss.Style {
	s := lipgloss.NewStyle()
	if !l.plain() && c.RGB != "" {
		s = s.Foreground(c.at(l.depth))
	}
	return s
}

// on is s on ground c, where there are colours enough for the text to be read
// on it.
func (l looks) on(s lipgloss.Style, c Color) lipgloss.Style {
	if l.depth > Colors256 || c.RGB == "" {
		return s
	}
	return s.Background(c.at(l.depth))
}

// dim is text that is read second; faint stands in where there is no colour.
func (l looks) dim() lipgloss.Style {
	if l.plain() {
		return lipgloss.NewStyle().Faint(true)
	}
	return l.in(l.palette.Dim)
}

// line is borders and rules.
func (l looks) line() lipgloss.Style {
	if l.plain() {
		return lipgloss.NewStyle().Faint(true)
	}
	return l.in(l.palette.Line)
}

// selected is the row the reader is on: ground in colours, reverse without.
func (l looks) selected() lipgloss.Style {
	switch l.depth {
	case NoColor, Colors16:
		return lipgloss.NewStyle().Reverse(true)
	case TrueColor, Colors256:
	}
	return l.on(lipgloss.NewStyle(), l.palette.Select)
}

func (l looks) panes(s *Styles) {
	p := l.palette
	s.Border = styleOf(l.line())
	s.BorderFocus = styleOf(l.in(p.Accent).Bold(l.plain()))
	s.Title = styleOf(l.dim())
	s.TitleFocus = styleOf(l.in(p.Accent).Bold(true))
	s.Footer = styleOf(l.dim())
}

func (l looks) lists(s *Styles) {
	p := l.palette
	s.Row = styleOf(l.in(p.Ink))
	s.RowSelected = styleOf(l.selected())
	s.RowSelectedBlur = styleOf(l.on(lipgloss.NewStyle().Underline(l.depth > Colors256), p.Select))
	s.Marker = styleOf(l.in(p.Accent).Bold(true))
	s.Unread = styleOf(l.in(p.Ink).Bold(true))
	s.Read = styleOf(l.dim())
	s.UnreadMark = styleOf(l.in(p.Accent).Bold(true))
	s.ReadMark = styleOf(l.line())
	s.Meta = styleOf(l.dim())
	s.Day = styleOf(l.dim().Bold(true))
	s.Feed = styleOf(l.in(p.Ink))
	s.Folder = styleOf(l.in(p.Ink).Bold(true))
	s.Count = styleOf(l.dim())
	s.CountUnread = styleOf(l.in(p.Accent))
	s.Star = styleOf(l.in(p.Star).Bold(true))
	s.Saved = styleOf(l.in(p.Link))
	s.Updated = styleOf(l.in(p.Accent))
	s.BadgeFull = styleOf(l.in(p.Good))
	s.BadgeSummary = styleOf(l.dim())
	s.BadgePaywall = styleOf(l.in(p.Star))
	s.BadgeBad = styleOf(l.in(p.Alert).Bold(l.plain()))
}

func (l looks) article(s *Styles) {
	p := l.palette
	s.Headline = styleOf(l.in(p.Ink).Bold(true))
	s.Byline = styleOf(l.dim())
	s.Notice = styleOf(l.in(p.Star).Italic(true))
	s.Body = styleOf(l.in(p.Ink))
	s.Heading = styleOf(l.in(p.Ink).Bold(true))
	s.Section = styleOf(l.line())
	s.SectionLit = styleOf(l.in(p.Accent).Bold(l.plain()))
	s.SectionNumber = styleOf(l.dim())
	s.SectionTitle = styleOf(l.in(p.Ink).Bold(true))
	s.SectionNumberLit = styleOf(l.in(p.Accent).Bold(true))
	s.SectionTitleLit = styleOf(l.in(p.Accent).Bold(true))
	s.Strong = styleOf(lipgloss.NewStyle().Bold(true))
	s.Emphasis = styleOf(lipgloss.NewStyle().Italic(true))
	s.Mono = styleOf(l.in(p.Link).Bold(l.plain()))
	s.Strike = styleOf(lipgloss.NewStyle().Strikethrough(true))
	s.Highlight = styleOf(l.in(p.Star).Underline(true))
	s.Raised = styleOf(l.dim())
	s.Link = styleOf(l.in(p.Link).Underline(true))
	s.LinkNumber = styleOf(l.dim())
	s.Caption = styleOf(l.dim().Italic(true))
	s.Picture = styleOf(l.dim())
	s.Embed = styleOf(l.in(p.Link))
	s.Rule = styleOf(l.line())
	l.blocks(s)
}

func (l looks) blocks(s *Styles) {
	p := l.palette
	s.Quote = styleOf(l.in(p.Ink).Italic(true))
	s.QuoteBar = styleOf(l.in(p.Accent))
	s.Cite = styleOf(l.dim())
	s.ListMark = styleOf(l.in(p.Accent))
	s.Code = styleOf(l.in(p.Ink))
	s.CodeBar = styleOf(l.line())
	s.CodeWord = styleOf(l.in(p.Link).Bold(l.plain()))
	s.CodeText = styleOf(l.in(p.Good))
	s.CodeNote = styleOf(l.dim().Italic(true))
	s.CodeNo = styleOf(l.in(p.Star))
	s.TableHead = styleOf(l.in(p.Ink).Bold(true))
	s.TableLine = styleOf(l.line())
	s.Inserted = styleOf(l.in(p.Good).Underline(true))
	s.Deleted = styleOf(l.in(p.Alert).Strikethrough(true))
	s.Match = styleOf(l.in(p.Star).Underline(true).Bold(true))
	s.MatchCurrent = styleOf(l.in(p.Star).Reverse(true).Bold(true))
	s.OutlineDone = styleOf(l.dim())
	s.OutlineHere = styleOf(l.in(p.Accent).Bold(true))
}

func (l looks) status(s *Styles) {
	p := l.palette
	s.Status = styleOf(l.dim())
	s.Busy = styleOf(l.in(p.Accent))
	s.Error = styleOf(l.in(p.Alert).Bold(true))
	s.Warning = styleOf(l.in(p.Star))
	s.Good = styleOf(l.in(p.Good))
	s.ProgressDone = styleOf(l.in(p.Accent))
	s.ProgressLeft = styleOf(l.line())
	s.Key = styleOf(l.in(p.Accent).Bold(true))
	s.Help = styleOf(l.dim())
	s.HelpTitle = styleOf(l.in(p.Ink).Bold(true).Underline(l.plain()))
	s.Prompt = styleOf(l.in(p.Accent).Bold(true))
	s.Input = styleOf(l.in(p.Ink))
	s.Offered = styleOf(l.in(p.Ink).Reverse(true))
	s.Hint = styleOf(l.dim())
	s.Cursor = styleOf(lipgloss.NewStyle().Reverse(true))
	s.Matched = styleOf(l.in(p.Star).Bold(true).Underline(l.plain()))
	s.Dialog = styleOf(l.in(p.Accent))
	s.DialogTitle = styleOf(l.in(p.Accent).Bold(true))
}
