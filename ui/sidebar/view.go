package sidebar

import (
	"strconv"

	"warta/ui/theme"
	"warta/ui/typeset"
)

// View is the pane: as many lines as it is high, each as wide as it is.
func (s *Sidebar) View() string {
	if s.drawn == "" {
		s.drawn = s.draw()
	}
	return s.drawn
}

func (s *Sidebar) draw() string {
	f := typeset.Frame{
		Width: s.width, Height: s.height, Title: s.title, Footer: s.footer, Glyphs: s.styles.Glyphs,
		Border: s.styles.Border, TitleStyle: s.styles.Title, FooterStyle: s.styles.Footer,
	}
	if s.focus {
		f.Border, f.TitleStyle = s.styles.BorderFocus, s.styles.TitleFocus
	}
	width, height := f.Inner()
	lines := make([]string, 0, height)
	for i := s.top; i < len(s.items) && len(lines) < height; i++ {
		lines = append(lines, s.line(i, width))
	}
	return f.Draw(lines)
}

// line is item i: the marker, the fold sign, the name, and how many are unread.
func (s *Sidebar) line(i, width int) string {
	item := &s.items[i]
	g := &s.styles.Glyphs
	over := func(st theme.Style) theme.Style { return st }
	var ground theme.Style
	marker := " "
	if i == s.selected {
		ground = s.styles.RowSelectedBlur
		if s.focus {
			ground = s.styles.RowSelected
		}
		over, marker = func(st theme.Style) theme.Style { return st.Over(ground) }, g.Marker
	}
	indent := typeset.Spaces(min(item.depth*2, 8))
	name, sign := s.name(item)
	signStyle := s.styles.Count
	if item.Kind == Feed {
		signStyle = s.styles.Error
	}
	count := ""
	if item.Unread > 0 {
		count = " " + strconv.Itoa(item.Unread) + " "
	}
	room := width - 1 - len(indent) - typeset.Width(sign)
	room -= len(count)
	if room < 3 {
		room, count = room+len(count), ""
	}
	text := s.label(item, room)
	line := over(s.styles.Marker).Render(marker) + ground.Render(indent) + over(signStyle).Render(sign) +
		over(name).Render(text) + over(s.styles.CountUnread).Render(count)
	if width < typeset.Width(marker+indent+sign+text)+len(count) {
		return s.label(item, width)
	}
	return line
}

// label is an item's name in exactly width cells.
func (s *Sidebar) label(item *Item, width int) string {
	text := typeset.Cut(item.Label(), width, s.styles.Glyphs.Ellipsis)
	if s.reorder {
		text = typeset.Visual(text)
	}
	return typeset.Fit(text, width, "")
}

// name is the style of an item's name and the sign before it.
func (s *Sidebar) name(item *Item) (theme.Style, string) {
	g := &s.styles.Glyphs
	switch item.Kind {
	case Folder:
		if item.folded {
			return s.styles.Folder, g.Closed + " "
		}
		return s.styles.Folder, g.Open + " "
	case Feed:
		if item.Feed.Health.Failure != "" || item.Feed.Health.Gone {
			return s.styles.Feed, g.Warning + " "
		}
		return s.styles.Feed, ""
	case View:
	}
	return s.styles.Feed, ""
}
