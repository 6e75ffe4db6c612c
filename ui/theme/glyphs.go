package theme

import "strings"

// Glyphs are the signs that a pane draws with. Each is one cell wide.
type Glyphs struct {
	TopLeft, TopRight, BottomLeft, BottomRight  string
	Across, Down                                string
	Cross, TeeDown, TeeUp                       string // where a table's lines meet
	Marker                                      string // the selected row
	Unread, Read, Star, Saved, Updated          string
	Full, Summary, Paywall, Failed              string // what is on disk, where there is no room for the word
	Open, Closed                                string // a folder
	Bullet, BulletInner, Bar, CodeBar, Wrapped  string // lists, quotes, code, a line that goes on
	Ellipsis, Dot, Section, Dash, Check, Here   string
	ProgressDone, ProgressLeft                  string
	Up, DownArrow, Right, Warning, Play, Cursor string
	Less, More                                  string // where a line goes on to the left or right
}

// glyphs is the set for a terminal that has Unicode, or that has only ASCII.
func glyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{
			TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+", Across: "-", Down: "|",
			Cross: "+", TeeDown: "+", TeeUp: "+", Marker: ">",
			Unread: "*", Read: ".", Star: "#", Saved: "=", Updated: "^", Full: "%", Summary: "-", Paywall: "$", Failed: "!", Open: "v", Closed: ">",
			Bullet: "*", BulletInner: "-", Bar: "|", CodeBar: ":", Wrapped: "\\",
			Ellipsis: "~", Dot: "-", Section: "s", Dash: "-", Check: "x", Here: ">",
			ProgressDone: "#", ProgressLeft: ".", Up: "^", DownArrow: "v", Right: ">", Warning: "!", Play: ">", Cursor: "_",
			Less: "<", More: ">",
		}
	}
	return Glyphs{
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯", Across: "─", Down: "│",
		Cross: "┼", TeeDown: "┬", TeeUp: "┴", Marker: "▌",
		Unread: "●", Read: "○", Star: "★", Saved: "◆", Updated: "↻", Full: "≡", Summary: "–", Paywall: "$", Failed: "!", Open: "▾", Closed: "▸",
		Bullet: "•", BulletInner: "◦", Bar: "▎", CodeBar: "┊", Wrapped: "↪",
		Ellipsis: "…", Dot: "·", Section: "§", Dash: "–", Check: "✓", Here: "▸",
		ProgressDone: "█", ProgressLeft: "░", Up: "↑", DownArrow: "↓", Right: "→", Warning: "!", Play: "▶", Cursor: "▏",
		Less: "‹", More: "›",
	}
}

// Words is what warta itself says, keys included, in signs that the terminal
// has. What others wrote is left to the terminal.
func (g Glyphs) Words(text string) string {
	if g.Across != "-" {
		return text
	}
	return strings.NewReplacer("–", "-", "−", "-", "·", "-", "…", "...", "“", `"`, "”", `"`, "‘", "'", "’", "'", "×", "x",
		"↑", "up", "↓", "down", "←", "left", "→", "right").Replace(text)
}
