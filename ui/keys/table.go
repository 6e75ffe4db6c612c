package keys

// The actions.
const (
	Down           Action = "down"
	Up             Action = "up"
	PageDown       Action = "page-down"
	PageUp         Action = "page-up"
	HalfDown       Action = "half-page-down"
	HalfUp         Action = "half-page-up"
	Top            Action = "top"
	Bottom         Action = "bottom"
	Open           Action = "open"
	Back           Action = "back"
	NextPane       Action = "next-pane"
	PreviousPane   Action = "previous-pane"
	Fold           Action = "fold"
	Advance        Action = "advance"
	NextUnread     Action = "next-unread"
	PrevUnread     Action = "previous-unread"
	NextHeadline   Action = "next-headline"
	PrevHeadline   Action = "previous-headline"
	NextFeed       Action = "next-feed"
	PreviousFeed   Action = "previous-feed"
	GoTo           Action = "go-to"
	ScrollDown     Action = "scroll-down"
	ScrollUp       Action = "scroll-up"
	TableRight     Action = "table-right"
	TableLeft      Action = "table-left"
	GoToSection    Action = "section"
	NextSection    Action = "next-section"
	PrevSection    Action = "previous-section"
	Outline        Action = "outline"
	FetchArticle   Action = "fetch-article"
	Changes        Action = "changes"
	OpenBrowser    Action = "open-browser"
	OpenAndMark    Action = "open-browser-and-mark-read"
	Links          Action = "links"
	CopyLink       Action = "copy-link"
	Find           Action = "find"
	NextMatch      Action = "next-match"
	PreviousMatch  Action = "previous-match"
	Search         Action = "search"
	ToggleRead     Action = "toggle-read"
	ToggleStar     Action = "toggle-star"
	ToggleSaved    Action = "toggle-saved"
	MarkAllRead    Action = "mark-all-read"
	MarkEverything Action = "mark-everything-read"
	Undo           Action = "undo"
	AddFeed        Action = "add-feed"
	StarterPacks   Action = "starter-packs"
	Refresh        Action = "refresh"
	RefreshAll     Action = "refresh-all"
	Rename         Action = "rename"
	Move           Action = "move"
	Unsubscribe    Action = "unsubscribe"
	SaveView       Action = "save-view"
	MakeRule       Action = "make-rule"
	Rules          Action = "rules"
	Health         Action = "health"
	Edition        Action = "edition"
	Offline        Action = "offline"
	UnreadOnly     Action = "unread-only"
	Rows           Action = "rows"
	Grouping       Action = "grouping"
	Zen            Action = "zen"
	Narrower       Action = "narrower"
	Wider          Action = "wider"
	Theme          Action = "theme"
	Palette        Action = "palette"
	Help           Action = "help"
	Redraw         Action = "redraw"
	Suspend        Action = "suspend"
	Quit           Action = "quit"
	QuitNow        Action = "quit-now"

	MenuDown   Action = "menu-down"
	MenuUp     Action = "menu-up"
	MenuToggle Action = "menu-toggle"
	MenuAccept Action = "menu-accept"
	MenuClose  Action = "menu-close"
	MenuNarrow Action = "menu-narrow"
	PageClose  Action = "page-close"
)

// digits are the keys that go to a section.
func digits() []string { return []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} }

// Default is the table of keys that warta comes with.
func Default() Table {
	return Table{
		{Down, Anywhere, Moving, []string{"j", "down"}, "down", ""},
		{Up, Anywhere, Moving, []string{"k", "up"}, "up", ""},
		{PageDown, Anywhere, Moving, []string{"pgdown", "ctrl+f"}, "one page down", ""},
		{PageUp, Anywhere, Moving, []string{"pgup", "ctrl+b"}, "one page up", ""},
		{HalfDown, Anywhere, Moving, []string{"ctrl+d"}, "half a page down", ""},
		{HalfUp, Anywhere, Moving, []string{"ctrl+u"}, "half a page up", ""},
		{Top, Anywhere, Moving, []string{"g", "home"}, "to the beginning", ""},
		{Bottom, Anywhere, Moving, []string{"G", "end"}, "to the end; 12G: to the 12th, or to section 12", ""},
		{Fold, Sidebar, Moving, []string{"space", "-"}, "fold or unfold the folder", ""},
		{Open, Anywhere, Moving, []string{"enter", "l", "right"}, "open", "open"},
		{Back, Anywhere, Moving, []string{"h", "esc", "left"}, "back", ""},
		{NextPane, Anywhere, Moving, []string{"tab"}, "next pane", ""},
		{PreviousPane, Anywhere, Moving, []string{"shift+tab"}, "previous pane", ""},
		{NextFeed, Anywhere, Moving, []string{"}"}, "next feed with unread headlines", ""},
		{PreviousFeed, Anywhere, Moving, []string{"{"}, "previous feed with unread headlines", ""},
		{GoTo, Anywhere, Moving, []string{"'"}, "go to a view, folder or feed by its name", ""},

		{GoToSection, Article, Reading, digits(), "go to a section", "section"},
		{NextSection, Anywhere, Reading, []string{"]"}, "next section", "next"},
		{PrevSection, Anywhere, Reading, []string{"["}, "previous section", ""},
		{Outline, Anywhere, Reading, []string{"t"}, "outline of the article", "outline"},
		{Advance, Anywhere, Reading, []string{"space"}, "page down, then next unread, then next feed", "on"},
		{NextMatch, Finding, Reading, []string{"n"}, "next place found", "next found"},
		{PreviousMatch, Finding, Reading, []string{"N"}, "previous place found", ""},
		{NextUnread, Anywhere, Reading, []string{"n"}, "next unread", "next unread"},
		{PrevUnread, Anywhere, Reading, []string{"N"}, "previous unread", ""},
		{NextHeadline, Anywhere, Reading, []string{")", "ctrl+n"}, "next headline", ""},
		{PrevHeadline, Anywhere, Reading, []string{"(", "ctrl+p"}, "previous headline", ""},
		{ScrollDown, Anywhere, Reading, []string{"J"}, "scroll the article down", ""},
		{ScrollUp, Anywhere, Reading, []string{"K"}, "scroll the article up", ""},
		{TableRight, Anywhere, Reading, []string{"L", "shift+right"}, "the next columns of a wide table", ""},
		{TableLeft, Anywhere, Reading, []string{"H", "shift+left"}, "the columns before", ""},
		{FetchArticle, Anywhere, Reading, []string{"f"}, "fetch the full article", ""},
		{Changes, Anywhere, Reading, []string{"d"}, "what the publisher changed in the article", ""},
		{OpenBrowser, Anywhere, Reading, []string{"o"}, "open in the browser; 3o: link 3 of the article", ""},
		{OpenAndMark, Anywhere, Reading, []string{"B"}, "open in the browser, and mark read", ""},
		{Links, Anywhere, Reading, []string{"#"}, "the links of the article; 3#: open link 3", ""},
		{CopyLink, Anywhere, Reading, []string{"y"}, "copy the link", ""},
		{Find, Anywhere, Reading, []string{"/"}, "find in the list or in the article", "find"},
		{Search, Anywhere, Reading, []string{"S"}, "search everything", ""},

		{ToggleRead, Anywhere, Marking, []string{"m"}, "mark read or unread", ""},
		{ToggleStar, Anywhere, Marking, []string{"s"}, "star", "star"},
		{ToggleSaved, Anywhere, Marking, []string{"b"}, "save for later", ""},
		{MarkAllRead, Anywhere, Marking, []string{"A"}, "mark all of the list read", ""},
		{MarkEverything, Anywhere, Marking, []string{"C"}, "mark everything read, in all feeds", ""},
		{Undo, Anywhere, Marking, []string{"u"}, "undo the last mark or change of feeds", ""},

		{AddFeed, Anywhere, Feeds, []string{"a"}, "add a feed by any address", "add feed"},
		{StarterPacks, Anywhere, Feeds, []string{"P"}, "starter packs: feeds by country and subject", "starter packs"},
		{Refresh, Anywhere, Feeds, []string{"r"}, "refresh the feed", "refresh"},
		{RefreshAll, Anywhere, Feeds, []string{"R"}, "refresh all feeds", ""},
		{Rename, Sidebar, Feeds, []string{"c"}, "change the name of the feed or folder", ""},
		{Move, Sidebar, Feeds, []string{"M"}, "move the feed to a folder", ""},
		{Unsubscribe, Sidebar, Feeds, []string{"D"}, "unsubscribe; remove the folder or the view", ""},
		{SaveView, Anywhere, Feeds, []string{"w"}, "save the search as a view", ""},
		{MakeRule, Anywhere, Feeds, []string{"F"}, "make a rule for what the list shows", ""},
		{Rules, Anywhere, Feeds, []string{"W"}, "the rules, and what they did", ""},
		{Health, Anywhere, Feeds, []string{"x"}, "feed health", ""},
		{Edition, Anywhere, Feeds, []string{"e"}, "make an edition: the list, to read offline", ""},
		{Offline, Anywhere, Feeds, []string{"O"}, "go offline, or online again", ""},

		{UnreadOnly, Anywhere, Screen, []string{"U"}, "show only unread headlines, or all", ""},
		{Rows, Anywhere, Screen, []string{"v"}, "one line a headline, or two", ""},
		{Grouping, Anywhere, Screen, []string{"V"}, "group the list by day, by feed, or not", ""},
		{Zen, Anywhere, Screen, []string{"z"}, "full width for the article", ""},
		{Narrower, Anywhere, Screen, []string{"<"}, "make the pane narrower", ""},
		{Wider, Anywhere, Screen, []string{">"}, "make the pane wider", ""},
		{Theme, Anywhere, Screen, []string{"T"}, "choose a theme", ""},
		{Palette, Anywhere, Screen, []string{":"}, "every action by name", ""},
		{Help, Anywhere, Screen, []string{"?"}, "the keys that work here", "help"},
		{Redraw, Anywhere, Screen, []string{"ctrl+l"}, "draw the screen again", ""},
		{Suspend, Anywhere, Screen, []string{"ctrl+z"}, "back to the shell for a while", ""},
		{Quit, Anywhere, Screen, []string{"q"}, "back, or quit", ""},
		{QuitNow, Anywhere, Screen, []string{"ctrl+c", "Q"}, "quit", ""},

		{MenuDown, Menu, Moving, []string{"down", "ctrl+n", "ctrl+j"}, "down", ""},
		{MenuUp, Menu, Moving, []string{"up", "ctrl+p", "ctrl+k"}, "up", ""},
		{MenuToggle, Menu, Marking, []string{"tab"}, "choose several", ""},
		{MenuAccept, Menu, Screen, []string{"enter"}, "take it", ""},
		{MenuClose, Menu, Screen, []string{"esc", "ctrl+c"}, "close", ""},
		{Down, Page, Moving, []string{"j", "down"}, "down", ""},
		{Up, Page, Moving, []string{"k", "up"}, "up", ""},
		{PageDown, Page, Moving, []string{"pgdown", "space", "ctrl+f"}, "one page down", ""},
		{PageUp, Page, Moving, []string{"pgup", "ctrl+b"}, "one page up", ""},
		{Top, Page, Moving, []string{"g", "home"}, "to the beginning", ""},
		{Bottom, Page, Moving, []string{"G", "end"}, "to the end", ""},
		{MenuAccept, Page, Screen, []string{"enter", "l"}, "go there", "go there"},
		{Down, Choice, Moving, []string{"j", "down", "ctrl+n"}, "down", ""},
		{Up, Choice, Moving, []string{"k", "up", "ctrl+p"}, "up", ""},
		{PageDown, Choice, Moving, []string{"pgdown", "ctrl+f"}, "one page down", ""},
		{PageUp, Choice, Moving, []string{"pgup", "ctrl+b"}, "one page up", ""},
		{HalfDown, Choice, Moving, []string{"ctrl+d"}, "half a page down", ""},
		{HalfUp, Choice, Moving, []string{"ctrl+u"}, "half a page up", ""},
		{Top, Choice, Moving, []string{"g", "home"}, "to the beginning", ""},
		{Bottom, Choice, Moving, []string{"G", "end"}, "to the end", ""},
		{MenuToggle, Choice, Marking, []string{"space", "tab"}, "choose several", ""},
		{MenuNarrow, Choice, Screen, []string{"/"}, "type to narrow", ""},
		{MenuAccept, Choice, Screen, []string{"enter", "l", "right"}, "take it", ""},
		{MenuClose, Choice, Screen, []string{"esc", "q", "h", "left", "ctrl+c"}, "close", ""},
		{PageClose, Page, Screen, []string{"q", "esc", "?", "t", "h", "ctrl+c"}, "close", "close"},
	}
}
